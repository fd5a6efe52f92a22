"""One cell of a plan file changed: a splice of the text that puts a value where a key has or would have its own."""

from __future__ import annotations

from typing import Final

import yaml

from planctl.diagnostics import Edit
from planctl.source import Source, Span
from planctl.yaml_nodes import Entry, Mapping, Scalar

NULL: Final = "null"


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
    return Edit(Span(start, _end_of_value(source, entry, end)), written)


def scalar_text(value: str, *, in_flow: bool) -> str:
    """A text as a YAML scalar on one line, quoted where it must be."""
    if in_flow:
        return yaml.dump([value], allow_unicode=True, width=10**9, default_flow_style=True).strip()[1:-1]
    return yaml.dump(value, allow_unicode=True, width=10**9).removesuffix("\n...\n").removesuffix("\n")


def _end_of_value(source: Source, entry: Entry, end: int) -> int:
    """A block collection or scalar ends behind its last line's end; what is replaced must not swallow that."""
    del entry
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
    number = source.position(_end_of_value(source, last, last.value.span.end)).line
    end = source.line_start(number) + len(source.line_text(number))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    return Edit(Span(end, end), f"{newline}{' ' * indent}{line}")
