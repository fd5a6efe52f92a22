"""YAML events → values that know their place in the file.

Scalars stay text: `no`, `010`, `12:30`, `1.10` and dates mean what they look like, and are typed by the loader. What is
wrong on this level (syntax, duplicate keys, depth, aliases) is found here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import yaml

from planctl.findings.diagnostics import Diagnostic
from planctl.planfile import reading_rules as rules
from planctl.planfile.slips import dropped_texts, folded_text, hidden_lists, invisible_line_ends
from planctl.planfile.syntax import control_character, syntax_findings
from planctl.source import BYTE_ORDER_MARK, Source, Span

MAXIMUM_DEPTH: Final = 32
MAXIMUM_ALIASES: Final = 1_000
MAXIMUM_REPEATED: Final = 1_000_000
"""Characters that all aliases may stand for; ten thousand requirements have as many, and a short file could say more than
fits in memory.
"""

try:
    from yaml import CLoader as EventLoader
except ImportError:  # a platform whose PyYAML was built without libyaml
    from yaml import Loader as EventLoader  # type: ignore[assignment]


class Scalar(NamedTuple):
    """A text. `plain` is true of an unquoted one, false of a quoted or block one."""

    text: str
    span: Span
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether it is written as nothing: empty, `null` or `~`, unquoted."""
        return self.plain and self.text in NULLS


class Sequence(NamedTuple):
    """A list."""

    items: list[Node]
    span: Span


class Mapping(NamedTuple):
    """Keys and values; of a key written twice the first stands here."""

    entries: dict[str, Entry]
    span: Span


class Entry(NamedTuple):
    """The place of a mapping's key, and its value."""

    key: Span
    value: Node


Node = Scalar | Sequence | Mapping


class _Open(NamedTuple):
    """A collection whose end is not read yet, with its anchor and the key it is the value of."""

    node: Sequence | Mapping
    anchor: str | None
    key: tuple[str, Span] | None


_QUOTES: Final = ("'", '"')
NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
"""What nothing is written as, unquoted."""


