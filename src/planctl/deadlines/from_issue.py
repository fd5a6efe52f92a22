"""Spans counted from the day a plan is issued: 自本方案印发之日起20个工作日内."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from planctl.deadlines.workdays import BEYOND_CALENDAR, add_workdays
from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline, DeadlineKind, Quantity, TimeUnit
from planctl.traditional import simplified

_ISSUE: Final = Expression(
    r"(?:本(?:实施|工作|分工|行动)?(?:方案|通知|意见|计划|文件|办法))?(?:正式)?(?:印发|发布|下发|公布)"
)


def count_from_issue(deadline: Deadline, dated_on: date | None) -> Deadline:
    """The deadline with its last day where it runs from the plan's own issue and the 成文日期 is known.

    The first day is not counted (《民法典》第二百零一条, before 2021《民法通则》第一百五十四条: 开始的当日不计入); working days go
    by the official calendar. `basis` names the rule; any other deadline is returned unchanged.
    """
    within, trigger = deadline.within, deadline.trigger
    if deadline.kind is not DeadlineKind.RELATIVE or within is None or trigger is None or dated_on is None:
        return deadline
    if not _ISSUE.fullmatch(simplified(trigger)):
        return deadline
    try:
        counted = _last_day(dated_on, within)
    except (OverflowError, ValueError):  # past the year 9999
        return deadline
    if counted is None:
        return deadline
    due, official = counted
    basis = f"自成文日期{dated_on.isoformat()}次日起算"
    if within.unit is TimeUnit.WORKDAY:
        basis += "，" + ("工作日按国务院办公厅公布的放假安排" if official else BEYOND_CALENDAR)
    return replace(deadline, due=due, basis=basis)


def _last_day(start: date, within: Quantity) -> tuple[date, bool] | None:
    number = within.number
    if within.unit is TimeUnit.WORKDAY:
        return add_workdays(start, number) if number <= _MOST_WORKDAYS else None
    if within.unit in (TimeUnit.DAY, TimeUnit.WEEK):
        return start + timedelta(days=number * (7 if within.unit is TimeUnit.WEEK else 1)), True
    months = {TimeUnit.MONTH: 1, TimeUnit.QUARTER: 3, TimeUnit.HALF_YEAR: 6, TimeUnit.YEAR: 12}.get(within.unit)
    return (add_months(start, number * months), True) if months else None


_MOST_WORKDAYS: Final = 10_000


def add_months(start: date, number: int) -> date:
    """The same day of the month `number` months later, or that month's last day. Raises ValueError past 9999."""
    months = start.year * 12 + start.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
