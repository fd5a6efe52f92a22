"""Where the lines of a Chinese text end: hanzi stand in a grid nearly, so how many lines a text takes can be worked out.

No line begins or ends with certain marks, Latin words and numbers stay whole, and marks are squeezed where
that brings more on a line, as LibreOffice does. In cells no mark hangs over the edge, where the border is. Widths are in hanzi.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import Final, TypeAlias

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
_HELD: Final = frozenset("、。，．〉》」』】〕〗〙〛〞〟）］｝“”‘’")
"""What LibreOffice does not divide from the Latin word or number behind it, by an older version of UAX #14 (LB19, LB30)."""
_FEW: Final = 7
_MOST_LOST: Final = 3
_LONG_LINE: Final = 15
"""With so few narrow characters a line longer than this loses three hanzi at most to what may not end it or begin the next."""
_WORD: Final = Expression(f"[!-\u1fff]+[“”‘’]* *|[\x00- ]+|[{SQUEEZED}]")
"""What is narrower than hanzi and not divided: a Latin word or a number with the marks around it and the blanks behind, or a
mark that is squeezed."""
_LATIN_QUOTES: Final = (("“", 0.444), ("”", 0.444), ("‘", 0.333), ("’", 0.333))
"""Quotation marks behind Latin are of its font, for they belong to both scripts."""
_NO_SQUEEZED: Final = dict.fromkeys(map(ord, SQUEEZED))

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


def text_width(text: str) -> float:
    """How wide a text is on one line, no mark squeezed."""
    return sum(map(_WIDTHS.__getitem__, text))


def count_lines(text: str, room: float) -> int:
    """How many lines of this width a text takes; an empty one takes one."""
    if "\n" in text:
        return sum(count_lines(line, room) for line in text.split("\n"))
    length = len(text)
    if length <= room or (length <= 2 * room and text.isdigit()):  # nothing is wider than a hanzi
        return 1
    narrow = len(text.encode("ascii", "ignore"))
    if narrow <= _FEW and room > _LONG_LINE:
        squeezed = length - len(text.translate(_NO_SQUEEZED))
        fewest = -(-(length - 0.6 * narrow - (1 - _SQUEEZED_WIDTH) * squeezed) // room)
        most = -(-length // (int(room) - _MOST_LOST))
        if fewest == most:  # however the lines end
            return int(most)
    return 1 + len(line_ends(text, room))


_Word: TypeAlias = tuple[int, int, float, float]
"""A word in a text: where it starts and ends, its width, and that of the blanks behind it, which do not count where a line
ends. A plain tuple, for a plan has tens of thousands."""


def line_ends(text: str, room: float) -> list[int]:
    """The places in a text without line feeds where its lines but the last one end."""
    room += _TOLERANCE
    words = _words(text)
    ends: list[int] = []
    begin = index = 0
    while True:
        place, left = begin, room
        while index < len(words):
            start, end, width, behind = words[index]
            hanzi = start - place
            if hanzi >= left:  # they fill the line before the word
                break
            needed = hanzi + width
            if needed > left:
                left = hanzi
                break
            left -= needed + behind
            place = end
            index += 1
        if left > 0:
            place += int(left)
        if place >= len(text):
            return ends
        after, before = text[place], text[place - 1]
        if place == begin or after in _NOT_BEFORE or before in NEVER_LAST or (before in _HELD and after.isascii()):
            place = _moved_end(text, begin, place, room)
            index = _split_word(words, index, place, text)
        ends.append(place)
        begin = place


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found[0]
        width, behind = _word_width(word), 0.0
        if word[-1] == " ":
            behind = width - _word_width(word.rstrip(" "))
            width -= behind
        words.append((start, end, width, behind))
    return words


def _split_word(words: list[_Word], index: int, place: int, text: str) -> int:
    """The index of the first word behind the place where a line ends; of one longer than the line the rest is one."""
    while index and words[index - 1][1] > place:
        index -= 1
    if index < len(words) and words[index][0] < place:
        _, end, _, behind = words[index]
        words[index] = place, end, text_width(text[place:end].rstrip(" ")), behind
    return index


@lru_cache(maxsize=4_096)  # numbers and the same few words
def _word_width(word: str) -> float:
    if word in SQUEEZED:
        return _SQUEEZED_WIDTH
    return text_width(word) - sum(word.count(mark) * (1 - width) for mark, width in _LATIN_QUOTES)


def _moved_end(text: str, start: int, end: int, room: float) -> int:
    """The last place up to `end` where the line that begins at `start` may end; in a word longer than it, where it is full."""
    for place in range(end, start, -1):
        if may_end(text, place):
            return place
    widths = accumulate(map(_word_width, text[start:]))
    return start + max(1, sum(1 for _ in takewhile(room.__ge__, widths)))


def may_end(text: str, place: int) -> bool:
    """Whether a line may end before this place inside a text."""
    before, after = text[place - 1], text[place]
    if after in NEVER_FIRST or before in NEVER_LAST or (before in _HELD and after.isascii()):
        return False
    if before.isascii() and after.isascii():
        return before == " " or (before == "-" and after.isalpha())
    return not (before == after and before in _NEVER_DIVIDED)
