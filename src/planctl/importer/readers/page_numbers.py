"""Page numbers at the head or foot of pages, which say nothing about a plan."""

from __future__ import annotations

from planctl.lazy_regex import Expression

_YEAR = Expression(r"\d{4}")
_PAGE_NUMBER = Expression(r"(?i)(?:page|of|[\s\d\-—–－―~～·•.,，、/／|()（）第页共总])*")


def is_page_number(text: str) -> bool:
    """Whether a line at the edge of a page is only its number (— 1 —, 第1页 共3页), with its digits or without.

    Four digits may be a year.
    """
    return bool(_PAGE_NUMBER.fullmatch(text)) and not _YEAR.search(text)
