"""The parts of an Excel workbook that its sheets refer to: names, texts, number formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Final, NamedTuple

from planctl.errors import UnreadableInputError
from planctl.importer.readers.contents import Package, damaged, open_package
from planctl.importer.readers.grid import too_many
from planctl.importer.readers.opc import Relation, main_part, relations
from planctl.importer.readers.xlsx.number_formats import BUILT_IN, GENERAL
from planctl.importer.readers.xml_stream import stream_part
from planctl.lazy_regex import Expression

KIND: Final = "xlsx"
MOST_ROWS: Final = 1_048_576
_MOST_TEXTS: Final = 400_000
_REFERENCE = Expression(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = Expression("_x([0-9A-Fa-f]{4})_")


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool
    is_grid: bool


@dataclass
class Workbook:
    """An opened workbook. `formats` and `strikes` are, by cell style, the number format and whether text is struck through."""

    package: Package
    sheets: list[SheetEntry] = field(default_factory=list)
    texts: list[Rich] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    strikes: list[bool] = field(default_factory=list)
    since_1904: bool = False


def open_workbook(data: bytes) -> Workbook:
    """A workbook with its list of sheets, shared texts and formats. Raises UnreadableInputError where it is none."""
    book = Workbook(open_package(data, KIND))
    root = main_part(book.package, "xl/workbook.xml")
    if root.endswith(".bin"):
        raise UnreadableInputError("这是 Excel 二进制工作簿（.xlsb）", "请用 Excel 或 WPS 打开，另存为 .xlsx。")
    related = relations(book.package, root)
    _read_sheets(book, root, related)
    for kind, part in related.values():
        if kind == "sharedStrings":
            book.texts = _read_texts(book, part)
        elif kind == "styles":
            _read_styles(book, part)
    return book


def position(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as B12 or $B$12. Raises UnreadableInputError for anything else."""
    found = _REFERENCE.fullmatch(reference)
    row = int(found[2]) if found else 0
    if found is None or not 1 <= row <= MOST_ROWS:
        raise damaged(KIND)
    return row, _column(found[1])


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - ord("A") + 1, letters.upper(), 0)


def unescape(text: str) -> str:
    """A text of a workbook without its `_x000D_` escapes, lines ended by line feeds."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


Rich = str | tuple[tuple[bool | None, str], ...]
"""A text in pieces by whether they are struck through, None as their cell is; a mere str is all as its cell is."""


def live_and_struck(rich: Rich, *, cell_strikes: bool) -> tuple[str, str]:
    """What of a text counts, and what is struck through, in a cell whose own font strikes or does not."""
    if isinstance(rich, str):
        return ("", rich) if cell_strikes else (rich, "")
    live, struck = (
        [text for strikes, text in rich if (cell_strikes if strikes is None else strikes) is wanted]
        for wanted in (False, True)
    )
    return "".join(live), "\u3000".join(struck)


class TextCollector:
    """The text of a rich text element (`si`, `is`, a comment), phonetic guides left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._struck: list[bool | None] = []  # of each piece, where any run has properties
        self._reading = False
        self._guides = 0
        self._strikes: bool | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "rPh":
            self._guides += 1
        elif tag == "t":
            self._reading = not self._guides
        elif tag == "rPr":
            self._strikes = False
        elif tag == "strike" and self._strikes is not None:
            self._strikes = is_set(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "rPh":
            self._guides -= 1
        elif tag == "t":
            self._reading = False
        elif tag == "r":
            self._strikes = None

    def text(self, text: str) -> None:
        """An element holds text."""
        if self._reading:
            self.pieces.append(text)
            if self._strikes is not None:
                self._struck += [None] * (len(self.pieces) - 1 - len(self._struck))
                self._struck.append(self._strikes)

    def take(self) -> str:
        """The collected text; the collector starts afresh."""
        collected = unescape("".join(self.pieces))
        self.pieces.clear()
        self._struck.clear()
        return collected

    def take_rich(self) -> Rich:
        """The collected text with what in it is struck through; the collector starts afresh."""
        if not self._struck:
            return self.take()
        runs = groupby(zip_longest(self._struck, self.pieces), key=itemgetter(0))
        rich = tuple((strikes, unescape("".join(text for _, text in pieces))) for strikes, pieces in runs)
        self.take()
        return rich


def _read_sheets(book: Workbook, root: str, related: dict[str, Relation]) -> None:
    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            book.since_1904 = attributes.get("date1904") in ("1", "true", "on")
        elif tag == "sheet":
            ids = (value for key, value in attributes.items() if key.endswith(":id"))
            relation = related.get(next(ids, ""))
            if relation is None:
                raise damaged(KIND)
            hidden = attributes.get("state", "visible") != "visible"
            grid = relation.kind == "worksheet"
            book.sheets.append(SheetEntry(attributes.get("name", ""), relation.part, hidden, grid))

    stream_part(book.package, root, start)


def is_set(attributes: Mapping[str, str]) -> bool:
    """Whether an on/off property that is there is on."""
    return attributes.get("val", "1") not in ("0", "false")


def _read_texts(book: Workbook, part: str) -> list[Rich]:
    texts: list[Rich] = []
    collector = TextCollector()

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "si":
            if len(texts) >= _MOST_TEXTS:
                raise too_many(_MOST_TEXTS, "条文字")
            texts.append(collector.take_rich())

    stream_part(book.package, part, collector.start, end, collector.text)
    return texts


def _read_styles(book: Workbook, part: str) -> None:
    """The number format of each cell style, and whether its font strikes text through."""
    own: dict[str, str] = {}
    numbers: list[str] = []
    fonts: list[str] = []
    struck_fonts: set[str] = set()
    font_count = 0
    inside = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, font_count
        if tag == "numFmt":
            own.setdefault(attributes.get("numFmtId", ""), unescape(attributes.get("formatCode", "")))
        elif tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag
        elif tag == "xf" and inside == "cellXfs":
            numbers.append(attributes.get("numFmtId", "0"))
            fonts.append(attributes.get("fontId", "0"))
        elif tag == "font" and inside == "fonts":
            font_count += 1
        elif tag == "strike" and inside == "fonts" and is_set(attributes):
            struck_fonts.add(str(font_count - 1))

    stream_part(book.package, part, start)
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    book.formats = [own.get(number) or built_in.get(number, "" if number != "0" else GENERAL) for number in numbers]
    book.strikes = [font in struck_fonts for font in fonts]
