"""The numbers that a browser writes before the items of a list."""

from __future__ import annotations

from typing import Final

_VALUES: Final = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_LETTERS: Final = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_LARGEST: Final = 3999


class Lists:
    """The lists that are open, and the number of the item that comes next in each."""

    def __init__(self) -> None:
        self._open: list[tuple[str, list[int]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> str:
        """An element begins; the number that is written before it, if it is an item of a numbered list."""
        if tag in ("ol", "ul"):
            numbered = tag == "ol" and "list-style-type:none" not in attributes.get("style", "").replace(" ", "")
            first = _integer(attributes.get("start"), 1)
            self._open.append((attributes.get("type", "1") if numbered else "", [first]))
        elif tag == "li" and self._open and self._open[-1][0]:
            kind, following = self._open[-1]
            number = _integer(attributes.get("value"), following[0])
            following[0] = number + 1
            return f"{_written(number, kind)}. "
        return ""

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("ol", "ul") and self._open:
            self._open.pop()


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text and len(text) < 7 else otherwise
    except ValueError:
        return otherwise


def _written(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number <= _LARGEST:
        written = ""
        for value, letters in zip(_VALUES, _LETTERS, strict=True):
            written += letters * (number // value)
            number %= value
        return written if kind == "i" else written.upper()
    return str(number)
