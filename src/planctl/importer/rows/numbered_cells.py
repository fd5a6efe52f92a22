"""Units and times that are numbered as the requirements beside them: 1.县交通局 2.县住建局 beside 1.开工。2.完工。"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from planctl.importer.draft.draft import Draft, DraftRequirement
from planctl.importer.draft.numbers import counted
from planctl.importer.report import findings
from planctl.lazy_regex import Expression

_MARK: Final = Expression(r"(?<![\d.．])(?:(\d{1,2})[ \u3000]*[.．、]|[(（](\d{1,2})[)）]|([①-⑳]))")
"""The number of a part; it may be glued to a date (1.3月底), but a digit before it makes it a part of that (12.5)."""
_ENDS: Final = "；;。\n \u3000"
_COMMAS: Final = "，,、"
_AROUND: Final = " \u3000\n；;，,、。"


def divide_numbered(draft: Draft, heading: Callable[[str], str]) -> None:
    """Give requirements of one task that say the same in a cell each its own part of it, where its parts are numbered as
    they are. `heading` is what the plan calls a field.
    """
    for task in draft.tasks:
        for field in sorted({field for requirement in task.requirements for field in requirement.cells}):
            for text, group in groupby(task.requirements, key=lambda one: one.cells.get(field)):
                if text:
                    _divide(draft, list(group), field, text, heading)


def _divide(
    draft: Draft, group: Sequence[DraftRequirement], field: str, text: str, heading: Callable[[str], str]
) -> None:
    numbers = [counted(requirement.number) for requirement in group]
    if len(group) < 2 or None in numbers:
        return
    marks = _marks(text, numbers)
    if len(marks) == len(group):
        ends = [*(mark.start() for mark in marks[1:]), len(text)]
        for requirement, mark, end in zip(group, marks, ends, strict=True):
            requirement.cells[field] = text[mark.end() : end].strip(_AROUND)
    elif len(marks) < 2 and (not marks or text[marks[0].end() :][:1].isdigit()):
        return  # no numbers, or 1.5 in a cell about all of them
    draft.findings.append(findings.numbered_cell(group[0].place, heading(field), text, len(marks) == len(group)))


def _marks(text: str, numbers: Sequence[int | None]) -> list[re.Match[str]]:
    """Where the numbers stand in a cell that begins with the first of them, as far as they follow each other there."""
    found: list[re.Match[str]] = []
    last = numbers[-1] or 0
    for number in (*numbers, last + 1):
        start = found[-1].end() if found else 0
        likely = [mark for mark in _MARK.finditer(text, start) if counted(mark[1] or mark[2] or mark[3]) == number]
        if not found:
            likely = [mark for mark in likely if not text[: mark.start()].strip()]
        mark = min(likely, key=lambda mark: (_how_apart(text, mark), mark.start()), default=None)
        if number == last + 1:
            return found if mark is None or _how_apart(text, mark) else found[:-1]  # a part more than requirements
        if mark is None:
            return found
        found.append(mark)
    return found


def _how_apart(text: str, mark: re.Match[str]) -> int:
    """How clearly a number begins a part: 0 behind the end of another, 1 behind a comma, 2 within words (每月2、12日)."""
    before = text[: mark.start()][-1:]
    return 0 if before in _ENDS else 1 if before in _COMMAS else 2
