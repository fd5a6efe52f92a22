"""Lines of running text → paragraphs: by indents, line ends, sizes and numbers, over the ends of pages too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median, median_low
from typing import Final, NamedTuple

from planctl.importer.readers.pdf.letters import MARKS, Line
from planctl.importer.readers.pdf.wrapping import Break, Room, between_words, break_after, must_go_on
from planctl.lazy_regex import Expression

_INDENT: Final = 0.8
"""In sizes, how far a line must begin behind another to be indented; first lines are by two (GB/T 9704-2012 §7.3.3)."""
_OTHER_SIZE: Final = 0.12
_SAME_SIZE: Final = 0.05
_FIRST_LINES: Final = 6
_NEXT_LINE: Final = 2.2
"""In sizes, how far apart the lines of a title are at most."""
_FURTHER_APART: Final = 1.35
_FURTHER_IN: Final = 2.5
"""In sizes, how far from the edges a line of the text's own size is in the middle: an indented one may seem to be."""
_OFF_CENTRE: Final = 0.6
_SAME_EDGE: Final = 0.3
_MARK: Final = Expression(
    r"第[一二三四五六七八九十百]{1,4}[章节编篇条]|[一二三四五六七八九十]{1,4}、|[（(](?:[一二三四五六七八九十]{1,4}|\d{1,2})[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|(?:附件|附录|附表)\d*[:：]?"
)

_COUNTED: Final = Expression(r"\d{1,2}[.．、](?!\d)")
_HEADING: Final = Expression(
    r"第[一二三四五六七八九十百]{1,4}[章节编篇]|[一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十]{1,4}[）)](?!项)"
)


_LONGEST_HEADING: Final = 40


def names_section(text: str) -> bool:
    """Whether a line is the heading of a section and no sentence: 一、提升品质."""
    return len(text) <= _LONGEST_HEADING and bool(_HEADING.match(text)) and not text.endswith(("。", "；", "："))


