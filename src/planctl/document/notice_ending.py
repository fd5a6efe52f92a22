"""How a notice ends: its signature and date stand on a page of its text (GB/T 9704-2012 §7.3.5.5).

Where they do not fit below the text, the lines stand somewhat closer; and where that does not bring them there, the end of
the text goes over to their page. Which of it is needed is our own estimate of lines: equal input, equal bytes.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from planctl.document.closing import CHARACTER, INDENT, LINE_WIDTH, Closing, closing_of, indented, lines_of
from planctl.document.first_page import LINE, PAGE, above_title, title_lines
from planctl.document.layout import Form, Kind, Layout
from planctl.document.line_ends import NEVER_LAST, SQUEEZED, line_ends
from planctl.document.official import OfficialDocument
from planctl.document.seals import CLOSEST_SEALS, SEALS
from planctl.document.text_flow import TOGETHER, Pages, Text, begins_on_first_page, end_of_text

SMALLEST_PITCH: Final = 25.0
"""Points; lines are not set closer than this, of the usual 28.95."""
_ROOM: Final = PAGE - 1
"""Points of a page, without the paragraph that ends the section."""
_INEXACT: Final = (0.0, 0.5, -0.5)
"""Points by which what stands above the text may differ from its estimate."""
_SHORT: Final = 2 * TOGETHER
"""Lines; a paragraph of fewer cannot be divided without leaving a single one on a page."""
_MOVED_WHOLE: Final = 5
"""Lines; what is longer is rather divided, so that no page is half empty."""
_OWN_FOOT: Final = 3
"""The last page that can have a foot of its own: documents have footers for page 1, even pages and odd ones."""
_WIDER: Final = ((_SHORT, 4.0), (2, 12.0))
"""A short text is made to take four lines, or two, by letters set so many points apart at most (字距)."""
_FEWEST: Final = 5
"""Characters of its last line then."""
HIGHEST_FOOT: Final = 430.0
"""Points; LibreOffice cuts off what is higher in a footer."""
_WHOLE_MARKS: Final = str.maketrans({mark: "（" if mark in NEVER_LAST else "，" for mark in SQUEEZED})
"""Marks as wide as a hanzi in the place of those that are squeezed: not every word processor does it everywhere."""


@dataclass(frozen=True)
class Ending:
    """What is done so that signature and date stand on a page of the text; lengths are in points.

    The pitches of the lines from the title on and of the rows of seals; how many of the last paragraphs stay on the page of
    the signature as a whole, and whether they begin it; of which paragraphs a single line may stand on a page; how much
    wider the letters of the last one are apart; which page (0: none) leaves how much of its foot free, so that the last
    lines of the text do not fit there. Where nothing brings them there, `note` says so, and what to shorten.
    """

    pitch: float = LINE
    seals: float = SEALS
    kept: int = 0
    breaks: bool = False
    single: frozenset[int] = frozenset()
    wider: float = 0.0
    short_page: int = 0
    foot: float = 0.0
    note: str = ""


def ending_of(
    official: OfficialDocument, layout: Layout, head: float, paragraphs: Sequence[str], headings: Collection[int]
) -> Ending:
    """How a notice with a head so high and such a text is made to end; `headings` are paragraphs kept with the next one."""
    stage = 0.0 if layout.kind is Kind.CONSULT or not official.stage else 1.5  # it stands on the draft there
    addressees = lines_of(f"{official.addressees}：") if official.addressees else 0
    above = 2 + title_lines(official.notice_title) + stage + 1 + addressees
    fixed = above_title(head, letter=layout.form is Form.LETTER)
    return plan_ending(fixed, above, paragraphs, headings, closing_of(official, layout))


def plan_ending(
    fixed: float, above: float, paragraphs: Sequence[str], headings: Collection[int], closing: Closing
) -> Ending:
    """The same by measures: `fixed` points and `above` lines stand above the text on page 1."""
    counts = [max(lines_of(each, INDENT), lines_of(each.translate(_WHOLE_MARKS), INDENT)) for each in paragraphs]
    notice = _Notice(fixed, above, Text(counts, headings), closing)
    with_text, alone = _spaced(closing, TOGETHER), _spaced(closing, 0) or Ending()
    if with_text and (found := _with_text(notice, with_text, paragraphs[-1])):
        return found
    ending = replace(alone, single=notice.divided_first(alone.pitch))
    return ending if notice.fits(ending) else replace(ending, note=_note(closing, body=bool(with_text)))


def _note(closing: Closing, *, body: bool) -> str:
    change = "请把正文（body）增减几行，或者" if body else "请"
    return f"署名和成文日期所在的一页没有正文（GB/T 9704-2012 第7.3.5.5条）：{change}{closing.how_to_shorten()}"


def _spaced(closing: Closing, text: int) -> Ending | None:
    """The pitches of lines and of rows of seals at which a page holds what follows the text and so many lines of it."""
    lines, between = closing.lines + text, closing.between_seals
    seals = min(SEALS, max(CLOSEST_SEALS, (_ROOM - lines * LINE) / between)) if between else SEALS
    pitch = min(LINE, math.floor((_ROOM - between * seals) / lines * 20) / 20)
    return Ending(pitch, seals) if pitch >= SMALLEST_PITCH else None


def _with_text(notice: _Notice, ending: Ending, last: str) -> Ending | None:
    """The ending by which signature and date stand with some of the text; `last` is its last paragraph."""
    counts = notice.text.lines
    ending = replace(ending, single=notice.divided_first(ending.pitch))
    for closer in (ending, *notice.closer(ending)):
        if notice.fits(closer, on_first_page=True):
            return replace(closer, kept=notice.kept(closer))
    kept = replace(ending, kept=notice.kept(ending), breaks=not notice.fits(ending))
    if kept.kept and (
        not kept.breaks or sum(counts[-kept.kept :]) <= _MOVED_WHOLE or notice.end(ending)[0] > _OWN_FOOT
    ):
        return kept
    return _divided(notice, ending, last) or (kept if kept.kept else None)


def _divided(notice: _Notice, ending: Ending, last: str) -> Ending | None:
    """The ending by which the last lines of the last paragraph go over, or lines stand closer."""
    divisible = _divisible(notice, ending, last)
    if not divisible:
        return None
    notice, ending = divisible
    return ending if notice.fits(ending) else notice.shorter(ending) or next(notice.closer(ending), None)


@dataclass(frozen=True)
class _Notice:
    """A notice by measures: points and lines above its text, the text, and what follows it."""

    fixed: float
    above: float
    text: Text
    closing: Closing

    def divided_first(self, pitch: float) -> frozenset[int]:
        """The first paragraph where page 1 has room for two of its three lines only: it must show the text (§7.3.3)."""
        counts = self.text.lines
        first = next((number for number in range(len(counts)) if number not in self.text.headings), 0)
        room = (PAGE - self.fixed) / pitch - self.above - sum(counts[:first])
        return frozenset((first,) if counts[first] == 3 and room < 3 else ())

    def end(self, ending: Ending, inexact: float = 0.0) -> tuple[int, float]:
        """The page where the text ends, and how much of it is used then."""
        return end_of_text(replace(self.text, single=ending.single), self._pages(ending, inexact))

    def _pages(self, ending: Ending, inexact: float = 0.0) -> Pages:
        top = self.fixed + inexact + self.above * ending.pitch
        return Pages(top, ending.pitch, ending.short_page, ending.foot)

    def fits(self, ending: Ending, *, on_first_page: bool = False) -> bool:
        """Whether what follows the text fits on the page where it ends."""
        high = self.closing.height(ending.pitch, ending.seals)
        ends = (self.end(ending, inexact) for inexact in _INEXACT)
        return all(used + high <= _ROOM and (page == 1 or not on_first_page) for page, used in ends)

    def closer(self, ending: Ending) -> Iterator[Ending]:
        """The endings with lines and seals closer, the least closer first, by which what follows the text fits."""
        twips = range(math.floor(ending.pitch * 20), math.floor(SMALLEST_PITCH * 20) - 1, -1)
        seals = min(ending.seals, CLOSEST_SEALS)
        return filter(self.fits, (replace(ending, pitch=each / 20, seals=seals) for each in twips))

    def kept(self, ending: Ending) -> int:
        """How many of the last paragraphs stay on the page of the signature: of two lines or more where that leaves page 1 as
        many, else the last one; 0 where it is all the text, or too long for that page.
        """
        counts = self.text.lines
        room = (_ROOM - self.closing.height(ending.pitch, ending.seals)) / ending.pitch
        for fewest, left in ((TOGETHER, TOGETHER), (1, 1)):
            first = len(counts)
            while first and (sum(counts[first:]) < fewest or first - 1 in self.text.headings):
                first -= 1
            if sum(counts[:first]) >= left and sum(counts[first:]) <= room:
                return len(counts) - first
        return 0

    def shorter(self, ending: Ending) -> Ending | None:
        """The ending by which the page where the text ends leaves its foot free, so that the last lines go over: one more
        than needed where the last paragraph is long, for word processors may count one less.
        """
        page, _ = self.end(ending)
        if page > _OWN_FOOT:
            return None
        top = self._pages(ending).top if page == 1 else 0.0
        found: list[Ending] = []
        for lines in range(int((PAGE - top) / ending.pitch), 0, -1):
            shorter = replace(ending, short_page=page, foot=PAGE - top - (lines + 0.5) * ending.pitch)
            if self._goes_over(shorter):
                found.append(shorter)
            elif found:
                break
        return found[1 if len(found) > 1 and self.text.lines[-1] > _SHORT else 0] if found else None

    def _goes_over(self, ending: Ending) -> bool:
        text = replace(self.text, single=ending.single)
        return 0 < ending.foot <= HIGHEST_FOOT and begins_on_first_page(text, self._pages(ending)) and self.fits(ending)


def _divisible(notice: _Notice, ending: Ending, last: str) -> tuple[_Notice, Ending] | None:
    """The notice with a short last paragraph made to be divided: into two single lines at least, with two where letters
    somewhat further apart give as many; None where it is too short for that.
    """
    counts, wider = list(notice.text.lines), 0.0
    if lines_of(last, INDENT) >= _SHORT:
        return notice, ending
    if notice.text.is_one():
        if not (widened := _widened(last)):
            return None
        wider, counts[-1] = widened
    single = ending.single if counts[-1] >= _SHORT else ending.single | {len(counts) - 1}
    return replace(notice, text=replace(notice.text, lines=counts)), replace(ending, wider=wider, single=single)


def _widened(text: str) -> tuple[float, int] | None:
    """How much wider apart a text's letters must be for it to take four lines, or two or three, the last of which is no mere
    rest; and how many it takes then. None where it is too short."""
    for fewest, most in _WIDER:
        for quarters in range(int(most * 4) + 1):
            character = CHARACTER + quarters / 4
            whole = indented(text, INDENT, character)
            ends = line_ends(whole, LINE_WIDTH / character)
            if len(ends) + 1 >= fewest and len(whole) - ends[-1] >= _FEWEST:
                return quarters / 4, len(ends) + 1
    return None
