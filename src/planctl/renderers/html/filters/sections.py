"""The filter by section: what `planctl list --section` answers for every section of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planctl.document.typography import typeset
from planctl.document.view import TableView
from planctl.model.plan import Plan, Requirement
from planctl.model.references import BETWEEN_LEVELS, section_number
from planctl.queries import sections, sections_called
from planctl.renderers.html.escape import one_line
from planctl.renderers.html.filters.choices import Choice, numbers


class SectionFilter:
    """For each row of a table the number of its section, None where the plan has no sections; and the sections that can be
    chosen, those that hold others among them."""

    def __init__(self, plan: Plan, view: TableView) -> None:
        self._plan = plan
        self._numbers = {section: number for number, section in enumerate(["", *sections(plan)])}
        of_entries = {id(requirement): self._numbers[task.section] for task, requirement in plan.rows()}
        self._rows: Counter[int] = Counter()
        self.of_rows: list[int | None] = []
        number = 0
        for row in view.rows:
            number = of_entries.get(id(row.entry), number)
            self.of_rows.append(number if len(self._numbers) > 1 else None)
            self._rows[number] += isinstance(row.entry, Requirement)
        self.choices = list(self._choices())

    def _choices(self) -> Iterator[Choice]:
        for name in dict.fromkeys(level for section in self._numbers if section for level in _levels(section)):
            called = [self._numbers[section] for section in sections_called(self._plan, name)]
            if rows := sum(self._rows[number] for number in called):
                shown = one_line(typeset(name))
                data = {"cells": numbers(called), "number": section_number(name)}
                yield Choice(shown, f"{shown}（{rows}）", data)


def _levels(section: str) -> Iterator[str]:
    """A section and those that it stands in, the outermost first."""
    levels = section.split(BETWEEN_LEVELS)
    for count in range(1, len(levels) + 1):
        yield BETWEEN_LEVELS.join(levels[:count])
