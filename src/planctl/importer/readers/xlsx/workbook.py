"""Tables in Excel workbooks: each sheet a table, its cells as they are shown."""

from __future__ import annotations

from planctl.importer.readers.grid import NOT_READ, DocumentPlace, RawDocument, RawTable, Remarks
from planctl.importer.readers.xlsx.package import open_workbook
from planctl.importer.readers.xlsx.remarks import remark_comments_and_drawings
from planctl.importer.readers.xlsx.sheet import Budget, Sheet


def read_xlsx(data: bytes) -> RawDocument:
    """Every sheet of a workbook that has any text, those that are hidden apart.

    Raises UnreadableInputError for what is no workbook, is broken, or would fill the memory.
    """
    book = open_workbook(data)
    budget = Budget()
    tables: list[RawTable] = []
    hidden: list[RawTable] = []
    remarks = Remarks()
    for number, entry in enumerate(book.sheets, 1):
        place = DocumentPlace(table=number, sheet=entry.name)
        if not entry.is_grid:
            remarks.add("不是表格的工作表（图表或宏）", entry.name, place, NOT_READ)
            continue
        sheet = Sheet(book, entry, number, budget, remarks)
        if sheet.cells:
            (hidden if entry.hidden else tables).append(sheet.table())
        remark_comments_and_drawings(book, entry, number, remarks)
    return RawDocument(tuple(tables), remarks.all(), tuple(hidden))
