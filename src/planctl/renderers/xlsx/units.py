"""The sheet with the units and how many rows name each, counted by formulas on the sheet of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from planctl.document.unit_facts import UNIT_FACTS, unit_facts
from planctl.queries.unit_counts import CountedUnit
from planctl.renderers.xlsx import rows
from planctl.renderers.xlsx.flat import BETWEEN_UNITS, FlatColumn, countable
from planctl.renderers.xlsx.sheet import Sheet, Styles
from planctl.renderers.xlsx.widths import LINE, fitted_widths, lines_of

NAME: Final = "单位"
_MARK: Final = f'"{BETWEEN_UNITS}"'


def draw_units(book: Workbook, styles: Styles, units: Sequence[CountedUnit], columns: Sequence[FlatColumn]) -> None:
    """The sheet; `columns` are those of the sheet of rows.

    Raises OutputRefusedError for what Excel cannot hold.
    """
    roles = [(xl_col_to_name(place), column.role) for place, column in enumerate(columns) if column.role]
    headings = [*UNIT_FACTS, *(column.heading for column in columns if column.role)]
    sheet = Sheet(book, NAME, 1 + len(units), len(headings), grid=True)
    facts = [_cells(unit) for unit in units]
    widths = fitted_widths(list(zip(headings, *([*cells, *("0" for _ in roles)] for cells in facts), strict=True)))
    sheet.head(0, headings, widths, styles.heading, fixed=1)
    last = rows.FIRST_ROW + max(len(columns[0].values), 1)
    for row, (unit, cells) in enumerate(zip(units, facts, strict=True), 1):
        for index, cell in enumerate(cells):
            sheet.text(row, index, cell, styles.plain)
        sheet.height(row, max(map(lines_of, cells, widths)) * LINE)
        for index, (letter, role) in enumerate(roles, len(UNIT_FACTS)):
            cells_of_role = f"{rows.NAME}!${letter}${rows.FIRST_ROW + 1}:${letter}${last}"
            found = f"FIND({_MARK}&$A{row + 1}&{_MARK},{_MARK}&{cells_of_role}&{_MARK})"
            sheet.formula(row, index, f"=SUMPRODUCT(--ISNUMBER({found}))", unit.counts[role], styles.count)
    sheet.filter(0, max(len(units), 1))


def _cells(counted: CountedUnit) -> list[str]:
    name, *facts = unit_facts(counted)
    return [countable(name), *facts]
