"""The 单位名录 of a plan: which names are one unit, and which are 统称 that stand for several."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from planctl.model import Plan, Unit, UnitCell
from planctl.units import is_collective


def normalise(name: str) -> str:
    """The form under which two names are equal: full-width and half-width characters alike, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())


class Register:
    """Looks names up in a plan's register and in its cells."""

    def __init__(self, plan: Plan) -> None:
        self._units: dict[str, Unit] = {}
        for unit in plan.units:
            for name in (unit.name, unit.full_name, *unit.aliases):
                if name:
                    self._units.setdefault(normalise(name), unit)
        self._mentioned = {normalise(name): name for cell in _cells(plan) for name in cell.names}

    def key(self, name: str) -> str:
        """What identifies the unit that a name means: its registered name, else the name itself, normalised."""
        normal = normalise(name)
        unit = self._units.get(normal)
        return normalise(unit.name) if unit else normal

    def knows(self, name: str) -> bool:
        """Whether the register or any cell of the plan holds the name."""
        normal = normalise(name)
        return normal in self._units or normal in self._mentioned

    def names(self) -> list[str]:
        """Every name that a query can ask for, registered ones first."""
        registered = [unit.name for unit in self._units.values()]
        return list(dict.fromkeys([*registered, *self._mentioned.values()]))

    def is_open_group(self, name: str) -> bool:
        """Whether a name is a 统称 whose members are not known."""
        unit = self._units.get(normalise(name))
        if unit is not None:
            return unit.group and unit.members is None
        return is_collective(name)


def _cells(plan: Plan) -> Iterator[UnitCell]:
    for _, requirement in plan.rows():
        yield from (cell for cell in (requirement.lead_units, requirement.supporting_units) if cell)
    for gap in plan.gaps:
        yield from (cell for cell in (gap.lead_units, gap.supporting_units) if cell)
