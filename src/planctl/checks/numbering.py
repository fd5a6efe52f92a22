"""PLN1xx: the numbers of tasks and requirements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.diagnostics import Finding, Severity, check
from planctl.model import GapKind, Numbering, Plan, task_reference
from planctl.source import Span


class _Numbered(NamedTuple):
    number: str
    reference: str
    place: Span


class _Series(NamedTuple):
    """Numbers that run on from 1: the tasks of a plan or section, the requirements of a task or of the whole plan."""

    what: str
    prefix: str  # what stands before a number in its reference
    members: list[_Numbered]


@check("PLN101", Severity.ERROR, "序号重复")
def duplicate_number(plan: Plan) -> Iterator[Finding]:
    """两项工作任务，或同一任务的两条具体要求，用了同一个序号。

    为什么：序号是催办、报告时指称一项工作的依据，重复了就说不清指的是哪一项。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 1, title: 推进执行公开, requirements: []}
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 2, title: 推进执行公开, requirements: []}
    """
    for series in _series(plan):
        seen: set[str] = set()
        for member in series.members:
            if member.number in seen:
                yield Finding(member.place, f"{series.what}序号“{member.number}”重复", "请改为未用过的序号。")
            seen.add(member.number)


@check("PLN102", Severity.ERROR, "序号颠倒")
def out_of_order(plan: Plan) -> Iterator[Finding]:
    """序号比前一项小。

    为什么：多半是行的次序错了，或序号写错了。

    反例：
        tasks:
          - {number: 2, title: 推进执行公开, requirements: []}
          - {number: 1, title: 推进决策公开, requirements: []}
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 2, title: 推进执行公开, requirements: []}
    """
    for series in _series(plan):
        highest = 0
        for member in series.members:
            value = _value(member.number)
            if value is None:
                continue
            if value < highest:
                yield Finding(
                    member.place,
                    f"{series.what}序号“{member.number}”排在“{highest}”之后",
                    "请调整次序，或改正序号。",
                )
            highest = max(highest, value)


@check("PLN103", Severity.ERROR, "序号中断")
def undeclared_gap(plan: Plan) -> Iterator[Finding]:
    """序号跳过了一个或几个数，而 gaps 没有说明缺了哪一项。

    为什么：跳号往往是漏了行。确属原文缺失的，在 gaps 里写明，校核就不再报。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 3, title: 推进管理公开, requirements: []}
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
          - {number: 3, title: 推进管理公开, requirements: []}
        gaps:
          - {kind: task, reference: "2", certainty: certain}
    """
    declared = {gap.reference for gap in plan.gaps if gap.kind in (GapKind.TASK, GapKind.REQUIREMENT)}
    for series in _series(plan):
        highest = 0
        present = {_value(member.number) for member in series.members}
        for member in series.members:
            value = _value(member.number)
            if value is None or value <= highest:
                continue
            missing = _missing(series.prefix, highest + 1, value, declared, present)
            if missing:
                yield Finding(
                    member.place,
                    f"{series.what}序号在“{member.number}”之前缺少{missing}",
                    "请补上漏掉的内容；确属原文缺失的，请在 gaps 中说明。",
                )
            highest = value


def _missing(prefix: str, start: int, stop: int, declared: set[str], present: set[int | None]) -> str:
    """The undeclared numbers of a hole in words, at most three of them named: a typo can leave a hole of millions."""
    named: list[str] = []
    for number in range(start, min(stop, start + len(declared) + len(present) + 4)):
        if number not in present and f"{prefix}{number}" not in declared:
            named.append(f"{prefix}{number}")
    if not named:
        return ""
    return "、".join(named[:3]) + ("等" if len(named) > 3 else "")


def _series(plan: Plan) -> Iterator[_Series]:
    per_section: dict[str, _Series] = {}
    for task in plan.tasks:
        if not task.number:
            continue
        section = task.section if plan.numbering is Numbering.PER_SECTION else ""
        if section not in per_section:
            prefix = task_reference("", section, plan.numbering)
            per_section[section] = _Series("工作任务", prefix, [])
        place = task.spans.get("number", Span(0, 0))
        per_section[section].members.append(_Numbered(task.number, task.reference, place))
    yield from per_section.values()

    throughout = _Series("具体要求", "", [])
    for task in plan.tasks:
        continuous = plan.numbering is Numbering.CONTINUOUS
        series = throughout if continuous else _Series(f"第{task.reference}项具体要求", f"{task.reference}.", [])
        for requirement in task.requirements:
            if requirement.number is not None:
                place = requirement.spans.get("number", Span(0, 0))
                series.members.append(_Numbered(requirement.number, requirement.reference, place))
        if not continuous:
            yield series
    yield throughout


def _value(number: str) -> int | None:
    """The number as counted; None for one that is not a plain Arabic number (1-1, 甲), which has no order to check."""
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else None
