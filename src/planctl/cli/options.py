"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a query prints its answer."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


PlanOption = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        "-p",
        metavar="文件",
        help="方案文件（YAML）；- 表示标准输入。不给时用当前文件夹或上级的 plan.yaml，否则用内置的2017年方案。",
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="输出格式：表格、一个 JSON 对象、或每行一个 JSON 对象。")
]
