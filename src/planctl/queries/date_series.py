"""The dates of a deadline, each by itself: what a calendar holds of it."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Plan
from planctl.queries.by_date import Window, due_days
from planctl.queries.recurrence import Occurrence

_MOST_YEARS: Final = 20
"""A title or a deadline may name any last year."""


class DateSeries(NamedTuple):
    """Days that belong together: those of a recurrence, or a single one."""

    days: tuple[Occurrence, ...]
    recurring: bool


def date_series(plan: Plan, deadline: Deadline) -> list[DateSeries]:
    """All the days on which a deadline falls, each once, those of recurrences first: these run to their own end or the
    plan's, for twenty years at most.
    """
    series: list[DateSeries] = []
    taken: set[date] = set()
    for part in sorted(deadline.parts or (deadline,), key=lambda part: part.kind is not DeadlineKind.RECURRING):
        recurring = part.kind is DeadlineKind.RECURRING
        window = _years_of(plan, part) if recurring else Window()
        found = due_days(part, (plan.year, plan.last_year), window, singly=True)
        days = [one for one in {one.day: one for one in found}.values() if one.day not in taken]
        taken |= {one.day for one in days}
        series += [DateSeries(tuple(group), recurring) for group in ([days] if recurring else zip(days)) if group]
    return series


def _years_of(plan: Plan, deadline: Deadline) -> Window:
    """The days to the end of the last year that the plan or the deadline names."""
    first = max(plan.year, 1, deadline.start.year if deadline.start else 1)
    last = max(plan.last_year, first, deadline.due.year if deadline.due else 1)
    return Window(end=date(min(last, first + _MOST_YEARS, 9999), 12, 31))
