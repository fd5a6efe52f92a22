"""Bookmarks by which the rows of a Word table are found: row_4_3 stands in the row of 4.3."""

from __future__ import annotations

from typing import Final

from planctl.document.view import TableView
from planctl.lazy_regex import Expression
from planctl.renderers.docx.cell import Drawer

_LONGEST: Final = 40
"""Characters that Word allows in the name of a bookmark, which are letters, digits and underscores."""
_SIGN: Final = Expression(r"\W")
_SIGNS: Final = {".": "_", "#": "__", "/": "___"}


def row_bookmarks(view: TableView) -> Drawer:
    """What draws the bookmark of a row; a row that only stands for something missing has none."""
    waiting: dict[str, str] = {}
    names: set[str] = set()
    for number, reference in enumerate(dict.fromkeys(row.reference for row in view.rows if row.reference)):
        name = bookmark_name(reference)
        if len(name) <= _LONGEST and name not in names:
            names.add(name)
            waiting[reference] = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
    return lambda row: waiting.pop(row.reference, "")


def bookmark_name(reference: str) -> str:
    """The name of the bookmark of a row."""
    return "row_" + _SIGN.sub(lambda found: _SIGNS.get(found[0], "_"), reference)
