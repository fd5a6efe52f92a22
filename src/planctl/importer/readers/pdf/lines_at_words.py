"""Lines under words, which divide no cells, and lines through them, which take them back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import MARKS, Letter
from planctl.importer.readers.pdf.rulings import Ruling, Rulings, ends_of_crossing, is_even

_LINE_WIDTH: Final = 0.8
_UNDER: Final = 4.0
"""Points between a baseline and the line under the words."""
_THROUGH: Final = (0.12, 0.6)
"""In sizes, how far above the baseline a line goes through a letter."""
_LARGEST: Final = 72.0
"""Points of the largest letters; larger ones are not looked for."""
_MOSTLY_UNDER: Final = 0.9
_BESIDE: Final = 0.3
"""In sizes, how much further than the words a line under them goes at most."""
_MOSTLY_THROUGH: Final = 0.7


class Parted(NamedTuple):
    """The rulings of a page that are not about words, and the letters that lines go through."""

    rulings: Rulings
    struck: set[Letter]


def part_from_words(rulings: Rulings, letters: Sequence[Letter]) -> Parted:
    """Tell the rulings of tables from the lines under and through words; what goes from wall to wall (the sides of a table
    may be open), and what is as wide as the widest one, is under no words.
    """
    ordered = sorted(letters, key=lambda letter: letter.baseline)
    baselines = [letter.baseline for letter in ordered]
    widest = max(rulings.across, key=lambda line: line.end - line.start, default=None)
    upright = sorted(rulings.down)
    struck: set[Letter] = set()
    across: list[Ruling] = []
    under: list[Ruling] = []
    for line in rulings.across:
        first, last = bisect_left(baselines, line.at - _UNDER), bisect_right(baselines, line.at + _LARGEST)
        near = ordered[first:last]
        through = [letter for letter in near if _goes_through(line, letter)]
        if _covered(line, through) > _MOSTLY_THROUGH:
            struck.update(through)
        elif widest is not None and not is_even(line, widest) and _is_under(line, near, upright):
            under.append(line)
        else:
            across.append(line)
    walls = sorted([*(wall.at for wall in upright), *ends_of_crossing(Rulings(across, rulings.down))])
    across += (line for line in under if _is_at(walls, line.start) and _is_at(walls, line.end))
    return Parted(Rulings(across, rulings.down), struck)


def _goes_through(line: Ruling, letter: Letter) -> bool:
    least, most = _THROUGH
    is_beside = line.start <= letter.centre[0] <= line.end
    return is_beside and least * letter.size < letter.baseline - line.at < most * letter.size


def _is_under(line: Ruling, near: Iterable[Letter], walls: Sequence[Ruling]) -> bool:
    """Whether words stand right above a line from its start to its end, and no further but for a mark, or behind one of
    the walls, which are sorted.
    """
    above = [letter for letter in near if letter.baseline < line.at + _LINE_WIDTH]
    inside = [letter for letter in above if line.start < letter.centre[0] < line.end]
    if _covered(line, inside) <= _MOSTLY_UNDER or not _is_as_wide(line, inside):
        return False
    middles = sorted(letter.centre[0] for letter in inside)
    further = [letter.centre[0] for letter in above if letter.text not in MARKS and _is_beside(line, letter)]
    return all(
        _is_divided(walls, line.at, middle, middles[0])
        if middle < line.start
        else _is_divided(walls, line.at, middles[-1], middle)
        for middle in further
    )


def _is_as_wide(line: Ruling, letters: Sequence[Letter]) -> bool:
    """Whether a line begins and ends where letters do: the rulings of a cell go further."""
    first, last = min(letters, key=lambda letter: letter.left), max(letters, key=lambda letter: letter.right)
    return first.left - line.start < _BESIDE * first.size and line.end - last.right < _BESIDE * last.size


def _is_beside(line: Ruling, letter: Letter) -> bool:
    """Whether a letter is next to either end of a line."""
    middle = letter.centre[0]
    return line.start - letter.size < middle < line.start or line.end < middle < line.end + letter.size


def _is_divided(walls: Sequence[Ruling], height: float, left: float, right: float) -> bool:
    """Whether a wall stands between two places at a height."""
    between = walls[bisect_left(walls, (left,)) : bisect_right(walls, (right,))]
    return any(wall.start <= height <= wall.end for wall in between)


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
