"""Bookmarks in the rows of a Word table, by which their pages are found in the PDF that LibreOffice makes of it."""

from __future__ import annotations

import io
from typing import Final

from lxml import etree

from planctl.document.view import TableView
from planctl.errors import ConverterError
from planctl.lazy_regex import Expression
from planctl.renderers.docx.xml import Element, tag

_NAME: Final = "planctlrow"
_NAMESPACES: Final = Expression(r' xmlns:\w+="[^"]*"')


def mark_rows(rows: bytes, view: TableView, namespaces: dict[str | None, str]) -> bytes:
    """The XML of a view's rows with a bookmark in each; bookmarks take no room."""
    declarations = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in namespaces.items() if prefix)
    root = etree.fromstring(f"<rows{declarations}>".encode() + rows + b"</rows>", etree.XMLParser(huge_tree=True))
    elements = iter(root)
    for index, row in enumerate(view.rows):
        if row.section:
            next(elements)
        _mark(next(elements), index, len(view.rows) + index)  # the rows' own bookmarks have the lower numbers
    return "".join(_NAMESPACES.sub("", etree.tostring(row, encoding="unicode")) for row in root).encode()


def _mark(row: Element, index: int, identifier: int) -> None:
    cells = row.findall(tag("tc"))
    paragraph = next(min(cells, key=_merging).iter(tag("p")))
    start = etree.Element(tag("bookmarkStart"), {tag("id"): str(identifier), tag("name"): f"{_NAME}{index}"})
    place = int(paragraph.find(tag("pPr")) is not None)
    paragraph.insert(place, start)
    paragraph.insert(place + 1, etree.Element(tag("bookmarkEnd"), {tag("id"): str(identifier)}))


def _merging(cell: Element) -> int:
    """0 for a cell that is not merged, 1 for one where a merge starts, 2 for one that is covered and so on no page."""
    merge = cell.find(f"{tag('tcPr')}/{tag('vMerge')}")
    return 0 if merge is None else 1 if merge.get(tag("val")) == "restart" else 2


def rows_that_begin_pages(pdf: bytes, count: int) -> frozenset[int]:
    """Of `count` marked rows those that stand on another page than the row before.

    Raises ConverterError where the marks are not found.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ConverterError(
            "找出每页的第一行需要 pypdf，本机没有安装", "请运行 pip install pypdf；也可以改用 --page-starts。"
        ) from None
    try:
        reader = PdfReader(io.BytesIO(pdf))
        found = {
            name.lstrip("/"): reader.get_destination_page_number(place)
            for name, place in reader.named_destinations.items()
        }
    except PyPdfError as error:
        raise ConverterError(f"无法识别 LibreOffice 生成的 PDF：{error}", "请改用 --page-starts。") from None
    pages = [found.get(f"{_NAME}{index}") for index in range(count)]
    if not any(pages) and len(reader.pages) > 1:
        raise ConverterError("LibreOffice 生成的 PDF 里没有各行的位置", "请升级 LibreOffice，或改用 --page-starts。")
    starts: set[int] = set()
    last = pages[0] if pages else None
    for index, page in enumerate(pages):
        if page is not None:
            if page != last:
                starts.add(index)
            last = page
    return frozenset(starts)
