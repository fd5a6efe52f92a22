"""What is due when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from planctl.deadlines import deadline_from_text
from planctl.deadlines.workdays import is_workday, moved_from_day_off
from planctl.model.deadline import Deadline, DeadlineKind, TimeUnit
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.queries.answers import Answer, Part, Row
from planctl.queries.recurrence import Occurrence, has_days, later, occurrences


class Window(NamedTuple):
    """The days asked for, both inclusive; None is open."""

    start: date | None = None
    end: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it has no day, for it ends before it starts."""
        return self.start is not None and self.end is not None and self.start > self.end

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)

    def __and__(self, other: Window) -> Window:
        """The days in both."""
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return Window(max(starts, default=None), min(ends, default=None))


def week_window(day: date) -> Window:
    """The week of a day, Monday to Sunday."""
    monday = later(day, -day.weekday())
    return Window(monday, later(monday, 6))


def month_window(year: int, month: int) -> Window:
    """The days of a month."""
    return Window(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def quarter_window(year: int, quarter: int) -> Window:
    """The days of a quarter."""
    return Window(date(year, quarter * 3 - 2, 1), month_window(year, quarter * 3).end)


def due(
    plan: Plan,
    window: Window,
    rows: Iterable[tuple[Task, Requirement]] | None = None,
    gaps: Iterable[Gap] | None = None,
) -> Answer:
    """What falls due in the days asked for, by date; recurring requirements and stages at each of their days.

    `rows` and `gaps` narrow the question; without them it is for the whole plan. What has no day, such as 每小时, follows
    in parts of its own and is never dropped.
    """
    years = plan.year, plan.last_year
    dated: list[tuple[date, Row]] = []
    others: list[Row] = []
    known: dict[int, tuple[list[Part], list[Occurrence]]] = {}  # by deadline, for plans repeat the same few
    for task, requirement in plan.rows() if rows is None else rows:
        deadline = requirement.deadline
        if id(deadline) not in known:
            days = [*due_days(deadline, years, window)] if deadline else []
            known[id(deadline)] = undated_parts(deadline), days
        undated, days = known[id(deadline)]
        others += [Row(task, requirement, part) for part in undated]
        for day, times, beyond_calendar in days:
            row = Row(task, requirement, Part.DATED, occurrence=day, times=times, beyond_calendar=beyond_calendar)
            dated.append((day, row))
    dated.sort(key=lambda entry: entry[0])
    order = list(Part)
    others.sort(key=lambda row: order.index(row.part or Part.UNKNOWN))
    considered = plan.gaps if gaps is None else gaps
    timed = [(gap, gap.deadline) for gap in considered if gap.kind is GapKind.ORPHAN and gap.deadline]
    return Answer(
        (*(row for _, row in dated), *others),
        tuple(gap for gap, deadline in timed if any(due_days(deadline, years, window))),
        tuple(gap for gap, deadline in timed if Part.DATED not in _parts(deadline)),
    )


def due_of(plan: Plan, window: Window, asked: Answer) -> Answer:
    """What falls due, of the rows that name the units that another answer is for, or reach them through a 统称."""
    rows = [(row.task, row.requirement) for row in asked.in_part(Part.NAMED, Part.THROUGH_GROUP)]
    return due(plan, window, rows, asked.orphans).with_units_of(asked)


def time_in_text(plan: Plan, requirement: Requirement) -> Deadline | None:
    """The time a requirement's text states in addition to its deadline cell: 每季度公示… under 全年."""
    return deadline_from_text(requirement.text, plan.year, plan.dated_on) if requirement.text else None


def due_days(
    deadline: Deadline, years: tuple[int, int], window: Window, *, singly: bool = False
) -> Iterator[Occurrence]:
    """The days in the window on which a deadline of a plan of `years`, first and last, falls; a day of several parts once.

    Days and weeks that recur give one entry, unless they are wanted `singly`.
    """
    if deadline.parts:
        of_parts = sorted(day for part in deadline.parts for day in due_days(part, years, window, singly=singly))
        yield from {occurrence.day: occurrence for occurrence in of_parts}.values()
        return
    if _part(deadline) is not Part.DATED:
        return
    if deadline.kind is DeadlineKind.RECURRING:
        yield from occurrences(deadline, years, *_bounds(deadline, years, window), singly=singly)
        return
    days = [stage.due for stage in deadline.stages] or ([deadline.due] if deadline.due else [])
    by_workdays = deadline.within is not None and deadline.within.unit is TimeUnit.WORKDAY
    if deadline.shift:
        days = [moved_from_day_off(day, deadline.shift)[0] for day in days]
    for day in filter(window.holds, dict.fromkeys(days)):
        yield Occurrence(day, beyond_calendar=(by_workdays or deadline.shift is not None) and not is_workday(day)[1])


def _bounds(deadline: Deadline, years: tuple[int, int], window: Window) -> tuple[date, date]:
    """The window's days for a recurrence: open ends reach over the plan's years and the recurrence's first year."""
    days = [day.year for day in (deadline.start, window.start, window.end) if day]
    return (
        window.start or date(min(max(years[0], 1), *days, 9999), 1, 1),
        window.end or date(max(years[1], 1, *days), 12, 31),
    )


_PARTS: Final = {
    DeadlineKind.DATE: Part.DATED,
    DeadlineKind.ONGOING: Part.ONGOING,
    DeadlineKind.CONDITIONAL: Part.CONDITIONAL,
    DeadlineKind.RELATIVE: Part.CONDITIONAL,
    DeadlineKind.IMMEDIATE: Part.UNDATED,
    DeadlineKind.VAGUE: Part.UNDATED,
    DeadlineKind.NONE: Part.UNDATED,
    DeadlineKind.UNREAD: Part.UNREAD,
}


def undated_parts(deadline: Deadline | None) -> list[Part]:
    """The parts of the answer in which a deadline is listed without a day."""
    return [part for part in _parts(deadline) if part is not Part.DATED]


def _parts(deadline: Deadline | None) -> list[Part]:
    """The parts of the answer in which a deadline is listed: more than one where it has several parts itself."""
    return list(dict.fromkeys(map(_part, deadline.parts if deadline and deadline.parts else [deadline])))


def _part(deadline: Deadline | None) -> Part:
    if deadline is None:
        return Part.UNKNOWN
    if deadline.kind is DeadlineKind.RECURRING:
        return Part.DATED if has_days(deadline) else Part.UNDATED
    if deadline.kind is DeadlineKind.RELATIVE and deadline.due is not None:
        return Part.DATED
    return _PARTS[deadline.kind]
