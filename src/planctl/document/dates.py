"""Dates as official documents print them."""

from __future__ import annotations

from datetime import date


def chinese_date(day: date) -> str:
    """Year, month and day in Arabic numerals without leading zeros (GB/T 9704-2012 §7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
