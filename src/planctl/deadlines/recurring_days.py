"""The day by which a recurrence is due: DD of a month, MM-DD of a quarter, half-year or year, a weekday of a week, or a
working day or weekday counted in its period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.deadlines.dates import MONTH_PART, PART_ENDS, DateFound, date_at, month_length, weekday_number
from planctl.deadlines.wording import NUMERAL, IncompleteDate, NotADate, number
from planctl.lazy_regex import Expression
from planctl.model.deadline import Quantity, RecurringDay, TimeUnit

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_ANY_YEAR: Final = 2001  # not a leap year: 每年2月底 is 02-28
_MONTH_END: Final = 31  # of whatever length the month has
_MONTHS: Final = {TimeUnit.QUARTER: 3, TimeUnit.HALF_YEAR: 6}

_FILLER = Expression(r"(?:的|分别|在|于|应|须|要|[(:、,和及与或]|以及|固定)*+")
_OPENING = Expression(r"(?:的|分别|在|于|[(:])*+")
_LIMIT = Expression(r"[之以]?[前内]")
_NEXT_MONTH = Expression(r"(?:[次下]月|下一?个月)的?")
_DAYS = Expression(rf"{NUMERAL}[日号]?(?:(?:[、和及或]|以及|-|至){NUMERAL}[日号]?)*(?<=[日号])")
_DAY = Expression(rf"(?:{NUMERAL}[日号]?[-至])?(?P<day>{NUMERAL})[日号]?")
_PART = Expression(rf"月?(?P<part>{MONTH_PART}|最后[一1]?[天日])")
_YEAR_END = Expression(r"[底末终]")
_PERIOD_END = Expression(r"[末底](?!月|\d+[日号])|结束前|最后[一1]?[天日]")
_INNER_MONTH = Expression(
    r"(?:下一?个?季度?|次季度?)?(?:(?P<first>首个?|[次下](?=月)|下一?个|第[一1]个?|[一1]个)|(?P<second>第[二2]个?|[二两2]个|中间)"
    r"|(?P<third>第[三3]个?|[三3]个)|末|最后[一1]?个?)月份?的?|[末底](?=\d)"
)
_WEEKDAYS = Expression(
    r"[的周在于逢]{0,6}(?:星期)?(?P<days>[一二三四五六日天]"
    r"(?:(?:[、和及与/至到-]|以及|,(?=周|星期|礼拜))(?:每?(?:星期|周|礼拜))?[一二三四五六日天])*)"
    r"(?![次回场轮期天个班名人篇条份])(?:(?<!周一)|(?=[之以]?[前内]|上午|下午|中午|晚|下班|[(),、]|\d|$))"
)
"""A lone 一 is a weekday only where nothing is counted or done behind it: 每周一调度 is once a week."""

_NTH = Expression(
    rf"(?:月?[初末底]的?)?(?:第(?P<nth>{NUMERAL})个?|(?P<first>首个)|(?P<last>最后[一1]?个?|末个)|倒数第(?P<last_but>{NUMERAL})个?"
    rf"|[前头](?P<up_to>{NUMERAL})个(?=工作日))(?:(?P<workday>工作日)|(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))"
)
_UNSAID = Expression(
    rf"(?:第?{NUMERAL}个?|首|最后[一1]个?|末)(?:周|星期|礼拜)(?:的?(?:周|星期|礼拜)[一二三四五六日天])?"
    r"|[^,;。、(每\d]{1,10}(?<![以之目当日提此先从面眼])前(?=[,;。、()完组开做]|$)"
)
"""A day that cannot be told from the phrase: of the first week, or before what comes when it comes (每年汛期前)."""


class DayFound(NamedTuple):
    """The day of a recurrence, and the offset where its words end (0 where no day is stated); `unsaid` where the words state
    a day and leave open which.
    """

    by: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    nth: RecurringDay | None = None
    unsaid: bool = False
    end: int = 0


def recurring_day(text: str, start: int, every: Quantity, months: str = "") -> DayFound:
    """The day stated from an offset on; `months` is 双月 or 单月 where the period is every even or odd month.

    Raises NotADate for a day that no month has (每月32日).
    """
    place = _FILLER.end_of_match(text, start)
    found = _counted(text, place, every) or _stated(text, place, every, months)
    if not found.end and (unsaid := _UNSAID.match(text, place)):
        return DayFound(unsaid=True, end=_LIMIT.end_of_match(text, unsaid.end()))
    return found


def _stated(text: str, place: int, every: Quantity, months: str) -> DayFound:
    if every.unit is TimeUnit.YEAR:
        return _of_year(text, place)
    if every.unit is TimeUnit.MONTH:
        day = _of_month(text, place)
        return day._replace(by=_of_every_second_month(months, day.by)) if months else day
    if every.number == 1 and every.unit in _MONTHS:
        return _of_period(text, place, _MONTHS[every.unit])
    if every.number == 1 and every.unit is TimeUnit.WEEK and (matched := _WEEKDAYS.match(text, place)):
        return DayFound(weekdays=_weekdays(matched["days"]), end=_LIMIT.end_of_match(text, matched.end()))
    if every == _TEN_DAYS and (end := _PERIOD_END.match(text, place)):
        return DayFound(_TEN_DAYS_ENDS, end=_LIMIT.end_of_match(text, end.end()))
    return DayFound()


_TEN_DAYS: Final = Quantity(10, TimeUnit.DAY)
_TEN_DAYS_ENDS: Final = ("10", "20", "31")


def _weekdays(printed: str) -> tuple[int, ...]:
    """The weekdays of a list (一、四) or a range (一至五)."""
    days = [weekday_number(character) for character in printed if character in "一二三四五六日天"]
    if len(days) == 2 and any(character in "至到-" for character in printed):
        return tuple(range(days[0], days[1] + 1))
    return tuple(dict.fromkeys(days))


def _of_every_second_month(months: str, days: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{month:02d}-{day}" for month in range(2 if months == "双月" else 1, 13, 2) for day in days)


def _counted(text: str, place: int, every: Quantity) -> DayFound | None:
    """A working day or weekday counted in the period: 第二个星期三, 最后一个工作日, 前5个工作日内.

    Of a quarter or a half-year it may be counted in the first month from its start, or in the last from its end.
    """
    if every.number != 1 or every.unit not in (*_MONTHS, TimeUnit.MONTH, TimeUnit.YEAR, TimeUnit.WEEK):
        return None
    inner = _INNER_MONTH.match(text, place) if every.unit in _MONTHS else _NEXT_MONTH.match(text, place)
    matched = (inner and _NTH.match(text, _FILLER.end_of_match(text, inner.end()))) or _NTH.match(text, place)
    if matched is None:
        return None
    nth = _ordinal(matched)
    if inner and every.unit in _MONTHS and matched.start() >= inner.end():
        in_first, in_last = bool(inner["first"]), not (inner["first"] or inner["second"])
        if not (in_first if nth > 0 else in_last):
            raise IncompleteDate(f"“{text[place : matched.end()]}”推算不出日期")
    day = RecurringDay(nth, TimeUnit.WORKDAY if matched["workday"] else weekday_number(matched["weekday"]), every.unit)
    return DayFound(nth=day, end=_LIMIT.end_of_match(text, matched.end()))


def _ordinal(matched: re.Match[str]) -> int:
    if matched["first"]:
        return 1
    if matched["last"]:
        return -1
    if not (count := number(matched["nth"] or matched["last_but"] or matched["up_to"])):
        raise NotADate(f"没有“{matched[0]}”")
    return -count if matched["last_but"] else count


def _of_year(text: str, place: int) -> DayFound:
    if end := _YEAR_END.match(text, place):
        return DayFound(("12-31",), end=_LIMIT.end_of_match(text, end.end()))
    dates = _chain(text, place)
    return DayFound(_month_days(dates), end=dates[-1].end if dates else 0)


def _of_month(text: str, start: int) -> DayFound:
    place = _NEXT_MONTH.end_of_match(text, start)
    if matched := _DAYS.match(text, place):
        days = days_of_month(day["day"] for day in _DAY.finditer(matched[0]))
        return DayFound(tuple(f"{day:02d}" for day in days), end=_LIMIT.end_of_match(text, matched.end()))
    if matched := _PART.match(text, place):
        day = PART_ENDS.get(matched["part"], _MONTH_END)
        return DayFound((f"{day:02d}",), end=_LIMIT.end_of_match(text, matched.end()))
    return DayFound()


def days_of_month(numerals: Iterable[str]) -> list[int]:
    """The days that numerals name. Raises NotADate for one that no month has."""
    days = [number(numeral) for numeral in numerals]
    if wrong := [day for day in days if not 1 <= day <= _MONTH_END]:
        raise NotADate(f"一个月没有{wrong[0]}日")
    return days


def _of_period(text: str, place: int, months: int) -> DayFound:
    """A quarter's or half-year's end, a day of a month in it, or every day printed (分别在6月、9月和12月底)."""
    if end := _PERIOD_END.match(text, place):
        printed = _chain(text, _OPENING.end_of_match(text, end.end()))
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
