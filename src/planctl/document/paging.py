"""Where the pages of a table begin, and which rows must stay with the next for that, by how high the rows are."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

_MOST_BLANK: Final = 0.25
"""Of a page; so much may stay blank for the rows of a task to stand together."""
_SURELY_BLANK: Final = 0.15
"""Of a page; where a page is known to go on by this beyond our estimate, the estimate is wrong."""
_LAST: Final = 0.5
"""Of a page; the last one is at least so full where those before can spare it."""
_GIVING: Final = 6
"""Pages that may give to the last one."""
_DIVIDED: Final = _MOST_BLANK**2
"""What a page that ends inside a task weighs when pages are balanced: as much as one that is left as blank as it may."""
_ALONE: Final = 1.0
"""What it weighs where one row of the task stands alone: more than any blank on the last page."""


class Room(NamedTuple):
    """How high a page is without the table's head, what stands on the first one above the table, and what follows the
    table's last row and must not stand alone (0: nothing)."""

    page: float
    above: float = 0.0
    below: float = 0.0


class Ending(NamedTuple):
    """What ends a document on an even page (its 版记): the pages before the table, and how high it is; endless where it cannot
    stand below the table."""

    before: int
    height: float


@dataclass(frozen=True)
class Pages:
    """The rows that begin a page but the first, and for each row whether it stays on a page with the next.

    `follower_moves` says that the rows on the last page stand there because what follows them would stand alone,
    `ending_fits` that the document can end on it.
    """

    starts: tuple[int, ...]
    kept: list[bool]
    follower_moves: bool = False
    ending_fits: bool = False


class _Turn(NamedTuple):
    """A page's end: the row that begins the next page, and the one at which this page would be full."""

    start: int
    full: int


def divide(
    heights: Sequence[float],
    firsts: Collection[int],
    room: Room,
    known: Collection[int] = (),
    ending: Ending | None = None,
) -> Pages:
    """Divide rows into pages; `firsts` are the rows that begin a task, `known` some that are known to begin a page.

    The rows of a task stay together where that leaves less than a quarter of a page blank. Else a page ends inside the
    task, where it can with two of its rows on either side. A last page that is less than half full gets rows from the six
    before, each of which stays three quarters full: of all ways to end them, on as many pages, that is chosen in which
    what the last one lacks, the squares of what the others leave blank, and a quarter's for each task divided are least
    together, all in pages. What follows the table counts as a row of the last task.

    Where the last page is an even one, the document ends on it if it has room, or gets room where pages are filled better;
    else the rows are spread over one page more, which gets a quarter at least, so that no page is blank before the ending's.
    """
    rows = [*heights, room.below] if room.below else list(heights)
    bounds = sorted({0, *firsts, len(rows)}) if rows else []
    pager = _Pager(rows, bounds, room, sorted(known), len(heights))
    turns, ending_fits = pager.turns(ending)
    follower_moves = bool(turns and room.below) and turns[-1].full == len(heights)
    kept = pager.kept(turns)[: len(heights)]
    return Pages(tuple(turn.start for turn in turns), kept, follower_moves, ending_fits)


class _Page(NamedTuple):
    """The rows that may begin the next page, with what this one then leaves blank, and the one at which it would be full."""

    blanks: dict[int, float]
    full: int


_Ways = dict[int, tuple[float, list[_Turn]]]
"""By the row that begins the next page, how to end those before it, and what that weighs."""


