"""Tables laid out as ruled PDF pages: rows cut by a page's end, merged cells that go on, headings repeated or not."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from pdf_letters import IllegibleError, Line, Sheet, Typeface, wrap

EDGE = 40.0
"""Between the paper's edge and the table, in points."""


class Cell(NamedTuple):
    """A cell's text, a line end where it is broken on purpose, and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells, None where a cell above or at the left covers the place; the first `heading` rows are the heading.

    `of_tasks` are the columns whose merged cells belong to a number: where that is blank, so is it that none begins.
    `may_be_blank` are those in which a row may truly have nothing: there, what stands blank at a page's head could be
    either that or the rest of a merged cell.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    heading: int = 1
    of_tasks: frozenset[int] = frozenset()
    may_be_blank: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Layout:
    """How a table is laid out on pages; lengths in points."""

    widths: tuple[float, ...]
    height: float = 500.0
    """Of the part of a page that is printed, caption included."""
    face: Typeface = field(default_factory=Typeface)
    leading: float = 1.3
    """From one base line to the next, in type sizes."""
    margins: tuple[float, float] = (4.0, 2.0)
    """Between a cell's text and its rulings: at the sides, above and below."""
    rise: float = 0.0
    """How far all text is moved up, in type sizes: boxes of letters then begin above the rule over them."""
    spread: bool = False
    """Whether full lines are spread to the right edge."""
    indented: frozenset[int] = frozenset()
    """The columns whose paragraphs begin two letters in."""
    centred: frozenset[int] = frozenset()
    """The columns whose lines stand in the middle."""
    middle: bool = False
    """Whether a cell's text stands half-way between its rulings; else at the top."""
    cuts_rows: bool = False
    """Whether a page's end cuts a row; else the whole row goes to the next page."""
    heading_again: tuple[int, ...] = ()
    """The rows of the heading that are repeated on each page."""
    ruling: str = "all"
    """`all`; `open`: none at the table's sides; `across`: no upright ones."""
    filled: bool = False
    """Whether rulings are thin rectangles, as Word draws them."""
    closed: tuple[bool, bool] = (True, True)
    """Whether the table is ruled at the end of a page and at the head of the next."""
    caption: str = ""
    caption_size: float = 20.0
    caption_gap: float = 8.0
    """From the caption's base line to the table."""
    running_head: str = ""
    page_number: str = ""
    """With {page} and {pages}; both as in `Sheet.around`."""
    running_rows: bool = False
    """Whether running head and page number stand in rows of the table."""
    watermark: str = ""
    """Large grey letters across each page."""
    shaded: bool = False
    """Whether the heading has a grey ground."""
    twice: bool = False
    """Whether the heading is printed twice, a little apart, to look bold."""
    underlined: bool = False
    """Whether the lines of texts are underlined."""
    descent: int = 271
    """How far the boxes of hanzi reach below the base line, in thousandths of the type size."""

    @property
    def step(self):
        """From one base line to the next, in points."""
        return self.face.size * self.leading


class _Piece(NamedTuple):
    """The part of a row on one page: the row, how many of its lines stand before it, and how many in it."""

    row: int
    before: int
    lines: int


class _Placed(NamedTuple):
    """The part of a cell on one page: where the cell begins, its box, its lines there, how many rows of the page it
    covers, and whether it is the rest of one that began on a page before."""

    row: int
    column: int
    box: tuple[float, float, float, float]
    lines: list[Line]
    rows: int
    is_rest: bool


def print_table(table, layout):
    """The bytes of a PDF with the table. Raises IllegibleError where a page's end would hide what is what."""
    return _Printer(table, layout).printed()


