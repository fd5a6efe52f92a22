"""Which rows of a plan concern units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planctl.model.deadline import NO_DEADLINE
from planctl.model.plan import NO_UNITS, Gap, GapKind, Plan, Requirement, Task
from planctl.queries import Part, Row, list_for_units
from planctl.units.register import Register, register_of


@dataclass(frozen=True)
class UnitSheet:
    """The rows of a plan that name units or reach them through a 统称 that lists them.

    `plan` is the whole plan, `part` the same with only these rows, numbered as in the whole, and the gaps that belong to
    them: cells lost in them, and orphan cells that name the units. `found` holds for each of these rows, by the identity
    of its requirement or orphan, the unit and the answer, one for each unit that it concerns. `possible` are the rows that may
    concern the units, `possible_orphans` the orphans: a sheet counts them and does not list them.
    """

    plan: Plan
    units: tuple[str, ...]
    part: Plan
    found: Mapping[int, Sequence[tuple[str, Row]]]
    possible: tuple[Row, ...]
    possible_orphans: tuple[Gap, ...]

    def answers(self) -> Iterator[Sequence[tuple[str, Row]]]:
        """For each row of the sheet whose requirement is known the units and their answers, in the plan's order."""
        for _, requirement in self.part.rows():
            yield self.found[id(requirement)]

    def orphans(self) -> list[Gap]:
        """The cells that concern the units and whose own row is lost."""
        return [gap for gap in self.part.gaps if gap.kind is GapKind.ORPHAN]

    def count(self, part: Part) -> int:
        """How many rows are found by name, how many only through a 统称, or how many may concern the units."""
        if part is Part.POSSIBLE:
            return len(self.possible)
        named = sum(any(row.part is Part.NAMED for _, row in answers) for answers in self.answers())
        return named if part is Part.NAMED else sum(1 for _ in self.part.rows()) - named


def sheet_of(plan: Plan, units: Sequence[str]) -> UnitSheet:
    """What concerns the units, by any of their names; a row found for several of them stands once."""
    register = register_of(plan)
    names = tuple(dict.fromkeys(register.printed_name(unit) for unit in units))
    orphans = [gap for gap in plan.gaps if gap.kind is GapKind.ORPHAN]
    stand_ins = [stand_in(gap) for gap in orphans]
    behind = {id(requirement): gap for (_, requirement), gap in zip(stand_ins, orphans, strict=True)}
    found: dict[int, list[tuple[str, Row]]] = defaultdict(list)
    possible: dict[int, Row] = {}
    for name in names:
        for row in list_for_units(plan, [*plan.rows(), *stand_ins], [name]).rows:
            key = id(behind.get(id(row.requirement), row.requirement))
            if row.part is Part.POSSIBLE:
                possible.setdefault(key, row)
            else:
                found[key].append((name, row))
    for key in found:
        possible.pop(key, None)
    return UnitSheet(
        plan,
        names,
        _part(plan, found, {gap.reference for gap in orphans if id(gap) in found}),
        dict(found),
        tuple(possible[id(requirement)] for _, requirement in plan.rows() if id(requirement) in possible),
        tuple(gap for gap in orphans if id(gap) in possible),
    )


def units_of(register: Register) -> list[str]:
    """Every unit that a sheet can be asked for: those registered, members of a 统称, then names only in cells."""
    units: dict[str, str] = {}
    for name in register.names():
        units.setdefault(register.key(name), register.printed_name(name))
    return list(units.values())


def stand_in(orphan: Gap) -> tuple[Task, Requirement]:
    """A row in whose place an orphan's cells answer a question by unit."""
    lead, supporting = orphan.lead_units or NO_UNITS, orphan.supporting_units or NO_UNITS
    requirement = Requirement(orphan.reference, None, None, lead, supporting, NO_DEADLINE)
    return Task(orphan.reference, orphan.reference, None), requirement


def _part(plan: Plan, found: Collection[int], orphaned: set[str]) -> Plan:
    """The plan with only the requirements and orphans found, by identity; `orphaned` refers to the tasks of the latter."""
    tasks = []
    for task in plan.tasks:
        requirements = tuple(requirement for requirement in task.requirements if id(requirement) in found)
        if requirements or task.reference in orphaned:
            tasks.append(replace(task, requirements=requirements))
    part = replace(plan, tasks=tuple(tasks))
    kept = {task.reference for task in tasks} | {requirement.reference for _, requirement in part.rows()}
    return replace(part, gaps=tuple(gap for gap in plan.gaps if _stays(gap, found, kept, orphaned)))


def _stays(gap: Gap, found: Collection[int], kept: set[str], orphaned: set[str]) -> bool:
    if gap.kind is GapKind.ORPHAN:
        return id(gap) in found
    if gap.kind is GapKind.TASK:  # the row that its orphan cells stand in
        return gap.reference in orphaned
    return gap.kind in (GapKind.CELL, GapKind.TEXT, GapKind.TITLE) and gap.reference in kept
