"""Every kind of file has one record, by which it is recognised, read or refused."""

import inspect

import pytest

from planctl.errors import UnreadableInputError
from planctl.importer import readers
from planctl.importer.readers.document import read_document
from planctl.importer.readers.formats import FORMATS, READABLE
from planctl.importer.readers.grid import RawDocument, RawTable
from support import every_module


def readers_defined():
    for module in every_module(readers):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            takes_bytes = parameters and parameters[0].annotation == "bytes"
            if function.__module__ == module.__name__ and name.startswith("read_") and takes_bytes:
                yield function


def test_every_reader_that_is_defined_is_registered():
    registered = {format.load_reader() for format in FORMATS.values() if format.reader}
    assert set(readers_defined()) - {read_document} == registered
    assert all(inspect.signature(reader).return_annotation == RawDocument.__name__ for reader in registered)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_a_kind_is_converted_to_has_a_reader(kind):
    target = FORMATS[kind].converted_to
    assert not target or FORMATS[target].reader


@pytest.mark.parametrize(
    ("data", "label"), [(b"PK\x03\x04ppt/", "演示文稿"), (b"\x89PNG\r\n", "图片"), (b"\x00\x01\x02" * 50, "二进制文件")]
)
def test_what_is_not_read_is_named_and_what_is_read_is_listed(data, label):
    with pytest.raises(UnreadableInputError) as caught:
        read_document(data, "方案.docx")
    assert label in caught.value.message
    assert caught.value.hint
    assert label == "图片" or READABLE in caught.value.hint


def test_an_office_file_of_an_unknown_kind_is_converted_by_its_name(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "planctl.importer.readers.document.modernise",
        lambda data, ending, target: asked.append((ending, target)) or b"<table><tr><td>1</table>",
    )
    for name in ("方案.et", "方案.wps", "方案"):
        with pytest.raises(UnreadableInputError):
            read_document(b"\xd0\xcf\x11\xe0" + b"x" * 100, name)
    assert asked == [("xls", "xlsx"), ("doc", "docx"), ("doc", "docx")]


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("一、推进公开\n1.公开结果。（市编办牵头,市财政局配合）\n2.完善制度,加强监督。（市编办）\n", False),
        ("推进公开,完善制度\n推进服务,加强监督\n", False),
        ("2026年方案\n序号\t任务\t单位\n1\t推进公开\t市编办\n2\t加强监督\t市编办\n", True),
        ("序号,任务,单位\n1,推进公开,市编办\n", True),
        ("方案\n\n| 序号 | 任务 |\n| --- | --- |\n| 1 | 公开 |\n", True),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
def test_a_text_is_prose_unless_it_is_divided_like_a_table(text, is_table, encoding):
    document = read_document(text.encode(encoding), "方案.txt")
    assert any(isinstance(part, RawTable) for part in document.parts) is is_table
    assert is_table or [part.text for part in document.parts] == text.split("\n")[:-1]


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", "x: 1\n"), ("a.txt", "# 方案\nformat: 1\nplan:\n  year: 2026\n")]
)
def test_a_plan_file_is_refused_with_what_to_do_instead(name, text):
    with pytest.raises(UnreadableInputError, match="方案文件") as caught:
        read_document(text.encode(), name)
    assert "不用导入" in caught.value.hint
