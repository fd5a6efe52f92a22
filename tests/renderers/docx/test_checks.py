"""Every variant of Word document passes the checks of our own, and these find what they are there to find."""

import pytest
from lxml import etree

from docx_grid import W, check_structure, open_docx
from docx_variants import VARIANTS, render_variant


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_is_sound_where_microsoft_s_validator_does_not_look(name, tmp_path):
    check_structure(open_docx(render_variant(name, tmp_path).read_bytes()))


@pytest.fixture
def document(tmp_path):
    return open_docx(render_variant("sections", tmp_path).read_bytes())


def change(document, part, path, changing):
    """Change the first element that a path finds in a part."""
    root = etree.fromstring(document.parts[part])
    element = root.find(path.replace("w:", W))
    assert element is not None, path
    changing(element)
    document.parts[part] = etree.tostring(root)


def remove(element):
    element.getparent().remove(element)


def setting(name, value):
    return lambda element: element.set(f"{W}{name}", value)


MAIN, STYLES = "word/document.xml", "word/styles.xml"
BROKEN = {
    "a cell without a paragraph": (MAIN, ".//w:tc/w:p", remove, "must end with a paragraph"),
    "a row without cells": (
        MAIN, ".//w:tr", lambda row: [row.remove(cell) for cell in row.findall(f"{W}tc")], "a row without cells",
    ),
    "a row that lacks a cell": (MAIN, ".//w:tr/w:tc[2]", remove, "as wide as its columns"),
    "a row that ends early": (MAIN, ".//w:tr/w:tc[last()]", remove, "does not fill the grid"),
    "a cell wider than its column": (MAIN, ".//w:tcW", setting("w", "1"), "as wide as its columns"),
    "a column of the grid too many": (
        MAIN, ".//w:tblGrid", lambda grid: etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", "0"), "does not fill",
    ),
    "a span too short": (MAIN, ".//w:gridSpan", setting("val", "2"), "as wide as its columns"),
    "a table wider than its columns": (MAIN, ".//w:tblW", setting("w", "99"), "the table's width"),
    "a merge that never started": (MAIN, ".//w:vMerge[@w:val='restart']", remove, "never started"),
    "a merged cell with text": (
        MAIN, ".//w:vMerge[@w:val='restart']", lambda merge: merge.attrib.clear(), "never started",
    ),
    "properties in the wrong order": (MAIN, ".//w:tcPr[w:gridSpan]", lambda one: one.append(one[0]), "wrong order"),
    "an undefined paragraph style": (MAIN, ".//w:pStyle", setting("val", "Nowhere"), "undefined style Nowhere"),
    "an undefined style in a footer": (
        "word/footer1.xml", ".//w:pStyle", setting("val", "Nowhere"), "undefined style Nowhere",
    ),
    "a style of another kind": (MAIN, ".//w:pStyle", setting("val", "TableNormal"), "is no paragraph style"),
    "a style based on nothing": (STYLES, ".//w:basedOn", setting("val", "Nowhere"), "names an undefined style"),
    "a style defined twice": (
        STYLES, ".//w:style", lambda style: style.addnext(etree.fromstring(etree.tostring(style))), "defined twice",
    ),
    "spaces that Word would strip": (
        MAIN, ".//w:t", lambda text: (text.attrib.clear(), setattr(text, "text", " 甲")), "strip the spaces",
    ),
    "a body that does not end with its section": (
        MAIN, "w:body", lambda body: body.insert(0, body[-1]), "end with its section",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found(document, name):
    part, path, changing, words = BROKEN[name]
    change(document, part, path, changing)
    with pytest.raises(AssertionError, match=words):
        check_structure(document)


def test_a_merged_cell_that_says_something_is_found(document):
    def speak(merge):
        cell = next(merge.iterancestors(f"{W}tc"))
        run = etree.SubElement(cell[-1], f"{W}r")
        etree.SubElement(run, f"{W}t").text = "甲"

    root = etree.fromstring(document.parts[MAIN])
    speak(next(merge for merge in root.iter(f"{W}vMerge") if merge.get(f"{W}val") != "restart"))
    document.parts[MAIN] = etree.tostring(root)
    with pytest.raises(AssertionError, match="text of its own"):
        check_structure(document)


def test_a_part_that_is_not_there_or_has_no_type_is_found(document):
    gone = document.parts.pop("word/footer1.xml")
    with pytest.raises(AssertionError, match="a part that is not there"):
        check_structure(document)
    document.parts["word/footer1.xml"] = gone
    relationships = document.parts.pop("word/_rels/document.xml.rels")
    with pytest.raises(AssertionError, match="undeclared relationship"):
        check_structure(document)
    document.parts["word/_rels/document.xml.rels"] = relationships
    document.parts["word/odd.bin"] = b""
    with pytest.raises(AssertionError, match="no content type"):
        check_structure(document)
