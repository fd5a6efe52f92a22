"""Requirements by task, text or reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from planctl.model import Gap, Plan, Requirement, Task
from planctl.queries.answers import Answer, Row


def select(plan: Plan, *, task: str | None = None, search: str | None = None) -> list[tuple[Task, Requirement]]:
    """The requirements of a task (by its reference) that hold a text in title or text, in the plan's order."""
    wanted = fold(search) if search else ""
    return [
        (one, requirement)
        for one, requirement in plan.rows()
        if (task is None or one.reference == task) and wanted in fold(f"{one.title or ''}\n{requirement.text or ''}")
    ]


def list_all(rows: Iterable[tuple[Task, Requirement]]) -> Answer:
    """The rows as they are."""
    return Answer(tuple(Row(task, requirement) for task, requirement in rows))


def fold(text: str) -> str:
    """Text as searches compare it: full-width and half-width, upper and lower case alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def parse_reference(written: str) -> str:
    """A reference as a user may write it (full-width digits, spaces) in the form the plan uses."""
    return "".join(unicodedata.normalize("NFKC", written).split())


def find(plan: Plan, reference: str) -> tuple[list[tuple[Task, Requirement]], list[Gap]]:
    """The requirements that a reference names (all of a task's for a bare task number) and the gaps that concern it."""
    rows = [
        (task, requirement)
        for task, requirement in plan.rows()
        if requirement.reference == reference or task.reference == reference
    ]
    gaps = [gap for gap in plan.gaps if gap.reference == reference or gap.reference.startswith(f"{reference}.")]
    return rows, gaps
