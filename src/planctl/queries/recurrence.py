"""The days on which a recurring deadline falls."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from planctl.deadlines.workdays import is_workday, moved_from_day_off
from planctl.model.deadline import Deadline, Quantity, RecurringDay, TimeUnit

_MONTHS_OF: Final = {TimeUnit.MONTH: 1, TimeUnit.QUARTER: 3, TimeUnit.HALF_YEAR: 6, TimeUnit.YEAR: 12}
_PARTS_OF_MONTH: Final = {
    Quantity(10, TimeUnit.DAY): ("10", "20", "31"),
    Quantity(15, TimeUnit.DAY): ("15", "31"),
}
"""每旬 and 每半月, with the days on which they end."""

_LONGEST_SHIFT: Final = 14
"""Days; no run of days off is longer."""

_DAYS: Final = (TimeUnit.DAY, TimeUnit.WORKDAY, TimeUnit.WEEK)


class Occurrence(NamedTuple):
    """A day on which a deadline falls, `times` above 1 for days and weeks listed together.

    `beyond_calendar` is true where it was computed from working days of years without an official calendar.
    """

    day: date
    times: int = 1
    beyond_calendar: bool = False


def has_days(deadline: Deadline) -> bool:
    """Whether a recurrence has days to list: 每小时 has none, nor has 每两周 without a start to count from, or what recurs
    before an event (每年汛期前).
    """
    every = deadline.every
    if every is None or every.unit is TimeUnit.HOUR or deadline.incomplete:
        return False
    if every.number == 1 or every in _PARTS_OF_MONTH or _names_months(deadline):
        return True
    return every.unit in _MONTHS_OF and deadline.start is not None


def occurrences(
    deadline: Deadline, years: tuple[int, int], start: date, end: date, *, singly: bool = False
) -> Iterator[Occurrence]:
    """The days from `start` to `end` (inclusive) on which a plan's recurrence falls.

    Without `by` or `day` it falls on its period's last day, 每旬 and 每半月 as parts of the month. Days, working days and weeks
    give one entry, the first day, with their number, unless they are wanted `singly`. It runs through the plan's years,
    first and last, unless it states a start or an end.
    """
    if deadline.every is None or not has_days(deadline):
        return
    first = max(start, deadline.start or date(max(years[0], 1), 1, 1))
    last = min(end, deadline.due or (end if deadline.start else date(max(years[1], 1), 12, 31)))
    if first > last:
        return
    days = [found for found in _found(deadline, deadline.every, first, last) if first <= found.day <= last]
    if days and not singly and _is_listed_once(deadline.every):
        yield Occurrence(days[0].day, len(days), any(found.beyond_calendar for found in days))
    else:
        yield from days


def _is_listed_once(every: Quantity) -> bool:
    return every.number == 1 and every.unit in _DAYS


def _found(deadline: Deadline, every: Quantity, first: date, last: date) -> Iterator[Occurrence]:
    """The days of a recurrence; where days off are moved, with some outside the bounds, which may move into them."""
    shift = deadline.shift
    bounds = (later(first, -_LONGEST_SHIFT), later(last, _LONGEST_SHIFT)) if shift else (first, last)
    for found in _printed(deadline, every, *bounds):
        day, official = moved_from_day_off(found.day, shift) if shift else (found.day, True)
        yield Occurrence(day, beyond_calendar=found.beyond_calendar or not official)


def _printed(deadline: Deadline, every: Quantity, first: date, last: date) -> Iterator[Occurrence]:
    if deadline.day:
        yield from _counted(deadline.day, first, last)
    elif _is_listed_once(every):
        for day in _days(first, last):
            if _falls(deadline, day):
                yield Occurrence(day, beyond_calendar=every.unit is TimeUnit.WORKDAY and not is_workday(day)[1])
    elif every in _PARTS_OF_MONTH:
        yield from map(Occurrence, _period_days(deadline.by or _PARTS_OF_MONTH[every], 1, 0, first, last))
    elif _names_months(deadline):
        yield from map(Occurrence, _period_days(deadline.by, 12, 0, first, last))
    else:
        months = _MONTHS_OF[every.unit] * every.number
        begin = deadline.start.year * 12 + deadline.start.month - 1 if deadline.start and every.number > 1 else 0
        yield from map(Occurrence, _period_days(deadline.by, months, begin, first, last))


def _names_months(deadline: Deadline) -> bool:
    """Whether every second or third month is named: 每双月10日前."""
    every = deadline.every
    return every is not None and every.unit is TimeUnit.MONTH and bool(deadline.by) and "-" in deadline.by[0]


def _counted(counted: RecurringDay, first: date, last: date) -> Iterator[Occurrence]:
    """The nth working days or weekdays of the periods that touch the bounds."""
    by_workdays = counted.of is TimeUnit.WORKDAY
    for begin, end in _periods(counted.within, first, last):
        days = [
            day for day in _days(begin, end) if (is_workday(day)[0] if by_workdays else day.isoweekday() == counted.of)
        ]
        if len(days) >= abs(counted.nth):
            day = days[counted.nth - 1 if counted.nth > 0 else counted.nth]
            yield Occurrence(day, beyond_calendar=by_workdays and not is_workday(day)[1])


def _periods(unit: TimeUnit, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The weeks, months, quarters … with a day between the bounds."""
    if unit is TimeUnit.WEEK:
        begin = later(first, 1 - first.isoweekday())
        while begin <= last:
            end = later(begin, 6)
            yield begin, end
            begin = later(end, 1)
            if begin == end:  # the last day that there is
                return
        return
    months = _MONTHS_OF[unit]
    for index in range((first.year * 12 + first.month - 1) // months, (last.year * 12 + last.month - 1) // months + 1):
        year, month = divmod(index * months, 12)
        yield date(year, month + 1, 1), _clipped(year, month + months, 31)


def later(day: date, days: int) -> date:
    """The day so many days later; the first or the last that there is where it would be beyond."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


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
