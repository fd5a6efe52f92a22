"""Every kind of file has one record, by which it is recognised, read or refused."""

import inspect

import pytest

from planctl.errors import UnreadableInputError
from planctl.importer import readers
from planctl.importer.readers.document import read_document
from planctl.importer.readers.formats import FORMATS, READABLE
from planctl.importer.readers.grid import RawDocument
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
