"""What each row of a plan's table is: a section, a note, a task, a further requirement, or a part of the one above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from planctl.importer.columns.find import Columns
from planctl.importer.columns.headings import heading_text
from planctl.importer.columns.naming import INNER_SECTION, SECTION
from planctl.importer.columns.settle import PlanTable
from planctl.importer.draft.numbers import is_section
from planctl.importer.readers.grid import RawCell, RawRow, RawTable, filled_cells, too_many
from planctl.importer.rows.cut_rows import Above, is_cut_off, is_fragment
from planctl.importer.rows.notes import is_note, is_sum, says_nothing
from planctl.importer.rows.sections import (
    LONGEST_HEADING,
    SENTENCE_ENDS,
    alone,
    has_inner_numbers,
    one_line,
    section_of,
)
from planctl.importer.rows.values import says_same
from planctl.model.plan import CELL_FIELDS
from planctl.model.references import BETWEEN_LEVELS
from planctl.model.vocabulary import EXTRA

_MOST_ROWS: Final = 40_000
_MOST_TEXT: Final = 8_000_000
"""Characters, where merged cells count in every place they cover, for each row says them again."""


class NoteRow(NamedTuple):
    """Cells that are no part of a task, and what they are in words (表里的注)."""

    cells: list[RawCell]
    what: str


class SectionRow(NamedTuple):
    """A section begins: its heading and the cells that say so; `in_column` where a column names it beside the tasks."""

    heading: str
    cells: list[RawCell]
    in_column: bool = False


class Kind(Enum):
    """What a row of a task is."""

    TASK = auto()  # it begins a task, and is its first requirement
    REQUIREMENT = auto()  # a further requirement of the task above
    FURTHER_CELLS = auto()  # further units or times of the requirement above, whose text is merged over the row
    CUT_OFF = auto()  # what a page break cut off the row above


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task. `cells` are its cells by field; `own` those with text that begin in it, but for a number and title
    that only repeat the task's; `from_above` the fields whose cells come down from the row above. `number` is that of the
    requirement where the column of numbers gives one (the 2 of 1.2).
    """

    kind: Kind
    cells: Mapping[str, RawCell | None]
    own: Mapping[str, RawCell]
    from_above: Set[str]
    number: str | None = None


Row = NoteRow | SectionRow | TaskRow


def classify_rows(plan: PlanTable) -> list[Row]:
    """The rows below the heading of a plan's table, but for blank ones and the heading repeated by page breaks.

    Raises UnreadableInputError for a table whose plan would fill the memory.
    """
    inner_numbers = has_inner_numbers(plan.table, plan.columns)
    rows: list[Row] = []
    above: Above | None = None
    for index, row in _rows_below_heading(plan.table, plan.columns):
        if (other := _note(row, plan.columns) or _section(row, plan.columns, inner_numbers=inner_numbers)) is not None:
            rows += other
            continue
        rows += row.outside(plan.columns)
        cells = row.by_field(plan.columns)
        named = [cells.pop(field) for field in (SECTION, INNER_SECTION) if field in cells]
        if named := [cell for cell in named if cell is not None and cell.text and not says_same(cell.text)]:
            rows.append(SectionRow(BETWEEN_LEVELS.join(one_line(cell.text) for cell in named), named, in_column=True))
        if not any(cell is not None and cell.text for cell in cells.values()):
            continue
        of_task = _of_task(row, cells, above, plan.requirement_numbers.get(index))
        above = _after(above, of_task)
        rows.append(of_task)
    return rows


def _rows_below_heading(table: RawTable, columns: Columns) -> Iterator[tuple[int, _TableRow]]:
    """The rows that say something new, with their places from 0."""
    if len(table.rows) > _MOST_ROWS or sum(len(cell.text) for row in table.rows for cell in row if cell) > _MOST_TEXT:
        raise too_many(_MOST_ROWS, f"行或{_MOST_TEXT // 10_000}万字")
    heading = [[heading_text(cell) for cell in row] for row in table.rows[: columns.last + 1]]
    for index in range(columns.last + 1, len(table.rows)):
        row = _TableRow(table.rows[index], set(map(id, table.rows[index - 1])) if index else set())
        if row.filled and not row.repeats(heading) and not row.goes_on_over_the_table() and not row.is_of_page():
            yield index, row


class _TableRow:
    """A row of the table, with what comes down into it from the row above."""

    __slots__ = ("above", "alone", "cells", "filled")

    def __init__(self, cells: RawRow, above: set[int]) -> None:
        self.cells = cells
        self.above = above
        self.filled = filled_cells(cells)
        self.alone = alone(cells, self.filled)

    def begins(self, cell: RawCell | None) -> bool:
        """Whether a cell says something and does not come down from the row above."""
        return cell is not None and bool(cell.text) and id(cell) not in self.above

    def repeats(self, heading: Sequence[Sequence[str]]) -> bool:
        """Whether it repeats a row of the heading or above it, as page breaks do."""
        if id(self.cells[0]) in self.above:
            return False
        likely = [words for words in heading if words[0] == heading_text(self.cells[0])]
        return bool(likely) and [heading_text(cell) for cell in self.cells] in likely

    def is_of_page(self) -> bool:
        """Whether a page's number or 续表 stands over the table and nothing else."""
        return self.alone is not None and self.alone.columns > 1 and says_nothing(self.alone.text)

    def goes_on_over_the_table(self) -> bool:
        """Whether it only goes on with a cell of the row above that is merged over several columns."""
        return self.alone is not None and self.alone.columns > 1 and not self.begins(self.alone)

    def by_field(self, columns: Columns) -> dict[str, RawCell | None]:
        """Its cells by field; a cell merged over several columns belongs to the known one."""
        named: dict[str, RawCell | None] = {}
        for field, cell in zip(columns.fields, self.cells, strict=True):
            if field:
                again = field.startswith(EXTRA) and cell is not None and cell.columns > 1 and cell in named.values()
                named[field] = None if again else cell
        return named

    def outside(self, columns: Columns) -> list[NoteRow]:
        """What it says in columns that have no name."""
        if "" not in columns.fields:
            return []
        unnamed = (cell for field, cell in zip(columns.fields, self.cells, strict=True) if not field)
        return [NoteRow([cell], "没有名称的栏目里的文字") for cell in unnamed if cell is not None and self.begins(cell)]


