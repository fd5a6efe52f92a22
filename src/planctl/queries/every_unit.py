"""The question by unit put for every unit of a plan at once, without looking at every row for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from planctl.model.plan import Plan, Requirement, Task
from planctl.queries.answers import Row
from planctl.queries.by_unit import Question
from planctl.units.register import Register


class MayConcern(NamedTuple):
    """Rows, by their place, that may concern every unit that they neither name nor reach: the units of the one kind are not
    known, the others name a 统称 without known members."""

    unknown: frozenset[int]
    open_group: frozenset[int]


class OfUnit(NamedTuple):
    """What concerns a unit: the answers to rows that name it, and to those that leave units out of a 统称, by their place;
    and the 统称 that list it, by key and name: the other rows that name one of these reach it."""

    rows: Sequence[tuple[int, Row]]
    groups: dict[str, str]


class EveryUnit:
    """What `list_for_units` answers for each unit of a plan about some rows.

    `groups` are the places of the rows that name a 统称, by its key, `may_concern` those that may concern any unit. Rows that
    leave units out of a 统称 (不含…, 除…外) are in neither: they are answered for each unit.
    """

    def __init__(self, plan: Plan, rows: Sequence[tuple[Task, Requirement]], register: Register) -> None:
        self._plan = plan
        self._rows = rows
        self._register = register
        self._mentioned: dict[str, set[int]] = defaultdict(set)
        self._left_out: set[int] = set()
        self.groups: dict[str, set[int]] = defaultdict(set)
        unknown: set[int] = set()
        open_group: set[int] = set()
        question = Question(plan, (), None, register)
        for place, (_, requirement) in enumerate(rows):
            mentions = list(question.mentions(requirement))
            named = [register.group_of_mention(mention.name) for _, mention, _ in mentions]
            for key in frozenset().union(*(keys for _, _, keys in mentions)):
                self._mentioned[key].add(place)
            if any(excluded for _, excluded in named):
                self._left_out.add(place)
                continue
            for group, _ in named:
                self.groups[group].add(place)
            if any(register.is_open_group(mention.name) for _, mention, _ in mentions):
                open_group.add(place)
            elif requirement.lead_units is None or requirement.supporting_units is None:
                unknown.add(place)
        self.may_concern = MayConcern(frozenset(unknown), frozenset(open_group))

    def of(self, unit: str) -> OfUnit:
        """What concerns a unit, by any of its names or its predecessors'."""
        question = Question(self._plan, (unit,), None, self._register)
        places = self._left_out.union(*(self._mentioned.get(key, ()) for key in question.wanted))
        answers = [(place, row) for place in sorted(places) if (row := question.row(*self._rows[place])) is not None]
        return OfUnit(answers, {key: name for key, name in question.groups.items() if key in self.groups})
