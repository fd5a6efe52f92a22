"""Dates as official documents print them and as files state them."""

from __future__ import annotations

from datetime import date, datetime

from planctl.model.plan import Plan


def chinese_date(day: date) -> str:
    """Year, month and day in Arabic numerals without leading zeros (GB/T 9704-2012 §7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def file_moment(plan: Plan) -> datetime:
    """When a file says that it was made: the plan's date, else its year, so that equal plans give equal bytes."""
    day = plan.dated_on
    return datetime(day.year, day.month, day.day) if day else datetime(max(plan.year, 1), 1, 1)
