"""Which rows and columns of a plan's table name a section (一、推进决策公开) and no task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planctl.importer.columns import Columns
from planctl.importer.grid import RawCell, RawTable
from planctl.importer.numbers import counted, is_section, task_number

Row = Sequence[RawCell | None]


def alone(row: Row) -> RawCell | None:
    """The one cell of a row that says anything, where all others are blank or it is merged over all of them."""
    told = list(dict.fromkeys(cell for cell in row if cell is not None and cell.text))
    if len(told) != 1:
        return None
    (cell,) = told
    return cell if cell.columns in (1, len(row)) else None


def section_of(row: Row, fields: Sequence[str], *, counts_in_digits: bool) -> str:
    """The section that a row names, "" for none.

    It says nothing else: one cell over the row, a numbered one (二、推进执行公开) among blank ones or, where the tasks'
    numbers are digits, a Chinese number and a title in two cells.
    """
    if (cell := alone(row)) is not None:
        numbered = is_section(cell.text) and fields[row.index(cell)] in ("number", "title")
        return one_line(cell.text) if cell.columns > 1 or numbered else ""
    told: dict[str, RawCell] = {}
    for field, cell in zip(fields, row, strict=True):
        if cell is not None and cell.text and cell not in told.values():
            told[field] = cell
    if not counts_in_digits or len(told) != 2 or "number" not in told or not told.keys() & {"title", "text"}:
        return ""
    title, number = told[(told.keys() - {"number"}).pop()], told["number"]
    numeral = task_number(number.text)
    if numeral.isascii() or counted(numeral) is None or number.rows > 1:
        return ""
    return f"{numeral}、{one_line(title.text)}"


def one_line(text: str) -> str:
    """A heading without the breaks it is wrapped with."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def with_sections(table: RawTable, columns: Columns) -> Columns:
    """Where each row has a number and several of them share a title, the title is the section, and the text the task."""
    fields = columns.fields
    if not {"number", "title", "text"} <= set(fields):
        return columns
    number, title = fields.index("number"), fields.index("title")
    body = table.rows[columns.last + 1 :]
    merged = [row for row in body if (cell := row[title]) is not None and cell.rows > 1]
    apart = [row for row in merged if (cell := row[number]) is not None and cell.rows == 1 and cell.text]
    if not merged or len(apart) < len(merged):
        return columns
    changed = ["section" if one == "title" else "title" if one == "text" else one for one in fields]
    headings = {("title" if one == "text" else one): word for one, word in columns.headings.items() if one != "title"}
    return Columns(tuple(changed), headings, columns.first, columns.last)
