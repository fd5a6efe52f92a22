"""What kind of unit one is, in words."""

from __future__ import annotations

from planctl.queries.unit_counts import CountedUnit


def kind_in_words(counted: CountedUnit) -> str:
    """A unit, or a 统称 and how much is known of its members; and what the register says besides."""
    unit = counted.unit
    if not counted.group:
        kind = "单位"
    elif unit.members is None:
        kind = "统称（成员未列明）"
    else:
        kind = f"统称（{len(unit.members)}个成员）"
    if not counted.registered:
        kind += "，未登记"
    if unit.succeeded_by:
        kind += f"，现为{unit.succeeded_by}"
    return kind
