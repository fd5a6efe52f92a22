"""Days → the recurrence rule (RRULE) that gives exactly these, where there is one."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

_STEPS: Final = {1: "DAILY", 7: "WEEKLY"}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rule_of(days: Sequence[date]) -> dict[str, Any] | None:
    """The rule whose days are exactly those given, in order; None for a single day, and where no rule gives them: what moves
    with public holidays, what falls on the 30th and in February on the last day.

    It is found from the days, not from the words of the deadline, so that it cannot say anything else than they do.
    """
    if len(days) < 2:
        return None
    steps = {(later - day).days for day, later in pairwise(days)}
    frequency = _STEPS.get(steps.pop()) if len(steps) == 1 else None
    rule = {"freq": frequency} if frequency else _monthly(days)
    return rule and {**rule, "count": len(days)}


def _monthly(days: Sequence[date]) -> dict[str, Any] | None:
    """The rule for days that lie in each month alike, or in every second, third …"""
    months = sorted({_month(day) for day in days})
    intervals = {later - month for month, later in pairwise(months)}
    if len(intervals) != 1:
        return None
    interval = intervals.pop()
    for key, name in _NAMES:
        names = {name(day) for day in days}
        if [day for day in _days_of(months) if name(day) in names and days[0] <= day <= days[-1]] == list(days):
            return {"freq": "MONTHLY", "interval": interval, key: sorted(names)}
    return None


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days_of(months: Sequence[int]) -> Iterator[date]:
    for month in months:
        year, index = divmod(month, 12)
        for day in range(monthrange(year, index + 1)[1]):
            yield date(year, index + 1, day + 1)


def _number(day: date) -> int:
    return day.day


def _number_or_last(day: date) -> int:
    return -1 if day.day == monthrange(day.year, day.month)[1] else day.day


def _weekday(day: date) -> str:
    return f"{(day.day - 1) // 7 + 1}{_WEEKDAYS[day.weekday()]}"


def _weekday_from_the_end(day: date) -> str:
    return f"-{(monthrange(day.year, day.month)[1] - day.day) // 7 + 1}{_WEEKDAYS[day.weekday()]}"


_NAMES: Final[Sequence[tuple[str, Callable[[date], Any]]]] = (
    ("bymonthday", _number),
    ("bymonthday", _number_or_last),
    ("byday", _weekday),
    ("byday", _weekday_from_the_end),
)
"""What a rule can call a day of a month: by its number, the last one -1; by its weekday, counted from either end."""
