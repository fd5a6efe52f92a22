"""The parts of a table on several pages → one table: what a page break repeated, cut or left blank is put together.

A row is cut where its number is blank at the top of a page and the text above breaks off. A cell that is blank at the top
of a page is the rest of a merged one above it, unless other cells of its column are blank too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from planctl.importer.readers.grid import DocumentPlace, RawCell, RawTable, Remark
from planctl.importer.readers.pdf.cells import PageTable
from planctl.importer.readers.pdf.letters import Line
from planctl.importer.readers.pdf.rulings import NEAR
from planctl.importer.readers.pdf.running import is_of_page
from planctl.importer.readers.pdf.wrapping import (
    Break,
    Room,
    are_two_names,
    break_after,
    goes_over,
    is_cut_inside,
    is_number,
    must_go_on,
    one_text,
    opens_item,
    rooms_of,
    says_it_ends,
)

_DEEPEST_HEADING: Final = 4
_MOSTLY: Final = 0.5
_JOINED: Final = "跨页断开的格"
_MERGED: Final = "跨页合并的格"
_NO_ROOM: Final = Room(0.0, 0.0)


@dataclass(eq=False)
class _Cell:
    """A cell while the parts are put together: its text, and the lines of it with the room they had."""

    text: str
    place: DocumentPlace
    lines: tuple[Line, ...] = ()
    room: Room = _NO_ROOM


_Row = list["_Cell"]


def goes_on(above: PageTable, below: PageTable) -> bool:
    """Whether a table is the rest of one on the page before: one has the columns of the other."""
    if below.page != above.page + 1:
        return False
    few, many = sorted((above.columns, below.columns), key=len)
    ends = abs(few[0] - many[0]) < NEAR and abs(few[-1] - many[-1]) < NEAR
    return ends and all(any(abs(edge - other) < NEAR for other in many) for edge in few)


def joined(number: int, parts: Sequence[PageTable]) -> tuple[RawTable, list[Remark]]:
    """The parts of a table as one, and remarks on the cells that a page break divided."""
    table = _Joined(number, _all_edges(parts))
    for part in parts:
        table.add(part)
    return table.finished(), table.remarks


def _all_edges(parts: Sequence[PageTable]) -> list[float]:
    edges: list[float] = []
    for edge in sorted(edge for part in parts for edge in part.columns):
        if not edges or edge - edges[-1] > NEAR:
            edges.append(edge)
    return edges


@dataclass
class _Joined:
    number: int
    edges: Sequence[float]
    remarks: list[Remark] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)
    _breaks: set[int] = field(default_factory=set)

    def add(self, part: PageTable) -> None:
        """Put the part on the next page below the others."""
        rows = _without_page_numbers(self._laid_out(part))
        numbers = self._column_of_numbers()
        heading = self._rows[: self._depth_of_heading(numbers)]
        if self._rows:
            rows = rows[_repeated(heading, rows) :]
        while self._rows and len(rows) > 1 and not any(cell.text for cell in rows[0]) and rows[0] != rows[1]:
            rows = rows[1:]
        if len(self._rows) > len(heading) and rows:
            rows = self._continue(rows, numbers)
        self._breaks.add(len(self._rows))
        self._rows += rows

    def _laid_out(self, part: PageTable) -> list[_Row]:
        rows: list[list[_Cell | None]] = [[None] * (len(self.edges) - 1) for _ in range(part.height)]
        for cell in part.cells:
            left, right = (
                self._edge(part.columns[edge]) for edge in (cell.place.column, cell.place.column + cell.place.columns)
            )
            place = DocumentPlace(table=self.number, row=cell.place.row + 1, column=left + 1, page=part.page)
            made = _Cell(cell.text, place, cell.lines, cell.room)
            for row in rows[cell.place.row : cell.place.row + cell.place.rows]:
                row[left:right] = [made] * (right - left)
        nothing = DocumentPlace(table=self.number, page=part.page)
        return [[cell or _Cell("", nothing) for cell in row] for row in rows]

    def _edge(self, edge: float) -> int:
        return min(range(len(self.edges)), key=lambda index: abs(self.edges[index] - edge))

    def _depth_of_heading(self, numbers: int | None) -> int:
        """How many rows at the top of the table may be its heading: those above the first number, or that cells of the first
        row cover.
        """
        if numbers is None:
            first = {id(cell) for cell in self._rows[0]} if self._rows else set()
            return sum(any(id(cell) in first for cell in row) for row in self._rows[:_DEEPEST_HEADING])
        above = next(index for index, row in enumerate(self._rows) if is_number(row[numbers].text))
        return min(above, _DEEPEST_HEADING)

    def _continue(self, rows: list[_Row], numbers: int | None) -> list[_Row]:
        """The rows without what goes on from above; `numbers` is the column of these."""
        above, below = self._rows[-1], rows[0]
        texts = max(range(len(self.edges) - 1), key=lambda column: sum(map(len, self._texts_in(column))))
        is_of_task = numbers is not None and not below[numbers].text
        if (numbers is None or is_of_task) and _is_cut(above, below, texts):
            for cell, rest in _pairs(above, below):
                self._join(cell, rest)
                _replace(rows, rest, cell)
            return rows[1:]
        merged: list[tuple[_Cell, _Cell]] = []
        for column, (cell, rest) in enumerate(zip(above, below, strict=True)):
            if cell is rest or _columns_of(cell, above) != _columns_of(rest, below):
                continue
            if cell.text and rest.text:
                if not _flows_over(cell, rest, is_of_task=is_of_task, is_title=is_of_task and column < texts):
                    continue
            elif not self._may_be_merged(column, cell, rest, rows):
                continue
            if rest.text:
                self._join(cell, rest)
            else:
                merged.append((cell, rest))
            _replace(rows, rest, cell)
        if merged:
            words = "；".join(cell.text for cell, _ in merged if cell.text)
            self.remarks.append(Remark(_MERGED, words, merged[0][1].place, "这一页上是空的，按同一格读了"))
        return rows

    def _texts_in(self, column: int) -> list[str]:
        """What the cells of a column say, but for those over the whole table and blank ones."""
        cells = {id(row[column]): row[column].text for row in self._rows if not _is_one_cell(row)}
        return [text for text in cells.values() if text]

    def _join(self, cell: _Cell, rest: _Cell) -> None:
        """Add what a page break cut off a cell."""
        if not rest.text:
            return
        if cell.text:
            self.remarks.append(Remark(_JOINED, rest.text, rest.place, "接在上一页的后面"))
        cell.room = cell.room if cell.lines else rest.room
        cell.lines += rest.lines
        cell.text = one_text(cell.lines, cell.room)

    def _may_be_merged(self, column: int, cell: _Cell, rest: _Cell, rows: Sequence[_Row]) -> bool:
        """Whether cells on both sides of a break, one of them blank, are parts of a merged one: the blank one is merged over
        rows itself, or is the lower one and all others of its column say something, but for those over the whole table.
        """
        blank, of_part = (cell, self._rows) if rest.text else (rest, rows)
        if sum(row[column] is blank for row in of_part) > 1:
            return True
        return not rest.text and not any(
            not row[column].text and not _is_one_cell(row)
            for index, row in enumerate((*self._rows, *rows[1:]))
            if index not in self._breaks and row[column] is not rest and row[column] is not cell
        )

    def _column_of_numbers(self) -> int | None:
        """The first column that holds little else than numbers."""
        for column in range(len(self.edges) - 1):
            texts = self._texts_in(column)
            if texts and sum(map(is_number, texts)) >= _MOSTLY * len(texts):
                return column
        return None

    def finished(self) -> RawTable:
        """The table, its merged cells the same object in every place."""
        rows = Counter(id(cell) for row in self._rows for cell in {id(cell): cell for cell in row}.values())
        made: dict[int, RawCell] = {}
        for index, row in enumerate(self._rows, 1):
            for cell in row:
                if id(cell) not in made:
                    place = cell.place._replace(row=index)
                    made[id(cell)] = RawCell(cell.text, place, rows[id(cell)], sum(one is cell for one in row))
        return RawTable(self.number, tuple(tuple(made[id(cell)] for cell in row) for row in self._rows))


def _repeated(heading: Sequence[_Row], rows: Sequence[_Row]) -> int:
    """How many rows at the top of a page only repeat rows of the heading, in their order."""
    same = 0
    for row in heading:
        if same < len(rows) and _repeats(row, rows[same]):
            same += 1
    return same


def _repeats(heading: _Row, row: _Row) -> bool:
    """Whether a row says what a row of the heading says: of a cell over two rows of it the first may hold only a part, and
    where no rulings go down a word over several columns stands in one of them.
    """
    groups = [_columns_of(cell, heading) for cell in {id(cell): cell for cell in heading}.values()]
    pairs = [("".join(heading[own[0]].text.split()), "".join(_texts_of(row, own))) for own in groups]
    begins = all(words == whole or (words and whole.startswith(words)) for whole, words in pairs)
    return begins and sum(words == whole for whole, words in pairs) > len(pairs) / 2


def _texts_of(row: _Row, columns: Sequence[int]) -> list[str]:
    """What the cells in some columns of a row say, each once, without white space."""
    cells = {id(row[column]): row[column] for column in columns}.values()
    return ["".join(cell.text.split()) for cell in cells]


def _is_one_cell(row: _Row) -> bool:
    """Whether a row is one cell over the whole table."""
    return all(cell is row[0] for cell in row)


def _pairs(above: _Row, below: _Row) -> Iterator[tuple[_Cell, _Cell]]:
    """The cells on both sides of a break, each pair once."""
    met: set[int] = set()
    for cell, rest in zip(above, below, strict=True):
        if id(rest) not in met:
            met.add(id(rest))
            yield cell, rest


def _columns_of(cell: _Cell, row: _Row) -> list[int]:
    return [column for column, one in enumerate(row) if one is cell]


def _replace(rows: list[_Row], old: _Cell, new: _Cell) -> None:
    for row in rows:
        row[:] = [new if cell is old else cell for cell in row]


def _without_page_numbers(rows: list[_Row]) -> list[_Row]:
    """The rows without those at both ends that are only a page's number."""
    kept = rows
    for end in (0, -1):
        if len(kept) > 1 and _is_one_cell(kept[end]) and is_of_page(kept[end][0].text):
            kept = kept[1:] if end == 0 else kept[:-1]
    return kept


