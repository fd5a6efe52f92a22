"""Which field each column of a table is by its heading, where several columns may claim the same one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from planctl.importer.columns.headings import (
    field_alike,
    field_of,
    heading_text,
    is_about_people,
    role_in,
    says_goal,
    says_lead,
    says_support,
)
from planctl.importer.draft.numbers import counted, is_section, task_number
from planctl.importer.readers.grid import RawCell, RawRow, RawTable
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

RESPONSIBLE: Final = "responsible_units"
"""A column of 责任单位 in a table that also has 牵头单位 and 配合单位; its units join the lead units."""
SECTION: Final = "section"
"""A column whose cells cover several tasks: 类别, 领域."""
INNER_SECTION: Final = "inner_section"
"""A second such column, one level further in."""
_UNITS: Final = ("lead_units", "supporting_units")


@dataclass(eq=False)
class _Column:
    """A column with its heading and, once known, its `field` and the `word` that names it ("" until then).

    The heading is its `own` words in the lowest row, those of the cell `above`, which is shared if it spans other
    columns too, and the `whole` of both.
    """

    index: int
    cell: RawCell | None  # the lowest of the heading
    body: Sequence[RawRow]
    own: str
    above: str = ""
    whole: str = ""
    is_shared: bool = False
    field: str = ""
    word: str = ""

    def name(self, field_of_word: Callable[[str], str], *, taken: set[str]) -> None:
        """Take the field that the lowest heading names, unless taken; a bare role (牵头) names one below a heading of units."""
        above = field_of_word(self.above) if self.above else ""
        candidates = (
            (field_of_word(self.own), self.own),
            (field_of_word(self.whole) if self.above else "", self.whole),
            (role_in(self.own) if above in _UNITS else "", f"{self.own}单位"),
            ("" if self.is_shared else above, self.whole),
        )
        field, word = next((candidate for candidate in candidates if candidate[0]), ("", ""))
        if field not in taken:
            self.field, self.word = field, word

    def cells(self) -> list[RawCell]:
        """The cells under the heading; a merged one stands once for each row."""
        return [cell for row in self.body if (cell := row[self.index]) is not None]

    def covers_rows(self) -> bool:
        """Whether its cells stand for several rows each: merged, repeated, or left blank below."""
        texts = [cell.text for cell in self.cells() if cell.columns == 1]
        return 0 < len({text for text in texts if text}) < len(texts)

    def holds_numbers(self) -> bool:
        """Whether little stands in it but numbers as tasks have them."""
        numbers = [task_number(cell.text) for cell in self.cells() if cell.text and cell.columns == 1]
        return 2 * sum(counted(number) is not None for number in numbers) > len(numbers)


def name_columns(table: RawTable, first: int, last: int) -> tuple[list[str], dict[str, str]]:
    """The field of each column where the rows from `first` to `last` are the heading, and the words for the fields.

    Where some headings use the usual words, similar ones name the fields that are still missing.
    """
    heading, body = table.rows[first : last + 1], table.rows[last + 1 :]
    columns = [_column(index, heading, body) for index in range(len(table.rows[0]))]
    for column in columns:
        column.name(field_of, taken=set())
    if usual := {column.field for column in columns if column.field}:
        for column in columns:
            if not column.field:
                column.name(field_alike, taken=usual)
    _settle_units(columns)
    _settle_numbers(columns)
    _settle_texts(columns)
    _settle_work(columns)
    _settle_repeated(columns)
    words = {column.field: column.word for column in columns if column.field}
    return distinct([column.field or f"{EXTRA}{column.whole}" for column in columns], words), words


def _column(index: int, heading: Sequence[RawRow], body: Sequence[RawRow]) -> _Column:
    cells = [row[index] for row in heading]
    words = list(dict.fromkeys(word for cell in cells if (word := heading_text(cell))))
    own = words[-1] if words else ""
    if len(words) < 2:
        return _Column(index, cells[-1], body, own, whole=own)
    row, above = next((row, cell) for row, cell in zip(heading, cells, strict=True) if heading_text(cell) == words[-2])
    whole = own if own.startswith(words[0]) else "".join(words)
    return _Column(index, cells[-1], body, own, words[-2], whole, sum(cell is above for cell in row) > 1)


def _settle_units(columns: Sequence[_Column]) -> None:
    """Which of several columns of units leads and which supports; 责任单位 supports where no other column does."""
    units = [column for column in columns if column.field in _UNITS]
    supporting = [column for column in units if says_support(column.word)]
    others = [column for column in units if column not in supporting]
    leading = sorted(others, key=lambda column: not says_lead(column.word))[:1]
    further = [column for column in others if column not in leading]
    if not supporting:
        supporting, further = further, []
    for column in units:
        column.field = ""
    for field, candidates in (("lead_units", leading), ("supporting_units", supporting), (RESPONSIBLE, further)):
        for column in candidates[:1]:
            column.field = field


def _settle_numbers(columns: Sequence[_Column]) -> None:
    """Of two columns under one heading of tasks, that of bare numbers holds the tasks' numbers, on whichever side."""
    if any(column.field == "number" for column in columns):
        return
    for pair in pairwise(columns):
        if pair[0].field == "title" == pair[1].field and pair[0].whole == pair[1].whole:
            for column in pair:
                if column.holds_numbers():
                    column.field, column.word = "number", COLUMN_LABELS["number"]
                    return


def _settle_texts(columns: Sequence[_Column]) -> None:
    """Of several columns of requirements, what the work is for is none, and without one of tasks the first holds these."""
    texts = [column for column in columns if column.field == "text"]
    for column in texts[:]:
        if len(texts) > 1 and says_goal(column.word):
            texts.remove(column)
            column.field = ""
    if len(texts) > 1 and not any(column.field == "title" for column in columns):
        texts[0].field = "title"


def _settle_work(columns: Sequence[_Column]) -> None:
    """Which of several columns of work holds sections, which tasks, which requirements."""
    titles, texts, sections = (
        [column for column in columns if column.field == field] for field in ("title", "text", SECTION)
    )
    if len(titles) > 1 and not texts:
        titles.pop(1).field = "text"
    elif len(titles) > 1 and (titles[0].covers_rows() or titles[0].cell is titles[1].cell):
        titles.pop(0).field = SECTION
    if sections and not titles:
        sections.pop().field = "title"
    for column in sections:
        if not column.covers_rows():
            column.field = ""
    fields = {column.field for column in columns} - {""}
    if fields and SECTION not in fields:
        _find_section(columns)


def _find_section(columns: Sequence[_Column]) -> None:
    """A column named otherwise is a section if its cells span tasks and it is left of the numbers or numbered 一、."""
    number = next((column.index for column in columns if column.field == "number"), 0)
    for column in columns:
        if column.field or not column.own or is_about_people(column.whole):
            continue
        cells = [cell for cell in column.cells() if cell.text]
        is_merged = any(cell.rows > 1 and cell.columns == 1 for cell in cells)
        if is_merged and (column.index < number or all(is_section(cell.text) for cell in cells)):
            column.field, column.word = SECTION, column.whole
            return


def _settle_repeated(columns: Sequence[_Column]) -> None:
    """A second column of the same field becomes a column of its own."""
    seen = {""}
    for column in columns:
        if column.field in seen:
            column.field = ""
        seen.add(column.field)


def distinct(fields: Sequence[str], words: Mapping[str, str]) -> list[str]:
    """The fields; an own column whose heading another column has too gets its place appended, so that neither is lost."""
    result: list[str] = []
    taken = {f"{EXTRA}{word}" for word in words.values()}
    for place, field in enumerate(fields, 1):
        if field == EXTRA:
            result.append("")
        else:
            is_repeated = field.startswith(EXTRA) and field in taken
            result.append(f"{field}（第{place}列）" if is_repeated else field)
        taken.add(result[-1])
    return result
