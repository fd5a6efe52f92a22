"""The text of a cell prepared for reading: white space and remarks removed, and a skeleton of its separators.

A cell is held as its printed characters without white space and the places where white space was, since a line break
may fall after any character. The skeleton is a text of the same length in which whatever must not be read as structure
(the inside of names' brackets, quotations, shared levels as in 各县、区) is hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planctl.lazy_regex import Expression
from planctl.units import organs, words
from planctl.units.persons import IN_BRACKETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BOUNDARIES: Final = "、,;。:/"
Place = tuple[int, int]

_LONGEST_SHARED: Final = 60
"""Characters; how far back from white space a list of shared levels that ends there can begin."""

_DEEPEST: Final = 4
"""Brackets inside brackets that are read; what is deeper is hidden."""

_SPACE = Expression(r"(?i)(?:[\s⏎\u200b\u2060\ufeff\u00ad]|<br\s*+/?>)++")
_NUMBERING = Expression(
    r"[①-⑳]|\(\d{1,2}\)"
    r"|(?<![0-9A-Za-z.])\d{1,2}\.(?![0-9])"
    r"|(?<![^、,;。:])(?:\d{1,2}[、)]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
)
_SPACED_NUMBERING = Expression(
    r"\d{1,2}[、)]|[一二三四五六七八九十]{1,3}、|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)"
)
_QUOTATION = Expression(rf"“[^“”]*”|\"[^\"]*\"|{words.EXCEPTION}")
_REMARK = Expression(rf"{words.REMARK}|(?P<first>{words.FIRST_LEADS_REMARK})|(?P<others>{words.OTHERS_SUPPORT})")
_STARRED_NAME = Expression("[^、,，;；。()（）]+")
_STARRED_LEAD = Expression(words.STARRED_LEAD)
_PERSON_REMARK = Expression(rf"{words.PERSON_REMARK}|{IN_BRACKETS}")
_REMARK_CLAUSE = Expression(rf"(?<![^,;。])(?:{_REMARK.pattern})(?=$|[,;。)])|{words.REMARK_SENTENCE}")
_ROLE_BRACKET = Expression(words.ROLE_IN_BRACKETS)
_CLAUSE_END = Expression("[,;。]")
_PREDICATE = Expression(words.PREDICATE)
_CLAUSES = Expression(rf":|..(?:{words.PREDICATE})(?=$|[、,;。])")
_LABEL_END = Expression(rf"{words.ROLE_WORD}{words.ROLE_NOUN}$")

_OPENING = Expression(words.OPENING)

_BRACKET = rf"(?:(?!\({words.ROLE_WORD}){words.BRACKETS})"
_SHARED_END = r"(?=$|[、,;。:/()和及等按依牵负配参落责承协]|主[办责]|会同|共同|分别|具体|协助|协同|组织实施|抓好)"
_LIST_OF_LEVELS = rf"{words.LEVEL}+{_BRACKET}?(?:、{words.LEVEL}+{_BRACKET}?)*"
_GOVERNMENTS = rf"(?:{words.GOVERNMENT}(?:、(?:人民)?政府)?)"
_UPPER_LEVELS = rf"{words.UPPER_LEVEL}+{_BRACKET}?(?:、{words.UPPER_LEVEL}+{_BRACKET}?)"
_NO_LEVEL_AGAIN = r"(?![^。;]{0,20}?(?P<level>[区县旗])[^、。;]{0,8}、(?P=level))"  # 各县(区)、县融媒体中心
_SHARED = Expression(
    # under one 各 or 有关 or 相关: offices of several levels, several levels, what offices or institutions are called
    rf"[各关](?:"
    rf"{_NO_LEVEL_AGAIN}{_UPPER_LEVELS}*、{organs.LAST_OF_LEVELS}{organs.OFFICES_TAIL}{_SHARED_END}"
    rf"|{_LIST_OF_LEVELS}、(?:街道)?(?:办事处|街道办|管委会){_SHARED_END}"
    rf"|{words.UPPER_LEVEL}+(?:、{words.LEVEL}+)+{_BRACKET}?{_GOVERNMENTS}?{_BRACKET}?{_SHARED_END}"
    rf"|{_UPPER_LEVELS}+{_GOVERNMENTS}{_BRACKET}?{_SHARED_END}"
    rf"|{words.LOWER_LEVEL}+(?:、{words.LOWER_LEVEL}+)+{_BRACKET}?{_GOVERNMENTS}?{_BRACKET}?{_SHARED_END}"
    rf"|(?:二级|所属|下属)?{organs.BARE_NOUN}(?:、{organs.BARE_NOUN})+{_SHARED_END})"
    # 省、市有关部门; 各级党委、政府; 部门、单位; 市委、市政府督查室
    rf"|(?<![^{BOUNDARIES}由同及和与])(?:{words.BARE_LEVEL}、){{1,12}}(?=[省市州盟县旗区乡镇村街驻])(?!..?场监)"
    rf"|(?:(?<=党){_BRACKET}?|各{words.UPPER_LEVEL}+{_BRACKET}?)委、(?=(?:人民)?政府{_BRACKET}?{_SHARED_END})"
    rf"|(?<=单位|部门|机构|企业)、(?:事业)?(?:单位|部门|机构|企业)(?={_SHARED_END})"
    rf"|(?<![^{BOUNDARIES}由同及和与])[省市区县州盟旗]委、(?=[省市区县州盟旗](?:人民)?政府{organs.OFFICE_OF_BOTH}{_SHARED_END})"
    rf"|等(?:有关|相关)?部门、单位"
)


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell without white space; `gaps` are the places, in order, before which it was."""

    printed: str
    folded: str
    gaps: tuple[int, ...]

    @classmethod
    def of(cls, cell: str) -> CellText:
        """The text of a cell as printed."""
        pieces = _SPACE.split(cell)
        if len(pieces) == 1:
            return cls(cell, words.fold(cell), ())
        gaps: set[int] = set()
        length = 0
        for piece in pieces:
            gaps.add(length)
            length += len(piece)
        printed = "".join(pieces)
        return cls(printed, words.fold(printed), tuple(sorted(gaps - {0, length})))

    def gaps_between(self, start: int, end: int) -> tuple[int, ...]:
        """The gaps after `start` and before `end`."""
        return self.gaps[bisect_right(self.gaps, start) : bisect_left(self.gaps, end)]

    def is_gap(self, place: int) -> bool:
        """Whether white space was before a place."""
        index = bisect_left(self.gaps, place)
        return index < len(self.gaps) and self.gaps[index] == place

    def without(self, places: Iterable[Place]) -> CellText:
        """The text with some places taken out."""
        dropped = {index for start, end in places for index in range(start, end)}
        if not dropped:
            return self
        kept = [index for index in range(len(self.printed)) if index not in dropped]
        printed = "".join(self.printed[index] for index in kept)
        before = frozenset(self.gaps)
        gaps = tuple(new for new, old in enumerate(kept) if new and old in before)
        return CellText(printed, words.fold(printed), gaps)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the remarks of a cell state about roles: the first unit leads, the others support."""

    first_leads: bool = False
    others_support: bool = False


_NO_REMARKS: Final = Remarks()


def take_off_remarks(cell: CellText) -> tuple[CellText, Remarks]:
    """The cell without remarks such as (下同), and what they state about roles."""
    places: list[Place] = []
    remarks: list[re.Match[str]] = []
    for start, end in outer_brackets(cell.folded):
        content = cell.folded[start + 1 : end]
        parts = [_REMARK.fullmatch(part) for part in _CLAUSE_END.split(content) if part]
        if _PERSON_REMARK.fullmatch(content):
            places.append((start, end + 1))
        elif parts and None not in parts:
            places.append((start, end + 1))
            remarks += [part for part in parts if part]
    for clause in _REMARK_CLAUSE.finditer(cell.folded):
        places.append(clause.span())
        remarks.append(clause)
    if not places:
        return cell, _NO_REMARKS
    return cell.without(places), Remarks(
        first_leads=any(remark["first"] for remark in remarks),
        others_support=any(remark["others"] for remark in remarks),
    )


def take_off_stars(cell: CellText) -> tuple[CellText, list[str]]:
    """The cell without the remark that a star marks the leader, and the names so marked."""
    remark = _STARRED_LEAD.search(cell.printed) if "标" in cell.folded else None
    if remark is None:
        return cell, []
    names = cell.printed[: remark.start()].split(remark["star"])[1:]
    starred = [name[0] for name in map(_STARRED_NAME.match, names) if name]
    return cell.without([remark.span()]), starred


def skeleton(cell: CellText) -> str:
    """A text of the same length as the cell in which only separators that divide names or clauses are left.

    Item numbers become ";", brackets around whole clauses ",", and a bracket that opens a clause about the names before
    it "。"; the inside of other brackets is hidden.
    """
    characters = list(cell.folded)
    for start, end in _numbering(cell):
        characters[start:end] = ";" * (end - start)
    for quotation in _QUOTATION.finditer("".join(characters)):
        _hide(characters, quotation.start(), quotation.end())
    _settle_brackets(characters)
    text = "".join(characters)
    if "、" not in text:
        return text
    text = _hide_shared(text, 0, len(text))
    for opening in _openings(cell):
        text = _hide_shared(text, max(0, opening - _LONGEST_SHARED), opening)
    return text


def _hide_shared(text: str, start: int, end: int) -> str:
    """The text with the 、 of shared levels (各县、区) hidden in a part of it, as if the text ended there."""
    if "、" not in text[start:end]:
        return text
    pieces: list[str] = []
    done = 0
    for match in _SHARED.finditer(text, start, end):
        pieces += text[done : match.start()], match[0].replace("、", words.HIDDEN)
        done = match.end()
    return "".join((*pieces, text[done:])) if pieces else text


def outer_brackets(text: str, start: int = 0, end: int | None = None) -> list[Place]:
    """Places of the opening and the closing bracket of the outermost pairs; unmatched brackets pair with nothing."""
    if "(" not in text:
        return []
    opened: list[int] = []
    pairs: list[Place] = []
    for index in range(start, len(text) if end is None else end):
        if text[index] == "(":
            opened.append(index)
        elif text[index] == ")" and opened:
            opening = opened.pop()
            while pairs and pairs[-1][0] > opening:
                pairs.pop()
            pairs.append((opening, index))
    return pairs


def _numbering(cell: CellText) -> Iterator[Place]:
    yield from (number.span() for number in _NUMBERING.finditer(cell.folded))
    for gap in cell.gaps:
        number = _SPACED_NUMBERING.match(cell.folded, gap)
        if number and not cell.folded[gap - 1].isdigit():
            yield number.span()


def _openings(cell: CellText) -> list[int]:
    """Places after white space where a name begins for certain, so that what is shared ends there."""
    return [gap for gap in cell.gaps if _OPENING.match(cell.folded, gap)]


def _hide(characters: list[str], start: int, end: int) -> None:
    characters[start:end] = words.HIDDEN * (end - start)


def _settle_brackets(characters: list[str]) -> None:
    """Hide the inside of brackets that belong to names; turn brackets around clauses into separators."""
    text = "".join(characters)
    if "(" not in text and ")" not in text:
        return
    unsettled = [(0, len(text), 0)]
    while unsettled:
        start, end, depth = unsettled.pop()
        pairs = outer_brackets(text, start, end)
        _settle_unmatched(characters, start, end, pairs)
        for opening, closing in pairs:
            content = text[opening + 1 : closing]
            if _ROLE_BRACKET.fullmatch(content):
                continue
            alone = _stands_alone(text, opening, closing)
            if depth < _DEEPEST and (alone or _CLAUSES.search(content)):
                characters[opening] = "," if alone or _PREDICATE.match(content) else "。"
                characters[closing] = ","
                unsettled.append((opening + 1, closing, depth + 1))
            else:
                _hide(characters, opening + 1, closing)


def _settle_unmatched(characters: list[str], start: int, end: int, pairs: list[Place]) -> None:
    inside = {place for opening, closing in pairs for place in range(opening, closing + 1)}
    for index in range(start, end):
        bracket = characters[index] if index not in inside else ""
        if bracket == ")" or (bracket == "(" and (index == 0 or characters[index - 1] in BOUNDARIES)):
            characters[index] = ","


def _stands_alone(text: str, opening: int, closing: int) -> bool:
    before = text[max(0, opening - 12) : opening]
    begins = not before or before[-1] in BOUNDARIES or _LABEL_END.search(before) is not None
    return begins and (closing + 1 == len(text) or text[closing + 1] in BOUNDARIES.replace(":", ""))
