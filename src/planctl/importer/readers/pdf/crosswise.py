"""Tables that are ruled only across: their columns follow from the heading and from the gaps that go through all rows.

Their rows follow from the rulings, and where there are none between numbered rows, from the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, takewhile
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.columns_across import (
    WORD_GAP,
    Columns,
    columns_of,
    full_width,
    middle_of,
    words_of,
)
from planctl.importer.readers.pdf.letters import Letter, Line, lines_of, parts_of
from planctl.importer.readers.pdf.rulings import NEAR, Ruling, Rulings, is_even
from planctl.importer.readers.pdf.running import is_of_page
from planctl.importer.readers.pdf.wrapping import is_number, opens_item

_SAME_LEVEL: Final = 0.3
_NEXT_LINE: Final = 2.2
"""In sizes, how far a line of the same table is at most below another."""
_BELOW_BASELINE: Final = 0.5


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

    @property
    def is_divided(self) -> bool:
        """Whether texts stand side by side in it, and not only one over several lines."""
        ordered = sorted(self.words, key=lambda word: word.left)
        ends = accumulate((word.right for word in ordered), max)
        return any(end < after.left for end, after in zip(ends, ordered[1:], strict=False))


class RuledPage(NamedTuple):
    """The rulings of a page, in the groups that make a table each, and its letters."""

    rulings: Rulings
    tables: list[Rulings]
    letters: list[Letter]


def with_columns(
    table: Rulings, page: RuledPage, known: Sequence[Columns], following: Sequence[RuledPage]
) -> Found | None:
    """A table of a page that is ruled only across, with rulings down between its columns; `known` are those of tables on
    earlier pages, which may go on here, as this one may on the `following` pages. At the end of a page the last ruling of a
    table may be missing, and at the head of the next the first. None where no heading says what the columns are.
    """
    if table.down:
        return None
    full = full_width(table)
    as_wide = [columns for columns in reversed(known) if columns.is_as_wide(full)]
    if len(table.across) == 1 and not as_wide:
        return None
    inside = _between_sides(page.letters, full)
    rows = _rows(_bands(table, inside))
    levels = _levels(table)
    below = _next_to(inside, levels[-1], table.across[-1].at, down=True)
    earlier = next((columns for columns in as_wide if columns.fit(rows)), None)
    columns = earlier or _new_columns(table, rows, [letter for line in below for letter in line.letters], following)
    if columns is None:
        return None
    above = _next_to(inside, levels[0], table.across[0].at, down=False) if earlier else []
    table = _with_open_ends(table, page.rulings, columns, above, below)
    if not (bands := _bands(table, inside)):
        return None
    across = _with_numbered_rows(table, _rows(bands), columns)
    if across is None:
        return None
    return Found(Rulings(across, _rulings_down(table, columns, bands)), columns)


def _new_columns(
    table: Rulings, rows: list[list[Letter]], below: list[Letter], following: Sequence[RuledPage]
) -> Columns | None:
    """The columns of a table that begins with these rows; what stands `below` its last ruling may be one more."""
    later = list(_later_rows(full_width(table), following))
    tries = (columns_of(table, some, more) for more in (later, []) for some in ([*rows, below], rows))
    return max((columns for columns in tries if columns is not None), key=lambda one: len(one.edges), default=None)


def _later_rows(full: Ruling, following: Sequence[RuledPage]) -> Iterator[list[Letter]]:
    """The rows of tables as wide as one on the pages behind it, up to a page without such."""
    for page in following:
        tables = [table for table in page.tables if not table.down and is_even(full_width(table), full)]
        if not tables:
            return
        for table in tables:
            yield from _rows(_bands(table, _between_sides(page.letters, full)))


def _between_sides(letters: Iterable[Letter], full: Ruling) -> list[Letter]:
    return [letter for letter in letters if full.start - NEAR < letter.centre[0] < full.end + NEAR]


def _bands(table: Rulings, letters: Sequence[Letter]) -> list[Band]:
    """What stands between the rulings that go through the whole table."""
    return [_band(top, bottom, letters) for top, bottom in pairwise(_levels(table))]


def _levels(table: Rulings) -> list[float]:
    """Where the rulings are that go through the whole table."""
    full = full_width(table)
    return [line.at for line in table.across if is_even(line, full)]


def _band(top: float, bottom: float, letters: Sequence[Letter]) -> Band:
    inside = [letter for letter in letters if top < letter.centre[1] < bottom]
    return Band(top, bottom, inside, words_of(inside))


def _rows(bands: Sequence[Band]) -> list[list[Letter]]:
    """The letters of the bands that have texts side by side."""
    return [band.letters for band in bands if band.is_divided]


def _next_to(letters: Sequence[Letter], level: float, reach: float, *, down: bool) -> list[Line]:
    """The lines right below a height, or right above it, the nearest first: all up to where the table's last ruling reaches,
    and those that follow one another behind that.
    """
    lines = lines_of(letter for letter in letters if (letter.centre[1] > level) is down)
    if not down:
        lines.reverse()
    while lines and is_of_page(lines[-1].text):  # others are numbers of tasks
        lines.pop()
    found: list[Line] = []
    edge = level
    for line in lines:
        is_inside = line.baseline < reach if down else line.baseline > reach
        if not is_inside and abs(line.baseline - edge) > _NEXT_LINE * line.size:
            break
        found.append(line)
        edge = line.baseline
    return found


def _with_open_ends(
    table: Rulings, sheet: Rulings, columns: Columns, above: Sequence[Line], below: Sequence[Line]
) -> Rulings:
    """The table with the rows that no ruling closes, where what stands there keeps to its columns."""
    full = full_width(table)
    across = list(table.across)
    for lines, part in ((above, -1.0), (below, _BELOW_BASELINE)):
        kept = list(takewhile(lambda line: not columns.are_crossed(line.letters), lines))
        if any(len(parts_of(line, WORD_GAP)) > 1 for line in kept) or (kept and opens_item(kept[0].text)):
            across.append(full._replace(at=kept[-1].baseline + part * kept[-1].size))
    top, bottom = min(across).at, max(across).at
    within = (
        line
        for line in sheet.across
        if top < line.at < bottom and line.start >= full.start - NEAR and line.end <= full.end + NEAR
    )
    return Rulings(sorted({*across, *within}), [])


def _rulings_down(table: Rulings, columns: Columns, bands: Sequence[Band]) -> list[Ruling]:
    """The rulings between columns, but where a text goes over several, or is the only one of a row and in its middle."""
    heading = _heading(columns, bands)
    whole = set(_undivided(table, columns, bands, heading))
    unbroken = list(_unbroken(bands, heading))
    pieces = [Ruling(edge, bands[0].top, bands[-1].bottom) for edge in (columns.edges[0], columns.edges[-1])]
    for edge in columns.edges[1:-1]:
        crossing = [height for left, right, height in unbroken if left < edge < right]
        pieces += [
            Ruling(edge, top, bottom)
            for top, bottom in _between_rulings(table, edge)
            if (top, bottom) not in whole and not any(top < height < bottom for height in crossing)
        ]
    return pieces


def _heading(columns: Columns, bands: Sequence[Band]) -> Band | None:
    """The band that has the columns' heading; None where it is not repeated on this page."""
    first = next((band for band in bands if band.is_divided), None)
    return first if first is not None and any(word.text in columns.heading for word in first.words) else None


