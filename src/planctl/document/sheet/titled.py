"""The table that units take from a plan, and what its file is called: their sheet, or their form for comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planctl.document.columns import Column
from planctl.document.consultation import view_feedback
from planctl.document.layout import FEEDBACK
from planctl.document.sheet.note import sheet_title
from planctl.document.sheet.rows import UnitSheet, sheet_of
from planctl.document.sheet.view import view_sheet
from planctl.document.view import TableView
from planctl.errors import NotInPlanError
from planctl.model.plan import Plan


def titled_sheet(
    plan: Plan, units: Sequence[str], table: str = "", *, verbatim: bool = False, show_gaps: bool = True
) -> tuple[str, TableView]:
    """The title and the table of the sheet, or the form for comments, of one or more units. Raises NotInPlanError where it
    would have no row."""
    sheet = sheet_of(plan, units)
    view = table_of(sheet, table, verbatim=verbatim, show_gaps=show_gaps)
    if not view.rows:
        names = "、".join(sheet.units)
        hint = f"另有{len(sheet.possible)}条可能涉及：planctl list --unit {names}" if sheet.possible else ""
        raise NotInPlanError(f"方案中没有{names}的任务，未生成任务清单", hint)
    return title_of(sheet, table), view


def table_of(
    sheet: UnitSheet, table: str, *, verbatim: bool, show_gaps: bool, columns: tuple[Column, ...] | None = None
) -> TableView:
    """The sheet as a table, or the built-in `table` of its rows; `columns` are the plan's own."""
    units = "、".join(sheet.units)
    if table == FEEDBACK:
        return view_feedback(sheet.plan, sheet.part, units, verbatim=verbatim)
    return replace(view_sheet(sheet, verbatim=verbatim, show_gaps=show_gaps, columns=columns), unit=units)


def title_of(sheet: UnitSheet, table: str) -> str:
    """What the file of a sheet, or of a built-in table of its rows, is called by."""
    return f"{'、'.join(sheet.units)}{table}" if table else sheet_title(sheet)
