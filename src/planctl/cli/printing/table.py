"""Tables for people, wrapped to the screen.

One layout serves terminals and pipes: rich's own tables leave columns out when the screen is narrow.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import chain
from math import isqrt
from typing import Final, NamedTuple

from planctl.cli.printing.output import clean, emit
from planctl.cli.printing.wrapping import display_width, items, shorten, shorten_items, words, wrap, wrap_items

_GAP: Final = "  "
_FAINT: Final = "┈"
_NARROWEST_TEXT: Final = 12
_NARROWEST: Final = 4
_HEADING: Final = 8
_LONGEST_HEADING: Final = 16
"""What is wider may be broken."""
_LONGEST_NAME: Final = 40
"""What is wider is no name but running text."""


class Kind(Enum):
    """What the cells of a column hold: short words, numbers, lists of names, running text.

    Only running text is broken inside its words; but for it and lists of names, a cell needs no heading to be understood.
    """

    SHORT = auto()
    NUMBER = auto()
    NAMES = auto()
    TEXT = auto()


_WRAPPED: Final[dict[Kind, Callable[[str, int], list[str]]]] = {
    Kind.SHORT: wrap_items,
    Kind.NUMBER: wrap,
    Kind.NAMES: wrap_items,
    Kind.TEXT: wrap,
}

_OF_NAMES: Final = (Kind.SHORT, Kind.NAMES)
_CUT: Final = (Kind.NAMES, Kind.TEXT)
"""What is cut first where each row is to stand on one line."""


class Column(NamedTuple):
    """A column of a table."""

    heading: str
    kind: Kind = Kind.SHORT


Rows = Sequence[Sequence[str]]


def print_table(columns: Sequence[Column], rows: Rows, *, oneline: bool = False) -> None:
    """Print a table in the terminal's width; no cell is cut short, unless each row is to stand on one line."""
    head, *lines = (one_line_table if oneline else plain_table)(columns, rows, screen_width())
    print_styled(head, "bold")
    emit("".join(f"{line}\n" for line in lines))


def print_styled(text: str, style: str) -> None:
    """Print a line, in a style of rich's on a terminal that shows styles."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb":
        emit(f"{text}\n")
        return
    from rich.console import Console
    from rich.text import Text

    Console(highlight=False, soft_wrap=True).print(Text(clean(text), style=style))


def print_list(text: str) -> None:
    """Print a list in the terminal's width, with its further lines indented."""
    first, *further = wrap_items(clean(text), max(screen_width() - len(_GAP), 2))
    emit("".join(f"{line}\n" for line in (first, *(_GAP + line for line in further))))


def screen_width() -> int:
    """Columns of the terminal, of COLUMNS, or 100 where neither is known."""
    return shutil.get_terminal_size((100, 24)).columns


def plain_table(columns: Sequence[Column], rows: Rows, width: int) -> list[str]:
    """The table's lines: heading (one line or more), rule, then the rows wrapped into their columns, with a faint rule
    between them where one takes several lines.

    Where the columns cannot stand side by side without breaking names, the rows stand one below the other.
    """
    columns, rows = _cleaned(columns, rows)
    widths = _widths(columns, rows, width)
    if widths is None:
        return list(_stacked(columns, rows, width))
    kinds = [column.kind for column in columns]
    blocks = [_row_lines(row, widths, kinds) for row in rows]
    between = [_FAINT * min(sum(widths) + len(_GAP) * (len(widths) - 1), width)]
    separator = between if any(len(block) > 1 for block in blocks) else []
    head = _row_lines([column.heading for column in columns], widths, [Kind.TEXT] * len(columns))
    body = chain.from_iterable((*separator, *block) if index else block for index, block in enumerate(blocks))
    return ["\n".join(head), _GAP.join("─" * size for size in widths), *body]


def one_line_table(columns: Sequence[Column], rows: Rows, width: int) -> list[str]:
    """The table's lines, each row on one: what does not fit is cut with …, short words and numbers only where they alone
    are too wide."""
    columns, rows = _cleaned(columns, rows)
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = _one_line_widths(columns, rows, width)
    shorten_cells = [shorten_items if column.kind in _OF_NAMES else shorten for column in columns]
    lines = []
    for row in ([column.heading for column in columns], *rows):
        cells = (cut(cell, size) for cut, cell, size in zip(shorten_cells, row, widths, strict=True))
        padded = (_padded(cell, size, column.kind) for cell, size, column in zip(cells, widths, columns, strict=True))
        lines.append(_GAP.join(padded).rstrip())
    return [lines[0], _GAP.join("─" * size for size in widths), *lines[1:]]


def _one_line_widths(columns: Sequence[Column], rows: Rows, width: int) -> list[int]:
    """Short words and numbers whole as long as the rest has room; that is shared out more evenly than where cells wrap, for
    the beginning of each is wanted."""
    measures = [
        measure._replace(held=isqrt(measure.held) + 1) for measure in map(_measure, columns, _by_column(columns, rows))
    ]
    available = width - len(_GAP) * (len(columns) - 1)
    for least_short, least_cut in ((width, _HEADING), (width, _NARROWEST), (_NARROWEST, _NARROWEST)):
        measures = [
            measure._replace(least=min(measure.needed, least_cut if column.kind in _CUT else least_short))
            for column, measure in zip(columns, measures, strict=True)
        ]
        if sum(measure.least for measure in measures) <= available:
            break
    return _shared_out(max(available, sum(measure.least for measure in measures)), measures)


