"""Tables for people, wrapped to the screen.

One layout serves terminals and pipes: rich's own tables leave columns out when the screen is narrow.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from planctl.cli.printing.column_widths import GAP, Column, Kind, Rows, by_column, one_line_widths, wrapped_widths
from planctl.cli.printing.output import clean, emit, emit_styled
from planctl.cli.printing.styles import Color, Marks, Painter, Style, shows_colors
from planctl.cli.printing.wrapping import display_width, measured_lines, shorten, shorten_items, wrap, wrap_items

_FAINT: Final = "┈"
_WRAPPED: Final[dict[Kind, Callable[[str, int], list[str]]]] = {
    Kind.SHORT: wrap_items,
    Kind.NUMBER: wrap,
    Kind.NAMES: wrap_items,
    Kind.TEXT: wrap,
}


class Table(NamedTuple):
    """A table as laid out: the lines of its heading, those of each row, and the rule beside rows of several lines."""

    heading: list[str]
    rows: list[list[str]]
    rule: str

    def lines(self, painter: Painter) -> Iterator[str]:
        """All its lines, with their styles."""
        for line in self.heading:
            yield painter.line(line, Style.HEADING)
        above: list[str] = []
        for index, row in enumerate(self.rows):
            if len(above) > 1 or (above and len(row) > 1):
                yield painter.line(self.rule, Style.FAINT)
            for line in row:
                yield painter.row(index, line)
            above = row


def print_table(
    columns: Sequence[Column],
    rows: Rows,
    *,
    oneline: bool = False,
    color: Color = Color.AUTO,
    marks: Callable[[], Iterable[Marks]] = tuple,
) -> None:
    """Print a table in the terminal's width; no cell is cut short, unless each row is to stand on one line (`oneline`).

    `marks` gives what stands out in each row, where colours are shown.
    """
    painter = Painter(list(marks())) if shows_colors(color) else Painter()
    lines = lay_out(columns, rows, screen_width(), oneline=oneline).lines(painter)
    emit_styled("".join(f"{line}\n" for line in lines))


def print_list(text: str) -> None:
    """Print a list in the terminal's width, with its further lines indented."""
    first, *further = wrap_items(clean(text), max(screen_width() - len(GAP), 2))
    emit("".join(f"{line}\n" for line in (first, *(GAP + line for line in further))))


def screen_width() -> int:
    """Columns of the terminal, of COLUMNS, or 100 where neither is known."""
    return shutil.get_terminal_size((100, 24)).columns


def lay_out(columns: Sequence[Column], rows: Rows, width: int, *, oneline: bool = False) -> Table:
    """A table within a width, its texts clean.

    Where the columns cannot stand side by side without breaking names, the rows stand one below the other.
    """
    columns, rows = _cleaned(columns, rows)
    if oneline:
        return _with_one_line_a_row(columns, rows, width)
    widths = wrapped_widths(columns, rows, width)
    if widths is None:
        return Table([], [list(_stacked(columns, row, width)) for row in rows], _FAINT * width)
    head = [_cell_lines(column.heading, size, Kind.TEXT) for column, size in zip(columns, widths, strict=True)]
    laid_out = [
        {cell: _cell_lines(cell, size, column.kind) for cell in dict.fromkeys(cells)}
        for column, size, cells in zip(columns, widths, by_column(columns, rows), strict=True)
    ]
    blanks = [" " * size for size in widths]
    blocks = [_side_by_side([of[cell] for of, cell in zip(laid_out, row, strict=True)], blanks) for row in rows]
    rule = _FAINT * (sum(widths) + len(GAP) * (len(widths) - 1))
    return Table([*_side_by_side(head, blanks), _rule_below(widths)], blocks, rule)


def _rule_below(widths: Sequence[int]) -> str:
    return GAP.join("─" * size for size in widths)


def _cleaned(columns: Sequence[Column], rows: Rows) -> tuple[Sequence[Column], Rows]:
    """Headings and cells with what could harm a terminal made visible; most tables have nothing of the kind."""
    columns = [column._replace(heading=clean(column.heading)) for column in columns]
    everything = "".join(chain.from_iterable(rows))
    return columns, rows if clean(everything) == everything else [[clean(cell) for cell in row] for row in rows]


def _with_one_line_a_row(columns: Sequence[Column], rows: Rows, width: int) -> Table:
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = one_line_widths(columns, rows, width)
    shorten_cells = [shorten_items if column.kind.is_of_names else shorten for column in columns]

    def line(row: Sequence[str]) -> str:
        cells = (cut(cell, size) for cut, cell, size in zip(shorten_cells, row, widths, strict=True))
        padded = (_padded(cell, size, column.kind) for cell, size, column in zip(cells, widths, columns, strict=True))
        return GAP.join(padded).rstrip()

    heading = [line([column.heading for column in columns]), _rule_below(widths)]
    return Table(heading, [[line(row)] for row in rows], "")


def _stacked(columns: Sequence[Column], row: Sequence[str], width: int) -> Iterator[str]:
    """A row's lines where its cells stand one below the other: the short ones on the first, then a paragraph for each."""
    cells = [(column, cell) for column, cell in zip(columns, row, strict=True) if cell]
    yield from wrap_items(GAP.join(cell for column, cell in cells if column.kind is Kind.SHORT), max(width, 2))
    for column, cell in cells:
        if column.kind is not Kind.SHORT:
            lines = _WRAPPED[column.kind](f"{column.heading}：{cell}", max(width - len(GAP), 2))
            yield from (GAP + line for line in lines)


def _side_by_side(cells: Sequence[list[str]], blanks: Sequence[str]) -> list[str]:
    """The lines of cells as lines of a row; `blanks` fill up those that have fewer."""
    return [GAP.join(line).rstrip() for line in _filled_up(cells, blanks)]


def _filled_up(cells: Sequence[list[str]], blanks: Sequence[str]) -> Iterator[Iterable[str]]:
    height = max(map(len, cells))
    if height == 1:
        return iter([[cell[0] for cell in cells]])
    return zip(
        *([*cell, *[blank] * (height - len(cell))] for cell, blank in zip(cells, blanks, strict=True)), strict=True
    )


def _cell_lines(cell: str, size: int, kind: Kind) -> list[str]:
    """A cell's lines, as wide as its column."""
    if kind is Kind.TEXT:
        return [line + " " * (size - columns) for line, columns in measured_lines(cell, size)]
    return [_padded(line, size, kind) for line in _WRAPPED[kind](cell, size)]


def _padded(line: str, size: int, kind: Kind) -> str:
    padding = " " * (size - display_width(line))
    return padding + line if kind is Kind.NUMBER else line + padding
