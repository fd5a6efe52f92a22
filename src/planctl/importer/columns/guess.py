"""What the columns are that the heading does not name, guessed from their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from planctl.deadlines import parse_deadline
from planctl.importer.columns.find import Columns, without_heading
from planctl.importer.columns.headings import heading_text, is_about_people, is_no_field, names_units
from planctl.importer.columns.naming import distinct
from planctl.importer.draft.numbers import counted, task_number
from planctl.importer.readers.grid import RawRow, RawTable
from planctl.lazy_regex import Expression
from planctl.model.deadline import DeadlineKind
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_NUMBER: Final = Expression(r"\s*[(（]?(?:\d{1,4}|[一二三四五六七八九十百]+|[①-⑳])[)）]?[.．、]?\s*")
_UNIT: Final = Expression(
    r".{0,16}(?:局|委|办|厅|院|中心|单位|部门|政府|镇|街道|园区|管委会|公司|集团|社|会|队|站|所|处|科|室|部|组|行|校|署|台|区|县|市)"
    r"(?:[（(].{0,16}[）)])?(?:牵头|负责|配合)?等?"
)
_BETWEEN: Final = Expression(r"[、，,；;。\s\n]+")
_LONGEST_UNITS: Final = 200
_LONGEST_UNIT: Final = 16
_MOST: Final = 0.6
_SAMPLE: Final = 200
"""So many cells tell what a column is; a list of goods may have ten thousand."""


def guess_columns(table: RawTable) -> Columns:
    """The columns of a table without a heading, or with one in words that are not known: numbers, phrases of time, names of
    units, the longest texts and, for the task, the first of the short ones before these.
    """
    columns = without_heading(table)
    if len(table.rows) > 1 and _is_heading(table.rows[0], table):
        words = [heading_text(cell) for cell in table.rows[0]]
        fields = distinct([f"{EXTRA}{word}" if word else "" for word in words], {})
        columns = replace(columns, fields=tuple(fields), last=0)
    return complete(table, columns)


def _is_heading(row: RawRow, table: RawTable) -> bool:
    """Whether the first row is of another kind than what is below it: no number over numbers, no time over times, no names
    of units over units.
    """
    columns = without_heading(table)
    over = {column: cell.text for column, cell in enumerate(row) if cell is not None and cell.text}
    below = {column: _texts(table, columns, column)[1:] for column in over}
    for _, is_such in _KINDS:
        words = [heading for column, heading in over.items() if _are_mostly(below[column], is_such)]
        if words:
            return not any(is_such(word) and not names_units(word) for word in words)
    return False


def is_mostly_numbers(table: RawTable, columns: Columns, column: int) -> bool:
    """Whether a column holds little else than bare numbers."""
    return _are_mostly(_texts(table, columns, column), _is_number)


def complete(table: RawTable, columns: Columns) -> Columns:
    """The columns with a guess for each that the heading leaves open, unless it is about people, progress or origins."""
    guess = _Guess(table, columns)
    guess.by_kind()
    if not (columns.has_heading and "title" in guess.fields):
        guess.by_length()
    if not columns.has_heading:
        guess.by_order()
    guessed = tuple(column for column, field in enumerate(guess.fields) if field and field != columns.fields[column])
    heading = table.rows[columns.last] if columns.has_heading else (None,) * len(guess.fields)
    words = {
        field: heading_text(heading[column]) or COLUMN_LABELS[field]
        for column in guessed
        if (field := guess.fields[column]) in COLUMN_LABELS
    }
    return replace(columns, fields=tuple(guess.fields), headings={**columns.headings, **words}, guessed=guessed)


class _Guess:
    """The fields of a table's columns while those that its heading leaves open are guessed by their cells."""

    def __init__(self, table: RawTable, columns: Columns) -> None:
        self.fields = list(columns.fields)
        self._texts = [_texts(table, columns, column) for column in range(len(self.fields))]
        self._open = [column for column, field in enumerate(self.fields) if self._texts[column] and _is_open(field)]

    def by_kind(self) -> None:
        """The first columns that hold little else than numbers, phrases of time, and names of units."""
        for field, is_such in _KINDS:
            likely = (
                column
                for column in self._open
                if _are_mostly(self._texts[column], is_such) and (field != "number" or _count_on(self._texts[column]))
            )
            if field not in self.fields and (column := next(likely, None)) is not None:
                self._take(field, column)

    def by_length(self) -> None:
        """The column of the longest texts holds the requirements, or the tasks where no column before it could."""
        if not self._open or "text" in self.fields:
            return
        longest = max(self._open, key=lambda column: sum(map(len, self._texts[column])) / len(self._texts[column]))
        before = [column for column in self._open if column < longest]
        self._take("text" if before or "title" in self.fields else "title", longest)
        if before and "title" not in self.fields:
            self._take("title", before[0])

    def by_order(self) -> None:
        """Of what is left the first column holds the units, where none does yet; the others are named by their place."""
        if self._open and "lead_units" not in self.fields:
            self._take("lead_units", self._open[0])
        for column in self._open:
            self.fields[column] = f"{EXTRA}第{column + 1}列"

    def _take(self, field: str, column: int) -> None:
        self.fields[column] = field
        self._open.remove(column)


def _texts(table: RawTable, columns: Columns, column: int) -> list[str]:
    """The texts under the heading of a column."""
    return [cell.text for row in columns.body(table) if (cell := row[column]) and cell.text]


def _is_open(field: str) -> bool:
    heading = field.removeprefix(EXTRA)
    return not field or (field.startswith(EXTRA) and not is_about_people(heading) and not is_no_field(heading))


def _are_mostly(texts: list[str], is_such: Callable[[str], bool]) -> bool:
    sample = texts[:: len(texts) // _SAMPLE + 1]
    return bool(texts) and sum(map(is_such, sample)) / len(sample) > _MOST


def _count_on(texts: list[str]) -> bool:
    """Whether numbers may be those of tasks: each is the one before, the next, or a first."""
    values = [value for text in texts if (value := counted(task_number(text))) is not None]
    return all(after in (before, before + 1, 1) for before, after in pairwise(values))


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_deadline(text: str) -> bool:
    """Also of two deadlines that slipped into one cell, which no reader can choose between."""
    if len(text) >= 40:
        return False
    deadline = parse_deadline(text, 2000)
    return bool(deadline.problem) or deadline.kind not in (DeadlineKind.UNREAD, DeadlineKind.CONDITIONAL)


def are_units(text: str) -> bool:
    """Whether a text is worded as names of units, and nothing else."""
    names = [name for name in _BETWEEN.split(text) if name]
    return (
        len(text) < _LONGEST_UNITS
        and bool(names)
        and all(len(name) <= _LONGEST_UNIT and _UNIT.fullmatch(name) for name in names)
    )


_KINDS: Final = (("number", _is_number), ("deadline", _is_deadline), ("lead_units", are_units))
