"""Tables for people: drawn by rich on a terminal, plainly wrapped elsewhere; hanzi count as two columns."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from planctl.cli.output import clean, emit

_GAP: Final = "  "
_NO_LINE_START: Final = frozenset("，。、；：！？）》”’〕】,.;:!?)")
_NO_LINE_END: Final = frozenset("（《“‘〔【(")
_NARROWEST: Final = 6


class Column(NamedTuple):
    """A column: its heading, and how much of spare width it takes against others (0: only what it needs)."""

    heading: str
    weight: int = 0


def print_table(columns: list[Column], rows: list[list[str]]) -> None:
    """Print a table in the terminal's width; no cell is ever cut short."""
    if sys.stdout.isatty():
        _print_rich(columns, rows)
    else:
        emit("".join(f"{line}\n" for line in plain_table(columns, rows, screen_width())))


def screen_width() -> int:
    """Columns of the terminal, of COLUMNS, or 100 where nothing tells."""
    return shutil.get_terminal_size((100, 24)).columns


def plain_table(columns: list[Column], rows: list[list[str]], width: int) -> list[str]:
    """The table's lines: heading, rule, then the rows wrapped into their columns."""
    widths = _widths(columns, rows, width)
    lines = _row_lines([column.heading for column in columns], widths)
    lines.append(_GAP.join("─" * one for one in widths))
    for row in rows:
        lines.extend(_row_lines(row, widths))
    return lines


@lru_cache(maxsize=8192)
def character_width(character: str) -> int:
    """Columns a character takes: 2 for East Asian wide ones, 0 for combining ones."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def display_width(text: str) -> int:
    """Columns a text takes."""
    return sum(map(character_width, text))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns (at least 2); none begins with a closing mark or ends with an opening one where
    that can be helped."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        start, used = 0, 0
        for index, character in enumerate(paragraph):
            size = character_width(character)
            if used + size > width and index > start:
                before = paragraph[index - 1]
                bad_break = before in _NO_LINE_END or (character in _NO_LINE_START and before not in _NO_LINE_START)
                carried = character_width(before) if bad_break and index - start > 1 else 0
                if carried + size > width:
                    carried = 0
                cut = index - 1 if carried else index
                lines.append(paragraph[start:cut])
                start, used = cut, carried
            used += size
        lines.append(paragraph[start:])
    return lines


def _widths(columns: list[Column], rows: list[list[str]], width: int) -> list[int]:
    natural = [display_width(column.heading) for column in columns]
    for row in rows:
        for index, cell in enumerate(row):
            longest = max((display_width(line) for line in cell.splitlines()), default=0)
            natural[index] = max(natural[index], longest)
    available = width - len(_GAP) * (len(columns) - 1)
    fixed = sum(size for size, column in zip(natural, columns, strict=True) if column.weight == 0)
    flexible = [index for index, column in enumerate(columns) if column.weight]
    spare = max(available - fixed, _NARROWEST * len(flexible))
    # a column that needs less than its share leaves the rest to the others
    while flexible:
        total = sum(columns[index].weight for index in flexible)
        content = [index for index in flexible if natural[index] <= spare * columns[index].weight // total]
        if not content:
            for index in flexible:
                natural[index] = max(spare * columns[index].weight // total, _NARROWEST)
            break
        spare -= sum(natural[index] for index in content)
        flexible = [index for index in flexible if index not in content]
    return natural


def _row_lines(cells: list[str], widths: list[int]) -> list[str]:
    wrapped = [wrap(clean(cell), size) for cell, size in zip(cells, widths, strict=True)]
    lines = []
    for index in range(max(map(len, wrapped))):
        pieces = []
        for lines_of_cell, size in zip(wrapped, widths, strict=True):
            piece = lines_of_cell[index] if index < len(lines_of_cell) else ""
            pieces.append(piece + " " * (size - display_width(piece)))
        lines.append(_GAP.join(pieces).rstrip())
    return lines


def _print_rich(columns: list[Column], rows: list[list[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False, header_style="bold")
    for column in columns:
        if column.weight:
            table.add_column(column.heading, ratio=column.weight, overflow="fold")
        else:
            table.add_column(column.heading, no_wrap=True, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    table.expand = any(column.weight for column in columns)
    Console(highlight=False).print(table)
