"""What a unit must do: rows that name it, rows that reach it through a 统称, rows that may concern it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from planctl.expressions import Expression
from planctl.model import Gap, GapKind, Plan, Requirement, Role, Task, UnitCell, UnitMention
from planctl.queries.answers import Answer, Part, Row
from planctl.register import Register
from planctl.units import expand_names

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
    question = _Question(plan, units, role)
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
    """A mention's role: the one its cell gives, else the one its column's heading tells (责任单位, 配合单位)."""
    if mention.role is not None:
        return mention.role
    if column == "supporting_units":
        return Role.SUPPORT
    heading = plan.headings.get(column, "")
    return Role.RESPONSIBLE if _RESPONSIBLE_HEADING.search(heading) else Role.LEAD


@dataclass
class _Question:
    plan: Plan
    units: Sequence[str]
    role: Role | None
    register: Register = field(init=False)
    wanted: dict[str, str | None] = field(init=False)  # key → the former name it stands for, None for the unit itself
    groups: dict[str, str] = field(init=False)  # key of a group that lists a wanted unit → its name
    _forms: dict[str, list[frozenset[str]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.register = Register(self.plan)
        keys = [self.register.key(unit) for unit in self.units]
        self.wanted = dict.fromkeys(keys)
        for key in keys:
            self.wanted |= self.register.predecessors(key)
        self.groups = {group: name for key in self.wanted for group, name in self.register.groups_of(key).items()}

    def row(self, task: Task, requirement: Requirement) -> Row | None:
        """The requirement as a row of the answer, None where it is none of the unit's business."""
        through = None
        for column, mention, keys in self._mentions(requirement):
            if self.role is not None and role_in(self.plan, column, mention) is not self.role:
                continue
            for key in keys:
                if key in self.wanted:
                    return Row(task, requirement, Part.NAMED, formerly=self.wanted[key])
            if through is None:
                through = self._group(mention.name)
        if through is not None:
            return Row(task, requirement, Part.THROUGH_GROUP, through=through)
        possible, open_group = self._may_concern(requirement)
        return Row(task, requirement, Part.POSSIBLE, through=open_group) if possible else None

    def concerns(self, orphan: Gap) -> bool:
        """Whether an orphan's cells name the unit, or a group that may hold it."""
        for column, mention, keys in self._mentions(orphan):
            if self.role is not None and role_in(self.plan, column, mention) is not self.role:
                continue
            if keys & self.wanted.keys() or self._group(mention.name) or self.register.is_open_group(mention.name):
                return True
        return False

    def _mentions(self, requirement: Requirement | Gap) -> Iterator[tuple[str, UnitMention, frozenset[str]]]:
        for column in ("lead_units", "supporting_units"):
            cell = getattr(requirement, column)
            if cell is not None:
                for mention, keys in zip(cell.mentions, self._keys(cell), strict=True):
                    yield column, mention, keys

    def _keys(self, cell: UnitCell) -> list[frozenset[str]]:
        """For each mention of a cell the keys of the units it can mean; plans repeat the same few cells."""
        if cell.printed not in self._forms:
            self._forms[cell.printed] = [
                frozenset(self.register.key(form) for form in (mention.name, *forms))
                for mention, forms in zip(cell.mentions, expand_names(cell.mentions), strict=True)
            ]
        return self._forms[cell.printed]

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
