"""Recurrences: what comes back every month, quarter or year, by which day, and how many times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.deadlines.recurring_days import DayFound, recurring_day
from planctl.deadlines.spans import IN, SHALL
from planctl.deadlines.wording import NUMERAL, NotADate, number, words
from planctl.lazy_regex import Expression
from planctl.model.plan import Quantity, TimeUnit

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_UNITS: Final = {
    "半年": Quantity(1, TimeUnit.HALF_YEAR),
    "学期": Quantity(1, TimeUnit.HALF_YEAR),
    "半月": Quantity(15, TimeUnit.DAY),
    "双月": Quantity(2, TimeUnit.MONTH),
    "旬": Quantity(10, TimeUnit.DAY),
    "工作日": Quantity(1, TimeUnit.WORKDAY),
    "年": Quantity(1, TimeUnit.YEAR),
    "学年": Quantity(1, TimeUnit.YEAR),
    "季": Quantity(1, TimeUnit.QUARTER),
    "月": Quantity(1, TimeUnit.MONTH),
    "周": Quantity(1, TimeUnit.WEEK),
    "星期": Quantity(1, TimeUnit.WEEK),
    "礼拜": Quantity(1, TimeUnit.WEEK),
    "天": Quantity(1, TimeUnit.DAY),
    "日": Quantity(1, TimeUnit.DAY),
    "小时": Quantity(1, TimeUnit.HOUR),
}
_UNIT = r"(?P<unit>半年|学期|半个?月|双月|旬|工作日|年|学年|季|月|周|星期|礼拜|天|日|小时)[度份]?"
_NOT_A_PERIOD = (
    r"(?!计划|任务|目标|预算|工作[要计安]|重点|方案|进度|历|龄|租|薪|计[罚酬价息]|度[计任目预]|度方案|度工作)"
)
_EVERY = Expression(
    rf"(?:每隔?一?(?:(?P<count>{NUMERAL})?个?)?|(?<!部)[按逐分]|各(?=季度?末|月[底末])|(?P<other>隔)){_UNIT}{_NOT_A_PERIOD}"
)
_AT_LEAST = r"(?:至少|不少于|不低于|不得少于|最少)"
_DONE: Final = words(
    "报 调度 通报 督查 会商 更新 公示 公开 公布 评估 考核 考评 总结 检查 研判 排名 汇总 小结 讲评 推进 督导 反馈 例会"
)
_LEAD: Final = rf"(?:{SHALL}|{IN}|于){{0,8}}+"
_OFTEN = Expression(
    rf"{_LEAD}(?:[全本今]|(?P<count>{NUMERAL})?个?){_UNIT}内?"
    rf"(?=(?:{_AT_LEAST}|开展|组织|召开|报送|更新|公开|公布|安排|进行|举行|举办|检查|监测|评估|调整|修订){{0,6}}{NUMERAL}次|一{_DONE})"
)
_OFTEN_DONE = words("上?报[告送]? 调度 通报 更新 公开 公示 公布 开展 进行 推进 总结 小结 例会 一?次")
_REPORT = Expression(
    rf"(?:定期|实行|实施|建立)?\(?(?P<unit>半年(?=度|报)|年(?=度|报)|[季月周日旬](?=度?{_OFTEN_DONE})|[季月](?=度)|季(?=末))度?"
    rf"(?P<rest>末?前?{_OFTEN_DONE}?)\)?(?:[、,][零日周旬月季半年][^、,]{{1,4}}+)*+"
)
_NEXT_MONTH = Expression(rf"{_LEAD}次(?P<unit>月)的?(?={NUMERAL}日)")
_TIMES = Expression(
    rf"(?P<lead>{_AT_LEAST})?[^,;。0-9]{{0,3}}?(?<![第前每\d.])(?P<times>{NUMERAL})(?:-\d+)?[余多]?"
    r"(?:次|回|轮|场次?|期)(?![序生级元])"
)
_ONCE = Expression(rf"(?P<lead>)(?P<times>[一1两2])上?{_DONE}")
_CLAUSE = Expression(r"[^,;。]{,60}")
_AFTER_END = Expression(
    rf"(?:结束|终了|完)?[之以]?后的?(?P<count>{NUMERAL})(?:个?(?P<workdays>工作日)|[日天])[以之]?内?"
)
_LASTING = Expression("都?(?:持续|坚持|长期)")  # 每年持续推进 gives no day that recurs
_RATED: Final = ("人", "户", "亩", "名", "位", "家", "平均", "人均", "户均")
_RATE = Expression(
    r"(?:平均|均|可|约|再|人均){0,6}+(?:新增|增[长加幅]|递[增减]|下降|减少|提[高升]|上[升涨]|降低|扩大|改善|优化)"
    r"|(?:不少于|不低于|不超过|至少|约)?\d[\d.]*(?:万|亿|千)?(?:个?小时|分钟|元|吨|%|人|名|亩|户|套|公里|家)|[级刊]"
)


class Recurrence(NamedTuple):
    """A recurrence in a text; `spans` are the offsets of its words, the period's first."""

    every: Quantity
    spans: tuple[tuple[int, int], ...]
    by: tuple[str, ...] = ()
    times: int | None = None
    weekday: int | None = None
    within: Quantity | None = None


