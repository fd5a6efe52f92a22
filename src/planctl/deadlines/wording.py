"""A deadline phrase made ready for reading: one form for every character, and the numerals officials write."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from planctl.lazy_regex import Expression
from planctl.traditional import SIMPLIFICATION

NUMERAL: Final = r"(?:\d{1,3}|[〇零一二两三四五六七八九十廿卅百]{1,5})"
"""A small count or an ordinal: 3, 12, 三, 十二, 两, 廿五."""

NOT_AFTER_NUMERAL: Final = r"(?<![\d.〇零一二两三四五六七八九十廿卅百])"
"""Keeps a pattern from starting in the middle of a number."""

_FULL_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−─﹣～〜~－"), "-")
_BRACKETS: Final = {ord("【"): "(", ord("】"): ")"}
_UNIFORM: Final = {
    **SIMPLIFICATION,
    ord("著"): "着",
    **_FULL_WIDTH,
    **_DASHES,
    **_BRACKETS,
    ord("○"): "〇",
    0x200B: " ",
    0xFEFF: " ",
}
_MASK: Final = "□"


def words(spaced: str) -> str:
    """A pattern that matches one of the words printed with spaces between them."""
    return "(?:" + "|".join(spaced.split()) + ")"


_TITLE = Expression(r"《[^》]{0,200}+》|[〔\[(](?:19|20)\d\d[〕\])]\d*号?")
_DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}


class NotADate(ValueError):
    """Words that look like a date but name none; the message says in Chinese why (2月没有30日)."""


class IncompleteDate(NotADate):
    """Words that leave unsaid what would make them a date (15日 of no month)."""


class Wording:
    """A phrase in uniform characters, with the way back to the characters printed.

    In `text` digits and ASCII punctuation are half-width, every dash is `-`, characters of the grammar's words are
    simplified, white space is gone, and titles (《…》) and numbers of documents are masked, because years in them are no
    deadlines. Offsets are into `text`.
    """

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self._uniform = printed.translate(_UNIFORM)
        text = "".join(self._uniform.split())
        self.text = _TITLE.sub(lambda title: _MASK * len(title[0]), text) if "20" in text or "《" in text else text

    def stretch(self, start: int, end: int) -> str:
        """What is printed at an offset range of `text`, without white space at or inside it."""
        if len(self.text) == len(self.printed):
            return self.printed[start:end]
        return "".join(self.printed[place] for place in self._places[start:end])

    @cached_property
    def _places(self) -> list[int]:
        """For each character of `text` its offset in what is printed."""
        return [place for place, character in enumerate(self._uniform) if not character.isspace()]


def number(numeral: str) -> int:
    """The value of a numeral that matches NUMERAL or writes a year digit by digit (二〇二五).

    Raises NotADate where the characters make no number (十百十).
    """
    if numeral.isdecimal():
        return int(numeral)
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    hundreds, _, rest = numeral.rpartition("百")
    return 100 * (_below_hundred(hundreds) if hundreds else "百" in numeral) + _below_hundred(rest)


def _below_hundred(numeral: str) -> int:
    ten = next((character for character in numeral if character in _TENS), "")
    before, _, after = numeral.strip("零〇").partition(ten or "\0")
    digits = [_DIGITS.get(part, -1) if part else None for part in (before, after)]
    if -1 in digits:
        raise NotADate(f"“{numeral}”不是数")
    tens = (1 if digits[0] is None else digits[0]) * _TENS[ten] if ten else (digits[0] or 0)
    return tens + (digits[1] or 0)
