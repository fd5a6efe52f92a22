"""PLN11x: what the plan says is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.diagnostics import Finding, Severity, check
from planctl.model import Gap, GapKind, Plan, Requirement, Task
from planctl.source import Span


class _Known(NamedTuple):
    tasks: dict[str, Task]
    requirements: dict[str, Requirement]
    missing_tasks: set[str]


@check("PLN111", Severity.ERROR, "声明缺失而实际存在")
def false_gap(plan: Plan) -> Iterator[Finding]:
    """gaps 说某项缺失，方案里却有这一项或这一格。

    为什么：补上内容后忘了删去缺失说明，文档里就会多出一行〔原文缺失〕。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "1"}
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "2"}
    """
    known = _known(plan)
    for gap in plan.gaps:
        if stands := _what_stands(gap, known):
            yield Finding(_place(gap), f"gaps 声明 {gap.reference} 缺失，但{stands}", "请删去这条缺失说明。")


@check("PLN112", Severity.ERROR, "缺失说明没有着落")
def gap_without_place(plan: Plan) -> Iterator[Finding]:
    """gaps 里的编号在方案里找不到位置，或没有说明缺的是什么。

    为什么：编号写错时，真正的缺失没有说明，错误的说明也不会显示在任何地方。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: text, reference: "1.5"}
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: null, lead_units: 市法制局, deadline: 全年}
        gaps:
          - {kind: text, reference: "1.1"}
    """
    known = _known(plan)
    for gap in plan.gaps:
        if problem := _why_without_place(gap, known):
            yield Finding(_place(gap), problem, "请改正编号或补全说明。")


def _place(gap: Gap) -> Span:
    return gap.spans.get("reference", Span(0, 0))


def _known(plan: Plan) -> _Known:
    return _Known(
        {task.reference: task for task in plan.tasks},
        {requirement.reference: requirement for _, requirement in plan.rows()},
        {gap.reference for gap in plan.gaps if gap.kind is GapKind.TASK},
    )


def _what_stands(gap: Gap, known: _Known) -> str:
    """What contradicts the gap, as a Chinese clause, or "" where nothing does."""
    task, requirement = known.tasks.get(gap.reference), known.requirements.get(gap.reference)
    if gap.kind is GapKind.TASK and task:
        return "方案中有这项任务"
    if gap.kind is GapKind.TITLE and task and task.title is not None:
        return "这项任务有标题"
    if gap.kind in (GapKind.REQUIREMENT, GapKind.OPEN_END) and (task or requirement):
        return "方案中有这一项"
    if gap.kind is GapKind.TEXT and requirement and requirement.text is not None:
        return "这条要求有文字"
    if gap.kind is GapKind.CELL and requirement:
        filled = [name for name in gap.fields if getattr(requirement, name) is not None]
        return f"{'、'.join(filled)} 有内容" if filled else ""
    return ""


def _why_without_place(gap: Gap, known: _Known) -> str:
    """Why the gap says nothing, as a Chinese sentence, or "" where it does."""
    tasks, requirements = known.tasks, known.requirements
    if gap.kind is GapKind.TITLE and gap.reference not in tasks:
        return f"没有第{gap.reference}项任务，谈不上标题缺失"
    if gap.kind in (GapKind.TEXT, GapKind.CELL) and gap.reference not in requirements:
        return f"没有 {gap.reference} 这条要求，谈不上文字或单元格缺失"
    if gap.kind is GapKind.CELL and not gap.fields:
        return f"没有说明 {gap.reference} 缺的是哪几格（fields）"
    if gap.kind is GapKind.ORPHAN:
        if gap.lead_units is None and gap.supporting_units is None and gap.deadline is None:
            return f"第{gap.reference}项的孤立单元格没有内容"
        if gap.reference not in tasks and gap.reference not in known.missing_tasks:
            return f"孤立单元格所属的第{gap.reference}项既不在方案中，也没有声明缺失"
    if gap.kind is GapKind.REQUIREMENT and "." in gap.reference:
        task = gap.reference.rpartition(".")[0]
        if task not in tasks and task not in known.missing_tasks:
            return f"{gap.reference} 所属的第{task}项既不在方案中，也没有声明缺失"
    return ""
