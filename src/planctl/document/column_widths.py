"""How wide the columns of a table are, so that numbers, dates, short names and headings stand on one line, and how
wide its lines are then. Widths are in hanzi."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from planctl.document.line_ends import count_lines, line_ends, line_reach, text_width
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import LOST, PROBABLY_LOST

_SHORT: Final = 4
"""Hanzi; names up to this length are never divided."""
_LEAST_TEXT: Final = 8.0
_LEAST_TITLE: Final = 6.0
_MOST_DIFFERENT: Final = 500
"""Cells of a column that are looked at for what is not divided; in any others they are narrowed all the same."""
_MOST_SAMPLED: Final = 100
RUNNING: Final = "text"
"""The column whose text runs on; the others have what is listed."""
_MARKS: Final = "、，,；;。"
_LISTED: Final = "、，,"
_UNSEEN: Final = 1.15
"""Hanzi by which a line may be narrower and still seem to be full."""
_PIECE: Final = Expression(rf"[^{_MARKS}\s（）()]+[{_MARKS}]?")
_LIKELY, _LOST = PROBABLY_LOST[:5], PROBABLY_LOST[5:]
"""The parts of 〔原文疑有缺失〕, which is too long to stay whole."""
_WHOLE: Final = Expression(
    rf"{LOST}|{_LIKELY}|{_LOST}|"
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|初|[上中下]旬)?(?:之?前)?|\d{4}年(?:底|末|初)?(?:之?前)?|第?\d+[^\d\s]?"
)


class Content(NamedTuple):
    """What stands in a column: the field it shows, its heading, and the texts of its cells by row with the rows that each
    spans (0: it is part of the one above). A column to be filled in has no texts."""

    field: str
    heading: str
    texts: Sequence[str]
    spans: Sequence[int]


def least_widths(contents: Sequence[Content], *, headings: bool = True) -> list[float]:
    """How wide columns are at least: as wide as what is not divided in them, and, but without `headings`, as their heading."""
    return [max(_needed(each), text_width(each.heading) if headings else 0.0) for each in contents]


def column_widths(contents: Sequence[Content], total: float) -> list[float] | None:
    """The widths of columns; None where they do not fit into the total.

    Each is wide enough for its heading and for what is not divided, and gets more while that makes the table shorter; what
    is left goes to the requirements' text, or is shared where there is none.
    """
    widths = least_widths(contents)
    if sum(widths) > total:
        widths = least_widths(contents, headings=False)  # which take two lines
    if sum(widths) > total:
        return None
    left = total - sum(widths)
    fields = [each.field for each in contents]
    if RUNNING not in fields:
        return [width + left / len(widths) for width in widths]
    running = fields.index(RUNNING)
    widths[running] += left
    return _shortened(_sample(contents), widths, running)


def _needed(content: Content) -> float:
    if content.field == RUNNING:
        return _LEAST_TEXT
    different = dict.fromkeys(content.texts)
    needed = min(_LEAST_TITLE, max(map(len, different), default=0) or 1) if content.field == "title" else 2.0
    for text in islice(different, _MOST_DIFFERENT):
        if len(text) > needed:  # nothing is wider than a hanzi
            for start, end in undivided(text):
                if end - start > needed:
                    needed = max(needed, text_width(text[start:end]))
    return needed


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def undivided(text: str) -> tuple[tuple[int, int], ...]:
    """Where in a cell's text what is not divided stands: names of up to four hanzi with the mark behind, dates, 〔原文缺失〕."""
    places: list[tuple[int, int]] = []
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if end - start <= _SHORT + (text[end - 1] in _MARKS):
            places.append((start, end))
        else:
            places += (whole.span() for whole in _WHOLE.finditer(text, start, end))
    return tuple(places)


def _sample(contents: Sequence[Content]) -> list[list[tuple[float, int]]]:
    """The widths of the cells of some rows, each with the rows it spans."""
    count = len(contents[0].texts)
    step = -(-count // _MOST_SAMPLED) or 1
    return [
        [(text_width(each.texts[row]), each.spans[row] or count) for each in contents] for row in range(0, count, step)
    ]


def _shortened(sample: list[list[tuple[float, int]]], widths: list[float], running: int) -> list[float]:
    """The widths with room taken from the running text's, a hanzi at a time, while that makes the table shorter."""
    best = _lines(sample, widths)
    while widths[running] - 1 >= _LEAST_TEXT:
        ways = []
        for place in range(len(widths)):
            if place != running:
                changed = list(widths)
                changed[place], changed[running] = widths[place] + 1, widths[running] - 1
                ways.append((_lines(sample, changed), changed))
        if not ways or min(ways)[0] >= best:
            break
        best, widths = min(ways)
    return widths


def _lines(sample: list[list[tuple[float, int]]], widths: list[float]) -> float:
    return sum(
        max(max(1, math.ceil(width / room)) / span for (width, span), room in zip(row, widths, strict=True))
        for row in sample
    )


class Narrowed(NamedTuple):
    """How wide the lines of a cell are, in hanzi, and how many they are."""

    width: float
    lines: int


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def narrowed(text: str, room: float) -> Narrowed:
    """How wide the lines of a cell may be so that as little as may be is divided that is not to be: mostly as wide as
    there is room.

    Lines that are narrower by more than a hanzi end behind the marks of a list only: whoever reads the printed cell would
    take any other end for one that is meant.
    """
    if len(text) <= room or "\n" in text:
        return Narrowed(room, count_lines(text, room))
    reach = line_reach(text)
    ends = line_ends(text, room, reach)
    inside = _inside(text, room)
    best = Narrowed(room, 1 + len(ends))
    fewest = len(inside.intersection(ends))
    width = math.ceil(room) - 1.0
    while fewest and width >= _SHORT:
        ends = line_ends(text, width, reach)
        found = len(inside.intersection(ends))
        if found < fewest and (room - width < _UNSEEN or all(text[end - 1] in _LISTED for end in ends)):
            best, fewest = Narrowed(width, 1 + len(ends)), found
        width -= 1
    return best


def _inside(text: str, room: float) -> set[int]:
    """The places inside what is not to be divided, as far as a line of this width holds it."""
    return {place for start, end in undivided(text) if end - start <= room + 1 for place in range(start + 1, end)}
