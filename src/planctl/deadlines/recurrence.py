"""Recurrences: what comes back every month, quarter or year, by which day, and how many times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.deadlines.recurring_days import DayFound, recurring_day
from planctl.deadlines.shifts import find_shift
from planctl.deadlines.wording import NUMERAL, IncompleteDate, NotADate, number, words
from planctl.lazy_regex import Expression
from planctl.model.deadline import Quantity, RecurringDay, Shift, TimeUnit

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_UNITS: Final = {
    "半年": Quantity(1, TimeUnit.HALF_YEAR),
    "学期": Quantity(1, TimeUnit.HALF_YEAR),
    "半月": Quantity(15, TimeUnit.DAY),
    "双月": Quantity(2, TimeUnit.MONTH),
    "单月": Quantity(2, TimeUnit.MONTH),
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
UNIT: Final = r"(?P<unit>半年|学期|半个?月|[双单]月|旬|工作日|年|学年|季|月|周|星期|礼拜|天|日|小时)[度份]?"
_NOT_A_PERIOD = (
    r"(?!计划|任务|目标|预算|工作[要计安]|重点|方案|进度|历|龄|租|薪|计[罚酬价息]|度[计任目预]|度方案|度工作)"
)
_EVERY = Expression(
    rf"(?=[每按逐分各隔])(?:每隔?一?(?:(?P<count>{NUMERAL})?个?)?|(?<!部)[按逐分]|各(?=季度?末|月[底末])|(?P<other>隔)){UNIT}{_NOT_A_PERIOD}"
)
_OR_ANOTHER = Expression(rf"(?:或者?|/)(?:[每按])?个?{UNIT}")
AT_LEAST: Final = r"(?:至少|不少于|不低于|不得少于|最少)"
DONE: Final = words(
    "报 调度 通报 督查 会商 更新 公示 公开 公布 评估 考核 考评 总结 检查 研判 排名 汇总 小结 讲评 推进 督导 反馈 例会"
)
_TIMES = Expression(
    rf"(?P<lead>{AT_LEAST})?[^,;。0-9]{{0,3}}?(?<![第前每\d.])(?P<times>{NUMERAL})(?:-\d+)?[余多]?"
    r"(?:次|回|轮|场次?|期)(?![序生级元])"
)
_ONCE = Expression(rf"(?P<lead>)(?P<times>[一1两2])上?(?:{DONE}|[^,;。、\d次日天]{{2}}(?=[,;。、)”’]|$))")
_CLAUSE = Expression(r"[^,;。]{,60}")
_SENTENCE_END = Expression(r"[;。]|$")
_AFTER_END = Expression(
    rf"(?:结束|终了|完)?[之以]?后的?(?P<count>{NUMERAL})(?:个?(?P<workdays>工作日)|[日天])[以之]?内?"
)
_LASTING = Expression("都?(?:持续|坚持|长期)")  # 每年持续推进 gives no day that recurs
_RATED = Expression(r"(?:每[人户亩名位家生户]|平均|[人户]均)$")
_AMOUNT = Expression(r"[^,;。\d]{0,12}\d[\d.]*[万亿千百]?元|[^,;。\d]{0,8}[共计为]\d+(?:周|天|小时|课时|节|%)")
_NAMED = Expression(r"(?:设立|确定|定|作)?为[^,;。]{2,16}[月日周节](?:[,;。]|$)")
_RATE = Expression(
    r"(?:平均|均|可|约|再|人均){0,6}+(?:新增|增[长加幅]|递[增减]|下降|减少|提[高升]|上[升涨]|降低|扩大|改善|优化)"
    r"|(?:不少于|不低于|不超过|至少|约)?\d[\d.]*(?:万|亿|千)?(?:个?小时|分钟|元|吨|%|人|名|亩|户|套|公里|家)|[级刊]"
)


class Recurrence(NamedTuple):
    """A recurrence in a text; `spans` are the offsets of its words, the period's first. `unsaid` is true where the words
    state a day and leave open which.
    """

    every: Quantity
    spans: tuple[tuple[int, int], ...]
    by: tuple[str, ...] = ()
    times: int | None = None
    weekdays: tuple[int, ...] = ()
    within: Quantity | None = None
    day: RecurringDay | None = None
    shift: Shift | None = None
    unsaid: bool = False


def find_recurrences(text: str, *, in_text: bool = False) -> Iterator[Recurrence]:
    """The recurrences introduced by 每, 按, 逐, 分, 各 or 隔, in order. Raises NotADate where a day cannot be (每月32日).

    Amounts (每人每月500元) are no recurrences. In running text rates and growth (逐年提高) are none either, and a day that
    cannot be is passed over, but nothing is read from one that leaves open which it is.
    """
    outer: Recurrence | None = None
    for matched in _EVERY.finditer(text):
        if _LASTING.match(text, matched.end()) or _is_amount(matched) or (in_text and _is_rate(matched)):
            continue
        try:
            found = read_recurrence(matched, matched.end(), in_text=in_text)
        except NotADate as error:
            if not in_text:
                raise
            if isinstance(error, IncompleteDate):
                return
            continue
        if _NAMED.match(text, found.spans[0][1]):
            continue
        if outer and found.spans[0][0] > outer.spans[0][1]:
            yield outer
        outer = found  # 每年的3月至12月每月: the one that directly follows says how often
    if outer:
        yield outer


def _is_amount(matched: re.Match[str]) -> bool:
    text, end = matched.string, matched.end()
    return bool(_RATED.search(text, max(0, matched.start() - 4), matched.start()) or _AMOUNT.match(text, end))


def _is_rate(matched: re.Match[str]) -> bool:
    return matched[0][0] in "分隔各" or _RATE.match(matched.string, matched.end()) is not None


def read_recurrence(matched: re.Match[str], place: int, *, in_text: bool = False) -> Recurrence:
    """The recurrence whose period is matched and whose day may follow at `place`. Raises NotADate.

    The day may also follow in brackets (每年2次（6月、12月底前）) or in the next clause (每年1次，12月底前), in running text
    where nothing follows that would be done by it.
    """
    text, every = matched.string, _period(matched)
    if another := _OR_ANOTHER.match(text, matched.end()):
        raise IncompleteDate(f"“{text[matched.start() : another.end()]}”无法确定是哪一种")
    clause_end = _CLAUSE.end_of_match(text, matched.end())
    places = [place, text.find("(", place, clause_end)]
    months = matched["unit"] if matched["unit"] in ("双月", "单月") else ""
    days = (recurring_day(text, place, every, months) for place in places if place >= 0)
    day = next((day for day in days if day.end), DayFound())
    if not day.end and every.unit in (TimeUnit.YEAR, TimeUnit.MONTH):
        following = recurring_day(text, clause_end, every, months)
        day = following if not in_text or _SENTENCE_END.match(text, following.end) else DayFound()
    period = (matched.start(), max(day.end, matched.end()))
    times = _ONCE.match(text, period[1] if day.weekdays else matched.end(), clause_end) or _TIMES.search(
        text, matched.end(), clause_end
    )
    after_end = _AFTER_END.match(text, matched.end())
    shift = find_shift(text, matched.end())
    spans = _joined(period, (times.start("lead" if times["lead"] else "times"), times.end())) if times else (period,)
    return Recurrence(
        every=every,
        spans=(*spans, shift[:2]) if shift else spans,
        by=day.by,
        times=number(times["times"]) if times else None,
        weekdays=day.weekdays,
        within=_days_after(after_end) if after_end else None,
        day=day.nth,
        shift=shift.to if shift else None,
        unsaid=day.unsaid,
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
