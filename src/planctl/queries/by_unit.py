"""What a unit must do: rows that name it, rows that reach it through a 统称, rows that may concern it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from planctl.lazy_regex import Expression
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Role, Task, UnitMention
from planctl.queries.answers import Answer, Part, Row
from planctl.units.register import Register, register_of

_RESPONSIBLE_HEADING: Final = Expression("责任|落实|承办|负责|主责")


def list_for_units(
    plan: Plan,
    rows: Iterable[tuple[Task, Requirement]],
    units: Sequence[str],
    *,
    role: Role | None = None,
    exact: bool = False,
) -> Answer:
    """The rows that name one of the units, by any of its names or its predecessors'; then those of a 统称 that lists it;
    then those that may concern it: the cell is not known, or names a 统称 without known members.

    `role` keeps the rows in which the unit has that role; `exact` keeps the first part alone.
    """
    question = Question(plan, units, role, register_of(plan))
    parts: dict[Part, list[Row]] = {Part.NAMED: [], Part.THROUGH_GROUP: [], Part.POSSIBLE: []}
    for task, requirement in rows:
        row = question.row(task, requirement)
        if row is not None and row.part is not None:
            parts[row.part].append(row)
    if exact:
        return Answer(tuple(parts[Part.NAMED]))
    orphans = tuple(gap for gap in plan.gaps if gap.kind is GapKind.ORPHAN and question.concerns(gap))
    return Answer(tuple(row for part in parts.values() for row in part), orphans)


def role_in(plan: Plan, column: str, mention: UnitMention) -> Role:
    """A mention's role: from its cell, else from its column's heading (责任单位, 配合单位)."""
    if mention.role is not None:
        return mention.role
    if column == "supporting_units":
        return Role.SUPPORT
    heading = plan.headings.get(column, "")
    return Role.RESPONSIBLE if _RESPONSIBLE_HEADING.search(heading) else Role.LEAD


def printed_names(plan: Plan, rows: Iterable[Row], units: Sequence[str]) -> list[str]:
    """The names by which cells of the rows print the units, their predecessors or the 统称 that list them."""
    question = Question(plan, units, None, register_of(plan))
    return list(dict.fromkeys(name for row in rows for name in question.names_in(row.requirement)))


def printed_cells(requirement: Requirement) -> tuple[str | None, str | None]:
    """The cells of units as printed, None for one that is not known: what a question by unit answers by."""
    lead, supporting = requirement.lead_units, requirement.supporting_units
    return None if lead is None else lead.printed, None if supporting is None else supporting.printed


_Found: TypeAlias = tuple[Part, str | None, str | None, Role | None]
"""How a row concerns the units: its part, the 统称, the former name and the role."""


@dataclass
class Question:
    """What concerns some units, put to one row after another."""

    plan: Plan
    units: Sequence[str]
    role: Role | None
    register: Register
    wanted: dict[str, str | None] = field(init=False)  # key → the former name it stands for, None for the unit itself
    groups: dict[str, str] = field(init=False)  # key of a group that lists a wanted unit → its name
    _found: dict[tuple[str | None, str | None], _Found | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look up what the units are called by."""
        keys = [self.register.key(unit) for unit in self.units]
        self.wanted = dict.fromkeys(keys)
        for key in keys:
            self.wanted |= self.register.predecessors(key)
        self.groups = {group: name for key in self.wanted for group, name in self.register.groups_of(key).items()}

    def row(self, task: Task, requirement: Requirement) -> Row | None:
        """The requirement as a row of the answer, None where it does not concern the unit."""
        cells = printed_cells(requirement)
        if cells not in self._found:  # plans repeat the same few
            self._found[cells] = self._find(requirement)
        found = self._found[cells]
        if found is None:
            return None
        part, through, formerly, role = found
        return Row(task, requirement, part, through=through, formerly=formerly, role=role)

    def _find(self, requirement: Requirement) -> _Found | None:
        through: tuple[str, Role] | None = None
        for column, mention, keys in self.mentions(requirement):
            if self.role is not None and role_in(self.plan, column, mention) is not self.role:
                continue
            for key in keys:
                if key in self.wanted:
                    return Part.NAMED, None, self.wanted[key], role_in(self.plan, column, mention)
            if through is None and (group := self._group(mention.name)) is not None:
                through = group, role_in(self.plan, column, mention)
        if through is not None:
            return Part.THROUGH_GROUP, through[0], None, through[1]
        possible, open_group = self._may_concern(requirement)
        return (Part.POSSIBLE, open_group, None, None) if possible else None

    def concerns(self, orphan: Gap) -> bool:
        """Whether an orphan's cells name the unit, or a group that may hold it."""
        for column, mention, keys in self.mentions(orphan):
            if self.role is not None and role_in(self.plan, column, mention) is not self.role:
                continue
            if keys & self.wanted.keys() or self._group(mention.name) or self.register.is_open_group(mention.name):
                return True
        return False

    def names_in(self, requirement: Requirement) -> Iterator[str]:
        """The names in its cells by which it concerns the unit."""
        for _, mention, keys in self.mentions(requirement):
            if keys & self.wanted.keys() or self._group(mention.name):
                yield mention.name

    def mentions(self, requirement: Requirement | Gap) -> Iterator[tuple[str, UnitMention, frozenset[str]]]:
        """The names in its cells, each with its column and the keys of the units that it can mean."""
        for column in ("lead_units", "supporting_units"):
            cell = getattr(requirement, column)
            if cell is not None:
                for mention, keys in zip(cell.mentions, self.register.keys_in(cell), strict=True):
                    yield column, mention, keys

    def _group(self, name: str) -> str | None:
        """The group's name where a mention is a group that lists the unit and does not leave it out."""
        group, excluded = self.register.group_of_mention(name)
        found = self.groups.get(group)
        return found if found is not None and not (excluded & self.wanted.keys()) else None

    def _may_concern(self, requirement: Requirement) -> tuple[bool, str | None]:
        """Whether a requirement may concern the unit without naming it, and the open group that makes it so."""
        lost = False
        for column in ("lead_units", "supporting_units"):
            cell = getattr(requirement, column)
            if cell is None:
                lost |= self.role is None or role_in(self.plan, column, UnitMention("")) is self.role
                continue
            for mention in cell.mentions:
                if self.role is not None and role_in(self.plan, column, mention) is not self.role:
                    continue
                group, excluded = self.register.group_of_mention(mention.name)
                if self.register.is_open_group(mention.name) and not (excluded & self.wanted.keys()):
                    return True, self.register.name_of(group) or mention.name
        return lost, None
