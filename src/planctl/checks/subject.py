"""What the rules are run over: a plan, with what several rules need worked out once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planctl.model import Plan, Requirement, Task, UnitCell
from planctl.register import Register
from planctl.source import Span

UNIT_COLUMNS = ("lead_units", "supporting_units")
NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Subject:
    """A plan under examination."""

    plan: Plan

    @cached_property
    def rows(self) -> list[tuple[Task, Requirement]]:
        """Every requirement with its task."""
        return list(self.plan.rows())

    @cached_property
    def register(self) -> Register:
        """The plan's register."""
        return Register(self.plan)

    def unit_cells(self) -> Iterator[tuple[Requirement, str, UnitCell, Span]]:
        """Every known cell of units: its requirement, its column, its content and its place."""
        for _, requirement in self.rows:
            for column in UNIT_COLUMNS:
                cell = requirement.lead_units if column == "lead_units" else requirement.supporting_units
                if cell is not None and cell.printed:
                    yield requirement, column, cell, requirement.spans.get(column, NOWHERE)

    def texts(self) -> Iterator[tuple[Requirement, str, Span]]:
        """Every known text of a requirement, with its place."""
        for _, requirement in self.rows:
            if requirement.text:
                yield requirement, requirement.text, requirement.spans.get("text", NOWHERE)

    def wording(self) -> Iterator[tuple[str, str, Span]]:
        """Every text a document prints: what it is in words, the text, its place."""
        plan = self.plan
        if plan.title:
            yield "方案标题", plan.title, plan.spans.get("title", NOWHERE)
        for task in plan.tasks:
            if task.title:
                yield f"第{task.reference}项的标题", task.title, task.spans.get("title", NOWHERE)
        for requirement, text, place in self.texts():
            yield f"{requirement.reference} 的文字", text, place
        for requirement, _, cell, place in self.unit_cells():
            yield f"{requirement.reference} 的单位", cell.printed, place
        for _, requirement in self.rows:
            if requirement.deadline and requirement.deadline.printed:
                place = requirement.spans.get("deadline", NOWHERE)
                yield f"{requirement.reference} 的时限", requirement.deadline.printed, place
