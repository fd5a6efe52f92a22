"""A template's table made plain before rows are drawn from it: no wrappers around its rows and cells, and a grid that has the
widths of the prototype row's cells."""

from __future__ import annotations

from typing import Final

from lxml import etree

from planctl.lazy_regex import Expression
from planctl.renderers.docx.xml import Element, child_of, tag

_TEXT_WIDTH: Final = 8844
"""Twips of 156 mm, the text's width on an upright page (GB/T 9704-2012 §5.2.1): for a table that states none."""
_WHOLE_TWIPS: Final = Expression("[0-9]{1,9}")
"""A width may also be a share of the table's (33%), whatever its type (ISO/IEC 29500-1, ST_MeasurementOrPercent)."""


def unwrap_rows_and_cells(body: Element) -> None:
    """Take away the content controls and custom XML around rows and around cells, and leave what is in them."""
    for wrapper in list(body.iter(tag("sdt"), tag("customXml"))):
        parent = wrapper.getparent()
        if parent is None or parent.tag not in (tag("tbl"), tag("tr")):
            continue
        content = wrapper.find(tag("sdtContent")) if wrapper.tag == tag("sdt") else wrapper
        for child in list(content) if content is not None else ():
            if child.tag != tag("customXmlPr"):
                wrapper.addprevious(child)
        parent.remove(wrapper)


def complete_cells(table: Element) -> None:
    """Put a paragraph into cells that have none, which Word takes for damaged."""
    for cell in table.iter(tag("tc")):
        if cell.find(tag("p")) is None:
            etree.SubElement(cell, tag("p"))


def settle_grid(table: Element, row: Element) -> None:
    """Give the table's grid the widths of a row's cells, by which Word goes where they are stated in twips (ECMA-376-1
    §17.4.71); a column of which nothing states a width gets an equal share of the text's."""
    grid = child_of(table, "tblGrid", behind=("bookmarkStart", "bookmarkEnd", "tblPr"))
    cells = row.findall(tag("tc"))
    stated = [_stated_width(cell) for cell in cells]
    columns = [int(column.get(tag("w"), "0")) for column in grid.iterchildren(tag("gridCol"))]
    widths = stated if all(stated) else columns[: len(cells)] + stated[len(columns) :]
    share = _TEXT_WIDTH // max(len(cells), 1)
    grid[:] = [
        etree.Element(tag("gridCol"), {tag("w"): str(width or share)}) for width in widths + columns[len(cells) :]
    ]


def _stated_width(cell: Element) -> int:
    width = cell.find(f"{tag('tcPr')}/{tag('tcW')}")
    if width is None or width.get(tag("type"), "dxa") != "dxa":
        return 0
    written = width.get(tag("w"), "")
    return int(written) if _WHOLE_TWIPS.fullmatch(written) else 0


def grid_widths(table: Element) -> list[int]:
    """The widths of a table's columns in twips, without those of tables inside it."""
    return [int(column.get(tag("w"), "0")) for column in table.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}")]
