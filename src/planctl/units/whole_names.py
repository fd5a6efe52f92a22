"""Whether a text is a whole name, and how much of one the text after another could be."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from planctl.lazy_regex import Expression
from planctl.units import organs, words

LONGEST: Final = 100
"""No name, nor names run together, is longer; it bounds the work on text that is no cell at all."""

_ORGAN = Expression(organs.ORGAN)
_GROUP = Expression(organs.GROUP)
_PLACE = Expression(organs.PLACE)
_OPENING = Expression(words.OPENING)
_RUN_TOGETHER = Expression(rf"[局委会处室]各{words.LEVEL}")
"""管委会各镇 is the end of one name and another; 管委会各部门 is one."""
_PART = Expression(r"[^、,;。:/()]{1,100}+$")
_LEVELS = Expression(
    rf"(?:.*[各关](?:远郊|近郊|中心城|重点|试点)?)?{words.LEVEL}+(?:、{words.LEVEL}+)*{words.BRACKETS}?|.*各地"
)
LEVEL_GOVERNMENT: Final = rf"{words.LEVEL}+(?:、{words.LEVEL}+)*{words.BRACKETS}?{words.GOVERNMENT}?{words.BRACKETS}?"
_LEVEL_GOVERNMENT = Expression(LEVEL_GOVERNMENT)


def is_whole(name: str) -> bool:
    """Whether a folded text looks like a whole name."""
    return len(name) <= LONGEST and _looks_whole(name)


@lru_cache(maxsize=4096)
def _looks_whole(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_ORGAN, _GROUP, _PLACE)) and not _RUN_TOGETHER.search(name)


def start_of_part(text: str, end: int) -> int:
    """Where the part of a folded text without separators that ends at a place begins, as far back as a name can be long."""
    part = _PART.search(text, max(0, end - LONGEST), end)
    return part.start() if part else end


def is_organ(name: str) -> bool:
    """Whether a folded text looks like the whole name of an organ."""
    return len(name) <= LONGEST and _ORGAN.fullmatch(name) is not None


def is_group(name: str) -> bool:
    """Whether a folded text looks like the whole name of a 统称."""
    return len(name) <= LONGEST and _GROUP.fullmatch(name) is not None


def is_place(name: str) -> bool:
    """Whether a folded text looks like the whole name of a place and of no organ."""
    return len(name) <= LONGEST and _PLACE.fullmatch(name) is not None and not is_organ(name)


def opens_name(text: str) -> bool:
    """Whether a folded text begins a name of its own."""
    return begins_as_a_name(text) or is_whole(text)


def begins_as_a_name(text: str) -> bool:
    """Whether a folded text begins with what only the beginning of a name looks like: a level, 各, 中共."""
    return _OPENING.match(text) is not None


def are_levels(left: str, right: str) -> bool:
    """Whether two folded texts are levels that share a tail: 各市、县 and 区政府."""
    return _LEVELS.fullmatch(left) is not None and _LEVEL_GOVERNMENT.fullmatch(right) is not None


def ends_in_levels(text: str) -> bool:
    """Whether a folded text is nothing but levels: 各县、区, 各地."""
    return _LEVELS.fullmatch(text) is not None
