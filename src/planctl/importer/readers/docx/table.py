"""A Word table built row by row, with its merges down (vMerge) and across (gridSpan, hMerge)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planctl.importer.readers.grid import MOST_COLUMNS, MOST_PLACES, DocumentPlace, RawCell, RawTable, too_many

RESTART: Final = "restart"
CONTINUE: Final = "continue"
_MOST_CELLS: Final = 400_000
_MOST_ROWS: Final = 200_000


class TableBuilder:
    """A table while its rows are read."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._cells: list[tuple[str, DocumentPlace, list[int], str]] = []  # text, place, [rows, columns], struck text
        self._rows: list[list[int | None]] = []
        self._open: set[int | None] = set()  # the cells that may extend below
        self._places = MOST_PLACES
        self._skipped: dict[int, str] = {}  # merges that rows right above have begun which do not count, by column
        self._begun_above = self._skipped

    def place(self) -> DocumentPlace:
        """Where the next cell begins."""
        return DocumentPlace(self._number, len(self._rows), len(self._rows[-1]) + 1)

    def start_row(self, before: int) -> None:
        """Begin a row, some places in from the left. Raises UnreadableInputError for a row too many."""
        if len(self._rows) >= _MOST_ROWS:
            raise too_many(_MOST_ROWS, "行")
        self._rows.append([None] * min(before, MOST_COLUMNS))
        self._begun_above, self._skipped = self._skipped, {}

    def skip_row(self, merges: Mapping[int, str | None]) -> None:
        """Pass over a row that does not count. `merges` are the texts of its merges that may go on in the next row, by
        their columns; None where it has a cell without.
        """
        for column, text in merges.items():
            self._skipped.pop(column, None)
            if text is not None:
                self._skipped[column] = text

    def begun_in_skipped_row(self, merge: str) -> str | None:
        """The text of the next cell, where with this vMerge it goes on with one that a skipped row began; None if not."""
        return self._begun_above.get(len(self._rows[-1])) if merge == CONTINUE else None

    def continues(self, merge: str) -> bool:
        """Whether the next cell, with this vMerge, continues the cell above: only where that one begins or is in a merge.

        Otherwise it begins a merge itself, and its text shows (seen in LibreOffice).
        """
        return merge == CONTINUE and self._above() in self._open

    def _above(self) -> int | None:
        column = len(self._rows[-1])
        above = self._rows[-2] if len(self._rows) > 1 else []
        return above[column] if column < len(above) else None

    def add(self, text: str, columns: int, merge: str, struck: str = "") -> None:
        """Add the next cell, or extend the one above. Raises UnreadableInputError for a table larger than any plan's."""
        row = self._rows[-1]
        if columns > 1:
            columns = min(columns, MOST_COLUMNS - len(row))
        self._places -= columns
        if self._places < 0:
            raise too_many(MOST_PLACES, "格")
        if merge and self.continues(merge):
            above = self._above()
            assert above is not None
            size = self._cells[above][2]
            if self._cells[above][1].row + size[0] == len(self._rows):
                size[0] += 1
            row.extend([above] * columns)
            return
        number = len(self._cells)
        if number >= _MOST_CELLS:
            raise too_many(_MOST_CELLS, "格")
        self._cells.append((text, self.place(), [1, columns], struck))
        if merge:
            self._open.add(number)
        row.extend([number] * columns)

    def widen(self) -> bool:
        """Extend the cell at the left by a column; False where there is none."""
        row = self._rows[-1]
        if not row or row[-1] is None:
            return False
        self._cells[row[-1]][2][1] += 1
        row.append(row[-1])
        return True

    def finish(self) -> RawTable:
        """The table. Raises UnreadableInputError for a table larger than any plan's."""
        width = max(map(len, self._rows), default=0)
        if width * len(self._rows) > MOST_PLACES:
            raise too_many(MOST_PLACES, "格")
        cells = [RawCell(text, place, size[0], size[1], struck) for text, place, size, struck in self._cells]
        self._cells.clear()
        rows = tuple(
            tuple([cells[number] if number is not None else None for number in row] + [None] * (width - len(row)))
            for row in self._rows
        )
        return RawTable(self._number, rows)
