"""The short way for the plainest phrases: 12月底, 2025年6月底前, 全年, 按省工作部署. It reads them as the grammar does,
without its patterns, which take as long to compile as planctl takes to start.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline, DeadlineKind, Quantity, TimeUnit

_DATE: Final = Expression(
    r"(?:(?P<year>[12][0-9]{3})年)?(?:(?P<month>1[0-2]|[1-9])月(?:底前?)?|(?:年底前?|年内))"
    r"|(?P<year_end>[12][0-9]{3})年底前?"
)
_DAY: Final = Expression("(?:(?P<year>[12][0-9]{3})年)?(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12][0-9]|[1-9])日前?")
_MONTHLY: Final = Expression("每月(?P<day>2[0-8]|1[0-9]|[1-9])日前")
_PERIODS: Final = {
    "每月": TimeUnit.MONTH,
    "每季度": TimeUnit.QUARTER,
    "每半年": TimeUnit.HALF_YEAR,
    "每年": TimeUnit.YEAR,
}
_QUARTER_ENDS: Final = ("03-31", "06-30", "09-30", "12-31")
_LASTING: Final = frozenset(("长期坚持", "持续推进"))
_HALVES: Final = {"上半年": (6, 30), "下半年": (12, 31)}
_CONDITION: Final = Expression(
    r"按(?P<deployed>(?:国家|省|市|上级)(?:统一)?(?:工作)?部署)"
    r"|视(?P<depends>[省市]?试点工作(?:完成|进展)情况)而定"
    r"|(?P<received>收到(?:国家|省级?|市级?|上级)?(?:政策)?文件)后及时(?:转发|办理|落实)?"
)


def plain_deadline(phrase: str, year: int) -> Deadline | None:
    """The meaning of a plain phrase; None for one that needs the grammar."""
    if year and not MINYEAR <= year <= MAXYEAR:
        return None
    return (
        _month_or_year(phrase, year)
        or _day(phrase, year)
        or _word(phrase, year)
        or _recurring(phrase)
        or _conditional(phrase)
    )


def _month_or_year(phrase: str, year: int) -> Deadline | None:
    matched = _DATE.fullmatch(phrase)
    if matched is None:
        return None
    of_year = int(matched["year"] or matched["year_end"] or year)
    if of_year < MINYEAR:
        return None
    month = int(matched["month"] or 12)
    return Deadline(phrase, DeadlineKind.DATE, due=date(of_year, month, monthrange(of_year, month)[1]))


def _day(phrase: str, year: int) -> Deadline | None:
    """A day; None for a day that does not exist, which the grammar explains."""
    matched = _DAY.fullmatch(phrase)
    if matched is None:
        return None
    of_year, month, day = int(matched["year"] or year), int(matched["month"]), int(matched["day"])
    if of_year < MINYEAR or day > monthrange(of_year, month)[1]:
        return None
    return Deadline(phrase, DeadlineKind.DATE, due=date(of_year, month, day))


def _word(phrase: str, year: int) -> Deadline | None:
    if phrase in _LASTING:
        return Deadline(phrase, DeadlineKind.ONGOING)
    if not year:
        return None
    if phrase == "全年":
        return Deadline(phrase, DeadlineKind.ONGOING, due=date(year, 12, 31))
    end = _HALVES.get(phrase)
    return Deadline(phrase, DeadlineKind.DATE, due=date(year, *end)) if end else None


def _recurring(phrase: str) -> Deadline | None:
    if every := _PERIODS.get(phrase):
        return Deadline(phrase, DeadlineKind.RECURRING, every=Quantity(1, every))
    if phrase == "每季度末":
        return Deadline(phrase, DeadlineKind.RECURRING, every=Quantity(1, TimeUnit.QUARTER), by=_QUARTER_ENDS)
    if matched := _MONTHLY.fullmatch(phrase):
        day = f"{int(matched['day']):02}"
        return Deadline(phrase, DeadlineKind.RECURRING, every=Quantity(1, TimeUnit.MONTH), by=(day,))
    return None


def _conditional(phrase: str) -> Deadline | None:
    matched = _CONDITION.fullmatch(phrase)
    if matched is None:
        return None
    trigger = matched["deployed"] or matched["depends"] or matched["received"]
    return Deadline(phrase, DeadlineKind.CONDITIONAL, trigger=trigger)
