"""YAML events → values that know their place in the file.

Scalars stay text: `no`, `010`, `12:30`, `1.10` and dates mean what they look like, and are typed by the loader. What is
wrong on this level (syntax, duplicate keys, depth, aliases) is found here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import yaml

from planctl.findings.diagnostics import Diagnostic
from planctl.lazy_regex import Expression
from planctl.planfile import reading_rules as rules
from planctl.source import BYTE_ORDER_MARK, Source, Span

MAXIMUM_DEPTH: Final = 32
MAXIMUM_ALIASES: Final = 1_000

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
        reader.diagnostics.append(_control_character(source, error))
    except yaml.MarkedYAMLError as error:
        reader.diagnostics.append(_syntax(source, error))
    except _Stop:
        pass
    else:
        if reader.has_mark:
            reader.diagnostics.append(rules.byte_order_mark(Span(0, 1)))
        if root is None:
            reader.diagnostics.append(rules.empty_file(Span(0, 0)))
    return root, reader.diagnostics


class _Stop(Exception):
    """A limit was passed; its finding is recorded."""


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._anchors: dict[str, Node] = {}
        self._aliases = 0
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
                inner = start
                if style:
                    inner += style in _QUOTES
                    if end - inner + start - inner != len(value) or not text.startswith(value, inner):
                        inner = -1
                elif end - start != len(value):
                    inner = -1
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
            return node._replace(span=span)
        reason = f"没有名为“&{event.anchor}”的锚点" if node is None else f"“*{event.anchor}”指向一组内容"
        self.diagnostics.append(rules.unusable_alias(span, reason))
        return Scalar("", span, False)


def _control_character(source: Source, error: yaml.reader.ReaderError) -> Diagnostic:
    # libyaml counts bytes, the pure parser characters: look for the character itself.
    character = error.character if isinstance(error.character, int) else ord(error.character)
    offset = max(source.text.find(chr(character)), 0)
    return rules.control_character(Span(offset, min(offset + 1, len(source.text))), character)


_PROBLEMS: Final = {
    "mapping values are not allowed in this context": "此处不能有冒号；文字里含“: ”时请给整段文字加引号",
    "mapping values are not allowed here": "此处不能有冒号；文字里含“: ”时请给整段文字加引号",
    "could not find expected ':'": "缺少冒号，或键与值写断了",
    "did not find expected key": "此处应是一个键，多半是缩进没有对齐",
    "did not find expected '-' indicator": "此处应以“- ”开头，多半是缩进没有对齐",
    "did not find expected ',' or ']'": "列表缺少逗号或“]”",
    "did not find expected ',' or '}'": "花括号内缺少逗号或“}”",
    "did not find expected node content": "此处缺少内容",
    "did not find expected <document start>": "内容已经结束，此处多出文字；多半是缩进没有对齐",
    "found unexpected end of stream": "引号没有配对，直到文件结束也没有找到另一半",
    "found character that cannot start any token": "此处的字符不能作为开头（如 @、%、`）；请给整段文字加引号",
    "block sequence entries are not allowed in this context": "此处不能以“- ”开头，多半是缩进没有对齐",
    "found undefined tag handle": "无法识别的标记（!）；文字以 ! 开头时请给整段文字加引号",
    "found unknown escape character": "双引号内的反斜杠写法不对；请改用单引号，或写作 \\\\",
    "did not find expected alphabetic or numeric character": "锚点（&）或引用（*）缺少名字；文字以 & 或 * 开头时请加引号",
    "found duplicate anchor": "锚点重名",
    "exceeded max depth": "嵌套过深",
}


_FULL_WIDTH: Final = Expression(r"^[ ]*(?:- +)?(?P<space>\u3000)|^[ ]*(?:- +)?[\w]+(?P<colon>：)")


def _full_width_sign(source: Source, offset: int) -> Span | None:
    """The full-width colon or space, on the line of a syntax error or the one before, that probably caused it."""
    line = source.position(offset).line
    for number in (line, line - 1):
        if number >= 1 and (found := _FULL_WIDTH.match(source.line_text(number))):
            start = source.line_start(number) + found.start(found.lastgroup or 0)
            return Span(start, start + 1)
    return None


def _syntax(source: Source, error: yaml.MarkedYAMLError) -> Diagnostic:
    problem = error.problem or error.context or "无法识别"
    mark = error.problem_mark or error.context_mark
    if problem == "found unexpected end of stream":  # the other quote is missing: show the first
        mark = error.context_mark or mark
    shift = int(source.text.startswith(BYTE_ORDER_MARK))
    start = min(mark.index + shift if mark else 0, len(source.text))
    place = Span(start, min(start + 1, len(source.text)))
    if source.text[start : start + 1] == "\t":
        return rules.tab_indent(place)
    if sign := _full_width_sign(source, start):
        return rules.full_width_sign(sign, source.text[sign.start])
    translated = next((chinese for english, chinese in _PROBLEMS.items() if problem.startswith(english)), problem)
    return rules.syntax(place, translated)
