"""Reads the table of a .docx back as a grid, independently of what wrote it, and checks what Word would stumble over."""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Document:
    """A .docx: its parts, and the main part's XML."""

    parts: dict[str, bytes]

    @property
    def body(self):
        return etree.fromstring(self.parts["word/document.xml"])[0]

    @property
    def paragraphs(self):
        """The texts of the paragraphs outside tables."""
        return [text_of(one) for one in self.body.findall(f"{W}p")]

    @property
    def table(self):
        (table,) = self.body.findall(f"{W}tbl")
        return table

    def grid(self):
        """Rows of texts, merged cells filled; a merged cell's text stands in every place it covers."""
        rows = []
        above = {}
        for row in self.table.findall(f"{W}tr"):
            texts, place = [], 0
            for cell in row.findall(f"{W}tc"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                text = text_of(cell)
                if merge is not None and merge.get(f"{W}val", "continue") == "continue":
                    assert text == "", "a merged cell goes on with text of its own"
                    text = above[place]
                for _ in range(span_of(cell)):
                    above[place] = text
                    texts.append(text)
                    place += 1
            rows.append(texts)
        return rows


def open_docx(data: bytes) -> Document:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return Document({name: package.read(name) for name in package.namelist()})


def text_of(element):
    pieces = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}p"):
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{W}br" or (pieces and node is not element):
            pieces.append("\n")
    return "".join(pieces)


def span_of(cell):
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val"))


def check_structure(document: Document):
    """Assert what Microsoft's validator misses: paragraphs in cells, styles, merges, and grid sums."""
    styles = {
        style.get(f"{W}styleId") for style in etree.fromstring(document.parts["word/styles.xml"]).iter(f"{W}style")
    }
    for part, content in document.parts.items():
        if part.endswith(".xml") and part.startswith("word/"):
            for used in etree.fromstring(content).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
                assert used.get(f"{W}val") in styles, (part, used.get(f"{W}val"))
    table = document.table
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
    open_merges = {}
    for row in table.findall(f"{W}tr"):
        place, starts = 0, {}
        for cell in row.findall(f"{W}tc"):
            assert cell[-1].tag == f"{W}p", "a cell must end with a paragraph"
            order = [child.tag.removeprefix(W) for child in cell.find(f"{W}tcPr")]
            assert order == [one for one in ("tcW", "gridSpan", "vMerge", "vAlign") if one in order]
            span = span_of(cell)
            assert int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) == sum(widths[place : place + span])
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                if merge.get(f"{W}val") != "restart":
                    assert open_merges.get(place) == span, "a merge goes on that never started"
                starts[place] = span
            place += span
        assert place == len(widths), "a row does not fill the grid"
        open_merges = starts
