"""A page of the first section whose text ends above its lower edge.

Its footer is made higher by an empty paragraph, and text is placed above the footer (ISO/IEC 29500-1 §17.6.11, `bottom`; so
does Word: https://www.betaarchive.com/wiki/index.php?title=Microsoft_KB_Archive/163157). Paragraphs are divided by the word
processor itself then, wherever their lines end, and stay whole in the file.
"""

from __future__ import annotations

from typing import Final

from docx.document import Document as DocumentObject
from docx.section import Section

from planctl.renderers.docx.page_edges import leave_to_next, replace, set_apart
from planctl.renderers.docx.xml import word_element

_ABOVE_FOOTER: Final = 14.0
"""Points between the text and a footer of one line in the templates."""


def free_foot(document: DocumentObject, page: int, points: float) -> None:
    """Leave so many points free at the foot of a page of the first section; later sections keep their footers."""
    height = round((points + _ABOVE_FOOTER) * 20)
    room = f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/></w:pPr></w:p>'
    name = _footer_of(document, page)
    leave_to_next(document, name)
    footer = getattr(document.sections[0], name)
    set_apart(footer, document)
    footer._element.insert(0, word_element(room))


def _footer_of(document: DocumentObject, page: int) -> str:
    section = document.sections[0]
    if page % 2 == 0 and document.settings.odd_and_even_pages_header_footer:
        return "even_page_footer"
    if not section.different_first_page_header_footer:
        _give_first_page_its_own(document, section)
    return "first_page_footer" if page == 1 else "footer"


def _give_first_page_its_own(document: DocumentObject, section: Section) -> None:
    """Give page 1 a header and a footer of its own, which are those of odd pages."""
    section.different_first_page_header_footer = True
    for name in ("header", "footer"):
        leave_to_next(document, f"first_page_{name}")
        replace(getattr(section, f"first_page_{name}"), getattr(section, name), document)
