"""What there is to say of a unit in a list of units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planctl.queries.unit_counts import CountedUnit

UNIT_FACTS: Final = ("名称", "全称", "别名", "类别")
"""The columns of data before the counts."""


def unit_facts(counted: CountedUnit) -> list[str]:
    """A unit's cells in these columns."""
    unit = counted.unit
    kind = "，".join([*(() if counted.group else ("单位",)), *unit_remarks(counted)])
    return [unit.name, unit.full_name, "、".join(unit.aliases), kind]


def unit_remarks(counted: CountedUnit) -> Iterator[str]:
    """How much is known of the members of a 统称, and what sets a unit apart from one that is registered and exists."""
    unit = counted.unit
    if counted.group:
        yield "统称（成员未列明）" if unit.members is None else f"统称（{len(unit.members)}个成员）"
    if not counted.registered:
        yield "未登记"
    if unit.succeeded_by:
        yield f"现为{unit.succeeded_by}"
