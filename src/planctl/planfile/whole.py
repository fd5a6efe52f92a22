"""A plan file as read → its plan, for whoever cannot do without."""

from __future__ import annotations

from planctl.errors import ClassifiedPlanError, PlanError
from planctl.model.plan import Plan
from planctl.model.vocabulary import UNCLASSIFIED
from planctl.planfile.loader import Loaded


def plan_of(loaded: Loaded) -> Plan:
    """The plan of a file. Raises PlanError where nothing could be read, ClassifiedPlanError where it is marked as classified."""
    if loaded.plan is None:
        first = loaded.diagnostics[0]
        line = loaded.source.position(first.place.start).line
        raise PlanError(
            f"无法读取方案：{loaded.source.name} 第{line}行：{first.message}",
            f"运行 planctl validate {loaded.source.name} 查看全部问题。",
        )
    refuse_classified(loaded.plan)
    return loaded.plan


def refuse_classified(plan: Plan) -> None:
    """Raise ClassifiedPlanError for a plan marked as classified: it does not belong on such a machine."""
    if plan.classification and plan.classification not in UNCLASSIFIED:
        raise ClassifiedPlanError(
            f"方案标有密级“{plan.classification}”，不得在非涉密计算机上处理，已停止",
            "请按保密规定处理本文件；planctl explain PLN705 说明缘由。",
        )
