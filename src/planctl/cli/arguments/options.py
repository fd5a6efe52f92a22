"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.arguments.completion import complete_unit
from planctl.cli.printing.styles import Color


class Format(StrEnum):
    """How a query prints its answer."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


PlanOption = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        "-p",
        metavar="文件",
        help="方案文件（YAML）；- 表示标准输入。不给时用环境变量 PLANCTL_PLAN，否则用当前文件夹或最近的上级里的方案（按内容识别的 .yaml、.yml 文件），否则用内置的2017年方案。",
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", help="输出格式：表格、一个 JSON 对象、每行一个 JSON 对象、CSV 或 Markdown 表格。"),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        "-u",
        metavar="单位",
        autocompletion=complete_unit,
        help="只列该单位的（简称、全称、曾用名都可以）；可给多个。",
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option("--on", metavar="日期", help="把该日当作今天，写出各条还有几天、已逾期几天：2017-12-05。"),
]
OnelineOption = Annotated[bool, typer.Option("--oneline", help="每条只占一行，写不下的以…截断。")]
ColorOption = Annotated[
    Color,
    typer.Option("--color", help="是否用颜色：终端上用、总是用或不用。不给时看环境变量 NO_COLOR：有内容的不用。"),
]
