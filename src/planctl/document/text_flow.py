"""Where the text of a notice ends when its paragraphs are set over pages, by their numbers of lines.

As word processors do it: no page has a single line of a paragraph unless it may, and a heading stays with what follows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from planctl.document.first_page import PAGE

TOGETHER: Final = 2
"""Lines of a paragraph that stay together on a page, unless single ones may stand there (widow control)."""
_LONGEST_HEADING: Final = 6
"""Lines; what is longer is no heading, whatever it begins with."""
_LONGEST_CHAIN: Final = 20
"""Lines; word processors divide headings that together are longer than a page."""


@dataclass(frozen=True)
class Text:
    """Paragraphs of so many lines; which of them are headings, and of which a single line may stand on a page."""

    lines: Sequence[int]
    headings: Collection[int] = ()
    single: frozenset[int] = frozenset()

    def together(self, number: int) -> int:
        """How many lines of a paragraph a page has at least."""
        return 1 if number in self.single else TOGETHER

    def with_next(self, number: int) -> int:
        """How many lines behind a paragraph stay with it: the next headings, and what their text has at least; 0 where it is
        no heading, and may be divided.
        """
        following = number + 1
        if number not in self.headings or self.lines[number] > _LONGEST_HEADING or following == len(self.lines):
            return 0
        behind = self.with_next(following)
        kept = self.lines[following] + behind if behind else min(self.together(following), self.lines[following])
        return kept if self.lines[number] + kept <= _LONGEST_CHAIN else 0

    def is_one(self) -> bool:
        """Whether the last paragraph is all the text, or all but headings."""
        return all(number in self.headings for number in range(len(self.lines) - 1))


@dataclass(frozen=True)
class Pages:
    """Pages with lines of a pitch, of which the text begins at a height of the first; all in points.

    A `short` page has so much less room at its foot.
    """

    top: float
    pitch: float
    short: int = 0
    foot: float = 0.0

    def room(self, page: int, used: float) -> int:
        """How many lines a page holds below what is used of it."""
        return int((PAGE - used - (self.foot if page == self.short else 0.0)) / self.pitch)


def end_of_text(text: Text, pages: Pages) -> tuple[int, float]:
    """The page where the text ends, and how much of it is used then, in points."""
    page, used = 1, pages.top
    for number, lines in enumerate(text.lines):
        rest, with_next = lines, text.with_next(number)
        while rest > (room := pages.room(page, used)) or (with_next and rest + with_next > room):
            rest -= 0 if with_next else _on_this_page(rest, room, text.together(number))
            page, used = page + 1, 0.0
        used += rest * pages.pitch
    return page, used


def begins_on_first_page(text: Text, pages: Pages) -> bool:
    """Whether page 1 has some of the text."""
    room, with_next = pages.room(1, pages.top), text.with_next(0)
    return text.lines[0] + with_next <= room or (
        not with_next and _on_this_page(text.lines[0], room, text.together(0)) > 0
    )


def _on_this_page(lines: int, room: int, together: int) -> int:
    """How many of a paragraph's lines, which are more than a page has room for, stand there."""
    taken = min(room, lines - together)
    return taken if taken >= together else 0
