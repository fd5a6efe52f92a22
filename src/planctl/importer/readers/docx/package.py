"""The parts of a Word document, read without filling the memory."""

from __future__ import annotations

from typing import IO, Final

from lxml import etree

from planctl.errors import UnreadableInputError
from planctl.importer.readers.contents import BROKEN_PACKAGE, Package, hostile
from planctl.importer.readers.opc import main_part, relations
from planctl.importer.readers.xml_stream import document_type

_LARGEST_MAIN: Final = 128 * 1024 * 1024
_LARGEST_OTHER: Final = 4 * 1024 * 1024
_LARGEST_OTHERS: Final = 16 * 1024 * 1024
_LARGEST_PROPERTIES: Final = 256 * 1024
LARGEST_BLOCK: Final = 4 * 1024 * 1024
"""Bytes of one row or paragraph; its tree takes thirty times as much."""
_STRICT: Final = ((b"wordprocessingml", b"main"), (b"officeDocument", b"math"), (b"drawingml", b""))
"""The namespaces of ISO/IEC 29500 strict (Word: “Strict Open XML 文档”), which differs from what Word usually writes only in
these.
"""


class WordPackage:
    """An opened document: its main part, and the parts that this refers to by kind."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = main_part(package, "word/document.xml")
        self._others_left = _LARGEST_OTHERS
        self._related: dict[str, list[str]] = {}
        for relation in relations(package, self._main).values():
            self._related.setdefault(relation.kind, []).append(relation.part)

    def parts(self, kind: str) -> list[str]:
        """The parts of a kind (header, footnotes, …) in their order."""
        return sorted(dict.fromkeys(self._related.get(kind, ())), key=lambda name: (len(name), name))

    def tree(self, name: str) -> etree._Element:
        """A small part as a tree. Raises UnreadableInputError for a large part."""
        info = self._package.getinfo(name)
        if info.file_size > _LARGEST_OTHER:
            raise hostile(f"Word 文档的 {name} 展开后超过{_LARGEST_OTHER >> 20} MB")
        self._others_left -= info.file_size
        if self._others_left < 0:
            raise hostile(f"Word 文档的页眉、页脚、脚注、批注等展开后超过{_LARGEST_OTHERS >> 20} MB")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        data = self._package.read(info)
        self._package.spend(data)
        return etree.fromstring(_begun(data), parser)

    def only_tree(self, kind: str) -> etree._Element | None:
        """The only part of a kind as a tree, None where there is none."""
        return self.tree(found[0]) if (found := self.parts(kind)) else None

    def custom_properties(self) -> dict[str, str]:
        """What users and programs have noted in the document's properties, by name; nothing where it cannot be read."""
        kind = "custom-properties"
        name = next((one.part for one in relations(self._package, "").values() if one.kind == kind), "")
        if not name or self._package.getinfo(name).file_size > _LARGEST_PROPERTIES:
            return {}
        try:
            properties = self.tree(name)
        except (etree.XMLSyntaxError, UnreadableInputError, *BROKEN_PACKAGE):
            return {}
        return {
            one.get("name", ""): "".join(map(str, one.itertext())) for one in properties if isinstance(one.tag, str)
        }

    def open_main(self) -> Metered:
        """The main part, to be read as a stream. Raises UnreadableInputError where it is too large for any plan."""
        info = self._package.getinfo(self._main)
        if info.file_size > _LARGEST_MAIN:
            raise hostile(f"Word 文档正文展开后超过{_LARGEST_MAIN >> 20} MB")
        return Metered(self._package, self._package.open(info))


class Metered:
    """A part that gives no more than LARGEST_BLOCK bytes unless `read_so_far` is reset, as after each row."""

    def __init__(self, package: Package, part: IO[bytes]) -> None:
        self._package, self._part = package, part
        self._begun = False
        self.read_so_far = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises UnreadableInputError past the limit."""
        data = self._part.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        if not self._begun:  # namespaces are declared at the root
            data, self._begun = _begun(data), True
        self.read_so_far += len(data)
        self._package.spend(data)
        if self.read_so_far > LARGEST_BLOCK:
            raise hostile(f"Word 文档有一行或一段超过{LARGEST_BLOCK >> 20} MB")
        return data


def _begun(data: bytes) -> bytes:
    """The beginning of a part, or all of it, with the usual namespaces. Raises UnreadableInputError for a document type."""
    if b"<!DOCTYPE" in data[: 1 << 16]:
        raise document_type()
    if b"purl.oclc.org/ooxml" in data[: 1 << 16]:
        for kind, part in _STRICT:
            strict = b"http://purl.oclc.org/ooxml/%b/%b" % (kind, part)
            data = data.replace(strict, b"http://schemas.openxmlformats.org/%b/2006/%b" % (kind, part))
    return data
