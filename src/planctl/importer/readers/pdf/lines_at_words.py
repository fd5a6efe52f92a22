"""Lines under words, which divide no cells, and lines through them, which take them back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import Letter
from planctl.importer.readers.pdf.rulings import Ruling, Rulings, is_even

_LINE_WIDTH: Final = 0.8
_UNDER: Final = 4.0
"""Points between a baseline and the line under the words."""
_THROUGH: Final = (0.12, 0.6)
"""In sizes, how far above the baseline a line goes through a letter."""
_LARGEST: Final = 72.0
"""Points of the largest letters; larger ones are not looked for."""
_MOSTLY_UNDER: Final = 0.9
_MOSTLY_THROUGH: Final = 0.7


class Parted(NamedTuple):
    """The rulings of a page that are not about words, and the letters that lines go through."""

    rulings: Rulings
    struck: set[Letter]


def part_from_words(rulings: Rulings, letters: Sequence[Letter]) -> Parted:
    """Tell the rulings of tables from the lines under and through words; what goes from wall to wall, and what is as wide
    as the widest one, is under no words.
    """
    ordered = sorted(letters, key=lambda letter: letter.baseline)
    baselines = [letter.baseline for letter in ordered]
    walls = sorted(wall.at for wall in rulings.down)
    widest = max(rulings.across, key=lambda line: line.end - line.start, default=None)
    struck: set[Letter] = set()
    across: list[Ruling] = []
    for line in rulings.across:
        first, last = bisect_left(baselines, line.at - _UNDER), bisect_right(baselines, line.at + _LARGEST)
        near = ordered[first:last]
        through = [letter for letter in near if _goes_through(line, letter)]
        if _covered(line, through) > _MOSTLY_THROUGH:
            struck.update(through)
        elif (
            (_is_at(walls, line.start) and _is_at(walls, line.end))
            or (widest is not None and is_even(line, widest))
            or not _is_under(line, near)
        ):
            across.append(line)
    return Parted(Rulings(across, rulings.down), struck)


def _goes_through(line: Ruling, letter: Letter) -> bool:
    least, most = _THROUGH
    is_beside = line.start <= letter.centre[0] <= line.end
    return is_beside and least * letter.size < letter.baseline - line.at < most * letter.size


def _is_under(line: Ruling, near: Iterable[Letter]) -> bool:
    """Whether words stand right above a line from its start to its end, and no further."""
    above = [letter for letter in near if letter.baseline < line.at + _LINE_WIDTH]
    inside = [letter for letter in above if line.start < letter.centre[0] < line.end]
    goes_further = any(
        line.start - letter.size < letter.centre[0] < line.start or line.end < letter.centre[0] < line.end + letter.size
        for letter in above
    )
    return _covered(line, inside) > _MOSTLY_UNDER and not goes_further


def _covered(line: Ruling, letters: Iterable[Letter]) -> float:
    """The part of a line beside which letters stand, or the gaps of a text that is spread."""
    ordered = sorted(letters, key=lambda letter: letter.left)
    widths = sum(letter.right - letter.left for letter in ordered)
    gaps = (after.left - letter.right for letter, after in pairwise(ordered) if after.left - letter.right < letter.size)
    return (widths + sum(gap for gap in gaps if gap > 0)) / (line.end - line.start)


def _is_at(places: Sequence[float], place: float) -> bool:
    """Whether a place is among sorted ones, but for the width of a line."""
    index = bisect_left(places, place - _LINE_WIDTH)
    return index < len(places) and places[index] <= place + _LINE_WIDTH
