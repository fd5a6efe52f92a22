"""How many days are left until a row falls due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planctl.model.deadline import Deadline
from planctl.model.plan import Plan
from planctl.queries.answers import Answer, Row
from planctl.queries.by_date import Window, due_days


def runs_on(plan: Plan, day: date) -> bool:
    """Whether a day lies in the years for which a plan is made."""
    return plan.year <= day.year <= plan.last_year


def with_days(plan: Plan, answer: Answer, today: date) -> Answer:
    """An answer whose rows have the days left until they fall due."""
    countdown = _Countdown(plan, today)
    rows = (row if (days := countdown.days(row)) is None else row._replace(days=days) for row in answer.rows)
    return replace(answer, rows=tuple(rows))


class _Countdown:
    """Counts the days to each deadline once: plans repeat the same few."""

    def __init__(self, plan: Plan, today: date) -> None:
        self._years = plan.year, plan.last_year
        self._today = today
        self._days: dict[int, date | None] = {}

    def days(self, row: Row) -> int | None:
        """The days until the day under which the row is listed, else until the deadline's next day."""
        day = row.occurrence if row.times == 1 and row.occurrence else self._day(row.requirement.deadline)
        return None if day is None else (day - self._today).days

    def _day(self, deadline: Deadline | None) -> date | None:
        if deadline is None:
            return None
        key = id(deadline)
        if key not in self._days:
            self._days[key] = self._next_day(deadline)
        return self._days[key]

    def _next_day(self, deadline: Deadline) -> date | None:
        """The first of its days from today on, else the last that is over; of what falls due by days or weeks none is over,
        for only the first of those is known."""
        coming = [found.day for found in due_days(deadline, self._years, Window(start=self._today))]
        past = [found.day for found in due_days(deadline, self._years, Window(end=self._today)) if found.times == 1]
        return min(coming, default=max(past, default=None))
