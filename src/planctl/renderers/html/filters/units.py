"""The filter by unit: what `planctl list --unit` answers, for every unit of a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from planctl.document.sheet import stand_in, units_of
from planctl.document.view import TableView
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.queries import Part, Row
from planctl.queries.by_unit import printed_cells
from planctl.queries.every_unit import EveryUnit, OfUnit
from planctl.renderers.html.escape import one_line
from planctl.renderers.html.filters.choices import Choice, numbers
from planctl.units.register import names_of, register_of

BETWEEN_NAMES: Final = "|"
_COMMON: Final = "common"
_UNKNOWN: Final = "unknown"
_OPEN: Final = "open"


class UnitFilter:
    """For each row of a table the number of its cells of units, which many rows have in common; and the units that can be
    chosen, each with the numbers that concern it, by its role, and the 统称 that list it.

    `unknown` and `open` are the numbers that may concern every unit that is not found in them: because cells are not
    known, or name a 统称 without known members. `groups` are the numbers that name each of the 统称 that list units.
    """

    def __init__(self, plan: Plan, view: TableView) -> None:
        self._register = register_of(plan)
        self._short_names = self._register.short_names()
        cells: dict[tuple[str | None, str | None], tuple[int, Requirement]] = {}
        self.of_rows: list[int | None] = []
        self._rows: Counter[int] = Counter()
        for row in view.rows:
            requirement = _with_cells(row.entry)
            if requirement is None:
                self.of_rows.append(None)
                continue
            number, _ = cells.setdefault(printed_cells(requirement), (len(cells), requirement))
            self.of_rows.append(number)
            self._rows[number] += requirement is row.entry
        nothing = Task("", "", None)
        self._every = EveryUnit(plan, [(nothing, requirement) for _, requirement in cells.values()], self._register)
        self.unknown = numbers(self._every.may_concern.unknown)
        self.open = numbers(self._every.may_concern.open_group)
        self._groups: dict[str, int] = {}  # by the key of a 统称 its place among `groups`
        whole = sum(self._rows.values()) == sum(1 for _ in plan.rows())
        self.choices = list(self._choices(whole=whole))
        self.groups = [numbers(self._every.groups[key]) for key in self._groups]

    def _choices(self, *, whole: bool) -> Iterator[Choice]:
        """Every unit that can be asked for; of a part of a plan, those that it concerns."""
        for name in units_of(self._register):
            found = self._every.of(name)
            named = {number for number, row in found.rows if row.part is not Part.POSSIBLE}
            rows = sum(self._rows[number] for number in named.union(*(self._every.groups[key] for key in found.groups)))
            if rows or whole:
                shown = one_line(name)
                yield Choice(shown, f"{shown}（{rows}）", self._data(name, found, named))

    def _data(self, name: str, found: OfUnit, named: set[int]) -> dict[str, str]:
        kinds: dict[str, list[int]] = defaultdict(list)
        for number, row in found.rows:
            kinds[_kind(row)].append(number)
        kinds["formerly"] = [number for number, row in found.rows if row.formerly]
        kinds["groups"] = [self._groups.setdefault(key, len(self._groups)) for key in found.groups]
        reaching = [group for key, group in found.groups.items() if self._every.groups[key] - named]
        through = dict.fromkeys([*(row.through for _, row in found.rows if row.part is Part.THROUGH_GROUP), *reaching])
        former = dict.fromkeys(row.formerly for _, row in found.rows if row.formerly)
        data = {
            **{kind: numbers(some) for kind, some in kinds.items()},
            "through": "、".join(filter(None, through)),
            "formernames": "、".join(former),
        }
        names = BETWEEN_NAMES.join(self._names(name))
        return {"names": one_line(names), **{key: one_line(value) for key, value in data.items() if value}}

    def _names(self, name: str) -> list[str]:
        unit = self._register.unit(name)
        further = [*self._register.further_names(name), *self._short_names.get(self._register.key(name), ())]
        return list(dict.fromkeys([*(names_of(unit) if unit else ()), *further]))


def _kind(row: Row) -> str:
    if row.part is Part.POSSIBLE:
        return _OPEN if row.through else _UNKNOWN
    return _COMMON if row.through or row.role is None else row.role


def _with_cells(entry: Requirement | Gap) -> Requirement | None:
    """What a row's cells of units are asked of; None where nothing is left of the row."""
    if isinstance(entry, Requirement):
        return entry
    return stand_in(entry)[1] if entry.kind is GapKind.ORPHAN else None
