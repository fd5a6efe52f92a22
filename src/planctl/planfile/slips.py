"""Common slips of unquoted Chinese, found by looking at the text of a line.

YAML drops or bends what it takes for its own signs, and where it cannot go on its parsers name a token, often one line
late. What people mean by a line is plain to see from the line itself, because the keys of a plan file are known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from planctl.findings.diagnostics import Diagnostic, Edit, Fix
from planctl.lazy_regex import Expression
from planctl.planfile import reading_rules as rules
from planctl.planfile import slip_rules
from planctl.planfile.schema import KEY_NAMES
from planctl.planfile.value_slips import (
    BLOCK_HEADER,
    BRACKETED,
    KEYS,
    QUOTED,
    SHOWN,
    Value,
    end_of_properties,
    in_quotes,
    shortened,
    slip_of_value,
    without_comment,
)
from planctl.source import NOWHERE, Source, Span

_ENTRY: Final = Expression(r"(?P<margin>[ ]*(?:-[ ]+)*)(?P<key>\w+)[ ]*:(?:[ \t]+(?P<value>.*))?$")
_WRONG_COLON: Final = Expression(
    rf"[ \u3000]*(?:-[ ]+)*(?P<key>{KEYS})(?:[ ]*(?P<wide>：)[ \u3000]*|(?P<narrow>:)(?=[^\s:]))"
)
_ITEM: Final = Expression(r"(?P<margin>[ ]*(?:-[ ]+)+)(?P<value>\S.*)$")
_INDENTATION: Final = Expression(r"[ ]*(?P<sign>[\t\u3000])\s*\S")
_FLOW_ENTRY: Final = Expression(rf"[{{,]\s*(?P<key>{KEYS})\s*:[ \t]+")
_STUCK_BEHIND_BRACKETS: Final = Expression(r"(?<=[\]}])[ \t]++#(?=[^\s#])")
_ALIASED: Final = Expression(r"(?<=\*)[A-Za-z0-9_-]+")
_COLLECTION: Final = Expression(r"[ ]*(?:-(?:[ ]|$)|[\[{]|\w+[ ]*:(?:\s|$))")
_FOLD: Final = Expression(r"[ \t]*+(?:\r\n|\r|\n)[ \t\r\n]*+")
_CHINESE: Final = Expression(r"[\u2010-\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_CANDIDATE: Final = Expression(r"#(?=[^\s#])(?!planctl: ignore)|[!&](?=\S)")
_HIDDEN_LIST: Final = Expression(
    r"_units:[ \t]+(?P<sign>[\u00a0\u200b-\u200d\u2060\u3000\ufeff]+)[ \t]*\[[^\[\]\r\n]*+\]"
)
_LINE_END: Final = Expression("[\x85\u2028\u2029]")


def dropped_texts(source: Source, scalars: Iterable[Span]) -> Iterator[Diagnostic]:
    """What a parser read past in silence: text behind a `#`, tags, unused anchors.

    `scalars` are the places of the texts that it did read.
    """
    text = source.text
    if not any(sign in text for sign in "#!&"):  # an expression takes as long as a tenth of the parser
        return
    candidates = [found.start() for found in _CANDIDATE.finditer(text)]
    spans = sorted(scalars) if candidates else []
    aliased = frozenset(_ALIASED.findall(text))

    def is_read(place: int) -> bool:
        return last_before(spans, place).end > place

    for line, places in groupby(candidates, lambda place: source.position(place).line):
        slips = [
            slip
            for slip in _slips_of_line(source, line, aliased)
            if slip.rule is slip_rules.text_in_comment.rule or text[slip.place.start] in "!&"
            if not is_read(slip.place.start)
        ]
        yield from slips
        sharp = next((place for place in places if text[place] == "#" and not is_read(place)), None)
        if not slips and sharp is not None:  # what follows it on its line is one comment
            yield from _comment_behind(source, last_before(spans, sharp), sharp)


def last_before(spans: list[Span], place: int) -> Span:
    """The last of sorted spans that begins before a place."""
    index = bisect_left(spans, (place,)) - 1
    return spans[index] if index >= 0 else NOWHERE


def _comment_behind(source: Source, scalar: Span, sharp: int) -> Iterator[Diagnostic]:
    """The slip of a `#` that follows a text or its brackets on its line, as it may behind quotes or on the text's last line."""
    text, line = source.text, source.position(sharp).line
    line_start = source.line_start(line)
    before = text[max(scalar.start, line_start) : scalar.end].strip(" \t\"'\n")
    between = text[scalar.end : sharp]
    if not before or between.strip(" \t]}"):
        return
    lost = without_comment(source.line_text(line)[sharp - line_start :])
    right = in_quotes(shortened(before + between + lost)) if not between.strip(" \t") else ""
    yield slip_rules.text_in_comment(Span(sharp, sharp + len(lost)), shortened(lost), right, None)


