"""Ruled tables and paragraphs of PDF files, through pdfplumber (the optional extra `planctl[pdf]`).

A PDF has letters and rulings, not tables, cells and paragraphs: lines of text that reach the right edge of their cell
are taken for one line that was wrapped.
"""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planctl.errors import PlanctlError, UnreadableInputError
from planctl.importer.readers.contents import damaged, refuse_other_than
from planctl.importer.readers.grid import (
    NOT_READ,
    PICTURE,
    DocumentPlace,
    RawCell,
    RawDocument,
    RawParagraph,
    RawRow,
    RawTable,
    Remark,
    Span,
)
from planctl.importer.readers.page_numbers import is_page_number
from planctl.lazy_regex import Expression
from planctl.programs.limited import progress

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_MOST_PAGES: Final = 300
_LARGEST_EXPANDED: Final = 64 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
_STREAM = Expression(r"stream\r?\n")
_TWICE_PACKED = Expression(
    r"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b"
)
_NEAR: Final = 3.0
_GAP: Final = 0.4
"""Letters further apart than this part of their size have a space between them; Word sets Latin a quarter off hanzi."""


class _Line(NamedTuple):
    """A line of text and where it is on its page, in points."""

    text: str
    left: float
    right: float
    top: float
    height: float


class _Area(NamedTuple):
    """The printed part of a page, in points."""

    page: int
    width: float
    left: float
    right: float

    def centres(self, line: _Line) -> bool:
        """Whether a line is in the middle, away from both edges."""
        middle = (line.left + line.right) / 2
        return abs(middle - self.width / 2) < line.height and line.left > self.left + line.height


class _Ruled(NamedTuple):
    """A table of a page: the left edges of its columns, and its rows of cells, None where none begins."""

    page: int
    edges: tuple[float, ...]
    rows: list[list[Span | None]]


def read_pdf(data: bytes) -> RawDocument:
    """Every ruled table and the text around it; a table that continues on the next page is one table.

    Raises UnreadableInputError where pdfplumber is not installed, and for what is no PDF, locked, or only pictures.
    """
    refuse_other_than(data, "pdf")
    _refuse_bomb(data)
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise UnreadableInputError(
            "读取 PDF 需要可选组件 pdfplumber，尚未安装",
            '请运行 pip install "planctl[pdf]"；或用 WPS、Word 把 PDF 转为 .docx 再导入。',
        ) from None
    log = _Losses()
    logger = logging.getLogger("pdfminer")
    logger.addHandler(log)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _read(document.pages, log)
    except PlanctlError:
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise UnreadableInputError(
                "这个 PDF 设了打开密码", "请先去掉密码（打开后打印或另存为 PDF）再导入。"
            ) from None
        raise damaged("pdf") from None
    finally:
        logger.removeHandler(log)


