"""Which rows of a plan's table name a section (一、推进决策公开) and no task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planctl.importer.columns.find import Columns
from planctl.importer.draft.numbers import CHINESE, counted, is_section, task_number
from planctl.importer.readers.grid import RawCell, RawRow, RawTable
from planctl.lazy_regex import Expression
from planctl.model.references import BETWEEN_LEVELS

_LEVELS: Final = (
    Expression(rf"第{CHINESE}[章部编篇]"),
    Expression(rf"第{CHINESE}节"),
    Expression(rf"{CHINESE}、"),
    Expression(rf"[（(]{CHINESE}[）)]"),
    Expression(r"\d{1,4}[.．、]"),
    Expression(r"[（(]\d{1,4}[）)]"),
)
"""The forms of numbers of headings from above to below (GB/T 9704-2012 §7.3.3: 一、（一）1.（1））."""

LONGEST_HEADING: Final = 40
SENTENCE_ENDS: Final = ("。", "；", "：", ":", ";")
"""What running text ends with, and a heading does not."""


def alone(row: RawRow, filled: Sequence[RawCell]) -> RawCell | None:
    """The one cell of a row that says anything, where all others are blank or it is merged over all of them."""
    return filled[0] if len(filled) == 1 and filled[0].columns in (1, len(row)) else None


class NamedSection(NamedTuple):
    """The section that a row names, and cells beside its heading that are no part of it."""

    text: str
    beside: list[RawCell]


def section_of(
    row: RawRow, filled: Sequence[RawCell], fields: Sequence[str], *, has_inner_numbers: bool
) -> NamedSection | None:
    """The section that a row names, None for none.

    It says nothing else: one cell over the row; a numbered one (二、推进执行公开) among blank ones; a number or a code and
    a cell over the rest; or, where the tasks have numbers of an inner form (1, （一）), a Chinese number and a title.
    """
    if (cell := alone(row, filled)) is not None:
        numbered = is_section(cell.text) and fields[row.index(cell)] in ("number", "title")
        return NamedSection(one_line(cell.text), []) if cell.columns > 1 or numbered else None
    if len(filled) != 2:
        return None
    first, title = filled
    numeral = task_number(first.text)
    is_number = fields[row.index(first)] == "number" and not numeral.isascii() and counted(numeral) is not None
    over_rest = first.columns == 1 and title.columns > 1 and title is row[-1] and first is row[row.index(title) - 1]
    heading = one_line(title.text)
    if over_rest and is_section(heading):
        return NamedSection(heading, [first])
    in_work = fields[row.index(title)] in ("title", "text")
    if is_number and first.rows == 1 and (over_rest or (has_inner_numbers and in_work and _is_bare(first.text))):
        return NamedSection(f"{numeral}、{heading}", [])
    return None


def has_inner_numbers(table: RawTable, columns: Columns) -> bool:
    """Whether a table's column of numbers has some of a form that stands below 一、: 1, （一）."""
    numbers = [cell.text for cell in columns.cells(table, "number") if cell.columns == 1 and cell.text]
    return any(number.strip()[:1].isdigit() or not _is_bare(number) for number in numbers)


def _is_bare(text: str) -> bool:
    return text.strip()[:1] not in ("(", "（")


class SectionPath:
    """The section the rows stand under while a table is read, with the cells of those that have no task yet."""

    def __init__(self) -> None:
        self._rows: list[str] = []  # what rows name, the outermost first
        self._column = ""  # what a column names beside the tasks
        self._unused: dict[str, list[RawCell]] = {}

    @property
    def path(self) -> str:
        """The section with those it stands under."""
        return BETWEEN_LEVELS.join(self._levels())

    def _levels(self) -> list[str]:
        return [*self._rows, self._column] if self._column else self._rows

    def enter(self, section: str, cells: list[RawCell], *, in_column: bool) -> list[RawCell]:
        """A row or a column names a section; gives the cells of those that end here without a task."""
        if in_column and section == self._column:
            return []
        if not in_column:
            level = _level(section)
            self._rows = [*(outer for outer in self._rows if level and 0 < _level(outer) < level), section]
        self._column = section if in_column else ""
        levels = self._levels()
        left = [cell for above in list(self._unused) if above not in levels for cell in self._unused.pop(above)]
        self._unused.setdefault(section, []).extend(cells)
        return left

    def use(self) -> None:
        """A task stands under the section."""
        self._unused.clear()

    def left(self) -> list[RawCell]:
        """The cells of sections that have no task at the end."""
        return [cell for cells in self._unused.values() for cell in cells]


def _level(section: str) -> int:
    """How deep a section's form of number stands, 0 for one without number."""
    return next((depth for depth, form in enumerate(_LEVELS, 1) if form.match(section)), 0)


def one_line(text: str) -> str:
    """A heading without the breaks it is wrapped with."""
    return "".join(map(str.strip, text.splitlines()))
