"""Text as a browser shows it: spaces collapsed, line feeds for blocks and <br>."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width

from planctl.lazy_regex import Expression

_SPACES = Expression(r"[ \t\n\f\r]+")
_PIECES = Expression(r"[ \t\n\f\r]+|[^ \t\n\f\r]+")
_NO_BREAK_SPACE: Final = "\u00a0"
_WIDE: Final = ("W", "F")


class Flow:
    """The text of a cell or a paragraph while it is read."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self._last = ""
        self._space = ""
        self._break = False
        self._marker = ""

    def add(self, text: str, as_it_stands: bool = False) -> None:
        """Text follows; inside <pre> it is kept `as_it_stands`."""
        if as_it_stands:
            self._put(text)
            return
        for piece in _PIECES.findall(text):
            if piece[0] in " \t\n\f\r":
                self._space += "\n" if "\n" in piece else " "
            else:
                self._put(piece.replace(_NO_BREAK_SPACE, " "))

    def line_feed(self) -> None:
        """A <br>."""
        self._settle_break()
        self._pieces.append("\n")
        self._last, self._space = "\n", ""

    def block(self) -> None:
        """A block begins or ends: what follows starts a new line."""
        self._break = self._break or bool(self._pieces)
        self._space = ""

    def number(self, marker: str) -> None:
        """The number of a list's item, which goes before the item's first text; "" where an item ends."""
        self._marker = marker

    def take(self) -> str:
        """The text, its lines without spaces at their ends; the flow starts afresh."""
        if not self._pieces:
            self._space, self._break = "", False
            return ""
        lines = "".join(self._pieces).split("\n")
        self._begin()
        return "\n".join(line.strip() for line in lines).strip("\n")

    def _put(self, text: str) -> None:
        self._settle_break()
        if self._space and self._last not in ("", "\n") and not self._joins(text[:1]):
            self._pieces.append(" ")
        self._pieces.append(self._marker + text)
        self._last, self._space, self._marker = text[-1:], "", ""

    def _settle_break(self) -> None:
        if self._break and self._last != "\n":
            self._pieces.append("\n")
            self._last = "\n"
        self._break = False

    def _joins(self, following: str) -> bool:
        """Whether the line end between two hanzi is only Word's way of keeping its HTML in short lines."""
        pair = filter(None, (self._last, following))
        return "\n" in self._space and all(east_asian_width(character) in _WIDE for character in pair)
