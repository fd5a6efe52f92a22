"""Bookmarks by which the rows of a Word table are found: row_4_3 stands in the row of 4.3."""

from __future__ import annotations

from typing import Final

from planctl.document.view import ViewRow
from planctl.lazy_regex import Expression
from planctl.renderers.docx.cell import Drawer
from planctl.renderers.docx.xml import Element, tag

_LONGEST: Final = 40
"""Characters that Word allows in the name of a bookmark, which are letters, digits and underscores."""
_ROW: Final = "row_"
_SIGN: Final = Expression(r"\W")


_OF_TEMPLATE: Final = 10_000_000
"""The first number of a template's own bookmarks: rows, and the marks by which pages are found, have the lower ones."""


def settle_bookmarks(body: Element, row: Element) -> None:
    """Keep a template's bookmarks apart from those of rows, whose numbers and names no others may have: those in the prototype
    row, where Word puts one at the last place of work, would stand in every row, and those named as rows are taken out."""
    marks = list(body.iter(tag("bookmarkStart"), tag("bookmarkEnd")))
    inside = set(row.iter(tag("bookmarkStart"), tag("bookmarkEnd")))
    unwanted = {mark.get(tag("id")) for mark in marks if mark in inside or mark.get(tag("name"), "").startswith(_ROW)}
    numbers = {
        number: _OF_TEMPLATE + place for place, number in enumerate(dict.fromkeys(one.get(tag("id")) for one in marks))
    }
    for mark in marks:
        number = mark.get(tag("id"))
        if number in unwanted:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        else:
            mark.set(tag("id"), str(numbers[number]))


def row_bookmarks() -> Drawer:
    """What draws the bookmark of a row; a row that only stands for something missing has none."""
    used: set[str] = set()

    def draw_bookmark(row: ViewRow) -> bytes:
        name = bookmark_name(row.reference)
        if not row.reference or len(name) > _LONGEST or name in used:
            return b""
        number = len(used)
        used.add(name)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'.encode()

    return draw_bookmark


def bookmark_name(reference: str) -> str:
    """The name of the bookmark of a row."""
    name = _ROW + reference.replace("/", "___").replace("#", "__").replace(".", "_")
    return name if name.isascii() and name.isidentifier() else _SIGN.sub("_", name)
