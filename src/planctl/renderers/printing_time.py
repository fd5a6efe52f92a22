"""How long LibreOffice takes to print a table.

Measured with LibreOffice 7.4 on tables whose tasks have five rows each: 1,000 rows 4 s, 2,000 15 s, 3,000 49 s, 4,000 123 s; 4,000 rows
without merged cells 31 s. At each page it moves all the rows that follow, and for each cell that goes on with a merge it
counts the rows above (`SwCellFrame::FindStartEndOfRowSpanCell`).
"""

from __future__ import annotations

from typing import Final

from planctl.document.view import TableView
from planctl.errors import ConverterError
from planctl.programs.libreoffice import BY_HAND

_LONGEST: Final = 3600


def seconds_to_print(view: TableView) -> float:
    """About how long LibreOffice takes to lay the table out once, on a machine of our own days.

    Raises ConverterError where that is more than an hour.
    """
    rows = len(view.rows) / 1000
    continued = sum(1 for row in view.rows if 0 in row.spans.values()) / 1000
    seconds = rows * rows * (2 + 1.5 * continued)
    if seconds > _LONGEST:
        raise ConverterError(
            f"表格有{len(view.rows)}行，LibreOffice 要排一个多小时，没有开始",
            f"请用 --unit 或 --each-unit 分开生成{'，或用 --no-merge，不合并单元格快得多' * bool(continued)}；{BY_HAND}",
        )
    return seconds
