"""Rulings that belong together → the cells between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.rulings import NEAR, Box, Ruling, Rulings

_MOST_PLACES: Final = 40_000
_NARROWEST: Final = 4.0
"""Points; smaller letters are not printed."""


class GridCell(NamedTuple):
    """A cell of a grid: its place counted from 0, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


class Grid(NamedTuple):
    """A ruled area: the edges of its columns and rows, and its cells; `is_ruled_down` is whether rulings stand at the edges
    of its columns, which else are only somewhere between their texts.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[GridCell, ...]
    is_ruled_down: bool = True

    @property
    def box(self) -> Box:
        """Its edges."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def box_of(self, cell: GridCell) -> Box:
        """The edges of a cell."""
        return Box(
            self.columns[cell.column],
            self.rows[cell.row],
            self.columns[cell.column + cell.columns],
            self.rows[cell.row + cell.rows],
        )


def grid_of(rulings: Rulings) -> Grid | None:
    """The cells between rulings, None for no such; sides that are left open, as at the end of a page, count as closed."""
    across, down = rulings
    if not across or not down:
        return None
    columns = _edges_of(down, across)
    rows = _edges_of(across, down)
    width, height = len(columns) - 1, len(rows) - 1
    if width < 1 or height < 1 or width * height > _MOST_PLACES:
        return None
    walls = [_covered(down, edge, rows) for edge in columns]
    floors = [_covered(across, edge, columns) for edge in rows]
    return Grid(columns, rows, tuple(_cells(walls, floors, width, height)))


def _edges_of(rulings: Sequence[Ruling], others: Sequence[Ruling]) -> tuple[float, ...]:
    """Where rulings stand, with the outermost ends of those that cross them; a strip too narrow for a letter, as between a
    frame and its cells, is none.
    """
    places = sorted({ruling.at for ruling in rulings})
    first, last = min(other.start for other in others), max(other.end for other in others)
    if first < places[0] - NEAR:
        places.insert(0, first)
    if last > places[-1] + NEAR:
        places.append(last)
    edges = places[:1]
    for place in places[1:]:
        if place - edges[-1] >= _NARROWEST:
            edges.append(place)
    return tuple(edges)


def _covered(rulings: Sequence[Ruling], at: float, edges: Sequence[float]) -> list[bool]:
    """Between which neighbouring edges a ruling stands at a place."""
    pieces = [ruling for ruling in rulings if at <= ruling.at < at + _NARROWEST]
    middles = [(edge + after) / 2 for edge, after in pairwise(edges)]
    return [any(piece.start <= middle <= piece.end for piece in pieces) for middle in middles]


def _cells(walls: list[list[bool]], floors: list[list[bool]], width: int, height: int) -> Iterator[GridCell]:
    """The rectangles that no wall or floor divides; what is no rectangle is divided by rows."""
    seen: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in seen:
                continue
            right = column + 1
            while right < width and not walls[right][row] and (row, right) not in seen:
                right += 1
            bottom = row + 1
            while bottom < height and _goes_down(walls, floors, bottom, column, right):
                bottom += 1
            seen.update((below, beside) for below in range(row, bottom) for beside in range(column, right))
            yield GridCell(row, column, bottom - row, right - column)


def _goes_down(walls: list[list[bool]], floors: list[list[bool]], row: int, left: int, right: int) -> bool:
    """Whether the places from `left` to `right` of a row are open above, and one cell."""
    width = len(walls) - 1
    if any(floors[row][column] for column in range(left, right)):
        return False
    if any(walls[edge][row] for edge in range(left + 1, right)):
        return False
    return (left == 0 or walls[left][row]) and (right == width or walls[right][row])
