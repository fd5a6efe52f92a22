"""Which findings a user wants to see: --select, --ignore, and `# planctl: ignore PLN402` at the end of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from planctl.findings.diagnostics import Diagnostic
from planctl.lazy_regex import Expression
from planctl.source import Source

_MARK: Final = "planctl: ignore"
READING: Final = "PLN0"
"""What the codes of the rules of reading begin with."""
_CODE: Final = Expression(r"PLN\d+")
_COMMENT: Final = Expression(r"#\s*planctl: ignore(?P<codes>(?:[\s,]+PLN\d{1,3})+)")


def keep_wanted(
    source: Source, diagnostics: Iterable[Diagnostic], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Diagnostic]:
    """The findings that are selected, not ignored, and not ignored by a comment on their line.

    A code may be shortened: PLN4 stands for every code that begins with it. What kept the file from being read is shown
    whatever was selected: a file that is not a plan never passes.
    """
    ignored_lines = _ignored_lines(source)
    return [
        finding
        for finding in diagnostics
        if (not select or finding.rule.code.startswith((READING, *select)))
        and not (ignore and finding.rule.code.startswith(tuple(ignore)))
        and not (ignored_lines and _is_ignored(source, finding, ignored_lines))
    ]


def _ignored_lines(source: Source) -> dict[int, tuple[str, ...]]:
    if _MARK not in source.text:
        return {}
    return {
        source.position(found.start()).line: tuple(_CODE.findall(found["codes"]))
        for found in _COMMENT.finditer(source.text)
    }


def _is_ignored(source: Source, finding: Diagnostic, lines: dict[int, tuple[str, ...]]) -> bool:
    codes = lines.get(source.position(finding.place.start).line)
    return codes is not None and finding.rule.code.startswith(codes)
