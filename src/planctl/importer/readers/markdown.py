"""Tables and paragraphs of Markdown: GitHub's pipe tables, planctl's own among them, and HTML tables inside it.

Markdown has no merged cells, so a blank cell may have been merged in the document it was made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from planctl.importer.readers.decoding import decode_text
from planctl.importer.readers.grid import (
    NOT_READ,
    PICTURE,
    DocumentPlace,
    RawCell,
    RawDocument,
    RawParagraph,
    RawTable,
    Remark,
    refuse_long,
    too_many,
)
from planctl.importer.readers.html.flow import Flow
from planctl.importer.readers.html.page import read_html_text
from planctl.lazy_regex import Expression

_LARGEST: Final = 8 * 1024 * 1024
_MOST_SIGNS: Final = 100_000
"""Line ends and cell borders; the parser keeps about two kilobytes for each."""
_LONGEST_INLINE: Final = 20_000
"""In a longer text emphasis and links are left as they are: some take time with the square of its length."""
_SIGNS = Expression(r"[\\`*_\[\]<>!&~\n]")
_BREAK = Expression(r"(?i)<br\s*/?>")
_STRIKING = Expression(r"(?i)<(/?)(?:s|del|strike)(?:\s[^>]{0,200})?>")
_OTHER_TABLES: Final = (
    (
        Expression(r"(?m)^\s*\+[-=:+]{3,}\+\s*$"),
        "用 +---+ 画框的表格",
    ),
    (
        Expression(r"(?m)^ {0,3}-{2,}(?: +-{2,})+ *$"),
        "用短横线分栏的表格（pandoc 的 simple、multiline 表格）",
    ),
)
"""The tables of pandoc that are not read, by their rulers."""
_NOWHERE: Final = DocumentPlace()


def read_markdown(data: bytes) -> RawDocument:
    """Every table and paragraph of a Markdown text.

    Raises UnreadableInputError where the bytes are no text or too many.
    """
    text, remarks = decode_text(data, largest=_LARGEST)
    if text.count("\n") + text.count("|") > _MOST_SIGNS:
        raise too_many(_MOST_SIGNS, "行和格")
    remarks += [
        Remark(what, "", _NOWHERE, "没有当表格读；请用 pandoc -t gfm 转换后再导入")
        for pattern, what in _OTHER_TABLES
        if pattern.search(text)
    ]
    return _Reading(text, remarks).read()


class _Reading:
    """A text while it is read."""

    def __init__(self, text: str, remarks: list[Remark]) -> None:
        self._parts: list[RawTable | RawParagraph] = []
        self._hidden: list[RawTable] = []
        self._remarks = remarks
        self._parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        # blocks only, and no link definitions, for which it would take “[注]: 列第一位者为牵头单位”
        self._parser.disable(["reference", "inline", "text_join"])
        self._text = text
        self._lines = text.split("\n")
        self._tables = self._paragraphs = 0

    def read(self) -> RawDocument:
        tokens = iter(self._parser.parse(self._text))
        marker, done = "", 0
        for token in tokens:
            if token.map and token.map[0] < done:
                continue  # inside an HTML table that has been read
            if token.type == "table_open":
                self._table(tokens)
            elif token.type == "inline":
                text, struck = self._inline(token.content, _NOWHERE)
                self._paragraph(marker * bool(text) + text, struck=struck)
                marker = ""
            elif token.type == "list_item_open":
                marker = f"{token.info}{token.markup} " if token.info else ""
            elif token.type in ("fence", "code_block"):
                for line in token.content.split("\n"):
                    self._paragraph(line.strip())
            elif token.type == "html_block":
                done = self._html(token)
        return RawDocument(tuple(self._parts), tuple(self._remarks), tuple(self._hidden))

    def _paragraph(self, text: str, centred: bool = False, struck: str = "") -> None:
        if text.strip() or struck:
            self._paragraphs += 1
            self._parts.append(RawParagraph(text, DocumentPlace(paragraph=self._paragraphs), centred, struck))

    def _table(self, tokens: Iterator[Token]) -> None:
        self._tables += 1
        rows: list[list[RawCell]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
                line = token.map[0] if token.map else -1
            elif token.type == "inline":
                place = DocumentPlace(table=self._tables, row=len(rows), column=len(rows[-1]) + 1)
                text, struck = self._inline(token.content, place)
                rows[-1].append(RawCell(refuse_long(text), place, struck=struck))
            elif token.type == "tr_close":
                self._remark_cells_past_the_last(line, rows)
        self._parts.append(RawTable(self._tables, tuple(map(tuple, rows))))

    def _remark_cells_past_the_last(self, line: int, rows: list[list[RawCell]]) -> None:
        """Markdown drops the cells that a row has beyond those of the head; their texts must not be lost."""
        source = self._lines[line].strip() if 0 <= line < len(self._lines) else ""
        if source.count("|") <= len(rows[0]):
            return
        texts = escapedSplit(source.removeprefix("|"))
        for column, text in enumerate(texts[len(rows[0]) :], len(rows[0]) + 1):
            if text.strip():
                place = DocumentPlace(table=self._tables, row=len(rows), column=column)
                self._remarks.append(Remark("这一行比表头多出的格", text.strip(), place, NOT_READ))

    def _html(self, token: Token) -> int:
        """Read HTML in the text; the line where it ends."""
        first, last = token.map or (0, 0)
        content = token.content
        if "<table" in content.lower() and "</table" not in content.lower():  # it extends past an empty line
            while last < len(self._lines) and "</table" not in self._lines[last - 1].lower():
                last += 1
            content = "\n".join(self._lines[first:last])
        document = read_html_text(content)
        tables, paragraphs = self._tables, self._paragraphs

        def moved(place: DocumentPlace) -> DocumentPlace:
            return place._replace(
                table=place.table and place.table + tables, paragraph=place.paragraph and place.paragraph + paragraphs
            )

        def renumbered(table: RawTable) -> RawTable:
            self._tables += 1
            in_place = table.with_cells(lambda cell: replace(cell, place=moved(cell.place)))
            return replace(in_place, number=table.number + tables)

        for part in document.parts:
            if isinstance(part, RawParagraph):
                self._paragraph(part.text, part.centred, part.struck)
            else:
                self._parts.append(renumbered(part))
        self._hidden += map(renumbered, document.hidden)
        self._remarks += [remark._replace(place=moved(remark.place)) for remark in document.remarks]
        return last

    def _inline(self, content: str, place: DocumentPlace) -> tuple[str, str]:
        """A text without its markup, and what in it is struck through (~~, <s>, <del>)."""
        if not _SIGNS.search(content):
            return content.strip(), ""
        live, struck = Flow(), Flow()
        if len(content) > _LONGEST_INLINE:
            live.add(_BREAK.sub("\n", content), as_it_stands=True)
            return live.take(), ""
        tokens: list[Token] = []
        self._parser.inline.parse(content, self._parser, {}, tokens)
        flow, depth = live, 0
        for token in tokens:
            if change := _strikes(token):
                depth = max(depth + change, 0)
                struck.block()
                flow = struck if depth else live
            elif token.type in ("text", "text_special", "code_inline"):
                flow.add(token.content, as_it_stands=True)
            elif token.type in ("softbreak", "hardbreak") or (
                token.type == "html_inline" and _BREAK.fullmatch(token.content)
            ):
                flow.line_feed()
            elif token.type == "image":
                self._remarks.append(Remark(PICTURE, token.content, place, NOT_READ))
        return live.take(), struck.take()


def _strikes(token: Token) -> int:
    """1 where a token begins to strike text through, -1 where it ends to, 0 for others."""
    tag = _STRIKING.fullmatch(token.content) if token.type == "html_inline" else None
    if token.type == "s_open" or (tag and not tag[1]):
        return 1
    return -1 if token.type == "s_close" or tag else 0
