"""A sheet of an Excel workbook: its cells as they are shown, and the table that they make.

It is read as a stream, not through openpyxl, which gives a cell's value or its formula but not both, builds every
cell of a merged range, and does not know the date formats of Chinese Excel and WPS.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from planctl.importer.readers.contents import damaged
from planctl.importer.readers.grid import (
    MOST_COLUMNS,
    MOST_PLACES,
    NOT_READ,
    READ_ANYWAY,
    DocumentPlace,
    RawCell,
    RawTable,
    Remarks,
    refuse_long,
    too_many,
)
from planctl.importer.readers.page_numbers import is_page_number
from planctl.importer.readers.xlsx.number_formats import GENERAL, plain, serial, shown
from planctl.importer.readers.xlsx.package import (
    KIND,
    MOST_ROWS,
    Rich,
    SheetEntry,
    TextCollector,
    Workbook,
    live_and_struck,
    position,
    unescape,
)
from planctl.importer.readers.xml_stream import stream_part
from planctl.lazy_regex import Expression

_MOST_CELLS: Final = 400_000
_MOST_TEXT: Final = 16 * 1024 * 1024
_PAGE_ENDS: Final = ("Header", "Footer")
_CODES = Expression(r'&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[-+]\d{3})|&[0-9]+|&[A-Za-z]')
_REACH: Final = 200
"""How far a merged cell may reach below the last row that has any text."""


class _Area(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


class Budget:
    """What a workbook may cost in all its sheets."""

    def __init__(self) -> None:
        self.cells = _MOST_CELLS
        self.text = _MOST_TEXT
        self.places = MOST_PLACES

    def spend_cell(self, text: str) -> None:
        """A cell with a text. Raises UnreadableInputError where cells or texts become too many."""
        self.cells -= 1
        self.text -= len(text)
        if self.cells < 0 or self.text < 0:
            raise too_many(_MOST_CELLS, "格")

    def spend_places(self, places: int) -> None:
        """Places that a merged area or hidden columns take. Raises UnreadableInputError where they become too many."""
        self.places -= places
        if self.places < 0:
            raise too_many(MOST_PLACES, "格")


class Sheet:
    """A sheet while it is read: the texts of its cells by row and column, its merged areas, its hidden rows and columns."""

    def __init__(self, book: Workbook, entry: SheetEntry, number: int, budget: Budget, remarks: Remarks) -> None:
        self.book, self.entry, self.number, self.budget = book, entry, number, budget
        self.cells: dict[int, dict[int, str]] = {}
        self.struck: dict[tuple[int, int], str] = {}
        self.merges: list[_Area] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.remarks = remarks
        self._has_strikes = any(book.strikes)
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._value: list[str] | None = None
        self._formula = False
        self._open: list[str] | None = None  # the value, header or footer that is being read
        self._rich = TextCollector()
        stream_part(book.package, entry.part, self._start, self._end, self._text)
        self._remark_hidden()

    def place(self, row: int, column: int) -> DocumentPlace:
        """Where a cell is by its row and column from 1; 0 stands for all of them."""
        return DocumentPlace(table=self.number, row=row, column=column, sheet=self.entry.name)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell = attributes
            self._value, self._formula = None, False
            self._column += 1
            if reference := attributes.get("r"):
                self._row, self._column = position(reference)
        elif tag == "v":
            self._value = self._open = []
        elif tag == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
            if not 1 <= self._row <= MOST_ROWS:
                raise damaged(KIND)
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.append(self._row)
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            top, left = position(first)
            bottom, right = position(last or first)
            if top > bottom or left > right:
                raise damaged(KIND)
            self.merges.append(_Area(top, left, bottom, right))
            self.budget.spend_places(1)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first_column = _number(attributes.get("min"), 1)
            self.hidden_columns.append((first_column, _number(attributes.get("max"), first_column)))
            self.budget.spend_places(1)
        elif tag.endswith(_PAGE_ENDS):
            self._open = []
        else:
            self._rich.start(tag, attributes)

    def _text(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)
        else:
            self._rich.text(text)

    def _end(self, tag: str) -> None:
        if tag == "v":
            self._open = None
        elif tag == "c":
            self._keep(self._shown())
        elif self._open is not None and tag.endswith(_PAGE_ENDS):
            text = _CODES.sub(" ", "".join(self._open)).replace("&&", "&").strip()
            self._open = None
            if not is_page_number(text):
                self.remarks.add("页眉页脚", text, self.place(0, 0))
        else:
            self._rich.end(tag)

    def _keep(self, shown: Rich) -> None:
        text = shown if isinstance(shown, str) and not self._has_strikes else self._live(shown)
        if not text.strip():
            if (self._row, self._column) not in self.struck:
                return
            text = ""
        refuse_long(text)
        self.budget.spend_cell(text if self._cell.get("t") != "s" else "")
        if self._column > MOST_COLUMNS:
            self._remark(f"第{MOST_COLUMNS}列以后的内容", text, NOT_READ)
        elif 1 <= self._row <= MOST_ROWS:
            self.cells.setdefault(self._row, {})[self._column] = text
        else:
            raise damaged(KIND)

    def _live(self, shown: Rich) -> str:
        """What of a text is not struck through; what is, is kept apart."""
        strikes = _of_style(self.book.strikes, self._cell, otherwise=False)
        text, struck = live_and_struck(shown, cell_strikes=strikes)
        if struck := struck.strip():
            self.struck[self._row, self._column] = struck
        return text

    def _remark(self, what: str, text: str, how: str = "") -> None:
        self.remarks.add(what, text, self.place(self._row, self._column), how)

    def _shown(self) -> Rich:
        """The text that the cell just read shows."""
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return self._rich.take_rich()
        if self._value is None or (self._formula and not self._value and kind != "str"):
            if self._formula:
                self._remark("公式没有存储结果", "", "读作空白；请用 Excel 或 WPS 打开后保存一次")
            return ""
        value = "".join(self._value)
        if kind == "s":
            index = _number(value, -1)
            if not 0 <= index < len(self.book.texts):
                raise damaged(KIND)
            return self.book.texts[index]
        if kind == "e":
            return value
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            stored = serial(value, self.book.since_1904)
            return self._number(stored) if stored and self._format() != GENERAL else value.removesuffix("T00:00:00")
        return self._number(value.strip()) if kind == "n" else unescape(value)

    def _format(self) -> str:
        return _of_style(self.book.formats, self._cell, otherwise=GENERAL)

    def _number(self, value: str) -> str:
        if not value:
            return ""
        code = self._format()
        text = shown(value, code, self.book.since_1904) if code else None
        if text is None:
            self._remark(f"数字格式 {code[:80] or '（内置，不认识）'} 无法识别", value, "照存储的数读")
            return plain(value)
        if not text.strip():
            self._remark("数字格式使这个数不显示", value)
        return text

    def _remark_hidden(self) -> None:
        hidden = sorted(row for row in self.hidden_rows if row in self.cells)
        for _, counted in groupby(enumerate(hidden), lambda pair: pair[1] - pair[0]):  # each run of consecutive rows
            run = [row for _, row in counted]
            rows = f"第{run[0]}行" if len(run) == 1 else f"第{run[0]}至{run[-1]}行"
            self.remarks.add(f"隐藏的行（{rows}）", "", self.place(run[0], 0), READ_ANYWAY)
        used = set().union(*self.cells.values()) if self.hidden_columns else set()
        for column in sorted(used):
            if any(first <= column <= last for first, last in self.hidden_columns):
                self.remarks.add(f"隐藏的列（第{column}列）", "", self.place(0, column), READ_ANYWAY)

    def table(self) -> RawTable:
        """The sheet as a grid, from its first row to its last row and column with text."""
        height, width = max(self.cells), max(map(max, self.cells.values()))
        covering = [
            area
            for area in self.merges
            if self.cells.get(area.top, {}).get(area.left) or (area.top, area.left) in self.struck
        ]
        width = max([width, *(min(area.right, MOST_COLUMNS) for area in covering)])
        height = max([height, *(area.bottom for area in covering if area.bottom <= height + _REACH)])
        nothing = (None,) * width
        lines: dict[int, list[RawCell | None]] = {row: list(nothing) for row in self.cells}
        for area in self.merges:
            self._cover(area, lines, height, width)
        room = len(lines) * width <= self.budget.cells  # for blank cells too
        for row, line in lines.items():
            texts = self.cells.get(row, {})
            for column in range(1, width + 1) if room else texts:
                if line[column - 1] is None:
                    self.budget.cells -= room
                    struck = self.struck.get((row, column), "") if self.struck else ""
                    line[column - 1] = RawCell(texts.get(column, ""), self.place(row, column), 1, 1, struck)
        grid = tuple(tuple(lines[row]) if row in lines else nothing for row in range(1, height + 1))
        return RawTable(self.number, grid, sheet=self.entry.name)

    def _cover(self, area: _Area, lines: dict[int, list[RawCell | None]], height: int, width: int) -> None:
        bottom, right = min(area.bottom, height), min(area.right, width)
        if area.top > height or area.left > width:
            return
        self.budget.spend_places((bottom - area.top + 1) * (right - area.left + 1))
        text = self.cells.get(area.top, {}).get(area.left, "")
        struck = self.struck.get((area.top, area.left), "")
        cell = RawCell(text, self.place(area.top, area.left), bottom - area.top + 1, right - area.left + 1, struck)
        for row in range(area.top, bottom + 1):
            line = lines.setdefault(row, [None] * width)
            texts = self.cells.get(row, {})
            for column in range(area.left, right + 1):
                if line[column - 1] is None:
                    line[column - 1] = cell
                    if column in texts and (row, column) != (area.top, area.left):
                        what = "被合并单元格盖住的内容"
                        self.remarks.add(what, texts[column], self.place(row, column), NOT_READ)


_Property = TypeVar("_Property")


def _of_style(properties: Sequence[_Property], cell: Mapping[str, str], *, otherwise: _Property) -> _Property:
    """The property of a cell's style, of those by style."""
    style = _number(cell.get("s"), 0)
    return properties[style] if 0 <= style < len(properties) else otherwise


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise
