"""Tables printed in two columns to save paper: 序号|任务|单位|序号|任务|单位, the right half going on with the left."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from planctl.importer.columns.find import LOWEST_HEADING
from planctl.importer.columns.headings import field_of, heading_text
from planctl.importer.readers.grid import RawRow, RawTable

_FEWEST: Final = 2


def unfolded(table: RawTable) -> RawTable:
    """Such a table with the right half below the left one, between rows that go over both; any other as it is."""
    half = len(table.rows[0]) // 2 if table.rows else 0
    heading = next(
        (index for index in range(min(LOWEST_HEADING, len(table.rows))) if _is_doubled(table.rows[index])), -1
    )
    if heading < 0:
        return table
    rows: list[RawRow] = []
    left: list[RawRow] = []
    right: list[RawRow] = []
    for index, row in enumerate(table.rows):
        if index == heading:
            rows.append(row[:half])
        elif index < heading or (row[half] is not None and row[half - 1] is row[half]):
            rows += [*left, *right, _narrowed(row, half)]
            left, right = [], []
        elif not _is_doubled(row):
            left.append(row[:half])
            if any(cell is not None and cell.text for cell in row[half:]):
                right.append(row[half:])
    return replace(table, rows=(*rows, *left, *right))


def _is_doubled(row: RawRow) -> bool:
    """Whether a row is a heading whose right half says the same as its left."""
    half = len(row) // 2
    words = [heading_text(cell) for cell in row]
    if len(row) % 2 or half <= _FEWEST or words[:half] != words[half:] or row[0] is row[half]:
        return False
    return sum(bool(field_of(word)) for word in words[:half]) >= _FEWEST


def _narrowed(row: RawRow, half: int) -> RawRow:
    """A row over the whole table in the width of a half; what stands in it only at the right goes to the left."""
    made = {id(cell): replace(cell, columns=min(cell.columns, half)) for cell in row if cell is not None}
    narrow = [made[id(cell)] if cell is not None else None for cell in row[:half]]
    right = [cell for cell in row[half:] if cell is not None and cell.text and cell not in row[:half]]
    for cell in dict.fromkeys(right):
        free = next((index for index, left in enumerate(narrow) if left is None or not left.text), None)
        if free is None:
            narrow[-1] = replace(narrow[-1] or cell, text=f"{narrow[-1].text if narrow[-1] else ''}　{cell.text}")
        else:
            narrow[free] = replace(cell, columns=1)
    return tuple(narrow)
