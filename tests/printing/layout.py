"""A table, and how it is laid out on pages."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from printing.letters import Typeface

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
    caption: tuple[str, ...] = ()
    """The lines of the title above the table, in the middle."""
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

    @cached_property
    def lefts(self):
        """Where the columns begin, and where the last ends."""
        return [EDGE + sum(self.widths[:column]) for column in range(len(self.widths) + 1)]

    @property
    def caption_height(self):
        """Of the caption and what is free below it."""
        if not self.caption:
            return 0.0
        return self.caption_size + (len(self.caption) - 1) * self.caption_step + self.caption_gap

    @property
    def caption_step(self):
        """From one base line of the caption to the next."""
        return self.caption_size * 1.4

    @property
    def running_height(self):
        """Of each row for running head and page number."""
        return 14.0 if self.running_rows else 0.0

    def is_centred(self, table, row, column):
        """Whether the lines of the cell that begins there stand in its middle."""
        return row < table.heading or column in self.centred or table.rows[row][column].across > 1
