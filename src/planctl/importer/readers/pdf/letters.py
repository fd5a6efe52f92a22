"""The lines that letters make: by their baselines, whatever the boxes that fonts claim for them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

_SAME_LINE: Final = 0.5
"""Baselines nearer than this part of the size are those of one line: two lines of text are at least a size apart."""
_CENTRE: Final = 0.36
"""How far the middle of what is printed is above the baseline, in sizes; the same for hanzi, digits and Latin."""
_GAP: Final = 0.4
"""Letters further apart than this part of their size have a space between them; Word sets Latin a quarter off hanzi."""
_NARROWEST: Final = 0.1
"""The part of its size that a space must be wide which is printed as a letter."""
_SPREAD: Final = 1.6
"""How much wider a space is than the gaps of a line that is spread to fill its cell."""
_WIDE_GAP: Final = 2.0
MARKS: Final = "、，。；：！？）】》〉”’〕］｝…—,.;:!?)]}%％℃"
"""What no line begins with (GB/T 15834-2011 §5.1)."""
_NO_LINE_ENDS: Final = "（【《〈“‘〔［｛([{"


class Letter(NamedTuple):
    """A printed letter: its edges and its baseline in points from the page's left and top, and its size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of what is printed."""
        return (self.left + self.right) / 2, self.baseline - _CENTRE * self.size


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands on its page, in points. `head` is the width of what it begins with and no line
    break may divide: a word, a number, a hanzi with the marks behind it.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    head: float
    letters: tuple[Letter, ...]


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """Letters as lines from above to below, blank ones left out."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.baseline):
        first = rows[-1][0] if rows else None
        if first is None or letter.baseline - first.baseline > _SAME_LINE * max(first.size, letter.size):
            rows.append([letter])
        else:
            rows[-1].append(letter)
    return [line for row in rows if (line := _line(row)) is not None]


def chunks_of(line: Line) -> list[Line]:
    """The parts of a line between wide gaps."""
    return parts_of(line, _WIDE_GAP)


def parts_of(line: Line, gap: float) -> list[Line]:
    """The parts of a line between gaps of so many sizes."""
    parts: list[list[Letter]] = [[]]
    for letter in line.letters:
        if parts[-1] and letter.left - parts[-1][-1].right > gap * letter.size:
            parts.append([])
        parts[-1].append(letter)
    return [part for letters in parts if (part := _line(letters)) is not None]


def _line(letters: list[Letter]) -> Line | None:
    ordered = sorted(letters, key=lambda letter: letter.left)
    printed = [letter for letter in ordered if not letter.text.isspace()]
    if not printed:
        return None
    blanks = [letter.left for letter in ordered if letter.text.isspace()]
    gaps = [max(after.left - letter.right, 0.0) for letter, after in pairwise(printed)]
    usual = median(gaps) if gaps else 0.0
    text = printed[0].text
    for (letter, after), gap in zip(pairwise(printed), gaps, strict=True):
        is_wide = gap > _GAP * after.size and gap > _SPREAD * usual
        is_blank = gap > _NARROWEST * after.size and bisect_left(blanks, after.left) > bisect_left(blanks, letter.left)
        text += (" " if is_wide or is_blank else "") + after.text
    size = max(letter.size for letter in printed)
    baseline = median(letter.baseline for letter in printed)
    return Line(text, printed[0].left, printed[-1].right, baseline, size, _head(printed), tuple(printed))


def _head(letters: list[Letter]) -> float:
    """How wide the beginning of a line is that no line break may divide."""
    last = letters[0]
    for letter in letters[1:]:
        is_word = _in_word(last.text) and _in_word(letter.text) and letter.left - last.right < _GAP * letter.size
        if not (is_word or letter.text in MARKS or last.text in _NO_LINE_ENDS):
            break
        last = letter
    return last.right - letters[0].left


def _in_word(text: str) -> bool:
    return text.isascii() and text.isalnum()
