"""The visible text of Word's paragraphs, cells, notes and text boxes; what shows elsewhere or not at all is remarked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from planctl.importer.readers.docx.drawings import outermost, remark_drawing
from planctl.importer.readers.docx.fields import Fields, is_page_field
from planctl.importer.readers.docx.numbering import Numbering
from planctl.importer.readers.docx.styles import Styles, W, is_on, is_struck, value
from planctl.importer.readers.docx.symbols import is_symbol_font, sign
from planctl.importer.readers.grid import NOT_READ, DocumentPlace, Remarks
from planctl.importer.readers.struck import STRUCK

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P: Final = f"{W}p"
TBL: Final = f"{W}tbl"
TC: Final = f"{W}tc"
T: Final = f"{W}t"
FONTS: Final = f"{W}rFonts"
ASCII: Final = f"{W}ascii"
PARAGRAPH_STYLE: Final = f"{W}pStyle"
RUN_STYLE: Final = f"{W}rStyle"
_PPR: Final = f"{W}pPr"
_R: Final = f"{W}r"
_RPR: Final = f"{W}rPr"
_DEL: Final = f"{W}del"
_VANISH: Final = f"{W}vanish"
_BR: Final = f"{W}br"
_DELETED: Final = f"{W}delText"
_ALTERNATIVES: Final = f"{MC}AlternateContent"
_AROUND: Final = "hyperlink smartTag sdt sdtContent customXml dir bdo ins del moveTo moveFrom ruby rubyBase"
_WRAPPERS: Final = frozenset(f"{W}{name}" for name in _AROUND.split())
"""Elements around runs, paragraphs or rows that have no text of their own."""
_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_STRIKES: Final = (f"{W}strike", f"{W}dstrike")
_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")
_NOTES: Final = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote", "comment")}
_NAMES: Final = {"footnote": "脚注", "endnote": "尾注", "comment": "批注"}


class _Look(NamedTuple):
    """How the text of a run shows: the symbol font that it is in, whether it is hidden or struck through."""

    font: str = ""
    hidden: bool = False
    struck: bool = False


class Texts:
    """Reads texts; `skipped` are the tracked changes that do not count, `place` is that of the text being read."""

    def __init__(self, numbering: Numbering, styles: Styles, remarks: Remarks, original: bool) -> None:
        self._count(original=original)
        self.notes: dict[tuple[str, str], str] = {}
        self.place = DocumentPlace()
        self.without_pages = False
        self._numbering = numbering
        self._styles = styles
        self._styles_strike = styles.strikes
        self._plain_look = _Look()  # of runs without properties of their own
        self._struck: list[str] = []
        self._live_before = 0
        self._remarks = remarks
        self._fields: Fields | None = None
        self._hidden: list[str] = []

    def _count(self, *, original: bool) -> None:
        """Let tracked changes count, or in the `original` not."""
        self._original = original
        self.skipped = {f"{W}ins", f"{W}moveTo"} if original else {_DEL, f"{W}moveFrom"}

    def lines(self, element: etree._Element) -> list[str]:
        """The paragraphs of a cell, a note or a text box, each with its number; a table in it gives a line a row."""
        lines: list[str] = []
        joins = False
        for block in self._blocks(element):
            if block.tag == TBL:
                lines += self._table(block)
                joins = False
                continue
            text, continues = self.paragraph(block)
            if joins:
                lines[-1] += text
            elif text or not continues:
                lines.append(text)
            joins = continues and (joins or bool(text))
        return lines

    def paragraph(self, element: etree._Element) -> tuple[str, bool]:
        """The text of a paragraph with its number, and whether the next one continues it: a tracked change took its end."""
        properties = next(element.iterchildren(_PPR), None)
        continues = properties is not None and self._has_lost_its_end(properties)
        outer, self._fields = self._fields, None
        out: list[str] = []
        struck_before = len(self._struck)
        outer_look = self._plain_look
        if self._styles_strike:
            own_style = self._styles.style(value(element, f"{_PPR}/{PARAGRAPH_STYLE}"))
            self._plain_look = _Look(struck=bool(own_style.struck))
        self._collect(element, out)
        self._plain_look = outer_look
        if self._fields is not None:
            self._fields.close(out)
            for code in self._fields.unreadable:
                self._remarks.add("算不出的域", code, self.place)
        self._fields = outer
        if self._hidden:
            self._remarks.add("隐藏的文字", "".join(self._hidden), self.place)
            self._hidden = []
        text = out[0] if len(out) == 1 else "".join(out)
        if continues and not text.strip():
            return "", True
        label = self._numbering.label(properties) if self._numbering.lists else ""
        if len(self._struck) > struck_before:
            self._struck.append("\n")
            if not text.strip():
                return "", continues  # its number is struck through with it
        return label + text, continues

    def text_that_does_not_count(self, cell: etree._Element) -> str:
        """The text of a cell that tracked changes took out, or put in: as if they counted the other way round."""
        self._count(original=not self._original)
        text = "\n".join(self.lines(cell)).strip()
        self._count(original=not self._original)
        return text

    def remark_struck(self) -> None:
        """Remark what was struck through in a text that is no part of the document's own."""
        if struck := self.take_struck():
            self._remarks.add(STRUCK, struck, self.place)

    def take_struck(self) -> str:
        """What was struck through in the texts read since it was last asked for."""
        struck = "".join(self._struck).strip() if self._struck else ""
        self._struck = []
        return struck

    def cells(self, row: etree._Element) -> Iterator[etree._Element]:
        """A row's cells, also those in content controls, without those of tracked changes that do not count."""
        for child in row:
            if child.tag == TC:
                yield child
            elif child.tag in _WRAPPERS and child.tag not in self.skipped:
                yield from self.cells(child)

    def _blocks(self, elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
        for child in elements:
            name = child.tag
            if name in (P, TBL):
                yield child
            elif name in _WRAPPERS and name not in self.skipped:
                yield from self._blocks(child)
            elif name == _ALTERNATIVES:
                yield from self._blocks(_chosen(child))
            elif name == f"{W}altChunk":
                self._remarks.add("嵌入的另一份文件", "", self.place, NOT_READ)

    def _table(self, table: etree._Element) -> list[str]:
        lines = []
        for row in outermost(table, f"{W}tr"):
            changes = row.find(f"{W}trPr")
            if changes is None or all(change.tag not in self.skipped for change in changes):
                lines.append("\t".join("\n".join(self.lines(cell)).strip() for cell in self.cells(row)))
        if not self.without_pages:
            self._remarks.add("格内套的表格", "\n".join(lines), self.place, "读作该格的文字")
        return lines

    def _has_lost_its_end(self, properties: etree._Element) -> bool:
        mark = next(properties.iterchildren(_RPR), None)
        return mark is not None and any(change.tag in self.skipped for change in mark)

    def _collect(self, elements: Iterable[etree._Element], out: list[str]) -> None:
        for child in elements:
            name = child.tag
            if name == _R:
                self._run(child, out)
            elif name in _WRAPPERS:
                if name not in self.skipped:
                    self._collect(child, out)
            elif name == f"{W}fldSimple":
                if not (self.without_pages and is_page_field(child)):
                    self._collect(child, out)
            elif name == _ALTERNATIVES:
                self._collect(_chosen(child), out)
            elif name.__class__ is str and name.startswith(M):
                self._put("".join(text.text or "" for text in child.iter(f"{M}t")), out)

    def _put(self, text: str, out: list[str]) -> None:
        if self._fields is None:
            out.append(text)
        else:
            self._fields.text(text, out)

    def _run(self, run: Iterable[etree._Element], out: list[str]) -> None:
        look, live = self._plain_look, out
        out = self._struck_from(live) if look.struck else live
        for child in run:
            name = child.tag
            if name == T or (name == _DELETED and self._original):
                text = child.text or ""
                if look.font:
                    text = "".join(self._sign(letter, look.font) for letter in text)
                if look.hidden:
                    self._hidden.append(text)
                else:
                    self._put(text, out)
            elif name == _RPR:
                look = self._look(child)
                out = self._struck_from(live) if look.struck else live
            elif look.hidden:
                continue
            elif name in _SIGNS:
                self._put(_SIGNS[name], out)
            elif name == _BR:
                self._put("" if child.get(f"{W}type") in ("page", "column") else "\n", out)
            else:
                self._other(child, name, out)

    def _look(self, properties: etree._Element) -> _Look:
        """How the text of a run with these properties shows."""
        font, hidden, struck = self._plain_look
        for own in properties.iterchildren(_VANISH, FONTS, RUN_STYLE, *_STRIKES):
            if own.tag == _VANISH:
                hidden = is_on(own)
            elif own.tag == RUN_STYLE:
                struck = self._styles.style(own.get(f"{W}val", "")).struck or struck
            elif own.tag in _STRIKES:
                struck = bool(is_struck(properties))
            elif is_symbol_font(name := own.get(ASCII, "")):
                font = name
        return _Look(font, hidden, struck)

    def _struck_from(self, live: list[str]) -> list[str]:
        """Where struck-through text goes; a space keeps it apart from what was struck before the live text."""
        if self._struck and self._struck[-1] != "\n" and len(live) != self._live_before:
            self._struck.append("\u3000")
        self._live_before = len(live)
        return self._struck

    def _other(self, child: etree._Element, name: str, out: list[str]) -> None:
        """What a run may hold besides text."""
        if name == f"{W}fldChar":
            if self._fields is None:
                self._fields = Fields(without_pages=self.without_pages)
            self._fields.character(child, out)
        elif name == f"{W}instrText" or (name == f"{W}delInstrText" and self._original):
            if self._fields is not None:
                self._fields.code(child.text or "")
        elif name == f"{W}sym":
            code = child.get(f"{W}char", "")
            letter = chr(int(code, 16)) if len(code) == 4 and set(code) <= _HEXADECIMAL else ""
            self._put(self._sign(letter, child.get(f"{W}font", "")), out)
        elif name in _NOTES:
            kind = _NOTES[name]
            self._remarks.add(_NAMES[kind], self.notes.get((kind, child.get(f"{W}id", "")), ""), self.place)
        elif name in (f"{W}drawing", f"{W}pict", f"{W}object"):
            remark_drawing(child, self.lines, self.place, self._remarks)
        elif name == _ALTERNATIVES:
            self._run(_chosen(child), out)
        elif name in (f"{W}ruby", f"{W}rubyBase"):
            self._collect(child, out)

    def _sign(self, letter: str, font: str) -> str:
        if not letter or letter.isspace():
            return letter
        shown = sign(letter, font)
        if not shown:
            self._remarks.add(f"符号字体 {font} 里不认识的符号", f"U+{ord(letter):04X}", self.place)
        return shown


def _chosen(alternatives: etree._Element) -> Iterable[etree._Element]:
    """The content of the alternative that Word takes, except for coloured signs (w16se), which are text in the fallback."""
    choice, fallback = alternatives.find(f"{MC}Choice"), alternatives.find(f"{MC}Fallback")
    if choice is None or (fallback is not None and choice.get("Requires") == "w16se"):
        return fallback if fallback is not None else ()
    return choice
