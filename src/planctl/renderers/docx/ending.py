"""The page on which a document ends: its 版记 stands on an even one (GB/T 9704-2012 §7.4), below the table where it can.

A page of its own is what the templates have. Those who explain the standard put the 版记 into the blank that an attachment
leaves, where that page is even and has room for it; and else on the next even page, be it alone there and the page before
blank (栾照钧, caiyes.cn/thread-35766-1-1.html; flpflan.top/news/3657.html).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.section import Section
from docx.shared import Emu

from planctl.document.official import OfficialDocument
from planctl.document.paging import Ending
from planctl.renderers.docx.colophon import colophon_height, put_at_foot
from planctl.renderers.docx.measure import Styles, block_height, text_area
from planctl.renderers.docx.official import drop_empty_ending
from planctl.renderers.docx.paragraphs import LINE
from planctl.renderers.docx.tags import is_blank
from planctl.renderers.docx.xml import Element, tag

_UNSURE: Final = 2 * LINE / 20
"""Points by which our estimate of how far a notice reaches may be wrong."""
_FREE: Final = LINE / 20
"""Points that stay free between the table and the 版记, for the heights of rows are an estimate as well."""


class _Part(NamedTuple):
    """A section of the document and the blocks that stand in it."""

    section: Section
    blocks: list[Element]


def ending_behind(
    table: Element, colophons: list[Element], document: DocumentObject, official: OfficialDocument
) -> Ending | None:
    """The 版记 that the next even page behind a table has; None where it has none, where something else stands between them,
    or where we are not sure on which page the table begins."""
    parts = list(_parts(document))
    if len(parts) < 2 or table not in parts[-2].blocks or not _is_for(colophons, parts[-1]):
        return None
    pages = [_pages(part, document) for part in parts[:-2]]
    section = parts[-2].section
    if None in pages or section.start_type is not WD_SECTION.NEW_PAGE:
        return None
    turned = (section.page_width or 0) > (section.page_height or 0)
    height = math.inf if turned else colophon_height(official) + _FREE
    return Ending(sum(filter(None, pages)), height)


def end_below_table(colophons: list[Element], document: DocumentObject) -> None:
    """Put the 版记 at the foot of the table's last page, and take away the page that it had."""
    section = document.sections[-2]
    end = next(section._sectPr.iterancestors(tag("p")))
    put_at_foot(colophons, end, (section.left_margin or Emu(0)).twips)
    drop_empty_ending(document)


def _parts(document: DocumentObject) -> Iterator[_Part]:
    """The document's sections with their blocks."""
    sections = iter(document.sections)
    blocks: list[Element] = []
    for block in document.element.body:
        blocks.append(block)
        if block.tag == tag("sectPr") or block.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            yield _Part(next(sections), blocks)
            blocks = []


def _is_for(colophons: list[Element], part: _Part) -> bool:
    """Whether a section is the even page of a 版记, with nothing on it but that in its footers."""
    section = part.section
    edges = (section.header, section.footer, section.even_page_header, section.even_page_footer)
    own = [edge._element for edge in edges if not edge.is_linked_to_previous]
    return (
        section.start_type is WD_SECTION.EVEN_PAGE
        and bool(colophons)
        and all(table.getparent() in own for table in colophons)
        and all(child in colophons or is_blank(child) for edge in own for child in edge)
        and all(block.tag in (tag("p"), tag("sectPr")) and is_blank(block) for block in part.blocks)
    )


def _pages(part: _Part, document: DocumentObject) -> int | None:
    """How many pages a section has; None where we are not sure."""
    height, width = text_area(part.blocks[0])
    look = Styles(document.styles.element)
    if part.section.start_type is not WD_SECTION.NEW_PAGE or math.isinf(height) or any(map(_ends_a_page, part.blocks)):
        return None
    flowing = [block for block in part.blocks if block.find(f"{tag('pPr')}/{tag('framePr')}") is None]
    heights = [block_height(block, look, width) for block in flowing]
    filled = _header_overhang(part.section, look, width) + sum(heights)
    if filled + _UNSURE <= height:
        return 1
    blank = _longest_kept(flowing, heights) + LINE / 20  # at the foot of a page
    fewest, most = (math.ceil(each / height) for each in (filled - _UNSURE, filled + _UNSURE + blank))
    return fewest if fewest == most else None


def _longest_kept(blocks: list[Element], heights: list[float]) -> float:
    """How high the blocks are that stay together on a page, where they are highest."""
    longest = kept = 0.0
    for block, height in zip(blocks, heights, strict=True):
        kept += height
        longest = max(longest, kept)
        if next(block.iter(tag("keepNext")), None) is None:
            kept = 0.0
    return longest


def _ends_a_page(block: Element) -> bool:
    breaks = any(each.get(tag("type")) == "page" for each in block.iter(tag("br")))
    return breaks or next(block.iter(tag("pageBreakBefore")), None) is not None


def _header_overhang(section: Section, look: Styles, width: float) -> float:
    """How far the first page's header reaches into the text area, in points."""
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    top, distance = section.top_margin, section.header_distance
    if top is None or distance is None:
        return 0.0
    filled = sum(block_height(block, look, width) for block in header._element)
    return max(0.0, float(distance.pt + filled - top.pt))
