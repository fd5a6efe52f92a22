"""What pages repeat above and below their text: running titles, page numbers, what a browser prints there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import Final, NamedTuple

from planctl.importer.readers.page_numbers import is_page_number
from planctl.importer.readers.pdf.letters import Letter, Line, chunks_of, lines_of
from planctl.lazy_regex import Expression

_MARGIN: Final = 0.18
"""The part of a page's height, above and below, in which such lines stand."""
_LEVEL: Final = 4.0
"""Points between two heights that count as the same."""
_MOST_LINES: Final = 3
_APART: Final = 1.2
"""Such a line is further from the text than the lines of the text are from one another, by this factor."""
_OTHER_SIZE: Final = 0.5
_FEWEST_SURE: Final = 3
_DIGITS: Final = Expression(r"\d+")
_OF_TEXT: Final = Expression("[。；：:（(]")
"""What running titles do not have."""
_ADDRESS: Final = r"(?:(?:https?|file)://|www\.)\S+"
_TIME: Final = r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4},? ?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?\b"
_ADDRESS_OR_TIME: Final = Expression(f"{_ADDRESS}|{_TIME}")
_BY_BROWSER: Final = Expression(rf"{_ADDRESS}|{_TIME}.*|\d{{1,3}}/\d{{1,3}}")


class PageLines(NamedTuple):
    """The lines outside tables of a page, from above to below, and the page's height."""

    lines: list[Line]
    height: float


class _Key(NamedTuple):
    """What lines of several pages have in common that repeat: their words but for numbers, and their height."""

    words: str
    level: int


def running_lines(pages: Sequence[PageLines]) -> list[list[Line]]:
    """Of each page the outermost lines that are no part of its text."""
    edges = [[page.lines, page.lines[::-1]] for page in pages]
    met = Counter(
        key
        for page, sides in zip(pages, edges, strict=True)
        for key in {key for side in sides for line in _outermost(side, page) for key in _keys(line)}
    )
    found: list[list[Line]] = []
    for page, sides in zip(pages, edges, strict=True):
        pitch = _pitch(page.lines)
        found.append([])
        for side in sides:
            outermost = list(_outermost(side, page))
            inner = [*side[1 : len(outermost)], *side[len(outermost) : len(outermost) + 1], None]
            for line, after in zip(outermost, inner, strict=False):
                if not _is_running(line, after, met, pitch):
                    break
                found[-1].append(line)
    return found


def _outermost(side: Sequence[Line], page: PageLines) -> Iterator[Line]:
    margin = page.height * _MARGIN
    return takewhile(lambda line: not margin < line.baseline < page.height - margin, side[:_MOST_LINES])


def _is_running(line: Line, after: Line | None, met: Counter[_Key], pitch: float) -> bool:
    chunks = chunks_of(line)
    if all(is_of_page(chunk.text) for chunk in chunks) or is_of_page(line.text):
        return True
    times = max(met[key] for key in _keys(line))
    is_apart = (
        after is None
        or abs(after.baseline - line.baseline) > _APART * pitch
        or abs(after.size - line.size) > _OTHER_SIZE
    )
    return times >= _FEWEST_SURE or (times > 1 and (is_apart or not _OF_TEXT.search(line.text)))


def _keys(line: Line) -> tuple[_Key, _Key]:
    """The line's key at its height, and at the nearest other one: two heights on either side of a limit are the same."""
    words = _DIGITS.sub("#", "".join(line.text.split()))
    level = int(line.baseline // _LEVEL)
    return _Key(words, level), _Key(words, level + (1 if line.baseline % _LEVEL > _LEVEL / 2 else -1))


def _pitch(lines: Sequence[Line]) -> float:
    return median([after.baseline - line.baseline for line, after in pairwise(lines)] or [0.0])


def without_browser_lines(letters: Sequence[Letter], height: float) -> list[Letter]:
    """The letters without the head and foot that a browser prints, which may stand in the cells of a table: its first line
    where that says when, and its last where that says the address.
    """
    margin = height * _MARGIN
    head = lines_of(letter for letter in letters if letter.baseline < margin)[:1]
    foot = lines_of(letter for letter in letters if letter.baseline > height - margin)[-1:]
    gone = {
        letter
        for line in (*head, *foot)
        if any(_ADDRESS_OR_TIME.match(chunk.text) for chunk in chunks_of(line))
        for letter in line.letters
    }
    return [letter for letter in letters if letter not in gone] if gone else list(letters)


def is_of_page(text: str) -> bool:
    """Whether a line at the edge of a page is its number, or what a browser prints there."""
    return is_page_number(text) or bool(_BY_BROWSER.fullmatch(text))
