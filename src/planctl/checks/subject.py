"""What the rules are run over: a plan, with what several rules need worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from planctl.model.references import requirement_in_words, task_in_words
from planctl.model.series import Series, numbered_series
from planctl.model.vocabulary import column_heading
from planctl.source import NOWHERE, Span
from planctl.units.register import Register

UNIT_COLUMNS = ("lead_units", "supporting_units")


class Wording(NamedTuple):
    """A text a document prints: what messages call it, its field, and its place."""

    name: str
    field: str
    text: str
    place: Span


@dataclass(frozen=True)
class Subject:
    """A plan under examination."""

    plan: Plan

    @cached_property
    def rows(self) -> list[tuple[Task, Requirement]]:
        """Every requirement with its task."""
        return list(self.plan.rows())

    @cached_property
    def series(self) -> list[Series]:
        """The series of numbers of its tasks and requirements."""
        return list(numbered_series(self.plan))

    @cached_property
    def register(self) -> Register:
        """The plan's register."""
        return Register(self.plan)

    @cached_property
    def unregistered(self) -> dict[str, str]:
        """The names in cells that a register does not hold, with the registered name each is probably meant to be, "" for
        none; empty where the plan has no register.
        """
        units = self.plan.units
        unknown = [name for name in self.register.unregistered() if not self.register.matches(name)] if units else []
        if not unknown:
            return {}
        from difflib import get_close_matches

        registered = [name for unit in units for name in (unit.name, unit.full_name) if name]
        near = {name: get_close_matches(name, registered, n=1, cutoff=0.75) for name in unknown}
        return {name: close[0] if close and len(close[0]) == len(name) else "" for name, close in near.items()}

    def name_of(self, requirement: Requirement, field: str) -> str:
        """What messages call a cell, in the plan's own words: 第4.3条的牵头单位."""
        return f"{requirement_in_words(requirement)}的{column_heading(field, self.plan.headings)}"

    def name_of_task(self, task: Task, field: str) -> str:
        """What messages call a task's own cell: 第4项的工作任务."""
        return f"{task_in_words(task.reference)}的{column_heading(field, self.plan.headings)}"

    @cached_property
    def unit_cells(self) -> list[tuple[Requirement, str, UnitCell, Span]]:
        """Every known cell of units: its requirement, its column, its content and its place."""
        return list(self._unit_cells())

    def _unit_cells(self) -> Iterator[tuple[Requirement, str, UnitCell, Span]]:
        for _, requirement in self.rows:
            for column in UNIT_COLUMNS:
                cell = requirement.lead_units if column == "lead_units" else requirement.supporting_units
                if cell is not None and cell.printed:
                    yield requirement, column, cell, requirement.spans.get(column, NOWHERE)

    @cached_property
    def different_cells(self) -> list[tuple[UnitCell, list[tuple[Requirement, str, Span]]]]:
        """The different cells of units, each with the requirements, columns and places that have it."""
        found: dict[str, tuple[UnitCell, list[tuple[Requirement, str, Span]]]] = {}
        for requirement, column, cell, place in self.unit_cells:
            found.setdefault(cell.printed, (cell, []))[1].append((requirement, column, place))
        return list(found.values())

    @cached_property
    def texts(self) -> list[tuple[Requirement, str, Span]]:
        """Every known text of a requirement, with its place."""
        return [
            (requirement, requirement.text, requirement.spans.get("text", NOWHERE))
            for _, requirement in self.rows
            if requirement.text
        ]

    @cached_property
    def deadline_cells(self) -> list[tuple[Deadline, list[tuple[Requirement, Span]]]]:
        """The different deadlines that stand in cells of their own, each with the cells that hold it."""
        found: dict[str, tuple[Deadline, list[tuple[Requirement, Span]]]] = {}
        for _, requirement in self.rows:
            deadline = requirement.deadline
            if deadline is not None and deadline.source == "cell" and deadline.phrase.strip():
                cell = (requirement, requirement.spans.get("deadline", NOWHERE))
                found.setdefault(deadline.phrase, (deadline, []))[1].append(cell)
        return list(found.values())

    @cached_property
    def _holders(self) -> dict[str, list[tuple[Task | Requirement | None, str, Span]]]:
        """Every text a document prints, each once, with what has it (None for the plan), its field and its place."""
        found: dict[str, list[tuple[Task | Requirement | None, str, Span]]] = {}
        if self.plan.title:
            found[self.plan.title] = [(None, "title", self.plan.spans.get("title", NOWHERE))]
        for task in self.plan.tasks:
            if task.title:
                found.setdefault(task.title, []).append((task, "title", task.spans.get("title", NOWHERE)))
        for requirement, text, place in self.texts:
            found.setdefault(text, []).append((requirement, "text", place))
        for cell, cells in self.different_cells:
            found.setdefault(cell.printed, []).extend(cells)
        for deadline, of_deadline in self.deadline_cells:
            found.setdefault(deadline.phrase, []).extend(
                (requirement, "deadline", place) for requirement, place in of_deadline
            )
        return found

    def _name(self, holder: Task | Requirement | None, field: str) -> str:
        if holder is None:
            return "方案标题"
        return self.name_of_task(holder, field) if isinstance(holder, Task) else self.name_of(holder, field)

    def wording(self, sign: Expression, holds: Callable[[str], object] | None = None) -> Iterator[Wording]:
        """The texts a document prints that hold a sign (and pass a closer look), each in every place where it stands."""
        if not sign.search(self.all_wording):
            return
        closer = holds or sign.search
        for text, holders in self._holders.items():
            if closer(text):
                yield from (Wording(self._name(holder, field), field, text, place) for holder, field, place in holders)

    @cached_property
    def all_wording(self) -> str:
        """All the texts a document prints in one: a rule whose sign is not in it need not look at each."""
        titles = [self.plan.title, *(task.title for task in self.plan.tasks if task.title)]
        texts = (text for _, text, _ in self.texts)
        units = (cell.printed for cell, _ in self.different_cells)
        deadlines = (deadline.phrase for deadline, _ in self.deadline_cells)
        return "\n".join(dict.fromkeys((*titles, *texts, *units, *deadlines)))