class PageLine(NamedTuple):
    """A line, its page (from 1) and the width of that."""

    line: Line
    page: int
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a paragraph as one text, the page where it begins, whether it stands in the middle, and whether the one
    right above it does too, in letters of the same size.
    """

    text: str
    page: int
    centred: bool
    like_above: bool = False


class _Margins(NamedTuple):
    """The edges of the running text of a page, those of all that is printed on it, how far its lines are apart, and their
    usual size, in points.
    """

    room: Room
    printed: Room
    pitch: float
    size: float

    def centres(self, line: Line, width: float) -> bool:
        """Whether a line is in the middle of the page or of what is printed on it, and away from both edges unless it is
        larger than the text, as titles are.
        """
        middle = (line.left + line.right) / 2
        from_edge = min(line.left - self.printed.left, self.printed.right - line.right)
        is_larger = line.size > self.size * (1 + _OTHER_SIZE)
        if _MARK.match(line.text) or (from_edge < _FURTHER_IN * line.size and not is_larger):
            return False
        return min(abs(middle - width / 2), abs(middle - sum(self.printed) / 2)) < _OFF_CENTRE * line.size


def paragraphs_of(
    runs: Sequence[Sequence[PageLine]], tables: Mapping[int, Sequence[Room]], table_size: float
) -> list[list[Paragraph]]:
    """The paragraphs of each run of lines that no table interrupts; `tables` are the edges of those by page, `table_size` that
    of their letters (in points, infinite where there are none).
    """
    margins = _margins_by_page([line for run in runs for line in run], tables, table_size)
    found: list[list[Paragraph]] = []
    for run in runs:
        groups = list(_groups(run, margins))
        paragraphs = [_paragraph(group, margins) for group in groups]
        if not found:  # a title hardly larger than the text
            sizes = [group[0].line.size for group in groups[:_FIRST_LINES]]
            first = sizes.index(max(sizes))  # a running head may stand above
            titles = takewhile(lambda group: all(map(_is_in_the_middle, group)), groups[first:])
            for place, _ in enumerate(titles, first):
                paragraphs[place] = replace(paragraphs[place], centred=True)
        found.append([paragraphs[0], *_compared(paragraphs, groups)])
    return found


def _compared(paragraphs: Sequence[Paragraph], groups: Sequence[Sequence[PageLine]]) -> Iterator[Paragraph]:
    """The paragraphs but for the first, each told whether it looks like the one above it."""
    for (above, below), (before, behind) in zip(pairwise(paragraphs), pairwise(groups), strict=True):
        last, first = before[-1], behind[0]
        size = first.line.size
        is_alike = abs(last.line.size - size) < _SAME_SIZE * size
        is_near = last.page == first.page and first.line.baseline - last.line.baseline < _NEXT_LINE * size
        yield replace(below, like_above=above.centred and below.centred and is_alike and is_near)


def _is_in_the_middle(line: PageLine) -> bool:
    middle = (line.line.left + line.line.right) / 2
    return abs(middle - line.width / 2) < _SAME_EDGE * line.line.size


def _margins_by_page(
    lines: Sequence[PageLine], tables: Mapping[int, Sequence[Room]], table_size: float
) -> dict[int, _Margins]:
    """The margins of each page; those of a page with few lines are the document's where both begin at the same edge."""
    by_page: dict[int, list[PageLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    if not by_page:
        return {}
    lefts = sorted(line.line.left for on_page in by_page.values() for line in on_page)
    usual = median_low(line.line.size for line in lines for _ in line.line.letters)
    if len(lines) <= _FIRST_LINES:  # a title may be all that stands outside the tables
        usual = min(usual, table_size)
    own = {page: _margins(on_page, tables.get(page, ()), lefts, usual) for page, on_page in by_page.items()}
    widest = max(own.values(), key=lambda margins: margins.room.right - margins.room.left).room
    return {
        page: margins._replace(room=widest) if abs(margins.room.left - widest.left) < margins.size else margins
        for page, margins in own.items()
    }


def _margins(on_page: Sequence[PageLine], tables: Sequence[Room], lefts: Sequence[float], usual: float) -> _Margins:
    """The margins of a page; `lefts` are where all lines of the document begin, sorted: one alone shows no edge; `usual` is
    the size of most of its text: a page may hold nothing but the title.
    """
    lines = [line.line for line in on_page]
    size = min(median(line.size for line in lines), usual)
    text = [line for line in lines if line.size < size * (1 + _OTHER_SIZE)] or lines
    left = min(line.left for line in text)
    room = Room(left, max(map(_end, text)))
    tolerance = _SAME_EDGE * size
    is_edge = bisect_right(lefts, left + tolerance) - bisect_left(lefts, left - tolerance) > 1
    edges = (*([room] if is_edge else []), *tables) or (Room(0.0, on_page[0].width),)
    printed = Room(min(edge.left for edge in edges), max(edge.right for edge in edges))
    pitches = [after.baseline - line.baseline for line, after in pairwise(lines)]
    return _Margins(room, printed, median(pitches or [0.0]), size)


def _end(line: Line) -> float:
    """Where a line ends but for a mark, which may hang over the edge."""
    is_mark = len(line.letters) > 1 and line.letters[-1].text in MARKS
    return line.letters[-2].right if is_mark else line.right


def _groups(run: Sequence[PageLine], margins: dict[int, _Margins]) -> Iterator[list[PageLine]]:
    group: list[PageLine] = []
    for line in run:
        if group and _begins(group, line, margins):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: Sequence[PageLine], new: PageLine, margins: dict[int, _Margins]) -> bool:
    """Whether a line begins a paragraph below those of another."""
    above, line = group[-1].line, new.line
    here, there = margins[new.page], margins[group[-1].page]
    if abs(above.size - line.size) > _OTHER_SIZE * max(above.size, line.size):
        return True
    if here.centres(line, new.width) or there.centres(above, group[-1].width):
        return True
    if new.page == group[-1].page and line.baseline - above.baseline > _FURTHER_APART * there.pitch:
        return True
    indent = line.left - here.room.left > _INDENT * line.size
    if indent and not _hangs(group, line):
        return True
    found = break_after(above, line, there.room)
    if found is Break.CERTAIN and not must_go_on(above.text, line.text):
        return True
    return bool(_MARK.match(line.text)) and not indent and _may_be_next_item(group, line)


def _hangs(group: Sequence[PageLine], line: Line) -> bool:
    """Whether an indented line goes on with a paragraph whose other lines are indented as it is."""
    if len(group) > 1:
        return abs(group[-1].line.left - line.left) < _INDENT * line.size
    first = group[0].line
    mark = _MARK.match(first.text)
    if mark is None:
        return False
    behind = first.letters[min(mark.end(), len(first.letters) - 1)].left
    return line.left - first.left > _INDENT * line.size and abs(behind - line.left) < line.size


def _may_be_next_item(group: Sequence[PageLine], line: Line) -> bool:
    """Whether a line that begins with a number, but is not indented, begins an item all the same: the text above is ended,
    or is a heading of one line, and is an item too where the number is one that running text may begin a line with:
    （1）, ①.
    """
    is_heading, is_below_item = bool(_HEADING.match(line.text)), bool(_MARK.match(group[0].line.text))
    is_ended = group[-1].line.text.endswith(("。", "；", "）", ")", "："))
    is_counted = bool(_COUNTED.match(line.text)) and group[-1].line.text.endswith(("。", "；"))
    return (
        is_counted or (is_ended and (is_heading or is_below_item)) or (is_heading and is_below_item and len(group) == 1)
    )


def _paragraph(group: Sequence[PageLine], margins: dict[int, _Margins]) -> Paragraph:
    text = group[0].line.text
    for before, after in pairwise(group):
        text += between_words(before.line.text, after.line.text) + after.line.text
    is_centred = all(margins[line.page].centres(line.line, line.width) for line in group)
    return Paragraph(text, group[0].page, is_centred)
