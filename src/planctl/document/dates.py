"""Dates as official documents print them and as files state them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from planctl.model.plan import Plan


def chinese_date(day: date) -> str:
    """Year, month and day in Arabic numerals without leading zeros (GB/T 9704-2012 §7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


_FIRST_DAY: Final = date(1980, 1, 1)
"""Zip files know none before, and programs that read workbooks stumble over years of fewer than four digits."""


def file_moment(plan: Plan) -> datetime:
    """When a file says that it was made: the plan's date, else its year, else the first day that files know, so that equal
    plans give equal bytes."""
    day = max(plan.dated_on or date(max(plan.year, 1), 1, 1), _FIRST_DAY)
    return datetime(day.year, day.month, day.day)
