"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from math import isqrt
from typing import Final, NamedTuple

from planctl.cli.printing.wrapping import display_width, items, words, wrap_items

GAP: Final = "  "
"""What stands between two columns."""
_NARROWEST_TEXT: Final = 12
_NARROWEST: Final = 4
_HEADING: Final = 8
_LONGEST_HEADING: Final = 16
"""What is wider may be broken."""
_LONGEST_NAME: Final = 40
"""What is wider is no name but running text."""


class Kind(Enum):
    """What the cells of a column hold: short words that need no heading to be understood, numbers, lists of names, or
    running text."""

    SHORT = auto()
    NUMBER = auto()
    NAMES = auto()
    TEXT = auto()

    @property
    def is_of_names(self) -> bool:
        """Whether its cells are broken only between their words."""
        return self in (Kind.SHORT, Kind.NAMES)

    @property
    def is_long(self) -> bool:
        """Whether its cells are what is cut where each row is to stand on one line."""
        return self in (Kind.NAMES, Kind.TEXT)


class Column(NamedTuple):
    """A column of a table."""

    heading: str
    kind: Kind = Kind.SHORT


Rows = Sequence[Sequence[str]]


def wrapped_widths(columns: Sequence[Column], rows: Rows, width: int) -> list[int] | None:
    """The widths of columns whose cells wrap: what they need as far as the table's width allows, no less than their names take; what is left is
    shared out by how much they hold. None where the width does not allow for the names."""
    cells = by_column(columns, rows)
    measures = list(map(_measure, columns, cells))
    available = width - len(GAP) * (len(columns) - 1)
    if sum(measure.least for measure in measures) > available:
        return None
    widths = _shared_out(available, measures)
    for index, column in enumerate(columns):
        if column.kind.is_of_names:  # which seldom fill their column: the rest is for running text
            lines = [line for cell in set(cells[index]) for line in wrap_items(cell, widths[index])]
            least = max(measures[index].least, _widest(lines))
            measures[index] = measures[index]._replace(needed=least, least=least)
    return _shared_out(available, measures)


def one_line_widths(columns: Sequence[Column], rows: Rows, width: int) -> list[int]:
    """The widths for rows of one line: short words and numbers whole as long as the rest has room; that is shared out more evenly than where cells wrap, for
    the beginning of each is wanted."""
    measures = [
        measure._replace(held=isqrt(measure.held) + 1) for measure in map(_measure, columns, by_column(columns, rows))
    ]
    available = width - len(GAP) * (len(columns) - 1)
    for least_short, least_cut in ((width, _HEADING), (width, _NARROWEST), (_NARROWEST, _NARROWEST)):
        measures = [
            measure._replace(least=min(measure.needed, least_cut if column.kind.is_long else least_short))
            for column, measure in zip(columns, measures, strict=True)
        ]
        if sum(measure.least for measure in measures) <= available:
            break
    return _shared_out(max(available, sum(measure.least for measure in measures)), measures)


def by_column(columns: Sequence[Column], rows: Rows) -> Sequence[Sequence[str]]:
    """The cells of each column."""
    return list(zip(*rows, strict=True)) or [()] * len(columns)


class _Measure(NamedTuple):
    """What a column needs for its longest line, what it needs at least, and how many characters it holds in all."""

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


def _measure(column: Column, cells: Sequence[str]) -> _Measure:
    different = set(cells)
    heading, widest = display_width(column.heading), _widest_of(different)
    unbroken = widest
    if column.kind is not Kind.NUMBER:
        everything = "\n".join(different)
        names = words(everything) if column.kind is Kind.TEXT else map(str.rstrip, items(everything))
        unbroken = max((size for size in map(display_width, set(names)) if size <= _LONGEST_NAME), default=0)
    if column.kind is Kind.TEXT:
        unbroken = max(unbroken, min(widest, _NARROWEST_TEXT))
    least = max(min(heading, _LONGEST_HEADING), unbroken)
    return _Measure(max(heading, widest), least, sum(map(len, cells)) or 1)


def _widest_of(cells: Iterable[str]) -> int:
    """The columns that the longest line of cells takes."""
    widest = 0
    for cell in sorted(cells, key=len, reverse=True):
        if 2 * len(cell) <= widest:  # nor can any that is shorter be wider
            break
        widest = max(widest, _widest(cell.splitlines()))
    return widest


def _widest(lines: Sequence[str]) -> int:
    return max(map(display_width, lines), default=0)
