"""Word documents (.docx) → grid: merges, tracked changes, automatic numbers; the table's rows are read as they come."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from planctl.errors import UnreadableInputError
from planctl.importer.contents import damaged, open_package
from planctl.importer.docx_numbering import Numbering, W, read_numbering
from planctl.importer.docx_table import TableBuilder
from planctl.importer.grid import DocumentPlace, RawDocument, RawParagraph, RawTable, Remarks

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST_OTHER: Final = 4 * 1024 * 1024
_LARGEST_BLOCK: Final = 4 * 1024 * 1024
"""Bytes of one row or paragraph, or of a part that is read whole: as a tree they take thirty times as much."""
_PARTS: Final = {"numbering": "word/numbering.xml", "styles": "word/styles.xml", "footnotes": "word/footnotes.xml"}
_TRANSPARENT: Final = frozenset(
    f"{W}{name}"
    for name in [
        "r",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "ins",
        "moveTo",
        "ruby",
        "rubyBase",
    ]
)
_T: Final = f"{W}t"
_SILENT: Final = frozenset((f"{W}pPr", f"{W}rPr", f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}proofErr"))
_BLOCKS: Final = frozenset((f"{W}p", f"{W}tbl", f"{W}sdt"))
_BREAKS: Final = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_docx(data: bytes, *, original: bool = False) -> RawDocument:
    """Read a document; tracked changes are taken as accepted, or as rejected where the `original` is wanted.

    Raises UnreadableInputError for what is no Word document, is broken, or would fill the memory.
    """
    with open_package(data, "docx") as package:
        try:
            return _Reader(package, original).read()
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, etree.XMLSyntaxError):
            raise damaged("docx") from None


class _Reader:
    def __init__(self, package: zipfile.ZipFile, original: bool) -> None:
        self._package = package
        self._skipped = {f"{W}ins", f"{W}moveTo"} if original else {f"{W}del", f"{W}moveFrom"}
        self._original = original
        self._remarks = Remarks()
        self._parts: list[RawTable | RawParagraph] = []
        self._numbering = Numbering()
        self._footnotes: dict[str, str] = {}
        self._place = DocumentPlace()

    def read(self) -> RawDocument:
        others = {name: self._part(path) for name, path in _PARTS.items()}
        self._numbering = read_numbering(others["numbering"], others["styles"])
        if (notes := others["footnotes"]) is not None:
            self._footnotes = {note.get(f"{W}id", ""): self._text(note) for note in notes.findall(f"{W}footnote")}
        info = self._package.getinfo("word/document.xml")
        with self._package.open(info) as part:
            self._body(_Metered(part))
        return RawDocument(tuple(self._parts), self._remarks.all())

    def _part(self, path: str) -> etree._Element | None:
        try:
            info = self._package.getinfo(path)
        except KeyError:
            return None
        if info.file_size > _LARGEST_OTHER:
            raise UnreadableInputError(f"Word 文档的 {path} 展开后过大，不读", "请核对文件是否正常。")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._package.read(info), parser)

    def _body(self, part: _Metered) -> None:
        """Walk the main part; what is read is let go at once, so that memory does not grow with the document."""
        depth = inside = paragraphs = 0  # tables around, text boxes around
        table: TableBuilder | None = None
        number = 0
        looked_at = [f"{W}{name}" for name in ("tbl", "tr", "p", "txbxContent")]
        for event, element in etree.iterparse(
            part,
            ("start", "end"),
            tag=looked_at,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        ):
            name = element.tag
            if name == f"{W}txbxContent":
                inside += 1 if event == "start" else -1
            if inside:
                continue
            if event == "start":
                if name == f"{W}tbl":
                    depth += 1
                    if depth == 1:
                        number += 1
                        table = TableBuilder(number)
                continue
            if name == f"{W}tbl":
                depth -= 1
                if depth == 0 and table is not None:
                    self._parts.append(table.finish())
                    table = None
                    element.clear()
            elif name == f"{W}tr" and depth == 1 and table is not None:
                self._row(element, table)
                _let_go(element)
                part.read_so_far = 0
            elif name == f"{W}p" and depth == 0:
                paragraphs += 1
                self._paragraph(element, paragraphs)
                element.clear()
                part.read_so_far = 0

    def _paragraph(self, element: etree._Element, number: int) -> None:
        self._place = DocumentPlace(paragraph=number)
        text = (self._numbering.label(element) + self._text(element)).strip()
        if text:
            alignment = element.find(f"{W}pPr/{W}jc")
            centred = alignment is not None and alignment.get(f"{W}val") == "center"
            self._parts.append(RawParagraph(text, self._place, centred))

    def _row(self, row: etree._Element, table: TableBuilder) -> None:
        properties = _properties(row, "trPr")
        if not self._skipped.isdisjoint(properties):
            return  # the whole row was taken out, or put in
        table.start_row(_size(properties, "gridBefore", 0), f"{W}tblHeader" in properties)
        for cell in _cells(row):
            own = _properties(cell, "tcPr")
            self._place = table.place
            lines = [self._block(one) for one in cell if one.tag in _BLOCKS]
            text = "\n".join(lines).strip()
            if _is_continued(own, "hMerge") and table.widen():
                continue
            goes_on = _is_continued(own, "vMerge")
            if goes_on and text and table.has_cell_above():
                self._remarks.add("合并单元格里看不见的文字", text, self._place)
            table.add(text, _size(own, "gridSpan", 1), goes_on)
        if f"{W}hidden" in properties:
            self._remarks.add("隐藏的行", "", table.place._replace(column=0))

    def _block(self, element: etree._Element) -> str:
        if element.tag == f"{W}p":
            return self._numbering.label(element) + self._text(element)
        if element.tag == f"{W}sdt":
            return "\n".join(self._block(one) for one in element.iterfind(f"{W}sdtContent/*"))
        if element.tag != f"{W}tbl":
            return ""
        rows = ("\t".join(self._text(cell).strip() for cell in _cells(row)) for row in element.iter(f"{W}tr"))
        text = "\n".join(rows)
        self._remarks.add("单元格里套的表格", text, self._place)
        return text

    def _text(self, element: etree._Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            name = child.tag
            if name in self._skipped or name in _SILENT:
                continue
            if name == _T or (name == f"{W}delText" and self._original):
                yield child.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name == f"{W}br":
                yield "" if child.get(f"{W}type") in ("page", "column") else "\n"
            elif name == f"{W}p":
                yield from self._pieces(child)
                yield "\n"
            elif name == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
                if hidden := self._text_of_run(child):
                    self._remarks.add("隐藏的文字", hidden, self._place)
            elif name in _TRANSPARENT or name == f"{W}del":
                yield from self._pieces(child)
            elif name == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                yield from self._pieces(choice if choice is not None else child)
            elif name in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._remarks.add("脚注", self._footnotes.get(child.get(f"{W}id", ""), ""), self._place)
            elif name in (f"{W}drawing", f"{W}pict", f"{W}object"):
                self._drawing(child)

    def _text_of_run(self, run: etree._Element) -> str:
        return "".join(text.text or "" for text in run.iter(f"{W}t"))

    def _drawing(self, element: etree._Element) -> None:
        boxes = [self._text(box).strip() for box in element.iter(f"{W}txbxContent")]
        texts = [one for one in boxes if one]
        self._remarks.add("文本框" if texts else "图片", "\n".join(dict.fromkeys(texts)), self._place)


class _Metered:
    """A part that gives no more than _LARGEST_BLOCK bytes unless `read_so_far` is set back: whoever reads rows does so."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises UnreadableInputError past the limit."""
        data = self._part.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self.read_so_far += len(data)
        if self.read_so_far > _LARGEST_BLOCK:
            raise UnreadableInputError(
                f"Word 文档里有一行或一段超过{_LARGEST_BLOCK >> 20} MB，可能是恶意文件",
                "若来源可靠，请只保留方案所在的部分后另存一份。",
            )
        return data


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """A row's cells, also those in content controls."""
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _cells(child)


def _properties(element: etree._Element, name: str) -> dict[str, etree._Element]:
    """The properties of a row or cell by their names; they are its first child, or behind exceptions to the table's."""
    for child in element:
        if child.tag == f"{W}{name}":
            return {one.tag: one for one in child}
        if child.tag in _BLOCKS or child.tag == f"{W}tc":
            break
    return {}


def _is_continued(properties: dict[str, etree._Element], merge: str) -> bool:
    element = properties.get(f"{W}{merge}")
    return element is not None and element.get(f"{W}val", "continue") == "continue"


def _size(properties: dict[str, etree._Element], name: str, default: int) -> int:
    element = properties.get(f"{W}{name}")
    if element is None:
        return default
    value = element.get(f"{W}val", "")
    return max(int(value), 0) or default if value.isascii() and value.isdigit() and len(value) < 5 else default


def _let_go(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
