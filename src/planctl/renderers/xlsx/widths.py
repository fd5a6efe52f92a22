"""How wide columns are, and how many lines a text takes in one. Excel counts widths in digits of its usual font."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, sqrt
from typing import Final

PAGE: Final = 128.0
"""What fits between the margins of landscape A4."""
LINE: Final = 15.0
"""The height of a line of text in points."""
WIDEST_COLUMN: Final = 255.0
_NARROWEST: Final = 7.0
_DIGIT: Final = 1.1  # what half a hanzi takes, generously: a line too many is better than one cut off
_PADDING: Final = 2.0


@lru_cache(maxsize=16_384)  # asked for each text when columns are fitted, and again when rows are
def text_width(text: str) -> float:
    """The width of a text's longest line."""
    lines = text.split("\n") if "\n" in text else (text,)
    return max([len(line.encode("gb18030", "replace")) for line in lines]) * _DIGIT  # two bytes a hanzi, one a letter


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width."""
    room = max(width - _PADDING, 1.0)
    if "\n" not in text:
        return ceil(text_width(text) / room) or 1
    return sum(lines_of(line, width) for line in text.split("\n"))


def fitted_widths(columns: Sequence[Sequence[str]], total: float = PAGE) -> list[float]:
    """Widths for columns with these texts: what each needs to have no second line, where the page has room for all.

    Otherwise columns that need less than their share have what they need, and the others share the rest as the square
    roots of how much text they hold: so the lines of all of them together are fewest.
    """
    measured = [list(map(text_width, texts)) for texts in columns]
    needs = [max(_NARROWEST, *of_column) + _PADDING for of_column in measured]
    weights = [sqrt(sum(of_column) + 1) for of_column in measured]
    widths = list(needs)
    sharing = set(range(len(columns)))
    while sharing:
        share = total / sum(weights[index] for index in sharing)
        narrow = {index for index in sharing if needs[index] <= share * weights[index]}
        if not narrow:
            for index in sharing:
                widths[index] = max(_NARROWEST, share * weights[index])
            break
        total -= sum(needs[index] for index in narrow)
        sharing -= narrow
    return widths
