"""Where rows that stand for something missing belong among a plan's tasks."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from planctl.lazy_regex import Expression
from planctl.model.plan import Gap, GapKind, Numbering, Plan, Requirement, Task

Entry = Requirement | Gap
"""What a row stands for: a requirement, a missing one, a missing task, or a cell whose row is lost."""


def tasks_with_missing(plan: Plan) -> list[tuple[Task, list[Entry]]]:
    """The plan's tasks with the entries of their rows; what gaps declare missing is put in its place.

    A missing task is one row, or one for each orphan cell left of it; a missing requirement of a missing task has no
    row of its own. Orphans of a task that is there follow its last row.
    """
    orphans = _by_reference(plan, GapKind.ORPHAN)
    requirement_gaps = _requirement_gaps(plan)
    drawn: list[tuple[Task, list[Entry]]] = []
    missing = _MissingTasks(plan, orphans)
    for index, task in enumerate(plan.tasks):
        drawn.extend(missing.before(task))
        entries: list[Entry] = list(task.requirements)
        for gap in requirement_gaps.get(task.reference, ()):
            number = trailing_number(gap.reference)
            later = (place for place, entry in enumerate(entries) if _entry_number(entry) > number)
            entries.insert(next(later, len(entries)), gap)
        drawn.append((task, [*entries, *orphans.get(task.reference, ())]))
        if index + 1 == len(plan.tasks) or _section(plan.tasks[index + 1].reference) != _section(task.reference):
            drawn.extend(missing.rest_of(task))
    drawn.extend(missing.rest())
    return drawn


class _MissingTasks:
    """The tasks that gaps declare missing, by section, in the order of their numbers."""

    def __init__(self, plan: Plan, orphans: dict[str, list[Gap]]) -> None:
        self._orphans = orphans
        self._waiting: dict[str, list[Gap]] = defaultdict(list)
        for gap in plan.gaps:
            if gap.kind is GapKind.TASK:
                self._waiting[_section(gap.reference)].append(gap)
        for gaps in self._waiting.values():
            gaps.sort(key=lambda gap: trailing_number(gap.reference), reverse=True)

    def before(self, task: Task) -> list[tuple[Task, list[Entry]]]:
        """Those of a task's section that come before it."""
        waiting = self._waiting.get(_section(task.reference), [])
        taken = []
        while waiting and trailing_number(waiting[-1].reference) < trailing_number(task.number):
            taken.append(self._row(waiting.pop(), task.section))
        return taken

    def rest_of(self, task: Task) -> list[tuple[Task, list[Entry]]]:
        """Those of a section left after its last task."""
        waiting = self._waiting.pop(_section(task.reference), [])
        return [self._row(gap, task.section) for gap in reversed(waiting)]

    def rest(self) -> list[tuple[Task, list[Entry]]]:
        """Those of sections that have no task at all."""
        return [self._row(gap, "") for waiting in self._waiting.values() for gap in reversed(waiting)]

    def _row(self, gap: Gap, section: str) -> tuple[Task, list[Entry]]:
        number = gap.reference.rpartition("/")[2]
        return Task(gap.reference, number, None, section=section), list(self._orphans.get(gap.reference, [gap]))


def _by_reference(plan: Plan, kind: GapKind) -> dict[str, list[Gap]]:
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in plan.gaps:
        if gap.kind is kind:
            found[gap.reference].append(gap)
    return found


def _requirement_gaps(plan: Plan) -> dict[str, list[Gap]]:
    """Missing requirements by the reference of the task whose rows they stand among."""
    found: dict[str, list[Gap]] = defaultdict(list)
    gaps = [gap for gap in plan.gaps if gap.kind is GapKind.REQUIREMENT]
    if plan.numbering is not Numbering.CONTINUOUS:
        for gap in gaps:
            found[gap.reference.rpartition(".")[0]].append(gap)
        return found
    last_numbers = [
        (max((_entry_number(requirement) for requirement in task.requirements), default=0), task.reference)
        for task in plan.tasks
    ]
    for gap in gaps:
        number = trailing_number(gap.reference)
        holder = next((reference for last, reference in last_numbers if last > number), None)
        found[holder or (plan.tasks[-1].reference if plan.tasks else "")].append(gap)
    return found


def _entry_number(entry: Entry) -> int:
    return trailing_number((entry.number or "") if isinstance(entry, Requirement) else entry.reference)


_TRAILING_NUMBER: Final = Expression(r"\d{1,9}$")


def trailing_number(reference: str) -> int:
    """The number at the end of a reference, 0 where there is none."""
    matched = _TRAILING_NUMBER.search(reference)
    return int(matched[0]) if matched else 0


def _section(reference: str) -> str:
    return reference.rpartition("/")[0]
