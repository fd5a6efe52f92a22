"""A table without lines: it only sets texts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from planctl.renderers.docx.xml import Element, word_element


def frameless_table(widths: Sequence[int], rows: str, alignment: str = "") -> Element:
    """The table, from the widths of its columns in twips and the XML of its rows; its cells have no margins at their sides."""
    aligned = f'<w:jc w:val="{alignment}"/>' if alignment else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return word_element(
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{aligned}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
