"""What the columns of a table are, by its heading or as the user says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planctl.importer.columns.headings import field_alike, field_of, heading_text
from planctl.importer.columns.naming import RESPONSIBLE, SECTION, distinct, name_columns
from planctl.importer.readers.grid import RawCell, RawRow, RawTable, filled_cells
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

GIVEN_LABELS: Final = {**COLUMN_LABELS, SECTION: "部分"}
"""What a user may call a column: the columns of a plan, and the one that names sections."""
LOWEST_HEADING: Final = 8
"""The heading is looked for in so many rows at the top: titles and 填报单位 may stand above it."""
_DEEPEST_HEADING: Final = 3
"""The most rows that a heading has."""


@dataclass(frozen=True)
class Columns:
    """What each column of a table is: a field, `extra:` and its heading, or "" for one without heading or text.

    `first` and `last` are the rows of the heading (from 0), `first` > `last` where the table has none. `headings` are the
    table's own words for the fields. `guessed` are the columns (from 0) known only by their cells.
    """

    fields: tuple[str, ...]
    headings: dict[str, str]
    first: int
    last: int
    guessed: tuple[int, ...] = ()

    @property
    def has_heading(self) -> bool:
        """Whether the table has a heading."""
        return self.first <= self.last

    @property
    def known(self) -> int:
        """How many fields were found."""
        return len(self.headings)

    @property
    def guessed_fields(self) -> set[str]:
        """The fields that no heading names."""
        return {self.fields[column] for column in self.guessed}

    def body(self, table: RawTable) -> tuple[RawRow, ...]:
        """The rows of the table below its heading."""
        return table.rows[self.last + 1 :]

    def cells(self, table: RawTable, field: str) -> list[RawCell]:
        """The cells of a field below the heading, a merged one once for each of its rows; none without such a column."""
        if field not in self.fields:
            return []
        column = self.fields.index(field)
        return [cell for row in self.body(table) if (cell := row[column]) is not None]


def without_heading(table: RawTable) -> Columns:
    """The columns of a table of which nothing is known."""
    return Columns(("",) * (len(table.rows[0]) if table.rows else 0), {}, 0, -1)


def find_columns(table: RawTable) -> Columns:
    """The columns of a table by its first rows; `known` is 0 where they name nothing.

    Of several rows those are the heading in which the most cells name a field: one over several columns (任务 over 序号,
    工作任务, 具体要求) is one of them.
    """
    best, most = without_heading(table), 0
    for first in range(min(LOWEST_HEADING, len(table.rows))):
        last = _last_of_heading(table, first)
        fields, headings = name_columns(table, first, last)
        telling = {id(cell) for field, cell in zip(fields, table.rows[last], strict=True) if field in headings}
        if len(telling) > most:
            best, most = Columns(tuple(fields), headings, first, last), len(telling)
    return best


def _last_of_heading(table: RawTable, first: int) -> int:
    """The last row of the heading that begins in a row: it takes in the row below where a cell that names a field is
    merged into it and all others may be headings too.
    """
    last = first
    while last + 1 < min(len(table.rows), first + _DEEPEST_HEADING):
        pairs = list(zip(table.rows[last], table.rows[last + 1], strict=True))
        if not any(above is not None and above is below and _names_a_field(above) for above, below in pairs):
            break
        if not all(_may_be_below(above, below) for above, below in pairs):
            break
        last += 1
    return last


def _may_be_below(above: RawCell | None, cell: RawCell | None) -> bool:
    """Whether a cell may be a heading below another: one of several below it, or a remark in brackets."""
    if cell is None or not cell.text or cell is above:
        return True
    return above is None or above.columns > cell.columns or not above.text or cell.text.strip().startswith(("（", "("))


def _names_a_field(cell: RawCell) -> bool:
    word = heading_text(cell)
    return bool(field_of(word) or field_alike(word))


def named_columns(table: RawTable, given: Mapping[str, int], found: Columns) -> Columns:
    """The columns a user gave (field → column, from 1); the others are what was found."""
    words = [heading_text(cell) for cell in table.rows[found.last]] if found.has_heading else [""] * len(found.fields)
    fields = [
        (f"{EXTRA}{word}" if word else "") if field in given else field
        for field, word in zip(found.fields, words, strict=True)
    ]
    headings = {field: heading for field, heading in found.headings.items() if field not in given}
    for field, column in given.items():
        fields[column - 1] = field
        headings[field] = words[column - 1] or GIVEN_LABELS[field]
    if "lead_units" not in fields and RESPONSIBLE in fields:  # the column of lead units was given to another field
        fields[fields.index(RESPONSIBLE)] = "lead_units"
        headings["lead_units"] = headings.pop(RESPONSIBLE)
    headings = {field: word for field, word in headings.items() if field in fields}
    guessed = tuple(column for column in found.guessed if column + 1 not in given.values())
    return Columns(tuple(distinct(fields, headings)), headings, found.first, found.last, guessed)


def above_heading(table: RawTable, columns: Columns) -> list[RawCell]:
    """The cells with text above a table's heading: titles inside the table."""
    return filled_cells(cell for row in table.rows[: columns.first] for cell in row)


def in_plan_order(headings: dict[str, str]) -> dict[str, str]:
    """The headings that differ from planctl's own words, in the order of its columns."""
    return {
        field: headings[field]
        for field in COLUMN_LABELS
        if field in headings and headings[field] != COLUMN_LABELS[field]
    }
