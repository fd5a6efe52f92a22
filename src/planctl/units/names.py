"""Where a name ends and the next begins, judged by what a whole name looks like.

Between two separators of a cell there may still be several names: on lines of their own, joined by 和, or run together
(省国税局省地税局).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from planctl.lazy_regex import Expression
from planctl.units import organs, words
from planctl.units.joints import split_joined
from planctl.units.lines import split_lines
from planctl.units.persons import end_before_person
from planctl.units.whole_names import LEVEL_GOVERNMENT, LONGEST, is_group, is_organ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planctl.units.text import CellText, Place

_WIDE_HOST = Expression(organs.WIDE_HOST)
_HOST = Expression(organs.HOST)
_EACH_LEVEL = Expression(rf"各{LEVEL_GOVERNMENT}")
_PREFIX = Expression(rf"{words.PREFIX}|[^各有相全].{{1,4}}?[省市区县州盟旗]")
_PART_OF_SUPERVISION = Expression("[省市区县州盟旗]监委.")
_NATIONAL_SEAM = Expression(r"(?<=[部委局署行])(?=(?:国家|国务院|中央).{2,14}(?:部|委|局|署|办|委员会)$)")
_LEAD_IN = Expression(
    r"(?:[此该本]项[^由]{0,4}由|以及|并由|具体由|由|并(?!州)|及(?!时)|和(?!平|田县|田地|田市|顺|龙|静|硕|谐|县)|与|其中|以(?![上下])|[*#\-–—－―_~'.·=+<>^\"])++"
)
_AND_OTHERS = Expression(
    rf"(?<![高中初平同优])等(?:[^和及]{{0,12}}{words.any_of(*organs.GROUP_TAILS, '院所', '公司', '方面', '组织')}"
    rf"(?:[和及、](?:单位|部门|企业))?|(?:有关|相关|其[他它余])[^、]{{1,12}}|{organs.COUNT}.{{0,14}})?$"
)
_COUNTED = Expression(
    rf"共?{organs.COUNT}{words.any_of(*organs.GROUP_TAILS)}(?:[和及]{words.any_of(*organs.GROUP_TAILS)})?$"
)
_LAST_EDGE: Final = "(*#-–—－―_~'.·=+<>^\"、,;。:/"


def split_names(cell: CellText, skeleton: str, place: Place) -> list[str]:
    """The names, as printed, in a place between two separators."""
    if place[0] == place[1]:
        return []
    listed = skeleton[place[0] - 1 : place[0]] == "、"
    return [
        cell.printed[start + first : start + last]
        for start, end in (split_lines(cell, skeleton, place) if cell.gaps else (place,))
        for first, last in _names_in(cell.folded[start:end], skeleton[start:end], listed)
    ]


@lru_cache(maxsize=4096)  # the same few names stand in most cells of a plan
def _names_in(text: str, skeleton: str, listed: bool) -> tuple[Place, ...]:
    """Places of the names in a line that no line break divides; it may end in a count of those `listed` up to it."""
    parts = (part for joined in split_joined(text, skeleton) for part in _split_glued(text, joined))
    return tuple(trimmed for part in parts if (trimmed := _trim(text, part, listed)))


def _split_glued(text: str, place: Place) -> Iterator[Place]:
    """Parts of a place where the prefix that its name opens with comes again."""
    start, end = place
    prefix = _PREFIX.match(text, start, end)
    while prefix and (middle := _glued_at(text, start, end, prefix.group())):
        yield start, middle
        start = middle
    seam = _NATIONAL_SEAM.search(text, start, min(end, start + LONGEST))
    if seam and is_organ(text[start : seam.start()]) and is_organ(text[seam.start() : end]):
        yield start, seam.start()
        start = seam.start()
    each = text.find("各", start + 1, end)
    if each > 0 and _EACH_LEVEL.fullmatch(text, each, end) and _is_office_alone(text[start:each]):
        yield start, each
        start = each
    yield start, end


def _is_office_alone(name: str) -> bool:
    return is_organ(name) and not _WIDE_HOST.fullmatch(name)


def _glued_at(text: str, start: int, end: int, prefix: str) -> int | None:
    middle = text.find(prefix, max(start + 1, end - LONGEST), end)
    while 0 < middle <= start + LONGEST:
        left, right = text[start:middle], text[middle:end]
        if _PREFIX.match(right) and _is_office(left) and _is_office(right) and _hosts_alike(left, right):
            return middle
        middle = text.find(prefix, middle + 1, end)
    return None


def _is_office(name: str) -> bool:
    return is_organ(name) or is_group(name)


def _hosts_alike(left: str, right: str) -> bool:
    if left.endswith("纪委") and _PART_OF_SUPERVISION.match(right):
        return False
    return not left.endswith("等") and (not _HOST.fullmatch(left) or _HOST.fullmatch(right) is not None)


def _trim(text: str, part: Place, listed: bool) -> Place | None:
    """The place of a name without 由 or 和 before it and 等 or a count after it; None where nothing is named."""
    start, end = part
    if lead_in := _LEAD_IN.match(text, start, end):
        start = lead_in.end()
    while end > start and text[end - 1] in _LAST_EDGE:
        end -= 1
    if others := _AND_OTHERS.search(text, start, end):
        end = others.start()
    elif listed and (count := _COUNTED.search(text, start, end)) and is_organ(text[start : count.start()]):
        end = count.start()
    end = end_before_person(text, start, end)
    name = text[start:end]
    return (start, end) if name not in organs.NO_NAMES and any(map(str.isalnum, name)) else None
