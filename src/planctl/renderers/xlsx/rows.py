"""The sheet with the rows of the table one by one, for filters and calculations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from xlsxwriter import Workbook

from planctl.renderers.xlsx.flat import FlatColumn, Value
from planctl.renderers.xlsx.sheet import Sheet, Styles
from planctl.renderers.xlsx.widths import LINE, fitted_widths, lines_of

NAME: Final = "逐条"
FIRST_ROW: Final = 1
"""Below the headings."""
_TOTAL_WIDTH: Final = 220.0  # wider than a page: this sheet is for the screen
_DAY: Final = "0000-00-00"


def draw_rows(
    book: Workbook, styles: Styles, columns: Sequence[FlatColumn], printed: Sheet, places: Sequence[int]
) -> None:
    """The sheet; the references lead to the rows (`places`) of the sheet with the printed table.

    Raises OutputRefusedError for what Excel cannot hold.
    """
    references, *others = columns
    sheet = Sheet(book, NAME, FIRST_ROW + len(places), len(columns), grid=True)
    widths = fitted_widths([[column.heading, *_texts(column.values)] for column in columns], _TOTAL_WIDTH)
    sheet.head(0, [column.heading for column in columns], widths, styles.heading, fixed=1)
    for row, (reference, place) in enumerate(zip(references.values, places, strict=True), FIRST_ROW):
        sheet.link(row, 0, str(reference), (printed, place), styles.link, styles.plain)
    for index, column in enumerate(others, 1):
        for row, value in enumerate(column.values, FIRST_ROW):
            if isinstance(value, date):
                sheet.day(row, index, value, styles.day)
            elif isinstance(value, int):
                sheet.number(row, index, value, styles.count)
            elif value:
                sheet.text(row, index, value, styles.plain)
    for row, values in enumerate(zip(*(column.values for column in columns), strict=True), FIRST_ROW):
        texts = zip(values, widths, strict=True)
        sheet.height(row, max(lines_of(text, width) for text, width in texts if isinstance(text, str)) * LINE)
    sheet.filter(0, max(len(places), FIRST_ROW))


def _texts(values: Iterable[Value]) -> Iterable[str]:
    return (_DAY if isinstance(value, date) else str(value or "") for value in values)
