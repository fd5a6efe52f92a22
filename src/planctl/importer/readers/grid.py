"""What every reader gives: a document's tables as grids with their merges, its paragraphs, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from planctl.errors import UnreadableInputError
from planctl.planfile.origin import Origin


class DocumentPlace(NamedTuple):
    """A place in a document, counted from 1; 0 for what does not apply.

    A cell: its table (or worksheet by name), row and column, and the page where the format has pages. A paragraph: its
    place among the paragraphs outside tables.
    """

    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0
    page: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        """The place in words: 第2张表第14行第3列, 工作表“任务”第14行第3列, 第5段."""
        page = f"第{self.page}页" if self.page else ""
        if self.paragraph:
            return f"{page}第{self.paragraph}段"
        table = f"工作表“{self.sheet}”" if self.sheet else f"第{self.table}张表" if self.table else ""
        row = f"第{self.row}行" if self.row else ""
        return f"{page}{table}{row}" + (f"第{self.column}列" if self.column else "")


@dataclass(frozen=True, slots=True, eq=False)
class RawCell:
    """A cell as the document has it: its text, where it begins, how many rows and columns it spans, and what in it is
    struck through and no part of its text.

    A cell is itself and no other, though it says the same: what is merged is the same object.
    """

    text: str
    place: DocumentPlace
    rows: int = 1
    columns: int = 1
    struck: str = ""


RawRow = tuple[RawCell | None, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as a rectangle: a merged cell stands, as the same object, in every place it covers.

    None is a place where the document has no cell.
    """

    number: int
    rows: tuple[RawRow, ...]
    sheet: str = ""

    @property
    def place(self) -> DocumentPlace:
        """Its place in its document."""
        return DocumentPlace(table=self.number, sheet=self.sheet)

    def with_cells(self, change: Callable[[RawCell], RawCell]) -> RawTable:
        """The table with each of its cells changed, a merged one as one."""
        cells = dict.fromkeys(cell for row in self.rows for cell in row if cell is not None)
        changed = {cell: change(cell) for cell in cells}
        return replace(self, rows=tuple(tuple(cell and changed[cell] for cell in row) for row in self.rows))


def filled_cells(cells: Iterable[RawCell | None]) -> list[RawCell]:
    """The cells of a row, or of several, that say anything, each once."""
    return list(dict.fromkeys(cell for cell in cells if cell is not None and cell.text))


def words_of(table: RawTable) -> str:
    """All that a table says, on one line."""
    rows = filter(None, map(filled_cells, table.rows))
    return "；".join("、".join(dict.fromkeys(cell.text for cell in row)) for row in rows)


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph outside tables. `centred` where the document says so; `struck` is what in it is struck through and no
    part of its text; `like_above` where the paragraph right above is centred too, in letters of the same size.
    """

    text: str
    place: DocumentPlace
    centred: bool = False
    struck: str = ""
    like_above: bool = False


PICTURE: Final = "图片"
UNRULED: Final = "没有框线的表格"
PAGE_TITLE: Final = "网页标题"
NOT_READ: Final = "没有读"
READ_ANYWAY: Final = "照样读了"


class Remark(NamedTuple):
    """Something a reader met that does not fit a grid: what (脚注, 隐藏的行), its text, where, and in words how it was read;
    "" where its text was left out.
    """

    what: str
    text: str
    place: DocumentPlace
    how: str = ""

    @property
    def sentence(self) -> str:
        """What it is and how it was read: 隐藏的行，照样读了."""
        return f"{self.what}，{self.how}" if self.how else self.what


MOST_REMARKS = 20_000
_MOST_REMARKED = 4 * 1024 * 1024
"""Characters of all remarks; with more they are no longer for reading."""


class Remarks:
    """Remarks while a document is read; past MOST_REMARKS, or with more text than anyone reads, they are counted only:
    they could fill the memory.
    """

    def __init__(self) -> None:
        self._listed: list[Remark] = []
        self._unlisted = 0
        self._room = _MOST_REMARKED

    def add(self, what: str, text: str, place: DocumentPlace, how: str = "") -> None:
        """Add a remark."""
        self._room -= len(text)
        if len(self._listed) < MOST_REMARKS and self._room >= 0:
            self._listed.append(Remark(what, text, place, how))
        else:
            self._unlisted += 1

    def all(self) -> tuple[Remark, ...]:
        """Those that are listed, and how many are not."""
        if not self._unlisted:
            return tuple(self._listed)
        return (*self._listed, Remark(f"另有{self._unlisted}处", "", DocumentPlace(), "没有逐一列出"))


@dataclass(frozen=True)
class RawDocument:
    """A document's tables and paragraphs in their order, what did not fit, and tables that do not show: hidden sheets, hidden
    tables of pages, which are read only where a user asks for them.
    """

    parts: tuple[RawTable | RawParagraph, ...]
    remarks: tuple[Remark, ...] = field(default=())
    hidden: tuple[RawTable, ...] = field(default=())
    origin: Origin | None = None

    @property
    def tables(self) -> list[RawTable]:
        """Its tables."""
        return [part for part in self.parts if isinstance(part, RawTable)]

    @property
    def paragraphs(self) -> list[RawParagraph]:
        """Its paragraphs."""
        return [part for part in self.parts if isinstance(part, RawParagraph)]


class Span(NamedTuple):
    """A cell as formats with row and column spans write it (HTML): its text, the rows and columns it spans, and what in it
    is struck through.
    """

    text: str
    rows: int = 1
    columns: int = 1
    struck: str = ""


MOST_COLUMNS = 200
"""A table with more is no plan; what spans further is cut."""
_LONGEST_CELL = 200_000
"""Excel's limit is 32767 characters, and a whole plan has a hundred thousand."""
MOST_PLACES = 4_000_000
"""Rows times columns; spans can make a table of any size out of a few bytes."""


