"""The numbers that a browser puts before the items of a list."""

from __future__ import annotations

from typing import Final

from planctl.importer.readers.list_numbers import written

_FORMATS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Lists:
    """The open lists, with the number of the next item in each."""

    def __init__(self) -> None:
        self._open: list[tuple[str, list[int]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> str:
        """An element begins; the number that belongs before it, "" unless it is an item of a numbered list."""
        if tag in ("ol", "ul"):
            numbered = tag == "ol" and "list-style-type:none" not in attributes.get("style", "").replace(" ", "")
            first = _integer(attributes.get("start"), 1)
            self._open.append((attributes.get("type", "1") if numbered else "", [first]))
        elif tag == "li" and self._open and self._open[-1][0]:
            kind, following = self._open[-1]
            number = _integer(attributes.get("value"), following[0])
            following[0] = number + 1
            is_past_z = kind in ("a", "A") and number > 26  # browsers continue with aa, ab, unlike Word
            return f"{written(number, '' if is_past_z else _FORMATS.get(kind, ''))}. "
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
