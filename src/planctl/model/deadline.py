"""What a 完成时限 means, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class DeadlineKind(StrEnum):
    """How a 完成时限 binds."""

    DATE = "date"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    CONDITIONAL = "conditional"
    RELATIVE = "relative"
    IMMEDIATE = "immediate"
    VAGUE = "vague"
    UNREAD = "unread"
    NONE = "none"


class TimeUnit(StrEnum):
    """Units of recurrences and spans; a `workday` is a day the official calendar calls one."""

    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of time units: every 2 weeks, within 20 workdays."""

    number: int
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class RecurringDay:
    """The `nth` working day or weekday (`of`: 1 Monday … 7 Sunday) of each period `within`; -1 is the last, -2 the one before."""

    nth: int
    of: TimeUnit | int
    within: TimeUnit


class Shift(StrEnum):
    """Where a deadline moves that falls on a day off (遇节假日顺延, 遇周末提前)."""

    NEXT_WORKDAY = "next_workday"
    PREVIOUS_WORKDAY = "previous_workday"


@dataclass(frozen=True, slots=True)
class Stage:
    """One of several dated steps of a deadline, in the order printed."""

    due: date
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A 完成时限: the phrase as printed and what it means.

    `start` and `due` are inclusive days; with several `stages` `due` is the last one's. `every`, `by` (MM-DD, or DD of
    the month) or `day` (the first working day of the month), and `times` (at least so many times a period) describe a
    recurrence, `shift` where a day moves that is a day off; `trigger` is the event of a conditional or relative phrase,
    `within` a span. `ongoing_after` is true where a dated phrase goes on afterwards. `weekday` is a weekday printed
    beside the date (1 Monday … 7 Sunday). `problem` says in Chinese why a phrase that looks like a date is none
    (2月30日), `incomplete` that it is one for what the phrase leaves unsaid (15日 of no month), or that a recurrence has
    a day that cannot be told from the phrase (每年汛期前). `source` is where the phrase stands: "cell", or "text" of the
    requirement. `basis` names the rule by which a phrase got its `due`. `parts` are the times of a phrase that states several of different kinds (3月底；每月), each as a
    deadline of its own; the other fields are then those of the recurrence.
    """

    phrase: str
    kind: DeadlineKind
    start: date | None = None
    due: date | None = None
    every: Quantity | None = None
    by: tuple[str, ...] = ()
    day: RecurringDay | None = None
    shift: Shift | None = None
    times: int | None = None
    trigger: str | None = None
    within: Quantity | None = None
    ongoing_after: bool = False
    stages: tuple[Stage, ...] = ()
    weekday: int | None = None
    problem: str = ""
    incomplete: bool = False
    source: str = "cell"
    basis: str = ""
    parts: tuple[Deadline, ...] = ()

    @property
    def printed(self) -> str:
        """What the 完成时限 cell prints: nothing where the time was read from the text."""
        return self.phrase if self.source == "cell" else ""


NO_DEADLINE: Final = Deadline("", DeadlineKind.NONE)
"""A requirement of a plan that has no such column."""
