"""Tables that are ruled only across: their columns follow from the heading and from the gaps that go through all rows.

Their rows follow from the rulings, and where there are none between numbered rows, from the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import Letter, Line, lines_of, parts_of
from planctl.importer.readers.pdf.rulings import NEAR, Area, Ruling
from planctl.importer.readers.pdf.wrapping import is_number

_FEWEST_COLUMNS: Final = 3
_NARROWEST_GAP: Final = 1.8
"""Points that are free between two columns in every row."""
_WORD_GAP: Final = 0.4
_SAME_LEVEL: Final = 0.3


class Columns(NamedTuple):
    """The edges of the columns of a table without rulings down, which goes on on the next page with the same ones."""

    edges: tuple[float, ...]

    def fit(self, area: Area, bands: Sequence[Sequence[Letter]]) -> bool:
        """Whether an area is as wide, and no letter stands on an edge."""
        full = _full(area)
        if abs(self.edges[0] - full.start) > NEAR or abs(self.edges[-1] - full.end) > NEAR:
            return False
        inner = self.edges[1:-1]
        return not any(letter.left < edge < letter.right for band in bands for letter in band for edge in inner)


def with_columns(area: Area, letters: Sequence[Letter], known: Sequence[Columns]) -> tuple[Area, Columns] | None:
    """Such an area with rulings down between its columns, and these; `known` are those of earlier pages. None where no
    heading says what they are.
    """
    if area.down:
        return None
    full = _full(area)
    levels = [line.at for line in area.across if _is_full(line, full)]
    inside = [letter for letter in letters if full.start - NEAR < letter.centre[0] < full.end + NEAR]
    bands = [[letter for letter in inside if top < letter.centre[1] < bottom] for top, bottom in pairwise(levels)]
    rows = [band for band in bands if len(_words(band)) > 1]
    columns = next((columns for columns in reversed(known) if columns.fit(area, rows[1:])), None) or _columns(
        area, rows
    )
    if columns is None:
        return None
    across = _with_numbered_rows(area, rows, columns)
    return None if across is None else (Area(across, _rulings_down(area, columns, levels, bands)), columns)


def _full(area: Area) -> Ruling:
    return max(area.across, key=lambda line: line.end - line.start)


def _is_full(line: Ruling, full: Ruling) -> bool:
    return abs(line.start - full.start) <= NEAR and abs(line.end - full.end) <= NEAR


def _words(letters: Sequence[Letter]) -> list[Line]:
    return [word for line in lines_of(letters) for word in parts_of(line, _WORD_GAP)]


def _columns(area: Area, rows: Sequence[Sequence[Letter]]) -> Columns | None:
    """The columns between the gaps that go through all rows and divide no word of the heading, each with such a word."""
    if len(rows) < 2:
        return None
    heading, *body = rows
    words = [word for word in _words(heading) if not _is_group(word, area)]
    full = _full(area)
    edges = [full.start]
    start = full.start
    taken = sorted((letter.left, letter.right) for row in body for letter in row)
    for left, right in (*taken, (full.end, full.end)):
        if left - start >= _NARROWEST_GAP:
            edge = _between_words(start, left, words)
            if edge is not None and any(edges[-1] < _middle(word) < edge for word in words):
                edges.append(edge)
        start = max(start, right)
    while len(edges) > 1 and not any(edges[-1] < _middle(word) for word in words):
        edges.pop()
    return Columns((*edges, full.end)) if len(edges) >= _FEWEST_COLUMNS else None


def _is_group(word: Line, area: Area) -> bool:
    """Whether a word of the heading stands over several columns: a ruling shorter than the table is below it."""
    return any(
        0 < line.at - word.baseline < 2 * word.size and line.start < word.left and word.right < line.end
        for line in area.across
        if not _is_full(line, _full(area))
    )


def _between_words(left: float, right: float, words: Sequence[Line]) -> float | None:
    """A place in a gap that is in no word of the heading."""
    inside = [word for word in words if word.left < right and word.right > left]
    places = [(left + right) / 2, *(word.right + 0.5 for word in inside), *(word.left - 0.5 for word in inside)]
    free = (place for place in places if left < place < right and not any(w.left < place < w.right for w in inside))
    return next(free, None)


def _middle(word: Line) -> float:
    return (word.left + word.right) / 2


def _rulings_down(
    area: Area, columns: Columns, levels: Sequence[float], bands: Sequence[Sequence[Letter]]
) -> list[Ruling]:
    """The rulings between columns, but where a text goes over several, or is the only one of a row and in its middle."""
    whole = [
        (top, bottom)
        for (top, bottom), band in zip(pairwise(levels), bands, strict=True)
        if len(_words(band)) == 1 and _is_in_the_middle(band, columns)
    ]
    pieces = [Ruling(edge, levels[0], levels[-1]) for edge in (columns.edges[0], columns.edges[-1])]
    for edge in columns.edges[1:-1]:
        crossing = [letter.centre[1] for band in bands for letter in band if letter.left < edge < letter.right]
        heights = sorted(line.at for line in area.across if line.start < edge < line.end)
        pieces += [
            Ruling(edge, top, bottom)
            for top, bottom in pairwise(heights)
            if not any(top < height < bottom for height in crossing) and (top, bottom) not in whole
        ]
    return pieces


def _is_in_the_middle(band: Sequence[Letter], columns: Columns) -> bool:
    middle = (min(letter.left for letter in band) + max(letter.right for letter in band)) / 2
    return abs(middle - (columns.edges[0] + columns.edges[-1]) / 2) < max(letter.size for letter in band)


def _with_numbered_rows(area: Area, rows: Sequence[Sequence[Letter]], columns: Columns) -> list[Ruling] | None:
    """The rulings across, with one above each number that has none; None where such rows are not set at the top."""
    across = list(area.across)
    for row in rows:
        cells = [
            lines_of(letter for letter in row if left <= letter.centre[0] < right)
            for left, right in pairwise(columns.edges)
        ]
        numbers = [line for line in cells[0] if is_number(line.text)]
        for above, number in pairwise(numbers):
            is_ruled = any(above.baseline < line.at < number.baseline for line in area.across)
            if not is_ruled and not _is_at_top(cells, number):
                return None
            if not is_ruled:
                across.append(_full(area)._replace(at=number.baseline - number.size))
    return sorted(across)


def _is_at_top(cells: Sequence[Sequence[Line]], number: Line) -> bool:
    """Whether most cells have a line at the height of a number, so that rows are set at the top."""
    level = sum(
        any(abs(line.baseline - number.baseline) < _SAME_LEVEL * number.size for line in lines) for lines in cells
    )
    return 2 * level > len(cells)
