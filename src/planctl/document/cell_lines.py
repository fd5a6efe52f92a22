"""What is not divided between the lines of a cell: names of up to four hanzi, dates, numbers, Latin words; and how narrow
its lines are made for that. Widths are in hanzi."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from planctl.document.line_ends import NEVER_FIRST, count_lines, line_ends, line_reach, text_width
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import LOST, PROBABLY_LOST

SHORT: Final = 4
"""Hanzi; names up to this length are never divided."""
LONGEST: Final = 11.0
"""What is not divided is no wider: 二〇一八年十二月三十日."""
_MARKS: Final = "、，,；;。"
_LISTED: Final = "、，,"
_NARROWEST: Final = 3
_FEW: Final = 3
"""Characters on a last line that may be one alone with marks."""
_HARDLY: Final = 0.5
"""Hanzi by which a line may be narrower and end where it would."""
_UNSEEN: Final = 1.15
"""Hanzi by which a line may be narrower and still seem to be full."""
_PIECE: Final = Expression(rf"[^{_MARKS}\s（）()]+[{_MARKS}]?")
NAME: Final = Expression(rf"[^{_MARKS}\s]+[{_MARKS}]?")
_LIKELY, _LOST = PROBABLY_LOST[:5], PROBABLY_LOST[5:]
"""The parts of 〔原文疑有缺失〕, which is too long to stay whole."""
_YEAR: Final = "(?:\\d{4}|[〇○零一二三四五六七八九]{4})年"
_TENS: Final = "(?:\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER: Final = "第?[一二三四]季度[末底]?"
_BEGINNINGS: Final = r"〔缺第每当本今明次翌末〇○零一二三四五六七八九十\d!-~"
"""What a date, a number, a Latin word and 〔原文缺失〕 begin with."""
_BEGINNING: Final = Expression(f"[{_BEGINNINGS}]")
_HANZI_RUN: Final = Expression("[\u3400-\u9fff]+")
_WHOLE: Final = Expression(
    rf"(?=[{_BEGINNINGS}])(?:{LOST}|{_LIKELY}|{_LOST}|"
    rf"(?:(?:{_YEAR}|[每当本今明次翌]年)?{_TENS}月(?:{_TENS}日|[底末初]|[上中下]旬)?|(?:[每次]|末)月{_TENS}日|{_TENS}日|"
    rf"{_YEAR}(?:[底末初]|[上下]半年|{_QUARTER})?|[每当本今明次翌]年{_QUARTER}|{_QUARTER})(?:[之以]?前|[内起])?|"
    r"\d+个(?:工作日|月|季度)[之以]?内|第?\d(?:[\d.:/-]*\d)?(?:[%‰℃]|[万亿]?[^\d\s!-~])?|[!-~]{2,})"
)
"""What is not divided wherever it stands: what is lost, dates as they are written, numbers with their units, Latin words."""


def shape_of(text: str) -> str:
    """The text with the same hanzi for all of its, where it does not matter which they are: many cells have the same shape."""
    return text if _BEGINNING.search(text) else _HANZI_RUN.sub(lambda run: "某" * len(run[0]), text)


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def undivided(text: str) -> tuple[tuple[int, int], ...]:
    """Where in a cell's text what is not divided stands: names of up to four hanzi with the mark behind, dates, numbers,
    〔原文缺失〕."""
    places: list[tuple[int, int]] = []
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if end - start <= SHORT + (text[end - 1] in _MARKS):
            places.append((start, end))
    for found in _WHOLE.finditer(text):
        start, end = found.span()
        if text_width(text[start:end]) <= LONGEST:
            places.append((start, end))
    return tuple(places)


class Narrowed(NamedTuple):
    """How wide the lines of a cell are, in hanzi, and how many they are."""

    width: float
    lines: int


def narrowed(text: str, room: float) -> Narrowed:
    """How wide the lines of a cell may be so that as little as may be is divided that is not to be, and, where that takes no
    line more, neither a longer name nor its last character from the rest: mostly as wide as there is room.

    Lines that are narrower by more than a hanzi end behind the marks of a list only: whoever reads the printed cell would
    take any other end for one that is meant.
    """
    return _narrowed(shape_of(text), room)


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def _narrowed(text: str, room: float) -> Narrowed:
    if len(text) <= room or "\n" in text:
        return Narrowed(room, count_lines(text, room))
    reach = line_reach(text)
    ends = line_ends(text, room, reach)
    most = len(ends)
    inside, names = _inside(text, room), [found.end() for found in NAME.finditer(text)]
    best = Narrowed(room, 1 + most)
    fewest = _faults(text, ends, inside, names, room)
    listed = text == PROBABLY_LOST or any(mark in text for mark in _LISTED)
    narrowest = _NARROWEST if listed else max(_NARROWEST, room - _UNSEEN)
    width = math.ceil(room - _HARDLY) - 1.0
    while any(fewest) and width >= narrowest:
        ends = line_ends(text, width, reach)
        if len(ends) > most and not fewest[0]:
            break
        if room - width < _UNSEEN or text == PROBABLY_LOST or all(text[end - 1] in _LISTED for end in ends):
            found = _faults(text, ends, inside, names, room)
            if found[0] < fewest[0] or (found < fewest and len(ends) == most):
                best, fewest = Narrowed(width, 1 + len(ends)), found
        width -= 1
    return best


def _inside(text: str, room: float) -> set[int]:
    """The places inside what is not to be divided, as far as a line of this width holds it."""
    return {place for start, end in undivided(text) if end - start <= room + 1 for place in range(start + 1, end)}


def _faults(text: str, ends: Sequence[int], inside: set[int], names: Sequence[int], room: float) -> tuple[int, int]:
    """How many of a text's lines end inside what is not divided; and how many inside a name that a line of this width holds,
    or before the last character. `names` are the places where names end."""
    divided = 0
    for end in ends:
        name = bisect_left(names, end)
        begin = names[name - 1] if name else 0
        divided += name < len(names) and names[name] != end and names[name] - begin <= room + 1
    if ends and len(text) - ends[-1] <= _FEW:
        divided += sum(character not in NEVER_FIRST for character in text[ends[-1] :]) == 1
    return len(inside.intersection(ends)), divided