def lay_out(number: int, rows: Iterable[Sequence[Span]], sheet: str = "") -> RawTable:
    """A table from rows that name only the cells that begin in them, as HTML does; spans that overlap give way to what
    stands there first, spans past the last row are cut.

    Raises UnreadableInputError for a table of more than MOST_PLACES.
    """
    listed = list(rows)
    grid: list[list[RawCell | None]] = [[] for _ in listed]
    covered = 0
    for row, spans in enumerate(listed):
        line, column = grid[row], 0
        for span in spans:
            while column < len(line) and line[column] is not None:
                column += 1
            if column >= MOST_COLUMNS:
                break
            down = min(max(span.rows, 1), len(listed) - row)
            across = min(max(span.columns, 1), MOST_COLUMNS - column)
            covered += down * across
            if covered > MOST_PLACES:
                raise too_many(MOST_PLACES, "格")
            place = DocumentPlace(table=number, row=row + 1, column=column + 1, sheet=sheet)
            cell = RawCell(refuse_long(span.text), place, down, across, span.struck)
            for below in grid[row : row + down]:
                _cover(below, column, across, cell)
            column += across
    width = max(map(len, grid), default=0)
    if width * len(grid) > MOST_PLACES:
        raise too_many(MOST_PLACES, "格")
    nothing = (None,) * width
    laid = tuple((*line, *nothing[len(line) :]) for line in grid)
    return RawTable(number, laid, sheet)


def _cover(line: list[RawCell | None], column: int, across: int, cell: RawCell) -> None:
    end = column + across
    line.extend([None] * (column - len(line)))
    if column < len(line):
        line[column:end] = [there or cell for there in line[column:end]]
    line.extend([cell] * (end - len(line)))


def refuse_long(text: str) -> str:
    """The text of a cell; raises UnreadableInputError for one that is longer than any document."""
    if len(text) > _LONGEST_CELL:
        raise UnreadableInputError(
            f"表格里有一格超过{_LONGEST_CELL // 10_000}万字，不像一份分工方案", "请确认没有选错文件，或删去这一格。"
        )
    return text


def too_many(most: int, what: str) -> UnreadableInputError:
    """The error for a document with more of something (段, 格, 行) than any plan, which would fill the memory."""
    return UnreadableInputError(
        f"文档过大：超过{most // 10_000}万{what}，不像一份分工方案", "请确认没有选错文件，或只保留方案所在的部分。"
    )
