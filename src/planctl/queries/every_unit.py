"""The question by unit put for every unit of a plan at once, without looking at every row for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planctl.model.plan import Plan, Requirement, Task
from planctl.queries.answers import Part, Row
from planctl.queries.by_unit import Question
from planctl.units.register import Register


class MayConcern(NamedTuple):
    """Rows, by their place, that may concern every unit that they neither name nor reach: the units of the one kind are not
    known, the others name a 统称 without known members."""

    unknown: frozenset[int]
    open_group: frozenset[int]


class EveryUnit:
    """What `list_for_units` answers for each unit of a plan about some rows."""

    def __init__(self, plan: Plan, rows: Sequence[tuple[Task, Requirement]], register: Register) -> None:
        self._plan = plan
        self._rows = rows
        self._register = register
        self._mentioned: dict[str, set[int]] = defaultdict(set)  # by the key of a unit or 统称
        self._left_out: set[int] = set()  # they name an open 统称 without some of its units
        unknown: set[int] = set()
        open_group: set[int] = set()
        question = Question(plan, (), None, register)
        for place, (_, requirement) in enumerate(rows):
            if requirement.lead_units is None or requirement.supporting_units is None:
                unknown.add(place)
            for _, mention, keys in question.mentions(requirement):
                group, excluded = register.group_of_mention(mention.name)
                for key in (*keys, group):
                    self._mentioned[key].add(place)
                if register.is_open_group(mention.name):
                    (self._left_out if excluded else open_group).add(place)
        general = (unknown | open_group) - self._left_out
        self.may_concern = MayConcern(frozenset(general - open_group), frozenset(general & open_group))

    def of(self, unit: str) -> Iterator[tuple[int, Row]]:
        """The places of the rows that concern a unit, each with the answer. Of rows that may concern it only those that do
        not concern every unit alike."""
        question = Question(self._plan, (unit,), None, self._register)
        places = self._left_out.union(*(self._mentioned.get(key, ()) for key in (*question.wanted, *question.groups)))
        general = self.may_concern.unknown | self.may_concern.open_group
        for place in sorted(places):
            row = question.row(*self._rows[place])
            if row is not None and not (row.part is Part.POSSIBLE and place in general):
                yield place, row
