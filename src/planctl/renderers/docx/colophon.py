"""The 版记 of many addressees: it stands in the footer of its page (§7.4), which holds so much; what is longer is set closer, and
what is longer still stands on the page itself.
"""

from __future__ import annotations

import math
from typing import Final

from planctl.document.official import OfficialDocument
from planctl.document.title_lines import title_width
from planctl.errors import PlanctlError
from planctl.renderers.docx.paragraphs import LINE, set_pitch
from planctl.renderers.docx.xml import Element, child_of, tag, word_element

_CLOSEST: Final = 360
"""The least pitch of its lines in twips, for 四号 of 14 pt; the standard names none for the 版记, this is our own."""
_FOOTER: Final = 9_000
"""Twips; LibreOffice cuts off what is higher in a footer, from about 9,300 on."""
_PAGE: Final = 22 * LINE
_FIRST_LINE: Final = 29
_LINE: Final = 26
"""Hanzi of 四号 on a line 156 mm wide, less one free at both sides and, below the first line, the three of 抄送：."""
_ENDING: Final = 600
"""Twips that stay free under it on the page: the paragraph that ends the page, and what LibreOffice keeps for an empty footer."""

_BORDERS: Final = 3.0
"""Points of the lines of a 版记 together."""
_AT_FOOT: Final = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
    'w:tblpX="{}" w:tblpYSpec="bottom"/>'
)
"""A table that floats at the lower edge of the 版心 (ECMA-376-1 §17.4.57); LibreOffice lets one as wide as that float only where
its place is counted from the edge of the page."""


class ColophonTooLongError(PlanctlError):
    """The 版记 does not fit on a page."""

    exit_code = 1


def colophon_height(official: OfficialDocument) -> float:
    """How high a 版记 in a footer is, in points, with its lines."""
    lines = _count(official)
    return lines * min(LINE, _footer_pitch(lines)) / 20 + _BORDERS


def put_at_foot(tables: list[Element], end: Element, left: int) -> None:
    """Move the 版记 out of the footers to the foot of the page on which the paragraph stands that ends a section with this
    left margin, in twips."""
    for table in tables:
        table.getparent().remove(table)  # type: ignore[union-attr]
    properties = child_of(tables[0], "tblPr")
    for floating in properties.findall(tag("tblpPr")):
        properties.remove(floating)
    styled = properties.find(tag("tblStyle")) is not None
    properties.insert(int(styled), word_element(_AT_FOOT.format(left)))
    for element in (tables[0], _room(20)):
        end.addprevious(element)


def fit_colophons(tables: list[Element], body: Element, official: OfficialDocument) -> None:
    """Set the lines of the 版记 closer where they are too many for a footer; on the page where they are too many even so.

    Raises ColophonTooLongError where a page does not hold them.
    """
    lines = _count(official)
    if not tables or lines * LINE <= _FOOTER:
        return
    pitch = _footer_pitch(lines)
    if lines * pitch > _PAGE - _ENDING:
        raise ColophonTooLongError(
            "主送、抄送机关太多，版记在一页里排不下（GB/T 9704-2012 第7.4条）",
            "请把 addressees、copy_to 里的机关合并成统称，如“各镇人民政府（街道办事处）”。",
        )
    for table in tables:
        for paragraph in table.iter(tag("p")):
            set_pitch(paragraph, pitch / 20)
    if lines * pitch > _FOOTER:
        _put_on_page(tables, body, _PAGE - _ENDING - lines * pitch)


def _count(official: OfficialDocument) -> int:
    """The lines of a 版记."""
    return sum(map(_lines, (official.sent_to, official.copy_to))) + bool(official.printed_by or official.printed_on)


def _footer_pitch(lines: int) -> int:
    """The pitch at which so many lines fill a footer, in twips."""
    return max(_FOOTER // max(1, lines), _CLOSEST)


def _lines(text: str) -> int:
    """How many lines a text takes, rather one too many than one too few."""
    return 1 + math.ceil(max(0.0, title_width(text) - _FIRST_LINE) / _LINE) if text else 0


def _put_on_page(tables: list[Element], body: Element, above: int) -> None:
    """Move the 版记 out of the footers and to the foot of the last page."""
    for table in tables:
        table.getparent().remove(table)  # type: ignore[union-attr]
    for element in (_room(above), tables[0], _room(20)):
        body.insert(len(body) - 1, element)


def _room(twips: int) -> Element:
    return word_element(
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{max(20, twips)}" w:lineRule="exact"/></w:pPr></w:p>'
    )
