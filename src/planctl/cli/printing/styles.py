"""Colours and weights of what is printed, on terminals that show them; nothing is said by them alone."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from planctl.lazy_regex import Expression


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Style(StrEnum):
    """How something looks, as the terminal is told (ECMA-48, SGR)."""

    HEADING = "1"
    FAINT = "2"
    UNIT = "1;36"
    OVERDUE = "1;31"
    NEAR = "33"
    ERROR = "1;31"
    WARNING = "1;33"


Marks = Mapping[str, Style]
"""Words that stand out in a row, and how."""


def shows_colors(color: Color = Color.AUTO) -> bool:
    """Whether standard output is to have colours: by itself on a terminal that shows them, unless NO_COLOR says not to."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    # the console of Windows shows the codes themselves, unless the program around it says otherwise
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "ConEmuANSI", "TERM"))


def styled(text: str, style: Style) -> str:
    """A text that is clean already, in a style."""
    return f"\x1b[{style.value}m{text}\x1b[0m"


class Painter:
    """Puts styles on lines that are clean and laid out already; without `marks` it leaves them plain."""

    def __init__(self, marks: Sequence[Marks] | None = None) -> None:
        self._marks = marks

    def line(self, text: str, style: Style) -> str:
        """A whole line."""
        return text if self._marks is None else styled(text, style)

    def row(self, index: int, line: str) -> str:
        """A line of a row."""
        if not self._marks or not (marks := self._marks[index]):
            return line
        return _any_of(tuple(marks)).sub(lambda found: styled(found[0], marks[found[0]]), line)


@lru_cache
def _any_of(words: tuple[str, ...]) -> Expression:
    return Expression("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
