"""Time as options give it: months, quarters, days, spans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from planctl.deadlines.from_issue import add_months
from planctl.deadlines.workdays import add_workdays
from planctl.errors import UsageError
from planctl.lazy_regex import Expression
from planctl.model.deadline import Quantity, TimeUnit
from planctl.queries import Window, month_window, quarter_window

_MONTH: Final = Expression(r"(?:(\d{4})[-年])?(\d{1,2})月?")
_QUARTER: Final = Expression(r"(?:(\d{4})[-年]?)?[Qq]?([0-9])(?:季度)?")
_DAY: Final = Expression(r"(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?")
_REMINDER: Final = Expression(r"(\d{1,3})(d|wd|w)")
_REMINDER_UNITS: Final = {"d": TimeUnit.DAY, "wd": TimeUnit.WORKDAY, "w": TimeUnit.WEEK}
_SPAN: Final = Expression(r"(\d{1,5})(d|wd|w|m)")


def parse_month(text: str, year: int) -> Window:
    """`12`, `2018-01`, `2018年1月`. Raises UsageError."""
    matched = _MONTH.fullmatch(text.strip())
    if matched is None:
        raise UsageError(f"无法识别月份：{text}", "写作 12，或 2018-01。")
    if not 1 <= int(matched[2]) <= 12:
        raise UsageError(f"没有{int(matched[2])}月，请填1—12", "写作 12，或 2018-01。")
    return month_window(_year(matched[1], year, text), int(matched[2]))


def parse_quarter(text: str, year: int) -> Window:
    """`4`, `2018-1`, `2018Q1`. Raises UsageError."""
    matched = _QUARTER.fullmatch(text.strip())
    if matched is None:
        raise UsageError(f"无法识别季度：{text}", "写作 4，或 2018Q1。")
    if not 1 <= int(matched[2]) <= 4:
        raise UsageError(f"没有第{matched[2]}季度，请填1—4", "写作 4，或 2018Q1。")
    return quarter_window(_year(matched[1], year, text), int(matched[2]))


def parse_day(text: str, year: int) -> date:
    """`2017-12-31`, `12-31`, `2017年12月31日`. Raises UsageError."""
    matched = _DAY.fullmatch(text.strip())
    if matched is None:
        raise UsageError(f"无法识别日期：{text}", "写作 2017-12-31。")
    try:
        return date(_year(matched[1], year, text), int(matched[2]), int(matched[3]))
    except ValueError:
        raise UsageError(f"没有这一天：{text}", "写作 2017-12-31。") from None


def parse_today(on: str | None, year: int) -> date:
    """The day that counts as today: the one given, else the calendar's. Raises UsageError."""
    return date.today() if on is None else parse_day(on, year)


def parse_span(text: str, start: date) -> tuple[date, bool]:
    """The last day of `30d`, `10wd` (working days), `2w`, `3m` from a day on; and whether working days of years without an
    official calendar were counted. Raises UsageError.
    """
    matched = _SPAN.fullmatch(text.strip().lower())
    if matched is None:
        raise UsageError(f"无法识别时间长度：{text}", "写作 30d（天）、10wd（工作日）、2w（周）或 3m（月）。")
    number = int(matched[1])
    try:
        if matched[2] == "wd":
            end, official = add_workdays(start, number)
            return end, not official
        if matched[2] == "m":
            return add_months(start, number), False
        return start + timedelta(days=number * (7 if matched[2] == "w" else 1)), False
    except (OverflowError, ValueError):
        raise UsageError(f"时间太长：{text}", "超出了公元9999年。") from None


def parse_reminder(text: str) -> Quantity:
    """How long before a date: `3wd` (working days), `7d`, `2w`. Raises UsageError."""
    matched = _REMINDER.fullmatch(text.strip().lower())
    if matched is None:
        raise UsageError(f"无法识别提前的时间：{text}", "写作 3wd（工作日）、7d（天）或 2w（周）。")
    return Quantity(int(matched[1]), _REMINDER_UNITS[matched[2]])


def _year(written: str | None, year: int, text: str) -> int:
    if written is not None:
        if not int(written):
            raise UsageError(f"没有公元0年：{text}", "请写明年份，例如 2018-01。")
        return int(written)
    if not year:
        raise UsageError(f"方案没有年份，{text} 不知是哪一年", "请写明年份，例如 2018-01。")
    return year