class _Losses(logging.Handler):
    """Keeps pdfminer's English warnings off the screen, and notes whether any says that data was lost."""

    lost = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning."""
        self.lost = self.lost or "loss" in record.getMessage()


def _refuse_bomb(data: bytes) -> None:
    """Raise UnreadableInputError for a file whose packed parts would fill the memory."""
    room = _LARGEST_EXPANDED
    file, text = io.BytesIO(data), data.decode("latin-1")
    for match in _STREAM.finditer(text):
        try:
            packed = zlib.decompressobj()
            file.seek(match.end())
            while room > 0 and not packed.eof and (rest := packed.unconsumed_tail or file.read(_CHUNK)):
                room -= len(packed.decompress(rest, _CHUNK))
        except zlib.error:
            continue
    if room <= 0 or _TWICE_PACKED.search(text):
        raise UnreadableInputError(
            "PDF 展开后过大，可能是恶意文件", "若来源可靠，请打印为新的 PDF，或转为 .docx 再导入。"
        )


def _read(pages: list[Page], log: _Losses) -> RawDocument:
    if len(pages) > _MOST_PAGES:
        raise UnreadableInputError(f"PDF 超过{_MOST_PAGES}页", "请只保留方案所在的页。")
    builder = _Builder()
    letters = pictures = 0
    for number, page in enumerate(pages, 1):
        letters += len(page.chars)
        pictures += len(page.images)
        builder.page(number, page.dedupe_chars())  # bold letters may be printed twice
        page.close()
        progress()
    if not letters:
        what = "只有图片，没有文字（多半是扫描件）" if pictures else "没有文字"
        raise UnreadableInputError(f"这个 PDF {what}", "请找到文字版，或先用文字识别软件转换为 Word。")
    return builder.document(log.lost)


class _Builder:
    """A document while its pages are read."""

    def __init__(self) -> None:
        self._parts: list[RawParagraph | list[_Ruled]] = []
        self._paragraphs = 0
        self._remarks: list[Remark] = []

    def page(self, number: int, page: Page) -> None:
        """Read a page: its tables, and the text above, between and below them."""
        tables = sorted(
            (table for table in page.find_tables() if len(table.cells) > 1), key=lambda table: table.bbox[1]
        )
        lines = _lines_outside(page, tables)
        left = min([line.left for line in lines] + [table.bbox[0] for table in tables], default=0.0)
        right = max([line.right for line in lines] + [table.bbox[2] for table in tables], default=0.0)
        print_area = _Area(number, float(page.width), left, right)
        done = 0
        for table in tables:
            above = [line for line in lines[done:] if line.top < table.bbox[1]]
            self._text(above, print_area)
            done += len(above)
            self._table(_ruled(number, page, table))
        self._text(lines[done:], print_area)
        if page.images:
            self._remarks.append(Remark(f"{len(page.images)}张{PICTURE}", "", DocumentPlace(page=number), NOT_READ))

    def document(self, lost: bool) -> RawDocument:
        """All that was read, tables numbered; `lost` where part of the file could not be."""
        if lost:
            self._remarks.append(Remark("文件有损坏处", "", DocumentPlace(), "文字可能没有读全"))
        numbers = count(1)
        parts = (part if isinstance(part, RawParagraph) else _joined(next(numbers), part) for part in self._parts)
        return RawDocument(tuple(parts), tuple(self._remarks))

    def _text(self, lines: list[_Line], area: _Area) -> None:
        for group in _paragraphs(lines, area.right):
            text = _one_text(group, area.right)
            if is_page_number(text):
                continue
            self._paragraphs += 1
            place = DocumentPlace(paragraph=self._paragraphs, page=area.page)
            self._parts.append(RawParagraph(text, place, all(map(area.centres, group))))

    def _table(self, table: _Ruled) -> None:
        last = self._parts[-1] if self._parts else None
        if isinstance(last, list) and _goes_on(last[-1], table):
            last.append(table)
        else:
            self._parts.append([table])


def _goes_on(above: _Ruled, below: _Ruled) -> bool:
    """Whether a table is the rest of one on the page before: its columns have the same edges."""
    if below.page != above.page + 1 or len(above.edges) != len(below.edges):
        return False
    return all(abs(edge - other) < _NEAR for edge, other in zip(above.edges, below.edges, strict=True))


def _joined(number: int, pieces: list[_Ruled]) -> RawTable:
    """The pieces of a table on several pages as one grid."""
    grid: list[RawRow] = []
    for piece in pieces:
        first = len(grid)
        lines: list[list[RawCell | None]] = [[None] * len(piece.edges) for _ in piece.rows]
        for row, cells in enumerate(piece.rows):
            for column, span in enumerate(cells):
                if span is None:
                    continue
                place = DocumentPlace(table=number, row=first + row + 1, column=column + 1, page=piece.page)
                cell = RawCell(span.text, place, span.rows, span.columns)
                for line in lines[row : row + span.rows]:
                    for covered in range(column, min(column + span.columns, len(line))):
                        line[covered] = line[covered] or cell
        grid += map(tuple, lines)
    return RawTable(number, tuple(grid))


def _ruled(number: int, page: Page, table: Table) -> _Ruled:
    lefts = sorted({cell[0] for cell in table.cells})
    tops = sorted({cell[1] for cell in table.cells})
    rows: list[list[Span | None]] = [[None] * len(lefts) for _ in tops]
    for left, top, right, bottom in table.cells:
        across = sum(left <= edge < right - _NEAR / 2 for edge in lefts)
        down = sum(top <= edge < bottom - _NEAR / 2 for edge in tops)
        lines = _lines(page.crop((left, top, right, bottom), strict=False))
        rows[tops.index(top)][lefts.index(left)] = Span(_one_text(lines, right), down, across)
    return _Ruled(number, tuple(lefts), rows)


def _lines(part: Any) -> list[_Line]:
    return [
        _Line(line["text"], line["x0"], line["x1"], line["top"], line["bottom"] - line["top"])
        for line in part.extract_text_lines(return_chars=False, x_tolerance_ratio=_GAP)
        if line["text"].strip()
    ]


def _lines_outside(page: Page, tables: Iterable[Table]) -> list[_Line]:
    boxes = [table.bbox for table in tables]

    def outside(shape: dict[str, Any]) -> bool:
        x, y = (shape["x0"] + shape["x1"]) / 2, (shape["top"] + shape["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)

    return _lines(page.filter(outside))


def _is_wrapped(line: _Line, edge: float) -> bool:
    """Whether a line ends so near the edge that the next one continues it.

    Flush left, a line leaves less than a character free, another one where the last character moves down with a mark
    that may not begin a line, and the margin of the cell.
    """
    return edge - line.right < line.height * 2.5


def _paragraphs(lines: list[_Line], edge: float) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and not (_is_wrapped(group[-1], edge) and line.left <= group[0].left + _NEAR):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _one_text(lines: list[_Line], edge: float) -> str:
    """Lines as one text, with a line feed only where a line ends before the edge."""
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            text = line.text.strip()
        elif not _is_wrapped(before, edge):
            text += "\n" + line.text.strip()
        else:
            words = text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalnum()
            text += (" " if words else "") + line.text.strip()
    return text
