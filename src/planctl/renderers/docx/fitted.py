"""The columns of a built-in template's table fitted to what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planctl.document.column_widths import RUNNING, Content, column_widths, least_widths
from planctl.document.line_ends import text_width
from planctl.document.view import TableView
from planctl.renderers.docx.cell import Cell
from planctl.renderers.docx.grid import cell_width, set_widths, to_total
from planctl.renderers.docx.measure import Styles, cell_margins
from planctl.renderers.docx.row import RowTemplate
from planctl.renderers.docx.xml import Element, tag, text_of

_SPARE: Final = 10
"""Twips in each column beyond its letters: word processors round."""
_LEFT_AS_THEY_ARE: Final = ("", "number", "reference")


def fit_columns(rows: RowTemplate, view: TableView, styles: Element) -> dict[str, float]:
    """Fit the widths of the columns within that of the table. Columns to be filled in keep the template's, unless the
    others need their room; where not even what may not be divided fits, the template's widths stand. Returns the room of
    the columns whose lines may be narrower or hang, by field."""
    table = rows.place.getparent()
    assert table is not None
    elements = [cell.element for cell in rows.cells]
    size = Styles(styles).size(next(elements[0].iter(tag("p")))) * 20
    sides = round(cell_margins(table).sides * 20) + _SPARE
    had = [(cell_width(element) - sides) / size for element in elements]
    widths = _fit(_contents(rows.cells, table, view), had)
    if widths is not None:
        total = sum(map(cell_width, elements))
        set_widths(table, elements, to_total([width * size + sides for width in widths], total))
    rooms = ((cell_width(element) - sides + _SPARE) / size for element in elements)
    fields = ["".join(cell.fields) for cell in rows.cells]
    return {field: room for field, room in zip(fields, rooms, strict=True) if field not in _LEFT_AS_THEY_ARE}


def _contents(cells: Sequence[Cell], table: Element, view: TableView) -> list[Content]:
    """What stands in the columns, under the headings of the table's first row."""
    contents = []
    texts: Sequence[str]
    spans: Sequence[int]
    for cell, heading in zip(cells, table.find(tag("tr")).findall(tag("tc")), strict=True):  # type: ignore[union-attr]
        field = "".join(cell.fields)
        if field == "reference":
            texts, spans = [row.reference or row.missing for row in view.rows], [1] * len(view.rows)
        else:
            texts, spans = view.cells[field] if field else ([], [])
        contents.append(Content(field, text_of(heading), texts, spans))
    return contents


def _fit(contents: Sequence[Content], had: Sequence[float]) -> list[float] | None:
    """The widths of the columns in the room that they have had together; where what is not divided needs more, columns to
    be filled in and the running text give of theirs alike."""
    filled = [each for each in contents if each.field]
    least = [
        least_widths([each])[0] if each.field else min(text_width(each.heading), width)
        for each, width in zip(contents, had, strict=True)
    ]
    spare = [
        max(0.0, width - need) if each.field in ("", RUNNING) else 0.0
        for each, width, need in zip(contents, had, least, strict=True)
    ]
    share = min(1.0, max(0.0, sum(had) - sum(least)) / (sum(spare) or 1.0))
    blank = {place: least[place] + spare[place] * share for place, each in enumerate(contents) if not each.field}
    widths = column_widths(filled, sum(had) - sum(blank.values()))
    if widths is None:
        return None
    others = iter(widths)
    return [blank[place] if place in blank else next(others) for place in range(len(contents))]
