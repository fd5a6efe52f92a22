"""Where a name ends and the next begins, judged by what a whole name looks like.

Between two separators of a cell there may still be several names: on lines of their own, joined by 和, or run together
(省国税局省地税局).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from planctl.lazy_regex import Expression
from planctl.units import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planctl.units.text import CellText, Place

_ORGAN = Expression(words.ORGAN)
_GROUP = Expression(words.GROUP)
_PLACE = Expression(words.PLACE)
_OPENING = Expression(words.OPENING)
_HOST = Expression(words.HOST)
_WIDE_HOST = Expression(words.WIDE_HOST)
_BRANCH = Expression(words.BRANCH)
_UNHOSTED = Expression(words.UNHOSTED)
_NAMED_BRANCH = Expression(words.NAMED_BRANCH)
_BODIES_AND_OFFICES = [(Expression(body), Expression(office)) for body, office in words.BODIES_AND_OFFICES]
_JUNCTION = Expression(words.JUNCTION)
_LEVELS = Expression(rf"(?:.*[各关])?{words.LEVEL}+(?:、{words.LEVEL}+)*{words.BRACKETS}?|.*各地")
_GOVERNMENT = Expression(words.GOVERNMENT)
_LEVEL_GOVERNMENT = Expression(
    rf"{words.LEVEL}+(?:、{words.LEVEL}+)*{words.BRACKETS}?{words.GOVERNMENT}?{words.BRACKETS}?"
)
_LOCAL_GOVERNMENT = Expression(rf"..{{1,5}}?[省市区县州盟旗镇乡]{words.GOVERNMENT}{words.BRACKETS}?")
_EACH_LEVEL = Expression(rf"各{_LEVEL_GOVERNMENT.pattern}")
_PREFIX = Expression(rf"{words.PREFIX}|[^各有相全].{{1,4}}?[省市区县州盟旗]")
_JOINT = Expression("以及|和(?!平|田|顺|龙|静|硕|谐)|及(?!其|时)|与")
_LEAD_IN = Expression(
    r"(?:[此该本]项[^由]{0,4}由|以及|并由|具体由|由|并(?!州)|及(?!时)|和(?!平|田县|田地|田市|顺|龙|静|硕|谐|县)|与|其中|以(?![上下])|[*#\-–—－―_~'.·=+<>^\"])++"
)
_AND_OTHERS = Expression(
    rf"(?<![高中初平同优])等(?:[^和及]{{0,12}}{words.any_of(*words.GROUP_TAILS, '院所', '公司', '方面')}"
    r"(?:[和及、](?:单位|部门|企业))?|[\d多].{0,6})?$"
)
_AND = Expression("..+(?<![高中初])等[省市区县州]?[级直]?")
_OTHERS = Expression(rf"(?!各)(?:[\d多]|.{{0,6}}{words.any_of(*words.GROUP_TAILS)})")
_LONGEST: Final = 100
"""No name, nor names run together, is longer; it bounds the work on text that is no cell at all."""

_NEVER_FIRST: Final = f"{words.HIDDEN}()和及与等"
_NEVER_LAST: Final = f"{words.HIDDEN}(和及与"
_LAST_EDGE: Final = "(*#-–—－―_~'.·=+<>^\"、,;。:/"


def is_whole(name: str) -> bool:
    """Whether a folded text looks like a whole name."""
    return len(name) <= _LONGEST and _looks_whole(name)


@lru_cache(maxsize=4096)
def _looks_whole(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_ORGAN, _GROUP, _PLACE))


def opens_name(text: str) -> bool:
    """Whether a folded text begins a name of its own."""
    return _OPENING.match(text) is not None or is_whole(text)


def split_names(cell: CellText, skeleton: str, place: Place) -> list[str]:
    """The names, as printed, in a place between two separators."""
    if place[0] == place[1]:
        return []
    return [
        cell.printed[start + first : start + last]
        for start, end in (_split_lines(cell, skeleton, place) if cell.gaps else (place,))
        for first, last in _names_in(cell.folded[start:end], skeleton[start:end])
    ]


@lru_cache(maxsize=4096)  # the same few names stand in most cells of a plan
def _names_in(text: str, skeleton: str) -> tuple[Place, ...]:
    """Places of the names in a line that no line break divides."""
    parts = (part for joined in _split_joined(text, skeleton) for part in _split_glued(text, joined))
    return tuple(trimmed for part in parts if (trimmed := _trim(text, part)))


def _split_lines(cell: CellText, skeleton: str, place: Place) -> list[Place]:
    """Parts of a place between line breaks (or spaces) that have whole names on both sides; as many as can be."""
    start, end = place
    gaps = [gap for gap in cell.gaps_between(start, end) if _may_divide(skeleton, gap)]
    if gaps and "、" in skeleton and cell.folded.endswith(words.UNIVERSITY_PART_TAILS, start, end):
        # 浙江大学 and 温州研究院 on two lines are one name where the cell separates names otherwise
        gaps = [gap for gap in gaps if not cell.folded.endswith(words.UNIVERSITY_TAIL, start, gap)]
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
        while edges[right] - edges[nearest] > _LONGEST:
            nearest += 1
        found: _Division | None = None
        for left in range(nearest, right):
            before = best[left]
            if before is None or (found is not None and found.parts > before.parts):
                continue
            earlier = text[edges[before.last] : edges[left]]
            if not earlier or are_apart(earlier, text[edges[left] : edges[right]]):
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


def are_apart(left: str, right: str) -> bool:
    """Whether two folded texts, one printed after the other, are two whole names and not the parts of one."""
    return is_whole(left) and is_whole(right) and _are_apart(left, right)


@lru_cache(maxsize=4096)
def _are_apart(left: str, right: str) -> bool:
    """Whether two whole names, printed one after the other, are two names and not the parts of one."""
    if _HOST.fullmatch(left):
        return _HOST.fullmatch(right) is not None
    if _AND.fullmatch(left) and _OTHERS.match(right):
        return False
    if _BRANCH.fullmatch(right) or (_LEVELS.fullmatch(left) and _continues_levels(left, right)):
        return False
    if _OPENING.match(right):
        return True
    if not _ORGAN.fullmatch(left) and _PLACE.fullmatch(left):
        return _PLACE.fullmatch(right) is not None and not _ORGAN.fullmatch(right)
    if _LOCAL_GOVERNMENT.fullmatch(right) or (_WIDE_HOST.fullmatch(left) and _UNHOSTED.fullmatch(right)):
        return True
    if _NAMED_BRANCH.fullmatch(right) or (_WIDE_HOST.fullmatch(left) and (left[0] != "各" or left[-1] == "委")):
        return False
    return not any(body.fullmatch(left) and office.fullmatch(right) for body, office in _BODIES_AND_OFFICES)


def _continues_levels(left: str, right: str) -> bool:
    return _LEVEL_GOVERNMENT.fullmatch(right) is not None or _JUNCTION.search(f"{left}\n{right}") is not None


def _split_joined(text: str, skeleton: str) -> Iterator[Place]:
    """Parts joined by 和, 及, 与, which are just as often part of a name (发展和改革局)."""
    start = 0
    for joint in _JOINT.finditer(skeleton):
        left, right = text[start : joint.start()], text[joint.end() :]
        if left and right and (joint.group() == "以及" or _are_joined(left, right)):
            yield start, joint.start()
            start = joint.end()
    yield start, len(text)


def _are_joined(left: str, right: str) -> bool:
    if not is_whole(left) or len(right) > _LONGEST or _GOVERNMENT.fullmatch(right):
        return False
    if _OPENING.match(right):
        return is_whole(right) and not (_LEVELS.fullmatch(left) and _LEVEL_GOVERNMENT.fullmatch(right))
    return _ORGAN.fullmatch(left) is not None and _ORGAN.fullmatch(right) is not None


def _split_glued(text: str, place: Place) -> Iterator[Place]:
    """Parts of a place where the prefix that its name opens with comes again."""
    start, end = place
    prefix = _PREFIX.match(text, start, end)
    while prefix and (middle := _glued_at(text, start, end, prefix.group())):
        yield start, middle
        start = middle
    each = text.find("各", start + 1, end)
    if each > 0 and _EACH_LEVEL.fullmatch(text, each, end) and _is_office_alone(text[start:each]):
        yield start, each
        start = each
    yield start, end


def _is_office_alone(name: str) -> bool:
    return len(name) <= _LONGEST and _ORGAN.fullmatch(name) is not None and not _WIDE_HOST.fullmatch(name)


def _glued_at(text: str, start: int, end: int, prefix: str) -> int | None:
    middle = text.find(prefix, max(start + 1, end - _LONGEST), end)
    while 0 < middle <= start + _LONGEST:
        left, right = text[start:middle], text[middle:end]
        if _PREFIX.match(right) and _is_office(left) and _is_office(right) and _hosts_alike(left, right):
            return middle
        middle = text.find(prefix, middle + 1, end)
    return None


def _is_office(name: str) -> bool:
    return len(name) <= _LONGEST and (_ORGAN.fullmatch(name) or _GROUP.fullmatch(name)) is not None


def _hosts_alike(left: str, right: str) -> bool:
    return not left.endswith("等") and (not _HOST.fullmatch(left) or _HOST.fullmatch(right) is not None)


def _trim(text: str, part: Place) -> Place | None:
    """The place of a name without 由 or 和 before it and 等 after it; None where nothing is named."""
    start, end = part
    if lead_in := _LEAD_IN.match(text, start, end):
        start = lead_in.end()
    while end > start and text[end - 1] in _LAST_EDGE:
        end -= 1
    if others := _AND_OTHERS.search(text, start, end):
        end = others.start()
    name = text[start:end]
    return (start, end) if name not in words.NO_NAMES and any(map(str.isalnum, name)) else None
