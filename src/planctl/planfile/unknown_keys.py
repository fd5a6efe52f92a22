"""Keys that a mapping cannot have: misspelt or Chinese ones, those with a wrong sign, and words that a comma cut off."""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import Final

from planctl.findings.diagnostics import Diagnostic, Edit, Fix
from planctl.lazy_regex import Expression
from planctl.planfile import reading_rules as rules
from planctl.planfile import slip_rules
from planctl.planfile.nodes import Entry, Mapping, Scalar
from planctl.planfile.schema import CHINESE_KEYS, Shape
from planctl.planfile.slips import wrong_colon
from planctl.planfile.value_slips import in_quotes, shortened
from planctl.source import Span

_FULL_WIDTH_SIGN: Final = Expression(r"(?:\w+(?=：)|(?=\u3000))([：\u3000])")


def wrong_sign(text: str, place: Span) -> Diagnostic | None:
    """The finding on a text that would be a key but for its colon or the space before it."""
    if place.text_start < 0:
        return None
    if slip := wrong_colon(text, place.start):
        return slip
    sign = _FULL_WIDTH_SIGN.match(text)
    return slip_rules.full_width_sign(place.within(*sign.span(1)), sign[1]) if sign else None


def report_unknown_key(
    node: Mapping, name: str, before: str, shape: Shape, meant: set[str], report: list[Diagnostic]
) -> str:
    """Report a key that a mapping cannot have: a word behind a comma, one with a wrong sign, a Chinese or misspelt one.

    `before` is the key that stands before it, `meant` the keys that were meant by others: a fix that makes a key a second
    time would only put one mistake in the place of another.

    Returns the key that was certainly meant, "" where there is none.
    """
    entry = node.entries[name]
    if slip := wrong_sign(name, entry.key):
        key = name.split(":")[0].split("：")[0].strip()
        report.append(replace(slip, fix=None) if key in meant or key in node.entries else slip)
        return key
    if has_no_colon(entry):
        report_behind_comma(node, name, before, report)
        return ""
    suggestion, certain = _meant_key(name, shape)
    certain = certain and suggestion not in node.entries and suggestion not in meant
    report.append(rules.unknown_key(entry.key, name, shape.label, suggestion, certain))
    return suggestion if certain else ""


def has_no_colon(entry: Entry) -> bool:
    """Whether a key in braces stands alone, so that its empty value begins where it ends."""
    return isinstance(entry.value, Scalar) and entry.value.plain and entry.value.span.start == entry.key.end


def report_behind_comma(node: Mapping, name: str, before: str, report: list[Diagnostic]) -> None:
    """Report words that a comma cut off, once for all that follow one another; a list among them is reported as a key."""
    if name and not (before and has_no_colon(node.entries[before])):
        report.append(_behind_comma(node, name, before))


def _behind_comma(node: Mapping, name: str, before: str) -> Diagnostic:
    """The finding on words that a comma cut off the value before them, with those that follow them likewise."""
    value = node.entries[before].value if before else None
    place = node.entries[name].key
    if not isinstance(value, Scalar) or not value.plain or not value.text:
        return slip_rules.text_cut_by_comma(place, shortened(name), in_quotes(shortened(name)), None)
    from_here = dropwhile(lambda key: key != name, node.entries)
    words, end, certain = value.text, value.span.end, True
    for piece in takewhile(lambda key: key and has_no_colon(node.entries[key]), from_here):
        span = node.entries[piece].key
        gap = span.start - end - 1
        certain = certain and gap in (0, 1)  # else more than a comma and a space stands between
        words += "," + " " * min(gap, 1) + piece
        end = span.end
    fix = Fix((Edit(Span(value.span.start, end), in_quotes(words)),)) if certain else None
    right = f"{before}: {in_quotes(shortened(words))}"
    return slip_rules.text_cut_by_comma(
        Span(place.start, end), shortened(words[len(value.text) + 1 :].lstrip()), right, fix
    )


def _meant_key(name: str, shape: Shape) -> tuple[str, bool]:
    """The key that was probably meant, "" where none is near, and whether that is certain."""
    for key in CHINESE_KEYS.get(name, ()):
        if key in shape.by_name:
            return key, True
    from difflib import get_close_matches

    close = get_close_matches(name, shape.by_name, n=1)
    return (close[0], bool(get_close_matches(name, close, cutoff=0.8))) if close else ("", False)
