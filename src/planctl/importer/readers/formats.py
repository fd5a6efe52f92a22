"""Every kind of file that import meets: one record each, by which it is known, named, read or refused.

A new format to read is a record here and a module with its reader.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from importlib import import_module
from typing import Final, NamedTuple

from planctl.importer.readers.grid import RawDocument


class Container(Enum):
    """What the bytes of a kind of file are at first sight; its value is the kind of those without any sign."""

    NONE = "binary"
    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"


class Format(NamedTuple):
    """A kind of file. `signs` tell it from others in the same container: what the name of a part of a zip package begins
    with or what its first bytes hold, an OLE stream, a mark in a text (in small letters), the first bytes of a file.
    `endings` are those of names, which decide among kinds that signs do not tell apart. `name` is what help calls it,
    `runs_apart` whether it is read in a child process with limits.

    It is read by `reader` (module and function below this package), made another kind by LibreOffice first
    (`converted_to`), or refused; `hint` says what to do then.
    """

    label: str
    container: Container = Container.NONE
    signs: tuple[bytes, ...] = ()
    endings: tuple[str, ...] = ()
    name: str = ""
    reader: str = ""
    converted_to: str = ""
    hint: str = ""
    has_tracked_changes: bool = False
    runs_apart: bool = False

    def load_reader(self) -> Callable[..., RawDocument]:
        """The function that reads it; what it needs is imported only now."""
        module, _, function = self.reader.partition(":")
        reader: Callable[..., RawDocument] = getattr(import_module(f"{__package__}.{module}"), function)
        return reader


FORMATS: Final = {
    "docx": Format(
        "Word 文档（.docx）",
        Container.ZIP,
        (b"word/",),
        (".docx",),
        name="Word",
        reader="docx.document:read_docx",
        has_tracked_changes=True,
    ),
    "encrypted": Format(
        "设了打开密码的 Word、Excel 或 WPS 文档",
        Container.OLE,
        (b"EncryptedPackage",),
        hint="请先用 Word、Excel 或 WPS 打开，去掉打开密码后另存。",
    ),
    "doc": Format(
        "旧格式的 Word 或 WPS 文档（.doc、.wps）",
        Container.OLE,
        (b"WordDocument",),
        (".doc", ".wps"),
        name="WPS",
        converted_to="docx",
    ),
    "xlsx": Format(
        "Excel 工作簿（.xlsx）", Container.ZIP, (b"xl/",), (".xlsx",), name="Excel", reader="xlsx.workbook:read_xlsx"
    ),
    "xls": Format(
        "旧格式的 Excel 或 WPS 表格（.xls、.et）",
        Container.OLE,
        (b"Workbook", b"Book"),
        (".xls", ".et"),
        converted_to="xlsx",
    ),
    "pptx": Format("演示文稿（.pptx）", Container.ZIP, (b"ppt/",)),
    "odt": Format("OpenDocument 文本（.odt）", Container.ZIP, (b"opendocument.text",), (".odt",), converted_to="docx"),
    "ods": Format(
        "OpenDocument 表格（.ods）", Container.ZIP, (b"opendocument.spreadsheet",), (".ods",), converted_to="xlsx"
    ),
    "rtf": Format("RTF 文档", Container.NONE, (b"{\\rtf",), (".rtf",), converted_to="docx"),
    "mht": Format(
        "单个文件网页（.mht）",
        Container.TEXT,
        (b"content-type: multipart/related",),
        hint="请用浏览器、Word 或 WPS 打开，另存为“网页，仅 HTML”或 .docx。",
    ),
    # web applications fill such a template and call it .doc or .xls
    "wordxml": Format(
        "以 XML 存的 Word 文档（扩展名可能是 .doc 或 .xml）",
        Container.TEXT,
        (
            b'progid="word.document"',
            b"http://schemas.microsoft.com/office/2006/xmlpackage",
            b"http://schemas.microsoft.com/office/word/2003/wordml",
        ),
        hint="请用 Word 或 WPS 打开，另存为 .docx。",
    ),
    "excelxml": Format(
        "以 XML 存的 Excel 表格（扩展名可能是 .xls 或 .xml）",
        Container.TEXT,
        (b'progid="excel.sheet"', b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'),
        hint="请用 Excel 或 WPS 打开，另存为 .xlsx。",
    ),
    "html": Format(
        "网页（HTML）",
        Container.TEXT,
        (b"<html", b"<!doctype html", b"<table", b"<body"),
        (".htm", ".html"),
        name="网页",
        reader="html.page:read_html",
    ),
    "md": Format(
        "Markdown 文件", Container.TEXT, (), (".md", ".markdown"), name="Markdown", reader="markdown:read_markdown"
    ),
    "yaml": Format(
        "方案文件（YAML）",
        Container.TEXT,
        (),
        (".yaml", ".yml"),
        hint="它已经是方案文件，不用导入；请直接用，如 planctl validate 文件、planctl list --plan 文件。",
    ),
    "txt": Format("文本文件", Container.TEXT, (), name="文本文件", reader="plain_text:read_plain_text"),
    "csv": Format("CSV 文件", Container.TEXT, (), (".csv", ".tsv"), name="CSV", reader="delimited:read_delimited"),
    "pdf": Format(
        "PDF 文件", Container.NONE, (b"%PDF-",), (".pdf",), name="PDF", reader="pdf.file:read_pdf", runs_apart=True
    ),
    "picture": Format(
        "图片",
        Container.NONE,
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"),
        hint="图片里的表格读不了；请找到文字版（Word、Excel、网页），或先用文字识别软件转换。",
    ),
    "empty": Format("空文件", hint="请确认文件已下载或保存完整。"),
    "zip": Format("压缩包", Container.ZIP, hint="请先解压，再给出其中的文件。"),
    "ole": Format("旧格式的 Office 或 WPS 文档", Container.OLE),
    "text": Format("文本文件", Container.TEXT),
    "binary": Format("二进制文件"),
}
"""The kinds of file, by the words that code has for them. Of those of a container the first whose sign is met counts."""

READABLE: Final = "、".join(format.name for format in FORMATS.values() if format.name)
"""What import reads, for help and messages."""
