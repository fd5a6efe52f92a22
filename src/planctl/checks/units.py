"""PLN2xx: the units in cells."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Finding, Severity, check
from planctl.model import Plan
from planctl.source import Span


@check("PLN201", Severity.ERROR, "同一格里单位重复")
def unit_twice(plan: Plan) -> Iterator[Finding]:
    """同一个单元格里同一个单位写了两次。

    为什么：多半是漏写了另一个单位，或复制时多粘了一次。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局、市法制局, deadline: 全年}
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 完善制度。, lead_units: 市法制局, deadline: 全年}
    """
    for _, requirement in plan.rows():
        for field in ("lead_units", "supporting_units"):
            cell = getattr(requirement, field)
            if cell is None or len(set(cell.names)) == len(cell.names):
                continue
            twice = sorted({name for name in cell.names if cell.names.count(name) > 1}, key=cell.names.index)
            yield Finding(
                requirement.spans.get(field, Span(0, 0)),
                f"{requirement.reference} 的单位“{'”“'.join(twice)}”重复",
                "请删去重复的单位，或改成漏写的单位。",
            )
