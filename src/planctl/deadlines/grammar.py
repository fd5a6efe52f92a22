"""The phrase of a 完成时限 → Deadline, for phrases that are not plain.

Productions are tried from the most binding down: a recurrence, a dated limit, a span, a start, a condition, a manner
of acting. What none of them reads is kept as unread; no production guesses a date.
"""

from __future__ import annotations

from typing import Final

from planctl.deadlines.conditions import find_condition, goes_on, lasts_the_year, mood
from planctl.deadlines.dates import DateFound, find_dates, last_day_of_year
from planctl.deadlines.recurrence import Recurrence, find_recurrences, whole_recurrence
from planctl.deadlines.spans import find_span
from planctl.deadlines.wording import IncompleteDate, NotADate, Wording, words
from planctl.lazy_regex import Expression
from planctl.model.plan import Deadline, DeadlineKind, Stage

_LONGEST_CELL: Final = 500
"""Characters; a longer cell holds prose, not a phrase, and could keep the grammar busy for long."""

_LABEL = Expression(r"(?:[^:,;。\d]{0,8}?(?:时限|时间|期限|日期|节点)(?:要求|安排)?[:为是])++")
_PREFIX = (
    r"(?:截[至止](?:时间|日期|到)?|最迟|最晚|原则上|力争|争取|确保|务必?|请|拟|计划|预计|预期|应[当该]?|须|需|必须|要|将|可|尽量|不得?[晚迟]于|至迟|早于"
    r"|自?即日起|(?:完成)?时[限间]|抓紧(?:推进|实施|落实)?|全[市省县区]|现?定于|(?:安排|集中)(?=[在于])|[于在自从为是待:]){0,12}+"
)
_CLAUSE_START = Expression(rf"(?:^|[,;。、:和及与并]){_PREFIX}$")
_MANNER = words(
    "全面 全部 基本 初步 正式 组织 集中 力争 确保 按期 按时 如期 陆续 先行 率先 争取 分批 分步 逐步 统一 首次 可 要 需 应"
)
_VERB = words(
    "完成 建成 实现 达到 启动 开始 开展 开工 竣工 投用 投入 投产 报送 上报 报 提交 出台 印发 制定 编制 公布 公开 公示 发布 落实 到位 上线"
    " 运行 试运行 取得 形成 建立 健全 实施 推进 整改 整治 见 销号 验收 办结 结束 举办 召开 检查 考核 摸底 征求 部署 申报 评选 评估 培训"
    " 签[订约] 移交 交付 挂牌 审议 送审 备案 开[通放园馆学] 发放 拨付 巩固 提升 深化 总结 攻坚 突破 收官 收尾 谋划 建设 改造 优化 创建"
    " 解决 通车 达标 覆盖 全覆盖 清零 清理 结项 推开 推广 推出 执行 组建 修订 修编 做好"
)
_ACTION = rf"[,、]?[并再前]?{_MANNER}{{0,8}}{_VERB}(?!情况|率|的?时[限间])"
ACTED_ON: Final = Expression(_ACTION)
_ACTED_ON_AT_END = Expression(rf"[前内底]{_ACTION}")
_AT_WORD_END = Expression(r"[,;。、:()和及并与各]|$")
_PAST_BEFORE = Expression(r"[已曾](?:经|于|在)?$")
_PAST_OR_NAMED = Expression(
    r"\(?已|以来|[以之]?后|同期|[号版届条款%]|份?额|[^,;。]{0,12}的(?!时限)"
    r"|[^,;。]{0,3}(?:修订|修正|修改|通过|颁布)(?![完工])|[^,;。]*(?:修订|修正|颁布)$"
)
_NAME_AT_END = Expression(
    r"[^,;。]*(?:[日节法会奖周号条款版项网榜]|"
    + words("热线 方案 计划 规划 要点 报告 意见 办法 条例 规定 通知 工程 行动 项目 工作")
    + ")$"
)
NOT_A_LIMIT: Final = Expression(
    r"已|的(?!时限)|未|"
    + words("出生 登记 注册 成立 入职 参加工作")
    + r"|[^,;。]{0,6}(?:建成|投用|投运|运营|签订|竣工|办理|发生)的"
)
_NO_MONTH = Expression(r"[本当]?月[底末]")
_LASTING = Expression(words("全年 持续 长期 常态 不断 始终 滚动 常年 贯穿"))


def parse_by_grammar(phrase: str, year: int) -> Deadline:
    """As `parse_deadline`, by the grammar alone; a span from the day of issue is not counted."""
    if len(phrase) > _LONGEST_CELL:
        return Deadline(phrase, DeadlineKind.UNREAD)
    try:
        return _read(phrase, _core(Wording(phrase)), year)
    except NotADate as error:
        incomplete = isinstance(error, IncompleteDate)
        return Deadline(phrase, DeadlineKind.UNREAD, problem=str(error), incomplete=incomplete)


def _core(wording: Wording) -> Wording:
    """The wording without a label before it, brackets round it and a full stop after it."""
    text = wording.text
    start, end = 0, len(text)
    while start < end:
        if label := _LABEL.match(text, start, end):
            start = label.end()
        elif text[end - 1] in "。;,、.:":
            end -= 1
        elif text[start] in "、,;:":
            start += 1
        elif text[start] == "(" and text.find(")", start, end) == end - 1:
            start, end = start + 1, end - 1
        else:
            break
    return wording if (start, end) == (0, len(text)) else Wording(wording.stretch(start, end))


