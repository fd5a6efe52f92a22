"""What the rules are run over: a plan, with what several rules need worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planctl.lazy_regex import Expression
from planctl.model.plan import Deadline, Plan, Requirement, Task, UnitCell
from planctl.model.series import Series, numbered_series
from planctl.source import NOWHERE, Span
from planctl.units.register import Register

UNIT_COLUMNS = ("lead_units", "supporting_units")


class Wording(NamedTuple):
    """A text a document prints: whose it is, what it is, and its place."""

    reference: str
    kind: str
    text: str
    place: Span

    @property
    def what(self) -> str:
        """The text in words, for a message."""
        task = "第{}项" if self.kind == "标题" else "{} "
        return f"{task.format(self.reference)}的{self.kind}" if self.reference else self.kind


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
    def different_cells(self) -> list[tuple[UnitCell, list[tuple[Requirement, Span]]]]:
        """The different cells of units, each with the places that hold it."""
        found: dict[str, tuple[UnitCell, list[tuple[Requirement, Span]]]] = {}
        for requirement, _, cell, place in self.unit_cells:
            found.setdefault(cell.printed, (cell, []))[1].append((requirement, place))
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
    def _holders(self) -> dict[str, list[tuple[str, str, Span]]]:
        """Every text a document prints, each once, with whose it is, what it is, and where it stands."""
        plan = self.plan
        found: dict[str, list[tuple[str, str, Span]]] = {}
        if plan.title:
            found[plan.title] = [("", "方案标题", plan.spans.get("title", NOWHERE))]
        for task in plan.tasks:
            if task.title:
                found.setdefault(task.title, []).append((task.reference, "标题", task.spans.get("title", NOWHERE)))
        for requirement, text, place in self.texts:
            found.setdefault(text, []).append((requirement.reference, "文字", place))
        for cell, cells in self.different_cells:
            found.setdefault(cell.printed, []).extend((one.reference, "单位", place) for one, place in cells)
        for deadline, cells in self.deadline_cells:
            found.setdefault(deadline.phrase, []).extend((one.reference, "时限", place) for one, place in cells)
        return found

    def wording(self, sign: Expression, holds: Callable[[str], object] | None = None) -> Iterator[Wording]:
        """The texts a document prints that hold a sign (and pass a closer look), each in every place where it stands."""
        if not sign.search(self.all_wording):
            return
        closer = holds or sign.search
        for text, holders in self._holders.items():
            if closer(text):
                yield from (Wording(reference, kind, text, place) for reference, kind, place in holders)

    @cached_property
    def all_wording(self) -> str:
        """All the texts a document prints in one: a rule whose sign is not in it need not look at each."""
        titles = [self.plan.title, *(task.title for task in self.plan.tasks if task.title)]
        texts = (text for _, text, _ in self.texts)
        units = (cell.printed for cell, _ in self.different_cells)
        deadlines = (deadline.phrase for deadline, _ in self.deadline_cells)
        return "\n".join(dict.fromkeys((*titles, *texts, *units, *deadlines)))
