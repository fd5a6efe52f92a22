"""What units take from a plan: their rows, as the table of a sheet of their own (单位任务清单)."""

from planctl.document.sheet.manifest import manifest_table
from planctl.document.sheet.rows import UnitSheet, sheet_of, stand_in, units_of
from planctl.document.sheet.titled import table_of, title_of, titled_sheet
from planctl.document.sheet.view import view_sheet

__all__ = [
    "UnitSheet",
    "manifest_table",
    "sheet_of",
    "stand_in",
    "table_of",
    "title_of",
    "titled_sheet",
    "units_of",
    "view_sheet",
]
