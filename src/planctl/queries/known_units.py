"""Whether a unit that is asked for is in the plan at all."""

from __future__ import annotations

from collections.abc import Sequence

from planctl.errors import NotInPlanError
from planctl.model.plan import Plan
from planctl.units.register import register_of


def require_units(plan: Plan, units: Sequence[str]) -> None:
    """Raise NotInPlanError, with the names that were probably meant, where neither the register nor a cell has a unit."""
    if not units:
        return
    from difflib import get_close_matches

    register = register_of(plan)
    for unit in units:
        if register.knows(unit):
            continue
        if several := register.matches(unit):
            raise NotInPlanError(f"“{unit}”可指{len(several)}个单位", f"请写明是哪一个：{'、'.join(several)}")
        near = get_close_matches(unit, register.all_names(), n=3, cutoff=0.5)
        hint = f"是否想查：{'、'.join(near)}？" if near else "planctl units 可列出方案中的全部单位。"
        raise NotInPlanError(f"方案和单位名录中没有“{unit}”", hint)
