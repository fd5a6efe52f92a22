"""The columns of a built-in template's table fitted to what stands in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from planctl.document.column_widths import RUNNING, Content, column_widths, is_crowded, least_widths
from planctl.document.line_ends import count_lines, text_width
from planctl.document.view import TableView
from planctl.renderers.docx.cell import Cell
from planctl.renderers.docx.grid import cell_width, set_widths, to_total
from planctl.renderers.docx.measure import Styles, cell_margins
from planctl.renderers.docx.paragraphs import indent_both
from planctl.renderers.docx.row import RowTemplate
from planctl.renderers.docx.xml import Element, tag, text_of

_SPARE: Final = 10
"""Twips in each column beyond its letters: word processors round."""
_LEFT_AS_THEY_ARE: Final = ("", "number", "reference")


class Fitted(NamedTuple):
    """The room in hanzi of the columns whose lines may be narrower or hang, by field; and whether the columns are so many that
    dates and short names are divided."""

    rooms: dict[str, float]
    crowded: bool = False


def fit_columns(rows: RowTemplate, view: TableView, styles: Element) -> Fitted:
    """Fit the widths of the columns within that of the table. Columns to be filled in keep the template's, unless the
    others need their room; where there is room for next to nothing, the template's widths stand."""
    table = rows.place.getparent()
    assert table is not None
    elements = [cell.element for cell in rows.cells]
    size = Styles(styles).size(next(elements[0].iter(tag("p")))) * 20
    sides = round(cell_margins(table).sides * 20) + _SPARE
    had = [(cell_width(element) - sides) / size for element in elements]
    widths, crowded = _fit(_contents(rows.cells, table, view), had)
    if widths is not None:
        total = sum(map(cell_width, elements))
        set_widths(table, elements, to_total([width * size + sides for width in widths], total))
    rooms = [(cell_width(element) - sides + _SPARE) / size for element in elements]
    for heading, room in zip(_headings(table), rooms, strict=True):
        _divide_evenly(next(heading.iter(tag("p"))), room, size)
    fields = ["".join(cell.fields) for cell in rows.cells]
    fitted = {field: room for field, room in zip(fields, rooms, strict=True) if field not in _LEFT_AS_THEY_ARE}
    return Fitted(fitted, crowded)


def _headings(table: Element) -> list[Element]:
    return table.find(tag("tr")).findall(tag("tc"))  # type: ignore[union-attr]


def _divide_evenly(heading: Element, room: float, size: float) -> None:
    """Make the lines of a heading that takes several as long as one another: 工作 and 任务, not 工作任 and 务."""
    text = text_of(heading)
    lines = count_lines(text, room)
    least = math.ceil(text_width(text) / lines)
    width = next((width for width in range(least, int(room)) if count_lines(text, width) == lines), room)
    if lines > 1 and width < room:
        indent_both(heading, int((room - width) * size - _SPARE) // 2)


def _contents(cells: Sequence[Cell], table: Element, view: TableView) -> list[Content]:
    """What stands in the columns, under the headings of the table's first row."""
    contents = []
    texts: Sequence[str]
    spans: Sequence[int]
    for cell, heading in zip(cells, _headings(table), strict=True):
        field = "".join(cell.fields)
        if field == "reference":
            texts, spans = [row.reference or row.missing for row in view.rows], [1] * len(view.rows)
        else:
            texts, spans = view.cells[field] if field else ([], [])
        contents.append(Content(field, text_of(heading), texts, spans))
    return contents


def _fit(contents: Sequence[Content], had: Sequence[float]) -> tuple[list[float] | None, bool]:
    """The widths of the columns in the room that they have had together, and whether that is too little.

    Where what is not divided needs more, columns to be filled in and the running text give of theirs alike.
    """
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
    total = sum(had) - sum(blank.values())
    widths, crowded = column_widths(filled, total), is_crowded(filled, total)
    if widths is None:
        return None, crowded
    others = iter(widths)
    return [blank[place] if place in blank else next(others) for place in range(len(contents))], crowded
