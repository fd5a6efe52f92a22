"""Plain text: a plan in prose, as Notepad keeps it, each line a paragraph."""

from __future__ import annotations

from typing import Final

from planctl.importer.readers.decoding import decode_text
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph

_LARGEST: Final = 8 * 1024 * 1024


def read_plain_text(data: bytes) -> RawDocument:
    """The lines of a text that say anything.

    Raises UnreadableInputError where the bytes are no text or too many.
    """
    text, remarks = decode_text(data, largest=_LARGEST)
    lines = filter(None, map(str.strip, text.split("\n")))
    paragraphs = (RawParagraph(line, DocumentPlace(paragraph=number)) for number, line in enumerate(lines, 1))
    return RawDocument(tuple(paragraphs), tuple(remarks))
