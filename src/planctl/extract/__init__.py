"""What units take from a plan: their rows, as the table of a sheet of their own (单位任务清单)."""

from planctl.extract.note import sheet_title
from planctl.extract.rows import Extract, extract, units_of
from planctl.extract.table import view_extract

__all__ = ["Extract", "extract", "sheet_title", "units_of", "view_extract"]
