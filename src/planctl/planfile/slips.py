"""Common slips of unquoted Chinese, found by looking at the text of a line.

YAML drops or bends what it takes for its own signs, and where it cannot go on its parsers name a token, often one line
late. What people mean by a line is plain to see from the line itself, because the keys of a plan file are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from planctl.findings.diagnostics import Diagnostic, Edit, Fix
from planctl.lazy_regex import Expression
from planctl.planfile import reading_rules as rules
from planctl.planfile import slip_rules
from planctl.planfile.schema import KEY_NAMES
from planctl.source import Source, Span

_KEYS: Final = "|".join(sorted(KEY_NAMES, key=len, reverse=True))
_ENTRY: Final = Expression(r"(?P<margin>[ ]*(?:-[ ]+)*)(?P<key>\w+)[ ]*:(?:[ \t]+(?P<value>.*))?$")
_WRONG_COLON: Final = Expression(
    rf"[ \u3000]*(?:-[ ]+)*(?P<key>{_KEYS})(?:[ ]*(?P<wide>：)[ \u3000]*|(?P<narrow>:)(?=[^\s:]))"
)
_ITEM: Final = Expression(r"(?P<margin>[ ]*(?:-[ ]+)+)(?P<value>\S.*)$")
_INDENTATION: Final = Expression(r"[ ]*(?P<sign>[\t\u3000])\s*\S")
_FLOW_ENTRY: Final = Expression(rf"[{{,]\s*(?P<key>{_KEYS})\s*:[ \t]+")
_KEY_BEHIND_COMMA: Final = Expression(rf"(?P<comma>[，、])[ \t]*(?:{_KEYS})[ ]*[:：]")
_QUOTED: Final = Expression(r""""(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'""")
_BRACKETED: Final = Expression(r"\[[^\[\]]*+\]|\{[^{}]*+\}")
_BLOCK_HEADER: Final = Expression(r"[|>][-+0-9]*$")
_ALIAS: Final = Expression(r"\*[A-Za-z0-9_-]+$")
_ALIASED: Final = Expression(r"(?<=\*)[A-Za-z0-9_-]+")
_PROPERTY: Final = Expression(
    r"(?:&(?P<anchor>[A-Za-z0-9_-]+)|!!(?:str|int|float|bool|null|timestamp|seq|map))(?:[ \t]+|$)"
)
"""What YAML lets stand before a value: an anchor, or one of its own tags."""
_COLLECTION: Final = Expression(r"[ ]*(?:-(?:[ ]|$)|[\[{]|\w+[ ]*:(?:\s|$))")
_COMMENT: Final = Expression(r"(?:^|(?<=[ \t]))#(?=[\s#]|$)")
_STUCK_COMMENT: Final = Expression(r"(?:^|(?<=[ \t]))#(?=[^\s#])")
_NUMBERED: Final = Expression(r"#\d+号")
_COLON: Final = Expression(r":(?=[ \t]|$)")
_SENTENCE_END: Final = ("。", "！", "？", "；")
_ALWAYS_SIGNS: Final = "@`%,]}"
"""What no unquoted text can begin with."""
_TERSE_KEYS: Final = ("number", "deadline", "lead_units", "supporting_units")
"""Keys whose values are no sentences: a `#` in them is more likely a clerk's note."""
_SHOWN: Final = 24
"""Characters of a long text shown of its beginning and its end, so that a message fits a screen of 80 columns."""

