"""What a sheet has besides cells: comments, text boxes, pictures."""

from __future__ import annotations

from planctl.importer.readers.grid import NOT_READ, PICTURE, DocumentPlace, Remarks
from planctl.importer.readers.opc import relations
from planctl.importer.readers.xlsx.package import SheetEntry, TextCollector, Workbook, position
from planctl.importer.readers.xml_stream import stream_part


def remark_comments_and_drawings(book: Workbook, entry: SheetEntry, number: int, remarks: Remarks) -> None:
    """Remark the comments, text boxes and pictures of a sheet."""
    for kind, part in relations(book.package, entry.part).values():
        if kind in ("comments", "drawing"):
            _remark_part(book, part, DocumentPlace(table=number, sheet=entry.name), remarks)


def _remark_part(book: Workbook, part: str, place: DocumentPlace, remarks: Remarks) -> None:
    """Remark what a part with comments or drawings has, at the `place` of its sheet or of a comment's cell."""
    collector = TextCollector()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal place
        if tag == "comment":
            row, column = position(attributes.get("ref", ""))
            place = place._replace(row=row, column=column)
        collector.start(tag, attributes)

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "comment":
            remarks.add("批注", collector.take().strip(), place)
        elif tag == "p":  # a paragraph of a text box
            collector.pieces.append("\n")
        elif tag == "txBody":
            if text := collector.take().strip():
                remarks.add("文本框", text, place)
        elif tag == "pic":
            remarks.add(PICTURE, "", place, NOT_READ)

    stream_part(book.package, part, start, end, collector.text)
