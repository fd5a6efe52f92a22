"""Text of a file and places in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from planctl.lazy_regex import Expression

_LINE_END = Expression(r"\r\n|\n|\r")


BYTE_ORDER_MARK: Final = "\ufeff"


class Span(NamedTuple):
    """A stretch of a text: offsets in characters from its start, `end` not included.

    Where the stretch is a token that holds a text letter for letter, `text_start` is where that text begins; -1 for a
    token whose text is folded or escaped.
    """

    start: int
    end: int
    text_start: int = -1

    def within(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` of the token's text; the whole token where it is not there letter for letter."""
        if self.text_start < 0:
            return self
        return Span(self.text_start + start, self.text_start + end, self.text_start + start)


NOWHERE: Final = Span(0, 0)
"""The place of what stands nowhere in a file."""


class Position(NamedTuple):
    """A place as editors show it: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """A decoded text file under the name by which messages call it."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Line and column of a character offset; a byte order mark takes no column."""
        line = bisect_right(self._line_starts, offset)
        mark = line == 1 and self.text.startswith(BYTE_ORDER_MARK) and offset > 0
        return Position(line, offset - self._line_starts[line - 1] + 1 - mark)

    def line_start(self, line: int) -> int:
        """The offset at which a line (counted from 1) begins; a byte order mark is before the first."""
        mark = line == 1 and self.text.startswith(BYTE_ORDER_MARK)
        return self._line_starts[line - 1] + mark

    def around(self, offset: int, reach: int) -> tuple[str, int]:
        """The part of an offset's line that lies at most `reach` characters from it, and the offset it begins at."""
        line, _ = self.position(offset)
        start = self.line_start(line)
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        first, last = max(start, offset - reach), min(end, offset + reach)
        return self.text[first:last].rstrip("\r\n"), first

    def line_text(self, line: int) -> str:
        """The text of a line (counted from 1) without its line end."""
        start = self.line_start(line)
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
