"""What a file is by its content, whatever its name ends in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from planctl.errors import UnreadableInputError

LARGEST_FILE: Final = 64 * 1024 * 1024
_LARGEST_EXPANDED: Final = 256 * 1024 * 1024
_MOST_ENTRIES: Final = 10_000
_MOST_TAGS: Final = 6_000_000
"""Twice what a Word table of ten thousand rows has; the time that reading takes goes with it."""
_LABELS: Final = {
    "empty": "空文件",
    "docx": "Word 文档（.docx）",
    "xlsx": "Excel 工作簿（.xlsx）",
    "pptx": "演示文稿（.pptx）",
    "odt": "OpenDocument 文本（.odt）",
    "ods": "OpenDocument 表格（.ods）",
    "zip": "压缩包",
    "encrypted": "设了打开密码的 Word、Excel 或 WPS 文档",
    "doc": "旧格式的 Word 或 WPS 文档（.doc、.wps）",
    "xls": "旧格式的 Excel 或 WPS 表格（.xls、.et）",
    "ole": "旧格式的 Office 或 WPS 文档",
    "pdf": "PDF 文件",
    "rtf": "RTF 文档",
    "picture": "图片",
    "binary": "二进制文件",
    "text": "文本文件",
    "html": "网页（HTML）",
    "mht": "单个文件网页（.mht）",
    "wordxml": "以 XML 存的 Word 文档（扩展名可能是 .doc 或 .xml）",
    "excelxml": "以 XML 存的 Excel 表格（扩展名可能是 .xls 或 .xml）",
}
BROKEN_PACKAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,  # no such part, no such encoding
    NotImplementedError,
    OSError,
    ValueError,  # a part that begins before the file does
    RuntimeError,  # a part that only its own header calls locked; XML nested too deep
    struct.error,
)
"""What reading a damaged package or its parts may end in."""
_HINTS: Final = {
    "empty": "请确认文件已下载或保存完整。",
    "encrypted": "请先用 Word、Excel 或 WPS 打开，去掉打开密码后另存。",
    "doc": "请用 Word 或 WPS 打开，另存为 .docx。",
    "xls": "请用 Excel 或 WPS 打开，另存为 .xlsx。",
    "ole": "请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx。",
    "picture": "图片里的表格读不了；请找到文字版（Word、Excel、网页），或先用文字识别软件转换。",
    "mht": "请用浏览器、Word 或 WPS 打开，另存为“网页，仅 HTML”或 .docx。",
    "wordxml": "请用 Word 或 WPS 打开，另存为 .docx。",
    "excelxml": "请用 Excel 或 WPS 打开，另存为 .xlsx。",
    "zip": "请先解压，再给出其中的文件。",
    "binary": "能读的有 Word、Excel、WPS、网页、Markdown、CSV 和 PDF；请核对是否给错了文件。",
}
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_OLE_STREAMS: Final = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
# web applications fill such a template and call it .doc or .xls
_OFFICE_XML: Final = (
    (b'progid="word.document"', "wordxml"),
    (b"http://schemas.microsoft.com/office/2006/xmlpackage", "wordxml"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", "wordxml"),
    (b'progid="excel.sheet"', "excelxml"),
    (b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"', "excelxml"),
)
_TEXT_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def kind_of(data: bytes) -> str:
    """What the bytes are: docx, xlsx, pdf, doc, xls, encrypted, picture, html, text and so on."""
    if not data.strip():
        return "empty"
    if data.startswith(b"PK"):
        return _kind_of_package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), "ole")
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_PICTURES) and not data.startswith(_TEXT_MARKS):
        return "picture"
    if b"\0" in data[:4096] and not data.startswith(_TEXT_MARKS) and not _looks_like_utf16(data):
        return "binary"
    return _kind_of_text(data)


def refuse_other_than(data: bytes, *wanted: str) -> None:
    """Raise UnreadableInputError, saying what the file really is, unless it is one of the kinds wanted.

    With none wanted it is one that no reader knows.
    """
    if len(data) > LARGEST_FILE:
        raise UnreadableInputError(
            f"文件过大：超过{LARGEST_FILE // 1024 // 1024} MB", "请只保留方案所在的部分，去掉图片和附件后另存。"
        )
    kind = kind_of(data)
    if kind not in wanted:
        instead = f"这不是{_LABELS[wanted[0]]}，而是{_LABELS[kind]}" if wanted else f"这是{_LABELS[kind]}，读不了"
        raise UnreadableInputError(instead, _HINTS.get(kind, "请按文件的真实格式改正扩展名。"))


class Package(zipfile.ZipFile):
    """The zip package of a docx or xlsx, and how much of its XML may still be read."""

    _tags_left = _MOST_TAGS

    def spend(self, xml: bytes) -> None:
        """Some of a part is going to be read; raises UnreadableInputError where it has become too much in all."""
        self._tags_left -= xml.count(b"<")
        if self._tags_left < 0:
            raise UnreadableInputError(
                f"文件内部的 XML 标签超过{_MOST_TAGS // 10_000}万个，可能是恶意文件",
                "若来源可靠，请只保留方案所在的部分后另存一份。",
            )


def open_package(data: bytes, kind: str) -> Package:
    """The zip package of a docx or xlsx; raises UnreadableInputError for anything else, and for what would fill the memory.

    `zipfile` never gives more of an entry than its declared size, so the sum of these is what a package can cost.
    """
    refuse_other_than(data, kind)
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise UnreadableInputError("文件内部的部件过多，不像正常的文档", "请用 Word、Excel 或 WPS 打开后另存一份。")
    try:
        package = Package(io.BytesIO(data))
        entries = package.infolist()
    except BROKEN_PACKAGE:
        raise damaged(kind) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInputError(f"这个{_LABELS[kind]}内部加了密", "请去掉密码后另存。")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise damaged(kind)  # no office program packs otherwise, and LZMA may ask for gigabytes
    parts: dict[str, tuple[int, int]] = {}
    for entry in entries:
        same = parts.setdefault(entry.filename, (entry.CRC, entry.file_size))
        if same != (entry.CRC, entry.file_size) and entry.filename.endswith((".xml", ".rels")):
            raise UnreadableInputError(
                f"文件内部有两个不同的 {entry.filename}，不知道该信哪一个，可能是恶意文件",
                "若来源可靠，请用 Word、Excel 或 WPS 打开后另存一份。",
            )
    if sum(entry.file_size for entry in entries) > _LARGEST_EXPANDED:
        raise UnreadableInputError(
            f"文件展开后超过{_LARGEST_EXPANDED // 1024 // 1024} MB，可能是恶意文件",
            "若来源可靠，请去掉图片和附件后另存一份。",
        )
    return package


def damaged(kind: str) -> UnreadableInputError:
    """The error for a file that begins as what it should be and goes on as something else."""
    return UnreadableInputError(
        f"{_LABELS[kind]}已损坏或不完整", "请重新下载，或用 Word、Excel、WPS 打开并修复后另存。"
    )


def _kind_of_package(data: bytes) -> str:
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        return "docx" if b"word/document" in data else "xlsx" if b"xl/workbook" in data else "zip"
    try:
        names = {entry.filename.lstrip("/") for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    except BROKEN_PACKAGE:
        # the list of a package stands at its end, so of one cut short only the parts that begin in it can tell
        names = {name for name in ("word/", "xl/", "ppt/") if name.encode() in data}
    for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(name.startswith(folder) for name in names):
            return kind
    head = data[:200]
    if b"opendocument.text" in head:
        return "odt"
    return "ods" if b"opendocument.spreadsheet" in head else "zip"


def _kind_of_text(data: bytes) -> str:
    head = data[:4096].replace(b"\0", b"").lower()
    if b"mime-version:" in head and b"content-type: multipart/related" in head:
        return "mht"
    for mark, kind in _OFFICE_XML:
        if mark in head:
            return kind
    return "html" if any(mark in head for mark in (b"<html", b"<!doctype html", b"<table", b"<body")) else "text"


def _looks_like_utf16(data: bytes) -> bool:
    """Whether bytes without a mark read as UTF-16: an even count, and NULs on one side only (line feeds, digits)."""
    head = data[:4096]
    return len(data) % 2 == 0 and (b"\0" not in head[::2] or b"\0" not in head[1::2])
