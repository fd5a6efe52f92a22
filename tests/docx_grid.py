"""Reads the table of a .docx back as a grid, independently of what wrote it, and checks what Word would stumble over."""

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


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
        names = package.namelist()
        assert len(names) == len(set(names)), "a part stands twice in the package"
        return Document({name: package.read(name) for name in names})


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
    """Assert what Microsoft's validator misses: paragraphs in cells, styles, merges, grid sums, parts that are named."""
    check_styles(document)
    check_relationships(document)
    for name, content in document.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(content)
            for text in root.iter(f"{W}t"):
                plain = text.text or ""
                assert plain == plain.strip(" \t\n") or text.get(SPACE) == "preserve", "Word would strip the spaces"
            for table in root.iter(f"{W}tbl"):
                check_table(table)
    assert document.body[-1].tag == f"{W}sectPr", "the body must end with its section"


def check_styles(document: Document):
    """Every style that is named is defined, and is of the kind it is used as."""
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    root = etree.fromstring(document.parts["word/styles.xml"])
    styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    assert len(styles) == len(list(root.iter(f"{W}style"))), "a style is defined twice"
    for style in styles.values():
        for other in style.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
            assert other.get(f"{W}val") in styles, f"style {style.get(f'{W}styleId')} names an undefined style"
    for name, content in document.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            for used in etree.fromstring(content).iter(*(f"{W}{kind}" for kind in kinds)):
                value = used.get(f"{W}val")
                assert value in styles, f"undefined style {value} in {name}"
                kind = kinds[used.tag.removeprefix(W)]
                assert styles[value].get(f"{W}type") == kind, f"{value} in {name} is no {kind} style"


def check_relationships(document: Document):
    """Every part that another names is there, every relationship a part uses is declared, every part has a type."""
    types = etree.fromstring(document.parts["[Content_Types].xml"])
    endings = {one.get("Extension") for one in types if one.get("Extension")}
    named = {one.get("PartName") for one in types if one.get("PartName")}
    for name, content in document.parts.items():
        if name == "[Content_Types].xml":
            continue
        assert f"/{name}" in named or name.rpartition(".")[2] in endings, f"{name} has no content type"
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for one in etree.fromstring(content):
                if one.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, one.get("Target")))
                    assert target.lstrip("/") in document.parts, f"{name} names a part that is not there"
        elif name.endswith(".xml"):
            folder, _, base = name.rpartition("/")
            declared = document.parts.get(f"{folder}/_rels/{base}.rels", b"<none/>")
            known = {one.get("Id") for one in etree.fromstring(declared)}
            for element in etree.fromstring(content).iter():
                for attribute in (f"{R}id", f"{R}embed"):
                    assert element.get(attribute) in (None, *known), f"{name} uses an undeclared relationship"


def check_table(table):
    """Cells hold paragraphs; widths, spans and the grid agree in every row; merges start before they go on."""
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
    total = table.find(f"{W}tblPr/{W}tblW")
    if total.get(f"{W}type") == "dxa":
        assert int(total.get(f"{W}w")) == sum(widths), "the table's width is not that of its columns"
    rows = table.findall(f"{W}tr")
    assert rows, "a table without rows"
    open_merges = {}
    for row in rows:
        place, starts = 0, {}
        cells = row.findall(f"{W}tc")
        assert cells, "a row without cells"
        for cell in cells:
            assert cell[-1].tag == f"{W}p", "a cell must end with a paragraph"
            order = [child.tag.removeprefix(W) for child in cell.find(f"{W}tcPr")]
            right = [one for one in TC_PR if one in order]
            assert order == right, f"tcPr in the wrong order: {order}"
            span = span_of(cell)
            width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
            assert width == sum(widths[place : place + span]), "a cell is not as wide as its columns of the grid"
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                if merge.get(f"{W}val") != "restart":
                    assert open_merges.get(place) == span, "a merge goes on that never started"
                    assert not text_of(cell).strip(), "a merged cell goes on with text of its own"
                starts[place] = span
            place += span
        assert place == len(widths), "a row does not fill the grid"
        open_merges = starts


TC_PR = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")  # fmt: skip
