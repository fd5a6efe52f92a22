"""What the end of a paragraph says of units and time: with labels, or in a bracket (市发改局牵头，市财政局配合，6月底前完成)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from planctl.importer.prose.labels import Topic, labels_in, needs_bracket, topic_of
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
    is_unit,
    outer_brackets,
    says_who,
    without_times,
)
from planctl.lazy_regex import Expression
from planctl.units import parse_unit_cell
from planctl.units.words import FIRST_LEADS, fold

UNITS: Final = (Topic.LEAD, Topic.RESPONSIBLE, Topic.SUPPORT)
_PREDICATE_AT_END: Final = Expression("(?:牵头|负责|配合|落实|承办)。?$")
_REMARK: Final = Expression(f"{FIRST_LEADS}|下同")


class Statement(NamedTuple):
    """One thing that an ending states: its topic, the label that announces it ("" in a bracket without), its words."""

    topic: Topic
    label: str
    words: str


def times_as_statements(times: Iterable[str]) -> Iterator[Statement]:
    """Times without a label."""
    return (Statement(Topic.TIME, "", time) for time in times)


@dataclass
class Ending:
    """A paragraph's text without its ending, and what that states; `bare` are the names in a bracket without roles."""

    text: str
    statements: list[Statement] = field(default_factory=list)
    bare: str = ""

    @property
    def names_units(self) -> bool:
        """Whether it says who acts."""
        return any(statement.topic in UNITS for statement in self.statements)


def read_ending(text: str) -> Ending:
    """The paragraph divided into text and ending; all of it is text where it says nothing of units and time."""
    ending = _Reader(text).read()
    if not ending.names_units:
        _take_brackets(ending)
    topics = {statement.topic for statement in ending.statements}
    return Ending(text) if topics == {Topic.OTHER} and ending.text.strip(MARKS) else ending


class _Reader:
    """Reads the labelled endings of one paragraph."""

    def __init__(self, printed: str) -> None:
        self._printed = printed
        self._folded = fold(printed)
        self._labels = labels_in(self._folded)
        self._closes = bracket_pairs(self._folded) if self._labels else {}
        self._kept: list[tuple[int, str]] = []  # brackets in the text, by where they stood in what is left of it

    def read(self) -> Ending:
        if not self._labels:
            return Ending(self._printed)
        statements: list[Statement] = []
        text = self._stretch(0, len(self._printed), statements, inside=False)
        if sum(statement.topic in (Topic.LEAD, Topic.RESPONSIBLE) for statement in statements) > 1 and self._kept:
            text = self._with_brackets(text)
        return Ending(text.strip(BLANK), statements)

    def _with_brackets(self, text: str) -> str:
        """The text with the brackets inside it as printed, for they say what each of several units does."""
        for place, bracket in reversed(self._kept):
            if text[place:].strip(MARKS):
                text = text[:place] + bracket + text[place:]
        return text

    def _stretch(self, start: int, end: int, statements: list[Statement], *, inside: bool) -> str:
        """Add what the labels from `start` to `end` state to `statements`, and return the text without them."""
        text: list[str] = []
        words = text
        label = ""
        place = start
        while place < end:
            found = self._labels.get(place)
            if found is not None and (inside or not needs_bracket(found)):
                if words is not text:
                    text.extend(_divide(label, "".join(words), statements, inside=inside))
                label, words, place = "".join(found["words"].split()), [], found.end()
            elif self._folded[place] == "(":
                place = self._bracket(place, end, words, statements, in_text=words is text and not inside)
            else:
                words.append(self._printed[place])
                place += 1
        if words is not text:
            text.extend(_divide(label, "".join(words), statements, inside=inside))
        return "".join(text)

    def _bracket(self, place: int, end: int, words: list[str], statements: list[Statement], *, in_text: bool) -> int:
        """Read a bracket that holds labels, or add it to the words around it; return where it ends."""
        if not self._opens_ending(place):
            close = self._closes.get(place, place)
            words.append(self._printed[place : close + 1])
            return close + 1
        close = self._closes.get(place, end)
        within: list[Statement] = []
        before = self._stretch(place + 1, close, within, inside=True)
        statements.extend(_before_labels(before))
        statements.extend(within)
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
        return is_time(before) or all(is_time(piece) or says_who(piece) for piece in between_commas(before))


