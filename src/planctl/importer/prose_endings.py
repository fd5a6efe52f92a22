"""What a paragraph says at its end of units and time: labelled, or in a bracket (市发改局牵头，市财政局配合，6月底前完成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from planctl.deadlines import parse_deadline
from planctl.importer.prose_labels import Says, labels_in, meaning, needs_bracket
from planctl.model import DeadlineKind, Role
from planctl.units import is_collective, parse_unit_cell
from planctl.units.words import FIRST_LEADS, fold

_ROLES: Final = re.compile("牵头|负责|责任单位|配合|落实|会同|参与|主办|协办|承办|实施")
_TIMES: Final = frozenset(
    (DeadlineKind.DATE, DeadlineKind.RECURRING, DeadlineKind.ONGOING, DeadlineKind.RELATIVE, DeadlineKind.IMMEDIATE)
)
_TIME_OPENS: Final = re.compile(
    r"(?:(?:于|在|自|至|从|到|力争|确保|原则上|截[至止]|最迟|分别)*(?:[\d一二三四五六七八九十每本今当次明]|年底|年内|上半年|下半年|即日))|全年|长期|持续|常年|立即|即时|常态化"
)
_NO_UNITS: Final = re.compile("详?见|以?下?[简统]称|含|不含|包括|除|如|即|例如|下同")
_MARKS: Final = " \t\u3000\n。；;，,、"
_BLANK: Final = " \t\u3000\n"
UNITS: Final = (Says.LEAD, Says.RESPONSIBLE, Says.SUPPORT)
_REMARK: Final = re.compile(f"{FIRST_LEADS}|下同")
_LONGEST: Final = 1_000
"""Characters of a bracket that names units; what is longer is text."""


class Said(NamedTuple):
    """One thing an ending says: what it is about, the label that says so ("" for a bracket), and the words."""

    about: Says
    label: str
    words: str


@dataclass
class Ending:
    """A paragraph's text without its ending, and what that says; `bare` is a bracket of names without a word of role."""

    text: str
    said: list[Said] = field(default_factory=list)
    bare: str = ""

    @property
    def names_units(self) -> bool:
        """Whether it says who acts."""
        return any(one.about in UNITS for one in self.said)


def read_ending(text: str) -> Ending:
    """The paragraph divided into text and ending; all of it is text where it says nothing of units and time."""
    ending = _Reader(text).read()
    if not ending.names_units:
        _take_brackets(ending)
    return ending


class _Reader:
    """Reads the labelled ends of one paragraph."""

    def __init__(self, printed: str) -> None:
        self._printed = printed
        self._folded = fold(printed)
        self._labels = labels_in(self._folded)
        self._closes = _pairs(self._folded) if self._labels else {}
        self._kept: list[tuple[int, str]] = []  # brackets in the text: where they stood in what is left, as printed

    def read(self) -> Ending:
        if not self._labels:
            return Ending(self._printed)
        said: list[Said] = []
        text = self._stretch(0, len(self._printed), said, inside=False)
        if text.strip(_MARKS) and all(one.about is Says.OTHER for one in said):
            return Ending(self._printed)
        if sum(one.about in (Says.LEAD, Says.RESPONSIBLE) for one in said) > 1 and self._kept:
            text = self._with_brackets(text)
        return Ending(text.strip(_BLANK), said)

    def _with_brackets(self, text: str) -> str:
        """The text with the brackets inside it as printed, for they tell what each of several units does."""
        for place, bracket in reversed(self._kept):
            if text[place:].strip(_MARKS):
                text = text[:place] + bracket + text[place:]
        return text

    def _stretch(self, start: int, end: int, said: list[Said], *, inside: bool) -> str:
        """Adds what the labels from `start` to `end` say to `said`, and gives the text that none of them has."""
        text: list[str] = []
        words = text
        label = ""
        place = start
        while place < end:
            found = self._labels.get(place)
            if found is not None and (inside or not needs_bracket(found)):
                if words is not text:
                    text.extend(_divide(label, "".join(words), said, inside=inside))
                label, words, place = "".join(found["words"].split()), [], found.end()
            elif self._folded[place] == "(":
                place = self._bracket(place, end, words, said, in_text=words is text and not inside)
            else:
                words.append(self._printed[place])
                place += 1
        if words is not text:
            text.extend(_divide(label, "".join(words), said, inside=inside))
        return "".join(text)

    def _bracket(self, place: int, end: int, words: list[str], said: list[Said], *, in_text: bool) -> int:
        """Reads a bracket that holds labels, or adds it to the words it stands among; gives where it ends."""
        if not self._opens_ending(place):
            close = self._closes.get(place, place)
            words.append(self._printed[place : close + 1])
            return close + 1
        close = self._closes.get(place, end)
        within: list[Said] = []
        before = self._stretch(place + 1, close, within, inside=True)
        said.extend(_before_labels(before))
        said.extend(within)
        if in_text:
            text = "".join(words)
            words[:] = [text]
            self._kept.append((len(text), self._printed[place : close + 1]))
            while close + 1 < end and self._printed[close + 1] in _MARKS and _is_ended(text):
                close += 1
        return close + 1

    def _opens_ending(self, place: int) -> bool:
        """Whether a bracket holds labels, right at its beginning or after a time or units."""
        close = self._closes.get(place, len(self._folded))
        if close - place > _LONGEST:
            return False
        first = next((start for start in range(place + 1, close) if start in self._labels), None)
        if first is None:
            return False
        before = self._printed[place + 1 : first].strip(_MARKS)
        return not before or _is_time(before) or all(map(_is_time_or_units, _pieces(before)))


