"""The short way for the plainest phrases: 12月底, 2025年6月底前, 全年, 按省工作部署. It reads them as the grammar does,
without its patterns, which take as long to compile as planctl takes to start.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from planctl.expressions import Expression
from planctl.model import Deadline, DeadlineKind

_DATE: Final = Expression(
    r"(?:(?P<year>[12][0-9]{3})年)?(?:(?P<month>1[0-2]|[1-9])月(?:底前?)?|(?:年底前?|年内))"
    r"|(?P<year_end>[12][0-9]{3})年底前?"
)
_CONDITION: Final = Expression(
    r"按(?P<deployed>(?:国家|省|市|上级)(?:统一)?(?:工作)?部署)"
    r"|视(?P<depends>[省市]?试点工作(?:完成|进展)情况)而定"
    r"|(?P<received>收到(?:国家|省级?|市级?|上级)?(?:政策)?文件)后及时(?:转发|办理|落实)?"
)


def plain_deadline(phrase: str, year: int) -> Deadline | None:
    """The meaning of a plain phrase; None for one that needs the grammar."""
    if year and not MINYEAR <= year <= MAXYEAR:
        return None
    if phrase == "全年" and year:
        return Deadline(phrase, DeadlineKind.ONGOING, due=date(year, 12, 31))
    if matched := _DATE.fullmatch(phrase):
        of_year = int(matched["year"] or matched["year_end"] or year)
        if of_year < MINYEAR:
            return None
        month = int(matched["month"] or 12)
        return Deadline(phrase, DeadlineKind.DATE, due=date(of_year, month, monthrange(of_year, month)[1]))
    if matched := _CONDITION.fullmatch(phrase):
        trigger = matched["deployed"] or matched["depends"] or matched["received"]
        return Deadline(phrase, DeadlineKind.CONDITIONAL, trigger=trigger)
    return None
