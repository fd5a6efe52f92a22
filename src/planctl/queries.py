"""Questions to a plan: who must do what, and by when. Pure functions from a Plan to an Answer."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planctl.model import Deadline, DeadlineKind, Gap, GapKind, Plan, Requirement, Task, UnitCell
from planctl.register import Register


class Part(StrEnum):
    """Which part of an answer a requirement stands in."""

    NAMED = "named"
    POSSIBLE = "possible"
    DATED = "dated"
    ONGOING = "ongoing"
    CONDITIONAL = "conditional"
    UNDATED = "undated"
    UNREAD = "unread"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement in an answer; `part` is None where the question has no parts."""

    task: Task
    requirement: Requirement
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in the order to be read, with the orphan cells (their own row is lost) that match as well."""

    rows: tuple[Row, ...]
    orphans: tuple[Gap, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many rows each part has, and how many orphans match."""
        parts = Counter(row.part or "requirements" for row in self.rows)
        return {**{str(part): count for part, count in parts.items()}, "orphans": len(self.orphans)}

    def in_part(self, *parts: Part | None) -> list[Row]:
        """The rows of the given parts."""
        return [row for row in self.rows if row.part in parts]


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


def list_for_unit(plan: Plan, rows: Iterable[tuple[Task, Requirement]], unit: str) -> Answer:
    """The rows that name a unit, then those that may concern it without naming it.

    The latter are rows whose cell is not known, or which name a 统称 without known members.
    """
    register = Register(plan)
    wanted = register.key(unit)
    named: list[Row] = []
    possible: list[Row] = []
    for task, requirement in rows:
        cells = (requirement.lead_units, requirement.supporting_units)
        if any(_names(cell, wanted, register) for cell in cells):
            named.append(Row(task, requirement, Part.NAMED))
        elif any(_may_hold(cell, register) for cell in cells):
            possible.append(Row(task, requirement, Part.POSSIBLE))
    orphans = tuple(
        gap
        for gap in plan.gaps
        if gap.kind is GapKind.ORPHAN
        and any(cell and (_names(cell, wanted, register) or _may_hold(cell, register)) for cell in _unit_cells(gap))
    )
    return Answer((*named, *possible), orphans)


def _unit_cells(gap: Gap) -> tuple[UnitCell | None, UnitCell | None]:
    return gap.lead_units, gap.supporting_units


def _names(cell: UnitCell | None, wanted: str, register: Register) -> bool:
    return cell is not None and any(register.key(name) == wanted for name in cell.names)


def _may_hold(cell: UnitCell | None, register: Register) -> bool:
    return cell is None or any(register.is_open_group(name) for name in cell.names)


def due(plan: Plan, *, month: int | None = None) -> Answer:
    """What is due (in a month of the plan's year), by date; what has no date stands in parts of its own, never dropped."""
    dated: list[tuple[date, Row]] = []
    others: list[Row] = []
    for task, requirement in plan.rows():
        part = _part(requirement.deadline)
        day = requirement.deadline.due if requirement.deadline else None
        row = Row(task, requirement, part)
        if part is not Part.DATED or day is None:
            others.append(row)
        elif _falls_in(day, plan.year, month):
            dated.append((day, row))
    dated.sort(key=lambda one: one[0])
    order = list(Part)
    others.sort(key=lambda row: order.index(row.part or Part.UNKNOWN))
    orphans = tuple(
        gap
        for gap in plan.gaps
        if gap.kind is GapKind.ORPHAN
        and gap.deadline
        and gap.deadline.kind is DeadlineKind.DATE
        and gap.deadline.due
        and _falls_in(gap.deadline.due, plan.year, month)
    )
    return Answer((*(row for _, row in dated), *others), orphans)


_PARTS = {
    DeadlineKind.DATE: Part.DATED,
    DeadlineKind.RECURRING: Part.UNDATED,
    DeadlineKind.ONGOING: Part.ONGOING,
    DeadlineKind.CONDITIONAL: Part.CONDITIONAL,
    DeadlineKind.RELATIVE: Part.CONDITIONAL,
    DeadlineKind.IMMEDIATE: Part.UNDATED,
    DeadlineKind.VAGUE: Part.UNDATED,
    DeadlineKind.NONE: Part.UNDATED,
    DeadlineKind.UNREAD: Part.UNREAD,
}


def _part(deadline: Deadline | None) -> Part:
    return Part.UNKNOWN if deadline is None else _PARTS[deadline.kind]


def _falls_in(day: date, year: int, month: int | None) -> bool:
    return month is None or (day.year, day.month) == (year, month)


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
