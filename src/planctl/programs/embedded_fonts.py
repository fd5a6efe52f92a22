"""The fonts that a Word document has with it (ECMA-376-1 §17.8.1)."""

from __future__ import annotations

import contextlib
import html
import io
import posixpath
import string
import zipfile
from typing import Final, NamedTuple

from planctl.lazy_regex import Expression

_TABLE: Final = "word/fontTable.xml"
_RELATIONS: Final = "word/_rels/fontTable.xml.rels"
_RELATION: Final = Expression(r"<Relationship\b[^>]*>")
_FONT: Final = Expression(r"(?s)<w:font\b([^>]*)>(.*?)</w:font>")
_EMBEDDED: Final = Expression(r"<w:embed(?:Regular|Bold|Italic|BoldItalic)\b[^>]*>")
_DIGITS: Final = 32
"""Of a GUID."""


class EmbeddedFont(NamedTuple):
    """A font that a document has with it, under the name by which its texts ask for it."""

    name: str
    data: bytes


def embedded_fonts(docx: bytes) -> list[EmbeddedFont]:
    """The fonts in a document; those that are not to be found in it are left out, and so are all of bytes that are none."""
    found: list[EmbeddedFont] = []
    with contextlib.suppress(zipfile.BadZipFile, KeyError), zipfile.ZipFile(io.BytesIO(docx)) as package:
        relations = _RELATION.findall(_text(package, _RELATIONS))
        targets = {_value("Id", one): posixpath.normpath(f"word/{_value('Target', one)}") for one in relations}
        for font in _FONT.finditer(_text(package, _TABLE)):
            for one in _EMBEDDED.findall(font[2]):
                part = targets.get(_value("r:id", one), "")
                if part in package.NameToInfo:
                    data = _unobfuscated(package.read(part), _value("w:fontKey", one))
                    found.append(EmbeddedFont(_value("w:name", font[1]), data))
    return found


def _text(package: zipfile.ZipFile, part: str) -> str:
    return package.read(part).decode("utf-8", "replace")


def _value(name: str, element: str) -> str:
    return html.unescape(element.partition(f' {name}="')[2].partition('"')[0])


def _unobfuscated(data: bytes, key: str) -> bytes:
    """The bytes of a font: the first 32 are stored in exclusive or with those of a GUID, its last byte first."""
    digits = key.strip("{}").replace("-", "")
    if len(digits) != _DIGITS or not set(digits) <= set(string.hexdigits):
        return data
    mask = bytes.fromhex(digits)[::-1] * 2
    return bytes(one ^ other for one, other in zip(data, mask, strict=False)) + data[len(mask) :]
