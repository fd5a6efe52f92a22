"""The title of a unit's sheet: its second line, which plan it is from (摘自…), in 三号楷体 like the stage of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.document import Document as DocumentObject

from planctl.document.official import SOURCE
from planctl.renderers.docx.paragraphs import set_style, space_after, split_lines
from planctl.renderers.docx.xml import Element, tag, text_of

_STYLE: Final = "Stage"
"""The style of what stands under a title."""


def set_sources(titles: Iterable[Element], document: DocumentObject) -> None:
    """Set in that style what titles say behind their first line of the plan they are from; a template that has no such style
    keeps it in the title's."""
    if not any(style.get(tag("styleId")) == _STYLE for style in document.styles.element):
        return
    for title in titles:
        if SOURCE not in text_of(title):
            continue
        first, *others = split_lines(title)
        space_after(first, 0)
        for line in others:
            set_style(line, _STYLE)
