"""Tables for people, wrapped to the screen with hanzi counted as two columns; rich styles them on a terminal.

One layout serves terminals and pipes: rich's own tables leave columns out when the screen is narrow.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from planctl.cli.printing.output import clean, emit

_GAP: Final = "  "
_NO_LINE_START: Final = frozenset("，。、；：！？）》”’〕】,.;:!?)")
_NO_LINE_END: Final = frozenset("（《“‘〔【(")
_NARROWEST: Final = 6


class Column(NamedTuple):
    """A column: its heading, and how much of spare width it takes against others (0: only what it needs)."""

    heading: str
    weight: int = 0


def print_table(columns: list[Column], rows: list[list[str]]) -> None:
    """Print a table in the terminal's width; no cell is ever cut short.

    Where the columns cannot stand side by side the rows are printed one below the other, a line for each cell.
    """
    width = screen_width()
    if width < _NARROWEST * len(columns) + len(_GAP) * (len(columns) - 1):
        emit("".join(f"{line}\n" for line in _records(columns, rows, width)))
        return
    head, *lines = plain_table(columns, rows, width)
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


def screen_width() -> int:
    """Columns of the terminal, of COLUMNS, or 100 where neither is known."""
    return shutil.get_terminal_size((100, 24)).columns


def plain_table(columns: list[Column], rows: list[list[str]], width: int) -> list[str]:
    """The table's lines: heading (one line or more), rule, then the rows wrapped into their columns."""
    columns = [column._replace(heading=clean(column.heading)) for column in columns]
    rows = [[clean(cell) for cell in row] for row in rows]
    widths = _widths(columns, rows, width)
    lines = ["\n".join(_row_lines([column.heading for column in columns], widths))]
    lines.append(_GAP.join("─" * size for size in widths))
    for row in rows:
        lines.extend(_row_lines(row, widths))
    return lines


def _records(columns: list[Column], rows: list[list[str]], width: int) -> list[str]:
    lines = []
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            lines.extend(wrap(f"{clean(column.heading)}：{clean(cell)}", max(width, 2)))
        lines.append("")
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
    """Lines of at most `width` columns (at least 2); none begins with a closing mark, ends with an opening one or breaks a
    word of Latin letters where that can be helped."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        start, used = 0, 0
        for index, character in enumerate(paragraph):
            size = character_width(character)
            if used + size > width and index > start:
                cut = _cut(paragraph, start, index)
                if display_width(paragraph[cut : index + 1]) > width:
                    cut = index
                lines.append(paragraph[start:cut].rstrip(" "))
                start = cut + (paragraph[cut] == " ")
                used = display_width(paragraph[start:index])
            used += size if index >= start else 0
        lines.append(paragraph[start:])
    return lines


def _cut(text: str, start: int, index: int) -> int:
    """Where to break a line that begins at `start` and has room up to `index`."""
    cut = index
    while cut > start and _is_latin(text[cut - 1]) and _is_latin(text[cut]):
        cut -= 1
    if cut == start:
        cut = index
    while cut - 1 > start and _is_bad(text[cut - 1], text[cut]):
        cut -= 1
    return cut


def _is_bad(before: str, following: str) -> bool:
    return before in _NO_LINE_END or (following in _NO_LINE_START and before not in _NO_LINE_START)


def _is_latin(character: str) -> bool:
    return "!" <= character <= "~"


def _widths(columns: list[Column], rows: list[list[str]], width: int) -> list[int]:
    """The columns' widths: what they need, as far as the table's width allows.

    Columns without weight get what they need first, unless that leaves the others less than a fair share.
    """
    table = [[column.heading for column in columns], *rows]
    needed = [max(map(_widest_line, cells)) for cells in zip(*table, strict=True)]
    available = width - len(_GAP) * (len(columns) - 1)
    if sum(needed) <= available:
        return needed
    weights = [column.weight for column in columns]
    rigid = sum(need for need, weight in zip(needed, weights, strict=True) if not weight)
    if available - rigid < _NARROWEST * sum(map(bool, weights)) or not any(weights):
        weights = [max(weight, 1) for weight in weights]
    return _shared_out(available, needed, weights)


def _shared_out(available: int, needed: list[int], weights: list[int]) -> list[int]:
    """The width available, first for what columns without weight need, the rest by weight; a column that needs less
    than its share leaves the rest to the others."""
    widths = [0 if weight else need for need, weight in zip(needed, weights, strict=True)]
    spare = available - sum(widths)
    waiting = [index for index, weight in enumerate(weights) if weight]
    while waiting:
        total = sum(weights[index] for index in waiting)
        shares = {index: spare * weights[index] // total for index in waiting}
        content = [index for index in waiting if needed[index] <= shares[index]]
        if not content:
            for index, share in shares.items():
                widths[index] = max(share, _NARROWEST // 2)
            break
        for index in content:
            widths[index] = needed[index]
            spare -= needed[index]
        waiting = [index for index in waiting if index not in content]
    return widths


def _widest_line(cell: str) -> int:
    return max((display_width(line) for line in cell.splitlines()), default=0)


def _row_lines(cells: list[str], widths: list[int]) -> list[str]:
    wrapped = [wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    lines = []
    for index in range(max(map(len, wrapped))):
        pieces = []
        for lines_of_cell, size in zip(wrapped, widths, strict=True):
            piece = lines_of_cell[index] if index < len(lines_of_cell) else ""
            pieces.append(piece + " " * (size - display_width(piece)))
        lines.append(_GAP.join(pieces).rstrip())
    return lines
