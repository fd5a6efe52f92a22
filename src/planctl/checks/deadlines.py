"""PLN3xx: the deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from planctl.checks.subject import Subject
from planctl.deadlines import deadline_from_text
from planctl.findings.diagnostics import Finding, Severity, check
from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Requirement
from planctl.source import Span

_LONG_TERM: Final = Expression("规划|长期|远景")
_NEXT_YEAR: Final = Expression("[次明来翌]年|下一?年度?")
_PERIOD: Final = Expression("[每逐按]|一(?:日|天|周|旬|月|季|年)")
_WEEKDAYS: Final = "一二三四五六日"


@check("PLN301", Severity.WARNING, "时限无法识别")
def unread_deadline(subject: Subject) -> Iterator[Finding]:
    """完成时限的写法 planctl 无法识别。

    为什么：无法识别的时限不会出现在到期清单里，只能单列。planctl parse deadline 可以查看各种写法的读法。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 另议}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 12月底}
    """
    for requirement, deadline, place in _cells(
        subject, lambda deadline: deadline.kind is DeadlineKind.UNREAD and (not deadline.problem or deadline.incomplete)
    ):
        message = f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”无法识别"
        if deadline.problem:
            message += f"：{deadline.problem}"
        yield Finding(place, message, "请改用常见写法，如“12月底”“每季度末”“按省工作部署”；原文如此的可以不改。")


@check("PLN302", Severity.ERROR, "没有这个日期")
def impossible_date(subject: Subject) -> Iterator[Finding]:
    """完成时限写的日期不存在，如2月30日、13月、第五季度。

    为什么：不存在的日期无法执行，也无法催办。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 2月30日前}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 2月底前}
    """
    for requirement, deadline, place in _cells(
        subject, lambda deadline: bool(deadline.problem) and not deadline.incomplete
    ):
        message = f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”有误：{deadline.problem}"
        yield Finding(place, message, "请改正日期。")


@check("PLN303", Severity.WARNING, "时限不在方案年份")
def outside_the_plan_s_year(subject: Subject) -> Iterator[Finding]:
    """完成时限写明的年份不是方案的年份。

    为什么：多半是从旧方案抄来没有改，或年份写错了。跨年度的方案（标题写明起止年份、三年行动等）按起止年份查，长期规划只查
    早于方案年份的；年末方案延到下年一季度的、写明“次年”的不算错。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 2016年12月底}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 2017年12月底}
    """
    plan = subject.plan
    if not plan.year:
        return
    last = 9999 if _LONG_TERM.search(plan.title) and plan.last_year == plan.year else plan.last_year

    def is_outside(day: date) -> bool:
        return day.year < plan.year or (day.year > last and (day.year, day.month) > (last + 1, 3))

    def other_year(deadline: Deadline) -> int:
        """A year of the deadline's that is not the plan's, 0 where there is none."""
        days = [stage.due for stage in deadline.stages] or ([deadline.due] if deadline.due else [])
        years = [day.year for day in days if is_outside(day)]
        return years[0] if years and not deadline.basis and not _NEXT_YEAR.search(deadline.phrase) else 0

    for requirement, deadline, place in _cells(subject, lambda deadline: bool(other_year(deadline))):
        message = f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”是{other_year(deadline)}年，方案是{plan.year}年"
        yield Finding(place, message, "请核对年份；确实如此的可以不改。")


@check("PLN304", Severity.WARNING, "时限早于成文日期")
def before_the_issue(subject: Subject) -> Iterator[Finding]:
    """完成时限在方案的成文日期（dated_on）之前。

    为什么：方案印发时就已经过期，多半是日期写错了。

    反例：
        plan: {title: 测试方案, year: 2017, dated_on: 2017-06-01}
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 5月底}  # ←
    正例：
        plan: {title: 测试方案, year: 2017, dated_on: 2017-06-01}
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 6月底}
    """
    issued = subject.plan.dated_on
    if issued is None:
        return
    for requirement, deadline, place in _cells(
        subject,
        lambda deadline: deadline.kind is DeadlineKind.DATE and deadline.due is not None and deadline.due < issued,
    ):
        message = f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”早于成文日期{issued.isoformat()}"
        yield Finding(place, message, "请核对日期。")


@check("PLN305", Severity.WARNING, "后一步早于前一步")
def stages_out_of_order(subject: Subject) -> Iterator[Finding]:
    """一个时限分了几步，后一步的日期反而在前。

    为什么：多半是年份或月份写错了。并列的几件事（甲：…；乙：…）不算步骤。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 12月底前完成方案，6月底前完成建设}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 6月底前完成方案，12月底前完成建设}
    """

    def goes_back(deadline: Deadline) -> bool:
        days = [stage.due for stage in deadline.stages]
        return days != sorted(days) and "：" not in deadline.phrase.replace(":", "：")  # 市级：…；镇级：… are not steps

    for requirement, deadline, place in _cells(
        subject,
        lambda deadline: goes_back(deadline) or bool(deadline.start and deadline.due and deadline.start > deadline.due),
    ):
        if goes_back(deadline):
            yield Finding(
                place,
                f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”后一步早于前一步",
                "请核对各步的日期。",
            )
        else:
            yield Finding(
                place, f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”止于开始之前", "请核对起止日期。"
            )


@check("PLN306", Severity.ERROR, "星期与日期不符")
def wrong_weekday(subject: Subject) -> Iterator[Finding]:
    """时限里注明的星期几与日期对不上。

    为什么：日期和星期必有一个是错的，收文单位不知道以哪个为准。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 2017年12月31日（周一）前}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, lead_units: 市编办, deadline: 2017年12月31日（周日）前}
    """

    def right_weekday(deadline: Deadline) -> int:
        """The weekday of the deadline's date where another is printed with it, else 0."""
        day = deadline.due if deadline.kind is DeadlineKind.DATE and deadline.weekday else None
        return day.isoweekday() if day and day.isoweekday() != deadline.weekday else 0

    for requirement, deadline, place in _cells(subject, lambda deadline: bool(right_weekday(deadline))):
        right = _WEEKDAYS[right_weekday(deadline) - 1]
        message = f"{subject.name_of(requirement, 'deadline')}“{deadline.phrase}”：{deadline.due}是星期{right}"
        yield Finding(place, message, "请改正日期或星期。")


