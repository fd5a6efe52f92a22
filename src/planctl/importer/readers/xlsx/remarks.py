"""What a sheet has besides cells: comments, text boxes, pictures."""

from __future__ import annotations

from planctl.importer.readers.grid import NOT_READ, PICTURE, DocumentPlace, Remarks
from planctl.importer.readers.xlsx.package import KIND, SheetEntry, TextCollector, Workbook, position
from planctl.importer.readers.xml_stream import stream_part


def remark_comments_and_drawings(book: Workbook, entry: SheetEntry, number: int, remarks: Remarks) -> None:
    """Remark the comments, text boxes and pictures of a sheet."""
    for relation in book.relations(entry.part).values():
        if relation.part in book.package.NameToInfo:
            if relation.kind == "comments":
                _comments(book, relation.part, entry, number, remarks)
            elif relation.kind == "drawing":
                _drawings(book, relation.part, entry, number, remarks)


def _comments(book: Workbook, part: str, entry: SheetEntry, number: int, remarks: Remarks) -> None:
    collector = TextCollector()
    place = DocumentPlace()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal place
        if tag == "comment":
            row, column = position(attributes.get("ref", ""))
            place = DocumentPlace(table=number, row=row, column=column, sheet=entry.name)
        collector.start(tag)

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "comment":
            remarks.add("批注", collector.take().strip(), place)

    stream_part(book.package, part, KIND, start, end, collector.text)


def _drawings(book: Workbook, part: str, entry: SheetEntry, number: int, remarks: Remarks) -> None:
    collector = TextCollector()
    place = DocumentPlace(table=number, sheet=entry.name)

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "p":  # a paragraph of a text box
            collector.pieces.append("\n")
        elif tag == "txBody":
            if text := collector.take().strip():
                remarks.add("文本框", text, place)
        elif tag == "pic":
            remarks.add(PICTURE, "", place, NOT_READ)

    stream_part(book.package, part, KIND, lambda tag, _: collector.start(tag), end, collector.text)
