"""Fonts that a Word document has with it are found, and read as fonts again."""

import uuid

import pytest

from planctl.programs.embedded_fonts import EmbeddedFont, embedded_fonts
from word_package import related, zipped

KEY = uuid.UUID("1DF903AD-3FE5-4C5A-9E5D-5A4F6A9C7B11")
DATA = bytes(range(100))
HIDDEN = bytes(one ^ other for one, other in zip(DATA, KEY.bytes[::-1] * 2, strict=False)) + DATA[32:]


def document(embedded, files, name="仿宋_GB2312"):
    table = f'<w:fonts><w:font w:name="宋体"><w:altName w:val="SimSun"/></w:font><w:font w:name="{name}">{embedded}</w:font></w:fonts>'
    targets = related(*(("font", file) for file in files))
    parts = {f"word/{file}": content for file, content in files.items()}
    return zipped({"word/fontTable.xml": table, "word/_rels/fontTable.xml.rels": targets, **parts})


def test_the_first_bytes_of_a_font_are_read_with_its_key():
    embedded = f'<w:embedRegular r:id="r0" w:fontKey="{{{str(KEY).upper()}}}"/>'
    found = embedded_fonts(document(embedded, {"fonts/font1.odttf": HIDDEN}))
    assert found == [EmbeddedFont("仿宋_GB2312", DATA)]


@pytest.mark.parametrize("key", ["", ' w:fontKey=""', ' w:fontKey="{none}"', ' w:fontKey="{1DF903AD}"'])
def test_a_font_without_a_key_is_as_it_is(key):
    found = embedded_fonts(document(f'<w:embedRegular r:id="r0"{key}/>', {"fonts/font1.ttf": DATA}))
    assert found == [EmbeddedFont("仿宋_GB2312", DATA)]


def test_all_styles_of_a_font_are_found_under_its_name():
    embedded = '<w:embedRegular r:id="r0"/><w:embedBold r:id="r1"/>'
    found = embedded_fonts(document(embedded, {"a.ttf": b"one", "b.ttf": b"two"}, name="A&amp;B"))
    assert found == [EmbeddedFont("A&B", b"one"), EmbeddedFont("A&B", b"two")]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"PK no document",
        zipped({"word/document.xml": ""}),
        document('<w:embedRegular r:id="r9"/>', {"a.ttf": DATA}),
        document("<w:embedRegular/>", {"a.ttf": DATA}),
        document('<w:embedRegular r:id="r0"/>', {"../../etc/passwd": DATA}),
    ],
)
def test_what_is_not_to_be_found_is_left_out(broken):
    assert embedded_fonts(broken) == []
