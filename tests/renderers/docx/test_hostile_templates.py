"""Word templates that came by mail: broken, dangerous or endless; each is refused in words, and nothing is written."""

import os
import zipfile

import pytest

from planctl.cli import run
from planctl.cli.commands.render import file_name
from planctl.files import resource


@pytest.fixture
def parts():
    with zipfile.ZipFile(resource("templates/plan.docx")) as package:
        return {name: package.read(name) for name in package.namelist()}


def refused(tmp_path, template, capfd):
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")
    code = run(["render", "docx", "--template", str(template), "-o", str(output)])
    message = capfd.readouterr().err
    assert code == 3, message
    assert output.read_bytes() == b"old"
    return message


def saved(tmp_path, parts):
    file = tmp_path / "template.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file


@pytest.mark.parametrize("content", [None, b"<a", b"<x/>"], ids=["missing", "broken", "of another kind"])
@pytest.mark.parametrize(
    "part",
    ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "docProps/core.xml"],
)
def test_a_package_with_a_broken_part_is_refused(parts, tmp_path, capfd, part, content):
    if content is None:
        del parts[part]
    else:
        parts[part] = content
    assert "不是可用的 Word 文档" in refused(tmp_path, saved(tmp_path, parts), capfd)


def test_damaged_bytes_are_refused(tmp_path, capfd):
    data = resource("templates/plan.docx").read_bytes()
    file = tmp_path / "damaged.docx"
    for damaged in (data[: len(data) // 2], data[:2000] + bytes(300) + data[2300:]):
        file.write_bytes(damaged)
        refused(tmp_path, file, capfd)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path, parts, capfd, encoding):
    text = parts["word/document.xml"].decode().partition("?>")[2]
    typed = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE w:document [<!ENTITY a 'b'>]>{text}"
    output = refused(tmp_path, saved(tmp_path, {**parts, "word/document.xml": typed.encode(encoding)}), capfd)
    assert "DOCTYPE" in output


def test_macros_are_refused(parts, tmp_path, capfd):
    parts["word/vbaProject.bin"] = b"macro"
    assert "含有宏" in refused(tmp_path, saved(tmp_path, parts), capfd)


@pytest.mark.parametrize("expression", ["row.text * 100000000000000", "(" * 2000 + "1" + ")" * 2000])
def test_a_tag_that_would_fill_the_memory_is_refused(parts, tmp_path, capfd, expression):
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"{{ row.number }}", f"{{{{ {expression} }}}}".encode()
    )
    refused(tmp_path, saved(tmp_path, parts), capfd)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_a_device_and_a_folder_are_no_templates(tmp_path, capfd):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, "/dev/zero", tmp_path):
        assert "不是普通文件" in refused(tmp_path, path, capfd)


def test_a_name_that_is_too_long_is_given_as_the_reason(tmp_path, capfd):
    name = "长" * 100 + ".docx"
    assert f"无法打开模板：{name}（文件名太长）" in refused(tmp_path, name, capfd)


def test_entities_of_a_template_are_not_read(parts, tmp_path, capfd):
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY c SYSTEM "{secret.as_uri()}">]><w:document'
    parts["word/document.xml"] = (
        parts["word/document.xml"]
        .replace(b"<w:document", entity.encode(), 1)
        .replace(b"{{ row.number }}", b"{{ row.number }}&c;")
    )
    output = tmp_path / "out.docx"
    if run(["render", "docx", "--template", str(saved(tmp_path, parts)), "-o", str(output)]) == 0:
        with zipfile.ZipFile(output) as package:
            assert "机密" not in package.read("word/document.xml").decode()


@pytest.mark.parametrize("title", ["CON", "nul.txt", "COM1", "lpt9.分工", "CONIN$", "COM¹", "..", "/", "aux .x"])
def test_a_title_that_is_no_file_name_on_windows_becomes_one(title):
    assert file_name(title, ".docx").startswith("分工方案")
