"""Whether a date limits something, by the words round it: it may also belong to a name, tell what has been done, or say
whom a rule concerns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planctl.deadlines.wording import words
from planctl.lazy_regex import Expression

if TYPE_CHECKING:
    from planctl.deadlines.dates import DateFound

_PREFIX = (
    r"(?:截[至止](?:时间|日期|到)?|最迟|最晚|原则上|一般|通常|力争|争取|确保|务必?|请|拟|计划|预计|预期|应[当该]?|须|需|必须|要|将|可|尽量|不[得要]?[晚迟]于|至迟|早于"
    r"|自?即日起|(?:完成)?时[限间]|抓紧(?:推进|实施|落实)?|全[市省县区]|现?定于|(?:安排|集中)(?=[在于])|或(?=争取|力争)|[于在自从为是待:]){0,12}+"
)
_CLAUSE_START = Expression(rf"(?:^|[,;。、:)和及与并]){_PREFIX}$")
_OBLIGED = Expression(
    r"(?:(?:应[当该]?|必?须|要(?!求)|将|拟|会|力争|争取|确保|务必?|预计|计划)(?:定于|安排在|集中在|[在于自从到])"
    r"|请[^,;。\d]{1,12}[于在]|务|力争|争取|确保|预计|不[得要]?[晚迟]于|[安排]排在|集中在)$"
)
"""What obliges, behind whoever is obliged: 各单位要在…, 项目争取…."""

_ENDS_SOON = Expression(r"(?:结束|止|[^,;。了过的\d]{2,4})?(?:[,;。)]|$)")
_INSISTS = Expression(r"(?:确保|力争|争取)$")
_AT = Expression(r"[于在]$")
_FROM = Expression(r"[从自为]$")

_MANNER = words(
    "全面 全部 基本 初步 正式 组织 集中 力争 确保 按期 按时 如期 陆续 先行 率先 争取 分批 分步 逐步 统一 首次 可 要 需 应 会 将 拟"
)
_VERB = words(
    "完成 建成 实现 达到 启动 开始 开展 开工 竣工 投用 投入 投产 报送 上报 报 提交 出台 印发 制定 编制 公布 公开 公示 发布 落实 到位 上线"
    " 运行 试运行 取得 形成 建立 健全 实施 推进 整改 整治 见 销号 验收 办结 结束 举办 召开 检查 考核 摸底 征求 部署 申报 评选 评估 培训"
    " 签[订约] 移交 交付 挂牌 审议 送审 备案 开[通放园馆学] 发放 拨付 巩固 提升 深化 总结 攻坚 突破 收官 收尾 谋划 建设 改造 优化 创建"
    " 解决 进行 办理 受理 录取 通车 达标 覆盖 全覆盖 清零 清理 结项 推开 推广 推出 执行 组建 修订 修编 做好 发行 成立 动工 兴建 完工 施工 封顶 试行 举行 报到 上课"
    " 放假 停[止用运] 采购 招标 审核 批复 通过 送交 提出 设立 安排 组织 脱贫 摘帽"
)
_NOT_VERB = r"(?!情况|率|的?时[限间])"
_ACTION = rf"[,、]?[并再前]?{_MANNER}{{0,8}}{_VERB}{_NOT_VERB}"
ACTED_ON: Final = Expression(_ACTION)
_ACTED_ON_LATER = Expression(
    rf"[^,;。]{{1,24}}?{_VERB}{_NOT_VERB}(?![的后前时者]|[^,;。]{{0,4}}(?:仪式|会议?|活动|名单)$)"
)
_GOAL_LATER = Expression(
    rf"[^,;。]{{1,24}}?{words('达到? 实现 超过 突破 覆盖 提高到 提升[至到] 降至')}[^,;。]{{0,12}}?\d"
)
_PHASE = Expression(r"为[^,;。]{2,24}(?:阶段|期|时段)$")
_AT_WORD_END = Expression(r"[,;。、:()和及并与各]|$")
_PAST_BEFORE = Expression(r"(?:[已曾](?:经|于|在)?|适用(?:于|对象[为是])|仅?限于)$")
_PAST_OR_NAMED = Expression(
    r"\(?已|[未仅尚]|至今|[^,;。]{0,8}相结合|[^,;。]{0,40}以来|[以之]?后|[^,;。]{1,30}后(?:,|$)|同期|[号版届条款%]|份?额|[^,;。]{0,4}的(?!时限)"
    r"|(?:设立|确定|定|作)?为[^,;。]{2,16}[日节周月](?:[,;。]|$)"
    r"|[^,;。]{0,3}(?:修订|修正|修改|通过|颁布)(?![完工])|[^,;。]*(?:修订|修正|颁布)$"
)
_NAME_AT_END = Expression(
    r"[^,;。]*(?:[日节法会奖周号条款版项网榜表]|"
    + words("热线 方案 计划 规划 要点 报告 意见 办法 条例 规定 通知 工程 行动 项目 工作")
    + r")$|[^,;。]*(?:情况|进展|仪式|名单|数据|指标|纪要|简报)$|[^,;。]{2,}(?:总结|通报|公示)$"
)
_OF_SOMETHING = Expression(r"[^,;。]{5,12}的(?!时限)")
_WHOM_AFTER = Expression(
    r"已|的(?!时限)|[未仅尚]|,[^,;。]{0,30}的[^,;。]{0,10}(?:人员|儿童|少年|子女|学生|居民|家庭|职工|企业|车辆)$|(?:出生|退休|生育|毕业|登记|注册|成立|入职|参保|参加工作)(?:人|的|企业|职工|女职工|家庭|单位|项目|$)"
    r"|[^,;。]{1,16}的(?:[,;。、)]|$)|[^,;。]{0,6}(?:建成|投用|投运|运营|签订|竣工|办理|发生|成立|注册|登记|出生|退休)的"
)
"""Behind a date with a limit word: whom or what a rule concerns (2025年11月30日前生育的), or what has been done."""

_DONE = r"(?<![对将把与和含])已(?:经|于|有)?(?![^,;。]{0,12}的)"
_DONE_BY_THEN = Expression(rf",?[^,;。(]{{0,12}}{_DONE}")
_DONE_LATER = Expression(
    rf"[^;。]{{0,60}}?(?:{_DONE}|(?<![为解完除罢末得不明])了(?![解结望])|累计(?![到达])|共(?:计|完成|实现|投资|投入|办[理结]|收到|拆除|[检排]查|查处|发放)"
    rf"|(?<=,)[^,;。]{{2,30}}?(?:政府|办公[厅室]|委员会|[委部局厅])(?:以□+)?(?:联合)?(?:印发|发布|下发|出台|公布)□|同比(?![^,;。]{{0,12}}?(?:左右|以上|以内)))"
)
"""History behind a date: 2024年3月28日，…印发了, 1月至5月，…共完成."""

_LASTING = Expression(words("全年 持续 长期 常态 不断 始终 滚动 常年 贯穿"))
_WHOLE_PLACE = r"(?:全[市省县区国]|我[市省县区])"
_GOAL = Expression(
    r"[时,]*(?!累计|共)"
    rf"(?:(?<=[,时])|{_WHOLE_PLACE}|{words('基本 全面 力争 初步 各 所有 实现 达到 建成 完成 形成 建立')})"
)

_LONGEST_LEAD: Final = 60
_LONGEST_GOAL: Final = 40


def starts_clause(text: str, place: int) -> bool:
    """Whether a clause begins at a place, but for the words that lead up to a time (截至, 力争于)."""
    return _CLAUSE_START.search(text, max(0, place - _LONGEST_LEAD), place) is not None


def lasts(text: str, place: int) -> bool:
    """Whether the words at a place say that something lasts: 全年, 持续."""
    return _LASTING.match(text, place) is not None


def limits_in_cell(text: str, found: DateFound) -> bool:
    """Whether a date in a cell is a limit or a start."""
    if found.start == 0 and found.end == len(text):
        return True
    before, after = text[max(0, found.start - _LONGEST_LEAD) : found.start], text[found.end :]
    if _is_past(text, found, before, after):
        return False
    at_start = not before or starts_clause(text, found.start) or _OBLIGED.search(before) is not None
    if found.since:
        return "的" not in after and (at_start or found.grain == "day" or before.endswith(("自", "从")))
    if found.by or found.led:
        return not (after and _WHOM_AFTER.match(after))
    if after and _names_something(after):
        return False
    if at_start:
        return _stands_alone(found, after) or (_INSISTS.search(before) is not None and _acts_later(after))
    return _is_acted_on(found, before, after)


def _is_past(text: str, found: DateFound, before: str, after: str) -> bool:
    """Whether the words around a date tell of what is past."""
    return bool(before and _PAST_BEFORE.search(before)) or bool(after and tells_history(text, found))


def _names_something(after: str) -> bool:
    """Whether the words behind a date say that it is past, or that it belongs to the name of something."""
    of_something = _OF_SOMETHING.match(after) is not None and not ACTED_ON.match(after)
    return of_something or _PAST_OR_NAMED.match(after) is not None


def tells_history(text: str, found: DateFound) -> bool:
    """Whether the words behind a date tell what was done by then or on it."""
    return (_DONE_BY_THEN if found.by else _DONE_LATER).match(text, found.end) is not None


def limits_in_text(text: str, found: DateFound) -> bool:
    """Whether a date in running text is a limit; more is asked of it than in a cell."""
    if found.ranged or found.since or _WHOM_AFTER.match(text, found.end) or tells_history(text, found):
        return False
    if _PAST_BEFORE.search(text, max(0, found.start - _LONGEST_LEAD), found.start):
        return False
    if found.led and not found.by:
        goal = _GOAL.match(text[found.end : found.end + _LONGEST_GOAL]) is not None
        return found.grain != "day" and goal and starts_clause(text, found.start)
    return found.by or (text[found.end - 1] == "内" and ACTED_ON.match(text, found.end) is not None)


def _stands_alone(found: DateFound, after: str) -> bool:
    """Whether a date without a limit word at the start of a clause is a limit; a bare year or month may begin a name."""
    acted_on = after.startswith(":") or ACTED_ON.match(after) is not None
    if not after or found.grain in ("day", "part"):
        return acted_on or not _NAME_AT_END.match(after)
    later = _ACTED_ON_LATER if found.grain == "month" else _GOAL_LATER
    if found.ranged and _PHASE.match(after):
        return True
    ends = acted_on or _AT_WORD_END.match(after) or _LASTING.match(after) or later.match(after)
    return bool(ends) and not _NAME_AT_END.match(after)


def _acts_later(after: str) -> bool:
    return _ACTED_ON_LATER.match(after) is not None and not _NAME_AT_END.match(after)


def _is_acted_on(found: DateFound, before: str, after: str) -> bool:
    """Whether a date behind other words is a limit: 方案（6月底）, 主体工程6月完工, 新学期于3月3日开学, 防火期为3月至6月."""
    if found.grain == "year":
        return False
    if (before.endswith("(") and after.startswith(")")) or ACTED_ON.match(after):
        return True
    if found.ranged and (_FROM.search(before) or found.grain == "day"):
        return _ENDS_SOON.match(after) is not None
    if _AT.search(before) is None:
        return False
    return found.grain == "part" or (found.grain == "day" and _ACTED_ON_LATER.match(after) is not None)
