"""The short way for the plainest rows of Word's tables: runs of text in paragraphs, with nothing else that matters.

Nearly all rows of a plan are such. Rows with any other element that matters to `Texts` are left to it.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from planctl.importer.readers.docx.styles import W
from planctl.importer.readers.docx.symbols import is_symbol_font
from planctl.importer.readers.docx.text import ASCII, FONTS, MC, TC, M, P, T

_VMERGE: Final = f"{W}vMerge"
_VAL: Final = f"{W}val"
_SPECIAL: Final = (
    # wrappers and tracked changes; what stands in paragraphs and runs; what rows and cells say of themselves
    "hyperlink smartTag sdt sdtContent customXml dir bdo ins del moveTo moveFrom ruby rubyBase "
    "fldSimple fldChar instrText delInstrText delText tab ptab cr noBreakHyphen br sym footnoteReference "
    "endnoteReference commentReference drawing pict object vanish numPr altChunk tbl txbxContent "
    "gridBefore gridAfter gridSpan hidden hMerge cellIns cellDel cellMerge strike dstrike"
)
SPECIAL: Final = (*(f"{W}{name}" for name in _SPECIAL.split()), f"{MC}*", f"{M}*")
"""Whatever is read otherwise than as runs of text in paragraphs, or counted otherwise than as single cells."""
_WATCHED: Final = (T, P, TC, _VMERGE, FONTS, *SPECIAL)

PlainCell = tuple[list[str], str]
"""A cell's paragraphs, and its vMerge: "restart", "continue" (as when it has no value), "" for none."""


def plain_cells(row: etree._Element, styles: tuple[str, ...]) -> list[PlainCell] | None:
    """The cells of a plain row; None for a row to be read the long way. `styles` are the elements that name a style which
    may change what a row says.
    """
    cells: list[PlainCell] = []
    lines: list[str] = []
    merge = ""
    for element in row.iter(*_WATCHED, *styles):
        name = element.tag
        if name == T:
            if not lines:
                return None
            lines[-1] += element.text or ""
        elif name == P:
            lines.append("")
        elif name == TC:
            cells.append((lines, merge))
            lines, merge = [], ""
        elif name == FONTS:
            if is_symbol_font(element.get(ASCII, "")):
                return None
        elif name == _VMERGE:
            merge = element.get(_VAL, "continue")
        else:
            return None
    cells.append((lines, merge))
    return cells[1:]
