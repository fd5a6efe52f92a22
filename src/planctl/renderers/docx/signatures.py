"""The signatures of an official document and the date under them: sealed (§7.3.5.1) or without seals (§7.3.5.2)."""

from __future__ import annotations

from typing import Final

from docx.document import Document as DocumentObject

from planctl.document.layout import Layout
from planctl.document.notice_ending import Ending
from planctl.document.official import OfficialDocument
from planctl.document.seals import seal_rows
from planctl.document.title_lines import title_width
from planctl.renderers.docx.frameless import frameless_table
from planctl.renderers.docx.paragraphs import (
    CHARACTER,
    LINE,
    centre_from,
    indent_right,
    line_width,
    space_before,
    split_lines,
    style_of,
)
from planctl.renderers.docx.xml import Element, escape_xml, text_of

_DATE_FROM_EDGE: Final = 4.0
"""Characters between the date and the right edge (GB/T 9704-2012 §7.3.5.1)."""
_UNSEALED_FROM_EDGE: Final = 2.0
"""Characters between a signature without a seal, or a date longer than it, and the right edge (§7.3.5.2)."""
_TEXT_WIDTH: Final = round(156 / 25.4 * 1440)


def set_signatures(
    signatures: list[Element],
    dates: list[Element],
    document: DocumentObject,
    official: OfficialDocument,
    layout: Layout,
    ending: Ending,
) -> None:
    """Set each signature and the date that belongs to it; rows of seals as far apart as `ending` says."""
    line = round(line_width(document) * 20) or _TEXT_WIDTH
    organs = official.signature.split("\n")
    for signature, date in zip(signatures, dates, strict=False):
        if layout.unsealed:
            _set_unsealed(signature, date)
        elif len(organs) > 1:
            _set_side_by_side(signature, date, organs, ending)
        else:
            _centre(signature, date, line)


def _centre(signature: Element, date: Element, line: int) -> None:
    """Set the date four characters from the right and the signature centred over it; a signature too long for that ends
    at the edge, and the date moves with its middle.

    Both are centred in the same part of the line, so that they stand above each other whatever their letters are like.
    """
    widths = [title_width(text_of(paragraph)) for paragraph in (signature, date)]
    middle = max(_DATE_FROM_EDGE + widths[1] / 2, widths[0] / 2)  # from the right edge
    for paragraph in (signature, date):
        centre_from(paragraph, max(0, line - round(2 * middle * CHARACTER)))


def _set_unsealed(signature: Element, date: Element) -> None:
    """Set each organ's name on a line of its own, one line below the text and two characters from the right.

    The date begins two characters right of the last name; where it is longer, it ends two characters from the right
    instead, and that name begins two characters left of it.
    """
    names = split_lines(signature)
    for number, name in enumerate(names):
        space_before(name, 0 if number else LINE)
        indent_right(name, _UNSEALED_FROM_EDGE)
    last = names[-1]
    name_width, date_width = title_width(text_of(last)), title_width(text_of(date))
    if date_width > name_width:
        indent_right(last, date_width - name_width + 2 * _UNSEALED_FROM_EDGE)
        indent_right(date, _UNSEALED_FROM_EDGE)
    else:
        indent_right(date, name_width - date_width)


def _set_side_by_side(signature: Element, date: Element, organs: list[str], ending: Ending) -> None:
    """Set the names in rows with room for their seals, the last row at the right, and the date under the last name, in its
    cell: the last seal is pressed on both."""
    rows = seal_rows(organs)
    in_a_row = len(rows[0])
    style, width = style_of(signature), _TEXT_WIDTH // in_a_row
    heights = [3 * ending.pitch, *[ending.seals] * (len(rows) - 1)]
    heights[-1] += ending.pitch
    cells = [[[""]] * (in_a_row - len(row)) + [[name] for name in row] for row in rows]
    cells[-1] = [[*lines, ""] for lines in cells[-1][:-1]] + [[rows[-1][-1], text_of(date)]]
    table_rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(height * 20)}" w:hRule="atLeast"/></w:trPr>'
        f"{''.join(_cell(width, style, lines) for lines in row)}</w:tr>"
        for row, height in zip(cells, heights, strict=True)
    )
    table = frameless_table([width] * in_a_row, table_rows)
    signature.getparent().replace(signature, table)  # type: ignore[union-attr]
    date.getparent().remove(date)  # type: ignore[union-attr]


def _cell(width: int, style: str, lines: list[str]) -> str:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{escape_xml(style)}"/><w:keepNext/><w:jc w:val="center"/></w:pPr>{_run(line)}</w:p>'
        for line in lines
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>{paragraphs}</w:tc>'


def _run(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{escape_xml(text)}</w:t></w:r>' if text else ""
