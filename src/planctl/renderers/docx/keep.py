"""Rows of a Word table that stay on a page with the next: `w:keepNext` in all their paragraphs."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from planctl.renderers.docx.xml import Element, tag

KEEP_TAG: Final = "planctlKeep"
"""The element that stands in the prototype row where a row that is kept with the next has `w:keepNext`."""


def mark_paragraphs(cell: Element) -> None:
    """Put KEEP_TAG in every paragraph of a prototype cell; what the template itself keeps together stays so."""
    for paragraph in cell.iter(tag("p")):
        properties = paragraph.find(tag("pPr"))
        if properties is None:
            properties = etree.Element(tag("pPr"))
            paragraph.insert(0, properties)
        if properties.find(tag("keepNext")) is None:
            first = len(properties) and properties[0].tag == tag("pStyle")
            properties.insert(int(first), etree.Element(tag(KEEP_TAG)))


def settle_marks(cell: Element, *, kept: bool) -> Element:
    """A copy of a marked cell as it stands in rows that are kept with the next, or in those that are not."""
    copy = deepcopy(cell)
    for mark in list(copy.iter(tag(KEEP_TAG))):
        if kept:
            mark.tag = tag("keepNext")
        else:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    return copy
