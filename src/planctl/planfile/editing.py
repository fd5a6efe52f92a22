"""A plan file changed by splices of its text: one value set, or a unit renamed wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import yaml

from planctl.findings.diagnostics import Edit
from planctl.lazy_regex import Expression
from planctl.planfile.nodes import Mapping, Node, Scalar, Sequence
from planctl.source import Source, Span
from planctl.units import exclusions, parse_unit_cell

NULL: Final = "null"
_BIDI: Final = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_MISLEADING: Final = Expression(rf"[\r\n\x85\u2028\u2029{_BIDI}]")
"""What PyYAML folds, or escapes together with every hanzi of the text, and what makes a file look different from what it is."""

_TYPED: Final = Expression("0|[1-9][0-9]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false")
"""What other tools read as a number, a date or a flag, as it stands in plan files; planctl reads every scalar as text."""

_NOT_SHOWN: Final = Expression(rf"[\x7f-\xa0\u2028\u2029{_BIDI}\ud800-\udfff\ufeff\ufffe\uffff]")


def set_value(source: Source, mapping: Mapping, key: str, value: str | None) -> Edit:
    """The edit that gives a key of a mapping its value (None is null): in place, or as a new last key of the mapping."""
    in_flow = source.text[mapping.span.start] == "{"
    typed = value is not None and _TYPED.fullmatch(value)
    written = NULL if value is None else value if typed else scalar_text(value, in_flow=in_flow)
    entry = mapping.entries.get(key)
    if entry is None:
        return _added(source, mapping, f"{scalar_text(key, in_flow=in_flow)}: {written}", in_flow=in_flow)
    start, end = entry.value.span.start, _end_of(source, entry.value)
    end_of_key = source.text.index(":", entry.key.end) + 1
    if start == end or (isinstance(entry.value, Scalar) and entry.value.text == "" and entry.value.plain):
        return Edit(Span(end_of_key, end_of_key), f" {written}")
    between = source.text[end_of_key:start]
    if "\n" in between and not between.strip():
        return Edit(Span(end_of_key, end), f" {written}")
    key_column = source.position(entry.key.start).column
    indent = " " if source.position(start).column <= key_column else ""  # a list may stand as far left as its key
    return Edit(Span(start, end), f"{indent}{written}")


def set_extra(source: Source, mapping: Mapping, heading: str, value: str) -> Edit:
    """The edit that gives a column of its own (`extra`) of a task or requirement its value."""
    extra = mapping.entries.get("extra")
    if extra is not None and isinstance(extra.value, Mapping):
        return set_value(source, extra.value, heading, value)
    written = f"extra: {{{scalar_text(heading, in_flow=True)}: {scalar_text(value, in_flow=True)}}}"
    return _added(source, mapping, written, in_flow=source.text[mapping.span.start] == "{")


def scalar_text(value: str, *, in_flow: bool) -> str:
    """A text as a YAML scalar on one line, quoted where it must be."""
    if _MISLEADING.search(value):
        return quoted_text(value)
    if in_flow:
        return yaml.dump([value], allow_unicode=True, width=10**9, default_flow_style=True).strip()[1:-1]
    return yaml.dump(value, allow_unicode=True, width=10**9).removesuffix("\n...\n").removesuffix("\n")


def quoted_text(value: str) -> str:
    """A text in double quotes on one line, escaped where it must be; JSON's escapes are YAML's too."""
    return _NOT_SHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _end_of(source: Source, node: Node) -> int:
    """The end of a value's last character: a block collection's mark stands behind the comments that follow it."""
    if not isinstance(node, Scalar) and source.text[node.span.start] not in "[{":
        if isinstance(node, Sequence) and node.items:
            return _end_of(source, node.items[-1])
        if isinstance(node, Mapping) and node.entries:
            last = list(node.entries.values())[-1]
            return max(_end_of(source, last.value), last.key.end)
    end = node.span.end
    while end > 0 and source.text[end - 1] in "\r\n \t":
        end -= 1
    return end


def _ends_in_block_text(source: Source, node: Node) -> bool:
    """Whether the last text of a value stands in lines of its own behind `|` or `>`."""
    if isinstance(node, Scalar):
        return not node.plain and source.text[node.span.start] in "|>"
    last = node.items[-1:] if isinstance(node, Sequence) else [entry.value for entry in node.entries.values()][-1:]
    return bool(last) and _ends_in_block_text(source, last[0])


def _added(source: Source, mapping: Mapping, line: str, *, in_flow: bool) -> Edit:
    if in_flow:
        end = mapping.span.end - 1
        separator = ", " if mapping.entries else ""
        while source.text[end - 1] in " ,":
            end -= 1
        return Edit(Span(end, mapping.span.end - 1), f"{separator}{line}")
    last = list(mapping.entries.values())[-1]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    indent = source.position(next(iter(mapping.entries.values())).key.start).column - 1
    if _ends_in_block_text(source, last.value):  # its line feeds are its own: what follows must stay as it is
        return Edit(Span(last.key.start, last.key.start), f"{line}{newline}{' ' * indent}")
    number = source.position(max(_end_of(source, last.value), last.key.end)).line
    end = source.line_start(number) + len(source.line_text(number))
    return Edit(Span(end, end), f"{newline}{' ' * indent}{line}")


def rename_unit(source: Source, root: Node, old: str, new: str) -> list[Edit]:
    """The edits that write a unit's new name in every cell, list of members and entry of the register that has the old."""
    return [edit for scalar in _unit_scalars(root) for edit in _renamed(source, scalar, old, new)]


_UNIT_KEYS: Final = frozenset(("lead_units", "supporting_units", "members", "succeeded_by", "parent"))


def _unit_scalars(node: Node, key: str = "", inside: str = "") -> Iterator[Scalar]:
    """The texts that hold names of units: cells, and in the register the names and what refers to them."""
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            yield from _unit_scalars(entry.value, name, inside or key)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _unit_scalars(item, key, inside)
    elif key in _UNIT_KEYS or (key == "name" and inside == "units"):
        yield node


def _renamed(source: Source, scalar: Scalar, old: str, new: str) -> Iterator[Edit]:
    """The places of a name in a cell; a longer name that holds it (市政府办公室 holds 市政府) is another unit's."""
    text = scalar.text
    names = _names(text)
    if text != old and old not in names:
        return
    start = text.find(old)
    while start >= 0:
        changed = text[:start] + new + text[start + len(old) :]
        if text == old or _differs_by_one(names, _names(changed), old, new):
            place = scalar.span.within(start, start + len(old))
            if place.text_start < 0:
                whole = text.replace(old, new)
                yield Edit(Span(scalar.span.start, _end_of(source, scalar)), scalar_text(whole, in_flow=True))
                return
            yield Edit(place, new)
        start = text.find(old, start + len(old))


def _names(cell: str) -> list[str]:
    """The names in a cell, with those that a 统称 leaves out (各镇（不含虎门镇）)."""
    named = parse_unit_cell(cell).names
    return [name for group, left_out in map(exclusions, named) for name in (group, *left_out)]


def _differs_by_one(before: list[str], after: list[str], old: str, new: str) -> bool:
    if len(before) != len(after):
        return False
    changes = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return changes == [(old, new)]