def find_recurrences(text: str, *, in_text: bool = False) -> Iterator[Recurrence]:
    """The recurrences introduced by 每, 按, 逐, 分, 各 or 隔, in order. Raises NotADate where a day cannot be (每月32日).

    In running text a day that cannot be is passed over, and rates (每人每月500元) and growth (逐年提高) are no
    recurrences.
    """
    for matched in _EVERY.finditer(text):
        if _LASTING.match(text, matched.end()) or (in_text and _is_rate(matched)):
            continue
        try:
            yield _read(matched, matched.end(), in_text=in_text)
        except NotADate:
            if not in_text:
                raise


def whole_recurrence(text: str) -> Recurrence | None:
    """A recurrence in a form short enough to be clear only in a cell: 一年两次, 全年不少于4次, 次月10日前, 季报, 季度末."""
    if matched := _OFTEN.match(text) or _NEXT_MONTH.match(text):
        return _read(matched, matched.end())
    if matched := _REPORT.fullmatch(text):
        return _read(matched, matched.start("rest"))
    return None


def _is_rate(matched: re.Match[str]) -> bool:
    before, after = matched.string[: matched.start()], matched.end()
    return matched[0][0] in "分隔各" or before.endswith(_RATED) or _RATE.match(matched.string, after) is not None


def _read(matched: re.Match[str], place: int, *, in_text: bool = False) -> Recurrence:
    """The recurrence whose period is matched and whose day may follow at `place`.

    It may also follow in brackets (每年2次（6月、12月底前）) or, in a cell, in the next clause (每年1次，12月底前).
    """
    text, every = matched.string, _period(matched)
    clause_end = _CLAUSE.end_of_match(text, matched.end())
    places = [place, text.find("(", place, clause_end)]
    if not in_text and every.unit in (TimeUnit.YEAR, TimeUnit.MONTH):
        places.append(clause_end)
    days = (recurring_day(text, place, every) for place in places if place >= 0)
    day = next((day for day in days if day.end), DayFound())
    period = (matched.start(), max(day.end, matched.end()))
    times = _ONCE.match(text, matched.end(), clause_end) or _TIMES.search(text, matched.end(), clause_end)
    after_end = _AFTER_END.match(text, matched.end())
    return Recurrence(
        every=every,
        spans=_joined(period, (times.start("lead" if times["lead"] else "times"), times.end())) if times else (period,),
        by=day.by,
        times=number(times["times"]) if times else None,
        weekday=day.weekday,
        within=_days_after(after_end) if after_end else None,
    )


def _period(matched: re.Match[str]) -> Quantity:
    groups = matched.groupdict()
    unit = _UNITS[groups["unit"].replace("个", "")]
    count = number(groups["count"]) if groups.get("count") else 2 if groups.get("other") else 1
    if not count:
        raise NotADate("间隔不能是零")
    return Quantity(count * unit.number, unit.unit)


def _joined(period: tuple[int, int], times: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    if times[0] < period[1]:
        return (period,)
    return ((period[0], times[1]),) if times[0] == period[1] else (period, times)


def _days_after(matched: re.Match[str]) -> Quantity:
    return Quantity(number(matched["count"]), TimeUnit.WORKDAY if matched["workdays"] else TimeUnit.DAY)
