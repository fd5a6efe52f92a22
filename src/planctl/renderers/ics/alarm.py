"""The alarm before a date."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from planctl.deadlines.workdays import add_workdays
from planctl.model.deadline import Quantity, TimeUnit

_HOUR: Final = timedelta(hours=9)
"""A day that is no time begins at midnight; nobody wants to be reminded then."""
_DAYS: Final = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7}


class Trigger(NamedTuple):
    """When the alarm sounds, counted from the day's beginning; whether the working days between were all official."""

    before: timedelta
    official: bool = True


def moves(remind: Quantity | None) -> bool:
    """Whether the alarm is not equally long before each date."""
    return remind is not None and remind.unit not in _DAYS


@lru_cache(maxsize=10_000)  # the days of twenty years: rows have the same, and each counts its working days one by one
def trigger(remind: Quantity, day: date) -> Trigger | None:
    """When to remind of a day; None where that would be before the year 1."""
    if not moves(remind):
        return Trigger(timedelta(days=-remind.number * _DAYS[remind.unit]) + _HOUR)
    try:
        begin, official = add_workdays(day, -remind.number)
    except OverflowError:
        return None
    return Trigger(begin - day + _HOUR, official)
