"""Spans of time: 20 workdays, three months; from an event where the cell names it (自收到申请之日起15个工作日内)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.deadlines.limits import ACTED_ON
from planctl.deadlines.wording import NUMERAL, Wording, number, words
from planctl.lazy_regex import Expression
from planctl.model.deadline import Quantity, TimeUnit

if TYPE_CHECKING:
    import re

_UNITS: Final = {
    "工作日": Quantity(1, TimeUnit.WORKDAY),
    "小时": Quantity(1, TimeUnit.HOUR),
    "天": Quantity(1, TimeUnit.DAY),
    "日": Quantity(1, TimeUnit.DAY),
    "自然日": Quantity(1, TimeUnit.DAY),
    "周": Quantity(7, TimeUnit.DAY),
    "星期": Quantity(7, TimeUnit.DAY),
    "礼拜": Quantity(7, TimeUnit.DAY),
    "月": Quantity(1, TimeUnit.MONTH),
    "季度": Quantity(3, TimeUnit.MONTH),
    "年": Quantity(1, TimeUnit.YEAR),
    "半年": Quantity(6, TimeUnit.MONTH),
    "半个月": Quantity(15, TimeUnit.DAY),
    "半月": Quantity(15, TimeUnit.DAY),
    "半天": Quantity(12, TimeUnit.HOUR),
    "半日": Quantity(12, TimeUnit.HOUR),
}
MUST: Final = r"必须|须(?!知)|需(?!求)要?|要(?!求)|请(?!示)|务必?|力争|争取|确保|最[迟晚]|原则上|一般|将(?!来)"
SHALL: Final = rf"应[当该]|应(?![急用对届收付邀变])|{MUST}"
"""Words that oblige, before a time; each as a word of its own, not as in 应急 or 要求."""

IN: Final = r"在(?![建校职岗线用籍册])"
"""在 as a preposition, not as in 在建项目."""

_SINCE = r"自(?![然主愿动行我治纠律身己筹]|查(?![明处实证封获])|评(?![估审选议定])|检(?![查验测疫])|由贸)"
_COUNTED = (
    r"(?:(?P<half>(?<![上下前后])半(?:年|月|天|日)|(?<![上下前])半个月)"
    rf"|(?<![近第每月年\d.〇零一二两三四五六七八九十百])(?:{NUMERAL}(?:[-至到]|或))?(?P<count>{NUMERAL})"
    r"(?:个(?P<and_half>半)?(?P<unit>工作日|自然日|小时|月|季度|星期|礼拜)"
    r"|(?P<short_unit>工作日|分钟|小时|天|日|周|年|星期|礼拜|月(?=[以之]内))(?P<year_half>半)?))"
)
_AT_MOST = r"(?P<at_most>(?:最[迟晚长多]|时限)?(?:不[得准能应可]?超过|不多于|不晚于|不迟于)|最[迟晚长多])"
_SPAN = Expression(
    rf"(?:{_AT_MOST}(?:在|于|为)?)?{_COUNTED}(?:左右)?"
    r"(?:(?P<ahead>(?:(?<=[日天时])|(?<=个月))[以之]?前)|(?:的?(?P<spent>时间))?(?P<within>[以之]?内(?![部容涵控]))?)"
)

_BETWEEN = r"(?:[,、]|的|在|于|应当?|须|最迟|原则上|务必){0,8}"
_FROM_EVENT = Expression(
    rf"{_BETWEEN}(?:[之当次]日起(?:计算?|算)?|之时起|之日后|(?<![\d一二三四五六七八九十])日起|[时后]起|起|之后|以后|(?<![今先前最落背善随])后|当日|之日){_BETWEEN}(?:,[^,;。\d]{{1,15}}[在于])?$"
)
_BEFORE_EVENT = Expression(r"(?<![之以])提?前(?:至少|不少于)?$")
_AHEAD_OF_EVENT = Expression(r"(?<=[^,;。:(、在于月的])的?$")
_LEADING = rf"(?:[,、]|{SHALL}|可以?|需(?!求)|并(?!联)|且|分别|待(?!遇)){{0,12}}+"
_OBLIGED = rf"(?:{SHALL}|可以?|需要?|均|得|分别|统一|单位|机关|部门|机构|人|者)"
_EVENT_VERB = Expression(
    words("收到 接到 接 获悉 受理 印发 公布 发布 下发 领取 签订 批复 批准 验收 竣工 成立 设立 发生 发现 变更 作出")
)
_EVENT_HEAD = Expression(
    rf"{_LEADING}(?:{_SINCE}|从|{IN}|于)"
    rf"|[^,;。]{{1,30}}?(?:(?<![各亲独来]){_SINCE}|{_OBLIGED}(?:从|{IN}|于)|(?:单位|机关|部门|机构|人|(?<!或)者)(?=收到|接到|获悉|领取)|不[得准能应可]?超过)|{_LEADING}"
)
_EVENT_HEAD_IN_TEXT = Expression(
    rf".{{0,120}}(?:(?<![各亲独来]){_SINCE}|从(?!业)|(?<![存现所正实]){IN}|应当?|须|要(?!求|约)|(?<![申信])请(?!求)|并|于)"
)
_ENDED = Expression(r"(?:完毕?|完成|结束|[届期]满)$")
_PAST_BEFORE = Expression(r"\d[日号](?:共|的)?$|" + words("近 过去 最近 连续 累计 每 之前 任意") + "$")
_NO_LIMIT_AFTER = Expression(
    r"[未无不曾有因累连的免]|中(?!旬)|受(?!理)|发生|退(?!回)|起[^草]"
    r"|[^,;。]{0,6}(?:毕业生|人员|职工|员工|儿童|新生儿|车辆|企业|家庭|用户)(?:[,;。、)]|$)"
)
_AMOUNT_BEFORE = Expression(
    r"(?:压[缩减降]|缩[减短小]|减[少至到]|精简|降低?|提速|控制|限制|保持|稳定|延长|增加|缩)(?:[至到为成在]|了)?(?:原来的|法定的)?$"
)
"""Behind these a span is an amount: 压缩至25个工作日以内."""

_MEASURE_BEFORE = Expression(r"(?:[天日次]数|年龄|工龄|时长|浓度|间隔|学制|任期|聘期|租期|有效期|停留)$")
"""What is measured by a greatest number, rather than done within it: 污染天数不能超过27天."""

_STATE_AFTER = Expression(
    rf"(?!{ACTED_ON.pattern}|[向将把报])[^,;。]{{0,12}}(?:状况|情况|史|记录|轨迹|数据|水平|均值)(?:[,;。]|$)"
)
"""Behind a span before an event: what was then, rather than what is to be done (返校前14天健康状况)."""
_REACHED = Expression(
    ",|" + words("要 基本 全面 全部 力争 确保 逐步") + "*" + words("完成 实现 建成 达到 形成 建立 解决 整改 覆盖 办结")
)


_LONGEST_EVENT: Final = 120
"""Characters; an event is looked for no further back from its span."""


_LONGEST_EVENT_IN_TEXT: Final = 20
"""Characters; what is longer begins with words of the requirement."""


class SpanFound(NamedTuple):
    """A span of time at offsets `start` to `end`, from its event where that is printed; `within` is None for minutes."""

    start: int
    end: int
    within: Quantity | None
    trigger: str | None


def find_span(wording: Wording, *, in_text: bool = False) -> SpanFound | None:
    """The first span that limits something: 20个工作日内, 最迟不超过3个工作日, 印发后15天.

    In running text only a span with 内 or 不超过 counts, and the event begins at 自, 在 or the like in its own clause.
    """
    for matched in _SPAN.finditer(wording.text):
        near = max(0, matched.start() - _LONGEST_EVENT)
        before = wording.text[: matched.start()]
        marker = _FROM_EVENT.search(before, near) or (None if in_text else _ahead_of_event(matched, before, near))
        limits = _limits_in_text(matched, marker) if in_text else _limits_in_cell(matched, marker)
        if limits and not _is_amount(matched, marker, near):
            begin, trigger = _event(wording, before, marker, in_text)
            if trigger or not matched["ahead"]:
                return SpanFound(begin, matched.end(), _quantity(matched), trigger)
    return None


def _is_amount(matched: re.Match[str], marker: re.Match[str] | None, near: int) -> bool:
    """Whether a span says how long, how much or since when, rather than by when."""
    text, before = matched.string, matched.string[: matched.start()]
    ahead = marker is not None and marker[0] == "前" and not matched["within"]
    return bool(
        _PAST_BEFORE.search(before, near)
        or _AMOUNT_BEFORE.search(before, near)
        or _NO_LIMIT_AFTER.match(text, matched.end())
        or (matched["at_most"] and _MEASURE_BEFORE.search(before, near))
        or (ahead and _STATE_AFTER.match(text, matched.end()))
    )


def _ahead_of_event(matched: re.Match[str], before: str, near: int) -> re.Match[str] | None:
    """The end of the words for an event still to come: 期满前30日, 开工七日前, 提前三十日."""
    return _BEFORE_EVENT.search(before, near) or (_AHEAD_OF_EVENT.search(before, near) if matched["ahead"] else None)


def _limits_in_cell(matched: re.Match[str], marker: re.Match[str] | None) -> bool:
    text = matched.string
    spent = matched["spent"] and text[: matched.start()].endswith(("用", "集中"))  # 用三年时间
    if matched["within"] or matched["at_most"] or marker or spent:
        return True
    labelled = text[: matched.start()].endswith(("时限", "期限"))
    whole = (labelled or _EVENT_HEAD.end_of_match(text) >= matched.start()) and matched.end() == len(text)
    return whole and matched["short_unit"] != "日"  # a bare 5日 is a day of some month


def _limits_in_text(matched: re.Match[str], marker: re.Match[str] | None) -> bool:
    """3个工作日内, 最迟5天 and 两年内完成 limit; 会议不超过2小时 and 两年内 without a goal may not."""
    unit = matched["unit"] or matched["short_unit"] or matched["half"]
    if matched["within"]:
        return bool(marker) or unit[-1] not in "年月度" or _REACHED.match(matched.string, matched.end()) is not None
    return matched["at_most"] is not None and (unit == "工作日" or matched["at_most"].startswith(("最迟", "时限")))


def _quantity(matched: re.Match[str]) -> Quantity | None:
    if matched["short_unit"] == "分钟":
        return None
    if half := matched["half"]:
        return _UNITS[half]
    unit = _UNITS[matched["unit"] or matched["short_unit"]]
    count = number(matched["count"])
    if matched["and_half"] and unit.unit is TimeUnit.MONTH:
        return Quantity(30 * count + 15, TimeUnit.DAY)
    if matched["year_half"] and unit.unit is TimeUnit.YEAR:
        return Quantity(12 * count + 6, TimeUnit.MONTH)
    return Quantity(count * unit.number, unit.unit)


def _event(wording: Wording, before: str, marker: re.Match[str] | None, in_text: bool) -> tuple[int, str | None]:
    """Where the words of a span begin with its event's, and the event as printed; None where no event is printed."""
    end = marker.start() if marker else len(before)
    near = max(0, end - _LONGEST_EVENT)
    start = max(near - 1, *(before.rfind(stop, near, end) for stop in ",;。:(")) + 1
    head = _EVENT_HEAD.match(before, start, end)
    if in_text and (head is None or end - head.end() > _LONGEST_EVENT_IN_TEXT):
        head = _EVENT_HEAD_IN_TEXT.match(before, start, end)
    begin = head.end() if head else start
    if marker is None:
        names_event = bool(_EVENT_VERB.match(before, begin) or _ENDED.search(before, begin))
    else:
        names_event = not marker[0].startswith("提前")
    if begin >= end or not names_event:
        return end, None
    with_since = in_text and head is not None and head[0].endswith(("自", "从"))
    return begin - with_since, wording.stretch(begin, end)
