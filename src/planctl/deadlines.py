"""Phrase of a 完成时限 → Deadline.

For now only the phrases of the 2017 plan: a month's end, 全年, and conditions. Anything else is kept as unread.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MINYEAR, date

from planctl.model import Deadline, DeadlineKind

_MONTH = re.compile(r"(?P<month>1[0-2]|[1-9])月(?:底前?)?")
_CONDITIONS = (
    re.compile(r"视(?P<trigger>.+?)而定"),
    re.compile(r"按照?(?P<trigger>.+部署)"),
    re.compile(r"(?P<trigger>收到.+?)后.*"),
)


def parse_deadline(phrase: str, year: int) -> Deadline:
    """What a phrase means in a plan of the given year; total: any string gives a Deadline.

    A month means its last day, inclusive; 全年 goes on to 31 December. A year of 0 is one that could not be read.
    """
    wording = phrase.strip()
    if year < MINYEAR:
        return Deadline(phrase, DeadlineKind.UNREAD, problem="方案年份不详")
    if matched := _MONTH.fullmatch(wording):
        month = int(matched["month"])
        return Deadline(phrase, DeadlineKind.DATE, due=date(year, month, monthrange(year, month)[1]))
    if wording == "全年":
        return Deadline(phrase, DeadlineKind.ONGOING, due=date(year, 12, 31))
    for condition in _CONDITIONS:
        if matched := condition.fullmatch(wording):
            return Deadline(phrase, DeadlineKind.CONDITIONAL, trigger=matched["trigger"])
    return Deadline(phrase, DeadlineKind.UNREAD)
