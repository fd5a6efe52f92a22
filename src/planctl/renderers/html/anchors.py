"""Where the links of a page lead: 方案.html#4.3 to a requirement, 方案.html#4 to a task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.model.references import reference_key

OWN_IDS: Final = frozenset(
    ("table", "title", "filters", "search", "unit", "deadline", "section", "possible", "view", "count")
)
"""What the page itself calls by these names is no requirement's."""
_MEANS_SOMETHING: Final = {ord(sign): f"%{ord(sign):02X}" for sign in '%#&="<>`'}


class Anchors:
    """The names of rows and tasks in the page: their references, each once; what questions take for a requirement's
    (`queries.find`) is not a task's."""

    def __init__(self, plan: Plan, view: TableView) -> None:
        self._taken = set(OWN_IDS)
        self.of_rows = [self._take(row.reference or row.missing) for row in view.rows]
        tasks = {id(requirement): task.reference for task, requirement in plan.rows()}
        self.of_tasks: Mapping[int, str] = {
            index: anchor
            for index, row in enumerate(view.rows)
            if row.spans["number"] and (anchor := self._take(tasks.get(id(row.entry), "")))
        }

    def _take(self, reference: str) -> str:
        anchor = reference_key(reference)
        if anchor in self._taken:
            return ""
        self._taken.add(anchor)
        return anchor


def address(anchor: str) -> str:
    """An anchor as it stands behind the # of an address."""
    return anchor.translate(_MEANS_SOMETHING)
