"""What the columns are that the heading does not name, guessed from their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from planctl.deadlines import parse_deadline
from planctl.importer.columns.find import Columns, without_heading
from planctl.importer.columns.headings import heading_text, is_about_people, is_no_field
from planctl.importer.readers.grid import RawTable
from planctl.lazy_regex import Expression
from planctl.model.plan import DeadlineKind
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


def guess_columns(table: RawTable) -> Columns:
    """The columns of a table without a heading: numbers, phrases of time, names of units, the longest texts and, for the
    task, the first of the short ones before these.
    """
    return complete(table, without_heading(table))


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
            likely = (column for column in self._open if _are_mostly(self._texts[column], is_such))
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
    return bool(texts) and sum(map(is_such, texts)) / len(texts) > _MOST


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_deadline(text: str) -> bool:
    return len(text) < 40 and parse_deadline(text, 2000).kind not in (DeadlineKind.UNREAD, DeadlineKind.CONDITIONAL)


def are_units(text: str) -> bool:
    """Whether a text is worded as names of units, and nothing else."""
    names = [name for name in _BETWEEN.split(text) if name]
    return (
        len(text) < _LONGEST_UNITS
        and bool(names)
        and all(len(name) <= _LONGEST_UNIT and _UNIT.fullmatch(name) for name in names)
    )


_KINDS: Final = (("number", _is_number), ("deadline", _is_deadline), ("lead_units", are_units))
