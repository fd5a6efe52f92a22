"""The 单位名录 of a plan: which names mean the same unit, which are 统称 for several, and who took over from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from planctl.lazy_regex import Expression
from planctl.model.plan import Gap, Plan, Requirement, Unit, UnitCell
from planctl.units import exclusions, expand_names, is_collective, normalise
from planctl.units.endings import names_by_ending
from planctl.units.two_names import TwoNames, office_names

_TYPE_TAIL: Final = Expression(r"(?:街道办事处|街道办|街道|镇人民政府|镇政府|镇|乡|管委会)$")
"""What people leave out when they name a town: 虎门 for 虎门镇."""

_REMARK: Final = Expression(r"[(（][^()（）]*[)）]$")


class Register:
    """Looks names up in a plan's register and in its cells."""

    def __init__(self, plan: Plan) -> None:
        self._entries = plan.units
        self._units: dict[str, Unit] = {}  # every registered name, normalised
        for unit in plan.units:
            for name in names_of(unit):
                self._units.setdefault(normalise(name), unit)
        self._groups = [unit for unit in plan.units if unit.group]
        self._members = {
            normalise(member): member for group in self._groups for member in group.members or () if member
        }
        self._successors = {normalise(unit.succeeded_by): unit.succeeded_by for unit in plan.units if unit.succeeded_by}
        cells = list(_different_cells(plan))
        in_cells = list(dict.fromkeys(name for cell in cells for name in cell.names))
        owners = {normal: self._registered_key(normal) for normal in (*self._members, *self._units)}
        registered = (*self._members.values(), *(name for unit in plan.units for name in names_of(unit)))
        self._two_names = TwoNames((*registered, *in_cells), owners)
        self._registered_endings = names_by_ending(owners) if owners else {}
        self._fuller: dict[str, list[frozenset[str]]] = {cell.printed: expand_names(cell.mentions) for cell in cells}
        self._unregistered = self._names_of_the_unregistered(cells, frozenset(map(normalise, in_cells)))
        self._short = self._short_names()
        # what names and cells mean is asked again for every requirement, and a plan repeats the same few
        self._mentioned: dict[str, tuple[str, frozenset[str]]] = {}
        self._open: dict[str, bool] = {}
        self._in_cells: dict[str, list[frozenset[str]]] = {}

    def _names_of_the_unregistered(self, cells: Iterable[UnitCell], printed: frozenset[str]) -> dict[str, str]:
        """The keys and names of the units that only cells name; none that is each time short for a known one."""
        found: dict[str, str] = {}
        for cell in cells:
            for name, forms in zip(cell.names, self._fuller[cell.printed], strict=True):
                normal = self._two_names.key(normalise(name))
                if not self._is_registered(normal, name) and not self._is_short(normal, forms, printed):
                    found.setdefault(normal, self._two_names.printed(normal) or name)
        return found

    def _is_registered(self, normal: str, name: str) -> bool:
        known = normal in self._units or normalise(exclusions(name)[0]) in self._units
        return known or self._without_remark(normal) is not None

    def _is_short(self, normal: str, forms: frozenset[str], printed: frozenset[str]) -> bool:
        """Whether a name in a cell is short for another that is registered or printed; a level before it decides."""
        if forms:
            return any(
                form in printed or form in self._units or form in self._members for form in map(normalise, forms)
            )
        return len(self._registered_endings.get(normal, ())) == 1

    @cached_property
    def _printed_endings(self) -> dict[str, list[str]]:
        return names_by_ending({normal: normal for normal in (*self._unregistered, *self._successors)})

    @cached_property
    def _short_for(self) -> dict[str, str]:
        """The fuller forms of names in cells, normalised and as they would be printed."""
        forms = (form for of_cell in self._fuller.values() for of_name in of_cell for form in of_name)
        return {normalise(form): form for form in forms}

    def _short_names(self) -> dict[str, str]:
        """Names without their type tail → the key of the unit, where only one unit has that short name."""
        short: dict[str, set[str]] = {}
        for normal in (*self._members, *self._units):
            stem = _TYPE_TAIL.sub("", normal)
            if stem != normal and len(stem) > 1:
                short.setdefault(stem, set()).add(self._registered_key(normal))
        return {stem: next(iter(keys)) for stem, keys in short.items() if len(keys) == 1}

    def _registered_key(self, normal: str) -> str:
        unit = self._units.get(normal)
        return normalise(unit.name) if unit else normal

    def key(self, name: str) -> str:
        """What identifies the unit that a name means: its registered name, else the name itself, normalised."""
        key = self._literal_key(name)
        matches = self._matches(key)
        return matches[0] if len(matches) == 1 else key

    def _literal_key(self, name: str) -> str:
        """The same for a name that is not short for one with a level or place."""
        normal = self._two_names.key(normalise(name))
        if normal in self._units or normal in self._members:
            return self._registered_key(normal)
        if (unit := self._without_remark(normal)) is not None:
            return self._registered_key(unit)
        stem = _TYPE_TAIL.sub("", normal)
        return self._short.get(normal) or self._short.get(stem, normal)

    def _matches(self, normal: str) -> list[str]:
        """The keys of the units whose names end in a name that is none itself."""
        if normal in self._units or normal in self._members:
            return []
        if matches := self._registered_endings.get(normal):
            return matches
        if normal in self._unregistered or normal in self._successors or normal in self._short_for:
            return []
        return self._printed_endings.get(normal, [])

    def matches(self, name: str) -> list[str]:
        """The names of the units that a name without its level or place may mean, where they are several: none is picked."""
        keys = self._matches(self._literal_key(name))
        return [self.printed_name(key) for key in keys] if len(keys) > 1 else []

    def ambiguous(self, cell: UnitCell) -> list[tuple[str, list[str]]]:
        """The names in a cell that may mean several units, and those; a level before them in the cell decides."""
        named = zip(cell.names, self._forms_in(cell), strict=True)
        return [(name, several) for name, forms in named if not forms and (several := self.matches(name))]

    def _without_remark(self, normal: str) -> str | None:
        """The registered name before a remark in brackets that is not part of it: 市经信局（制造业投资）."""
        bare = _REMARK.sub("", normal)
        return bare if bare != normal and (bare in self._units or bare in self._members) else None

    def unit(self, name: str) -> Unit | None:
        """The register's entry for a name, by any of its names."""
        return self._units.get(self.key(name))

    def knows(self, name: str) -> bool:
        """Whether the name is in the register, among a group's members or the successors, or in any cell of the plan."""
        key = self.key(name)
        known = (self._units, self._members, self._successors, self._unregistered, self._short_for)
        return any(key in names for names in known) or self._two_names.printed(key) is not None

    def names(self) -> list[str]:
        """Every name that a question can ask for, registered ones first."""
        registered = [unit.name for unit in self._units.values()]
        others = (name for names in (self._members, self._successors, self._unregistered) for name in names.values())
        return list(dict.fromkeys([*registered, *others]))

    def all_names(self) -> list[str]:
        """As `names`, with full names and aliases: what a mistyped name is compared with."""
        registered = (name for unit in self._units.values() for name in names_of(unit))
        return list(dict.fromkeys([*self.names(), *registered, *self._two_names.all_printed()]))

    def further_names(self, name: str) -> list[str]:
        """What else the plan calls the office with a name: 市人工智能局, 市数据局（市人工智能局）."""
        return self._two_names.further(self.key(name))

    def short_names(self) -> dict[str, list[str]]:
        """By the key of a unit the names, normalised, that are short for one of its own: without a level or place (发改局), or
        without the word for its kind. Those that may mean several units are not among them."""
        found: dict[str, list[str]] = {}
        for name in dict.fromkeys((*self._short, *self._registered_endings, *self._printed_endings)):
            if self.knows(name):
                found.setdefault(self.key(name), []).append(name)
        return found

    def unregistered(self) -> list[str]:
        """The names in cells that are not in the register, in order of appearance."""
        return [name for normal, name in self._unregistered.items() if normal not in self._members]

    def printed_name(self, name: str) -> str:
        """The unit's name as registered, as a group lists it or as cells print it; else the name as given."""
        key = self.key(name)
        known = (names.get(key) for names in (self._members, self._successors, self._unregistered, self._short_for))
        return self.name_of(key) or next(filter(None, known), name)

    def name_of(self, key: str) -> str | None:
        """The registered name behind a key."""
        unit = self._units.get(key)
        return unit.name if unit else None

    def predecessors(self, key: str) -> dict[str, str]:
        """The keys and names of the units whose work a unit took over, directly or by steps."""
        found: dict[str, str] = {}
        waiting = [key]
        while waiting:
            successor = waiting.pop()
            for former, name in self._predecessors.get(successor, {}).items():
                if former != key and former not in found:  # a register that goes in a circle
                    found[former] = name
                    waiting.append(former)
        return found

    @cached_property
    def _predecessors(self) -> dict[str, dict[str, str]]:
        """By the key of a unit the keys and names of those whose work it took over directly."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for unit in self._entries:
            if unit.succeeded_by:
                found[self.key(unit.succeeded_by)].setdefault(normalise(unit.name), unit.name)
        return found

    @cached_property
    def _groups_listing(self) -> dict[str, dict[str, str]]:
        """By the key of a unit or 统称 the keys and names of the 统称 that list it directly."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for group in self._groups:
            for member in group.members or ():
                found[self.key(member)].setdefault(normalise(group.name), group.name)
        return found

    def groups_of(self, key: str) -> dict[str, str]:
        """The keys and names of the 统称 that list a unit, directly or through another 统称."""
        found: dict[str, str] = {}
        waiting = [key]
        while waiting:
            member = waiting.pop()
            for group, name in self._groups_listing.get(member, {}).items():
                if group not in found:
                    found[group] = name
                    waiting.append(group)
        return found

    def group_of_mention(self, name: str) -> tuple[str, frozenset[str]]:
        """The key of the 统称 that a mention names, and the keys of the units it leaves out (不含…, 除…外)."""
        if name not in self._mentioned:
            group, excluded = exclusions(name)
            self._mentioned[name] = self.key(group), frozenset(map(self.key, excluded))
        return self._mentioned[name]

    def keys_in(self, cell: UnitCell) -> list[frozenset[str]]:
        """For each mention of a cell the keys of what it can mean: the unit of that name, of the names it holds or is
        short for, or the 统称 from which it leaves some out."""
        if cell.printed not in self._in_cells:
            named = zip(cell.names, self._forms_in(cell), strict=True)
            self._in_cells[cell.printed] = [self._keys_of(name, forms) for name, forms in named]
        return self._in_cells[cell.printed]

    def _keys_of(self, name: str, forms: frozenset[str]) -> frozenset[str]:
        key = self._literal_key if forms else self.key
        others = map(self._literal_key, (*office_names(name).others, *forms))
        return frozenset((key(name), key(exclusions(name)[0]), *others))

    def _forms_in(self, cell: UnitCell) -> list[frozenset[str]]:
        return self._fuller.get(cell.printed) or expand_names(cell.mentions)

    def is_open_group(self, name: str) -> bool:
        """Whether a name is a 统称 whose members are not known."""
        if name not in self._open:
            unit = self._units.get(self.group_of_mention(name)[0])
            open_group = is_collective(exclusions(name)[0]) if unit is None else unit.group and unit.members is None
            self._open[name] = open_group
        return self._open[name]


_latest: tuple[Plan, Register] | None = None


def register_of(plan: Plan) -> Register:
    """The register of a plan. That of the latest plan is kept, for one plan is mostly asked many questions."""
    global _latest
    latest = _latest  # another thread may ask of another plan meanwhile
    if latest is None or latest[0] is not plan:
        _latest = latest = (plan, Register(plan))
    return latest[1]


def names_of(unit: Unit) -> list[str]:
    """Every name that a register's entry gives a unit."""
    return [name for name in (unit.name, unit.full_name, *unit.aliases) if name]


def _different_cells(plan: Plan) -> Iterable[UnitCell]:
    cells: dict[str, UnitCell] = {}
    holders: list[Requirement | Gap] = [requirement for _, requirement in plan.rows()]
    for holder in (*holders, *plan.gaps):
        for cell in (holder.lead_units, holder.supporting_units):
            if cell is not None:
                cells.setdefault(cell.printed, cell)
    return cells.values()
