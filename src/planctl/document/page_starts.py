"""Merged cells that start again at the top of each page, so that the reader of that page still sees which task it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from planctl.document.view import TableView
from planctl.model.references import reference_key


def restart_merges(view: TableView, starts: Collection[int]) -> TableView:
    """The same table with every merge ended before the rows of these indexes: their cells print their texts again."""
    spans: list[dict[str, int]] = [{} for _ in view.rows]
    for field in (column.field for column in view.columns):
        first = 0
        for index, row in enumerate(view.rows):
            if row.spans[field] or index in starts:
                first = index
            spans[index][field] = 0
            spans[first][field] += 1
    inside = frozenset(
        index for index in starts if 0 <= index < len(view.rows) and view.rows[index].spans["number"] == 0
    )
    rows = tuple(row._replace(spans=new) for row, new in zip(view.rows, spans, strict=True))
    return replace(view, rows=rows, page_starts=view.page_starts | inside)


def rows_named(view: TableView, references: Iterable[str]) -> tuple[frozenset[int], list[str]]:
    """The indexes of the rows with these references, and the references that no row has.

    A task's number stands for its first row.
    """
    places: dict[str, int] = {}
    for index, row in enumerate(view.rows):
        places.setdefault(reference_key(row.reference or row.missing), index)
    for index, row in enumerate(view.rows):
        if row.spans["number"]:
            places.setdefault(reference_key(row.texts["number"]), index)
    found = {reference: places.get(reference_key(reference)) for reference in references}
    unknown = [reference for reference, index in found.items() if index is None]
    return frozenset(index for index in found.values() if index is not None), unknown
