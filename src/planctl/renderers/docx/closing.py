"""The end of a notice: its signature and date stand on a page of its text (GB/T 9704-2012 §7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planctl.document.first_page import closing_pitch
from planctl.document.layout import Form, Kind, Layout
from planctl.document.official import OfficialDocument
from planctl.renderers.docx.paragraphs import LINE, set_pitch
from planctl.renderers.docx.xml import Element, tag


def set_closing(titles: Iterable[Element], official: OfficialDocument, layout: Layout) -> None:
    """Set the lines from the title on somewhat closer where that brings signature and date to the page of the text.

    The head of several organs gets smaller instead.
    """
    texts = (
        "" if layout.kind is Kind.CONSULT else official.stage,  # it stands on the draft there
        official.addressees and f"{official.addressees}：",
        *(f"　　{line}" for line in official.text.split("\n")),
        *(f"　　{line}" for line in official.attachment.split("\n") if line),
        official.signature,
        official.date,
        official.contact,
        official.annotation,
    )
    pitch = closing_pitch(official.notice_title, texts, letter=layout.form is Form.LETTER)
    if pitch is None or "\n" in official.head or "\n" in official.signature:
        return
    for title in titles:
        for paragraph in _down_to_the_end(title):
            set_pitch(paragraph, pitch, before=pitch * 20 / LINE)


def _down_to_the_end(title: Element) -> Iterator[Element]:
    """The paragraphs of a section from its title on, without the one that ends it."""
    yield title
    for paragraph in title.itersiblings(tag("p")):
        if paragraph.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            return
        yield paragraph
