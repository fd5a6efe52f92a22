"""The end of a notice: its signature and date stand on a page of its text (GB/T 9704-2012 §7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docx.document import Document as DocumentObject

from planctl.document.closing import LINE_WIDTH
from planctl.document.first_page import LINE, PAGE
from planctl.document.layout import Form, Layout
from planctl.document.notice_ending import Ending, ending_of
from planctl.document.official import OfficialDocument
from planctl.renderers.docx.foot import free_foot
from planctl.renderers.docx.official import paragraphs_naming
from planctl.renderers.docx.paragraphs import (
    allow_single_lines,
    begin_page,
    keep_with_next,
    keeps_with_next,
    line_width,
    set_pitch,
    text_height,
    widen,
)
from planctl.renderers.docx.xml import Element, tag, text_of

_ALWAYS: Final = ("notice_title", "text", "signature", "date")
_WHERE_STATED: Final = ("addressees", "attachment", "contact", "annotation")
_INEXACT: Final = 1.0
"""Points by which a text area may differ from that of the templates."""


def can_be_planned(
    parts: Sequence[Element], document: DocumentObject, official: OfficialDocument, layout: Layout
) -> bool:
    """Whether a template prints a notice whose end can be planned: by its tags, which are not filled yet, all that is counted,
    in the text area of GB/T 9704-2012 §5.2.1. What an office has in its own words instead takes we know not how many lines.
    """
    counted = [*_ALWAYS, *(fact for fact in _WHERE_STATED if getattr(official, fact))]
    if layout.form is not Form.LETTER:  # the head of a letter has its fixed place
        counted.append("head")
    area = (text_height(document), PAGE), (line_width(document), LINE_WIDTH)
    return (
        layout.notice
        and all(paragraphs_naming(parts, f"document.{fact}") for fact in counted)
        and all(abs(found - usual) <= _INEXACT for found, usual in area)
    )


def ending_for(texts: Sequence[Element], head: float, official: OfficialDocument, layout: Layout) -> Ending:
    """How a notice ends whose head is so many points high and whose text has these paragraphs."""
    headings = {number for number, paragraph in enumerate(texts) if keeps_with_next(paragraph)}
    return ending_of(official, layout, head, list(map(text_of, texts)), headings)


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
