"""Fields of Word: what they show is text, their code is not; some show what is in no run (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from planctl.importer.readers.docx.styles import W, integer, is_on
from planctl.importer.readers.docx.symbols import sign
from planctl.importer.readers.list_numbers import written
from planctl.lazy_regex import Expression

_CIRCLED = Expression(r"(?i)eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇◯]\s*[,，;；]\s*([^()]*?)\s*\)")
_SYMBOL = Expression(r'(?i)symbol\s+(\d{1,5})(?:\s.*?\\f\s*"([^"]*)")?.*')
_LONGEST: Final = 200
_PAGES: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_UNREADABLE: Final = ("EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "MACROBUTTON")
"""Fields that show what no run holds; others without a result (an index entry, a bookmark) show nothing."""


@dataclass
class Field:
    """An open field: its form data (w:ffData), its code, and text among its code."""

    data: etree._Element | None
    code: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    in_code: bool = True


@dataclass
class Fields:
    """The open fields of a paragraph; those for pages are silent in headers and footers (`without_pages`)."""

    open: list[Field] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    without_pages: bool = False
    _silenced: int = 0

    def character(self, element: etree._Element, out: list[str]) -> None:
        """A field begins, passes to its result, or ends (w:fldChar)."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.open.append(Field(element.find(f"{W}ffData")))
        elif self.open and kind == "separate":
            self.open[-1].in_code = False
            self._silenced += self._is_silent(self.open[-1])
        elif self.open and kind == "end":
            ended = self.open.pop()
            if ended.in_code:
                self.text(self._shown(ended), out)
            else:
                self._silenced -= self._is_silent(ended)

    def code(self, text: str) -> None:
        """A piece of a field's code (w:instrText)."""
        if self.open:
            self.open[-1].code.append(text)

    def text(self, text: str, out: list[str]) -> None:
        """Text of a run, shown unless it is in the code of a field."""
        silent = next((inner for inner in self.open if inner.in_code), None)
        if silent is not None:
            silent.texts.append(text)
        elif not self._silenced:
            out.append(text)

    def close(self, out: list[str]) -> None:
        """The paragraph ends: a field whose code did not end was none."""
        for unfinished in self.open:
            if unfinished.in_code:
                out.extend(unfinished.texts)
        self.open.clear()
        self._silenced = 0

    def _is_silent(self, field: Field) -> bool:
        return self.without_pages and _keyword("".join(field.code)) in _PAGES

    def _shown(self, ended: Field) -> str:
        """What a field without a result shows."""
        code = "".join(ended.code).strip()
        keyword = _keyword(code)
        if keyword in _FORM_FIELDS and ended.data is not None:
            return _FORM_FIELDS[keyword](ended.data)
        shown = _circled(code) or _symbol(code)
        if not shown and keyword in _UNREADABLE:
            self.unreadable.append(code)
        return shown


def is_page_field(element: etree._Element) -> bool:
    """Whether a field in one element (w:fldSimple) is the number of the page or of all pages."""
    return _keyword(element.get(f"{W}instr", "")) in _PAGES


def _keyword(code: str) -> str:
    return (code.split(None, 1) or [""])[0].upper().partition("\\")[0]


def _circled(code: str) -> str:
    """The number that an EQ field puts into a circle, in brackets where there is no such sign; "" for other fields."""
    circled = _CIRCLED.fullmatch(code[:_LONGEST])
    if circled is None:
        return ""
    digits = circled[1]
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 3 else 0
    return written(number, "decimalEnclosedCircle") if 0 < number <= 20 else f"({digits})"


def _symbol(code: str) -> str:
    """The sign that a SYMBOL field takes from a font, "" for other fields and unknown signs."""
    symbol = _SYMBOL.fullmatch(code) if len(code) < _LONGEST else None
    if symbol is None or not 0 < int(symbol[1]) < 256:
        return ""
    return sign(chr(int(symbol[1])), symbol[2] or "Symbol")


def _check_box(data: etree._Element) -> str:
    box = data.find(f"{W}checkBox")
    is_ticked = box is not None and is_on(_first(box, f"{W}checked", f"{W}default"))
    return "☑" if is_ticked else "□"


def _drop_down(data: etree._Element) -> str:
    chosen = integer(_first(data, f"{W}ddList/{W}result", f"{W}ddList/{W}default"), 0)
    entries = data.findall(f"{W}ddList/{W}listEntry")
    return entries[chosen].get(f"{W}val", "") if chosen < len(entries) else ""


_FORM_FIELDS: Final = {"FORMCHECKBOX": _check_box, "FORMDROPDOWN": _drop_down}


def _first(element: etree._Element, *paths: str) -> etree._Element | None:
    return next((found for path in paths if (found := element.find(path)) is not None), None)
