"""Working days by the official calendar (国务院办公厅's yearly notice, as the package chinesecalendar holds it)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from planctl.model.deadline import Shift

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


def day_before_holiday(name: str, year: int) -> date | None:
    """The day before the days off of a holiday (as the calendar calls it); None where the calendar has none in that year."""
    from chinese_calendar import holidays

    days: list[date] = [day for day, called in holidays.items() if called == name and day.year == year]
    return moved_from_day_off(min(days), Shift.PREVIOUS_WORKDAY)[0] if days else None


def moved_from_day_off(day: date, shift: Shift) -> tuple[date, bool]:
    """The day itself or, where it is a day off, the nearest working day in the direction of the shift; and whether that is
    from the official calendar. Raises OverflowError past the year 9999.
    """
    step = timedelta(days=1 if shift is Shift.NEXT_WORKDAY else -1)
    works, official = is_workday(day)
    while not works:
        day += step
        works, still_official = is_workday(day)
        official &= still_official
    return day, official


def add_workdays(start: date, number: int) -> tuple[date, bool]:
    """The day that is `number` working days after `start`, which is not counted, or before it where the number is
    negative; and whether all of it was official.

    Raises OverflowError before the year 1 and past the year 9999.
    """
    day, all_official = start, True
    step, left = timedelta(days=1 if number > 0 else -1), abs(number)
    while left > 0:
        day += step
        works, official = is_workday(day)
        all_official &= official
        left -= works
    return day, all_official
