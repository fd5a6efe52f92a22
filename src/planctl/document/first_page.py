"""What the first page of a notice has room for: GB/T 9704-2012 §7.3.3 wants it to show the text, whatever stands above.

Everything is counted in points down from the upper edge of the 版心; hanzi stand in a grid, so this is nearly exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from planctl.document.title_lines import title_width

_PAGE: Final = 225 * 72 / 25.4
_LINE: Final = _PAGE / 22
_HEAD_FROM_TOP: Final = 35 * 72 / 25.4
_RULE_BELOW_NUMBER: Final = 4 * 72 / 25.4
_LETTER_HEAD: Final = 13 * 72 / 25.4
"""How far a letter's double line reaches into the 版心 (§10.1)."""
_LETTER_NUMBER: Final = _LINE + 5
"""The line of a letter's number and what is free above it."""
_PER_LINE: Final = 28
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


def room_for_head(title: str, addressees: str, stage: str) -> float:
    """Points that the head of a 文件 may be high while page 1 still shows the text; negative where there is no room."""
    number = _LINE + _RULE_BELOW_NUMBER
    return _PAGE - _HEAD_FROM_TOP - number - _height_of_rest(title, addressees, stage)


def letter_shows_text(title: str, addressees: str, stage: str) -> bool:
    """Whether page 1 of a letter, whose head has its fixed place, shows the text."""
    return _LETTER_HEAD + _LETTER_NUMBER + _height_of_rest(title, addressees, stage) <= _PAGE


def _height_of_rest(title: str, addressees: str, stage: str) -> float:
    lines_of_addressees = math.ceil((title_width(addressees) + 1) / _PER_LINE) if addressees else 0
    under_title = 1.5 if stage else 0
    return (_LINES_BETWEEN + _title_lines(title) + under_title + lines_of_addressees + _LINES_OF_TEXT) * _LINE


def _title_lines(title: str) -> int:
    return sum(max(1, math.ceil(title_width(line) / _PER_TITLE_LINE)) for line in title.split("\n"))


SMALLEST_PITCH: Final = 25.0
"""Points; lines are not set closer than this, of the usual 28.95, to bring signature and date to the page of the text."""
_HANGING: Final = 1
"""Characters; a mark may hang over the edge of a line."""
_TOLERANCE: Final = 6
"""Points by which our count is too high."""
_BLANK_LINES: Final = 6
"""Two above the title, one above the addressees and one above the attachments, two above the signature."""


def closing_pitch(title: str, texts: Sequence[str], *, letter: bool) -> float | None:
    """The pitch of lines at which a notice ends on its first page, where at the usual one its signature and date would not
    (§7.3.5.5); None where they do, or where even the smallest pitch does not bring them there.

    `texts` are what stands below the title, from its stage and the addressees to the annotation under the date, each line
    with its indent.
    """
    lines = _title_lines(title) + _BLANK_LINES
    lines += sum(
        max(1, math.ceil((title_width(line) - _HANGING) / _PER_LINE))
        for text in texts
        if text
        for line in text.split("\n")
    )
    head = _LETTER_HEAD + _LETTER_NUMBER if letter else _HEAD_FROM_TOP + ONE_LINE_HEAD + 3 * _LINE
    room = _PAGE - head
    if lines * _LINE <= room + _TOLERANCE or lines * SMALLEST_PITCH > room:
        return None
    return math.floor(room / lines * 20) / 20
