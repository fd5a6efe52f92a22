"""Files are known by their content, not by their name's ending."""

import io
import zipfile

import pytest

from planctl.importer.readers.contents import kind_of


def packed(*names, mimetype=""):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "")
    return memory.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (packed("ppt/presentation.xml"), "pptx"),
        (packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (packed("方案.doc"), "zip"),
        (packed("word/document.xml")[:60], "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        ("\ufeff序号\t任务".encode("utf-16-le"), "text"),
        ("序号\n1".encode("utf-16-le"), "text"),
        ("1\n序号".encode("utf-16-be"), "text"),
        ("一、推进公开\n1".encode("utf-16-le"), "text"),
        ("一、推进公开\n1".encode("utf-16-be"), "text"),
        (b"\0A\1\0" * 30, "binary"),
        ("序号,任务".encode("gb18030"), "text"),
        (" <!DOCTYPE HTML><html>".encode("utf-16"), "html"),
        (b"<table border=1>", "html"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><pkg:package/>', "wordxml"),
        (b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "wordxml"),
        (b'<?mso-application progid="Excel.Sheet"?><Workbook/>', "excelxml"),
        (b"BM\x46\0\0\0", "picture"),
        (b"\0\1\2\3\xff\xfe\0", "binary"),
    ],
    ids=lambda one: one if isinstance(one, str) else "bytes",  # a package's bytes hold the time
)
def test_the_kind_of_a_file_is_its_content_s(data, kind):
    assert kind_of(data) == kind
