"""Which part of which cell of a table stands where on which page."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from printing.layout import EDGE, Layout, Table
from printing.letters import IllegibleError, Line, wrap


class _Piece(NamedTuple):
    """The part of a row on one page: the row, how many of its lines stand before it, and how many in it."""

    row: int
    before: int
    lines: int


class Placed(NamedTuple):
    """The part of a cell on one page: where the cell begins, its box, its lines there, how many rows of the page it
    covers, and whether it is the rest of one that began on a page before."""

    row: int
    column: int
    box: tuple[float, float, float, float]
    lines: list[Line]
    rows: int
    is_rest: bool


def place_cells(table: Table, layout: Layout) -> list[list[Placed]]:
    """The parts of a table's cells on each page. Raises IllegibleError where a page's end would hide what is what."""
    pager = _Pager(table, layout)
    pages = pager.placed()
    pager.refuse_illegible(pages)
    return pages


class _Pager:
    def __init__(self, table, layout):
        self._table, self._layout = table, layout
        self._begins = {
            (row, column): cell for row, cells in enumerate(table.rows) for column, cell in enumerate(cells) if cell
        }
        self._owners = {
            (covered, place): (row, column)
            for (row, column), cell in self._begins.items()
            for covered in range(row, row + cell.down)
            for place in range(column, column + cell.across)
        }
        self._lines = {place: self._wrapped(cell, *place) for place, cell in self._begins.items()}

    def _wrapped(self, cell, row, column):
        layout, side = self._layout, self._layout.margins[0]
        width = sum(layout.widths[column : column + cell.across]) - 2 * side
        centred = layout.is_centred(self._table, row, column)
        face = replace(layout.face, hanging=False) if centred or layout.ruling == "across" else layout.face
        indent = 2 if column in layout.indented and not centred else 0
        return wrap(cell.text, width, face, overhang=side - 0.5, indent=indent)

    def _heights(self):
        """How many lines high each row is."""
        high = [1] * len(self._table.rows)
        for (row, column), cell in sorted(self._begins.items(), key=lambda item: item[1].down):
            lacking = len(self._lines[row, column]) - sum(high[row : row + cell.down])
            high[row + cell.down - 1] += max(lacking, 0)
        return high

    def _pages(self):
        """The pieces of rows on each page, the repeated heading among them."""
        high, layout = self._heights(), self._layout
        again = [_Piece(row, 0, high[row]) for row in layout.heading_again]
        running = bool(layout.running_head) + bool(layout.page_number)
        height = layout.height - layout.running_height * running
        pages, page, room = [], [], height - layout.caption_height
        for row, lines in enumerate(high):
            done = 0
            while done < lines:
                free = room - sum(map(self._height, page))
                fitting = min(int((free - 2 * layout.margins[1]) // layout.step), lines - done)
                if fitting == lines - done or (layout.cuts_rows and row >= self._table.heading and fitting > 0):
                    page.append(_Piece(row, done, fitting))
                    done += fitting
                elif len(page) <= len(again):
                    raise IllegibleError("a page is too small for a row")
                else:
                    pages.append(page)
                    page, room = list(again), height
        return [*pages, page]

    def _height(self, piece):
        return piece.lines * self._layout.step + 2 * self._layout.margins[1]

    def placed(self):
        """The cells of each page with their boxes and lines."""
        shown = dict.fromkeys(self._begins, 0)
        return [self._placed_on(page, number, shown) for number, page in enumerate(self._pages())]

    def _placed_on(self, page, number, shown):
        head = self._layout.running_height if self._layout.running_head else 0.0
        tops = [EDGE + head + (0.0 if number else self._layout.caption_height)]
        for piece in page:
            tops.append(tops[-1] + self._height(piece))
        again = len(self._layout.heading_again) if number else 0
        pieces = {}
        for index, piece in enumerate(page):
            for column in range(len(self._layout.widths)):
                pieces.setdefault((self._owners[piece.row, column], index < again), []).append(index)
        placed = []
        for ((row, column), repeated), indexes in pieces.items():
            first, last = indexes[0], indexes[-1]
            right = self._layout.lefts[column + self._begins[row, column].across]
            box = (self._layout.lefts[column], tops[first], right, tops[last + 1])
            done = 0 if repeated else shown[row, column]
            lines = self._lines[row, column][done : done + self._lines_in(box)]
            if not repeated:
                shown[row, column] += len(lines)
            is_rest = not repeated and (row < page[first].row or page[first].before > 0)
            placed.append(Placed(row, column, box, lines, len({page[index].row for index in indexes}), is_rest))
        return placed

    def _lines_in(self, box):
        return int((box[3] - box[1] - 2 * self._layout.margins[1] + 0.01) // self._layout.step)

    def refuse_illegible(self, pages):
        """Raise IllegibleError for what a page's end hides from people as well.

        - A cell cut where it has ended a sentence: the rest could be a requirement of its own under a merged task.
        - A merged cell with text on both pages where no row is cut: its rest could be the next row's cell.
        - A row of which nothing goes on behind the break.
        - A blank cell at the head of a page, in a column that has blank cells: the rest of a merged cell, or nothing.
        """
        shown = dict.fromkeys(self._begins, 0)
        for before, page in pairwise(pages):
            for cell in before:
                shown[cell.row, cell.column] += len(cell.lines)
            top = min(cell.box[1] for cell in page if cell.row >= self._table.heading)
            head = [cell for cell in page if cell.box[1] == top]
            row_is_cut = any(cell.is_rest and self._begins[cell.row, cell.column].down == 1 for cell in head)
            for cell in head:
                done = shown[cell.row, cell.column]
                if cell.is_rest and cell.lines:
                    last = self._lines[cell.row, cell.column][done - 1].text[-1]
                    if last in "。；！？":
                        raise IllegibleError("a cell is cut at the end of a sentence")
                    if not row_is_cut and cell.column not in self._table.of_tasks and last != "、":
                        raise IllegibleError("a merged cell goes on where no row is cut")
                elif cell.column in self._table.may_be_blank and not (cell.lines or cell.rows > 1 or row_is_cut):
                    raise IllegibleError("a blank cell at the head of a page")
            if not any(cell.lines for cell in head):
                raise IllegibleError("nothing of a row stands behind the page's end")
