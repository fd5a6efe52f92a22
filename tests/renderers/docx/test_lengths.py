"""Templates whose lengths are not written as Word writes them: with decimals, in centimetres or points."""

import re
import zipfile

import pytest

from planctl.cli import run
from planctl.files import resource
from planctl.renderers.docx.lengths import in_whole_twips
from planctl.renderers.docx.xml import tag, word_element

TEMPLATES = ("templates/plan.docx", "templates/notice.docx", "templates/breakdown.docx")


def saved(tmp_path, template, change):
    file = tmp_path / "template.docx"
    with zipfile.ZipFile(resource(template)) as package, zipfile.ZipFile(file, "w") as out:
        for name in package.namelist():
            out.writestr(name, change(name, package.read(name)))
    return file


def with_decimals(name, content):
    """Every length as some programs write it: 793.0."""
    if name not in ("word/document.xml", "word/styles.xml"):
        return content
    changed = re.sub(rb'((?:w:w|w:h|w:left|w:top|w:header|w:line|w:before|sz w:val)="\d+)"', rb'\1.0"', content)
    assert changed != content
    return changed


def drawn(tmp_path, *options):
    output = tmp_path / "out.docx"
    assert run(["render", "docx", *options, "-o", str(output)]) == 0
    with zipfile.ZipFile(output) as package:
        return {name: package.read(name) for name in ("word/document.xml", "word/styles.xml")}


@pytest.mark.parametrize("template", TEMPLATES)
def test_lengths_with_decimals_are_drawn_as_without(tmp_path, template, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain = saved(tmp_path, template, lambda _, content: content)
    expected = drawn(tmp_path, "--template", str(plain))
    changed = saved(tmp_path, template, with_decimals)
    assert run(["template", "check", str(changed)]) == 0
    assert drawn(tmp_path, "--template", str(changed)) == expected


@pytest.mark.parametrize(
    ("element", "name", "written", "twips"),
    [
        ("gridCol", "w", "793.0", "793"),
        ("gridCol", "w", "2cm", "1134"),
        ("pgSz", "w", "297mm", "16838"),
        ("pgMar", "left", "1.5in", "2160"),
        ("trHeight", "val", "0.5in", "720"),
        ("sz", "val", "10.5pt", "21"),
        ("ind", "firstLine", "-1pc", "-240"),
        ("tcW", "w", "50%", "50%"),
        ("tcW", "w", "auto", "auto"),
        ("style", "val", "1.0", "1.0"),
    ],
)
def test_a_length_becomes_a_whole_number_of_its_unit_and_nothing_else_changes(element, name, written, twips):
    root = word_element(f'<w:body><w:{element} w:{name}="{written}"/></w:body>')
    in_whole_twips([root])
    assert root[0].get(tag(name)) == twips


@pytest.mark.parametrize(
    "lost",
    [b'<w:gridCol w:w="wide"/>', b'<w:gridCol w:w=""/>', b'<w:gridCol w:w="1e400"/>', b'<w:gridSpan w:val="x"/>'],
)
def test_a_width_or_a_span_that_is_no_number_is_refused(tmp_path, lost, capfd):
    before = b"<w:tblGrid>" if b"gridCol" in lost else b"<w:tcPr>"
    template = saved(tmp_path, TEMPLATES[0], lambda _, content: content.replace(before, before + lost))
    assert run(["render", "docx", "--template", str(template), "-o", str(tmp_path / "out.docx")]) == 3
    assert "不是数值" in capfd.readouterr().err