@check("PLN307", Severity.WARNING, "时限与文字的周期不一致")
def recurrence_conflicts(subject: Subject) -> Iterator[Finding]:
    """完成时限写的周期与要求文字里写的周期不同，如时限写每月、文字写每季度。

    为什么：执行单位不知道以哪个为准。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 每季度公示旅游投诉情况。, lead_units: 市旅游局, deadline: 每月}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 每季度公示旅游投诉情况。, lead_units: 市旅游局, deadline: 每季度末}
    """
    for requirement, deadline, place in _cells(subject, lambda deadline: deadline.kind is DeadlineKind.RECURRING):
        if not _PERIOD.search(requirement.text or ""):
            continue
        in_text = deadline_from_text(requirement.text or "", subject.plan.year, subject.plan.dated_on)
        if in_text and in_text.kind is DeadlineKind.RECURRING and in_text.every != deadline.every:
            message = f"{subject.name_of(requirement, 'deadline')}写“{deadline.phrase}”，文字写“{in_text.phrase}”"
            yield Finding(place, message, "请统一两处的周期。")


def _cells(subject: Subject, wanted: Callable[[Deadline], bool]) -> Iterator[tuple[Requirement, Deadline, Span]]:
    """The deadline cells that hold what is wanted; a plan has few different ones, so each is looked at once."""
    for deadline, cells in subject.deadline_cells:
        if wanted(deadline):
            for requirement, place in cells:
                yield requirement, deadline, place
