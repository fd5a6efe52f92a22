"""The days on which a recurring deadline falls."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from planctl.deadlines.workdays import is_workday
from planctl.model.plan import Deadline, TimeUnit

_MONTHS_OF: Final = {TimeUnit.MONTH: 1, TimeUnit.QUARTER: 3, TimeUnit.HALF_YEAR: 6, TimeUnit.YEAR: 12}
_DAYS: Final = (TimeUnit.DAY, TimeUnit.WORKDAY, TimeUnit.WEEK)


class Occurrence(NamedTuple):
    """A day on which a deadline falls, `times` above 1 for days and weeks listed together.

    `beyond_calendar` is true where it was computed from working days of years without an official calendar.
    """

    day: date
    times: int = 1
    beyond_calendar: bool = False


def has_days(deadline: Deadline) -> bool:
    """Whether a recurrence has days to list: 每小时 has none, nor has 每两周 without a start to count from."""
    every = deadline.every
    if every is None or every.unit is TimeUnit.HOUR:
        return False
    return every.number == 1 or (every.unit in _MONTHS_OF and deadline.start is not None)


def occurrences(deadline: Deadline, years: tuple[int, int], start: date, end: date) -> Iterator[Occurrence]:
    """The days from `start` to `end` (inclusive) on which a plan's recurrence falls.

    Without `by` it falls on its period's last day. Days, working days and weeks give one entry, the first day, with
    their number. It runs through the plan's years, first and last, unless it states a start or an end.
    """
    every = deadline.every
    if every is None or not has_days(deadline):
        return
    first = max(start, deadline.start or date(max(years[0], 1), 1, 1))
    last = min(end, deadline.due or (end if deadline.start else date(max(years[1], 1), 12, 31)))
    if first > last:
        return
    if every.unit in _DAYS:
        days = [day for day in _days(first, last) if _falls(deadline, day)]
        if days:
            by_workdays = every.unit is TimeUnit.WORKDAY
            yield Occurrence(days[0], len(days), by_workdays and not all(is_workday(day)[1] for day in (first, last)))
    elif every.unit in _MONTHS_OF:
        months = _MONTHS_OF[every.unit] * every.number
        begin = deadline.start.year * 12 + deadline.start.month - 1 if deadline.start and every.number > 1 else 0
        for day in _period_days(deadline.by, months, begin, first, last):
            yield Occurrence(day)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _falls(deadline: Deadline, day: date) -> bool:
    assert deadline.every is not None
    if deadline.every.unit is TimeUnit.WORKDAY:
        return is_workday(day)[0]
    return deadline.every.unit is TimeUnit.DAY or day.isoweekday() == (deadline.weekday or 7)


def _period_days(by: tuple[str, ...], months: int, begin: int, first: date, last: date) -> Iterator[date]:
    """The days in periods of `months` months, counted from month `begin` (0 is January of the year 0)."""
    index = (first.year * 12 + first.month - 1 - begin) // months
    while (period := begin + index * months) // 12 <= last.year:
        end_year, end_month = divmod(period + months - 1, 12)
        for day in _days_by(by, months, end_year, end_month + 1):
            if first <= day <= last:
                yield day
        index += 1


def _days_by(by: tuple[str, ...], months: int, year: int, month: int) -> list[date]:
    """The days in the period that ends with a month: `DD` of that month, `MM-DD` where it falls in the period."""
    if not by:
        return [_clipped(year, month, 31)]
    days = []
    for printed in by:
        named_month, _, day = printed.rpartition("-")
        if not named_month:
            days.append(_clipped(year, month, int(day)))
        elif 0 <= month - int(named_month) < months:
            days.append(_clipped(year, int(named_month), int(day)))
    return sorted(days)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
