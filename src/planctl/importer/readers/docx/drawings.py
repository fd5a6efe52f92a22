"""Drawings in Word documents: text boxes, pictures, charts and embedded documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from planctl.importer.readers.docx.styles import W
from planctl.importer.readers.grid import NOT_READ, PICTURE, DocumentPlace, Remarks

_VML: Final = "{urn:schemas-microsoft-com:vml}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_CHARTS: Final = {"chart": "图表", "diagram": "SmartArt 图形"}


def remark_drawing(
    drawing: etree._Element, lines_of: Callable[[etree._Element], list[str]], place: DocumentPlace, remarks: Remarks
) -> None:
    """Remark the text in a drawing, or what it shows; lines and frames without text are not worth a remark.

    `lines_of` gives the lines of text in a box.
    """
    boxes = ("\n".join(lines_of(box)).strip() for box in outermost(drawing, f"{W}txbxContent"))
    words = [path.get("string", "") for path in drawing.iter(f"{_VML}textpath")]
    if written := list(dict.fromkeys(filter(None, [*boxes, *words]))):
        remarks.add("文本框", "\n".join(written), place)
    if drawing.tag == f"{W}object":
        remarks.add("嵌入的对象（如 Excel 表格）", "", place, NOT_READ)
        return
    for data in drawing.iter(f"{_A}graphicData"):
        if what := _CHARTS.get(data.get("uri", "").rpartition("/")[2]):
            remarks.add(what, "", place, NOT_READ)
    if any(True for _ in drawing.iter(_PICTURE, f"{_VML}imagedata")):
        remarks.add(PICTURE, "", place, NOT_READ)


def outermost(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of a tag that are inside no other of that tag, each once."""
    for child in element:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str):
            yield from outermost(child, tag)
