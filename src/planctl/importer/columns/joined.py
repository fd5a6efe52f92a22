"""Columns that are one in a plan: numbers with their texts, and 责任单位 with 牵头单位 where 配合单位 is a third."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from planctl.importer.columns.find import Columns
from planctl.importer.columns.guess import is_mostly_numbers
from planctl.importer.columns.headings import field_of, heading_text
from planctl.importer.columns.naming import RESPONSIBLE
from planctl.importer.draft.draft import Draft
from planctl.importer.draft.numbers import leading_number
from planctl.importer.readers.grid import RawCell, RawRow, RawTable
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.model.vocabulary import EXTRA

_LEAD_LABEL: Final = "牵头单位："
_RESPONSIBLE_LABEL: Final = "责任单位："
_WORK: Final = ("title", "text")


def join_numbers(table: RawTable, columns: Columns) -> tuple[RawTable, Columns]:
    """The table with each number that stands beside a text, under one heading with it, written before the text."""
    if not columns.has_heading:
        return table, columns
    for column, (cell, following) in enumerate(pairwise(table.rows[columns.last])):
        if cell is None or following is None:
            continue
        if cell is following and columns.fields[column] in _WORK and is_mostly_numbers(table, columns, column):
            table, columns = _join_number(table, columns, column)
        elif _is_second_number(columns, column, cell):
            fields = (*columns.fields[:column], columns.fields[column + 1], *columns.fields[column + 1 :])
            table, columns = _join_number(table, replace(columns, fields=fields), column)
    return table, columns


def fold_units(draft: Draft) -> None:
    """Write 责任单位 behind the lead units (牵头单位：…；责任单位：…), for a plan has two columns of units."""
    for requirement in draft.requirements:
        if RESPONSIBLE not in requirement.cells:
            continue
        responsible, lead = requirement.cells.pop(RESPONSIBLE), requirement.cells.get("lead_units")
        if responsible:
            labelled = f"{_LEAD_LABEL}{lead}；" if lead else ""
            requirement.cells["lead_units"] = f"{labelled}{_RESPONSIBLE_LABEL}{responsible}"
        doubts = [why for field in ("lead_units", RESPONSIBLE) if (why := requirement.doubts.pop(field, ""))]
        if doubts:
            requirement.doubts["lead_units"] = "；".join(doubts)


def report_joined_units(table: RawTable, columns: Columns) -> list[ImportFinding]:
    """The finding that 责任单位 are written behind the lead units."""
    if RESPONSIBLE not in columns.fields:
        return []
    heading = table.rows[columns.last][columns.fields.index(RESPONSIBLE)]
    place = heading.place if heading is not None else table.place
    how = f"写作“{_LEAD_LABEL}…；{_RESPONSIBLE_LABEL}…”"
    return [table_findings.joined_columns(place, columns.headings[RESPONSIBLE], columns.headings["lead_units"], how)]


def _is_second_number(columns: Columns, column: int, heading: RawCell) -> bool:
    """Whether a second column of numbers is right before the texts: those are the requirements' own."""
    is_number = field_of(heading_text(heading)) == "number"
    return is_number and columns.fields[column].startswith(EXTRA) and columns.fields[column + 1] in _WORK


def _join_number(table: RawTable, columns: Columns, column: int) -> tuple[RawTable, Columns]:
    """The table with the numbers of a column written before the texts of the next, which takes over the field."""
    field, replaced = columns.fields[column], columns.fields[column + 1]
    headings = {name: word for name, word in columns.headings.items() if name != replaced or name == field}
    fields = list(columns.fields)
    fields[column + 1] = field
    fields[column] = ""
    columns = replace(columns, fields=tuple(fields), headings=headings)
    heading = [heading_text(cell) for cell in table.rows[columns.last]]
    body = table.rows[columns.last + 1 :]
    rows = (
        row
        if heading_text(row[0]) == heading[0] and [heading_text(cell) for cell in row] == heading  # repeated on a page
        else (*row[:column], None, cell, *row[column + 2 :])
        for row, cell in zip(body, _numbered(body, column), strict=True)
    )
    return replace(table, rows=(*table.rows[: columns.last + 1], *rows)), columns


def _numbered(rows: Iterable[RawRow], column: int) -> Iterator[RawCell | None]:
    """Row by row, the cell right of a column with its number written before the text. A text merged over several numbers
    takes the first, and the others stand alone.
    """
    texts: dict[int, RawCell] = {}  # by the cell as it was
    written: set[int] = set()
    for row in rows:
        number, text = row[column], row[column + 1]
        if text is None or number is None or number is text or not number.text:
            yield number if text is None else text
        elif id(number) in written:
            yield texts.get(id(text), text)
        elif id(text) in texts:
            written.add(id(number))
            yield number
        else:
            written.add(id(number))
            joined = f"{number.text.strip()}{text.text}"
            is_numbered = not text.text or leading_number(joined)[0] is not None
            texts[id(text)] = replace(text, text=joined if is_numbered else f"{number.text.strip()}.{text.text}")
            yield texts[id(text)]
