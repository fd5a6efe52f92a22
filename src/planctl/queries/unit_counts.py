"""How often a plan names each unit, in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass

from planctl.model.plan import Plan, Role, Unit, UnitCell
from planctl.queries.by_unit import role_in
from planctl.units.register import Register


@dataclass(frozen=True)
class CountedUnit:
    """A unit of the register, or a name in cells that is not in the register (not `registered`).

    `group` is true for a 统称; `counts` are the requirements that name the unit, by its role.
    """

    unit: Unit
    registered: bool
    group: bool
    counts: Counter[Role]


def count_units(plan: Plan) -> list[CountedUnit]:
    """The units of the register in its order, then the names that are not in it."""
    register = Register(plan)
    counts = _counts(plan, register)
    registered = {unit.name for unit in plan.units}
    unregistered = [Unit(name, aliases=tuple(register.further_names(name))) for name in register.unregistered()]
    return [
        CountedUnit(
            unit,
            unit.name in registered,
            unit.group or (unit.name not in registered and register.is_open_group(unit.name)),
            counts[register.key(unit.name)],
        )
        for unit in (*plan.units, *unregistered)
    ]


def _counts(plan: Plan, register: Register) -> dict[str, Counter[Role]]:
    """By the keys of units; a unit that no cell names has an empty counter."""
    counts: dict[str, Counter[Role]] = {}
    for name in (*register.names(), *(unit.name for unit in plan.units)):
        counts.setdefault(register.key(name), Counter())
    keys_of: dict[str, list[str]] = {}  # by the cell as printed: plans repeat the same few
    for _, requirement in plan.rows():
        for column in ("lead_units", "supporting_units"):
            cell = getattr(requirement, column)
            if cell is None:
                continue
            if cell.printed not in keys_of:
                keys_of[cell.printed] = _counted_keys(register, cell, counts)
            for mention, key in zip(cell.mentions, keys_of[cell.printed], strict=True):
                counts.setdefault(key, Counter())[role_in(plan, column, mention)] += 1
    return counts


def _counted_keys(register: Register, cell: UnitCell, counted: Container[str]) -> list[str]:
    """For each mention of a cell the unit that it counts for: of that name, else of the name it is short for."""
    found = []
    for index, name in enumerate(cell.names):
        key, _ = register.group_of_mention(name)
        if key not in counted:
            fuller = register.keys_in(cell)[index]
            key = next((key for key in sorted(fuller) if key in counted), register.key(name))
        found.append(key)
    return found
