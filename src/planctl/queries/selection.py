"""Requirements by task, text or reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.model.references import reference_key
from planctl.queries.answers import Answer, Row


def select(plan: Plan, *, task: str | None = None, search: str | None = None) -> list[tuple[Task, Requirement]]:
    """The requirements of a task (by its reference) whose title or text contains the words searched, in the plan's order."""
    wanted = fold(search) if search else ""
    return [
        (of_task, requirement)
        for of_task, requirement in plan.rows()
        if (task is None or reference_key(of_task.reference) == reference_key(task))
        and wanted in fold(f"{of_task.title or ''}\n{requirement.text or ''}")
    ]


def orphans_of(gaps: Iterable[Gap], task: str) -> tuple[Gap, ...]:
    """The orphan cells among gaps that stood in the rows of a task (by its reference)."""
    wanted = reference_key(task)
    return tuple(gap for gap in gaps if gap.kind is GapKind.ORPHAN and _is_of(gap, wanted))


def list_all(rows: Iterable[tuple[Task, Requirement]]) -> Answer:
    """The rows as they are."""
    return Answer(tuple(Row(task, requirement) for task, requirement in rows))


def fold(text: str) -> str:
    """Text as searches compare it: full-width and half-width, upper and lower case alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def find(plan: Plan, reference: str) -> tuple[list[tuple[Task, Requirement]], list[Gap]]:
    """The requirements with a reference, else those of the task with that reference, and the gaps that concern it."""
    wanted = reference_key(reference)
    rows = [(task, row) for task, row in plan.rows() if reference_key(row.reference) == wanted]
    if not rows:
        rows = [(task, row) for task, row in plan.rows() if reference_key(task.reference) == wanted]
    return rows, [gap for gap in plan.gaps if _is_of(gap, wanted)]


def _is_of(gap: Gap, wanted: str) -> bool:
    """Whether a gap is what a reference (as compared) names, or a part of it."""
    key = reference_key(gap.reference)
    return key == wanted or key.startswith((f"{wanted}.", f"{wanted}#"))
