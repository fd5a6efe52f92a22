"""Columns that are one in a plan: numbers under the heading of their texts, 责任单位 beside those that lead and support."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from planctl.importer.columns.find import Columns
from planctl.importer.columns.guess import is_mostly_numbers
from planctl.importer.columns.headings import field_of, heading_text
from planctl.importer.columns.naming import RESPONSIBLE
from planctl.importer.draft.draft import Draft
from planctl.importer.draft.numbers import leading_number
from planctl.importer.readers.grid import RawCell, RawTable
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.model.vocabulary import EXTRA

_LEAD_LABEL: Final = "牵头单位："
_OTHER_LABEL: Final = "责任单位："
_WORK: Final = ("title", "text")


def join_numbers(table: RawTable, columns: Columns) -> tuple[RawTable, Columns]:
    """The table with such numbers before their texts; the numbers of the tasks become the column of numbers."""
    if columns.last < columns.first:
        return table, columns
    heading = table.rows[columns.last]
    for column, (cell, following) in enumerate(pairwise(heading)):
        if cell is None or following is None:
            continue
        if cell is following and columns.fields[column] in _WORK and is_mostly_numbers(table, columns, column):
            table, columns = _joined(table, columns, column)
        elif _is_second_number(columns, column, cell):
            fields = (*columns.fields[:column], columns.fields[column + 1], *columns.fields[column + 1 :])
            table, columns = _joined(table, replace(columns, fields=fields), column)
    return table, columns


def fold_units(draft: Draft) -> None:
    """Write 责任单位 behind those that lead (牵头单位：…；责任单位：…), for a plan has two columns of units."""
    for requirement in (one for task in draft.tasks for one in task.requirements):
        if RESPONSIBLE not in requirement.cells:
            continue
        other, lead = requirement.cells.pop(RESPONSIBLE), requirement.cells.get("lead_units")
        if other:
            labelled = f"{_LEAD_LABEL}{lead}；" if lead else ""
            requirement.cells["lead_units"] = f"{labelled}{_OTHER_LABEL}{other}"
        doubts = [why for field in ("lead_units", RESPONSIBLE) if (why := requirement.doubts.pop(field, ""))]
        if doubts:
            requirement.doubts["lead_units"] = "；".join(doubts)


def report_joined_units(table: RawTable, columns: Columns) -> list[ImportFinding]:
    """Reports that 责任单位 are written behind those that lead, where they are."""
    if RESPONSIBLE not in columns.fields:
        return []
    heading = table.rows[columns.last][columns.fields.index(RESPONSIBLE)]
    place = heading.place if heading is not None else table.place
    return [table_findings.joined_columns(place, columns.headings[RESPONSIBLE], columns.headings["lead_units"])]


def _is_second_number(columns: Columns, column: int, heading: RawCell) -> bool:
    """Whether a further column of numbers stands right before the texts: those are the requirements' own."""
    is_number = field_of(heading_text(heading)) == "number"
    return is_number and columns.fields[column].startswith(EXTRA) and columns.fields[column + 1] in _WORK


def _joined(table: RawTable, columns: Columns, column: int) -> tuple[RawTable, Columns]:
    field, promoted = columns.fields[column], columns.fields[column + 1]
    headings = {name: word for name, word in columns.headings.items() if name != promoted or name == field}
    fields = list(columns.fields)
    fields[column + 1] = field
    if field == "title" and "number" not in fields:
        fields[column] = "number"
        return table, replace(columns, fields=tuple(fields), headings=headings)
    fields[column] = ""
    with_number = _numbered(column)
    heading = [heading_text(cell) for cell in table.rows[columns.last]]

    def again(row: tuple[RawCell | None, ...]) -> bool:
        return heading_text(row[0]) == heading[0] and [heading_text(cell) for cell in row] == heading

    rows = tuple(
        row if again(row) else (*row[:column], None, with_number(row), *row[column + 2 :])
        for row in table.rows[columns.last + 1 :]
    )
    return replace(table, rows=(*table.rows[: columns.last + 1], *rows)), replace(
        columns, fields=tuple(fields), headings=headings
    )


def _numbered(column: int) -> Callable[[tuple[RawCell | None, ...]], RawCell | None]:
    """By row: the cell right of `column` with the number before its text, where the number does not come from above."""
    made: dict[int, RawCell] = {}
    numbered: set[int] = set()

    def cell_of(row: tuple[RawCell | None, ...]) -> RawCell | None:
        number, text = row[column], row[column + 1]
        if text is None:
            return number
        if number is None or number is text or not number.text:
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
