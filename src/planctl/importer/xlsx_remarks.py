"""What stands beside the cells of a sheet: comments, text boxes, pictures, page headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planctl.importer.grid import DocumentPlace, Remark
from planctl.importer.xlsx_package import KIND, SheetEntry, TextCollector, Workbook, position
from planctl.importer.xml_stream import stream_part

_MOST: Final = 10_000


def remarks_beside(book: Workbook, entry: SheetEntry, number: int) -> Iterator[Remark]:
    """The comments, text boxes and pictures of a sheet."""
    for relation in book.relations(entry.part).values():
        if relation.part in book.package.NameToInfo:
            if relation.kind == "comments":
                yield from _comments(book, relation.part, entry, number)
            elif relation.kind == "drawing":
                yield from _drawings(book, relation.part, entry, number)


def _comments(book: Workbook, part: str, entry: SheetEntry, number: int) -> list[Remark]:
    remarks: list[Remark] = []
    collector = TextCollector()
    reference = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal reference
        if tag == "comment":
            reference = attributes.get("ref", "")
        collector.start(tag)

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "comment" and len(remarks) < _MOST:
            remarks.append(Remark("批注", collector.take().strip(), _place(reference, entry, number)))

    stream_part(book.package, part, KIND, start, end, collector.text)
    return remarks


def _drawings(book: Workbook, part: str, entry: SheetEntry, number: int) -> list[Remark]:
    remarks: list[Remark] = []
    collector = TextCollector()
    place = DocumentPlace(table=number, sheet=entry.name)

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "p":  # a paragraph of a text box
            collector.pieces.append("\n")
        elif tag == "txBody" and len(remarks) < _MOST:
            text = collector.take().strip()
            if text:
                remarks.append(Remark("文本框", text, place))
        elif tag == "pic" and len(remarks) < _MOST:
            remarks.append(Remark("图片，没有读", "", place))

    stream_part(book.package, part, KIND, lambda tag, _: collector.start(tag), end, collector.text)
    return remarks


def _place(reference: str, entry: SheetEntry, number: int) -> DocumentPlace:
    row, column = position(reference)
    return DocumentPlace(table=number, row=row, column=column, sheet=entry.name)
