"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol


class _Matcher(Protocol):
    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> re.Match[str] | None: ...


class _Finder(Protocol):
    def __call__(self, text: str, start: int = ..., end: int = ..., /) -> Iterator[re.Match[str]]: ...


class Expression:
    """A regular expression that is compiled when it is first used. Its methods are those of `re.Pattern[str]`.

    Compiling those of a grammar takes as long as the rest of planctl takes to start, and most commands need few.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern)

    # the methods are looked up once: one of ours around each of them would cost as much as most matches

    @cached_property
    def match(self) -> _Matcher:
        """A match that begins at a place in a text."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Matcher:
        """A match of the whole text, or of all of it from one place to another."""
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> _Matcher:
        """The first match from a place on."""
        return self.compiled.search

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """The texts of every match, of an expression without groups."""
        return self.compiled.findall

    @cached_property
    def finditer(self) -> _Finder:
        """Every match between two places, in order."""
        return self.compiled.finditer

    @cached_property
    def split(self) -> Callable[[str], list[str]]:
        """The pieces of a text between matches."""
        return self.compiled.split

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        """The text with every match replaced."""
        return self.compiled.sub

    def end_of_match(self, text: str, start: int = 0) -> int:
        """Where a match that begins at `start` ends; `start` where there is none."""
        matched = self.match(text, start)
        return matched.end() if matched else start
