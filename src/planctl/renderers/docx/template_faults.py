"""What is wrong with a Word template that can be used all the same: styles that are missing, a table that does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE

from planctl.renderers.docx.lengths import in_whole_twips
from planctl.renderers.docx.plain_table import grid_widths, settle_grid, unwrap_rows_and_cells
from planctl.renderers.docx.row import prototype_row
from planctl.renderers.docx.tags import join_split_tags
from planctl.renderers.docx.xml import Element, tag

_AROUND: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_NAMED_BY: Final = ("pStyle", "rStyle", "tblStyle")
_TWIPS: Final = 56.7  # to a millimetre
_TOLERATED: Final = 2.0
"""Millimetres that a table may be wider than the page's text, as Word itself makes them for the sake of their letters' edges."""
_NARROWEST: Final = 7.5
"""Millimetres that a hanzi of 小四 and the cell's margins take."""


def template_faults(path: Path) -> list[str]:
    """The faults, in sentences; the template has been opened and drawn from before."""
    document = Document(str(path))
    in_whole_twips([document.element])
    body = document.element.body
    unwrap_rows_and_cells(body)
    join_split_tags(body)
    row = prototype_row(body, str(path))
    settle_grid(next(row.iterancestors(tag("tbl"))), row)
    return [*_missing_styles(document), *_unfit_tables(document)]


def _missing_styles(document: DocumentObject) -> list[str]:
    known = {style.get(tag("styleId")) for style in document.styles.element}
    parts = document.part.rels.values()
    around = [one.target_part.element for one in parts if one.reltype in _AROUND and not one.is_external]
    roots = (document.element.body, *around)
    used = (one.get(tag("val"), "") for root in roots for one in root.iter(*map(tag, _NAMED_BY)))
    missing = [name for name in dict.fromkeys(used) if name not in known]
    return [f"没有样式“{name}”，用它的段落会排成正文的样子" for name in missing]


def _unfit_tables(document: DocumentObject) -> list[str]:
    faults = []
    tables = (one for one in document.element.body.iter(tag("tbl")) if next(one.iterancestors(tag("tc")), None) is None)
    for number, table in enumerate(tables, 1):
        widths = [width / _TWIPS for width in grid_widths(table)]
        room = _room(table)
        if room and sum(widths) > room + _TOLERATED:
            faults.append(f"第{number}个表格宽{sum(widths):.0f}毫米，超出版心的{room:.0f}毫米")
        narrow = [place for place, width in enumerate(widths, 1) if 0 < width < _NARROWEST]
        faults += [f"第{number}个表格的第{place}栏放不下一个字" for place in narrow]
    return faults


def _room(table: Element) -> float:
    """The width of the text on the page where a table stands, in millimetres; 0 where the template does not say."""
    following = (one for one in table.getroottree().iter(tag("sectPr")) if _stands_behind(one, table))
    section = next(following, None)
    size = None if section is None else section.find(tag("pgSz"))
    margins = None if section is None else section.find(tag("pgMar"))
    if size is None or margins is None:
        return 0
    edges = sum(int(margins.get(tag(side), "0")) for side in ("left", "right"))
    return (int(size.get(tag("w"), "0")) - edges) / _TWIPS


def _stands_behind(section: Element, table: Element) -> bool:
    """Whether a section's properties, which stand at its end, come after a table."""
    body = next(table.iterancestors(tag("body")))
    tops = [
        one if one.getparent() is body else next(up for up in one.iterancestors() if up.getparent() is body)
        for one in (section, table)
    ]
    return body.index(tops[0]) > body.index(tops[1])