def _pairs(folded: str) -> dict[int, int]:
    """Where each bracket that is opened is closed."""
    closes: dict[int, int] = {}
    open_: list[int] = []
    for place, character in enumerate(folded):
        if character == "(":
            open_.append(place)
        elif character == ")" and open_:
            closes[open_.pop()] = place
    return closes


def _before_labels(text: str) -> Iterator[Said]:
    """What stands in a bracket before its first label: a time, or who leads."""
    for piece in _pieces(text):
        yield Said(Says.TIME if _is_time(piece) else Says.LEAD, "", piece)


def _divide(label: str, words: str, said: list[Said], *, inside: bool) -> Iterator[str]:
    """Adds what a label's words say: units, and the times among them. Gives the sentences behind, outside a bracket."""
    about = meaning(label)
    if about not in UNITS:
        said.append(Said(about, label, _without_strays(words)))
        return
    units, *sentences = [words] if inside else _sentences(words)
    units, times = _without_times(_without_strays(units))
    for sentence in sentences:
        bare = sentence.strip(_MARKS)
        if _is_time(bare):
            times.append(bare)
        elif len(bare) <= _LONGEST and _REMARK.search(fold(bare)):
            units += f"。{bare}"
        else:
            yield sentence
    said.append(Said(about, label, units))
    said.extend(Said(Says.TIME, "", time) for time in times)


def _without_strays(words: str) -> str:
    """The words without marks at their ends, and without brackets there that have no other half."""
    words = words.strip(_MARKS)
    stray = max(fold(words).count(")") - fold(words).count("("), 0)
    while words and ((stray and fold(words[-1]) == ")") or fold(words[-1]) == "("):
        stray -= fold(words[-1]) == ")"
        words = words[:-1].rstrip(_MARKS)
    return words


def _sentences(words: str) -> list[str]:
    """Words cut behind each full stop outside brackets; the first without its stop."""
    cut: list[str] = [""]
    depth = 0
    for printed, folded in zip(words, fold(words), strict=True):
        depth += (folded == "(") - (folded == ")")
        if depth <= 0 and (folded == "。" or printed == "\n"):
            if len(cut) > 1:
                cut[-1] += printed
            cut.append("")
        else:
            cut[-1] += printed
    return [one for one in cut if one.strip(_MARKS)] or [""]


def _without_times(words: str) -> tuple[str, list[str]]:
    """Words that name units without the times between their commas, and those times."""
    pieces = _pieces(words)
    times = [piece for piece in pieces if _is_time(piece)]
    if not times or len(times) == len(pieces):
        return words, []
    for time in times:
        words = re.sub(rf"[，,；;]?\s*{re.escape(time)}", "", words, count=1)
    return words.strip(_MARKS), times


def _pieces(words: str) -> list[str]:
    """Words cut at the commas and semicolons outside brackets."""
    cut = [""]
    depth = 0
    for printed, folded in zip(words, fold(words), strict=True):
        depth += (folded == "(") - (folded == ")")
        if depth <= 0 and folded in ",;。" and printed in "，,；;。":
            cut.append("")
        else:
            cut[-1] += printed
    return [piece.strip() for piece in cut if piece.strip()]


