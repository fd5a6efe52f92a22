"""Tables without rulings: they are found, to be refused with a sentence, for nothing says where their cells end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from planctl.importer.readers.pdf.letters import Line, chunks_of

_FEWEST_COLUMNS: Final = 3
_FEWEST_ROWS: Final = 3
_NEXT_LINE: Final = 2.2
"""In sizes, how far apart two lines of a cell are at most."""
_MOST_BETWEEN: Final = 12
"""Lines by which rows of one table are apart at most."""


def unruled_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines outside tables that stand in three or more columns, one such below another, with what is between them; none
    where there are few.
    """
    found: list[Line] = []
    for run in _runs(lines):
        columns = [part for place in run for part in chunks_of(lines[place])]
        first, last = run[0], run[-1]
        while first and _keeps_to(columns, lines[first - 1], lines[first]):
            first -= 1
        while last + 1 < len(lines) and _keeps_to(columns, lines[last + 1], lines[last]):
            last += 1
        found += lines[first : last + 1]
    return found


def _keeps_to(columns: Sequence[Line], line: Line, beside: Line) -> bool:
    """Whether all parts of a line next to another of a table stand in columns, as the further lines of cells do."""
    parts = chunks_of(line)
    is_near = abs(line.baseline - beside.baseline) < _NEXT_LINE * line.size
    are_inside = not any(part.left + part.size < one.left < part.right for part in parts for one in columns)
    return is_near and are_inside and len(_places_in_common(parts, columns)) == len(parts)


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Runs of lines, by their numbers, whose parts begin, or have their middles, at the same places: between two of them may
    be lines of single cells.
    """
    run: list[int] = []
    parted = [(place, parts) for place, line in enumerate(lines) if len(parts := chunks_of(line)) >= _FEWEST_COLUMNS]
    for (place, parts), (below, others) in pairwise(parted):
        if below - place <= _MOST_BETWEEN and len(_places_in_common(parts, others)) >= _FEWEST_COLUMNS:
            run = run or [place]
            run.append(below)
            continue
        if len(run) >= _FEWEST_ROWS:
            yield run
        run = []
    if len(run) >= _FEWEST_ROWS:
        yield run


def _places_in_common(parts: Sequence[Line], others: Sequence[Line]) -> list[float]:
    return [
        part.left
        for part in parts
        if any(
            abs(part.left - one.left) < part.size / 2 or abs(part.left + part.right - one.left - one.right) < part.size
            for one in others
        )
    ]
