"""Numbers such as 1.2 in the column of numbers: not a task of its own but the second requirement of task 1."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planctl.importer.columns.find import Columns
from planctl.importer.readers.grid import RawCell, RawTable, filled_cells
from planctl.lazy_regex import Expression

_REFERENCE: Final = Expression(r"\s*(\d{1,3})(?:\s*[.．]\s*(\d{1,3})|#\d{1,3})?[.．、]?\s*")
"""1.2, 4#2 (planctl's own word for the second of several unnumbered ones) or 8."""


def divide_numbers(table: RawTable, columns: Columns) -> tuple[RawTable, dict[int, str | None]]:
    """The table with the tasks' numbers alone, and by row (from 0) the number of its requirement, None for one without.

    Only where every number is such a one, and rows of one task do not name different tasks; else the table as it is and
    nothing.
    """
    if not {"number", "title", "text"} <= set(columns.fields):
        return table, {}
    number, title = columns.fields.index("number"), columns.fields.index("title")
    above: dict[str, str] = {}  # the title of each task
    own: dict[int, str | None] = {}
    divided: dict[int, RawCell] = {}
    for index, row in enumerate(table.rows[columns.last + 1 :], columns.last + 1):
        cell = row[number]
        if cell is None or not cell.text or cell.columns > 1 or len(filled_cells(row)) == 1:
            continue  # blank, or a heading over the row
        found = _REFERENCE.fullmatch(cell.text)
        if found is None:
            return table, {}
        is_part = "#" in cell.text or found[2] is not None
        named = row[title].text if row[title] is not None else ""  # type: ignore[union-attr]
        if is_part:
            if cell.rows > 1 or (named and above.setdefault(found[1], named) != named):
                return table, {}
            own[index] = found[2]
            divided[id(cell)] = replace(cell, text=found[1])
    if not own:
        return table, {}
    rows = tuple((*row[:number], divided.get(id(row[number]), row[number]), *row[number + 1 :]) for row in table.rows)
    return replace(table, rows=rows), own
