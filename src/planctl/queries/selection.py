"""Requirements by task, text or reference."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from planctl.model.deadline import DeadlineKind
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.model.references import reference_key
from planctl.queries.answers import Answer, Row
from planctl.queries.leaders import Leader
from planctl.queries.sections import sections_called


class Selection(NamedTuple):
    """Which requirements a question is about: those of a task (by its reference) that have one of the references, as `find`
    reads them, and whose title or text contains every text searched; those in a section, of a leader, or for which no
    deadline is known or stated."""

    task: str | None = None
    references: Sequence[str] = ()
    searches: Sequence[str] = ()
    section: str | None = None
    leader: str | None = None
    without_deadline: bool = False

    @property
    def places(self) -> list[str]:
        """The references that narrow it down."""
        return [*self.references, *([self.task] if self.task is not None else [])]

    @property
    def is_by_content(self) -> bool:
        """Whether what a row holds decides, which nobody knows of a row that is lost."""
        return bool(self.searches or self.section is not None or self.leader is not None or self.without_deadline)

    @property
    def is_whole(self) -> bool:
        """Whether nothing narrows it down."""
        return not (self.places or self.is_by_content)


def select(plan: Plan, selection: Selection) -> list[tuple[Task, Requirement]]:
    """The requirements that are asked for, in the plan's order."""
    tests = list(_tests(plan, selection))
    return [row for row in plan.rows() if all(test(*row) for test in tests)]


_Test: TypeAlias = Callable[[Task, Requirement], bool]


def _tests(plan: Plan, selection: Selection) -> Iterator[_Test]:
    """What a row must pass: only what the question needs, for each is put to every row of the plan."""
    if selection.task is not None:
        wanted = reference_key(selection.task)
        yield lambda task, _: reference_key(task.reference) == wanted
    if selection.references:
        named = {id(row) for reference in selection.references for _, row in find(plan, reference)[0]}
        yield lambda _, row: id(row) in named
    if selection.section is not None:
        called = sections_called(plan, selection.section)
        yield lambda task, _: task.section in called
    if selection.leader is not None:
        leader = Leader(plan, selection.leader)
        yield lambda _, row: leader.answers_for(row)
    if selection.without_deadline:
        yield lambda _, row: _has_no_deadline(row)
    if selection.searches:
        texts = [fold(search) for search in selection.searches]
        yield lambda task, row: _contains(task, row, texts)


def _contains(task: Task, requirement: Requirement, texts: Sequence[str]) -> bool:
    words = searched_text(task, requirement)
    return all(text in words for text in texts)


def _has_no_deadline(requirement: Requirement) -> bool:
    deadline = requirement.deadline
    return deadline is None or deadline.kind is DeadlineKind.NONE or not deadline.phrase.strip()


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
