"""Tables without rulings: they are found, to be refused with a sentence, for nothing says where their cells end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from planctl.importer.readers.pdf.letters import Line, chunks_of

_FEWEST_COLUMNS: Final = 3
_FEWEST_ROWS: Final = 3


def unruled_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines outside tables that stand in three or more columns one below another; none where there are few."""
    return [line for run in _runs(lines) if len(run) >= _FEWEST_ROWS for line in run]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of neighbouring lines whose parts begin, or have their middles, at the same places."""
    run: list[Line] = []
    parted = [(line, chunks_of(line)) for line in lines]
    for (line, parts), (below, others) in pairwise(parted):
        if len(_places_in_common(parts, others)) >= _FEWEST_COLUMNS:
            run = run or [line]
            run.append(below)
        else:
            yield run
            run = []
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
