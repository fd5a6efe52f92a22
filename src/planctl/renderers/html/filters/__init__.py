"""What a page can be narrowed down by: units, deadlines and sections, each choice with the rows that it stands for."""

from __future__ import annotations

from typing import Any

from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.renderers.html.filters.deadlines import DeadlineFilter
from planctl.renderers.html.filters.sections import SectionFilter
from planctl.renderers.html.filters.units import UnitFilter
from planctl.renderers.html.filters.words import differing_words


class Filters:
    """The filters of a page, worked out here by the rules of the command line, so that the page's script only compares numbers."""

    def __init__(self, plan: Plan, view: TableView) -> None:
        self.units = UnitFilter(plan, view)
        self.deadlines = DeadlineFilter(plan, view)
        self.sections = SectionFilter(plan, view)
        self._words = differing_words(plan, view)

    def of_row(self, place: int) -> dict[str, Any]:
        """What a row is known by: the numbers of its cells of units, of its deadline and of its section, None for what is
        lost or what the plan does not have; whether only cells are left of it; and what else a search finds it by."""
        return {
            "units_number": self.units.of_rows[place],
            "deadline_number": self.deadlines.of_rows[place],
            "section_number": self.sections.of_rows[place],
            "words": self._words[place],
        }
