"""The rows that concern units as the table that every renderer draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from planctl.document.columns import Column, plan_columns
from planctl.document.sheet.note import FORMER_NAME, THROUGH_GROUP, sheet_note, sheet_title
from planctl.document.sheet.rows import UnitSheet
from planctl.document.typography import typeset
from planctl.document.view import TableView, ViewRow, view_plan
from planctl.model.plan import Role
from planctl.model.vocabulary import EXTRA, ROLE_LABELS
from planctl.queries import Part, Row

_DUTY: Final = "本单位职责"
_DUTIES: Final = "职责分工"
"""What heads the column that tells how a row concerns the unit, or each of several units."""


def view_sheet(
    sheet: UnitSheet, *, verbatim: bool = False, show_gaps: bool = True, columns: tuple[Column, ...] | None = None
) -> TableView:
    """The sheet: the plan's own columns, merged anew over the rows kept, and how each row concerns the unit where that is
    not the same for all; without `show_gaps` orphan cells are left out.

    `columns` are the plan's own, where sheets are made for many units.
    """
    columns = columns or plan_columns(sheet.plan)
    view = view_plan(sheet.part, verbatim=verbatim, show_gaps=show_gaps, columns=columns)
    note = sheet_note(sheet, show_gaps=show_gaps)
    if _needs_duties(sheet):
        view = _with_duties(sheet, view, verbatim=verbatim)
    title = sheet_title(sheet)
    return replace(view, title=title if verbatim else typeset(title), note=note if verbatim else typeset(note))


def _needs_duties(sheet: UnitSheet) -> bool:
    """Whether the rows concern the unit in other ways than all being led by it under the name asked for."""
    rows = [row for answers in sheet.found.values() for _, row in answers]
    plain = all(row.part is Part.NAMED and not row.formerly and row.role is not Role.SUPPORT for row in rows)
    return len(sheet.units) > 1 or not plain or len({row.role for row in rows}) > 1


def _with_duties(sheet: UnitSheet, view: TableView, *, verbatim: bool) -> TableView:
    heading = _DUTY if len(sheet.units) == 1 else _DUTIES
    while EXTRA + heading in {column.field for column in view.columns}:  # the plan has such a column of its own
        heading += "（摘录）"
    field = EXTRA + heading
    rows: list[ViewRow] = []
    for row in view.rows:
        duty = _duties(sheet.found[id(row.entry)], alone=len(sheet.units) == 1)
        texts = {**row.texts, field: duty if verbatim else typeset(duty)}
        rows.append(row._replace(texts=texts, spans={**row.spans, field: 1}))
    return replace(view, columns=(*view.columns, Column(field, heading)), rows=tuple(rows))


def _duties(answers: Sequence[tuple[str, Row]], *, alone: bool) -> str:
    """What a row lets the units do and how it was found: 配合, 牵头※, 牵头△."""
    words = []
    for unit, row in answers:
        duty = ROLE_LABELS[row.role] if row.role else ""
        if row.part is Part.THROUGH_GROUP:
            duty += THROUGH_GROUP
        elif row.formerly:
            duty += FORMER_NAME
        words.append(duty if alone else unit + duty)
    return "；".join(words)
