"""The strokes of a page → its rulings, and which of them belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

NEAR: Final = 3.0
"""Rulings nearer than this, in points, are one: double lines, and cells that are drawn one by one."""
_MOST_CROSSINGS: Final = 4_000_000
_HIGHEST_BAND: Final = 60.0
"""Points between rulings of a table with open sides where a row over all columns has no rulings down."""


_HIGHEST_ROW: Final = 120.0
"""Points between two rulings of a table that is ruled only across."""


class Box(NamedTuple):
    """Edges in points from the page's left and top."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Its area."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Ruling(NamedTuple):
    """A ruling across (`at` is its height) or down (`at` is how far from the left), from `start` to `end`."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The rulings of a page, or of one table on it, in one piece each."""

    across: list[Ruling]
    down: list[Ruling]


def rulings_of(strokes: Iterable[Box]) -> Rulings:
    """Strokes as rulings, those on one line as one."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for left, top, right, bottom in strokes:
        if bottom - top <= NEAR:
            across.append(Ruling((top + bottom) / 2, left, right))
        if right - left <= NEAR:
            down.append(Ruling((left + right) / 2, top, bottom))
    return Rulings(_joined(across), _joined(down))


def is_even(line: Ruling, other: Ruling) -> bool:
    """Whether two rulings go from the same place to the same."""
    return abs(line.start - other.start) <= NEAR and abs(line.end - other.end) <= NEAR


def _joined(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Pieces on one line that touch, as one ruling each; what only stands beside them keeps its place."""
    whole: list[Ruling] = []
    for level in _levels(sorted(pieces)):
        level.sort(key=lambda piece: piece.start)
        touching: list[Ruling] = []
        end = level[0].end
        for piece in level:
            if piece.start > end + NEAR:
                whole.append(_as_one(touching))
                touching = []
            touching.append(piece)
            end = max(end, piece.end)
        whole.append(_as_one(touching))
    return [ruling for ruling in whole if ruling.end - ruling.start > NEAR]


def _as_one(pieces: Sequence[Ruling]) -> Ruling:
    at = sum(piece.at for piece in pieces) / len(pieces)
    return Ruling(at, min(piece.start for piece in pieces), max(piece.end for piece in pieces))


def _levels(rulings: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Sorted rulings in groups that are near one another."""
    level: list[Ruling] = []
    for ruling in rulings:
        if level and ruling.at - level[0].at > NEAR:
            yield level
            level = []
        level.append(ruling)
    if level:
        yield level


def tables_of(rulings: Rulings) -> list[Rulings]:
    """The rulings of a page in groups, each kind sorted: those that touch, or that follow one another in a table whose sides
    are open.
    """
    across, down = sorted(rulings.across), sorted(rulings.down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    group = _Groups(len(across) + len(down))
    has_side = [False] * len(across)
    has_down = [False] * len(across)
    places = [ruling.at for ruling in down]
    for index, line in enumerate(across):
        for other in range(bisect_left(places, line.start - NEAR), bisect_right(places, line.end + NEAR)):
            if down[other].start - NEAR <= line.at <= down[other].end + NEAR:
                group.join(index, len(across) + other)
                has_down[index] = True
                has_side[index] |= min(abs(places[other] - line.start), abs(places[other] - line.end)) <= NEAR
    _join_open(across, has_side, has_down, group)
    _join_even(down, group, len(across))
    found: dict[int, Rulings] = {}
    for index, ruling in enumerate((*across, *down)):
        found.setdefault(group.of(index), Rulings([], []))[index >= len(across)].append(ruling)
    return list(found.values())


def ends_of_crossing(rulings: Rulings) -> list[float]:
    """Where those rulings across end that go through a ruling down: there is a side of a table, ruled or not."""
    across, down = rulings.across, sorted(rulings.down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    places = [ruling.at for ruling in down]
    return [
        end
        for line in across
        if any(
            wall.start - NEAR <= line.at <= wall.end + NEAR
            for wall in down[bisect_right(places, line.start + NEAR) : bisect_left(places, line.end - NEAR)]
        )
        for end in (line.start, line.end)
    ]


def _join_open(across: Sequence[Ruling], has_side: list[bool], has_down: list[bool], group: _Groups) -> None:
    """Join the rulings of tables whose sides are open: those from the same place to the same, and shorter ones between."""
    chains: list[list[int]] = []
    for index, line in enumerate(across):
        if has_side[index]:
            continue
        for chain in reversed(chains):
            last = across[chain[-1]]
            is_near = line.at - last.at < _HIGHEST_BAND or not (has_down[index] or has_down[chain[-1]])
            if is_even(line, last) and is_near:
                group.join(index, chain[-1])
                chain.append(index)
                break
        else:
            chains.append([index])
    chains.sort(key=lambda chain: across[chain[0]].start - across[chain[0]].end)
    for place, chain in enumerate(chains):
        for wider in chains[:place]:
            rulings, others = [across[one] for one in chain], [across[one] for one in wider]
            is_ruled_down = any(has_down[one] for one in (*chain, *wider))
            if _is_between(rulings, others) or (not is_ruled_down and _is_part(rulings, others)):
                group.join(chain[0], wider[0])
                break


def _is_between(chain: Sequence[Ruling], wider: Sequence[Ruling]) -> bool:
    """Whether rulings stand between the first and the last of wider ones."""
    first, last, top, bottom = chain[0], chain[-1], wider[0], wider[-1]
    return _is_within(first, top) and top.at < first.at and last.at < bottom.at


def _is_part(chain: Sequence[Ruling], wider: Sequence[Ruling]) -> bool:
    """Whether rulings are some of a table whose last ruling through all columns is missing at a page's end, or the first at
    the head of a page: they stand next to its others, and go to a side of it.
    """
    first, last, top, bottom = chain[0], chain[-1], wider[0], wider[-1]
    has_side = abs(first.start - top.start) <= NEAR or abs(first.end - top.end) <= NEAR
    return (
        _is_within(first, top)
        and first.at < bottom.at + _HIGHEST_ROW
        and last.at > top.at - _HIGHEST_ROW
        and (has_side or top.at < first.at < bottom.at)
    )


def _is_within(line: Ruling, wider: Ruling) -> bool:
    return wider.start - NEAR <= line.start and line.end <= wider.end + NEAR


def _join_even(down: Sequence[Ruling], group: _Groups, first: int) -> None:
    """Join rulings down that go from the same height to the same: on a page columns may have no ruling across. `first` is
    the number of the first of them.
    """
    by_ends: dict[tuple[int, int], int] = {}
    for index, line in enumerate(down, first):
        top, bottom = int(line.start / NEAR), int(line.end / NEAR)
        near = ((above, below) for above in (top - 1, top, top + 1) for below in (bottom - 1, bottom, bottom + 1))
        if (other := next((by_ends[ends] for ends in near if ends in by_ends), None)) is not None:
            group.join(index, other)
        by_ends[top, bottom] = index


class _Groups:
    """Things by number that are joined into groups."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, member: int) -> int:
        """The number of the group of a member."""
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, member: int, other: int) -> None:
        """Make two groups one."""
        self._above[self.of(member)] = self.of(other)
