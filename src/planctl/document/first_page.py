"""What the first page of a notice has room for: GB/T 9704-2012 §7.3.3 wants it to show the text, whatever stands above.

Everything is counted in points down from the upper edge of the 版心; hanzi stand in a grid, so this is nearly exact.
"""

from __future__ import annotations

import math
from itertools import takewhile
from typing import Final

from planctl.document.headings import is_heading
from planctl.document.title_lines import title_width

PAGE: Final = 225 * 72 / 25.4
"""How high the 版心 is in points (§5.2.1)."""
LINE: Final = 28.95
"""The usual pitch of lines in points, 22 to a page (§5.2.3)."""
_HEAD_FROM_TOP: Final = 35 * 72 / 25.4
_ABOVE_HEAD: Final = 35.5 * 72 / 25.4
"""As the templates have it, so that the ink is 35 mm down."""
_RULE: Final = 8.5
"""The red line of 1.5 pt and what is free above it; the rest of the 4 mm is in the number's line."""
_RULE_BELOW_NUMBER: Final = 4 * 72 / 25.4
_LETTER_HEAD: Final = 13 * 72 / 25.4
"""How far a letter's double line reaches into the 版心 (§10.1)."""
_ABOVE_PAGE: Final = 7.6
"""How much of a letter's head, with the double line and what is free above it, is above the 版心."""
_LETTER_NUMBER: Final = LINE + 5
"""The line of a letter's number and what is free above it."""
PER_LINE: Final = 28
"""Hanzi of 三号 on a line (§5.2.3)."""
_PER_TITLE_LINE: Final = 20
_LINES_BETWEEN: Final = 5
"""Two lines under the head, two above the title, one above the addressees or the text."""
_LINES_OF_TEXT: Final = 2
"""Word processors leave no line of a paragraph alone at the foot of a page."""


SMALLEST_HEAD: Final = 18
"""Points; the standard names no size, a head in smaller letters is none any more."""
HEAD_LEADING: Final = 1.1
"""The pitch of several organs' lines in a head, by their size."""
ONE_LINE_HEAD: Final = 50
"""How high a head on one line is in its usual size."""


def lowest_head(organs: int) -> float:
    """How high the head of several organs is in the smallest letters."""
    return organs * SMALLEST_HEAD * HEAD_LEADING


def above_title(head: float, *, letter: bool) -> float:
    """Points from the upper edge of the 版心 to what is free above the title, where the head is so high."""
    return max(0.0, head - _ABOVE_PAGE) + _LETTER_NUMBER if letter else _ABOVE_HEAD + head + 3 * LINE + _RULE


def room_for_head(title: str, addressees: str, stage: str, text: str) -> float:
    """Points that the head of a 文件 may be high while page 1 still shows the text; negative where there is no room."""
    number = LINE + _RULE_BELOW_NUMBER
    return PAGE - _HEAD_FROM_TOP - number - _height_of_rest(title, addressees, stage, text)


def letter_shows_text(title: str, addressees: str, stage: str, text: str) -> bool:
    """Whether page 1 of a letter, whose head has its fixed place, shows the text."""
    return _LETTER_HEAD + _LETTER_NUMBER + _height_of_rest(title, addressees, stage, text) <= PAGE


def _height_of_rest(title: str, addressees: str, stage: str, text: str) -> float:
    lines_of_addressees = math.ceil((title_width(addressees) + 1) / PER_LINE) if addressees else 0
    under_title = 1.5 if stage else 0
    return (_LINES_BETWEEN + title_lines(title) + under_title + lines_of_addressees + _lines_of_text(text)) * LINE


def _lines_of_text(text: str) -> int:
    """Lines of the text that page 1 shows at least; headings stay with what follows them."""
    return _LINES_OF_TEXT + sum(1 for _ in takewhile(is_heading, text.split("\n")))


def title_lines(title: str) -> int:
    """How many lines a notice's title takes."""
    return sum(max(1, math.ceil(title_width(line) / _PER_TITLE_LINE)) for line in title.split("\n"))
