"""The sheet with the plan's table as it is printed."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from planctl.document.layout import PLAIN
from planctl.document.official import official_document
from planctl.document.view import TableView
from planctl.model.plan import Plan
from planctl.renderers.xlsx.sheet import Sheet, Styles
from planctl.renderers.xlsx.widths import LINE, PAGE, fitted_widths, lines_of

NAME: Final = "分工表"
_CENTRED: Final = frozenset(("number", "lead_units", "supporting_units", "deadline"))
_TITLE_LINE: Final = 27.0
_AROUND: Final = 6.0  # points above and below the text of a row together
_TITLE_SIZE: Final = 18 / 11  # of that of the text


def draw_table(book: Workbook, styles: Styles, plan: Plan, view: TableView) -> tuple[Sheet, list[int]]:
    """The sheet: title, headings, rows with merged cells, notes; and in which of its rows each row of the table stands.

    Raises OutputRefusedError for what Excel cannot hold.
    """
    stage = official_document(plan, view.title, PLAIN).stage
    notes = view.note.splitlines()
    length = 2 + bool(stage) + len(view.rows) + sum(bool(row.section) for row in view.rows) + len(notes)
    sheet = Sheet(book, NAME, length, len(view.columns))
    widths = _widths(view)
    width = sum(widths)
    sheet.across(0, view.title, styles.title, lines_of(view.title, width / _TITLE_SIZE) * _TITLE_LINE)
    heading = 1
    if stage:
        sheet.across(1, stage, styles.stage, _TITLE_LINE)
        heading = 2
    sheet.head(heading, [column.heading for column in view.columns], widths, styles.heading)
    places: list[int] = []
    at = heading + 1
    for row in view.rows:
        if row.section:
            sheet.across(at, row.section, styles.section, lines_of(row.section, width) * LINE + _AROUND)
            at += 1
        places.append(at)
        at += 1
    for column, (field, _) in enumerate(view.columns):
        style = styles.centred if field in _CENTRED else styles.text
        for row, place in zip(view.rows, places, strict=True):
            if span := row.spans[field]:
                sheet.merged((place, column), (place + span - 1, column), row.texts[field], style)
    for place, lines in zip(places, _lines(view, widths), strict=True):
        sheet.height(place, lines * LINE + _AROUND)
    for note in notes:
        sheet.across(at, note, styles.note, lines_of(note, width) * LINE)
        at += 1
    return sheet, places


def _widths(view: TableView) -> list[float]:
    texts = [
        [column.heading, *(row.texts[column.field] for row in view.rows if row.spans[column.field])]
        for column in view.columns
    ]
    return fitted_widths(texts, PAGE)


def _lines(view: TableView, widths: list[float]) -> list[int]:
    """How many lines each row is high: as many as its cells need; where a merged cell needs more than all its rows, its
    last row has the rest."""
    columns = [(column.field, width) for column, width in zip(view.columns, widths, strict=True)]
    lines = [
        max((lines_of(row.texts[field], width) for field, width in columns if row.spans[field] == 1), default=1)
        for row in view.rows
    ]
    merged = (
        (index, field, width) for index, row in enumerate(view.rows) for field, width in columns if row.spans[field] > 1
    )
    for index, field, width in merged:
        row = view.rows[index]
        end = index + row.spans[field]
        lines[end - 1] += max(0, lines_of(row.texts[field], width) - sum(lines[index:end]))
    return lines
