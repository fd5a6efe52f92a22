"""Text in lines of a width, with hanzi counted as two columns: words, dates and the items of a list stay whole."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

from planctl.lazy_regex import Expression

_NO_LINE_START: Final = frozenset("，。、；：！？）》”’〕】,.;:!?)…")
_NO_LINE_END: Final = frozenset("（《“‘〔【(")
_OF_DATES: Final = frozenset("年月日底末初")
_AFTER_NUMBERS: Final = _OF_DATES | frozenset("号时天周个条项次家名万亿元%％‰℃")
_AFTER_DATES: Final = _OF_DATES | frozenset("前内起止")
_ITEM: Final = Expression(r"(?:[（(][^（）()]*+[)）]|[^、，,；;\s])++[、，,；;\s]*+|[、，,；;\s]++")
"""An item of a list with what separates it from the next; what stands in brackets separates nothing."""
_WORD: Final = Expression(r"[!-~年月日底末初前内]++")
"""A word of Latin letters, a number or a date."""


class _Widths(dict[str, int]):
    """Columns a character takes: 2 for East Asian wide ones, 0 for combining ones."""

    def __missing__(self, character: str) -> int:
        wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = 0 if unicodedata.combining(character) else wide
        return self[character]


character_width: Final = _Widths().__getitem__
"""Columns a character takes."""


def display_width(text: str) -> int:
    """Columns a text takes."""
    return sum(map(character_width, text))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns (at least 2); none begins with a closing mark, ends with an opening one, or breaks a
    word of Latin letters, a number or a date where that can be helped."""
    return [line for line, _ in measured_lines(text, width)]


def measured_lines(text: str, width: int) -> list[tuple[str, int]]:
    """The lines of `wrap`, each with the columns it takes."""
    return [line for paragraph in text.splitlines() or [""] for line in _wrapped(paragraph, width)]


def _wrapped(paragraph: str, width: int) -> Iterator[tuple[str, int]]:
    before = [0, *accumulate(map(character_width, paragraph))]  # the columns before each character
    start = 0
    while before[-1] - before[start] > width:
        end = max(bisect_right(before, before[start] + width) - 1, start + 1)
        cut = end
        while cut > start and not _may_break(paragraph[cut - 1], paragraph[cut]):
            cut -= 1
        cut = cut if cut > start else end
        line = paragraph[start:cut].rstrip(" ")
        yield line, before[start + len(line)] - before[start]
        start = cut + (paragraph[cut] == " ")
    yield paragraph[start:], before[-1] - before[start]


def _may_break(before: str, following: str) -> bool:
    return not (following in _NO_LINE_START or before in _NO_LINE_END or _is_word(before, following))


def _is_word(before: str, following: str) -> bool:
    """Whether two characters belong to one word, number, date or dash: ab, 12, 12月, 月31, 月底, ——."""
    if before.isdigit():
        return following in _AFTER_NUMBERS or _is_latin(following)
    if before in _OF_DATES:
        return following.isdigit() or following in _AFTER_DATES
    return (_is_latin(before) and _is_latin(following)) or before == following == "—"


def _is_latin(character: str) -> bool:
    return "!" <= character <= "~"


def wrap_items(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns that end between the items of a list; an item that takes more than a line is wrapped."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        if display_width(paragraph) <= width:
            lines.append(paragraph.rstrip())
            continue
        line = ""
        for item in items(paragraph):
            if display_width(line + item.rstrip()) <= width:
                line += item
                continue
            if line:
                lines.append(line.rstrip())
            *whole, line = wrap(item, width)
            lines += whole
        lines.append(line.rstrip())
    return lines


def shorten(text: str, width: int) -> str:
    """A text on one line of at most `width` columns (at least 3), cut with … where it does not fit."""
    return _shortened(text, width, wrap)


def shorten_items(text: str, width: int) -> str:
    """A list on one line, cut between its items where that can be helped."""
    return _shortened(text, width, wrap_items)


def _shortened(text: str, width: int, lines_of: Callable[[str, int], list[str]]) -> str:
    line = " ".join(text.split())
    return line if display_width(line) <= width else f"{lines_of(line, max(width - 1, 2))[0]}…"


def items(text: str) -> list[str]:
    """The items of a list, each with what separates it from the next."""
    return _ITEM.findall(text)


def words(text: str) -> list[str]:
    """The words of Latin letters, numbers and dates in a text."""
    return _WORD.findall(text)
