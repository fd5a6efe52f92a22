"""Bookmarks by which the rows of a Word table are found: row_4_3 stands in the row of 4.3."""

from __future__ import annotations

from typing import Final

from planctl.document.view import TableView
from planctl.renderers.docx.cell import Drawer

_LONGEST: Final = 40
"""Characters that Word allows in the name of a bookmark, which are letters, digits and underscores."""
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
    signs = (character if character.isalnum() else _SIGNS.get(character, "_") for character in reference)
    return f"row_{''.join(signs)}"
