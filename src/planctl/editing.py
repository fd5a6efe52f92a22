"""A plan file changed by splices of its text: one value set, or a unit renamed wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml

from planctl.diagnostics import Edit
from planctl.expressions import Expression
from planctl.source import Source, Span
from planctl.units import parse_unit_cell
from planctl.yaml_nodes import Mapping, Node, Scalar, Sequence

NULL: Final = "null"
_LINE_BREAKS: Final = Expression("[\r\n\x85\u2028\u2029]")


def set_value(source: Source, mapping: Mapping, key: str, value: str | None) -> Edit:
    """The edit that gives a key of a mapping its value (None is null): in place, or as a new last key of the mapping."""
    in_flow = source.text[mapping.span.start] == "{"
    written = NULL if value is None else scalar_text(value, in_flow=in_flow)
    entry = mapping.entries.get(key)
    if entry is None:
        return _added(source, mapping, f"{key}: {written}", in_flow=in_flow)
    start, end = entry.value.span.start, entry.value.span.end
    if start == end or (isinstance(entry.value, Scalar) and entry.value.text == "" and entry.value.plain):
        end_of_key = source.text.index(":", entry.key.span.end) + 1
        return Edit(Span(end_of_key, end_of_key), f" {written}")
    return Edit(Span(start, _trimmed(source, end)), written)


def scalar_text(value: str, *, in_flow: bool) -> str:
    """A text as a YAML scalar on one line, quoted where it must be."""
    shown = not _LINE_BREAKS.search(value)  # PyYAML folds the rarer line ends unless it escapes everything
    if in_flow:
        return yaml.dump([value], allow_unicode=shown, width=10**9, default_flow_style=True).strip()[1:-1]
    return yaml.dump(value, allow_unicode=shown, width=10**9).removesuffix("\n...\n").removesuffix("\n")


def _trimmed(source: Source, end: int) -> int:
    """The end of a value without the line ends that a block scalar or collection takes in."""
    while end > 0 and source.text[end - 1] in "\r\n \t":
        end -= 1
    return end


def _added(source: Source, mapping: Mapping, line: str, *, in_flow: bool) -> Edit:
    if in_flow:
        end = mapping.span.end - 1
        separator = ", " if mapping.entries else ""
        while source.text[end - 1] in " ,":
            end -= 1
        return Edit(Span(end, mapping.span.end - 1), f"{separator}{line}")
    last = list(mapping.entries.values())[-1]
    indent = source.position(next(iter(mapping.entries.values())).key.span.start).column - 1
    number = source.position(_trimmed(source, max(last.value.span.end, last.key.span.end))).line
    end = source.line_start(number) + len(source.line_text(number))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return Edit(Span(end, end), f"{newline}{' ' * indent}{line}")


def rename_unit(root: Node, old: str, new: str) -> list[Edit]:
    """The edits that write a unit's new name in every cell, list of members and entry of the register that has the old."""
    return [edit for scalar in _unit_scalars(root) for edit in _renamed(scalar, old, new)]


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


def _renamed(scalar: Scalar, old: str, new: str) -> Iterator[Edit]:
    """The places of a name in a cell; a longer name that holds it (市政府办公室 holds 市政府) is another unit's."""
    text = scalar.text
    names = parse_unit_cell(text).names
    if text != old and old not in names:
        return
    start = text.find(old)
    while start >= 0:
        changed = text[:start] + new + text[start + len(old) :]
        if text == old or _differs_by_one(names, parse_unit_cell(changed).names, old, new):
            place = scalar.span.within(start, start + len(old))
            if place.text_start < 0:
                whole = text.replace(old, new)
                yield Edit(scalar.span, scalar_text(whole, in_flow=True))
                return
            yield Edit(place, new)
        start = text.find(old, start + len(old))


def _differs_by_one(before: list[str], after: list[str], old: str, new: str) -> bool:
    if len(before) != len(after):
        return False
    changes = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return changes == [(old, new)]
