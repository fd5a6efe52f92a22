"""Names on lines of their own: which line breaks (or spaces) divide names, and which fall inside one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.units import organs, words
from planctl.units.neighbours import are_apart
from planctl.units.whole_names import LONGEST, is_whole

if TYPE_CHECKING:
    from planctl.units.text import CellText, Place

_NEVER_FIRST: Final = f"{words.HIDDEN}()和及与等"
_NEVER_LAST: Final = f"{words.HIDDEN}(和及与"


def split_lines(cell: CellText, skeleton: str, place: Place) -> list[Place]:
    """Parts of a place between line breaks (or spaces) that have whole names on both sides; as many as can be."""
    start, end = place
    gaps = [gap for gap in cell.gaps_between(start, end) if _may_divide(skeleton, gap)]
    if gaps and "、" in skeleton and cell.folded.endswith(organs.UNIVERSITY_PART_TAILS, start, end):
        # 浙江大学 and 温州研究院 on two lines are one name where the cell separates names otherwise
        gaps = [gap for gap in gaps if not cell.folded.endswith(organs.UNIVERSITY_TAIL, start, gap)]
    return _finest_division(cell.folded, [start, *gaps, end]) if gaps else [place]


class _Division(NamedTuple):
    """The finest division of a text up to an edge: how many parts, and at which edge (by index) the last one begins."""

    parts: int
    last: int


def _finest_division(text: str, edges: list[int]) -> list[Place]:
    """The text between the first edge and the last in as many parts as can be, all of them whole unless there is one."""
    best: list[_Division | None] = [_Division(0, 0)]
    nearest = 0
    for right in range(1, len(edges)):
        while edges[right] - edges[nearest] > LONGEST:
            nearest += 1
        found: _Division | None = None
        for left in range(nearest, right):
            before = best[left]
            if before is None or (found is not None and found.parts > before.parts):
                continue
            earlier = text[edges[before.last] : edges[left]]
            if not earlier or are_two_names(earlier, text[edges[left] : edges[right]]):
                found = _Division(before.parts + 1, left)
        best.append(found)
    parts: list[Place] = []
    right = len(edges) - 1
    while right and (division := best[right]) is not None:
        parts.append((edges[division.last], edges[right]))
        right = division.last
    return parts[::-1] or [(edges[0], edges[-1])]


def _may_divide(skeleton: str, gap: int) -> bool:
    return skeleton[gap] not in _NEVER_FIRST and skeleton[gap - 1] not in _NEVER_LAST


def are_two_names(left: str, right: str) -> bool:
    """Whether two folded texts, one right behind the other, are two whole names."""
    return is_whole(left) and is_whole(right) and are_apart(left, right)