_FOLD: Final = Expression(r"[ \t]*+(?:\r\n|\r|\n)[ \t\r\n]*+")
_CHINESE: Final = Expression(r"[\u2010-\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CANDIDATE: Final = Expression(r"#(?=[^\s#])|[!&](?=\S)")
_LINE_END: Final = Expression("[\x85\u2028\u2029]")


class _Value(NamedTuple):
    """The value of a key as it stands on its line, without the comment behind it."""

    key: str  # "" for an item of a list
    start: int  # offset in the file
    words: str
    in_flow: bool
    goes_on: bool  # whether the next line goes on with it

    def place(self, start: int, end: int) -> Span:
        return Span(self.start + start, self.start + end)

    @property
    def right(self) -> str:
        """The entry as it should be written, long texts shortened."""
        return f"{self.key}: {in_quotes(shortened(self.words))}" if self.key else in_quotes(shortened(self.words))

    def quotes(self, *, certain: bool) -> Fix | None:
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
    half = _SHOWN // 2
    return text if len(text) <= _SHOWN else f"{text[:half]}…{text[-half:]}"


def dropped_texts(source: Source) -> Iterator[Diagnostic]:
    """What a parser reads past in silence: text behind a `#`, tags, unused anchors.

    Whether a place is inside a quoted or block text is for the caller to say.
    """
    text = source.text
    if not any(sign in text for sign in "#!&"):  # an expression takes as long as a tenth of the parser
        return
    lines = sorted({source.position(found.start()).line for found in _CANDIDATE.finditer(text)})
    aliased = frozenset(_ALIASED.findall(text))
    for number in lines:
        for slip in _slips_of_line(source, number, aliased):
            if slip.rule is slip_rules.text_in_comment.rule or text[slip.place.start] in "!&":
                yield slip


def folded_text(source: Source, span: Span) -> Iterator[Diagnostic]:
    """The slips of an unquoted text of several lines: Chinese that is folded, or a line that was meant as a key."""
    text = source.text[span.start : span.end]
    folds = list(_FOLD.finditer(text))
    if not folds:
        return  # an anchor stands before it
    ends = [*(fold.start() for fold in folds[1:]), len(text)]
    for fold, end in zip(folds, ends, strict=True):
        if slip := wrong_colon(text[fold.end() : end], span.start + fold.end()):
            yield replace(slip, fix=None)  # its indentation is wrong too
            return
    bent = [
        fold
        for fold in folds
        if _CHINESE.match(text, fold.start() - 1, fold.start()) or _CHINESE.match(text, fold.end())
    ]
    if not bent:
        return
    first = bent[0]
    joined = shortened(text[: first.start()][-_SHOWN // 2 :] + text[first.end() :][: _SHOWN // 2])
    certain = ":" not in text and all(fold[0].count("\n") == 1 for fold in bent)
    edits = tuple(Edit(Span(span.start + fold.start(), span.start + fold.end()), "") for fold in bent)
    place = Span(span.start + first.start() - 1, span.start + first.start())
    yield slip_rules.folded_text(place, joined, Fix(edits) if certain else None)


def invisible_line_ends(source: Source) -> Iterator[Diagnostic]:
    """The characters that end a line for YAML but for no editor."""
    places = [found.span() for found in _LINE_END.finditer(source.text)]
    line = end_of_line = sharp = 0
    for index, (start, end) in enumerate(places):
        if (here := source.position(start).line) != line:
            line, line_start, line_text = here, source.line_start(here), source.line_text(here)
            end_of_line = line_start + len(line_text)
            sharp = line_start + line_text.index("#") if "#" in line_text else end_of_line
        stop = min(places[index + 1][0], end_of_line) if index + 1 < len(places) else end_of_line
        fix = None
        if start < sharp and (replacement := _in_place_of_line_end(source.text[end:stop])) is not None:
            fix = Fix((Edit(Span(start, end), replacement),))
        yield slip_rules.invisible_line_end(Span(start, end), ord(source.text[start]), fix)


def _in_place_of_line_end(following: str) -> str | None:
    """What is to stand before a text instead of an invisible line end: a line feed before what YAML reads as a key.

    None where it would make something else of the text.
    """
    entry = _ENTRY.match(following)
    if entry and entry["key"] in KEY_NAMES:
        return "\n"
    is_more = entry or _ITEM.match(following) or _WRONG_COLON.match(following) or following.lstrip().startswith("#")
    return None if is_more else ""


def all_slips(source: Source) -> Iterator[Diagnostic]:
    """The slips of every line that is not inside a block or quoted text, for a file that no parser can read."""
    yield from invisible_line_ends(source)
    aliased = frozenset(_ALIASED.findall(source.text))
    inside = -1  # the indentation that a block text's lines exceed
    closing = ""  # the quote that ends a text of several lines
    for number in range(1, source.position(len(source.text)).line + 1):
        line = source.line_text(number)
        indentation = len(line) - len(line.lstrip(" "))
        if closing:
            closing = "" if closing in line else closing
            continue
        if inside >= 0 and (not line.strip() or indentation > inside):
            continue
        inside = -1
        slips = list(_slips_of_line(source, number, aliased))
        yield from slips
        entry = _ENTRY.match(line) or _ITEM.match(line)
        value = entry["value"] if entry and not slips else None
        if entry is None or not value:
            continue
        words = _without_comment(value)
        if _BLOCK_HEADER.match(words):
            inside = len(entry["margin"]) if "key" in entry.groupdict() else entry["margin"].rindex("-")
        elif (
            value[0] in "\"'"
            and not _QUOTED.match(value)
            and source.text.find(value[0], source.line_start(number) + len(line)) > 0
        ):
            closing = value[0]


def wrong_colon(text: str, start: int) -> Diagnostic | None:
    """The slip of a known key at the beginning of a text whose colon is full-width or has no space behind it.

    `start` is the text's offset in the file.
    """
    found = _WRONG_COLON.match(text)
    if found is None:
        return None
    if found["wide"]:
        end = start + found.end()
        fix = Fix((Edit(Span(start + found.end("key"), end), ": " if found.end() < len(text) else ":"),))
        return slip_rules.full_width_sign(Span(start + found.start("wide"), start + found.end("wide")), "：", fix)
    end = start + found.end("narrow")
    return slip_rules.no_space_after_colon(Span(end - 1, end), found["key"], Fix((Edit(Span(end, end), " "),)))


def _slips_of_line(source: Source, number: int, aliased: frozenset[str]) -> Iterator[Diagnostic]:
    """The slips of one line; `aliased` are the names of the anchors that the file uses."""
    line, start = source.line_text(number), source.line_start(number)
    if found := _INDENTATION.match(line):
        place = Span(start + found.start("sign"), start + found.end("sign"))
        is_tab = found["sign"] == "\t"
        yield slip_rules.tab_indent(place) if is_tab else slip_rules.full_width_sign(place, found["sign"])
    elif slip := wrong_colon(line, start):
        yield slip
    elif entry := _ENTRY.match(line) or _ITEM.match(line):
        yield from _slips_of_entry(source, number, entry, aliased)


def _slips_of_entry(source: Source, number: int, found: re.Match[str], aliased: frozenset[str]) -> Iterator[Diagnostic]:
    entry, start = found.groupdict(), source.line_start(number) + found.start("value")
    key, words = entry.get("key") or "", _without_comment(entry["value"] or "")
    if not words:
        return
    column = len(entry["margin"] or "")
    following = _next_line(source, number)
    if words[0] in "[{" and _FLOW_ENTRY.search(words):
        yield from _slips_of_flow(words, start)
        return
    deeper = len(following) - len(following.lstrip(" ")) > column - (not key)
    holds_more = deeper or following.startswith(" " * column + "- ")
    if words.startswith("#") and holds_more:
        return  # a comment on what stands below the key
    if holds_more and _COLLECTION.match(following) and _end_of_properties(words) == len(words):
        return  # an anchor or tag of what stands below the key
    if words[0] in "\"'" and not _QUOTED.match(words):
        if _ENTRY.match(following) or _FLOW_ENTRY.search(following):
            yield rules.syntax(Span(start, start + 1), "引号没有配对")
        return
    if slip := _slip_of_value(_Value(key, start, words, in_flow=False, goes_on=deeper), aliased):
        yield slip


def _slips_of_flow(words: str, start: int) -> Iterator[Diagnostic]:
    """The slips of the entries in braces on one line."""
    entries = list(_FLOW_ENTRY.finditer(words))
    for index, entry in enumerate(entries):
        end = entries[index + 1].start() if index + 1 < len(entries) else len(words)
        value = words[entry.end() : end]
        bracketed = _BRACKETED.match(value)
        inner = bracketed.end() if bracketed else 0
        value = value[:inner] + value[inner:].rstrip("}], \t")
        if not value or (value[0] in "[{" and len(value) == inner) or (value[0] in "[{" and not bracketed):
            continue  # a list or mapping of its own
        found = _Value(entry["key"], start + entry.end(), value, in_flow=True, goes_on=False)
        if slip := _slip_of_value(found, frozenset()):
            yield slip


def _slip_of_value(value: _Value, aliased: frozenset[str]) -> Diagnostic | None:
    properties = _end_of_properties(value.words, None if value.in_flow else aliased)
    value = value._replace(start=value.start + properties, words=value.words[properties:])
    if not value.words:
        return None
    words, first = value.words, value.words[0]
    quoted = _QUOTED.match(words)
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


def _end_of_properties(words: str, aliased: frozenset[str] | None = None) -> int:
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
        return "" if _BLOCK_HEADER.match(words) and not in_flow else first
    if first in "-?" and words[1:2] in (" ", "\t"):
        return first
    if first in "[{" and (found := _BRACKETED.match(words)):
        return first if words[found.end() :].strip(" ,") else ""
    return ""


def _without_comment(value: str) -> str:
    """A value without the comment behind it; one inside its quotes is no comment."""
    quoted = _QUOTED.match(value)
    comment = _COMMENT.search(value, quoted.end() if quoted else 0)
    return (value[: comment.start()] if comment else value).rstrip()


def _next_line(source: Source, number: int) -> str:
    """The next line that is neither blank nor a comment, "" where there is none."""
    last = source.position(len(source.text)).line
    for following in range(number + 1, last + 1):
        line = source.line_text(following)
        if line.strip() and not line.lstrip().startswith("#"):
            return line
    return ""
