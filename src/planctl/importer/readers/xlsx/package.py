"""The parts of an Excel workbook that its sheets refer to: names, texts, number formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, reduce
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
    """An opened workbook."""

    package: Package
    sheets: list[SheetEntry] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
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
            book.formats = _read_formats(book, part)
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


class TextCollector:
    """The text of a rich text element (`si`, `is`, a comment), phonetic guides left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._reading = False
        self._guides = 0

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag == "rPh":
            self._guides += 1
        elif tag == "t":
            self._reading = not self._guides

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "rPh":
            self._guides -= 1
        elif tag == "t":
            self._reading = False

    def text(self, text: str) -> None:
        """An element holds text."""
        if self._reading:
            self.pieces.append(text)

    def take(self) -> str:
        """The collected text; the collector starts afresh."""
        collected = unescape("".join(self.pieces))
        self.pieces.clear()
        return collected


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


def _read_texts(book: Workbook, part: str) -> list[str]:
    texts: list[str] = []
    collector = TextCollector()

    def end(tag: str) -> None:
        collector.end(tag)
        if tag == "si":
            if len(texts) >= _MOST_TEXTS:
                raise too_many(_MOST_TEXTS, "条文字")
            texts.append(collector.take())

    stream_part(book.package, part, lambda tag, _: collector.start(tag), end, collector.text)
    return texts


def _read_formats(book: Workbook, part: str) -> list[str]:
    """The number format of each cell style."""
    own: dict[str, str] = {}
    numbers: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            own.setdefault(attributes.get("numFmtId", ""), unescape(attributes.get("formatCode", "")))
        elif tag == "xf" and inside:
            numbers.append(attributes.get("numFmtId", "0"))
        elif tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag == "cellXfs"

    stream_part(book.package, part, start)
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    return [own.get(number) or built_in.get(number, "" if number != "0" else GENERAL) for number in numbers]
