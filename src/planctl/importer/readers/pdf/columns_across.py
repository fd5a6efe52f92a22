"""The columns of tables that are ruled only across: from the words of the heading, and from the gaps that go through all
rows of all their pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import Letter, Line, lines_of, parts_of
from planctl.importer.readers.pdf.rulings import Ruling, Rulings, is_even

_FEWEST_COLUMNS: Final = 3
_NARROWEST_GAP: Final = 1.8
"""Points that are free between two columns in every row."""
_MOST_GAPS: Final = 60
"""Of more the widest are looked at."""
WORD_GAP: Final = 0.4
"""In sizes, what is free between words of a heading."""


class Columns(NamedTuple):
    """The edges of the columns of a table without rulings down, which goes on on the next page with the same ones, and the
    words of its heading.
    """

    edges: tuple[float, ...]
    heading: tuple[str, ...]

    def is_as_wide(self, ruling: Ruling) -> bool:
        """Whether a ruling across goes from the first edge to the last."""
        return is_even(ruling, Ruling(ruling.at, self.edges[0], self.edges[-1]))

    def fit(self, rows: Iterable[Sequence[Letter]]) -> bool:
        """Whether rows keep to the columns, but for those that repeat the heading."""
        return not any(self.are_crossed(row) and not self.are_headed_by(row) for row in rows)

    def are_crossed(self, letters: Iterable[Letter]) -> bool:
        """Whether a letter stands on an edge between columns."""
        return any(letter.left < edge < letter.right for letter in letters for edge in self.edges[1:-1])

    def are_headed_by(self, letters: Iterable[Letter]) -> bool:
        """Whether a row only repeats words of the heading."""
        return all(word.text in self.heading for word in words_of(letters))


class _Gap(NamedTuple):
    start: float
    end: float

    def holds(self, place: float) -> bool:
        """Whether a place is inside."""
        return self.start < place < self.end


def words_of(letters: Iterable[Letter]) -> list[Line]:
    """Letters as words, line by line."""
    return [word for line in lines_of(letters) for word in parts_of(line, WORD_GAP)]


def middle_of(word: Line) -> float:
    """How far from the left the middle of a word is."""
    return (word.left + word.right) / 2


def full_width(table: Rulings) -> Ruling:
    """The longest ruling across."""
    return max(table.across, key=lambda line: line.end - line.start)


def columns_of(table: Rulings, rows: Sequence[Sequence[Letter]], later: Sequence[Sequence[Letter]]) -> Columns | None:
    """The columns of the words in the first of the rows of a page, by the others and the `later` ones, on further pages;
    None where they are fewer than three.
    """
    if not rows or len(rows) + len(later) < 2:
        return None
    heading, *body = rows
    full = full_width(table)
    partial = [line for line in table.across if not is_even(line, full)]
    ends = [end for line in partial for end in (line.start, line.end)]
    words = _column_words(heading, table, partial)
    texts = tuple(word.text for word in words_of(heading))
    repeats = Columns((), texts).are_headed_by
    gaps = _gaps([row for row in (*body, *later) if not repeats(row)], full)
    edges = [full.start]
    for (word, after), dividing in zip(pairwise(words), _dividing(gaps, words), strict=True):
        between = [_Gap(max(gap.start, middle_of(word)), min(gap.end, middle_of(after))) for gap in gaps]
        for gap in (*(gap for gap in between if any(map(gap.holds, ends))), dividing):
            if (edge := _between_words(gap.start, gap.end, words, ends)) is not None:
                edges.append(edge)
                break
    return Columns((*edges, full.end), texts) if len(edges) >= _FEWEST_COLUMNS else None


def _dividing(gaps: Sequence[_Gap], words: Sequence[Line]) -> Iterator[_Gap]:
    """The gap behind each word but the last, where that of the next one begins: what is printed between gaps belongs in
    order to one word each, of which as few as can be have nothing, and stands as near to these as can be.
    """
    gaps = sorted(sorted(gaps, key=lambda gap: gap.start - gap.end)[:_MOST_GAPS])
    strips = [_Gap(gap.end, after.start) for gap, after in pairwise(gaps)]
    best: list[tuple[int, float, tuple[int, ...]]] = [
        (0, 0.0, ())
    ]  # by how many strips are given away: how, and how badly
    best += [(len(words), 0.0, ())] * len(strips)
    for word in words:
        far = list(accumulate((_distance(strip, word) for strip in strips), initial=0.0))
        best = [
            min(
                (empty + (begin == end), away + far[end] - far[begin], (*ends, end))
                for begin, (empty, away, ends) in enumerate(best[: end + 1])
            )
            for end in range(len(strips) + 1)
        ]
    *ends, _ = best[-1][2] or (0,)
    for (word, after), end in zip(pairwise(words), ends, strict=True):
        clipped = _Gap(max(gaps[end].start, middle_of(word)), min(gaps[end].end, middle_of(after)))
        yield clipped if clipped.start < clipped.end else gaps[end]


def _distance(strip: _Gap, word: Line) -> float:
    """How far a strip is beside a word, in points."""
    return max(strip.start - word.right, word.left - strip.end, 0.0)


def _column_words(heading: Sequence[Letter], table: Rulings, partial: Sequence[Ruling]) -> list[Line]:
    """The words of a heading that name one column each, from left to right, the widest of those below one another."""
    full = full_width(table)
    lowest = max(letter.centre[1] for letter in heading)
    bottom = min((line.at for line in table.across if is_even(line, full) and line.at > lowest), default=lowest)
    groups = [line for line in partial if line.at < bottom]
    words: list[Line] = []
    for word in sorted(words_of(heading), key=lambda word: word.left):
        if _is_group(word, groups):
            continue
        if words and word.left < words[-1].right:
            words[-1] = max(words[-1], word, key=lambda one: one.right - one.left)
        else:
            words.append(word)
    return words


def _gaps(rows: Iterable[Iterable[Letter]], full: Ruling) -> list[_Gap]:
    """The gaps, from left to right, into which no row has a letter; those at the edges of the table may have no width."""
    found: list[_Gap] = []
    start = full.start
    for left, right in sorted((letter.left, letter.right) for row in rows for letter in row):
        if left - start >= _NARROWEST_GAP or not found:
            found.append(_Gap(start, max(left, start)))
        start = max(start, right)
    return [*found, _Gap(start, max(full.end, start))]


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
