"""Tables and paragraphs of web pages, pandoc's and Word's HTML among them.

The page is read as a stream of tags: the tree of a page made to do harm takes thirty times its size in memory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from lxml import etree

from planctl.errors import UnreadableInputError
from planctl.importer.readers.decoding import decode_text
from planctl.importer.readers.grid import NOT_READ, PAGE_TITLE, PICTURE, DocumentPlace, RawDocument
from planctl.importer.readers.html.flow import Flow
from planctl.importer.readers.html.lists import Lists
from planctl.importer.readers.html.open_tags import OpenTags
from planctl.importer.readers.html.tables import HIDDEN, Collected, HtmlCell, HtmlTable
from planctl.lazy_regex import Expression

_CHARSET = Expression(
    r"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.:-]+)"
)
_DIGITS = Expression(r"\s*(\d{1,6})")
_PICTURE_IN_TAG = Expression(r"data:image/[^\"'<>\s]{1000,}")
_ENDLESS_TAG = Expression(r"<[^<>]{1000000}")
"""The parser takes twenty times the memory of a tag's attributes."""
_SKIPPED: Final = frozenset(("script", "style", "template", "noscript", "object", "svg", "math"))
_ON_OWN_LINES: Final = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
_BLOCKS: Final = frozenset(_ON_OWN_LINES.split())
_CHUNK: Final = 64 * 1024
_MOST_NOTES: Final = 20


def read_html(data: bytes) -> RawDocument:
    """Every table and paragraph of a page.

    Raises UnreadableInputError where the bytes are no text or the page would fill the memory.
    """
    declared = _CHARSET.search(data[:4096].decode("latin-1"))
    text, remarks = decode_text(data, (declared[1] or declared[2]) if declared else "")
    document = read_html_text(text)
    return replace(document, remarks=(*remarks, *document.remarks))


def read_html_text(text: str) -> RawDocument:
    """Every table and paragraph of a page given as text. Raises UnreadableInputError where it would fill the memory."""
    if len(text) > _CHUNK:
        text = _PICTURE_IN_TAG.sub("", text)
        if _ENDLESS_TAG.search(text):
            raise UnreadableInputError("网页里有超过100万字的标签，可能是恶意文件", "请复制到 Word 中保存后再导入。")
    page = _Page()
    parser = etree.HTMLParser(
        target=cast("etree.ParserTarget", page), encoding="utf-8", no_network=True, huge_tree=False
    )
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK].encode("utf-8", "replace"))
        parser.close()
    except (etree.LxmlError, AssertionError, ValueError):
        raise UnreadableInputError("网页内容已损坏，无法读取", "请用浏览器打开后另存，或复制到 Word 中保存。") from None
    return page.collected.document()


