"""What a file is by its content, whatever its name ends in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from planctl.errors import UnreadableInputError
from planctl.importer.readers.formats import FORMATS, READABLE, Container
from planctl.lazy_regex import Expression

_LARGEST_FILE: Final = 64 * 1024 * 1024
_LARGEST_EXPANDED: Final = 256 * 1024 * 1024
_MOST_ENTRIES: Final = 10_000
_MOST_TAGS: Final = 6_000_000
"""Twice what a Word table of ten thousand rows has; the time that reading takes goes with it."""
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
_TEXT_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_HEAD: Final = 4096
_ORDINARY: Final = Expression("[\t\n\r -~\u2010-\u2027\u2460-\u2473\u3000-\u301f\u3400-\u9fff\uff01-\uff5e]")
"""Hanzi, their punctuation and ASCII."""
_MOSTLY: Final = 0.9


def kind_of(data: bytes) -> str:
    """What the bytes are, as a key of FORMATS."""
    if not data.strip():
        return "empty"
    if data.startswith(b"PK"):
        return _kind_of_package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_by_signs(Container.OLE, lambda sign: sign.decode().encode("utf-16-le") in data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if not data.startswith(_TEXT_MARKS):
        kind = _kind_by_signs(Container.NONE, data.startswith)
        if kind != Container.NONE.value or (b"\0" in data[:_HEAD] and not utf16_without_mark(data)):
            return kind
    head = data[:_HEAD].replace(b"\0", b"").lower()
    return _kind_by_signs(Container.TEXT, lambda sign: sign in head)


def _kind_by_signs(container: Container, has: Callable[[bytes], bool]) -> str:
    """The first kind in a container of which a sign is there."""
    kinds = (kind for kind, format in FORMATS.items() if format.container is container and any(map(has, format.signs)))
    return next(kinds, container.value)


def utf16_without_mark(data: bytes) -> str:
    """The encoding of bytes that have no mark and yet read as UTF-16, "" for others: nearly all of it is ordinary text.

    NULs alone do not tell: 一 is one too.
    """
    head = data[:_HEAD]
    if b"\0" not in head or len(data) % 2:
        return ""
    texts = {encoding: head.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")}
    shares = {encoding: len(_ORDINARY.findall(text)) / len(text) for encoding, text in texts.items()}
    likely = max(shares, key=lambda encoding: shares[encoding])
    return likely if shares[likely] >= _MOSTLY else ""


def refuse_other_than(data: bytes, *wanted: str) -> None:
    """Raise UnreadableInputError, saying what the file really is, unless it is one of the kinds wanted.

    With none wanted it is one that no reader knows.
    """
    if len(data) > _LARGEST_FILE:
        raise UnreadableInputError(
            f"文件过大：超过{_LARGEST_FILE >> 20} MB", "请只保留方案所在的部分，去掉图片和附件后另存。"
        )
    kind = kind_of(data)
    if kind not in wanted:
        raise unreadable(kind, *wanted)


def unreadable(kind: str, *wanted: str) -> UnreadableInputError:
    """The error for a kind of file that is not read, or not one of the `wanted`."""
    label = FORMATS[kind].label
    instead = f"这不是{FORMATS[wanted[0]].label}，而是{label}" if wanted else f"这是{label}，读不了"
    return UnreadableInputError(instead, FORMATS[kind].hint or f"能读的有{READABLE}；请核对是否给错了文件。")


class Package(zipfile.ZipFile):
    """The zip package of a docx or xlsx (`kind`), and how much of its XML may still be read."""

    _tags_left = _MOST_TAGS

    def __init__(self, data: bytes, kind: str) -> None:
        super().__init__(io.BytesIO(data))
        self.kind = kind

    def spend(self, xml: bytes) -> None:
        """Some of a part is going to be read; raises UnreadableInputError where it has become too much in all."""
        self._tags_left -= xml.count(b"<")
        if self._tags_left < 0:
            raise hostile(f"文件内部的 XML 标签超过{_MOST_TAGS // 10_000}万个")


def open_package(data: bytes, kind: str) -> Package:
    """The zip package of a docx or xlsx; raises UnreadableInputError for anything else, and for what would fill the memory.

    `zipfile` never gives more of an entry than its declared size, so the sum of these is what a package can cost.
    """
    refuse_other_than(data, kind)
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise UnreadableInputError("文件内部的部件过多，不像正常的文档", "请用 Word、Excel 或 WPS 打开后另存一份。")
    try:
        package = Package(data, kind)
        entries = package.infolist()
    except BROKEN_PACKAGE:
        raise damaged(kind) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInputError(f"这个{FORMATS[kind].label}内部加了密", "请去掉密码后另存。")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise damaged(kind)  # no office program packs otherwise, and LZMA may ask for gigabytes
    parts: dict[str, tuple[int, int]] = {}
    for entry in entries:
        same = parts.setdefault(entry.filename, (entry.CRC, entry.file_size))
        if same != (entry.CRC, entry.file_size) and entry.filename.endswith((".xml", ".rels")):
            raise hostile(f"文件内部有两个不同的 {entry.filename}，不知道该信哪一个")
    if sum(entry.file_size for entry in entries) > _LARGEST_EXPANDED:
        raise hostile(f"文件展开后超过{_LARGEST_EXPANDED >> 20} MB")
    return package


def damaged(kind: str) -> UnreadableInputError:
    """The error for a file that begins as what it should be and goes on as something else."""
    return UnreadableInputError(
        f"{FORMATS[kind].label}已损坏或不完整", "请重新下载，或用 Word、Excel、WPS 打开并修复后另存。"
    )


def hostile(what: str) -> UnreadableInputError:
    """The error for a file that no office program writes so, and that may be made to fill the memory."""
    return UnreadableInputError(
        f"{what}，可能是恶意文件", "若来源可靠，请用 Word、Excel 或 WPS 打开，只保留方案所在的部分后另存一份。"
    )


def _kind_of_package(data: bytes) -> str:
    # the list of a package stands at its end, so of one cut short only the parts that begin in it can tell
    names = {name for name in ("word/", "xl/", "ppt/") if name.encode() in data}
    if data.count(b"PK\x01\x02") <= _MOST_ENTRIES:
        with suppress(*BROKEN_PACKAGE):
            names = {entry.filename.lstrip("/") for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    head = data[:200]  # OpenDocument says its type first
    return _kind_by_signs(
        Container.ZIP, lambda sign: sign in head or any(name.startswith(sign.decode()) for name in names)
    )
