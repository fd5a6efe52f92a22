"""Nodes → typed values by the declared shapes: what is missing, unknown or of the wrong type is found here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from planctl.findings.diagnostics import Diagnostic
from planctl.lazy_regex import Expression
from planctl.planfile import reading_rules as rules
from planctl.planfile import slip_rules
from planctl.planfile.nodes import NULLS, Mapping, Node, Scalar, Sequence
from planctl.planfile.schema import Key, Kind, Shape
from planctl.planfile.unknown_keys import has_no_colon, report_behind_comma, report_unknown_key, wrong_sign
from planctl.source import Span

_DATE: Final = Expression("(?:19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}")
_FLAGS: Final = {"true": True, "false": False}


MAXIMUM_FINDINGS: Final = 5_000
"""A file with more is not a plan that somebody mistyped; the rest of it is not read."""


class Record(NamedTuple):
    """A mapping read by its shape: values by key, None for null; absent and unreadable keys are not there.

    `spans` has their places and, under "", that of the whole.
    """

    values: dict[str, Any]
    spans: dict[str, Span]


def read_record(node: Node, shape: Shape, key: str, report: list[Diagnostic]) -> Record | None:
    """The mapping's values, None where it is no mapping; what is wrong goes to `report`."""
    if not isinstance(node, Mapping):
        report.append(_no_mapping(node, key))
        return None
    values: dict[str, Any] = {}
    spans: dict[str, Span] = {"": node.span}
    meant: set[str] = set()
    before = ""
    for name, entry in node.entries.items():
        declared = shape.by_name.get(name)
        if declared is None:
            meant.add(report_unknown_key(node, name, before, shape, meant, report))
            before = name
            continue
        before = name
        value = entry.value
        if type(value) is Scalar:
            text, place, plain = value
            if plain and text in NULLS:
                if declared.nullable:
                    values[name], spans[name] = None, place
                else:
                    report.append(rules.null_value(place if text else entry.key, name))
                continue
            if declared.is_free_text:
                values[name], spans[name] = text, place
                continue
        read = _READERS[declared.kind](value, declared, report)
        if read is not _UNREADABLE:
            values[name], spans[name] = read, value.span
    for declared in shape.required:
        if declared.name not in node.entries and declared.name not in meant:
            start = node.span.start
            report.append(rules.missing_key(Span(start, start + 1), declared.name, shape.label))
    return Record(values, spans)


def _no_mapping(node: Node, key: str) -> Diagnostic:
    """Where keys and values are due and a text stands: most often its first key's colon is no colon for YAML."""
    slip = wrong_sign(node.text, node.span) if isinstance(node, Scalar) else None
    return slip or rules.wrong_type(node.span, key, "一组键值", _kind_of(node))


_UNREADABLE: Final = object()
_Reader = Callable[[Node, Key, list[Diagnostic]], Any]


def _text(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    if isinstance(node, Scalar) and node.is_null:  # an item of a list; elsewhere null is settled before
        report.append(rules.null_value(node.span, key.name))
        return _UNREADABLE
    if not isinstance(node, Scalar):
        report.append(rules.wrong_type(node.span, key.name, Kind.TEXT.value, _kind_of(node)))
        return _UNREADABLE
    if key.choices and node.text not in key.choices:
        report.append(rules.bad_value(node.span, key.name, "、".join(key.choices), node.text))
        return _UNREADABLE
    return node.text


def _units(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    if isinstance(node, Scalar):
        return node.text
    names = _names(node, key, report)
    return names if names is _UNREADABLE else "、".join(names)


def _organs(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    names = (node.text,) if isinstance(node, Scalar) else _names(node, key, report)
    return names if names is _UNREADABLE else tuple(name for name in names if name)


def _names(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar) and (comma := _COMMA.search(_BRACKETED.sub(_blank, item.text))):
            report.append(slip_rules.full_width_comma(item.span.within(*comma.span()), key.name))
    return _texts(node, key, report)


def _texts(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    if not isinstance(node, Sequence):
        report.append(rules.wrong_type(node.span, key.name, "列表", _kind_of(node)))
        return _UNREADABLE
    texts = [_text(item, key, report) for item in node.items]
    return tuple(text for text in texts if text is not _UNREADABLE)


_COMMA: Final = Expression("[，、]")
_BRACKETED: Final = Expression(r"[(（〔][^)）〕]{0,200}+[)）〕]")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


_YEAR: Final = Expression(r"[12]\d{3}")


def _year(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    text = _text(node, key, report)
    if text is _UNREADABLE:
        return _UNREADABLE
    if not _YEAR.fullmatch(text):
        report.append(rules.bad_value(node.span, key.name, Kind.YEAR.value, text))
        return _UNREADABLE
    return int(text)


def _date(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    text = _text(node, key, report)
    if text is _UNREADABLE:
        return _UNREADABLE
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    report.append(rules.bad_value(node.span, key.name, Kind.DATE.value, text))
    return _UNREADABLE


def _flag(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    text = _text(node, key, report)
    if text is _UNREADABLE:
        return _UNREADABLE
    if text not in _FLAGS:
        report.append(rules.bad_value(node.span, key.name, Kind.FLAG.value, text))
        return _UNREADABLE
    return _FLAGS[text]


def _texts_by_key(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    if not isinstance(node, Mapping):
        report.append(rules.wrong_type(node.span, key.name, Kind.TEXTS_BY_KEY.value, _kind_of(node)))
        return _UNREADABLE
    texts: dict[str, str] = {}
    before = ""
    for name, entry in node.entries.items():
        last, before = before, name
        if has_no_colon(entry):
            report_behind_comma(node, name, last, report)
            continue
        if key.choices and name not in key.choices:
            report.append(rules.bad_value(entry.key, key.name, "、".join(key.choices), name))
            continue
        if isinstance(entry.value, Scalar):
            texts[name] = "" if entry.value.is_null else entry.value.text
        else:
            report.append(rules.wrong_type(entry.value.span, name, Kind.TEXT.value, _kind_of(entry.value)))
    return texts


def _shape(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    assert key.shape is not None
    record = read_record(node, key.shape, key.name, report)
    return _UNREADABLE if record is None else record


def _shapes(node: Node, key: Key, report: list[Diagnostic]) -> Any:
    assert key.shape is not None
    if not isinstance(node, Sequence):
        report.append(rules.wrong_type(node.span, key.name, "列表", _kind_of(node)))
        return _UNREADABLE
    records: list[Record] = []
    for item in node.items:
        if len(report) >= MAXIMUM_FINDINGS:
            break
        record = read_record(item, key.shape, f"{key.name} 的每一项", report)
        if record is not None:
            records.append(record)
    return records


def _kind_of(node: Node) -> str:
    if isinstance(node, Scalar):
        return "空值" if node.is_null else "文字"
    return "列表" if isinstance(node, Sequence) else "一组键值"


_READERS: Final[dict[Kind, _Reader]] = {
    Kind.TEXT: _text,
    Kind.UNITS: _units,
    Kind.ORGANS: _organs,
    Kind.NAMES: _names,
    Kind.TEXTS: _texts,
    Kind.YEAR: _year,
    Kind.DATE: _date,
    Kind.FLAG: _flag,
    Kind.TEXTS_BY_KEY: _texts_by_key,
    Kind.SHAPE: _shape,
    Kind.SHAPES: _shapes,
}
