"""Requirements by task, text or reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.model.references import reference_key
from planctl.queries.answers import Answer, Row


def select(
    plan: Plan, *, task: str | None = None, references: Sequence[str] = (), searches: Sequence[str] = ()
) -> list[tuple[Task, Requirement]]:
    """The requirements of a task (by its reference) that have one of the references, as `find` reads them, and whose title
    or text contains every text searched; in the plan's order."""
    rows = list(plan.rows())
    if task is not None:
        wanted = reference_key(task)
        rows = [(of_task, row) for of_task, row in rows if reference_key(of_task.reference) == wanted]
    if references:
        named = {id(row) for reference in references for _, row in find(plan, reference)[0]}
        rows = [(of_task, row) for of_task, row in rows if id(row) in named]
    if searches:
        texts = [fold(search) for search in searches]
        rows = [
            (of_task, row)
            for of_task, row in rows
            if (words := searched_text(of_task, row)) and all(text in words for text in texts)
        ]
    return rows


def searched_text(task: Task, requirement: Requirement) -> str:
    """What a search looks in."""
    return fold(f"{task.title or ''}\n{requirement.text or ''}")


def orphans_of(gaps: Iterable[Gap], references: Sequence[str]) -> tuple[Gap, ...]:
    """The orphan cells among gaps that stood where one of the references points."""
    keys = [reference_key(reference) for reference in references]
    return tuple(gap for gap in gaps if gap.kind is GapKind.ORPHAN and any(_is_of(gap, key) for key in keys))


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