def _before_labels(text: str) -> Iterator[Statement]:
    """What a bracket says before its first label: a time, or who leads."""
    for piece in between_commas(text):
        yield Statement(Topic.TIME if is_time(piece) else Topic.LEAD, "", piece)


def _divide(label: str, words: str, statements: list[Statement], *, inside: bool) -> Iterator[str]:
    """Add what the words behind a label state, with the times among its units; yield, outside brackets, the sentences
    that follow.
    """
    topic = topic_of(label)
    first, *sentences = [words] if inside else in_sentences(words)
    first = _without_strays(first)
    first, times = without_times(first) if topic in UNITS else (first, [])
    for sentence in sentences:
        bare = sentence.strip(MARKS)
        if is_time(bare):
            times.append(bare)
        elif topic in UNITS and len(bare) <= LONGEST and _REMARK.search(fold(bare)):
            first += f"。{bare}"
        else:
            yield sentence
    statements += [Statement(topic, label, first), *times_as_statements(times)]


def _without_strays(words: str) -> str:
    """The words without marks at either end, and without unpaired brackets at the last."""
    words = words.strip(MARKS)
    stray = max(fold(words).count(")") - fold(words).count("("), 0)
    while words and ((stray and fold(words[-1]) == ")") or fold(words[-1]) == "("):
        stray -= fold(words[-1]) == ")"
        words = words[:-1].rstrip(MARKS)
    return words


def _take_brackets(ending: Ending) -> None:
    """Take the brackets at the end of a text that say who and when: （市发改局牵头）（6月底前）.

    Earlier ones, about parts of the text, stay in it.
    """
    text, times = take_times(ending.text)
    bracket = _last_bracket(text)
    if bracket is None:
        return
    text, after = text[: bracket.start].rstrip(BLANK), text[bracket.end :].strip(" ,，、\n")
    if says_who(bracket.content):
        ending.text = text if _is_ended(text) else text + after
        earlier = [other.content for other in outer_brackets(ending.text) if says_who(other.content)]
        for content in (*earlier, bracket.content):
            ending.statements += _leading(content)
        ending.statements += times_as_statements(times)
    elif not times and is_list_of_units(bracket.content):
        ending.bare = bracket.content


def _leading(words: str) -> list[Statement]:
    """Words without label that name units, as who leads and by when."""
    units, times = without_times(words)
    return [Statement(Topic.LEAD, "", units), *times_as_statements(times)]


def take_times(text: str) -> tuple[str, list[str]]:
    """A text without the brackets at its end that say by when, and these."""
    times: list[str] = []
    for bracket in reversed(outer_brackets(text)):
        if bracket.end != len(text.rstrip(MARKS)) or not is_time(bracket.content):
            break
        times.insert(0, bracket.content)
        text = _without(text, bracket)
    return text, times


def _last_bracket(text: str) -> Bracket | None:
    """The bracket that a text ends with."""
    found = outer_brackets(text)
    return found[-1] if found and found[-1].end == len(text.rstrip(MARKS)) else None


def _without(text: str, bracket: Bracket) -> str:
    """The text without a bracket, and without what follows it where a sentence ended before."""
    before, after = text[: bracket.start].rstrip(), text[bracket.end :].strip()
    return before if _is_ended(before) else before + after


def _is_ended(text: str) -> bool:
    return not text.rstrip() or text.rstrip()[-1] in "。；;！？：:"


def take_bare(ending: Ending) -> None:
    """Take the names in the bracket without roles for the units that are responsible."""
    ending.text = _without(ending.text, outer_brackets(ending.text)[-1])
    ending.statements.append(Statement(Topic.RESPONSIBLE, "", ending.bare))
    ending.bare = ""


def is_predicate(text: str) -> bool:
    """Whether a paragraph says nothing but who acts, without label or bracket: 市发改委牵头落实."""
    if len(text) > LONGEST or "。" in text.rstrip(MARKS) or not _PREDICATE_AT_END.search(text):
        return False
    mentions = parse_unit_cell(text.rstrip(MARKS)).mentions
    return bool(mentions) and all(mention.role is not None and is_unit(mention.name) for mention in mentions)


def whole_ending(text: str) -> Ending:
    """The ending of a paragraph that says nothing but who acts."""
    return Ending("", _leading(text.rstrip(MARKS)))
