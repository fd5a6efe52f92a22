"""Columns that are one in a plan: numbers under the heading of their texts, 责任单位 beside those that lead and support."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from planctl.importer import table_findings
from planctl.importer.columns import Columns
from planctl.importer.grid import DocumentPlace, RawCell, RawTable
from planctl.importer.guess import is_mostly_numbers
from planctl.importer.import_rule import ImportFinding
from planctl.importer.naming import RESPONSIBLE
from planctl.importer.numbers import leading_number

_LEAD_LABEL: Final = "牵头单位："
_OTHER_LABEL: Final = "责任单位："
_WORK: Final = ("title", "text")


def join_numbers(table: RawTable, columns: Columns) -> tuple[RawTable, Columns]:
    """The table with such numbers before their texts; the numbers of the tasks become the column of numbers."""
    if columns.last < columns.first:
        return table, columns
    heading = table.rows[columns.last]
    for column, (cell, following) in enumerate(pairwise(heading)):
        if cell is None or cell is not following or columns.fields[column] not in _WORK:
            continue
        if is_mostly_numbers(table, columns, column):
            table, columns = _joined(table, columns, column)
    return table, columns


def join_units(table: RawTable, columns: Columns) -> tuple[RawTable, Columns, list[ImportFinding]]:
    """The table with 责任单位 written behind those that lead (牵头单位：…；责任单位：…), for a plan has two columns of units."""
    if RESPONSIBLE not in columns.fields:
        return table, columns, []
    other, lead = columns.fields.index(RESPONSIBLE), columns.fields.index("lead_units")
    made: dict[tuple[int, int], RawCell | None] = {}
    rows: list[tuple[RawCell | None, ...]] = []
    for row in table.rows[columns.last + 1 :]:
        pair = row[lead], row[other]
        if pair[0] is not pair[1]:
            joined = made.setdefault((id(pair[0]), id(pair[1])), _with_labels(*pair))
            row = tuple(joined if index == lead else None if index == other else one for index, one in enumerate(row))
        rows.append(row)
    fields = tuple("" if field == RESPONSIBLE else field for field in columns.fields)
    headings = {field: word for field, word in columns.headings.items() if field != RESPONSIBLE}
    heading = table.rows[columns.last][other]
    place = heading.place if heading is not None else DocumentPlace(table=table.number, sheet=table.sheet)
    told = table_findings.joined_columns(place, columns.headings[RESPONSIBLE], columns.headings["lead_units"])
    table = replace(table, rows=(*table.rows[: columns.last + 1], *rows))
    return table, replace(columns, fields=fields, headings=headings), [told]


def _with_labels(lead: RawCell | None, other: RawCell | None) -> RawCell | None:
    if other is None or not other.text:
        return lead
    text = f"{_OTHER_LABEL}{other.text}"
    if lead is None or not lead.text:
        return replace(other, text=text)
    return replace(lead, text=f"{_LEAD_LABEL}{lead.text}；{text}", rows=1)


def _joined(table: RawTable, columns: Columns, column: int) -> tuple[RawTable, Columns]:
    field, promoted = columns.fields[column], columns.fields[column + 1]
    headings = {name: word for name, word in columns.headings.items() if name != promoted}
    fields = list(columns.fields)
    fields[column + 1] = field
    if field == "title" and "number" not in fields:
        fields[column] = "number"
        return table, replace(columns, fields=tuple(fields), headings=headings)
    fields[column] = ""
    with_number = _numbered(column)
    rows = tuple((*row[:column], None, with_number(row), *row[column + 2 :]) for row in table.rows[columns.last + 1 :])
    return replace(table, rows=(*table.rows[: columns.last + 1], *rows)), replace(
        columns, fields=tuple(fields), headings=headings
    )


def _numbered(column: int) -> Callable[[tuple[RawCell | None, ...]], RawCell | None]:
    """By row: the cell right of `column` with the number before its text, where the number does not come from above."""
    made: dict[int, RawCell] = {}
    numbered: set[int] = set()

    def cell_of(row: tuple[RawCell | None, ...]) -> RawCell | None:
        number, text = row[column], row[column + 1]
        if text is None or number is None or number is text or not number.text:
            return text
        if id(number) not in numbered:
            numbered.add(id(number))
            if id(text) in made:
                return number  # a text merged over several numbers: what the further ones say stands by itself
            made[id(text)] = replace(text, text=_before(number.text.strip(), text.text))
        return made.get(id(text), text)

    return cell_of


def _before(number: str, text: str) -> str:
    joined = f"{number}{text}"
    return joined if not text or leading_number(joined)[0] is not None else f"{number}.{text}"
