"""Which column of a table is what: by its heading, in the many words plans have for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from planctl.importer.grid import RawCell, RawTable
from planctl.importer.headings import field_alike, field_of, is_about_people, says_lead
from planctl.view import EXTRA
from planctl.vocabulary import COLUMN_LABELS

_SPACES: Final = re.compile(r"[\s\u3000]+")
_DEEPEST_HEADING: Final = 3
"""Rows that a table's heading may stand below a title inside the table."""


@dataclass(frozen=True)
class Columns:
    """What each column of a table is: a field, `extra:` and its heading, or "" for one without heading or text.

    `first` and `last` are the rows of the heading (from 0), `first` > `last` where the table has none. `headings` are the
    table's own words for the fields. `guessed` are the columns (from 0) told by what stands in them.
    """

    fields: tuple[str, ...]
    headings: dict[str, str]
    first: int
    last: int
    guessed: tuple[int, ...] = ()

    @property
    def known(self) -> int:
        """How many fields were found."""
        return len(self.headings)

    @property
    def people(self) -> list[str]:
        """Headings of columns about people, which are often not to be published."""
        found = (field.removeprefix(EXTRA) for field in self.fields if field.startswith(EXTRA))
        return [heading for heading in found if is_about_people(heading)]


def heading_text(cell: RawCell | None) -> str:
    """A heading without the spaces it is stretched with: 序 号."""
    return _SPACES.sub("", cell.text) if cell is not None else ""


def find_columns(table: RawTable) -> Columns:
    """The columns of a table by its first rows; `known` is 0 where they name nothing."""
    best = Columns(("",) * width_of(table), {}, 0, -1)
    for first in range(min(_DEEPEST_HEADING, len(table.rows))):
        for last in (first, first + 1):
            if last < len(table.rows) and (last == first or _hang_together(table.rows[first], table.rows[last])):
                found = _named(table, first, last)
                lower = last > first == best.first  # what hangs together is one heading, though its upper row names all
                if found.known > best.known or (lower and found.known == best.known > 0):
                    best = found
    return best


def _hang_together(row: Sequence[RawCell | None], following: Sequence[RawCell | None]) -> bool:
    """Whether a cell is merged over both rows, as in a heading of two."""
    return any(one is not None and one is other for one, other in zip(row, following, strict=True))


def named_columns(table: RawTable, given: dict[str, int]) -> Columns:
    """The columns a user gave (field → column, from 1); the others keep what their headings say."""
    by_heading = find_columns(table)
    fields = ["" if one in given else one for one in by_heading.fields]
    headings = {field: heading for field, heading in by_heading.headings.items() if field not in given}
    for field, column in given.items():
        fields[column - 1] = field
        cell = table.rows[by_heading.last][column - 1] if by_heading.last >= 0 else None
        headings[field] = heading_text(cell) or COLUMN_LABELS[field]
    return Columns(tuple(fields), headings, by_heading.first, by_heading.last)


def width_of(table: RawTable) -> int:
    """How many columns a table has."""
    return len(table.rows[0]) if table.rows else 0


def _named(table: RawTable, first: int, last: int) -> Columns:
    """The columns where the rows from `first` to `last` are the heading; of two rows the lower one says it closer.

    Where some headings are in the usual words, those in words alike name what is still missing.
    """
    words = [_words_of([row[column] for row in table.rows[first : last + 1]]) for column in range(width_of(table))]
    named = [_named_by(one, field_of) for one in words]
    if any(named):
        usual = {field for field, _ in filter(None, named)}
        alike = [one or _named_by(listed, field_alike) for one, listed in zip(named, words, strict=True)]
        named = [
            one or (other if other and other[0] not in usual else None) for one, other in zip(named, alike, strict=True)
        ]
    fields: list[str] = []
    headings: dict[str, str] = {}
    for listed, one in zip(words, named, strict=True):
        field, heading = one or ("", "".join(listed[-1:]))
        if field and field in headings:
            field = _second(field, headings, heading, fields)
        if field:
            headings[field] = heading
            fields.append(field)
        else:
            fields.append(f"{EXTRA}{heading}" if heading else "")
    return Columns(_told_apart(fields), headings, first, last)


def _named_by(words: Sequence[str], field_of_word: Callable[[str], str]) -> tuple[str, str] | None:
    """The field that the lowest of the headings over a column names, and its words."""
    return next(((found, word) for word in reversed(words) if (found := field_of_word(word))), None)


def _second(field: str, taken: dict[str, str], heading: str, fields: list[str]) -> str:
    """What a second column of the same kind is: after the task its requirements, beside the units that lead those that
    support; else a column of its own.
    """
    following = {"title": "text", "lead_units": "supporting_units"}.get(field, "")
    if following in taken:
        return ""
    if field == "lead_units" and says_lead(heading) and not says_lead(taken[field]):
        fields[fields.index(field)] = following  # 责任单位 stands before 牵头单位
        taken[following] = taken[field]
        return field
    return following


def _words_of(cells: Sequence[RawCell | None]) -> list[str]:
    """The headings over a column from above to below, each once."""
    return list(dict.fromkeys(word for cell in cells if (word := heading_text(cell))))


def _told_apart(fields: list[str]) -> tuple[str, ...]:
    """Columns of the same heading with their place behind it, so that none is lost behind another."""
    told: list[str] = []
    for column, field in enumerate(fields):
        told.append(f"{field}（第{column + 1}列）" if field.startswith(EXTRA) and field in told else field)
    return tuple(told)


def above_heading(table: RawTable, columns: Columns) -> list[RawCell]:
    """The cells above a table's heading that say something: titles inside the table."""
    rows = table.rows[: columns.first]
    return list(dict.fromkeys(cell for row in rows for cell in row if cell is not None and cell.text))


def in_plan_order(headings: dict[str, str]) -> dict[str, str]:
    """The headings that differ from planctl's own words, in the order of its columns."""
    return {
        field: headings[field]
        for field in COLUMN_LABELS
        if field in headings and headings[field] != COLUMN_LABELS[field]
    }
