"""Deadlines that wait for something, and those that are a manner of acting: 按省部署, 立即, 及时, 长期坚持."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planctl.deadlines.spans import IN, MUST, SHALL
from planctl.deadlines.wording import words
from planctl.lazy_regex import Expression
from planctl.model.deadline import DeadlineKind

if TYPE_CHECKING:
    from planctl.deadlines.wording import Wording

_NOUN = words(
    "部署 要求 安排 规定 计划 进度 节点 时限 通知 意见 精神 时间 方案 情况 需要 需求 步骤 标准 程序 节奏 口径 规划 批复 文件 任务"
    " 指示 指令 形势 结果 进展 条件 实际 期限 步伐 总体 布置 目标 清单 政策 工期 时序 反馈 意愿 变化 安排表 时间表 路线图"
)
_NOUNS = rf"{_NOUN}(?:(?:和|及|与|、|或|以及|的)?{_NOUN})*+"
_BY = r"(?:视|根据|依据|依照|遵照|参照|结合|按照?|遵循|服从|随着?(?![时即到机]))"
_MANNER = words("逐步 适时 及时 同步 组织 有序 持续 分步 统筹 加快 立即 尽快 稳步 做好")
_ACT = words("推进 实施 落实 执行 开展 办理 进行 报送 公开 公布 启动 推动 调整 制定 完成") + f"(?!{_NOUN}|质量)"
_NAMED_THEREIN = rf"(?:明确|确定|规定|所定|下达|制定|[中内])的?.{{0,8}}?{_NOUNS}"
_BEFORE = r"(?<![之以目当日提此先从面眼])前(?!提(?![交出供请])|[期后往置沿列])"
_CONDITIONS: Final = (
    Expression(r"视乎?(?P<trigger>.{1,45}?)(?:而定|[确决另来]?定)$"),
    Expression(rf"{_BY}(?P<trigger>(?:(?!{_MANNER}|{_ACT})[^,;。]){{1,45}}{_NOUN})$"),
    Expression(
        rf"{_BY}(?P<trigger>.{{0,45}}?{_NOUNS}(?:{_NAMED_THEREIN}|(?:和|及|与|、|或|以及)[^,;。]{{1,45}}?{_NOUNS}){{0,4}})"
    ),
    Expression(r"待(?![定命遇])(?P<trigger>[^,;。]{1,45}?)(?:[之以]后|后|时|,|;|$)"),
    Expression(rf"{_BY}(?P<trigger>[^,;。]{{1,45}}?){_MANNER}{{0,4}}(?:{_ACT})?$"),
    Expression(r"依(?![法托靠])(?P<trigger>[^,;。]{1,45}?)(?:办理|公开|开展|$)"),
    Expression(r"(?P<trigger>(?:规定|法定|约定|承诺)的?[^,;。\d]{0,4}?(?:时限|时间|期限))内"),
    Expression(r"(?P<trigger>[与和同跟][^,;。]{1,45}?同步)"),
    Expression(r"[^,;。]{0,12}?[自从](?P<trigger>[^,;。]{1,45}?)(?:[之当]日起|之时起|之日|(?<![翌次])日起|起)"),
    Expression(
        r"(?P<trigger>[^,;。]{1,40}?)(?<![今先前最落背善随])(?<!事中事)(?:之后|以后|后)(?![续期勤备半年台评的])"
    ),
    Expression(
        rf"(?P<trigger>[^,;。]{{2,30}}?{words('成熟 具备 需要 允许 许可 必要 发生 到位 届满 调整 变化 变更 召开 更新')})时"
    ),
    Expression(r"(?:如(?!期)|若|一旦|遇有?|每?逢)(?P<trigger>[^,;。]{2,30}?)(?:的|时|,|立即|及时|随时|$)"),
    Expression(r"[^,;。]{0,10}?(?P<trigger>另行(?:通知|确定|安排|部署|公布|发布|告知|下达)|另定|另有规定.*)"),
    Expression(rf"(?P<trigger>[^,;。\d]{{1,8}}?{_BEFORE})(?=,|[^,;。]{{1,12}}?(?:{SHALL}))"),
    Expression(r"以(?P<trigger>[^,;。]{1,45}?)为准"),
    Expression(r"(?P<trigger>[^,;。\d]{2,20}(?:部署|安排|要求|进度))$"),
    Expression(
        rf"(?!本?当?月)(?P<trigger>(?:20\d\d年)?[^,;。\d]{{1,15}}(?:节假?日前|{_BEFORE}))(?:完成|落实|实施|报送|到位)?$"
    ),
)
"""Ways to say what a deadline waits for, the most specific first; none is longer than `_LONGEST`."""

_OBLIGED_BEFORE = Expression(
    rf"(?:^|[^,;。]{{1,20}}?)(?:{SHALL}|争取|确保){{1,8}}+(?:[^,;。\d]{{0,20}}?(?:{IN}|于))?(?P<trigger>[^,;。\d在于]{{1,15}}?{_BEFORE})(?=[^,;。\d]{{2}})"
)
"""What is to be done before something whose day is not known: 各校必须在开学前集中开展."""

_LEADING = Expression(
    rf"(?:[,、(:]|{SHALL}|并(?!联)|且|具体|严格|全部|一律|统一(?=按|根据)|完成时间|时间|(?=在[^,;。]{{1,40}}[前后]|在规定){IN}|于){{0,12}}+"
)
_SUBJECT = Expression(rf"[^,;。]{{1,12}}?(?:{SHALL})(?:{IN}(?=规定)|(?={_BY}))")
"""Who is obliged, before what it depends on: 交通部门将根据工程进度…."""

_NOT_CONDITION = Expression(r"按[时期](?![序间限])|按需|按[质量]|按照“?第一时间|依法(?!.*后)|视情(?!况)|自?即日")

_LONGEST: Final = 45
"""Characters; what is longer is a requirement rather than what its deadline waits for or how to act."""

_DO: Final = words(
    "推进 推动 实施 落实 执行 开展 办理 办结 进行 报送 公开 公布 更新 启动 完成 处理 整改 整治 跟进 抽查 组织 做好 抓好 抓 坚持 任务 工作"
    " 机制 制度 监管 管理 化 性 地 有效 到位 完善 深化 提升 巩固 改进"
)


_NOT_ACTING: Final = r"(?<![不未没非])"


def _inside(spaced: str) -> Expression:
    """An expression that finds one of the words anywhere in a clause, with what is to be done behind it."""
    return Expression(rf"{_NOT_ACTING}{words(spaced)}(?=“?[^,;。、:)”\d的]{{2}})")


def _manner(spaced: str) -> Expression:
    """An expression that finds one of the words where it leads a clause or, with common verbs behind it, ends it."""
    word = words(spaced)
    return Expression(
        rf"(?:^|[,;。、:()和并与年])(?:应[当该]?|{MUST}|已|可|抓紧|工作|全面){{0,6}}{word}|{word}{_DO}{{0,12}}+(?:$|[,;。、:()和并与])"
    )


_MOODS: Final = (
    (
        _manner(
            "立即 立刻 立行 立改 立查 立说 即知 即时 即刻 即行 即日 即收 即办 即查 即改 即到 即整 接诉即办 随到随 马上 当场 当[日天] 当即 现场 实时"
            " 随即 边[查整学督]边改 不过夜 自即日"
        ),
        DeadlineKind.IMMEDIATE,
    ),
    (Expression(rf"{_NOT_ACTING}第一时间|(?:做到|确保|应|须|要)即时"), DeadlineKind.IMMEDIATE),
    (_inside("立即 马上 当场"), DeadlineKind.IMMEDIATE),
    (
        _manner(
            "长期 长效 长年 常年 长远 持续 常态 贯穿 始终 全[年过] 全天候 全程 整年 常抓 久久为功 日常 经常 一直 不间断 不懈 连续(?![\\d一二两三四五六七八九十几多数])"
            " 一以贯之 滚动 不断 永久 坚持(?:不懈|推进|实施|开展|落实|执行|做好|抓好)?(?=$|[,;。、)]) 动态 终身 正在 每年都?持续"
        ),
        DeadlineKind.ONGOING,
    ),
    (
        _manner(
            "适时 及时 不?定期 尽快 尽早 尽速 随时 近期 抓紧 按[时期需] 限[期时] 如期 择[机期] 酌情 视情 从速 早日 迅速 今后 待定 未定"
            " 暂定 适当 加快 加紧 短期 有计划 ^已经?完成$ [中远]期 即将 同步"
        ),
        DeadlineKind.VAGUE,
    ),
    (
        Expression(
            rf"^(?:{words('逐步 稳步 有序 分步 分阶段 分批 梯次 扎实 深入')}{_DO}*+[,、并]?)++$"
            rf"|^{words('推进 推动 深化 巩固')}(?:实施|落实|提升|工作|中)*$|(?<!五)(?<!五”)期间$"
        ),
        DeadlineKind.ONGOING,
    ),
    (_inside("不间断 全天候 常年 昼夜"), DeadlineKind.ONGOING),
    (_inside("适时 及时 不定时 不?定期(?!限|存|间) 尽快 尽早 随时 限期 按期 按时 如期"), DeadlineKind.VAGUE),
)
_WHOLE_YEAR = Expression(r"全年|整年")
_GOES_ON = Expression(words("长期 长效 持续 常态 坚持 不断 滚动 始终 经常 常抓 动态 一直"))


def find_condition(wording: Wording) -> str | None:
    """The event or the other body's act that a cell waits for, as printed; None where it waits for nothing."""
    start = _LEADING.end_of_match(wording.text)
    if len(wording.text) > _LONGEST or _NOT_CONDITION.match(wording.text, start):
        return None
    for place in dict.fromkeys((start, _SUBJECT.end_of_match(wording.text))):
        for condition in _CONDITIONS:
            if matched := condition.match(wording.text, place):
                return wording.stretch(*matched.span("trigger"))
    before = _OBLIGED_BEFORE.match(wording.text)
    return wording.stretch(*before.span("trigger")) if before else None


def mood(text: str) -> DeadlineKind | None:
    """The kind of a phrase that only says how to act; the stronger word wins (立即整改，长期坚持 is immediate)."""
    if len(text) > _LONGEST:
        return None
    return next((kind for expression, kind in _MOODS if expression.search(text)), None)


def lasts_the_year(text: str) -> bool:
    """Whether the words include 全年, which ends on 31 December."""
    return _WHOLE_YEAR.search(text) is not None


def goes_on(text: str, start: int = 0) -> bool:
    """Whether the words from an offset on say that the work goes on afterwards."""
    return _GOES_ON.search(text, start) is not None
