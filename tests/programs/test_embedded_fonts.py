"""Fonts that a Word document has with it are found, and read as fonts again."""

import uuid

import pytest

from planctl.programs.embedded_fonts import EmbeddedFont, embedded_fonts
from word_package import OFFICE, STRICT, W, related, zipped

KEY = uuid.UUID("1DF903AD-3FE5-4C5A-9E5D-5A4F6A9C7B11")
DATA = bytes(range(100))
OTHER = '<w:font w:name="宋体"><w:altName w:val="SimSun"/></w:font>'
HIDDEN = bytes(one ^ other for one, other in zip(DATA, KEY.bytes[::-1] * 2, strict=False)) + DATA[32:]


def document(embedded, files, name="仿宋_GB2312"):
    return package(f"{OTHER}<w:font w:name='{name}'>{embedded}</w:font>", files)


def package(fonts, files, target="{}"):
    table = f'<w:fonts xmlns:w="{W}" xmlns:r="{OFFICE}">{fonts}</w:fonts>'
    targets = related(*(("font", target.format(file)) for file in files))
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


EMBEDDED = '<w:embedRegular r:id="r0"/>'


def test_a_font_that_says_nothing_does_not_take_the_next_one():
    fonts = f'<w:font w:name="甲"/><w:font w:name="乙">{EMBEDDED}</w:font>'
    assert embedded_fonts(package(fonts, {"a.ttf": DATA})) == [EmbeddedFont("乙", DATA)]


@pytest.mark.parametrize(
    "fonts",
    [
        "<w:font w:name='乙'><w:embedRegular r:id='r0'/></w:font>",
        f'<a:font xmlns:a="{W}" xmlns:b="{OFFICE}" a:name="乙"><a:embedRegular b:id="r0"/></a:font>',
        f'<font xmlns="{W}" w:name="乙"><embedRegular r:id="r0"/></font>',
        f'<s:font xmlns:s="{STRICT}" s:name="乙"><s:embedRegular r:id="r0"/></s:font>',
        f'<w:font\n w:name="乙"\n><!-- <w:font> -->{EMBEDDED}</w:font >',
    ],
)
def test_a_font_is_found_however_its_xml_is_written(fonts):
    assert embedded_fonts(package(fonts, {"a.ttf": DATA})) == [EmbeddedFont("乙", DATA)]


@pytest.mark.parametrize("target", ["{}", "/word/{}", "./{}", "../word/{}"])
def test_a_font_is_found_by_a_path_from_the_table_or_from_the_package_s_root(target):
    found = embedded_fonts(package(f'<w:font w:name="乙">{EMBEDDED}</w:font>', {"fonts/a.ttf": DATA}, target))
    assert found == [EmbeddedFont("乙", DATA)]


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"PK no document",
        zipped({"word/document.xml": ""}),
        document('<w:embedRegular r:id="r9"/>', {"a.ttf": DATA}),
        document("<w:embedRegular/>", {"a.ttf": DATA}),
        document('<w:embedRegular r:id="r0">', {"a.ttf": DATA}),
        package("", {}),
        document('<w:embedRegular r:id="r0"/>', {"../../etc/passwd": DATA}),
    ],
)
def test_what_is_not_to_be_found_is_left_out(broken):
    assert embedded_fonts(broken) == []