def _unbroken(bands: Sequence[Band], heading: Band | None) -> Iterator[tuple[float, float, float]]:
    """Left, right and height of what no ruling goes through: words of the heading, letters of the other bands."""
    for band in bands:
        if band is heading:
            yield from ((word.left, word.right, word.letters[0].centre[1]) for word in band.words)
        else:
            yield from ((letter.left, letter.right, letter.centre[1]) for letter in band.letters)


def _between_rulings(table: Rulings, edge: float) -> Iterator[tuple[float, float]]:
    """From where to where rows reach at an edge between columns."""
    return pairwise(sorted(line.at for line in table.across if line.start + NEAR < edge < line.end - NEAR))


def _undivided(
    table: Rulings, columns: Columns, bands: Sequence[Band], heading: Band | None
) -> Iterator[tuple[float, float]]:
    """From where to where rows are one text: in the middle of the table, or in its heading over several columns."""
    for band in bands:
        is_one = len(band.words) == 1 or (not band.is_divided and columns.are_crossed(band.letters))
        if is_one and band.words and _is_in_the_middle(band.letters, columns):
            yield band.top, band.bottom
    if heading is not None:
        yield from ((heading.top, line.at) for line in table.across if _is_below_group(line, heading))


def _is_below_group(line: Ruling, heading: Band) -> bool:
    """Whether a ruling inside the heading has one word above it, which names several columns."""
    above = [
        word for word in heading.words if word.baseline < line.at and word.left > line.start and word.right < line.end
    ]
    is_inside = heading.top < line.at < heading.bottom
    return is_inside and len(above) == 1 and abs(middle_of(above[0]) - (line.start + line.end) / 2) < above[0].size


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
                across.append(full_width(table)._replace(at=number.baseline - number.size))
    return sorted(across)


def _is_at_top(cells: Sequence[Sequence[Line]], number: Line) -> bool:
    """Whether most cells have a line at the height of a number, so that rows are set at the top."""
    level = sum(
        any(abs(line.baseline - number.baseline) < _SAME_LEVEL * number.size for line in lines) for lines in cells
    )
    return 2 * level > len(cells)
