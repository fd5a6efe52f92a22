"""How often a plan names each unit, in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from planctl.model.plan import Plan, Requirement, Role, Unit, UnitCell
from planctl.queries.by_unit import role_in
from planctl.units.register import register_of


@dataclass(frozen=True)
class CountedUnit:
    """A unit of the register, or a name in cells that is not in the register (not `registered`).

    `group` is true for a 统称; `counts` are the requirements that name the unit, by its role.
    """

    unit: Unit
    registered: bool
    group: bool
    counts: Counter[Role]


class NamedUnits:
    """Which units the cells of a plan name, in which roles; a unit counts by whatever name a cell has for it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._register = register_of(plan)
        names = (*self._register.names(), *(unit.name for unit in plan.units))
        self._known = dict.fromkeys(map(self._register.key, names))
        self._keys: dict[str, list[str]] = {}  # by the cell as printed: plans repeat the same few
        self._names: dict[str, str] = {}

    def name(self, key: str) -> str:
        """The name of a unit as registered, or as cells print it."""
        if key not in self._names:
            self._names[key] = self._register.printed_name(key)
        return self._names[key]

    def in_requirement(self, requirement: Requirement) -> Iterable[tuple[str, Role]]:
        """The keys of the units with their roles, each once."""
        found: dict[tuple[str, Role], None] = {}
        for column in ("lead_units", "supporting_units"):
            cell = getattr(requirement, column)
            if cell is None:
                continue
            if cell.printed not in self._keys:
                self._keys[cell.printed] = self._counted_keys(cell)
            for mention, key in zip(cell.mentions, self._keys[cell.printed], strict=True):
                found[key, role_in(self._plan, column, mention)] = None
        return found

    def count(self, requirements: Iterable[Requirement]) -> list[CountedUnit]:
        """The units of the register in its order, the members of its 统称 that have no entry of their own and are named,
        then the names that it does not hold; with how many requirements name each."""
        counts: dict[str, Counter[Role]] = {key: Counter() for key in self._known}
        for requirement in requirements:
            for key, role in self.in_requirement(requirement):
                counts.setdefault(key, Counter())[role] += 1
        register = self._register
        registered = [CountedUnit(unit, True, unit.group, counts[register.key(unit.name)]) for unit in self._plan.units]
        others = []
        for name in register.unregistered():
            unit = Unit(name, aliases=tuple(register.further_names(name)))
            others.append(CountedUnit(unit, False, register.is_open_group(name), counts[register.key(name)]))
        listed = {register.key(counted.unit.name) for counted in (*registered, *others)}
        members = (key for key, count in counts.items() if count and key not in listed)
        return [*registered, *(CountedUnit(Unit(self.name(key)), True, False, counts[key]) for key in members), *others]

    def _counted_keys(self, cell: UnitCell) -> list[str]:
        """For each mention of a cell the unit that it counts for: of that name, else of the name it is short for."""
        found = []
        for index, name in enumerate(cell.names):
            key, _ = self._register.group_of_mention(name)
            if key not in self._known:
                fuller = self._register.keys_in(cell)[index]
                key = next((key for key in sorted(fuller) if key in self._known), self._register.key(name))
            found.append(key)
        return found


def count_units(plan: Plan) -> list[CountedUnit]:
    """The units of a plan, with how many of its requirements name them."""
    return NamedUnits(plan).count(requirement for _, requirement in plan.rows())
