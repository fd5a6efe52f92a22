"""Tables that are ruled only across: their columns follow from the heading and from the gaps that go through all rows.

Their rows follow from the rulings, and where there are none between numbered rows, from the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import Letter, Line, lines_of, parts_of
from planctl.importer.readers.pdf.rulings import NEAR, Ruling, Rulings, is_even
from planctl.importer.readers.pdf.running import is_of_page
from planctl.importer.readers.pdf.wrapping import is_number

_FEWEST_COLUMNS: Final = 3
_NARROWEST_GAP: Final = 1.8
"""Points that are free between two columns in every row."""
_WORD_GAP: Final = 0.4
_SAME_LEVEL: Final = 0.3
_NEXT_LINE: Final = 2.2
"""In sizes, how far a line of the same table is at most below another."""
_BELOW_BASELINE: Final = 0.5


class Columns(NamedTuple):
    """The edges of the columns of a table without rulings down, which goes on on the next page with the same ones."""

    edges: tuple[float, ...]

    def is_as_wide(self, ruling: Ruling) -> bool:
        """Whether a ruling across goes from the first edge to the last."""
        return is_even(ruling, Ruling(ruling.at, self.edges[0], self.edges[-1]))

    def are_crossed(self, letters: Iterable[Letter]) -> bool:
        """Whether a letter stands on an edge between columns."""
        return any(letter.left < edge < letter.right for letter in letters for edge in self.edges[1:-1])


class Found(NamedTuple):
    """A table with rulings down, and its columns."""

    table: Rulings
    columns: Columns


class Band(NamedTuple):
    """What stands between two rulings, at these heights, that go through the whole table."""

    top: float
    bottom: float
    letters: list[Letter]
    words: list[Line]


def with_columns(table: Rulings, sheet: Rulings, letters: Sequence[Letter], known: Sequence[Columns]) -> Found | None:
    """A table that is ruled only across, with rulings down between its columns; `known` are those of tables on earlier
    pages, which may go on here. `sheet` are all rulings of its page: at the end of a page the last one of a table may be
    missing, and at the head of the next the first. None where no heading says what the columns are.
    """
    if table.down:
        return None
    full = _full(table)
    as_wide = [columns for columns in reversed(known) if columns.is_as_wide(full)]
    if len(table.across) == 1 and not as_wide:
        return None
    inside = [letter for letter in letters if full.start - NEAR < letter.centre[0] < full.end + NEAR]
    rows = _rows(_bands(table, inside))
    below = _next_to(inside, table.across[-1].at, down=True)
    earlier = next((columns for columns in as_wide if not any(map(columns.are_crossed, rows[1:]))), None)
    columns = (
        earlier or _columns(table, rows) or _columns(table, [*rows, [one for line in below for one in line.letters]])
    )
    if columns is None:
        return None
    above = _next_to(inside, table.across[0].at, down=False) if earlier else []
    table = _with_open_ends(table, sheet, columns, above, below)
    if not (bands := _bands(table, inside)):
        return None
    across = _with_numbered_rows(table, _rows(bands), columns)
    if across is None:
        return None
    return Found(Rulings(across, _rulings_down(table, columns, bands)), columns)


def _bands(table: Rulings, letters: Sequence[Letter]) -> list[Band]:
    """What stands between the rulings that go through the whole table."""
    full = _full(table)
    levels = [line.at for line in table.across if is_even(line, full)]
    return [_band(top, bottom, letters) for top, bottom in pairwise(levels)]


def _band(top: float, bottom: float, letters: Sequence[Letter]) -> Band:
    inside = [letter for letter in letters if top < letter.centre[1] < bottom]
    return Band(top, bottom, inside, _words(inside))


def _rows(bands: Sequence[Band]) -> list[list[Letter]]:
    """The letters of the bands that have more than one text."""
    return [band.letters for band in bands if len(band.words) > 1]


def _next_to(letters: Sequence[Letter], level: float, *, down: bool) -> list[Line]:
    """The lines right below a height, or right above it, the nearest first."""
    lines = lines_of(letter for letter in letters if (letter.centre[1] > level) is down)
    found: list[Line] = []
    edge = level
    for line in lines if down else reversed(lines):
        if abs(line.baseline - edge) > _NEXT_LINE * line.size or is_of_page(line.text):
            break
        found.append(line)
        edge = line.baseline
    return found


def _with_open_ends(
    table: Rulings, sheet: Rulings, columns: Columns, above: Sequence[Line], below: Sequence[Line]
) -> Rulings:
    """The table with the rows that no ruling closes, where what stands there keeps to its columns."""
    full = _full(table)
    across = list(table.across)
    for lines, part in ((above, -1.0), (below, _BELOW_BASELINE)):
        kept = list(takewhile(lambda line: not columns.are_crossed(line.letters), lines))
        if any(len(parts_of(line, _WORD_GAP)) > 1 for line in kept):
            across.append(full._replace(at=kept[-1].baseline + part * kept[-1].size))
    top, bottom = min(across).at, max(across).at
    within = (
        line
        for line in sheet.across
        if top < line.at < bottom and line.start >= full.start - NEAR and line.end <= full.end + NEAR
    )
    return Rulings(sorted({*across, *within}), [])


def _full(table: Rulings) -> Ruling:
    return max(table.across, key=lambda line: line.end - line.start)


def _words(letters: Sequence[Letter]) -> list[Line]:
    return [word for line in lines_of(letters) for word in parts_of(line, _WORD_GAP)]


def _columns(table: Rulings, rows: Sequence[Sequence[Letter]]) -> Columns | None:
    """The columns of the words of the heading: between two of them is the gap through all rows in which a ruling ends, or
    else the widest.
    """
    if len(rows) < 2:
        return None
    heading, *body = rows
    full = _full(table)
    partial = [line for line in table.across if not is_even(line, full)]
    ends = [end for line in partial for end in (line.start, line.end)]
    words = _column_words(heading, table, partial)
    gaps = _gaps(body, full)
    edges = [full.start]
    for word, after in pairwise(words):
        between = [_Gap(max(gap.start, _middle(word)), min(gap.end, _middle(after))) for gap in gaps]
        for gap in sorted(between, key=lambda gap: (not any(map(gap.holds, ends)), gap.start - gap.end)):
            if (edge := _between_words(gap.start, gap.end, words, ends)) is not None:
                edges.append(edge)
                break
    return Columns((*edges, full.end)) if len(edges) >= _FEWEST_COLUMNS else None


def _column_words(heading: Sequence[Letter], table: Rulings, partial: Sequence[Ruling]) -> list[Line]:
    """The words of a heading that name one column each, from left to right, the widest of those below one another."""
    full = _full(table)
    lowest = max(letter.centre[1] for letter in heading)
    bottom = min((line.at for line in table.across if is_even(line, full) and line.at > lowest), default=lowest)
    groups = [line for line in partial if line.at < bottom]
    words: list[Line] = []
    for word in sorted(_words(heading), key=lambda word: word.left):
        if _is_group(word, groups):
            continue
        if words and word.left < words[-1].right:
            words[-1] = max(words[-1], word, key=lambda one: one.right - one.left)
        else:
            words.append(word)
    return words


class _Gap(NamedTuple):
    start: float
    end: float

    def holds(self, place: float) -> bool:
        """Whether a place is inside."""
        return self.start < place < self.end


def _gaps(rows: Sequence[Sequence[Letter]], full: Ruling) -> list[_Gap]:
    """The gaps, from left to right, into which no row has a letter."""
    found: list[_Gap] = []
    start = full.start
    taken = sorted((letter.left, letter.right) for row in rows for letter in row)
    for left, right in (*taken, (full.end, full.end)):
        if left - start >= _NARROWEST_GAP:
            found.append(_Gap(start, left))
        start = max(start, right)
    return found


def _is_group(word: Line, rulings: Sequence[Ruling]) -> bool:
    """Whether a word of the heading stands over several columns: a ruling inside the heading is below it."""
    return any(
        0 < line.at - word.baseline < 2 * word.size and line.start < word.left and word.right < line.end
        for line in rulings
    )


def _between_words(left: float, right: float, words: Sequence[Line], ends: Sequence[float]) -> float | None:
    """A place in a gap that is in no word of the heading, and where a ruling ends if one does."""
    inside = [word for word in words if word.left < right and word.right > left]
    places = [*ends, (left + right) / 2, *(word.right + 0.5 for word in inside), *(word.left - 0.5 for word in inside)]
    free = (place for place in places if left < place < right and not any(w.left < place < w.right for w in inside))
    return next(free, None)


def _middle(word: Line) -> float:
    return (word.left + word.right) / 2


def _rulings_down(table: Rulings, columns: Columns, bands: Sequence[Band]) -> list[Ruling]:
    """The rulings between columns, but where a text goes over several, or is the only one of a row and in its middle."""
    heading = next((band for band in bands if len(band.words) > 1), None)
    whole = set(_undivided(table, columns, bands, heading))
    words = heading.words if heading is not None else []
    letters = [letter for band in bands if band is not heading for letter in band.letters]
    pieces = [Ruling(edge, bands[0].top, bands[-1].bottom) for edge in (columns.edges[0], columns.edges[-1])]
    for edge in columns.edges[1:-1]:
        crossing = [word.letters[0].centre[1] for word in words if word.left < edge < word.right]
        crossing += [letter.centre[1] for letter in letters if letter.left < edge < letter.right]
        heights = sorted(line.at for line in table.across if line.start + NEAR < edge < line.end - NEAR)
        pieces += [
            Ruling(edge, top, bottom)
            for top, bottom in pairwise(heights)
            if (top, bottom) not in whole and not any(top < height < bottom for height in crossing)
        ]
    return pieces


def _undivided(
    table: Rulings, columns: Columns, bands: Sequence[Band], heading: Band | None
) -> Iterator[tuple[float, float]]:
    """From where to where rows are one text: in the middle of the table, or in its heading over several columns."""
    for band in bands:
        if len(band.words) == 1 and _is_in_the_middle(band.letters, columns):
            yield band.top, band.bottom
    if heading is not None:
        yield from ((heading.top, line.at) for line in table.across if _is_below_group(line, heading))


def _is_below_group(line: Ruling, heading: Band) -> bool:
    """Whether a ruling inside the heading has one word above it, which names several columns."""
    above = [
        word for word in heading.words if word.baseline < line.at and word.left > line.start and word.right < line.end
    ]
    is_inside = heading.top < line.at < heading.bottom
    return is_inside and len(above) == 1 and abs(_middle(above[0]) - (line.start + line.end) / 2) < above[0].size


def _is_in_the_middle(letters: Sequence[Letter], columns: Columns) -> bool:
    middle = (min(letter.left for letter in letters) + max(letter.right for letter in letters)) / 2
    return abs(middle - (columns.edges[0] + columns.edges[-1]) / 2) < max(letter.size for letter in letters)


def _with_numbered_rows(table: Rulings, rows: Sequence[Sequence[Letter]], columns: Columns) -> list[Ruling] | None:
    """The rulings across, with one above each number that has none; None where such rows are not set at the top."""
    across = list(table.across)
    for row in rows:
        cells = [
            lines_of(letter for letter in row if left <= letter.centre[0] < right)
            for left, right in pairwise(columns.edges)
        ]
        numbers = [line for line in cells[0] if is_number(line.text)]
        for above, number in pairwise(numbers):
            is_ruled = any(above.baseline < line.at < number.baseline for line in table.across)
            if not is_ruled and not _is_at_top(cells, number):
                return None
            if not is_ruled:
                across.append(_full(table)._replace(at=number.baseline - number.size))
    return sorted(across)


def _is_at_top(cells: Sequence[Sequence[Line]], number: Line) -> bool:
    """Whether most cells have a line at the height of a number, so that rows are set at the top."""
    level = sum(
        any(abs(line.baseline - number.baseline) < _SAME_LEVEL * number.size for line in lines) for lines in cells
    )
    return 2 * level > len(cells)
