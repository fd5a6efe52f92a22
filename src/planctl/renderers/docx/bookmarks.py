"""Bookmarks by which the rows of a Word table are found: row_4_3 stands in the row of 4.3."""

from __future__ import annotations

from typing import Final

from planctl.document.view import ViewRow
from planctl.lazy_regex import Expression
from planctl.renderers.docx.cell import Drawer

_LONGEST: Final = 40
"""Characters that Word allows in the name of a bookmark, which are letters, digits and underscores."""
_SIGN: Final = Expression(r"\W")


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
    name = "row_" + reference.replace("/", "___").replace("#", "__").replace(".", "_")
    return name if name.isascii() and name.isidentifier() else _SIGN.sub("_", name)