class _Printer:
    def __init__(self, table, layout):
        self._table, self._layout = table, layout
        self._lefts = [EDGE]
        for width in layout.widths:
            self._lefts.append(self._lefts[-1] + width)
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
        self._sheet = Sheet(self._lefts[-1] + EDGE, layout.height + 2 * EDGE, layout.descent)

    def _is_centred(self, row, column):
        wide = self._begins[row, column].across > 1
        return row < self._table.heading or column in self._layout.centred or wide

    def _wrapped(self, cell, row, column):
        layout, side = self._layout, self._layout.margins[0]
        width = sum(layout.widths[column : column + cell.across]) - 2 * side
        centred = self._is_centred(row, column)
        face = replace(layout.face, hanging=False) if centred or layout.ruling == "across" else layout.face
        indent = 2 if column in layout.indented and not centred else 0
        return wrap(cell.text, width, face, overhang=side - 0.5, indent=indent)

    # ------------------------------------------------------------------ which row stands on which page

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
        height = layout.height - self._running_height * (bool(layout.running_head) + bool(layout.page_number))
        pages, page, room = [], [], height - self._caption_height
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

    @property
    def _caption_height(self):
        return self._layout.caption_size + self._layout.caption_gap if self._layout.caption else 0.0

    @property
    def _running_height(self):
        """Of the rows for running head and page number."""
        return 14.0 if self._layout.running_rows else 0.0

    def _placed(self, pages):
        """The cells of each page with their boxes and lines."""
        shown = dict.fromkeys(self._begins, 0)
        return [self._placed_on(page, number, shown) for number, page in enumerate(pages)]

    def _placed_on(self, page, number, shown):
        head = self._running_height if self._layout.running_head else 0.0
        tops = [EDGE + head + (0.0 if number else self._caption_height)]
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
            right = self._lefts[column + self._begins[row, column].across]
            box = (self._lefts[column], tops[first], right, tops[last + 1])
            done = 0 if repeated else shown[row, column]
            lines = self._lines[row, column][done : done + self._lines_in(box)]
            if not repeated:
                shown[row, column] += len(lines)
            is_rest = not repeated and (row < page[first].row or page[first].before > 0)
            placed.append(_Placed(row, column, box, lines, len({page[index].row for index in indexes}), is_rest))
        return placed

    def _lines_in(self, box):
        return int((box[3] - box[1] - 2 * self._layout.margins[1] + 0.01) // self._layout.step)

    # ------------------------------------------------------------------ drawing

    def printed(self):
        """The bytes of the PDF."""
        pages = self._placed(self._pages())
        self._refuse_illegible(pages)
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._sheet.next_page()
            first, last = min(cell.box[1] for cell in page), max(cell.box[3] for cell in page)
            self._draw_around(first, last, number, len(pages))
            open_above = not self._layout.closed[1] and number > 1 and not self._layout.heading_again
            open_below = not self._layout.closed[0] and number < len(pages)
            for cell in page:
                is_heading = cell.row < self._table.heading
                if is_heading and self._layout.shaded:
                    self._sheet.shade(*cell.box)
                self._rule(cell.box, open_above and cell.box[1] == first, open_below and cell.box[3] == last)
                self._write(cell, 0.0)
                if is_heading and self._layout.twice:
                    self._write(cell, 0.3)
        return self._sheet.data()

    def _draw_around(self, top, bottom, page, pages):
        layout, sheet = self._layout, self._sheet
        sheet.watermark(layout.watermark)
        if layout.caption and page == 1:
            base = EDGE + layout.caption_size
            sheet.centred(layout.caption, base, Typeface(layout.caption_size))
        if not layout.running_rows:
            sheet.around(layout.running_head, layout.page_number, EDGE, page, pages)
            return
        high = self._running_height
        for text, upper in ((layout.running_head, top - high), (layout.page_number, bottom)):
            if text:
                words = text.format(page=page, pages=pages).strip("\t")
                sheet.centred(words, upper + high / 2 + 3, Typeface(9.0))
                self._rule((self._lefts[0], upper, self._lefts[-1], upper + high), False, False)

    def _rule(self, box, open_above, open_below):
        left, top, right, bottom = box
        ruling, filled = self._layout.ruling, self._layout.filled
        if not open_above:
            self._sheet.rule(left, top, right, top, filled=filled)
        if not open_below:
            self._sheet.rule(left, bottom, right, bottom, filled=filled)
        for side in (left, right):
            if ruling == "all" or (ruling == "open" and side not in (self._lefts[0], self._lefts[-1])):
                self._sheet.rule(side, top, side, bottom, filled=filled)

    def _write(self, placed, aside):
        left, top, right, bottom = placed.box
        layout, size, (side, above) = self._layout, self._layout.face.size, self._layout.margins
        base = top + above + (layout.step - size) / 2 + size * (0.86 - layout.rise)
        if layout.middle:
            base += max(bottom - top - 2 * above - len(placed.lines) * layout.step, 0) / 2
        centred, width = self._is_centred(placed.row, placed.column), right - left - 2 * side
        for line in placed.lines:
            wide = layout.face.width(line.text)
            spare = max(width - wide, 0.0)
            spread = spare / max(len(line.text) - 1, 1) if layout.spread and not (centred or line.ends) else 0.0
            start = left + side + spare / 2 * centred + aside
            self._sheet.line(line.text, start, base, layout.face, spread)
            if layout.underlined and not centred:
                self._sheet.rule(start, base + 1, start + min(wide, width), base + 1, filled=layout.filled)
            base += layout.step

    # ------------------------------------------------------------------ what nobody could tell

    def _refuse_illegible(self, pages):
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