def _note(row: _TableRow, columns: Columns) -> list[Row] | None:
    """A row that is a note, a sum or running text over the whole table; None for another."""
    first = next((cell for cell in row.filled if row.begins(cell)), None)
    if first is not None and is_note(first.text) and (is_sum(first.text) or not _is_task(row, first, columns)):
        return [NoteRow(row.filled, "表里的注" if row.alone is not None else "表里的合计或注")]
    if row.alone is not None and row.alone.columns > 1 and _is_sentence(row.alone.text):
        return [NoteRow(row.filled, "横贯全表的文字")]
    return None


def _is_task(row: _TableRow, first: RawCell, columns: Columns) -> bool:
    """Whether a row whose first own cell is worded as a note is a task all the same: it has units or a time, or that cell
    stands behind others.
    """
    if first is not row.filled[0]:
        return True
    bound = (cell for field, cell in zip(columns.fields, row.cells, strict=True) if field in CELL_FIELDS)
    return any(cell is not None and cell is not first and cell.text and not is_note(cell.text) for cell in bound)


def _is_sentence(text: str) -> bool:
    """Whether a row over the table is running text rather than a section's heading."""
    return not is_section(text) and len(text) > LONGEST_HEADING and text.endswith(SENTENCE_ENDS)


def _section(row: _TableRow, columns: Columns, *, inner_numbers: bool) -> list[Row] | None:
    """A row that names a section, and notes of what stands beside its heading; None for another."""
    named = section_of(row.cells, row.filled, columns.fields, has_inner_numbers=inner_numbers)
    if named is None:
        return None
    section = SectionRow(named.text, [cell for cell in row.filled if cell not in named.beside])
    return [section, *(NoteRow([cell], "部分标题旁边的文字") for cell in named.beside)]


def _of_task(row: _TableRow, cells: Mapping[str, RawCell | None], above: Above | None, number: str | None) -> TaskRow:
    """What a row of a task is, given what the rows above have begun."""
    own: dict[str, RawCell] = {}
    from_above: set[str] = set()
    for field, cell in cells.items():
        if cell is not None and id(cell) in row.above:
            from_above.add(field)
        elif cell is not None and cell.text:
            own[field] = cell
    if above is None:
        return TaskRow(Kind.TASK, cells, own, from_above, number)
    if is_cut_off(cells, own, above, number_from_above="number" in from_above):
        rest = {field: cell for field, cell in own.items() if field != "number"}
        return TaskRow(Kind.CUT_OFF, cells, rest, from_above)
    if not _goes_on(cells, own, above):
        return TaskRow(Kind.TASK, cells, own, from_above, number)
    own = {field: cell for field, cell in own.items() if field not in ("number", "title")}
    if is_fragment(own, cells, above):
        return TaskRow(Kind.CUT_OFF, cells, own, from_above)
    text = cells.get("text")
    same_text = "text" in from_above and text is not None and bool(text.text)
    if (same_text and own) or "text" not in cells:
        return TaskRow(Kind.FURTHER_CELLS, cells, own, from_above)
    return TaskRow(Kind.REQUIREMENT, cells, own, from_above, number)


def _goes_on(cells: Mapping[str, RawCell | None], own: Mapping[str, RawCell], above: Above) -> bool:
    """Whether a row belongs to the task above: its number and title are merged down, blank, or said again."""
    title = cells.get("title")
    if "number" in own:
        return above.number is not None and _same(own["number"], above.number) and _same(title, above.title_cell)
    return "title" not in own or ("text" in cells and _same(title, above.title_cell))


def _same(cell: RawCell | None, other: RawCell | None) -> bool:
    if cell is None or other is None:
        return cell is other
    return cell is other or cell.text == other.text or not cell.text or says_same(cell.text)


def _after(above: Above | None, row: TaskRow) -> Above:
    """What the rows above a row and itself have begun."""
    if above is None or row.kind is Kind.TASK:
        return Above(row.cells.get("number"), row.cells.get("title"), row.cells)
    if row.kind is Kind.REQUIREMENT:
        return Above(above.number, above.title_cell, row.cells, above.rest_of_title)
    if row.kind is Kind.FURTHER_CELLS:
        return above._replace(further=above.further.union(row.own))
    title, text = row.own.get("title"), row.own.get("text")
    return above._replace(
        rest_of_title=above.rest_of_title + (title.text if title is not None else ""),
        rest_of_text=above.rest_of_text + (text.text if text is not None else ""),
        further=above.further.union(row.own),
    )
