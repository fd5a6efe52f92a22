"""What a search finds a row by."""

from __future__ import annotations

from planctl.document.view import TableView
from planctl.model.plan import Plan, Requirement
from planctl.queries import fold, searched_text
from planctl.renderers.html.escape import one_line
from planctl.renderers.html.rows import text_behind_number


def differing_words(plan: Plan, view: TableView) -> list[str]:
    """For each row what `planctl list --search` looks in, "" where it is what the page shows: typesetting changes quotation
    marks and dots, which a reader may search for either way."""
    tasks = {id(requirement): task for task, requirement in plan.rows()}
    differing = []
    for row in view.rows:
        words = ""
        if isinstance(row.entry, Requirement):
            words = one_line(searched_text(tasks[id(row.entry)], row.entry))
        shown = one_line(fold(f"{row.texts.get('title', '')}\n{text_behind_number(row)}"))
        differing.append("" if words == shown else words)
    return differing