def _is_time(words: str) -> bool:
    return bool(_TIME_OPENS.match(words)) and len(words) < 40 and parse_deadline(words, 2000).kind in _TIMES


def _is_time_or_units(words: str) -> bool:
    return _is_time(words) or _says_who(words)


def _names_units(words: str) -> bool:
    """Whether words name a unit, by what the name looks like or by what they say it does."""
    return any(one.role in (Role.LEAD, Role.SUPPORT) or _is_unit(one.name) for one in parse_unit_cell(words).mentions)


def _is_unit(name: str) -> bool:
    """Whether a name looks like that of a unit."""
    from planctl.units.names import is_whole

    return is_whole(fold(name)) or is_collective(name)


def _is_ended(text: str) -> bool:
    return not text.rstrip() or text.rstrip()[-1] in "。；;！？：:"


def _take_brackets(ending: Ending) -> None:
    """Takes the brackets at the end of a text that say who and when: （市发改局牵头）（6月底前）.

    Earlier ones, which say it of parts of the text, stay in it.
    """
    text, times = ending.text, []
    while True:
        trimmed = text.rstrip(_MARKS)
        bracket = next((one for one in _brackets(trimmed) if one.end == len(trimmed)), None)
        if bracket is None:
            return
        before = trimmed[: bracket.start].rstrip(_BLANK)
        if not _is_time(bracket.content):
            break
        times.append(bracket.content)
        text = before
    if _says_who(bracket.content):
        units, within = _without_times(bracket.content)
        after = text[len(trimmed) :].strip(" ,，、\n")
        ending.text = before if _is_ended(before) else before + after
        earlier = [one.content for one in _brackets(ending.text) if _says_who(one.content)]
        ending.said.extend(Said(Says.LEAD, "", one) for one in (*earlier, units))
        ending.said.extend(Said(Says.TIME, "", time) for time in (*within, *reversed(times)))
    elif not times and _is_list_of_units(bracket.content):
        ending.bare = bracket.content


class _Bracket(NamedTuple):
    """A bracket: where it begins and ends, and what stands in it."""

    start: int
    end: int
    content: str


def _brackets(text: str) -> list[_Bracket]:
    """The brackets of a text that stand in no other, in order."""
    brackets: list[_Bracket] = []
    for start, close in sorted(_pairs(fold(text)).items()):
        if close - start <= _LONGEST and (not brackets or start >= brackets[-1].end):
            brackets.append(_Bracket(start, close + 1, text[start + 1 : close].strip()))
    return brackets


def _says_who(content: str) -> bool:
    """Whether a bracket without label says what units do."""
    return bool(_ROLES.search(fold(content))) and _names_units(content)


def _is_list_of_units(content: str) -> bool:
    """Whether a bracket holds names of units and nothing else."""
    if _NO_UNITS.match(content) or re.search(r"[“”\"《》\d：:]", content):
        return False
    names = [one.name for one in parse_unit_cell(content).mentions]
    return bool(names) and all(_is_unit(name) for name in names)


def take_bare(ending: Ending) -> None:
    """Takes the bracket of names alone for the units that are responsible."""
    found = ending.text.rfind(ending.bare)
    before, after = ending.text[: found - 1].rstrip(), ending.text[found + len(ending.bare) + 1 :].strip()
    ending.text = before if _is_ended(before) else before + after
    ending.said.append(Said(Says.RESPONSIBLE, "", ending.bare))
    ending.bare = ""


def is_predicate(text: str) -> bool:
    """Whether a paragraph says nothing but who acts, without label or bracket: 市发改委牵头落实."""
    if (
        len(text) > _LONGEST
        or "。" in text.rstrip(_MARKS)
        or not re.search(r"(?:牵头|负责|配合|落实|承办)[。]?$", text)
    ):
        return False
    mentions = parse_unit_cell(text.rstrip(_MARKS)).mentions
    return bool(mentions) and all(one.role is not None and (_is_unit(one.name)) for one in mentions)


def whole_ending(text: str) -> Ending:
    """A paragraph that says nothing but who acts."""
    units, times = _without_times(text.rstrip(_MARKS))
    return Ending("", [Said(Says.LEAD, "", units), *(Said(Says.TIME, "", time) for time in times)])
