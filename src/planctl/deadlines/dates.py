"""Dates as plans print them: a day, month, quarter, half or year, alone or as a range, with its limit word.

Every expression is a period of days. A deadline is its last day (6月 → 30 June), a start its first.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.deadlines.wording import NOT_AFTER_NUMERAL, NUMERAL, IncompleteDate, NotADate, number
from planctl.lazy_regex import Expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

# In these patterns @ stands for the prefix of the group names, a_ for a range's first end and b_ for its second.
_FULL_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_TO = r"(?:-{1,2}|至|到)"
_JOINS = r"(?:-{1,2}|至|到|、|和|及)"
MONTH_PART: Final = r"(?:的?月?[底末终]|初|上中旬|中下旬|[上中下]旬|[上下]半月|中(?=[前,;)、]|$))"
_YEAR_PART = r"(?:[底末终尾]|[以之]?内(?![部容涵控])|初|中(?=[前,;)完之以、]|$))"

_YEAR = (
    rf"(?:(?<!\d)(?P<@year>{_FULL_YEAR})(?:年[度份]?|(?={_TO}{_FULL_YEAR}(?!\d)|[上下]半年|第[一二三四1-4]季)|(?<=[-至到]\d\d\d\d)(?=$|[,;)]))"
    r"|(?<![\d.])(?P<@short>[1-4]\d)年(?=年?[底末]|\d{1,2}月)"
    r"|(?P<@word>[今本当明来次翌后去]|(?<!以)下(?=一?年))一?年度?)"
)
_MONTH = (
    rf"{NOT_AFTER_NUMERAL}(?P<@month>元|{_SMALL})月(?!一[^日号至])份?"
    rf"(?:(?P<@day>{_SMALL})(?:[日号]|(?={_TO}{_SMALL}[日号]))|(?P<@part>{MONTH_PART}))?"
)
_QUARTER = (
    rf"(?:前(?=第?[\w]{{1,2}}个?季度))?第?{NOT_AFTER_NUMERAL}(?P<@quarter>首|{_SMALL})(?:个(?!季度?[以之]?内))?季(?:度|(?=[末底前]))[末底]?"
    r"|(?<![A-Za-z])[Qq](?P<@q>\d)(?!\d)(?:季度)?[末底]?"
)
_HALF = r"(?P<@half>[上下前后])半年度?[末底]?"
_PART = rf"(?:(?(@dated)(?:年度?)?|(?:(?<![\d一二两三四五六七八九十几半多近每])年度?|岁)))(?P<@yearpart>{_YEAR_PART})"
_BARE = rf"{NOT_AFTER_NUMERAL}第?(?P<@bare>{_SMALL})(?={_JOINS}(?:第?{_SMALL}{_JOINS}){{,3}}第?{_SMALL}(?:月|个?季度))"
_NUMERIC = (
    r"(?<![\w./])(?P<@nyear>20\d\d)(?P<@sep>[./-])(?P<@nmonth>\d{1,2})(?:(?P=@sep)(?P<@nday>\d{1,2}))?"
    r"(?![\d.%/])[日月]?[底末]?"
    r"|(?<![\w.\-/])(?P<@smonth>\d{1,2})[./](?P<@sday>\d{1,2})日?(?=[之以]?前)"
)
# Year and rest are both optional, but not both at once: without a year (@dated) the rest must be there.
_POINT = (
    rf"(?:{_NUMERIC}|(?:{_YEAR}(?P<@dated>))?"
    rf"(?:{_MONTH}|{_QUARTER}|{_HALF}|{_PART}|{_BARE}|@LONE|(?(@dated)|(?!))))"
)


def _point(prefix: str, lone_day: str) -> str:
    return _POINT.replace("@LONE", lone_day).replace("@", prefix)


_CLOCK = rf"(?:上午|下午|中午|早上|晚上?|凌晨)?(?:{NUMERAL}(?:时|点)(?:半|整|{NUMERAL}分)?|\d{{1,2}}:\d\d)|[上下]午|[中正]午|下班|晚"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
_LUNAR = r"\((?:农历|阴历|夏历)[^()]{1,8}\)"
_ASIDE = rf"(?:\(?{_WEEKDAY}\)?|{_LUNAR}|{_CLOCK})?"
"""What may stand behind the first end of a range: 3月25日上午10时至3月27日, 2月7日（周三）至3月2日."""

# The second end of a range of numbers takes from the first what it leaves out: 2005.1—4, 2023.3.1-6.30.
_NUMERIC_END = r"(?(a_nyear)(?P<b_n1>\d{1,2})(?:[./](?P<b_n2>\d{1,2}))?(?=[底前止,;。、)]|$)|(?!))"
_DATED = Expression(
    r"(?=[\d一二三四五六七八九十廿卅元首第前上下后今本当明次翌来去年岁Qq截到至])"  # what none begins with costs least
    r"(?P<lead>截[至止][到至]?|(?<![达提回追升降])[到至])?"
    + _point("a_", rf"(?<![^,;。:(、于在和及与或至到前底月内成迟晚争必请须要])(?P<a_lone>{_SMALL})[日号](?=[之以]?前)")
    + rf"(?P<to>{_ASIDE}(?:起|开始)?,?{_TO}(?={_SMALL}|[〇零]|第|[上下今本当明次翌来首年岁Q]|{_FULL_YEAR})"
    + _point("b_", rf"(?P<b_lone>{_SMALL})[日号]|{_NUMERIC_END}")
    + r")?(?:\(?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?:[,、]农历[^()]{1,8})?\)?)?"
    + rf"(?:{_LUNAR})?(?:{_CLOCK})?(?:左右|前后)?"
    + r"(?:(?P<by>[之以底]?前(?![往三列置沿端期来]|[\d一二两三四五六七八九十几半]{1,2}(?:个[月季]|季度|[天周年批]))|(?<!年)[以之]?内(?![部容涵控])|为?止)|(?P<since>起(?![草诉点降])|开始|[至到](?=[^,;。\d]{2,12}(?:结束|解除|终止))))?"
)
_NO_YEAR: Final = "方案未写明年份，无法确定是哪一年"
YEAR_WORDS: Final = {"今": 0, "本": 0, "当": 0, "明": 1, "来": 1, "下": 1, "次": 1, "翌": 1, "后": 2, "去": -1}
PART_ENDS: Final = {"初": 10, "上旬": 10, "中": 15, "上半月": 15, "上中旬": 20, "中旬": 20}
_PART_STARTS: Final = {"中": 11, "中旬": 11, "中下旬": 11, "下半月": 16, "下旬": 21}


class DateFound(NamedTuple):
    """A date expression in a text, at offsets `start` to `end`: the days `first` to `last`, both inclusive.

    `grain` is the precision of the last end: "day", "part" (底, 上旬), "month" (a month or several) or "year". `by` is true with a
    limit word behind it (前, 内), `led` with 到 or 截至 before it, `since` with 起 behind it; `ranged` where two ends are
    printed. `basis` is the rule by which the day was found, where it is not printed.
    """

    start: int
    end: int
    first: date
    last: date
    grain: str
    by: bool
    led: bool
    since: bool
    ranged: bool
    weekday: int | None
    basis: str = ""


class _Period(NamedTuple):
    first: date
    last: date
    grain: str


def find_dates(
    text: str, year: int, limits: Callable[[str, DateFound], bool], *, strict: bool = True
) -> Iterator[DateFound]:
    """The date expressions in uniform text that `limits` accepts, in order; `year` (0 = unknown) is the plan's.

    An expression without a year takes the year of the accepted one before it, the first the plan's. Where it names no
    day, or needs a year that nothing gives, raises NotADate, or passes over it when not `strict`.
    """
    before: _Period | None = None
    for matched in _DATED.finditer(text):
        try:
            found, period = _read(matched, year, before)
        except NotADate:
            if strict:
                raise
            continue
        if limits(text, found):
            before = period
            yield found


def date_at(text: str, year: int, place: int) -> DateFound | None:
    """The date expression that begins exactly at an offset. Raises NotADate."""
    matched = _DATED.match(text, place)
    return _read(matched, year, None)[0] if matched else None


def _read(matched: re.Match[str], year: int, before: _Period | None) -> tuple[DateFound, _Period]:
    opening = _end_of_range("a_", matched)
    closing = {} if matched["to"] is None else _end_of_range("b_", matched)
    if "bare" in opening:
        unit = "month" if "month" in closing or "月" in matched.string[matched.end("a_bare") :][:12] else "quarter"
        opening[unit] = opening.pop("bare")
    begin = end = _period(opening, year, before)
    if closing:
        end = _period(closing, year, begin)
        if end.last < begin.first:
            raise NotADate(f"“{matched[0]}”的结束早于开始")
    weekday = matched["weekday"]
    start, stop = matched.span()
    found = DateFound(
        start,
        stop,
        begin.first,
        end.last,
        end.grain,
        by=matched["by"] is not None,
        led=matched["lead"] is not None,
        since=matched["since"] is not None,
        ranged=bool(closing),
        weekday=weekday_number(weekday) if weekday else None,
    )
    return found, end


@cache
def _groups(prefix: str) -> tuple[str, ...]:
    return tuple(name for name in _DATED.compiled.groupindex if name.startswith(prefix))


def _end_of_range(prefix: str, matched: re.Match[str]) -> dict[str, str]:
    """The groups of one end that matched, by their names without the prefix."""
    names = _groups(prefix)
    return {name[2:]: value for name, value in zip(names, matched.group(*names), strict=True) if value is not None}


def weekday_number(character: str) -> int:
    """1 for 一 (Monday) to 7 for 日 or 天."""
    return "一二三四五六日".index(character.replace("天", "日")) + 1


def _period(parts: dict[str, str], plan_year: int, before: _Period | None) -> _Period:
    year = _year(parts, plan_year, before)
    month = parts.get("month") or parts.get("nmonth") or parts.get("smonth")
    day = parts.get("day") or parts.get("nday") or parts.get("sday")
    if "n1" in parts and before is not None:
        by_day = before.grain == "day"
        month = str(before.last.month) if by_day and "n2" not in parts else parts["n1"]
        day = parts.get("n2") or (parts["n1"] if by_day else None)
    if "lone" in parts:
        if before is None:
            raise IncompleteDate(f"“{parts['lone']}日”没有说明是哪个月")
        month, day = str(before.last.month), parts["lone"]
    if month:
        return _in_month(year, 1 if month == "元" else number(month), day, parts.get("part", ""))
    if quarter := parts.get("quarter") or parts.get("q"):
        return _in_quarter(year, 1 if quarter == "首" else number(quarter))
    if half := parts.get("half"):
        return _months(year, *((1, 6) if half in "上前" else (7, 12)), "month")
    return _in_year(year, parts.get("yearpart", ""))


def _year(parts: dict[str, str], plan_year: int, before: _Period | None) -> int:
    if printed := parts.get("year") or parts.get("nyear"):
        return number(printed)
    if "short" in parts:
        return 2000 + number(parts["short"])
    word = parts.get("word", "本")
    counted_from_before = before is not None and ("word" not in parts or word in "下次翌当")
    year = before.last.year if before is not None and counted_from_before else plan_year
    if not year:
        raise NotADate(_NO_YEAR)
    return year + YEAR_WORDS[word]


def _in_month(year: int, month: int, day: str | None, part: str) -> _Period:
    if not 1 <= month <= 12:
        raise NotADate(f"没有{month}月")
    if day:
        only = _day(year, month, number(day))
        return _Period(only, only, "day")
    whole = _months(year, month, month, "month")
    part = part.lstrip("的月")
    if not part:
        return whole
    last = _day(year, month, PART_ENDS.get(part, whole.last.day))
    first = last if part in "底末终" else _day(year, month, _PART_STARTS.get(part, 1))
    return _Period(first, last, "part")


def _in_quarter(year: int, quarter: int) -> _Period:
    if not 1 <= quarter <= 4:
        raise NotADate(f"一年没有第{quarter}季度")
    return _months(year, 3 * quarter - 2, 3 * quarter, "month")


def _in_year(year: int, part: str) -> _Period:
    whole = _months(year, 1, 12, "part" if part else "year")
    if part == "初":
        return _months(year, 1, 1, "part")
    if part == "中":
        return _months(year, 1, 6, "part")
    return _Period(whole.last, whole.last, "part") if part and part in "底末终尾" else whole


def _months(year: int, first: int, last: int, grain: str) -> _Period:
    end = _day(year, last, 31 if last == 12 else month_length(year, last))
    return _Period(_day(year, first, 1), end, grain)


def last_day_of_year(year: int) -> date:
    """31 December. Raises NotADate where the year is unknown (0)."""
    if not year:
        raise NotADate(_NO_YEAR)
    return _day(year, 12, 31)


def month_length(year: int, month: int) -> int:
    """Days of a month (1 to 12)."""
    return monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise NotADate(f"{month}月没有{day}日" if 1 <= year <= 9999 else f"没有{year}年") from None
