"""XML read as a stream: nothing is kept but what the caller keeps, and no entity is ever expanded.

The tree of a hostile part takes thirty times its size in memory; expat's events take none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from planctl.errors import UnreadableInputError
from planctl.importer.readers.contents import BROKEN_PACKAGE, Package, damaged, hostile

_LARGEST_PART: Final = 64 * 1024 * 1024
_CHUNK: Final = 64 * 1024
_LARGEST_TOKEN: Final = 8 * 1024 * 1024

Start = Callable[[str, dict[str, str]], None]
Taker = Callable[[str], None]


def stream_part(
    package: Package, name: str, start: Start, end: Taker = lambda _: None, text: Taker = lambda _: None
) -> None:
    """Call `start`, `end` and `text` for the content of a part; the names of elements come without their prefix.

    Raises UnreadableInputError for broken XML, for a document type (which office documents never have) and for a part too
    large, or larger than the package may cost.
    """
    names = _LocalNames()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = lambda tag, attributes: start(names[tag], attributes)
    parser.EndElementHandler = lambda tag: end(names[tag])
    parser.CharacterDataHandler = text
    try:
        if package.getinfo(name).file_size > _LARGEST_PART:
            raise hostile(f"文件内部的 {name} 展开后超过{_LARGEST_PART >> 20} MB")
        fed = 0
        with package.open(name) as file:
            while chunk := file.read(_CHUNK):
                package.spend(chunk)
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > _LARGEST_TOKEN:
                    raise damaged(package.kind)
        parser.Parse(b"", True)
    except (expat.ExpatError, *BROKEN_PACKAGE):
        raise damaged(package.kind) from None


class _LocalNames(dict[str, str]):
    """Names without their prefixes, each looked up once."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition(":")[2]
        if len(self) < 1000:
            self[tag] = name
        return name


def _refuse_document_type(*_: object) -> None:
    raise document_type()


def document_type() -> UnreadableInputError:
    """The error for XML with a document type, which may ask for other files or unfold without end."""
    return hostile("文件内部的 XML 带有 DOCTYPE 声明，正常的文档没有这种内容")
