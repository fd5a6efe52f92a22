"""How Chinese text is set in a document: half-width punctuation next to Chinese becomes full-width (GB/T 15834-2011)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from planctl.lazy_regex import Expression

_FULL_WIDTH: Final = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_ONLY_BEHIND: Final = "?!"
"""Marks that end a Chinese sentence only where they stand behind Chinese; a full stop never becomes 。: 4.3, 3."""
_ELLIPSIS: Final = "……"
_CHINESE: Final = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’…—"
_CHINESE_CHARACTER: Final = Expression(rf"[{_CHINESE}]")
_MARK: Final = Expression(r"""[,:;?!()"'\n]|\.{3,}""")
_FAR_MARK: Final = Expression(r"""[?!()"']|\.{3}""")
_RUN: Final = Expression(rf"(?<=[{_CHINESE}])[,:;]+|(?<![,:;])[,:;]++(?=[{_CHINESE}])")
"""Marks that change whatever else stands in a text without the others, which is nearly every text."""
HALF_WIDTH: Final = Expression(r"""[,:;?!()"'.](?:(?<!\.)|\.\.)""")
"""What a text that typesetting changes holds: a mark, or three dots. One set of characters is searched for three times as
fast as alternatives are."""


_ISO_DATE: Final = Expression(r"(?<![\d-])([12]\d{3})-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])(?![\d-])")


def typeset_dates(text: str) -> str:
    """The text with dates as 2018-06-30 in the way of official documents: 2018年6月30日."""
    if "-" not in text:
        return text
    return _ISO_DATE.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", text)


class Setting(NamedTuple):
    """A change that typesetting makes: `text[start:end]` becomes `full`."""

    start: int
    end: int
    full: str


@dataclass(eq=False, slots=True)
class _Mark:
    """Marks that change together once a neighbouring place, or anything inside, is Chinese.

    `around` are the pairs that one of them stands in: a changed mark counts as Chinese for these too.
    """

    settings: tuple[Setting, ...]
    neighbours: tuple[int, ...]
    inside: bool = False
    around: list[_Mark] = field(default_factory=list)


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def typeset(text: str) -> str:
    """The text with `, : ;` next to Chinese, `? !` and three dots behind it, and brackets and straight quotation marks
    around or next to it made full-width.

    Brackets and quotation marks change in pairs; times (12:30), inches, apostrophes, Latin text and what is unpaired
    stay.
    """
    if text.isascii() or not HALF_WIDTH.search(text):  # most texts
        return text
    pieces, end = [], 0
    for setting in settings(text):
        pieces += [text[end : setting.start], setting.full]
        end = setting.end
    return "".join((*pieces, text[end:]))


def settings(text: str) -> list[Setting]:
    """What typesetting changes in a text, in order.

    A mark made full-width counts as Chinese for its neighbours, so each is looked at again when its neighbour changed;
    every mark changes at most once.
    """
    if text.isascii():
        return []
    if not _FAR_MARK.search(text):
        runs = _RUN.finditer(text)
        return [Setting(at, at + 1, _FULL_WIDTH[text[at]]) for run in runs for at in range(*run.span())]
    marks = _marks(text)
    watching: dict[int, list[_Mark]] = defaultdict(list)
    waiting: list[_Mark] = []
    for mark in marks:
        for place in mark.neighbours:
            watching[place].append(mark)
        if mark.inside or any(_is_chinese(text, place) for place in mark.neighbours):
            waiting.append(mark)
    made: set[Setting] = set()
    while waiting:
        mark = waiting.pop()
        if mark.settings[0] not in made:
            made.update(mark.settings)
            for setting in mark.settings:
                waiting += (*watching[setting.start], *watching[setting.end - 1])
            waiting += mark.around
    return sorted(made)


def _is_chinese(text: str, place: int) -> bool:
    return 0 <= place < len(text) and _CHINESE_CHARACTER.match(text, place) is not None


def _marks(text: str) -> list[_Mark]:
    marks: list[_Mark] = []
    brackets: list[int] = []
    pairs: dict[str, list[_Pair]] = {"(": [], '"': [], "'": []}
    quotes: dict[str, list[int]] = {'"': [], "'": []}
    for found in _MARK.finditer(text):
        mark, start, end = found[0], found.start(), found.end()
        if mark in _FULL_WIDTH:
            neighbours = (start - 1,) if mark in _ONLY_BEHIND else (start - 1, end)
            marks.append(_Mark((Setting(start, end, _FULL_WIDTH[mark]),), neighbours))
        elif mark == "(":
            brackets.append(start)
        elif mark == ")":
            if brackets:
                opening = brackets.pop()
                pairs["("].append((Setting(opening, opening + 1, "（"), Setting(start, end, "）")))
        elif mark in quotes:
            quotes[mark].append(start)
        elif mark == "\n":
            _pair_quotes(text, quotes, pairs)
        elif end - start <= len(_ELLIPSIS) * 3:
            marks.append(_Mark((Setting(start, end, _ELLIPSIS),), (start - 1,)))
    _pair_quotes(text, quotes, pairs)
    return marks + _paired_marks(text, pairs)


_Pair = tuple[Setting, Setting]


def _pair_quotes(text: str, quotes: dict[str, list[int]], found: dict[str, list[_Pair]]) -> None:
    """Find the pairs among one line's straight quotation marks, which are then taken; none of a kind that does not come
    out even, for nobody could tell which of them opens."""
    for mark, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        pairs: list[_Pair] = []
        opened, is_even = -1, True
        for place in quotes[mark]:
            before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
            if opened >= 0:
                if place > opened + 1 and not before.isspace() and not (mark == "'" and _is_latin(after)):
                    pairs.append((Setting(opened, opened + 1, opening), Setting(place, place + 1, closing)))
                    opened = -1
                else:
                    is_even = is_even and mark == "'" and _is_latin(before)
            elif not _is_latin(before) and after.strip():
                opened = place
            else:  # behind a number it means inches or minutes, behind a letter ' is an apostrophe
                is_even = is_even and (_is_latin(before) if mark == "'" else before.isdigit())
        if is_even and opened < 0:
            found[mark] += pairs
        quotes[mark].clear()


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _paired_marks(text: str, pairs: dict[str, list[_Pair]]) -> list[_Mark]:
    """Marks of pairs, each with the innermost of every kind that its two ends stand in."""
    ends = []
    for kind, found in pairs.items():
        for opening, closing in found:
            mark = _Mark((opening, closing), (opening.start - 1, closing.end))
            ends += [(opening.start, True, kind, mark), (closing.start, False, kind, mark)]
    ends.sort(key=lambda end: end[0])
    standing: dict[str, list[_Mark]] = {kind: [] for kind in pairs}
    for _, opens, kind, mark in ends:
        if not opens:
            standing[kind].pop()
        mark.around += [stack[-1] for stack in standing.values() if stack]
        if opens:
            standing[kind].append(mark)
    searched, next_chinese = len(text), len(text)  # from the last one back: no part is searched for Chinese twice
    for start, opens, _, mark in reversed(ends):
        if opens:
            if first := _CHINESE_CHARACTER.search(text, start + 1, searched):
                next_chinese = first.start()
            searched = start + 1
            mark.inside = next_chinese < mark.settings[1].start
    return [mark for _, opens, _, mark in ends if opens]