def _read(phrase: str, wording: Wording, year: int) -> Deadline:
    text = wording.text
    recurrence = whole_recurrence(text) or next(find_recurrences(text), None)
    head = text[: recurrence.spans[0][0]] if recurrence else text
    dates = list(find_dates(head, year, _counts_in_cell))
    dated = _dated(phrase, head, dates)
    if recurrence and not (dated and _ACTED_ON_AT_END.search(head)):
        return recurring_deadline(phrase, recurrence, dates)
    return (
        dated
        or _relative(phrase, wording)
        or _since(phrase, dates)
        or _conditional(phrase, wording)
        or _in_manner(phrase, text, year)
        or _unread(phrase, text)
    )


def recurring_deadline(phrase: str, recurrence: Recurrence, dates: list[DateFound]) -> Deadline:
    """A recurrence and the time it is limited to by dates before it: 2018年起, 2018—2020年, 2020年底前."""
    starts = [found.first for found in dates if found.since or found.ranged]
    ends = [found.last for found in dates if not found.since and (found.by or found.led or found.ranged)]
    return Deadline(
        phrase,
        DeadlineKind.RECURRING,
        start=starts[0] if starts else None,
        due=max(ends, default=None),
        every=recurrence.every,
        by=recurrence.by,
        times=recurrence.times,
        within=recurrence.within,
        weekday=recurrence.weekday,
    )


def _dated(phrase: str, text: str, dates: list[DateFound]) -> Deadline | None:
    limits = [found for found in dates if not found.since]
    if not limits:
        return None
    final = limits[-1]
    lasting = not (final.by or final.led) and _LASTING.match(text, final.end) is not None
    return Deadline(
        phrase,
        DeadlineKind.ONGOING if lasting else DeadlineKind.DATE,
        start=next((found.first for found in dates if found.since or (found is limits[0] and found.ranged)), None),
        due=max(found.last for found in limits),
        stages=stages_of(limits),
        weekday=final.weekday,
        ongoing_after=not lasting and goes_on(text, final.end),
    )


def stages_of(dates: list[DateFound]) -> tuple[Stage, ...]:
    """The steps that several dates make; none where there is only one date."""
    if len(dates) < 2:
        return ()
    return tuple(Stage(found.last, found.first if found.ranged else None) for found in dates)


def starts_clause(text: str, place: int) -> bool:
    """Whether a clause begins at a place, but for the words that lead up to a time (截至, 力争于)."""
    return _CLAUSE_START.search(text, max(0, place - _LONGEST_LEAD), place) is not None


_LONGEST_LEAD: Final = 60


def _counts_in_cell(text: str, found: DateFound) -> bool:
    """Whether a date in a cell is a limit or a start, not part of a name, of a law's year or of what has been done."""
    before, after = text[: found.start], text[found.end :]
    if _PAST_BEFORE.search(before):
        return False
    at_start = starts_clause(text, found.start)
    if found.since:
        return (at_start or before.endswith(("自", "从"))) and "的" not in after
    if found.by or found.led:
        return not NOT_A_LIMIT.match(after)
    if _PAST_OR_NAMED.match(after):
        return False
    return _stands_alone(found, after) if at_start else _is_acted_on(found, before, after)


def _stands_alone(found: DateFound, after: str) -> bool:
    """Whether a date without a limit word at the start of a clause is a limit; a bare year or month may begin a name."""
    acted_on = ACTED_ON.match(after) is not None
    if not after or found.grain in ("day", "part"):
        return acted_on or not _NAME_AT_END.match(after)
    ends = acted_on or _AT_WORD_END.match(after) or _LASTING.match(after)
    return bool(ends) and not _NAME_AT_END.match(after)


def _is_acted_on(found: DateFound, before: str, after: str) -> bool:
    bracketed = before.endswith("(") and after.startswith(")")
    return found.grain != "year" and (bracketed or ACTED_ON.match(after) is not None)


def _relative(phrase: str, wording: Wording) -> Deadline | None:
    span = find_span(wording)
    return Deadline(phrase, DeadlineKind.RELATIVE, trigger=span.trigger, within=span.within) if span else None


def _since(phrase: str, dates: list[DateFound]) -> Deadline | None:
    since = next((found for found in dates if found.since), None)
    return Deadline(phrase, DeadlineKind.ONGOING, start=since.first) if since else None


def _conditional(phrase: str, wording: Wording) -> Deadline | None:
    trigger = find_condition(wording)
    return Deadline(phrase, DeadlineKind.CONDITIONAL, trigger=trigger) if trigger else None


def _in_manner(phrase: str, text: str, year: int) -> Deadline | None:
    kind = mood(text)
    if kind is DeadlineKind.ONGOING and lasts_the_year(text):
        return Deadline(phrase, kind, due=last_day_of_year(year))
    return Deadline(phrase, kind, ongoing_after=kind is DeadlineKind.IMMEDIATE and goes_on(text)) if kind else None


def _unread(phrase: str, text: str) -> Deadline:
    if no_month := _NO_MONTH.match(text):
        raise IncompleteDate(f"“{no_month[0]}”没有说明是哪个月")
    return Deadline(phrase, DeadlineKind.UNREAD)
