"""Letters in a grid → the rows of a table on one page, each cell with its lines and the room they had."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from planctl.importer.readers.pdf.grids import Grid, GridCell
from planctl.importer.readers.pdf.letters import MARKS, Letter, Line, lines_of
from planctl.importer.readers.pdf.wrapping import Room, one_text

_FULL: Final = 0.6
_NEAR_FULL: Final = 1.2
_FEWEST_FULL: Final = 3


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell on one page: its lines, the edges between which they stand, and its place in the grid."""

    lines: tuple[Line, ...]
    room: Room
    place: GridCell

    @property
    def text(self) -> str:
        """Its lines as one text."""
        return one_text(self.lines, self.room)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of one that stands on a page (from 1): its cells by the place where each begins. `is_band` where
    it is only a row over all columns that no rulings enclose.
    """

    page: int
    grid: Grid
    cells: tuple[PageCell, ...]
    is_band: bool = False

    @property
    def columns(self) -> tuple[float, ...]:
        """The edges of its columns."""
        return self.grid.columns

    @property
    def height(self) -> int:
        """How many rows it has."""
        return len(self.grid.rows) - 1


def table_of(page: int, grid: Grid, letters: Iterable[Letter]) -> PageTable:
    """The table in a grid: each letter belongs to the cell that holds its middle."""
    owner = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    held: list[list[Letter]] = [[] for _ in grid.cells]
    ends: dict[tuple[int, int], int] = {}  # by where letters end, the cell of each
    for letter in sorted(letters, key=lambda letter: letter.left):
        x, y = letter.centre
        column = min(max(bisect_right(grid.columns, x) - 1, 0), len(grid.columns) - 2)
        row = min(max(bisect_right(grid.rows, y) - 1, 0), len(grid.rows) - 2)
        cell = owner[row, column]
        if letter.text in MARKS:
            cell = ends.get(_level(letter, letter.left), cell)  # it may hang over the rule, and no line begins with it
        held[cell].append(letter)
        ends[_level(letter, letter.right)] = cell
    lines = [tuple(lines_of(own)) for own in held]
    rooms = _rooms(grid, lines)
    return PageTable(page, grid, tuple(map(PageCell, lines, rooms, grid.cells)))


def band_of(page: int, columns: tuple[float, ...], line: Line) -> PageTable:
    """A line as a part of a table with these columns, one cell over all of them."""
    whole = GridCell(0, 0, 1, len(columns) - 1)
    grid = Grid(columns, (line.baseline - line.size, line.baseline), (whole,))
    return PageTable(page, grid, (PageCell((line,), Room(columns[0], columns[-1]), whole),), is_band=True)


def _level(letter: Letter, edge: float) -> tuple[int, int]:
    """A place on a page, in steps of a quarter of a letter."""
    step = max(letter.size / 4, 1.0)
    return round(edge / step), round(letter.baseline / step)


def _rooms(grid: Grid, lines: Sequence[tuple[Line, ...]]) -> list[Room]:
    """Between which edges the text of each cell stands: the margin is the least that any line leaves at the left; where
    several lines end at one place short of it, that is the edge.
    """
    if not grid.is_ruled_down:
        return _printed_rooms(grid, lines)
    boxes = [grid.box_of(cell) for cell in grid.cells]
    gaps = [line.left - box.left for own, box in zip(lines, boxes, strict=True) for line in own]
    margin = max(min(gaps, default=0.0), 0.0)
    size = max((line.size for own in lines for line in own), default=0.0)
    ends: dict[tuple[int, int], list[float]] = {}  # by the columns of a cell, where its lines end but for the last
    for cell, own in zip(grid.cells, lines, strict=True):
        ends.setdefault((cell.column, cell.columns), []).extend(line.right for line in own[:-1])
    edges = {
        (column, columns): _right_edge(grid.columns[column + columns], margin, size, right)
        for (column, columns), right in ends.items()
    }
    return [
        Room(box.left + margin, edges[cell.column, cell.columns]) for cell, box in zip(grid.cells, boxes, strict=True)
    ]


def _printed_rooms(grid: Grid, lines: Sequence[tuple[Line, ...]]) -> list[Room]:
    """The rooms where no rulings say how wide columns are: from where the lines of a column begin to where they end."""
    printed: list[list[Line]] = [[] for _ in grid.columns[1:]]
    for cell, own in zip(grid.cells, lines, strict=True):
        if cell.columns == 1:
            printed[cell.column] += own
    lefts = [min((line.left for line in own), default=edge) for own, edge in zip(printed, grid.columns, strict=False)]
    rights = [
        max((line.right for line in own), default=edge) for own, edge in zip(printed, grid.columns[1:], strict=True)
    ]
    return [Room(lefts[cell.column], rights[cell.column + cell.columns - 1]) for cell in grid.cells]


def _right_edge(ruling: float, margin: float, size: float, ends: Sequence[float]) -> float:
    """Where the text of a column ends: at its margin, or where several lines end short of it."""
    edge = ruling - margin
    inside = [end for end in ends if end <= ruling]
    last = max(inside, default=edge)
    is_full = sum(last - end < _FULL * size for end in inside) >= _FEWEST_FULL
    return last if is_full and abs(edge - last) < _NEAR_FULL * size else edge
