"""Recurrences in forms short enough to be clear only in a cell: 一年两次, 2次/年, 次月10日前, 季报, 季度末, 逢五."""

from __future__ import annotations

from typing import Final

from planctl.deadlines.recurrence import AT_LEAST, DONE, UNIT, Recurrence, read_recurrence
from planctl.deadlines.recurring_days import days_of_month
from planctl.deadlines.spans import IN, SHALL
from planctl.deadlines.wording import NUMERAL, number, words
from planctl.lazy_regex import Expression
from planctl.model.deadline import Quantity, TimeUnit

_LEAD: Final = rf"(?:{SHALL}|{IN}|于|原则上|一般|严格|实行|实施|执行|坚持|建立|落实|[“‘]){{0,8}}+"
_OFTEN = Expression(
    rf"{_LEAD}(?:[全本今]|(?P<count>{NUMERAL})?个?){UNIT}内?"
    rf"(?=(?:{AT_LEAST}[^,;。\d]{{0,6}}?|开展|组织|召开|报送|更新|公开|公布|安排|进行|举行|举办|检查|监测|评估|调整|修订){{0,6}}{NUMERAL}次"
    rf"|一{DONE})"
)
_OFTEN_DONE = words("上?报[告送]? 调度 通报 更新 公开 公示 公布 开展 进行 推进 总结 小结 例会 一?次")
_OFTEN_DOING = rf"(?:{_OFTEN_DONE}|{DONE})"
_REPORT = Expression(
    rf"{_LEAD}(?:定期)?\(?(?P<unit>半年(?=度|报)|年(?=度|报)|[季月周日旬](?=度?{_OFTEN_DOING})|[季月](?=度)|季(?=末))度?"
    rf"(?P<rest>末?前?{_OFTEN_DOING}?)\)?(?:[、,][零日周旬月季半年][^、,]{{1,4}}+)*+[”’]?(?:工作)?(?:制度|机制)?"
)
_ONCE_IN = Expression(
    rf"(?<![第\d几多一两二三四五六七八九十])(?:(?P<count>[一两二三])个?|(?=半)){UNIT}"
    r"(?=[一两二三]次|一[^,;。、()\d次日天度]{2}(?:[、,;。)”’]|方式|制度|机制|的|$))"
)
"""Inside a clause, where no 每 says so: 开展一周一次检查, 采取半月一暗访、一月一通报方式."""

_NEXT_MONTH = Expression(rf"{_LEAD}次(?P<unit>月)的?(?=第?{NUMERAL}(?:日|个工作日)|[前首])")
_RATIO = Expression(rf"(?:[^,;。\d]{{0,8}}?{AT_LEAST}?)(?P<times>{NUMERAL})次[/每]{UNIT}")
_ON_DAYS = Expression(rf"{_LEAD}(?:每(?:月|个月)?)?逢(?P<days>{NUMERAL}[日号]?(?:[、和及与]?逢?{NUMERAL}[日号]?)*)")
_DAY = Expression(NUMERAL)
_MONTH: Final = Quantity(1, TimeUnit.MONTH)


def short_recurrence(text: str) -> Recurrence | None:
    """The recurrence of a text that begins with, or is, such a form. Raises NotADate."""
    if "次" in text or "一" in text:  # saves most texts the searches
        inside = None if "每" in text else _ONCE_IN.search(text)
        if matched := _OFTEN.match(text) or _NEXT_MONTH.match(text) or inside:
            return read_recurrence(matched, matched.end())
        if matched := _RATIO.match(text):
            return read_recurrence(matched, matched.end())._replace(times=number(matched["times"]))
    if matched := _REPORT.fullmatch(text):
        return read_recurrence(matched, matched.start("rest"))
    if "逢" in text and (matched := _ON_DAYS.match(text)):
        return Recurrence(_MONTH, (matched.span(),), by=_days_on(days_of_month(_DAY.findall(matched["days"]))))
    return None


def _days_on(printed: list[int]) -> tuple[str, ...]:
    """The days of the month that are printed (逢5、10、15日), or that end in what is printed (逢五, 逢五逢十)."""
    if max(printed) <= 10:
        printed = [day for day in range(1, 31) if day % 10 in {ending % 10 for ending in printed}]
    return tuple(f"{day:02d}" for day in sorted(set(printed)))