class _Pager:
    def __init__(
        self, rows: Sequence[float], bounds: Sequence[int], room: Room, known: Sequence[int], count: int
    ) -> None:
        self._rows = rows
        self._ends = [0.0, *accumulate(rows)]
        self._tasks = list(pairwise(bounds))
        self._task = [task for task in self._tasks for _ in range(*task)]
        self._room = room
        self._most_blank = _MOST_BLANK * room.page
        self._known = known
        self._count = count

    def turns(self, ending: Ending | None) -> tuple[list[_Turn], bool]:
        """The ends of all pages but the last, and whether the document can end on that."""
        turns = self._full_pages()
        page = self._room.page
        if ending is None or max((*self._rows, self._room.above)) > page or (ending.before + len(turns)) % 2 == 0:
            return self._balanced(turns) or turns, False
        below = self._balanced(turns, most=page - ending.height)
        if below is not None:
            return below, True
        return self._balanced(turns, more=1, least=self._most_blank) or self._balanced(turns) or turns, False

    def _full_pages(self) -> list[_Turn]:
        """The ends of all pages but the last, each as full as the rules let it be."""
        turns: list[_Turn] = []
        start = before = 0
        used_before = 0.0
        used = self._used(turns)
        while (turn := self._turn(start, used)) is not None:
            if turns and self._is_blank(start, turn.start):
                turns[-1], turn = self._earlier(turns[-1], turn, before, used_before)
                start = turns[-1].start
            turns.append(turn)
            before, used_before = start, used
            start, used = turn.start, 0.0
        return turns

    def _is_blank(self, start: int, end: int, used: float = 0.0) -> bool:
        """Whether a page with these rows leaves more blank than it may."""
        return self._room.page - used - self._height(start, end) >= self._most_blank

    def _earlier(self, last: _Turn, turn: _Turn, start: int, used: float) -> tuple[_Turn, _Turn]:
        """The ends of two pages, of which the second would be left too blank before a high row: the first page, which begins
        at `start`, ends earlier if that mends it."""
        if last.start not in self._known:
            for place in range(last.start - 1, start, -1):
                if self._is_blank(start, place, used):
                    break
                other = self._turn(place, 0.0)
                if other is not None and not self._is_blank(place, other.start):
                    return _Turn(place, last.full), other
        return last, turn

    def _turn(self, start: int, used: float) -> _Turn | None:
        """Where the page that begins with a row best ends; None for the last page."""
        page = self._page(start, used)
        if page is None:
            return None
        return _Turn(min(page.blanks, key=lambda place: self._rank(start, place)), page.full)

    def _page(self, start: int, used: float) -> _Page | None:
        """Where the page that begins with a row may end; None for the last page."""
        page = self._room.page
        place = bisect_right(self._known, start)
        known = self._known[place] if place < len(self._known) else None
        if known is not None and used + self._height(start, known) <= page * (1 + _SURELY_BLANK):
            full = bisect_right(self._ends, self._ends[start] + page - used) - 1
            return _Page({known: 0.0}, max(known, min(full, len(self._rows) - 1)))
        filled = [used]
        for full in range(start, len(self._rows)):
            height = self._rows[full]
            if filled[-1] + height > page and (full > start or used):
                return _Page(self._blanks(start, full, filled), full)
            filled.append((filled[-1] + height) % page if height > page else filled[-1] + height)
        return None

    def _height(self, start: int, end: int) -> float:
        return self._ends[end] - self._ends[start]

    def _blanks(self, start: int, full: int, filled: Sequence[float]) -> dict[int, float]:
        """The rows that may begin the next page, where it can be no later one than `full`, and what each leaves blank."""
        if full == self._count and full > start + 1:  # what follows the table is not to stand alone
            full -= 1
        blanks = {place: self._room.page - filled[place - start] for place in range(full, start, -1)}
        allowed = {place: blank for place, blank in blanks.items() if blank < self._most_blank}
        return allowed or {full: self._room.page - filled[full - start]}

    def _rank(self, start: int, place: int) -> int:
        """0 where a task begins, 1 inside one with two rows of it on either side, 2 elsewhere."""
        first, end = self._task[place]
        if first == place:
            return 0
        return 1 if place - max(first, start) >= 2 and end - place >= 2 else 2

    def _balanced(
        self, turns: list[_Turn], *, more: int = 0, least: float = 0.0, most: float = math.inf
    ) -> list[_Turn] | None:
        """The ends of the last pages as they weigh least together, on so many `more` pages; None where there are none that
        leave the last one at least and at most so full."""
        if not more and least <= self._last_page(turns) <= most and not self._lack(self._last_page(turns)):
            return turns
        before, moved = turns[:-_GIVING], turns[-_GIVING:]
        ways: _Ways = {before[-1].start if before else 0: (0.0, before)}
        for _ in range(len(moved) + more):
            ways = self._longer(ways)
        whole = []
        for start, (weight, way) in ways.items():
            filled = self._last_page(way)
            if self._page(start, self._used(way)) is None and least <= filled <= most:
                whole.append((weight + self._lack(filled), way))
        return min(whole)[1] if whole else None

    def _longer(self, ways: _Ways) -> _Ways:
        """Ways to end pages, each a page longer."""
        longer: _Ways = {}
        for start, (weight, way) in ways.items():
            page = self._page(start, self._used(way))
            if page is None:
                continue
            for place, blank in page.blanks.items():
                heavier = weight + self._weight(start, place, blank)
                if place not in longer or heavier < longer[place][0]:
                    longer[place] = heavier, [*way, _Turn(place, page.full)]
        return longer

    def _used(self, way: Sequence[_Turn]) -> float:
        """What stands above the rows on the page behind some."""
        return 0.0 if way else self._room.above % self._room.page

    def _last_page(self, way: Sequence[_Turn]) -> float:
        """How much is on the last page."""
        return self._used(way) + self._height(way[-1].start if way else 0, len(self._rows))

    def _lack(self, filled: float) -> float:
        """What the last page lacks, in pages."""
        return max(0.0, _LAST - filled / self._room.page)

    def _weight(self, start: int, place: int, blank: float) -> float:
        """What a page weighs that begins and ends before these rows."""
        return (blank / self._room.page) ** 2 + (0.0, _DIVIDED, _ALONE)[self._rank(start, place)]

    def kept(self, turns: Sequence[_Turn]) -> list[bool]:
        """Which rows stay with the next: those of a task that leave less than a quarter blank wherever it comes to stand,
        of a longer one the first two and the last two; and before each page those that would fit but shall not.
        """
        kept = [False] * len(self._rows)
        for first, end in self._tasks:
            if sum(self._rows[first:end]) < self._most_blank:
                kept[first : end - 1] = [True] * (end - 1 - first)
            elif end - first >= 4:
                for row in (first, end - 2):
                    kept[row] = self._rows[row] + self._rows[row + 1] < self._most_blank
        for start in (*self._known, *(turn.start for turn in turns)):
            if start:
                kept[start - 1] = False
        for turn in turns:
            kept[turn.start : turn.full] = [True] * (turn.full - turn.start)
        if self._count < len(self._rows):
            kept[self._count - 1] = True
        return kept
