"""The plan as an Excel workbook: the table as it is printed, its rows one by one, and its units with counts.

XlsxWriter without its `constant_memory`, which keeps only the last row of merged cells.
"""

from __future__ import annotations

import io
from typing import IO, Final

from xlsxwriter import Workbook

from planctl.document.dates import file_moment
from planctl.document.view import TableView
from planctl.model.plan import Plan, Requirement
from planctl.queries.unit_counts import NamedUnits
from planctl.renderers.xlsx.flat import flat_columns
from planctl.renderers.xlsx.rows import draw_rows
from planctl.renderers.xlsx.sheet import Styles
from planctl.renderers.xlsx.table import draw_table
from planctl.renderers.xlsx.units import draw_units
from planctl.renderers.xml_text import clean_text

_LONGEST_PROPERTY: Final = 255


def write_xlsx(plan: Plan, view: TableView, file: IO[bytes]) -> None:
    """Write the workbook. Raises OutputRefusedError where the table has more than Excel can hold."""
    named = NamedUnits(plan)
    columns = flat_columns(plan, view, named)
    requirements = [row.entry for row in view.rows if isinstance(row.entry, Requirement)]
    is_whole = len(requirements) == sum(1 for _ in plan.rows())
    units = [unit for unit in named.count(requirements) if unit.counts or is_whole]
    memory = io.BytesIO()  # what XlsxWriter raises over a disk that is full is no OSError
    book = Workbook(memory, {"in_memory": True})
    _set_properties(book, plan, view)
    styles = Styles(book)
    printed, places = draw_table(book, styles, plan, view)
    draw_rows(book, styles, columns, printed, places)
    draw_units(book, styles, units, columns)
    book.close()
    file.write(memory.getbuffer())


def _set_properties(book: Workbook, plan: Plan, view: TableView) -> None:
    book.set_properties(
        {
            "title": clean_text(view.title).replace("\n", "")[:_LONGEST_PROPERTY],
            "author": clean_text(plan.issuing_authority)[:_LONGEST_PROPERTY],
            "created": file_moment(plan),
        }
    )
