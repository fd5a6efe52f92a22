"""What a question to a plan is answered with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from planctl.model.plan import Gap, Requirement, Role, Task


class Part(StrEnum):
    """The part of an answer that a requirement belongs to: the first three by unit, the others by date."""

    NAMED = "named"
    THROUGH_GROUP = "through_group"
    POSSIBLE = "possible"
    DATED = "dated"
    ONGOING = "ongoing"
    CONDITIONAL = "conditional"
    UNDATED = "undated"
    UNREAD = "unread"
    UNKNOWN = "unknown"


class Row(NamedTuple):
    """A requirement in an answer; `part` is None where the question has no parts.

    `through` is the 统称 by which a question for a unit found it: the group that lists the unit, or a group
    whose members are not known. `formerly` is the unit's former name where the cell prints that, `role` the role that the
    cell gives the unit or its 统称. `occurrence` is the day on which a question by date lists it, `times` how often it
    falls due in the time asked for (more than once where days and weeks are listed together). `beyond_calendar` is true
    where the day was computed from working days of years for which no official calendar is known. `days` are those left
    until it falls due, negative where it is overdue; None where it has no date or nobody asked.
    """

    task: Task
    requirement: Requirement
    part: Part | None = None
    through: str | None = None
    formerly: str | None = None
    occurrence: date | None = None
    times: int = 1
    beyond_calendar: bool = False
    role: Role | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in the order to be read, with the orphan cells (their own row is lost) that match as well.

    A question by date keeps the orphans whose deadline has no day apart.
    """

    rows: tuple[Row, ...]
    orphans: tuple[Gap, ...] = ()
    orphans_without_day: tuple[Gap, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many rows each part has ("requirements" where there are no parts), and how many orphans match."""
        parts = Counter(str(row.part or "requirements") for row in self.rows)
        return {**parts, "orphans": len(self.orphans)}

    def with_units_of(self, other: Answer) -> Answer:
        """The same rows with what another answer says of the units asked for: their roles, 统称 and former names."""
        known = {id(row.requirement): row for row in other.rows}
        rows = (
            row._replace(role=found.role, through=found.through, formerly=found.formerly)
            if (found := known.get(id(row.requirement)))
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    def in_part(self, *parts: Part | None) -> list[Row]:
        """The rows of the given parts."""
        return [row for row in self.rows if row.part in parts]