class _Page:
    """The target of lxml's parser, which gets its events."""

    def __init__(self) -> None:
        self.collected = Collected()
        self._open = OpenTags()
        self._flow = Flow()
        self._flows: list[Flow] = []
        self._tables: list[HtmlTable] = []
        self._cells: list[HtmlCell | None] = []
        self._skipped = self._raw = 0
        self._struck = Flow()
        self._unseen = Flow()
        self._title: Flow | None = None
        self._lists = Lists()

    # what the parser calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.start(tag, attributes)
        if tag in _SKIPPED:
            self._skipped += 1
        elif not self._skipped:
            self._keep_apart()
            self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped -= 1
        elif not self._skipped:
            self._finish(tag)
        self._open.end()

    def data(self, text: str) -> None:
        if self._skipped:
            return
        if self._title is not None:
            self._title.add(text)
        else:
            self._where_to().add(text, as_it_stands=bool(self._raw))

    def comment(self, text: str) -> None:
        """Comments are not text."""

    def close(self) -> None:
        while self._tables:
            self._end_table()
        self._end_paragraph()

    # what it means

    def _where_to(self) -> Flow:
        """Where text goes: to what shows, what is struck through, or what does not show."""
        tag = self._open.last
        return self._unseen if tag.hidden else self._struck if tag.struck else self._flow

    def _keep_apart(self) -> None:
        """Where a tag begins to strike or to hide, what follows is another piece than what was struck or hidden before."""
        tag, around = self._open.last, self._open.around
        if tag.struck > around.struck:
            self._struck.block()
        if tag.hidden > around.hidden:
            self._unseen.block()

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._where_to().line_feed()
        elif tag == "title":
            self._title = Flow()
        elif tag == "img" and self._tables:
            self._note(PICTURE, attributes.get("alt", ""), NOT_READ)
        elif tag == "input":
            if attributes.get("type", "text").lower() in ("text", ""):
                self._where_to().add(attributes.get("value", ""))
        elif tag in _BLOCKS:
            self._begin_block(tag, attributes)

    def _begin_block(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._begin_table()
        elif self._tables and tag in ("thead", "tbody", "tfoot", "tr", "td", "th"):
            self._begin_in_table(tag, attributes)
        else:
            self._break()
            self._raw += tag == "pre"
            if marker := self._lists.start(tag, attributes):
                self._flow.number(marker)

    def _finish(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            if text := self._title.take():
                self.collected.remarks.add(PAGE_TITLE, text, DocumentPlace())
            self._title = None
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in ("td", "th") and self._tables:
            self._end_cell()
        elif tag in _BLOCKS and tag not in ("table", "thead", "tbody", "tfoot", "tr"):
            self._break(self._open.last.centred)
            self._raw -= tag == "pre"
            self._lists.end(tag)
            if tag == "li":
                self._flow.number("")

    def _break(self, centred: bool | None = None) -> None:
        """A block begins or ends."""
        if self._cells and self._cells[-1] is not None:
            self._where_to().block()
            return
        self._end_paragraph(self._open.around.centred if centred is None else centred)

    def _end_paragraph(self, centred: bool = False) -> None:
        text, struck = self._flow.take(), self._struck.take()
        place = self.collected.paragraph(text, centred, struck) if text or struck else DocumentPlace()
        if unseen := self._unseen.take():
            self.collected.remarks.add(HIDDEN, unseen, place)

    def _begin_table(self) -> None:
        if self._cells and self._cells[-1] is None:
            self._begin_in_table("td", {})  # a table right inside another, in no cell of it
        outer = self._tables[-1] if self._tables else None
        if outer is None:
            self._end_paragraph()
        elif self._cells[-1] is not None:
            self._keep_text(self._cells[-1])
        self._tables.append(self.collected.open_table(outer, hidden=self._open.last.hidden and outer is None))
        if outer is None:
            self._open.show()  # what in a hidden table shows is for whoever asks for the table
        self._cells.append(None)
        self._flows.append(self._flow)
        self._flow = Flow()

    def _begin_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        table = self._tables[-1]
        self._end_cell()
        self._take_stray()
        if tag == "tr":
            table.begin_row(hidden=self._open.last.hidden)
        elif tag in ("td", "th"):
            self.collected.count_cell(table)
            rows = _span(attributes.get("rowspan"), least=0)
            cell = HtmlCell(rows, _span(attributes.get("colspan"), least=1))
            table.begin_cell(cell, hidden=self._open.last.hidden)
            self._cells[-1] = cell
        else:
            table.group_starts.append(len(table.rows))

    def _keep_text(self, cell: HtmlCell) -> None:
        if text := self._flow.take():
            cell.parts.append(text)
        if struck := self._struck.take():
            cell.struck.append(struck)
        if (unseen := self._unseen.take()) and len(cell.notes) < _MOST_NOTES:
            cell.notes.append((HIDDEN, unseen, ""))

    def _take_stray(self) -> None:
        """Text in a table but in none of its cells comes before the table."""
        if text := self._flow.take():
            self.collected.paragraph(text)

    def _end_cell(self) -> None:
        cell = self._cells[-1]
        if cell is not None:
            self._keep_text(cell)
            self._tables[-1].end_cell(cell)
            self._cells[-1] = None

    def _end_table(self) -> None:
        self._end_cell()
        self._take_stray()
        table = self._tables.pop()
        self._cells.pop()
        self._flow = self._flows.pop()
        if not self._tables:
            self.collected.table(table)
        elif cell := self._cells[-1]:
            cell.parts.append(table)
            cell.notes += [(what, text, "") for _, what, text in table.unseen]

    def _note(self, what: str, text: str, how: str) -> None:
        cell = self._cells[-1] if self._cells else None
        if cell and len(cell.notes) < _MOST_NOTES:
            cell.notes.append((what, text, how))
        else:
            self.collected.remarks.add(what, text, DocumentPlace(), how)


def _span(text: str | None, least: int) -> int:
    matched = _DIGITS.match(text or "")
    return max(int(matched[1]), least) if matched else 1
