"""The end of a notice: its signature and date stand on a page of its text (GB/T 9704-2012 §7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.document import Document as DocumentObject

from planctl.document.first_page import LINE
from planctl.document.layout import Layout
from planctl.document.notice_ending import Ending, ending_of
from planctl.document.official import OfficialDocument
from planctl.renderers.docx.foot import free_foot
from planctl.renderers.docx.paragraphs import (
    allow_single_lines,
    begin_page,
    keep_with_next,
    keeps_with_next,
    set_pitch,
    widen,
)
from planctl.renderers.docx.xml import Element, tag, text_of


def ending_for(texts: Sequence[Element], head: float, official: OfficialDocument, layout: Layout) -> Ending:
    """How a notice ends whose head is so many points high and whose text has these paragraphs. Raises as `ending_of` does."""
    if not layout.notice:
        return Ending()
    headings = {number for number, paragraph in enumerate(texts) if keeps_with_next(paragraph)}
    paragraphs = list(map(text_of, texts)) or official.text.split("\n")
    ending = ending_of(official, layout, head, paragraphs, headings)
    return ending if texts else Ending(ending.pitch, ending.seals)  # where a template has words of its own for a text


def set_closing(titles: Iterable[Element], texts: Sequence[Element], ending: Ending, document: DocumentObject) -> None:
    """Bring signature and date to a page of the text: lines stand closer, or the end of the text goes over."""
    if ending.pitch < LINE:
        for title in titles:
            for paragraph in _down_to_the_end(title):
                set_pitch(paragraph, ending.pitch, before=ending.pitch / LINE)
    for paragraph in texts[len(texts) - ending.kept :]:
        keep_with_next(paragraph)
    if ending.breaks:
        begin_page(texts[-ending.kept])
    for number in ending.single:
        allow_single_lines(texts[number])
    if ending.wider:
        widen(texts[-1], ending.wider)
    if ending.short_page:
        free_foot(document, ending.short_page, ending.foot)


def _down_to_the_end(title: Element) -> Iterator[Element]:
    """The paragraphs of a section from its title on, without the one that ends it."""
    yield title
    for paragraph in title.itersiblings(tag("p")):
        if paragraph.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            return
        yield paragraph
