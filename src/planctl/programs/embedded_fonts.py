"""The fonts that a Word document has with it (ECMA-376-1 §17.8.1)."""

from __future__ import annotations

import contextlib
import io
import posixpath
import string
import zipfile
from typing import Final, NamedTuple

from lxml import etree

_TABLE: Final = "word/fontTable.xml"
_RELATIONS: Final = "word/_rels/fontTable.xml.rels"
_STYLES: Final = tuple(f"{{*}}embed{style}" for style in ("Regular", "Bold", "Italic", "BoldItalic"))
_DIGITS: Final = 32
"""Of a GUID."""


class EmbeddedFont(NamedTuple):
    """A font that a document has with it, under the name by which its texts ask for it."""

    name: str
    data: bytes


def embedded_fonts(docx: bytes) -> list[EmbeddedFont]:
    """The fonts in a document; those that are not to be found in it are left out, and so are all of bytes that are none."""
    found: list[EmbeddedFont] = []
    nothing = (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError)
    with contextlib.suppress(*nothing), zipfile.ZipFile(io.BytesIO(docx)) as package:
        targets = {one.get("Id"): _target(one) for one in _tree(package, _RELATIONS).iter("{*}Relationship")}
        for font in _tree(package, _TABLE).iter("{*}font"):
            for one in font.iterchildren(*_STYLES):
                part = targets.get(_value("id", one), "")
                if part in package.NameToInfo:
                    data = _unobfuscated(package.read(part), _value("fontKey", one))
                    found.append(EmbeddedFont(_value("name", font), data))
    return found


def _tree(package: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(part), parser)


def _target(relation: etree._Element) -> str:
    """The part that a relation of the table leads to, by its place in the package (ECMA-376-2 §9.3)."""
    return posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip("/")


def _value(name: str, element: etree._Element) -> str:
    """An attribute's value; its namespace is one of two: that of transitional or that of strict documents (ISO/IEC 29500)."""
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), "")


def _unobfuscated(data: bytes, key: str) -> bytes:
    """The bytes of a font: the first 32 are stored in exclusive or with those of a GUID, its last byte first."""
    digits = key.strip("{}").replace("-", "")
    if len(digits) != _DIGITS or not set(digits) <= set(string.hexdigits):
        return data
    mask = bytes.fromhex(digits)[::-1] * 2
    return bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[len(mask) :]
