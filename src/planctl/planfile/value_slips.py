"""The slips in one value: what YAML would drop or bend of an unquoted text, told from the text itself."""

from __future__ import annotations

from typing import Final, NamedTuple

from planctl.findings.diagnostics import Diagnostic, Edit, Fix
from planctl.lazy_regex import Expression
from planctl.planfile import slip_rules
from planctl.planfile.schema import KEY_NAMES
from planctl.source import Span

KEYS: Final = "|".join(sorted(KEY_NAMES, key=len, reverse=True))
_KEY_BEHIND_COMMA: Final = Expression(rf"(?P<comma>[，、])[ \t]*(?:{KEYS})[ ]*[:：]")
QUOTED: Final = Expression(r""""(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'""")
BRACKETED: Final = Expression(r"\[[^\[\]]*+\]|\{[^{}]*+\}")
BLOCK_HEADER: Final = Expression(r"[|>][-+0-9]*$")
_ALIAS: Final = Expression(r"\*[A-Za-z0-9_-]+$")
_PROPERTY: Final = Expression(
    r"(?:&(?P<anchor>[A-Za-z0-9_-]+)|!!(?:str|int|float|bool|null|timestamp|seq|map))(?:[ \t]+|$)"
)
"""What YAML lets stand before a value: an anchor, or one of its own tags."""
_COMMENT: Final = Expression(r"(?:^|(?<=[ \t]))#(?=[\s#]|$)")
_STUCK_COMMENT: Final = Expression(r"(?:^|(?<=[ \t]))#(?=[^\s#])")
_NUMBERED: Final = Expression(r"#\d+号")
_COLON: Final = Expression(r":(?=[ \t]|$)")
_SENTENCE_END: Final = ("。", "！", "？", "；")
_ALWAYS_SIGNS: Final = "@`%,]}"
"""What no unquoted text can begin with."""
_TERSE_KEYS: Final = ("number", "deadline", "lead_units", "supporting_units")
"""Keys whose values are no sentences: a `#` in them is more likely a clerk's note."""
SHOWN: Final = 24
"""Characters of a long text shown of its beginning and its end, so that a message fits a screen of 80 columns."""


class Value(NamedTuple):
    """The value of a key as it stands on its line, without the comment behind it."""

    key: str  # "" for an item of a list
    start: int  # offset in the file
    words: str
    in_flow: bool
    goes_on: bool  # whether the next line goes on with it

    def place(self, start: int, end: int) -> Span:
        """The place in the file of a part of the words."""
        return Span(self.start + start, self.start + end)

    @property
    def right(self) -> str:
        """The entry as it should be written, long texts shortened."""
        return f"{self.key}: {in_quotes(shortened(self.words))}" if self.key else in_quotes(shortened(self.words))

    def quotes(self, *, certain: bool) -> Fix | None:
        """The fix that puts the words in quotes, None where they may be meant otherwise."""
        if not certain or self.goes_on or self.key not in KEY_NAMES:
            return None
        return Fix((Edit(self.place(0, len(self.words)), in_quotes(self.words)),))


def in_quotes(text: str) -> str:
    """A text of one line in the quotes that leave it readable."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def shortened(text: str) -> str:
    """A long text without its middle."""
    half = SHOWN // 2
    return text if len(text) <= SHOWN else f"{text[:half]}…{text[-half:]}"


def slip_of_value(value: Value, aliased: frozenset[str]) -> Diagnostic | None:
    """The first slip of a value; `aliased` are the names of the anchors that the file uses."""
    properties = end_of_properties(value.words, None if value.in_flow else aliased)
    value = value._replace(start=value.start + properties, words=value.words[properties:])
    if not value.words:
        return None
    words, first = value.words, value.words[0]
    quoted = QUOTED.match(words)
    if found := _KEY_BEHIND_COMMA.search(words, quoted.end() if quoted else 0):
        return slip_rules.full_width_sign(value.place(*found.span("comma")), found["comma"])
    if first in "\"'":
        rest = words[quoted.end() :].lstrip() if quoted else ""
        if quoted is None or not rest or rest[0] in "#:":
            return None
        problem = f"引号只括住了开头的{shortened(quoted[0])}"
        return slip_rules.unquoted_text(
            value.place(quoted.end(), len(words)), problem, value.right, value.quotes(certain=True)
        )
    if sign := _leading_sign(words, in_flow=value.in_flow):
        problem = f"文字以“{sign}”开头，YAML 当作自己的符号"
        certain = sign not in ("|", ">", "-", "?")
        return slip_rules.unquoted_text(value.place(0, 1), problem, value.right, value.quotes(certain=certain))
    if first not in "[{" and (found := _STUCK_COMMENT.search(words)):
        lost = words[found.start() :]
        certain = value.key not in _TERSE_KEYS and (
            _NUMBERED.match(lost) is not None
            or (lost.endswith(_SENTENCE_END) and not words[: found.start()].rstrip().endswith(_SENTENCE_END))
        )
        place = value.place(found.start(), len(words))
        return slip_rules.text_in_comment(place, shortened(lost), value.right, value.quotes(certain=certain))
    if first not in "[{" and value.key and (found := _COLON.search(words)):
        problem = "文字里有半角冒号加空格，YAML 当作另一个键"
        place = value.place(*found.span())
        return slip_rules.unquoted_text(place, problem, value.right, value.quotes(certain=True))
    return None


def end_of_properties(words: str, aliased: frozenset[str] | None = None) -> int:
    """Where the anchors and tags before a value end.

    An anchor before a text that no alias stands for is taken for a part of the text; `aliased` is None where every anchor
    is one.
    """
    end = 0
    while found := _PROPERTY.match(words, end):
        is_text = words[found.end() : found.end() + 1] not in ("[", "{")
        if is_text and found["anchor"] and aliased is not None and found["anchor"] not in aliased:
            break
        end = found.end()
    return end


def _leading_sign(words: str, *, in_flow: bool) -> str:
    """The sign at the head of a value that YAML would not read as a part of it, "" where there is none."""
    first = words[0]
    if first in _ALWAYS_SIGNS or first in "!&":
        return first
    if first == "*":
        return "" if _ALIAS.match(words) else first
    if first in "|>":
        return "" if BLOCK_HEADER.match(words) and not in_flow else first
    if first in "-?" and words[1:2] in (" ", "\t"):
        return first
    if first in "[{" and (found := BRACKETED.match(words)):
        rest = words[found.end() :].strip(" ,")
        return first if rest and rest[0] != "#" else ""  # what a comment takes is reported where the file is read
    return ""


def without_comment(value: str) -> str:
    """A value without the comment behind it; one inside its quotes is no comment."""
    quoted = QUOTED.match(value)
    comment = _COMMENT.search(value, quoted.end() if quoted else 0)
    return (value[: comment.start()] if comment else value).rstrip()
