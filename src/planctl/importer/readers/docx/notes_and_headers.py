"""What a Word document has besides its text: notes and comments to look up, headers and footers to remark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planctl.importer.readers.docx.package import WordPackage
from planctl.importer.readers.docx.styles import W
from planctl.importer.readers.docx.text import Texts
from planctl.importer.readers.grid import DocumentPlace, Remarks
from planctl.importer.readers.page_numbers import is_page_number

_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))
_EDGES: Final = (("header", "页眉"), ("footer", "页脚"))


def read_notes(package: WordPackage, texts: Texts) -> Iterator[tuple[tuple[str, str], str]]:
    """The footnotes, endnotes and comments: their kind and id, and their text."""
    for kind, name in _NOTES:
        if (root := package.only_tree(kind)) is not None:
            for note in root.findall(f"{W}{name}"):
                yield (name, note.get(f"{W}id", "")), "\n".join(texts.lines(note)).strip()
            texts.remark_struck()


def remark_headers_and_footers(package: WordPackage, texts: Texts, remarks: Remarks) -> None:
    """Remark what headers and footers say apart from page numbers, each text once."""
    texts.place, texts.without_pages = DocumentPlace(), True
    for kind, what in _EDGES:
        seen = {""}
        for part in package.parts(kind):
            lines = [line.strip() for line in texts.lines(package.tree(part))]
            text = "\n".join(line for line in lines if not is_page_number(line))
            if text not in seen:
                remarks.add(what, text, DocumentPlace())
            seen.add(text)
            texts.remark_struck()
    texts.without_pages = False