def _by_column(columns: Sequence[Column], rows: Rows) -> list[Counter[str]]:
    return [Counter(row[index] for row in rows) for index in range(len(columns))]


def _cleaned(columns: Sequence[Column], rows: Rows) -> tuple[Sequence[Column], Rows]:
    """Headings and cells with what could harm a terminal made visible; most tables have nothing of the kind."""
    columns = [column._replace(heading=clean(column.heading)) for column in columns]
    everything = "".join(chain.from_iterable(rows))
    return columns, rows if clean(everything) == everything else [[clean(cell) for cell in row] for row in rows]


def _widths(columns: Sequence[Column], rows: Rows, width: int) -> list[int] | None:
    """The columns' widths: what they need as far as the table's width allows, no less than their names take; what is left is
    shared out by how much they hold. None where the width does not allow for the names."""
    cells = _by_column(columns, rows)
    measures = list(map(_measure, columns, cells))
    available = width - len(_GAP) * (len(columns) - 1)
    if sum(measure.least for measure in measures) > available:
        return None
    widths = _shared_out(available, measures)
    for index, column in enumerate(columns):
        if column.kind in _OF_NAMES:  # which seldom fill their column: the rest is for running text
            lines = (line for cell in cells[index] for line in _cell_lines(cell, widths[index], column.kind))
            least = max(measures[index].least, _widest(list(map(str.rstrip, lines))))
            measures[index] = measures[index]._replace(needed=least, least=least)
    return _shared_out(available, measures)


class _Measure(NamedTuple):
    """What a column needs for its longest line, what it needs at least, and how much it holds in all."""

    needed: int
    least: int
    held: int


def _shared_out(available: int, measures: Sequence[_Measure]) -> list[int]:
    """The least for each column, and the rest by how much they hold; what one does not need is left to the others."""
    widths = [measure.least for measure in measures]
    spare = available - sum(widths)
    waiting = [index for index, measure in enumerate(measures) if measure.least < measure.needed]
    while waiting:
        held = sum(measures[index].held for index in waiting)
        shares = {index: spare * measures[index].held // held for index in waiting}
        content = [index for index in waiting if measures[index].needed - widths[index] <= shares[index]]
        for index in content or waiting:
            share = measures[index].needed - widths[index] if content else shares[index]
            widths[index] += share
            spare -= share
        waiting = [index for index in waiting if index not in content] if content else []
    return widths


def _measure(column: Column, cells: Counter[str]) -> _Measure:
    heading = display_width(column.heading)
    sizes = {cell: _widest(cell.splitlines()) for cell in cells}
    widest = max(sizes.values(), default=0)
    unbroken = widest
    if column.kind is not Kind.NUMBER:
        everything = "\n".join(cells)
        names = words(everything) if column.kind is Kind.TEXT else map(str.rstrip, items(everything))
        unbroken = max((size for size in map(display_width, set(names)) if size <= _LONGEST_NAME), default=0)
    if column.kind is Kind.TEXT:
        unbroken = max(unbroken, min(widest, _NARROWEST_TEXT))
    least = max(min(heading, _LONGEST_HEADING), unbroken)
    held = sum(sizes[cell] * count for cell, count in cells.items())
    return _Measure(max(heading, widest), least, held or 1)


def _widest(lines: Sequence[str]) -> int:
    return max(map(display_width, lines), default=0)


def _stacked(columns: Sequence[Column], rows: Rows, width: int) -> Iterator[str]:
    """Rows one below the other: on the first line the first cell and the short ones, then a paragraph for each other cell."""
    for index, row in enumerate(rows):
        if index:
            yield _FAINT * width
        cells = [(column, cell) for column, cell in zip(columns, row, strict=True) if cell]
        yield from wrap_items(_GAP.join(cell for column, cell in cells if column.kind is Kind.SHORT), max(width, 2))
        for column, cell in cells:
            if column.kind is not Kind.SHORT:
                lines = _WRAPPED[column.kind](f"{column.heading}：{cell}", max(width - len(_GAP), 2))
                yield from (_GAP + line for line in lines)


def _row_lines(cells: Sequence[str], widths: Sequence[int], kinds: Sequence[Kind]) -> list[str]:
    wrapped = list(map(_cell_lines, cells, widths, kinds))
    height = max(map(len, wrapped))
    blanks = [" " * size for size in widths]
    return [
        _GAP.join(
            lines[index] if index < len(lines) else blank for lines, blank in zip(wrapped, blanks, strict=True)
        ).rstrip()
        for index in range(height)
    ]


@lru_cache(maxsize=4096)
def _cell_lines(cell: str, size: int, kind: Kind) -> list[str]:
    """A cell's lines, as wide as its column; tables repeat the same few cells."""
    return [_padded(line, size, kind) for line in _WRAPPED[kind](cell, size)]


def _padded(line: str, size: int, kind: Kind) -> str:
    padding = " " * (size - display_width(line))
    return padding + line if kind is Kind.NUMBER else line + padding
