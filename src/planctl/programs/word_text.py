"""A Word document as far as printing it needs: which fonts it asks for, and its texts."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator
from typing import Final

from planctl.lazy_regex import Expression

_PART: Final = Expression(r"word/(?:document|(?:header|footer|footnotes|endnotes)\d*)\.xml")
_STYLES: Final = "word/styles.xml"
_FONTS: Final = Expression(r"<w:rFonts\b[^>]*>")
_NAME: Final = Expression(r'w:(?:ascii|hAnsi|eastAsia)="([^"]+)"')
_STYLE: Final = Expression(r'(?s)<w:style\b[^>]*?w:styleId="([^"]+)".*?</w:style>')
_NAMED_STYLE: Final = Expression(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"')
_BASE: Final = Expression(r'<w:(?:basedOn|link) w:val="([^"]+)"')
_PARAGRAPH: Final = Expression(r"(?s)<w:p[ >].*?</w:p>")
_TEXT: Final = Expression(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


class WordText:
    """The fonts and texts of a Word document; nothing at all for bytes that are none, which LibreOffice will tell."""

    def __init__(self, docx: bytes) -> None:
        self._parts, self._styles = _read(docx)

    def fonts(self) -> tuple[str, ...]:
        """The fonts that its texts ask for, by themselves or by the styles that are used."""
        styles = {found[1]: found[0] for found in _STYLE.finditer(self._styles)}
        used = {name for part in self._parts for name in _NAMED_STYLE.findall(part)}
        waiting = list(used)
        while waiting:
            for base in _BASE.findall(styles.get(waiting.pop(), "")):
                if base not in used:
                    used.add(base)
                    waiting.append(base)
        defaults = self._styles.partition("<w:docDefaults>")[2].partition("</w:docDefaults>")[0]
        sources = [defaults, *(styles[name] for name in sorted(used) if name in styles), *self._parts]
        named = (name for source in sources for fonts in _FONTS.findall(source) for name in _NAME.findall(fonts))
        return tuple(dict.fromkeys(html.unescape(name) for name in named))

    @property
    def is_set_without_gaps(self) -> bool:
        """Whether it says for all its paragraphs that there are no gaps between hanzi and Latin or digits."""
        defaults = self._styles.partition("<w:pPrDefault>")[2].partition("</w:pPrDefault>")[0]
        return '<w:autoSpaceDE w:val="0"/>' in defaults

    def paragraphs(self) -> Iterator[str]:
        """The texts of its paragraphs, those of tables, headers and footers among them."""
        for part in self._parts:
            for paragraph in _PARAGRAPH.finditer(part):
                if text := "".join(_TEXT.findall(paragraph[0])):
                    yield html.unescape(text)


def _read(docx: bytes) -> tuple[list[str], str]:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            names = [name for name in package.namelist() if _PART.fullmatch(name)]
            parts = [package.read(name).decode("utf-8", "replace") for name in names]
            return parts, package.read(_STYLES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError):
        return [], ""
