"""The lines of a document's paragraphs: whatever its line breaks, each numbered text and each ending is one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

from planctl.importer.draft.numbers import CHINESE, counted, leading_number
from planctl.importer.draft.printed_dates import printed_date
from planctl.importer.prose.endings import Ending, is_predicate, read_ending, whole_ending
from planctl.importer.readers.grid import DocumentPlace, RawParagraph
from planctl.lazy_regex import Expression

_LEVELS: Final = (
    Expression(rf"第({CHINESE})(?:章|编|篇|部分)[ \u3000、：:]*"),
    Expression(rf"第({CHINESE})节[ \u3000、：:]*"),
    Expression(rf"({CHINESE})、"),
    Expression(rf"[（(]\s*{CHINESE}\s*[）)]"),
    Expression(r"\d{1,3}\s*[.．、](?!\d)"),
    Expression(r"[（(]\s*\d{1,3}\s*[）)]|\d{1,3}[）)]"),
    Expression("[①-⑳]"),
)
_AFTER: Final = r"(?<=[。；;：:）)\s])"
_RUN_IN: Final = (
    Expression(rf"{_AFTER}[（(]{CHINESE}[）)]"),
    Expression(rf"{_AFTER}\d{{1,2}}[.．、](?!\d)"),
    Expression(rf"{_AFTER}[（(]\d{{1,2}}[）)]"),
    Expression(rf"{_AFTER}[①-⑳]"),
)
"""Numbers of items within a paragraph, behind the end of another; those of an outer form before those of an inner one."""
_LONGEST_DATE: Final = 40
_GOES_ON: Final = ("、", "，", ",")
_AUTHORITY: Final = Expression(r"[^，。；：,;:]{2,30}(?:府|室|厅|局|委|会|办|院|中心|集团|公司|党组)\s*")
_CLOSING: Final = Expression(
    r"\s*(?:附[件表录]?\s*\d*\s*(?:[：:]|$)|抄送|分送|主送|[（(]此件|[（(]?联系人|[（(]联系电话|信息公开选项|公开方式|.{2,40}日印发$)"
)
_ATTACHMENT: Final = Expression(r"\s*附件\s*[：:]\s*(?:(?P<first>1)\s*[.．、]|$)")


@dataclass(eq=False)
class Line:
    """A line with its ending: `level` is how deep its number is (-1 for none), `mark` the number as printed.

    `closes` says that no item continues in it or after it; `run_in` how many items stand in one paragraph with it; `used` is set where it becomes part of the plan.
    """

    place: DocumentPlace
    level: int
    number: str
    mark: str
    text: str
    ending: Ending
    closes: bool = False
    run_in: int = 0
    used: bool = False

    @property
    def printed(self) -> str:
        """The whole line."""
        return self.mark + self.text


def _is_date(text: str) -> bool:
    return len(text) < _LONGEST_DATE and printed_date("".join(text.split()).removesuffix("印发")) is not None


def read_lines(paragraphs: Sequence[RawParagraph]) -> list[Line]:
    """Every line of the paragraphs; a text that is merely wrapped is one."""
    lines = [
        _line(item, paragraph, run_in=len(items) - 1)
        for paragraph in paragraphs
        for text in _unwrapped(paragraph.text)
        for items in (_run_in(text),)
        for item in items
    ]
    listed: int | None = None  # the last number in a list of attachments
    for line, after in zip_longest(lines, lines[1:]):
        if line.level < 0 and not line.ending.statements:
            signs = after and _is_date(after.text) and _AUTHORITY.fullmatch(line.text)
            line.closes |= bool(signs or _is_date(line.text) or _CLOSING.match(line.text))
        if line.closes and (attached := _ATTACHMENT.match(line.text)):
            listed = len(attached["first"] or "")
        elif listed is not None and _is_listed(line, listed + 1):
            listed += 1
            line.closes, line.level = True, -1
        else:
            listed = None
    return lines


def _is_listed(line: Line, number: int) -> bool:
    """Whether a line is the attachment of this number."""
    return line.level >= 0 and line.number == str(number) and not line.ending.statements


def _line(text: str, paragraph: RawParagraph, run_in: int) -> Line:
    level = _level_of(text)
    number, rest = leading_number(text) if level >= 0 else ("", text)
    if number is None and (found := _LEVELS[level].match(text)):
        number, rest = found[1] if _LEVELS[level].compiled.groups else found[0], text[found.end() :]
    ending = _ending(rest, level)
    closes = paragraph.centred and level < 0 and not ending.statements
    return Line(paragraph.place, level, number or "", text.removesuffix(rest), rest, ending, closes, run_in)


def _ending(text: str, level: int) -> Ending:
    ending = read_ending(text)
    return whole_ending(text) if level < 0 and not ending.statements and is_predicate(text) else ending


def _level_of(text: str) -> int:
    """How deep the number is that a text begins with (一、 lies above （一）, 1., (1) and ①); -1 for none."""
    for level, pattern in enumerate(_LEVELS):
        found = pattern.match(text)
        if found is not None and found.end() < len(text):
            return level
    return -1


def _run_in(text: str) -> list[str]:
    """A text as what stands before the items （1）（2）（3） that it holds, and these, if each says who acts; else the text."""
    for form in _RUN_IN:
        starts: list[int] = []
        for mark in form.finditer(text):
            if counted(leading_number(text[mark.start() :])[0]) == len(starts) + 1:
                starts.append(mark.start())
        items = [text[start:end].strip() for start, end in pairwise((*starts, len(text)))]
        if len(items) > 1 and all(read_ending(leading_number(item)[1]).names_units for item in items):
            return [text[: starts[0]].strip(), *items]
    return [text]


def _unwrapped(text: str) -> Iterator[str]:
    """A paragraph's lines; one that is neither numbered nor says who and when belongs to the one before."""
    whole: list[str] = []
    ended = False
    for line in filter(None, map(str.strip, text.splitlines())):
        level = _level_of(line)
        ending = _ending(line, level) if "\n" in text else Ending(line)
        ends = ended or bool(ending.statements) or line in (f"（{ending.bare}）", f"({ending.bare})")
        if whole and (level >= 0 or (ends and not whole[-1].endswith(_GOES_ON))):
            yield "\n".join(whole)
            whole = []
        whole.append(line)
        ended = bool(ending.statements)
    if whole:
        yield "\n".join(whole)
