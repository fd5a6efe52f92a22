"""The headings of a table's columns → the fields they name, where one or two rows say so and several could be meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planctl.importer.columns.headings import (
    field_alike,
    field_of,
    heading_text,
    is_about_people,
    role_in,
    says_lead,
    says_support,
)
from planctl.importer.draft.numbers import is_section
from planctl.importer.readers.grid import RawCell, RawTable
from planctl.model.vocabulary import EXTRA

RESPONSIBLE: Final = "responsible_units"
"""A column of 责任单位 beside those that lead and those that support; its units join those that lead."""
SECTION: Final = "section"
"""A column over several tasks: 类别, 领域."""
INNER_SECTION: Final = "inner_section"
"""A further such column, under the first."""
_UNITS: Final = ("lead_units", "supporting_units")


@dataclass(frozen=True)
class _Heading:
    """What stands over a column: its own words, and those of the cell above them, which may span several columns."""

    own: str
    above: str = ""
    whole: str = ""
    is_shared: bool = False  # whether what is above spans other columns too


@dataclass
class _Named:
    field: str
    word: str


def name_columns(table: RawTable, first: int, last: int) -> tuple[list[str], dict[str, str]]:
    """The field of each column where the rows from `first` to `last` are the heading, and the words for the fields.

    Where some headings are in the usual words, those in words alike name what is still missing.
    """
    rows = table.rows[first : last + 1]
    headings = [_heading([row[column] for row in rows], rows) for column in range(len(table.rows[0]))]
    named = [_by(one, field_of) for one in headings]
    if any(named):
        usual = {one.field for one in named if one}
        for column, heading in enumerate(headings):
            if named[column] is None and (alike := _by(heading, field_alike)) and alike.field not in usual:
                named[column] = alike
    _settle_units(named)
    _settle_work(named, headings, table, last)
    _settle_rest(named)
    fields = [one.field if one else f"{EXTRA}{heading.whole}" for one, heading in zip(named, headings, strict=True)]
    words = {one.field: one.word for one in named if one}
    return told_apart(fields, words), words


def _heading(cells: Sequence[RawCell | None], rows: Sequence[Sequence[RawCell | None]]) -> _Heading:
    words = list(dict.fromkeys(word for cell in cells if (word := heading_text(cell))))
    own = words[-1] if words else ""
    if len(words) < 2:
        return _Heading(own, whole=own)
    row, above = next((row, cell) for row, cell in zip(rows, cells, strict=True) if heading_text(cell) == words[-2])
    whole = own if own.startswith(words[0]) else "".join(words)
    return _Heading(own, words[-2], whole, sum(one is above for one in row) > 1)


def _by(heading: _Heading, field_of_word: Callable[[str], str]) -> _Named | None:
    """The field that the lowest heading over a column names; a role alone (牵头) says it below a heading of units."""
    if field := field_of_word(heading.own):
        return _Named(field, heading.own)
    if heading.above and (field := field_of_word(heading.whole)):
        return _Named(field, heading.whole)
    above = field_of_word(heading.above) if heading.above else ""
    if above in _UNITS and (field := role_in(heading.own)):
        return _Named(field, f"{heading.own}单位")
    return _Named(above, heading.whole) if above and not heading.is_shared else None


def _settle_units(named: list[_Named | None]) -> None:
    """Of several columns of units: who leads, who supports; 责任单位 beside 牵头单位 support where no others do."""
    columns = [index for index, one in enumerate(named) if one and one.field in _UNITS]
    supporting = next((index for index in columns if says_support(_word(named, index))), None)
    others = [index for index in columns if not says_support(_word(named, index))]
    leading = next((index for index in others if says_lead(_word(named, index))), others[0] if others else None)
    rest = [index for index in others if index != leading]
    if supporting is None and rest:
        supporting = rest.pop(0)
    elif rest:
        _set(named, rest.pop(0), RESPONSIBLE)
    for index in columns:
        if index in (leading, supporting):
            _set(named, index, "lead_units" if index == leading else "supporting_units")
        elif (one := named[index]) and one.field != RESPONSIBLE:
            named[index] = None


def _settle_work(named: list[_Named | None], headings: Sequence[_Heading], table: RawTable, last: int) -> None:
    """Of several columns of work: what is over the tasks, the tasks, their requirements."""
    titles, texts, sections = (
        [index for index, one in enumerate(named) if one and one.field == field] for field in ("title", "text", SECTION)
    )
    if len(titles) > 1 and not texts:
        _set(named, titles[1], "text")
        del titles[1]
    elif len(titles) > 1 and (
        _is_over(table, last, titles[0]) or table.rows[last][titles[0]] is table.rows[last][titles[1]]
    ):
        _set(named, titles.pop(0), SECTION)
    if sections and not titles:
        _set(named, sections.pop(), "title")
    for index in sections:
        if not _is_over(table, last, index):
            named[index] = None
    if any(named) and not any(one and one.field == SECTION for one in named):
        _find_section(named, headings, table, last)


def _find_section(named: list[_Named | None], headings: Sequence[_Heading], table: RawTable, last: int) -> None:
    """A column in words of its own left of the numbers, or of cells numbered 一、, that is merged over tasks is a section."""
    number = next((index for index, one in enumerate(named) if one and one.field == "number"), 0)
    for index, (one, heading) in enumerate(zip(named, headings, strict=True)):
        if one is not None or not heading.own or is_about_people(heading.whole):
            continue
        cells = list(dict.fromkeys(cell for row in table.rows[last + 1 :] if (cell := row[index]) and cell.text))
        merged = any(cell.rows > 1 and cell.columns == 1 for cell in cells)
        if merged and (index < number or all(is_section(cell.text) for cell in cells)):
            named[index] = _Named(SECTION, heading.whole)
            return


def _settle_rest(named: list[_Named | None]) -> None:
    """A further column of the same kind is one of its own."""
    seen: set[str] = set()
    for index, one in enumerate(named):
        if one and one.field in seen:
            named[index] = None
        elif one:
            seen.add(one.field)


def _is_over(table: RawTable, last: int, column: int) -> bool:
    """Whether a column's cells stand over several rows: merged, said again or blank below."""
    body = [cell for row in table.rows[last + 1 :] if (cell := row[column]) is not None and cell.columns == 1]
    distinct = {cell.text for cell in body if cell.text}
    return 0 < len(distinct) < len(body)


def _word(named: Sequence[_Named | None], index: int) -> str:
    one = named[index]
    return one.word if one else ""


def _set(named: list[_Named | None], index: int, field: str) -> None:
    named[index] = _Named(field, _word(named, index))


def told_apart(fields: Sequence[str], words: Mapping[str, str]) -> list[str]:
    """Own columns of a heading that another has with their place behind it, so that none is lost behind another."""
    told: list[str] = []
    taken = {f"{EXTRA}{word}" for word in words.values()}
    for column, field in enumerate(fields):
        again = field.startswith(EXTRA) and (field in taken or field in told) and field != EXTRA
        told.append(f"{field}（第{column + 1}列）" if again else field if field != EXTRA else "")
    return told
