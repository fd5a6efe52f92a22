"""Options that several commands share, and what a shell completes them with."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.printing.styles import Color
from planctl.model.plan import Plan


class Format(StrEnum):
    """How a query prints its answer."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


def complete_unit(context: typer.Context, incomplete: str) -> list[str]:
    """The units of the plan that the command line names so far."""
    from planctl.units.register import Register

    return [name for plan in _plan(context) for name in Register(plan).names() if name.startswith(incomplete)]


def complete_word(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Units, and references of tasks and requirements with what they are about."""
    units = [(name, "") for name in complete_unit(context, incomplete)]
    return list(dict([*complete_reference(context, incomplete), *complete_task(context, incomplete), *units]).items())


def complete_task(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The references of tasks, with their titles."""
    return [
        (task.reference, task.title or "")
        for plan in _plan(context)
        for task in plan.tasks
        if task.reference.startswith(incomplete)
    ]


def complete_reference(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The references of requirements, with the beginning of their texts."""
    return [
        (requirement.reference, (requirement.text or "")[:20])
        for plan in _plan(context)
        for _, requirement in plan.rows()
        if requirement.reference.startswith(incomplete)
    ]


def complete_section(context: typer.Context, incomplete: str) -> list[str]:
    """The sections of the plan."""
    from planctl.queries import sections

    return [name for plan in _plan(context) for name in sections(plan) if name.startswith(incomplete)]


def complete_leader(context: typer.Context, incomplete: str) -> list[str]:
    """The leaders that the plan names."""
    from planctl.queries import leaders

    return [name for plan in _plan(context) for name in leaders(plan) if name.startswith(incomplete)]


def _plan(context: typer.Context) -> Iterator[Plan]:
    """The plan to complete from; nothing where there is none, for a shell's prompt is no place for errors."""
    from planctl.cli.arguments.plans import open_plan
    from planctl.errors import PlanctlError

    try:
        loaded = open_plan(context.params.get("plan"), quiet=True)
    except PlanctlError:
        return
    if loaded.plan is not None:
        yield loaded.plan


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
