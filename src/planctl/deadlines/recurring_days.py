"""The day by which a recurrence is due: DD of a month, MM-DD of a quarter, half-year or year, a weekday of a week."""

from __future__ import annotations

from typing import Final, NamedTuple

from planctl.deadlines.dates import MONTH_PART, PART_ENDS, DateFound, date_at, month_length, weekday_number
from planctl.deadlines.wording import NUMERAL, NotADate, number
from planctl.lazy_regex import Expression
from planctl.model.plan import Quantity, TimeUnit

_ANY_YEAR: Final = 2001  # not a leap year: 每年2月底 is 02-28
_MONTH_END: Final = 31  # of whatever length the month has
_MONTHS: Final = {TimeUnit.QUARTER: 3, TimeUnit.HALF_YEAR: 6}

_FILLER = Expression(r"(?:的|分别|在|于|应|须|要|[(:、,和及与或]|以及|固定)*+")
_LIMIT = Expression(r"[之以]?[前内]")
_NEXT_MONTH = Expression(r"(?:[次下]月|下一?个月)的?")
_DAYS = Expression(rf"{NUMERAL}[日号]?(?:(?:[、和及或]|以及|-|至){NUMERAL}[日号]?)*(?<=[日号])")
_DAY = Expression(rf"(?:{NUMERAL}[日号]?[-至])?(?P<day>{NUMERAL})[日号]?")
_PART = Expression(rf"月?(?P<part>{MONTH_PART}|最后[一1]?[天日])")
_YEAR_END = Expression(r"[底末终]")
_PERIOD_END = Expression(r"[末底](?!月|\d+[日号])|结束前|最后[一1]?[天日]")
_INNER_MONTH = Expression(
    r"(?:下一?个?季度?|次季度?)?(?:(?P<first>首个?|[次下](?=月)|下一?个|第?[一1]个?)|(?P<second>第?[二2]个?|中间)"
    r"|(?P<third>第?[三3]个?)|末|最后[一1]?个?)月份?的?|[末底](?=\d)"
)
_WEEKDAY = Expression(
    r"[的周在于逢]{0,6}(?:星期)?(?P<weekday>[一二三四五六日天])(?=[之以]?前|上午|下午|中午|晚|下班|[(),、至]|\d|$)"
)


class DayFound(NamedTuple):
    """The day of a recurrence, and the offset where its words end (0 where no day is stated)."""

    by: tuple[str, ...] = ()
    weekday: int | None = None
    end: int = 0


def recurring_day(text: str, start: int, every: Quantity) -> DayFound:
    """The day stated from an offset on. Raises NotADate for a day that no month has (每月32日)."""
    place = _FILLER.end_of_match(text, start)
    if every.unit is TimeUnit.YEAR:
        return _of_year(text, place)
    if every.number == 1 and every.unit is TimeUnit.MONTH:
        return _of_month(text, place)
    if every.number == 1 and every.unit in _MONTHS:
        return _of_period(text, place, _MONTHS[every.unit])
    if every.number == 1 and every.unit is TimeUnit.WEEK and (matched := _WEEKDAY.match(text, place)):
        return DayFound(weekday=weekday_number(matched["weekday"]), end=matched.end())
    return DayFound()


def _of_year(text: str, place: int) -> DayFound:
    if end := _YEAR_END.match(text, place):
        return DayFound(("12-31",), end=_LIMIT.end_of_match(text, end.end()))
    dates = _chain(text, place)
    return DayFound(_month_days(dates), end=dates[-1].end if dates else 0)


def _of_month(text: str, start: int) -> DayFound:
    place = _NEXT_MONTH.end_of_match(text, start)
    if matched := _DAYS.match(text, place):
        days = [number(day["day"]) for day in _DAY.finditer(matched[0])]
        if wrong := [day for day in days if not 1 <= day <= _MONTH_END]:
            raise NotADate(f"一个月没有{wrong[0]}日")
        return DayFound(tuple(f"{day:02d}" for day in days), end=_LIMIT.end_of_match(text, matched.end()))
    if matched := _PART.match(text, place):
        day = PART_ENDS.get(matched["part"], _MONTH_END)
        return DayFound((f"{day:02d}",), end=_LIMIT.end_of_match(text, matched.end()))
    return DayFound()


def _of_period(text: str, place: int, months: int) -> DayFound:
    """A quarter's or half-year's end, a day of a month in it, or every day printed (分别在6月、9月和12月底)."""
    if end := _PERIOD_END.match(text, place):
        printed = _chain(text, _FILLER.end_of_match(text, end.end()))
        by = _month_days(printed) or _in_each(months, months, _MONTH_END)
        return DayFound(by, end=_LIMIT.end_of_match(text, end.end()))
    if inner := _INNER_MONTH.match(text, place):
        nth = 1 if inner["first"] else 2 if inner["second"] else 3 if inner["third"] else months
        day = _of_month(text, inner.end())
        by = _in_each(months, nth, int(day.by[0]) if day.by else _MONTH_END)
        return DayFound(by, end=day.end or _LIMIT.end_of_match(text, inner.end()))
    dates = _chain(text, place)
    return DayFound(_month_days(dates), end=dates[-1].end if dates else 0)


def _in_each(months: int, nth: int, day: int) -> tuple[str, ...]:
    """A day, or the month's end before it, of the nth month of every period of so many months."""
    return tuple(f"{month:02d}-{min(day, month_length(_ANY_YEAR, month)):02d}" for month in range(nth, 13, months))


def _chain(text: str, place: int) -> list[DateFound]:
    """The dates that follow each other from an offset on, joined by 、 or 和."""
    chain: list[DateFound] = []
    while found := date_at(text, _ANY_YEAR, place):
        chain.append(found)
        place = _FILLER.end_of_match(text, found.end)
    return chain


def _month_days(dates: list[DateFound]) -> tuple[str, ...]:
    return tuple(f"{found.last.month:02d}-{found.last.day:02d}" for found in dates)