def read_nodes(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The file's one document as nodes, None where it could not be read whole, and what is wrong on this level."""
    reader = _Reader(source)
    root: Node | None = None
    try:
        root = reader.read()
    except yaml.reader.ReaderError as error:
        reader.diagnostics.append(control_character(source, error))
    except yaml.MarkedYAMLError as error:
        reader.diagnostics.extend(syntax_findings(source, error))
    except _Stop:
        pass
    else:
        if reader.has_mark:
            reader.diagnostics.append(rules.byte_order_mark(Span(0, 1)))
        if root is None:
            reader.diagnostics.append(rules.empty_file(Span(0, 0)))
        else:
            reader.diagnostics.extend(_bent_texts(source, root, reader.folded))
    return root, reader.diagnostics


def _bent_texts(source: Source, root: Node, folded: list[Span]) -> Iterator[Diagnostic]:
    """What the parser dropped of texts, or read otherwise than it stands there, without a word."""
    for span in folded:
        yield from folded_text(source, span)
    yield from invisible_line_ends(source)
    yield from dropped_texts(source, scalar_spans(root))
    yield from hidden_lists(source, scalar_spans(root))


def scalar_spans(node: Node) -> Iterator[Span]:
    """The places of all texts under a node, keys too."""
    if isinstance(node, Scalar):
        yield node.span
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalar_spans(item)
    else:
        for entry in node.entries.values():
            yield entry.key
            yield from scalar_spans(entry.value)


class _Stop(Exception):
    """A limit was passed; its finding is recorded."""


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._anchors: dict[str, Node] = {}
        self._aliases = self._repeated = 0
        self.folded: list[Span] = []
        """The unquoted texts of several lines."""
        self.has_mark = source.text.startswith(BYTE_ORDER_MARK)
        self._shift = int(self.has_mark)  # the parsers do not agree on counting it

    def read(self) -> Node | None:
        """The document's root.

        Written as one long loop over local names for speed: a plan of 10,000 requirements has 100,000 events, and a
        call or an attribute more for each of them would show.
        """
        root: Node | None = None
        stack: list[_Open] = []
        opened: _Open | None = None  # the innermost open collection
        entries: dict[str, Entry] | None = None  # its entries if it is a mapping
        key: tuple[str, Span] | None = None  # and the key that waits for its value
        documents = 0
        text, shift = self.source.text, self._shift
        next_event: Callable[[], Any] = EventLoader(text[shift:]).get_event
        make, scalar_event, end_of_stream = tuple.__new__, yaml.ScalarEvent, yaml.StreamEndEvent
        while (kind := type(event := next_event())) is not end_of_stream:
            if kind is scalar_event:
                value, style, start, end = event.value, event.style, event.start_mark.index, event.end_mark.index
                if shift:
                    start, end = start + shift, end + shift
                if not value and key is not None and not style and ":" not in text[key[1][1] : start]:
                    start = end = key[1][1]  # a key without its colon: the parser puts the value before the next comma
                inner = start
                if style:
                    inner += style in _QUOTES
                    if end - inner + start - inner != len(value) or not text.startswith(value, inner):
                        inner = -1
                elif end - start != len(value):
                    inner = -1
                    self.folded.append(Span(start, end))
                span = make(Span, (start, end, inner))
                if key is None and entries is not None and not event.anchor:
                    key = value, span
                    continue
                node: Node = make(Scalar, (value, span, not style))
                if event.anchor:
                    self._anchors[event.anchor] = node
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                span = self._span(event)
                if len(stack) >= MAXIMUM_DEPTH:
                    self.diagnostics.append(rules.too_deep(Span(span.start, span.start + 1), MAXIMUM_DEPTH))
                    raise _Stop
                started = Mapping({}, span) if kind is yaml.MappingStartEvent else Sequence([], span)
                opened = _Open(started, event.anchor, key)
                stack.append(opened)
                entries = started.entries if type(started) is Mapping else None
                key = None
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                closed, anchor, key = stack.pop()
                node = make(type(closed), (closed[0], Span(closed.span.start, event.end_mark.index + shift)))
                if anchor:
                    self._anchors[anchor] = node
                opened = stack[-1] if stack else None
                entries = opened.node.entries if opened and type(opened.node) is Mapping else None
            elif kind is yaml.AliasEvent:
                node = self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.diagnostics.append(rules.second_document(self._span(event)))
                    return root
                continue
            else:
                continue
            if entries is not None:
                if key is None:
                    key = self._key(node)
                elif (known := entries.get(key[0])) is None:
                    entries[key[0]] = make(Entry, (key[1], node))
                    key = None
                else:
                    line = self.source.position(known.key.start).line
                    self.diagnostics.append(rules.duplicate_key(key[1], key[0], line))
                    key = None
            elif opened is not None:
                opened.node.items.append(node)  # type: ignore[union-attr]
            else:
                root = None if isinstance(node, Scalar) and node.plain and node.text == "" else node
        return root

    def _span(self, event: Any) -> Span:
        """An event's place; the stubs call marks optional, but events read from a text always have theirs."""
        return Span(event.start_mark.index + self._shift, event.end_mark.index + self._shift)

    def _key(self, node: Node) -> tuple[str, Span]:
        """A key that carries an anchor or stands for one, or that is none."""
        if isinstance(node, Scalar):
            return node.text, node.span
        kind = "列表" if isinstance(node, Sequence) else "一组键值"
        self.diagnostics.append(rules.wrong_type(node.span, "键", "一个词", kind))
        return "", node.span

    def _alias(self, event: yaml.AliasEvent) -> Node:
        span = self._span(event)
        self._aliases += 1
        if self._aliases > MAXIMUM_ALIASES:
            self.diagnostics.append(rules.unusable_alias(span, f"引用（*）超过{MAXIMUM_ALIASES}处，不再读取"))
            raise _Stop
        node = self._anchors.get(event.anchor or "")
        if isinstance(node, Scalar):
            self._repeated += len(node.text)
            if self._repeated > MAXIMUM_REPEATED:
                most = f"{MAXIMUM_REPEATED // 10_000}万字"
                self.diagnostics.append(rules.unusable_alias(span, f"引用（*）重复的文字超过{most}，不再读取"))
                raise _Stop
            return node._replace(span=span)
        reason = f"没有名为“&{event.anchor}”的锚点" if node is None else f"“*{event.anchor}”指向一组内容"
        self.diagnostics.append(rules.unusable_alias(span, reason))
        return Scalar("", span, False)
