"""Which findings a user wants to see: --select, --ignore, and `# planctl: ignore PLN402` at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from planctl.findings.diagnostics import Diagnostic
from planctl.lazy_regex import Expression
from planctl.source import Source

_MARK: Final = "planctl: ignore"
_READING: Final = "PLN0"
_COMMENT: Final = Expression(r"#\s*planctl: ignore(?P<codes>(?:[\s,]+PLN\d{1,3})+)")


def keep_wanted(
    source: Source, diagnostics: Iterable[Diagnostic], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Diagnostic]:
    """The findings that are selected, not ignored, and not ignored by a comment on their line.

    Codes may be cut short: PLN4 means every code that begins so. What kept the file from being read is shown whatever
    was selected: a file that is not a plan never passes.
    """
    ignored_lines = _ignored_lines(source)
    return [
        one
        for one in diagnostics
        if (not select or one.rule.code.startswith((_READING, *select)))
        and not (ignore and one.rule.code.startswith(tuple(ignore)))
        and not (ignored_lines and _is_ignored(source, one, ignored_lines))
    ]


def _ignored_lines(source: Source) -> dict[int, tuple[str, ...]]:
    if _MARK not in source.text:
        return {}
    return {
        source.position(found.start()).line: tuple(re.findall(r"PLN\d+", found["codes"]))
        for found in _COMMENT.finditer(source.text)
    }


def _is_ignored(source: Source, one: Diagnostic, lines: dict[int, tuple[str, ...]]) -> bool:
    codes = lines.get(source.position(one.place.start).line)
    return codes is not None and one.rule.code.startswith(codes)
