"""Where the lines of a Chinese text end: hanzi stand in a grid nearly, so how many lines a text takes can be worked out.

No line begins or ends with certain marks, Latin words and numbers stay whole, and marks are squeezed where
that brings more on a line, as LibreOffice does. In cells no mark hangs over the edge, where the border is. Widths are in hanzi.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import Final

from planctl.lazy_regex import Expression

NEVER_FIRST: Final = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―—‖’”…‰′″›℃∶⋯─、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
"""What no line begins with, as the templates have it."""
NEVER_LAST: Final = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
"""What no line ends with, as the templates have it."""
_NEVER_DIVIDED: Final = frozenset("—…")
_NOT_BEFORE: Final = NEVER_FIRST | _NEVER_DIVIDED
SQUEEZED: Final = "〈《「『【〔〖〘〚〝〉》」』】〕〗〙〛〞〟、。"
"""Marks that take little more than half a hanzi where a line would else not hold what it can (`compressPunctuation`); those of LibreOffice 7.4,
which leaves full-width commas and brackets as they are."""
_SQUEEZED_WIDTH: Final = 0.6
"""Measured: half a hanzi is what a mark needs, but LibreOffice does not bring it quite down to that."""
_TOLERANCE: Final = 0.01  # word processors round to twips
_FEW: Final = 7
_LONG_LINE: Final = 15
_MOST_LOST: Final = 4
"""With so few narrow characters a line longer than this loses four hanzi at most to what may not end it or begin the next."""
_HANZI: Final = "\u2000"
"""What comes before it is Latin, Greek, Cyrillic and the like, whose words are not divided."""
_OTHERS: Final = Expression("[^\u3400-\u4dbf\u4e00-\u9fff！（），：；？]")
"""Characters that may be narrower than a hanzi."""
_STEPS: Final = 100
"""To a hanzi; widths that are added up are whole numbers of them."""
_LATIN: Final = {
    0.18: "'", 0.2: "|", 0.25: " ,.", 0.278: "/:;\\ijlt", 0.333: "!()-[]I`fr", 0.389: "Js", 0.408: '"',
    0.444: "?acez", 0.469: "^", 0.48: "{}", 0.5: "#$*0123456789_bdghknopquvxy", 0.541: "~", 0.556: "FPS", 0.564: "+<=>",
    0.611: "ELTZ", 0.667: "BCR", 0.722: "ADGHKNOQUVXYw", 0.778: "&m", 0.833: "%", 0.889: "M", 0.921: "@", 0.944: "W",
}  # fmt: skip
"""The characters of Times New Roman, in which Latin stands, by their widths."""


class _Widths(dict[str, float]):
    def __missing__(self, character: str) -> float:
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cc", "Cf"):
            width = 0.0
        else:
            width = 0.5 if unicodedata.east_asian_width(character) in ("Na", "N", "H") else 1.0
        self[character] = width
        return width


_WIDTHS: Final = _Widths({character: width for width, characters in _LATIN.items() for character in characters})


class _LeastSteps(dict[str, int]):
    def __missing__(self, character: str) -> int:
        width = _SQUEEZED_WIDTH if character in SQUEEZED else _WIDTHS[character]
        self[character] = steps = round(width * _STEPS)
        return steps


_LEAST_STEPS: Final = _LeastSteps()


def text_width(text: str) -> float:
    """How wide a text is on one line, no mark squeezed."""
    return sum(map(_WIDTHS.__getitem__, text))


def count_lines(text: str, room: float) -> int:
    """How many lines of this width a text takes; an empty one takes one."""
    if "\n" in text:
        return sum(count_lines(line, room) for line in text.split("\n"))
    if len(text) <= room:  # nothing is wider than a hanzi
        return 1
    if room > _LONG_LINE:
        others = _OTHERS.findall(text)
        if len(others) <= _FEW or len(text.encode("ascii", "ignore")) <= _FEW:
            # on one line, every mark squeezed; characters as wide as a hanzi are only counted
            needed = len(text) - len(others) + sum(map(_LEAST_STEPS.__getitem__, others)) / _STEPS
            fewest = ceil(needed / room)
            if needed <= (fewest - 1) * (room - _MOST_LOST) + room:  # however the lines end; the last one loses nothing
                return fewest
    return 1 + len(line_ends(text, room))


def line_reach(text: str) -> list[int]:
    """How far a line would go that held a text up to each of its characters, in steps."""
    return list(accumulate(map(_LEAST_STEPS.__getitem__, text)))


def line_ends(text: str, room: float, reach: Sequence[int] | None = None) -> list[int]:
    """The places in a text without line feeds where its lines but the last one end; `reach` is its `line_reach`, where
    that is known."""
    reach = line_reach(text) if reach is None else reach
    full = int((room + _TOLERANCE) * _STEPS)
    length = len(text)
    ends: list[int] = []
    begin = used = 0
    while length and reach[-1] - used > full:
        place = bisect_right(reach, used + full, begin)
        while place < length and text[place] == " ":  # blanks do not count where a line ends
            place += 1
        if place == length:
            break
        after, before = text[place], text[place - 1]
        if place == begin or after in _NOT_BEFORE or before in NEVER_LAST or after < _HANZI:
            place = _moved_end(text, begin, place)
        ends.append(place)
        begin, used = place, reach[place - 1]
    return ends


def _moved_end(text: str, start: int, end: int) -> int:
    """The last place up to `end` where the line that begins at `start` may end; in a word longer than it, where it is full."""
    for place in range(end, start, -1):
        if may_end(text, place):
            return place
    return max(end, start + 1)


def may_end(text: str, place: int) -> bool:
    """Whether a line may end before this place inside a text."""
    before, after = text[place - 1], text[place]
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before < _HANZI and after < _HANZI:
        return before == " " or (before == "-" and after.isalpha())
    return not (before == after and before in _NEVER_DIVIDED)