def _is_cut(above: _Row, below: _Row, texts: int) -> bool:
    """Whether a row is what a page break cut off the row above: its column of texts goes on, or where that says nothing,
    another.
    """
    cell, rest = above[texts], below[texts]
    if _is_one_cell(above) is not _is_one_cell(below):
        return False
    if any(cell.text and opens_item(rest.text) for cell, rest in _pairs(above, below)):
        return False
    if rest.text:
        is_open = bool(cell.text) and not says_it_ends(cell.text)
        return is_open and (must_go_on(cell.text, rest.text) or _breaks_off(cell, rest))
    both = [(cell, rest) for cell, rest in _pairs(above, below) if cell.text and rest.text]
    if both and len(both) == sum(bool(rest.text) for _, rest in _pairs(above, below)) and all(map(_is_listed, both)):
        return True
    return any(goes_over(cell.text, rest.text) or _breaks_off(cell, rest) for cell, rest in both)


def _is_listed(both: tuple[_Cell, _Cell]) -> bool:
    """Whether a cell lists names, each on a line of its own, and the rest goes on with that."""
    cell, rest = both
    *_, before, after = ["", *cell.text.split("\n")]
    return bool(before) and are_two_names(before, after) and are_two_names(after, rest.text)


def _flows_over(cell: _Cell, rest: _Cell, *, is_of_task: bool, is_title: bool) -> bool:
    """Whether what stands on both sides of a break is one text: a word is cut, or, in a row of the same task, a list or its
    title goes on.
    """
    if is_cut_inside(cell.text, rest.text) or (is_of_task and must_go_on(cell.text, rest.text)):
        return True
    return is_title and _breaks_off(cell, rest)


def _breaks_off(cell: _Cell, rest: _Cell) -> bool:
    if says_it_ends(cell.text) or opens_item(rest.text) or are_two_names(cell.text, rest.text):
        return False
    room = rooms_of(cell.lines, cell.room)[-1]
    return break_after(cell.lines[-1], rest.lines[0], room) is not Break.CERTAIN
