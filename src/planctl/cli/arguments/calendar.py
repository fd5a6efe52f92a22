"""The options of `planctl render` that say how dates are entered in a calendar."""

from __future__ import annotations

from typing import Annotated

import typer

from planctl.cli.arguments.document_formats import names_of, subject
from planctl.cli.arguments.periods import parse_reminder
from planctl.document.calendar import EVENTS, Entries
from planctl.errors import UsageError
from planctl.renderers import Renderer

TodoOption = Annotated[bool, typer.Option("--todo", help="日历中每个日期记为一项待办，不记为日程。")]
RemindOption = Annotated[
    str | None,
    typer.Option("--remind", metavar="时长", help="日历在到期前提醒：3wd（工作日）、7d（天）或 2w（周），当日9时响。"),
]


def read_entries(renderer: Renderer, todo: bool, remind: str | None) -> Entries:
    """What the options ask for. Raises UsageError where they are no span, or the format is no calendar."""
    entries = Entries(todo, None if remind is None else parse_reminder(remind))
    if entries != EVENTS and not renderer.calendar:
        hint = f"--todo、--remind 只用于 {names_of(lambda format: format.calendar)}。"
        raise UsageError(f"{subject(renderer)}不是日历，没有待办和提醒", hint)
    return entries
