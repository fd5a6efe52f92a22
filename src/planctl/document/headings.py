"""Headings of the first two levels in the text of a notice: 一、 and （一） (GB/T 9704-2012 §7.3.3)."""

from __future__ import annotations

import re
from typing import Final

from planctl.lazy_regex import Expression

_HEADING: Final = Expression(
    "(?:(?P<first>[一二三四五六七八九十]{1,3}+、)|[（(][一二三四五六七八九十]{1,3}+[）)])[^。]*+。?"
)


def match_heading(line: str) -> re.Match[str] | None:
    """The heading with which a paragraph begins, its first sentence; a group `first` where it is of the first level."""
    return _HEADING.match(line)


def is_heading(line: str) -> bool:
    """Whether a paragraph is a heading as a whole."""
    found = match_heading(line)
    return found is not None and found.end() == len(line)
