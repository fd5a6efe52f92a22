"""Tables of web pages while they are read; they become grids, or paragraphs where they only lay out the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from planctl.errors import UnreadableInputError
from planctl.importer.readers.grid import (
    MOST_COLUMNS,
    NOT_READ,
    DocumentPlace,
    RawDocument,
    RawParagraph,
    RawTable,
    Remarks,
    Span,
    lay_out,
    too_many,
)

HIDDEN: Final = "隐藏的内容"
"""What a remark calls text of a page that does not show."""
_MOST_CELLS: Final = 400_000
_MOST_PARAGRAPHS: Final = 200_000
_MOST_NESTED: Final = 20


@dataclass(slots=True)
class HtmlCell:
    """A cell: its texts and the tables in it, in order."""

    rows: int
    columns: int
    parts: list[str | HtmlTable] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Its text, tables inside it as lines."""
        return "\n".join(filter(None, (part if isinstance(part, str) else part.text() for part in self.parts)))

    def span(self, rows_left: int) -> Span:
        """The cell where it stands, with so many rows left in its group; a rowspan of 0 takes them all."""
        rows = min(self.rows or rows_left, rows_left)
        return Span(self.text(), rows, self.columns, "\n".join(self.struck))

    def nested(self) -> Iterator[HtmlTable]:
        """The tables in it."""
        return (part for part in self.parts if not isinstance(part, str))


@dataclass(slots=True)
class HtmlTable:
    """A table: its rows with the cells that begin in them. `unseen` is what hidden rows and cells say: below how many rows,
    what they are, and their text.
    """

    depth: int = 0
    hidden: bool = False
    rows: list[list[HtmlCell]] = field(default_factory=list)
    group_starts: list[int] = field(default_factory=list)
    unseen: list[tuple[int, str, str]] = field(default_factory=list)
    cells: int = 0
    _in_hidden_row: bool = False

    def begin_row(self, *, hidden: bool) -> None:
        """A row begins; one that is hidden takes no place."""
        self._in_hidden_row = hidden
        if hidden:
            self.unseen.append((len(self.rows), "隐藏的行", ""))
        else:
            self.rows.append([])

    def begin_cell(self, cell: HtmlCell, *, hidden: bool) -> None:
        """A cell begins in the last row; one that is hidden takes no place."""
        if hidden:
            return
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(cell)

    def end_cell(self, cell: HtmlCell) -> None:
        """A cell ends; what it says goes with its row where that is hidden, or is noted where only the cell is."""
        if self.rows and self.rows[-1] and self.rows[-1][-1] is cell:
            return
        text = " ".join(text for _, text, _ in cell.notes)
        if self._in_hidden_row:
            row, what, before = self.unseen.pop()
            self.unseen.append((row, what, f"{before} {text}".strip()))
        elif text:
            self.unseen.append((len(self.rows), "隐藏的单元格", text))

    def text(self) -> str:
        """Its text, a line for each row."""
        return "\n".join(" ".join(filter(None, (cell.text() for cell in row))) for row in self.rows).strip()

    def nested(self) -> list[HtmlTable]:
        """The tables in its cells."""
        return [table for row in self.rows for cell in row for table in cell.nested()]

    def only_lays_out(self) -> bool:
        """Whether it holds a table with more cells than its own: it is the frame of a page, not a table of things."""
        return any(table.only_lays_out() or table.cells > self.cells for table in self.nested())

    def spans(self) -> list[list[Span]]:
        """Its rows as texts with spans; no cell reaches past its group (thead, tbody)."""
        ends = [start for start in self.group_starts if start] + [len(self.rows)]
        spans, group = [], 0
        for number, row in enumerate(self.rows):
            while ends[group] <= number:
                group += 1
            left = ends[group] - number
            spans.append([cell.span(left) for cell in row])
        return spans


class Collected:
    """The parts of a document in their order while it is read."""

    def __init__(self) -> None:
        self.parts: list[RawTable | RawParagraph] = []
        self.remarks = Remarks()
        self._hidden: list[RawTable] = []
        self._tables = self._paragraphs = self._cells = 0

    def document(self) -> RawDocument:
        """The document."""
        return RawDocument(tuple(self.parts), self.remarks.all(), tuple(self._hidden))

    def count_cell(self, table: HtmlTable) -> None:
        """A cell of a table begins. Raises UnreadableInputError for one too many."""
        table.cells += 1
        self._cells += 1
        if self._cells > _MOST_CELLS:
            raise too_many(_MOST_CELLS, "格")

    def open_table(self, outer: HtmlTable | None, *, hidden: bool) -> HtmlTable:
        """A table begins, in a cell of `outer` or on the page. Raises UnreadableInputError for too many levels."""
        depth = outer.depth + 1 if outer else 0
        if depth > _MOST_NESTED:
            raise UnreadableInputError(f"表格套表格超过{_MOST_NESTED}层", "请只保留方案所在的表格后另存。")
        return HtmlTable(depth, hidden)

    def paragraph(self, text: str, centred: bool = False, struck: str = "") -> DocumentPlace:
        """A paragraph ended; its place. Raises UnreadableInputError for one too many."""
        self._paragraphs += 1
        if self._paragraphs > _MOST_PARAGRAPHS:
            raise too_many(_MOST_PARAGRAPHS, "段")
        place = DocumentPlace(paragraph=self._paragraphs)
        self.parts.append(RawParagraph(text, place, centred, struck))
        return place

    def table(self, table: HtmlTable) -> None:
        """A table that is in no other ended."""
        if table.only_lays_out():
            self._lay_open(table)
        elif table.unseen or any(cell.parts or cell.struck or cell.notes for row in table.rows for cell in row):
            self._tables += 1
            laid = lay_out(self._tables, table.spans())
            (self._hidden if table.hidden else self.parts).append(laid)
            self._remark_cells(table, laid)

    def _lay_open(self, frame: HtmlTable) -> None:
        """What stands in a table that only lays out the page, as the page's own."""
        for cell in (cell for row in frame.rows for cell in row):
            for part in cell.parts:
                if isinstance(part, HtmlTable):
                    part.hidden |= frame.hidden
                    self.table(part)
                    continue
                for line in filter(None, part.split("\n")):
                    if frame.hidden:
                        self.remarks.add(HIDDEN, line, DocumentPlace())
                    else:
                        self.paragraph(line)
            if cell.struck:
                self.paragraph("", struck="\n".join(cell.struck))
            for what, text, how in cell.notes:
                self.remarks.add(what, text, DocumentPlace(), how)
        for _, what, text in frame.unseen:
            self.remarks.add(what, text, DocumentPlace())

    def _remark_cells(self, table: HtmlTable, laid: RawTable) -> None:
        for above, what, text in table.unseen:
            self.remarks.add(what, text, DocumentPlace(table=laid.number, row=above))
        for number, row in enumerate(table.rows, 1):
            if len(row) <= MOST_COLUMNS and not any(cell.notes or any(cell.nested()) for cell in row):
                continue
            cells = dict.fromkeys(laid.rows[number - 1])
            places = [cell.place for cell in cells if cell is not None and cell.place.row == number]
            for position, cell in enumerate(row):
                if position >= len(places):
                    what = f"第{MOST_COLUMNS}列以后的内容"
                    if text := cell.text():
                        self.remarks.add(what, text, DocumentPlace(table=laid.number, row=number), NOT_READ)
                    continue
                for what, text, how in cell.notes:
                    self.remarks.add(what, text, places[position], how)
                for nested in cell.nested():
                    self.remarks.add("格内套的表格", nested.text(), places[position], "读作该格的文字")
