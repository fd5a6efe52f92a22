"""What a paragraph says at its end of units and time: labelled, or in a bracket (市发改局牵头，市财政局配合，6月底前完成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from planctl.importer.prose.labels import Says, labels_in, meaning, needs_bracket
from planctl.importer.prose.words import (
    BLANK,
    LONGEST,
    MARKS,
    Bracket,
    between_commas,
    bracket_pairs,
    in_sentences,
    is_list_of_units,
    is_time,
    is_time_or_units,
    is_unit,
    outer_brackets,
    says_who,
    without_times,
)
from planctl.units import parse_unit_cell
from planctl.units.words import FIRST_LEADS, fold

UNITS: Final = (Says.LEAD, Says.RESPONSIBLE, Says.SUPPORT)
_REMARK: Final = re.compile(f"{FIRST_LEADS}|下同")


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
    about_others = bool(ending.said) and all(one.about is Says.OTHER for one in ending.said)
    return Ending(text) if about_others and ending.text.strip(MARKS) else ending


class _Reader:
    """Reads the labelled ends of one paragraph."""

    def __init__(self, printed: str) -> None:
        self._printed = printed
        self._folded = fold(printed)
        self._labels = labels_in(self._folded)
        self._closes = bracket_pairs(self._folded) if self._labels else {}
        self._kept: list[tuple[int, str]] = []  # brackets in the text: where they stood in what is left, as printed

    def read(self) -> Ending:
        if not self._labels:
            return Ending(self._printed)
        said: list[Said] = []
        text = self._stretch(0, len(self._printed), said, inside=False)
        if sum(one.about in (Says.LEAD, Says.RESPONSIBLE) for one in said) > 1 and self._kept:
            text = self._with_brackets(text)
        return Ending(text.strip(BLANK), said)

    def _with_brackets(self, text: str) -> str:
        """The text with the brackets inside it as printed, for they tell what each of several units does."""
        for place, bracket in reversed(self._kept):
            if text[place:].strip(MARKS):
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
            while close + 1 < end and self._printed[close + 1] in MARKS and _is_ended(text):
                close += 1
        return close + 1

    def _opens_ending(self, place: int) -> bool:
        """Whether a bracket holds labels, right at its beginning or after a time or units."""
        close = self._closes.get(place, len(self._folded))
        if close - place > LONGEST:
            return False
        first = next((start for start in range(place + 1, close) if start in self._labels), None)
        if first is None:
            return False
        before = self._printed[place + 1 : first].strip(MARKS)
        return not before or is_time(before) or all(map(is_time_or_units, between_commas(before)))


def _before_labels(text: str) -> Iterator[Said]:
    """What stands in a bracket before its first label: a time, or who leads."""
    for piece in between_commas(text):
        yield Said(Says.TIME if is_time(piece) else Says.LEAD, "", piece)


def _divide(label: str, words: str, said: list[Said], *, inside: bool) -> Iterator[str]:
    """Adds what a label's words say, and the times among units. Gives the sentences behind, outside a bracket."""
    about = meaning(label)
    first, *sentences = [words] if inside else in_sentences(words)
    first = _without_strays(first)
    first, times = without_times(first) if about in UNITS else (first, [])
    for sentence in sentences:
        bare = sentence.strip(MARKS)
        if is_time(bare):
            times.append(bare)
        elif about in UNITS and len(bare) <= LONGEST and _REMARK.search(fold(bare)):
            first += f"。{bare}"
        else:
            yield sentence
    said.append(Said(about, label, first))
    said.extend(Said(Says.TIME, "", time) for time in times)


def _without_strays(words: str) -> str:
    """The words without marks at their ends, and without brackets there that have no other half."""
    words = words.strip(MARKS)
    stray = max(fold(words).count(")") - fold(words).count("("), 0)
    while words and ((stray and fold(words[-1]) == ")") or fold(words[-1]) == "("):
        stray -= fold(words[-1]) == ")"
        words = words[:-1].rstrip(MARKS)
    return words


def _take_brackets(ending: Ending) -> None:
    """Takes the brackets at the end of a text that say who and when: （市发改局牵头）（6月底前）.

    Earlier ones, which say it of parts of the text, stay in it.
    """
    text, times = take_times(ending.text)
    bracket = _last_bracket(text)
    if bracket is None:
        return
    after = text[bracket.end :].strip(" ,，、\n")
    text = text[: bracket.start].rstrip(BLANK)
    if says_who(bracket.content):
        ending.text = text if _is_ended(text) else text + after
        contents = [one.content for one in outer_brackets(ending.text) if says_who(one.content)]
        for units, within in map(without_times, (*contents, bracket.content)):
            ending.said.append(Said(Says.LEAD, "", units))
            ending.said.extend(Said(Says.TIME, "", time) for time in within)
        ending.said.extend(Said(Says.TIME, "", time) for time in times)
    elif not times and is_list_of_units(bracket.content):
        ending.bare = bracket.content


def take_times(text: str) -> tuple[str, list[str]]:
    """A text without the brackets at its end that say by when, and these."""
    times: list[str] = []
    for bracket in reversed(outer_brackets(text)):
        if bracket.end != len(text.rstrip(MARKS)) or not is_time(bracket.content):
            break
        times.insert(0, bracket.content)
        before, after = text[: bracket.start].rstrip(BLANK), text[bracket.end :].strip(BLANK)
        text = before if _is_ended(before) else before + after
    return text, times


def _last_bracket(text: str) -> Bracket | None:
    """The bracket that a text ends with."""
    found = outer_brackets(text)
    return found[-1] if found and found[-1].end == len(text.rstrip(MARKS)) else None


def _is_ended(text: str) -> bool:
    return not text.rstrip() or text.rstrip()[-1] in "。；;！？：:"


def take_bare(ending: Ending) -> None:
    """Takes the bracket of names alone for the units that are responsible."""
    bracket = outer_brackets(ending.text)[-1]
    before, after = ending.text[: bracket.start].rstrip(), ending.text[bracket.end :].strip()
    ending.text = before if _is_ended(before) else before + after
    ending.said.append(Said(Says.RESPONSIBLE, "", ending.bare))
    ending.bare = ""


def is_predicate(text: str) -> bool:
    """Whether a paragraph says nothing but who acts, without label or bracket: 市发改委牵头落实."""
    if len(text) > LONGEST or "。" in text.rstrip(MARKS) or not re.search(r"(?:牵头|负责|配合|落实|承办)[。]?$", text):
        return False
    mentions = parse_unit_cell(text.rstrip(MARKS)).mentions
    return bool(mentions) and all(one.role is not None and is_unit(one.name) for one in mentions)


def whole_ending(text: str) -> Ending:
    """A paragraph that says nothing but who acts."""
    units, times = without_times(text.rstrip(MARKS))
    return Ending("", [Said(Says.LEAD, "", units), *(Said(Says.TIME, "", time) for time in times)])
