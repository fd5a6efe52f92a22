"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property


class Expression:
    """A regular expression that is compiled when it is first used.

    Compiling those of a grammar takes as long as the rest of planctl takes to start, and most commands need few.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match that begins at `start`."""
        return self.compiled.match(text, start, end)

    def end_of_match(self, text: str, start: int = 0) -> int:
        """Where a match that begins at `start` ends; `start` where there is none."""
        matched = self.compiled.match(text, start)
        return matched.end() if matched else start

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """A match of the whole text, or of all of it from `start` to `end`."""
        return self.compiled.fullmatch(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match from `start` on."""
        return self.compiled.search(text, start, end)

    def findall(self, text: str) -> list[str]:
        """The texts of every match, of an expression without groups."""
        return self.compiled.findall(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match between `start` and `end`, in order."""
        return self.compiled.finditer(text, start, end)

    def split(self, text: str) -> list[str]:
        """The pieces of a text between matches."""
        return self.compiled.split(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(replacement, text)
