"""Working days by the official calendar (国务院办公厅's yearly notice, as the package chinesecalendar holds it)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

BEYOND_CALENDAR: Final = "超出已公布的放假安排，工作日按周一至周五计"
"""What is said of a day that was computed beyond the official calendar, where holidays count as working days."""


def is_workday(day: date) -> tuple[bool, bool]:
    """Whether a day is a working day, and whether that is from the official calendar.

    Beyond the calendar's years (2004 to the last published one) Monday to Friday count, and the second value is False.
    """
    from chinese_calendar import is_workday as official

    try:
        return bool(official(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False


def add_workdays(start: date, number: int) -> tuple[date, bool]:
    """The day that is `number` working days after `start`, which is not counted; and whether all of it was official.

    Raises OverflowError past the year 9999.
    """
    day, all_official = start, True
    while number > 0:
        day += timedelta(days=1)
        works, official = is_workday(day)
        all_official &= official
        number -= works
    return day, all_official
