"""PLN7xx: whether the plan as a whole is fit for its stage."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Finding, Severity, check
from planctl.model import CELL_FIELDS, Plan
from planctl.source import Span
from planctl.vocabulary import COLUMN_LABELS, STAGE_ISSUED


@check("PLN701", Severity.WARNING, "待定内容")
def open_cell_in_draft(plan: Plan) -> Iterator[Finding]:
    """标题、要求、单位或时限写作 null，gaps 又没有说是原文缺失，即尚未确定。

    为什么：征求意见稿、送审稿可以有待定内容，但应当心中有数；印发前必须补齐（PLN702）。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: null, deadline: 全年}
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
    """
    if plan.stage != STAGE_ISSUED:
        yield from _open_cells(plan)


@check("PLN702", Severity.ERROR, "印发稿有待定内容")
def open_cell_in_issued_plan(plan: Plan) -> Iterator[Finding]:
    """印发稿里有内容写作 null，gaps 又没有说是原文缺失。

    为什么：印发稿不能有待定内容。所据原文确实缺失的，在 gaps 中写明。

    反例：
        plan: {title: 测试方案, year: 2017, stage: 印发稿}
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: null, deadline: 全年}
    正例：
        plan: {title: 测试方案, year: 2017, stage: 印发稿}
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: null, deadline: 全年}
        gaps:
          - {kind: cell, reference: "1.1", fields: [lead_units]}
    """
    if plan.stage == STAGE_ISSUED:
        yield from _open_cells(plan)


def _open_cells(plan: Plan) -> Iterator[Finding]:
    mend = "请填写内容；所据原文确实缺失的，请在 gaps 中说明。"
    lost = plan.lost_fields
    for task in plan.tasks:
        if task.title is None and "title" in task.spans and (task.reference, "title") not in lost:
            yield Finding(task.spans["title"], f"第{task.reference}项的{COLUMN_LABELS['title']}待定", mend)
        for requirement in task.requirements:
            for field in ("text", *CELL_FIELDS):
                unknown = getattr(requirement, field) is None and field in requirement.spans
                if unknown and (requirement.reference, field) not in lost:
                    place: Span = requirement.spans[field]
                    yield Finding(place, f"{requirement.reference} 的{COLUMN_LABELS[field]}待定", mend)
