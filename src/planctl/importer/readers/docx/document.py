"""Word documents (.docx) → grid: merges, tracked changes, automatic numbers; rows of tables are read one by one."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from planctl.importer.readers.contents import BROKEN_PACKAGE, damaged, hostile, open_package
from planctl.importer.readers.docx.notes_and_headers import read_notes, remark_headers_and_footers
from planctl.importer.readers.docx.numbering import read_numbering
from planctl.importer.readers.docx.package import WordPackage
from planctl.importer.readers.docx.plain_rows import PlainCell, plain_cells
from planctl.importer.readers.docx.styles import W, integer, is_on, read_styles, value
from planctl.importer.readers.docx.table import CONTINUE, RESTART, TableBuilder
from planctl.importer.readers.docx.text import MC, PARAGRAPH_STYLE, RUN_STYLE, TBL, TC, P, Texts
from planctl.importer.readers.grid import (
    MOST_COLUMNS,
    NOT_READ,
    READ_ANYWAY,
    DocumentPlace,
    RawDocument,
    RawParagraph,
    RawTable,
    Remarks,
    refuse_long,
    too_many,
)
from planctl.planfile.origin import origin_in

_TR: Final = f"{W}tr"
_TRPR: Final = f"{W}trPr"
_TCPR: Final = f"{W}tcPr"
_HMERGE: Final = f"{W}hMerge"
_VMERGE: Final = f"{W}vMerge"
_ELSEWHERE: Final = frozenset((TC, f"{W}txbxContent", f"{MC}Fallback"))
"""What is in one of these is read with the cell or the drawing, or not at all."""
_MOST_PARAGRAPHS: Final = 200_000
_MOST_IN_ALL: Final = 800_000
"""Paragraphs and rows, those in cells and text boxes included."""
_MOST_TEXT: Final = 16 * 1024 * 1024


def read_docx(data: bytes, *, original: bool = False) -> RawDocument:
    """Read a document; tracked changes count as accepted, or as rejected where the `original` is wanted.

    Raises UnreadableInputError for what is no Word document, is broken, or would fill the memory.
    """
    with open_package(data, "docx") as package:
        try:
            return _Reader(WordPackage(package), original).read()
        except etree.XMLSyntaxError as error:
            raise hostile("Word 文档里的内容套得过深") if "depth" in str(error) else damaged("docx") from None
        except BROKEN_PACKAGE:
            raise damaged("docx") from None


class _Look(NamedTuple):
    """Whether a paragraph is centred, and how large its text is, in half points; "" where the document does not say."""

    centred: bool = False
    size: str = ""


class _Reader:
    def __init__(self, package: WordPackage, original: bool) -> None:
        self._package = package
        self._remarks = Remarks()
        self._parts: list[RawTable | RawParagraph] = []
        self._styles = read_styles(package.only_tree("styles"))
        numbering = read_numbering(package.only_tree("numbering"), self._styles)
        self._texts = Texts(numbering, self._styles, self._remarks, original)
        self._merge = f"{W}vMergeOrig" if original else f"{W}vMerge"
        self._changed_cell = f"{W}cellIns" if original else f"{W}cellDel"
        strikes = self._styles.strikes
        self._telling_styles = (PARAGRAPH_STYLE,) * bool(numbering.lists or strikes) + (RUN_STYLE,) * strikes
        self._carried = ""
        self._look_above = _Look()
        self._paragraphs = self._tables = 0
        self._text_left = _MOST_TEXT

    def read(self) -> RawDocument:
        self._texts.notes = dict(read_notes(self._package, self._texts))
        self._body()
        remark_headers_and_footers(self._package, self._texts, self._remarks)
        origin = origin_in(self._package.custom_properties())
        return RawDocument(tuple(self._parts), self._remarks.all(), origin=origin)

    def _body(self) -> None:
        """Walk the main part; what has been read is let go at once, so that memory does not grow with the document."""
        part = self._package.open_main()
        table: TableBuilder | None = None
        within: etree._Element | None = None  # what the last row or paragraph was in
        events = etree.iterparse(
            part, tag=(TBL, _TR, P, f"{W}altChunk"), resolve_entities=False, no_network=True, load_dtd=False
        )
        for seen, (_, element) in enumerate(events, 1):
            if seen > _MOST_IN_ALL:
                raise too_many(_MOST_IN_ALL, "段")
            name, parent = element.tag, element.getparent()
            if parent is None or parent.tag == TC or (parent is not within and _is_elsewhere(parent)):
                continue
            if name == P:
                self._paragraph(element)
            elif name == _TR:
                if table is None:
                    self._tables += 1
                    table = TableBuilder(self._tables)
                self._row(element, table)
            elif name == TBL:
                self._look_above = _Look()
                if table is not None:
                    self._parts.append(table.finish())
                table = None
            else:
                self._remarks.add("嵌入的另一份文件", "", DocumentPlace(), NOT_READ)
            _let_go(element, parent, parent is not within)
            within = parent
            part.read_so_far = 0

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        if self._paragraphs > _MOST_PARAGRAPHS:
            raise too_many(_MOST_PARAGRAPHS, "段")
        self._texts.place = place = DocumentPlace(paragraph=self._paragraphs)
        text, continues = self._texts.paragraph(element)
        if continues or self._carried:
            text = self._carried + text
            self._carried = text if continues else ""
            if continues:
                return
        text, struck = text.strip(), self._texts.take_struck()
        look = self._look_of(element) if text else _Look()
        if text or struck:
            self._spend(text)
            is_alike = look.centred and look == self._look_above
            self._parts.append(RawParagraph(text, place, look.centred, struck, is_alike))
        self._look_above = look

    def _look_of(self, paragraph: etree._Element) -> _Look:
        style = self._styles.style(value(paragraph, f"{W}pPr/{W}pStyle"))
        alignment = value(paragraph, f"{W}pPr/{W}jc")
        size = next((value(run, f"{W}rPr/{W}sz") for run in paragraph.iter(f"{W}r")), "")
        return _Look(alignment == "center" if alignment else bool(style.centred), size or style.size or "")

    def _row(self, row: etree._Element, table: TableBuilder) -> None:
        plain = plain_cells(row, self._telling_styles)
        if plain is not None and len(plain) < MOST_COLUMNS:
            self._plain_row(plain, table)
        else:
            self._any_row(row, table)

    def _any_row(self, row: etree._Element, table: TableBuilder) -> None:
        properties = _properties(row, _TRPR)
        before = _size(properties.get(f"{W}gridBefore"), 0)
        if not self._texts.skipped.isdisjoint(properties):  # the whole row was deleted, or inserted
            table.skip_row(self._merges_begun_in(row, before))
            return
        table.start_row(before)
        for cell in self._texts.cells(row):
            own = _properties(cell, _TCPR)
            if self._changed_cell in own:
                continue
            self._texts.place = place = table.place()
            text = "\n".join(self._texts.lines(cell)).strip()
            struck = self._texts.take_struck()
            self._spend(refuse_long(text))
            if place.column > MOST_COLUMNS:
                if text:
                    self._remarks.add(f"第{MOST_COLUMNS}列以后的内容", text, place._replace(column=0), NOT_READ)
                continue
            if _HMERGE in own and own[_HMERGE].get(f"{W}val", CONTINUE) == CONTINUE and table.widen():
                if text:
                    self._remarks.add("合并单元格里看不见的文字", text, place)
                continue
            self._put(text, _size(own.get(f"{W}gridSpan"), 1), self._merge_of(own), table, struck)
        if is_on(properties.get(f"{W}hidden")):
            self._remarks.add("隐藏的行", "", table.place()._replace(column=0), READ_ANYWAY)

    def _merges_begun_in(self, row: etree._Element, column: int) -> dict[int, str | None]:
        """The texts of the cells of a row that does not count, by their columns, where they begin a merge; None for others
        but those that go on with one.
        """
        merges: dict[int, str | None] = {}
        for cell in self._texts.cells(row):
            own = _properties(cell, _TCPR)
            if self._changed_cell in own:
                continue
            merge = self._merge_of(own)
            if merge != CONTINUE:
                merges[column] = self._texts.text_that_does_not_count(cell) if merge else None
            column += _size(own.get(f"{W}gridSpan"), 1)
        return merges

    def _plain_row(self, cells: list[PlainCell], table: TableBuilder) -> None:
        table.start_row(0)
        for lines, merge in cells:
            text = refuse_long(lines[0] if len(lines) == 1 else "\n".join(lines)).strip()
            self._spend(text)
            self._put(text, 1, merge, table)

    def _put(self, text: str, columns: int, merge: str, table: TableBuilder, struck: str = "") -> None:
        if merge and (begun := table.begun_in_skipped_row(merge)) is not None:
            self._remarks.add("从删去的行开始的合并单元格", begun, table.place(), READ_ANYWAY)
            text, merge = begun, RESTART
        if text and table.continues(merge):
            self._remarks.add("合并单元格里看不见的文字", text, table.place())
        table.add(text, columns, merge, struck)

    def _merge_of(self, properties: dict[str, etree._Element]) -> str:
        change = properties.get(f"{W}cellMerge")
        if change is not None and (state := change.get(self._merge)):
            return {"cont": CONTINUE, "rest": RESTART}.get(state, "")
        return properties[_VMERGE].get(f"{W}val", CONTINUE) if _VMERGE in properties else ""

    def _spend(self, text: str) -> None:
        self._text_left -= len(text)
        if self._text_left < 0:
            raise hostile(f"Word 文档的文字超过{_MOST_TEXT >> 20}兆字")


def _is_elsewhere(parent: etree._Element) -> bool:
    return any(around.tag in _ELSEWHERE for around in (parent, *parent.iterancestors()))


def _properties(element: etree._Element, name: str) -> dict[str, etree._Element]:
    """The properties of a row or cell by their tags."""
    found = next(element.iterchildren(name), None)
    return {child.tag: child for child in found} if found is not None else {}


def _size(element: etree._Element | None, default: int) -> int:
    return integer(element, default) or default


def _let_go(element: etree._Element, parent: etree._Element, all_around: bool) -> None:
    """Forget all that comes before an element that has been read, and before the elements around it where these are new.

    The element itself goes with the next: emptying it takes lxml time with the square of its content.
    """
    while element.getprevious() is not None:
        del parent[0]
    node = parent
    while all_around and (above := node.getparent()) is not None:
        while node.getprevious() is not None:
            del above[0]
        node = above