def hidden_lists(source: Source, scalars: Iterable[Span]) -> Iterator[Diagnostic]:
    """The characters that look like a space before a list of units, which they make a text for YAML."""
    if places := [found.span("sign") for found in _HIDDEN_LIST.finditer(source.text)]:
        beginnings = {span.start for span in scalars}
        for start, end in places:
            if start in beginnings:
                yield slip_rules.full_width_sign(Span(start, end), source.text[start])


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
    joined = shortened(text[: first.start()][-SHOWN // 2 :] + text[first.end() :][: SHOWN // 2])
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
        words = without_comment(value)
        if BLOCK_HEADER.match(words):
            inside = len(entry["margin"]) if "key" in entry.groupdict() else entry["margin"].rindex("-")
        elif (
            value[0] in "\"'"
            and not QUOTED.match(value)
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
    makes_comment = text.startswith("#", found.end())
    if found["wide"]:
        end = start + found.end()
        edit = Edit(Span(start + found.end("key"), end), ": " if found.end() < len(text) else ":")
        fix = None if makes_comment else Fix((edit,))
        return slip_rules.full_width_sign(Span(start + found.start("wide"), start + found.end("wide")), "：", fix)
    end = start + found.end("narrow")
    fix = None if makes_comment else Fix((Edit(Span(end, end), " "),))
    return slip_rules.no_space_after_colon(Span(end - 1, end), found["key"], fix)


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
    key, words = entry.get("key") or "", without_comment(entry["value"] or "")
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
    if holds_more and _COLLECTION.match(following) and end_of_properties(words) == len(words):
        return  # an anchor or tag of what stands below the key
    if words[0] in "\"'" and not QUOTED.match(words):
        if _ENTRY.match(following) or _FLOW_ENTRY.search(following):
            yield rules.syntax(Span(start, start + 1), "引号没有配对")
        return
    if slip := slip_of_value(Value(key, start, words, in_flow=False, goes_on=deeper), aliased):
        yield slip


def _slips_of_flow(words: str, start: int) -> Iterator[Diagnostic]:
    """The slips of the entries in braces on one line."""
    if behind := _STUCK_BEHIND_BRACKETS.search(words):
        words = words[: behind.start()]
    entries = list(_FLOW_ENTRY.finditer(words))
    for index, entry in enumerate(entries):
        end = entries[index + 1].start() if index + 1 < len(entries) else len(words)
        value = words[entry.end() : end]
        bracketed = BRACKETED.match(value)
        inner = bracketed.end() if bracketed else 0
        value = value[:inner] + value[inner:].rstrip("}], \t")
        if not value or (value[0] in "[{" and len(value) == inner) or (value[0] in "[{" and not bracketed):
            continue  # a list or mapping of its own
        found = Value(entry["key"], start + entry.end(), value, in_flow=True, goes_on=False)
        if slip := slip_of_value(found, frozenset()):
            yield slip


def _next_line(source: Source, number: int) -> str:
    """The next line that is neither blank nor a comment, "" where there is none."""
    last = source.position(len(source.text)).line
    for following in range(number + 1, last + 1):
        line = source.line_text(following)
        if line.strip() and not line.lstrip().startswith("#"):
            return line
    return ""
