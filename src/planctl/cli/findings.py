"""Findings for people: place, rule, source line, caret and help."""

from __future__ import annotations

from typing import Final

from planctl.cli.output import clean, emit
from planctl.cli.tables import display_width, print_styled
from planctl.diagnostics import Diagnostic, Severity
from planctl.source import Source

SEVERITY_LABELS: Final = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
_STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_REACH: Final = 60
"""Characters shown on either side of a place: a file can be a single line."""


def print_findings(source: Source, diagnostics: list[Diagnostic]) -> None:
    """Print findings in file order, each with the part of its line that it speaks of."""
    for one in diagnostics:
        print_styled(heading(source, one), _STYLES[one.rule.severity])
        emit(_excerpt(source, one))


def heading(source: Source, one: Diagnostic) -> str:
    """The finding's first line: plan.yaml:14:9: PLN203 错误：…"""
    line, column = source.position(one.place.start)
    return f"{source.name}:{line}:{column}: {one.rule.code} {SEVERITY_LABELS[one.rule.severity]}：{one.message}"


def _excerpt(source: Source, one: Diagnostic) -> str:
    line, _ = source.position(one.place.start)
    text, start = source.around(one.place.start, _REACH)
    cut = one.place.start - start
    before, marked = clean(text[:cut]), clean(text[cut : cut + one.place.end - one.place.start])
    left = "…" if start > source.line_start(line) else ""
    gutter = f"{line:>5} | {left}"
    caret = " " * (display_width(gutter) + display_width(before.replace("\t", " "))) + "^" * max(
        display_width(marked), 1
    )
    lines = [gutter + clean(text).replace("\t", " "), caret]
    if one.help:
        lines.append(f"      = {one.help}")
    return "\n".join(lines) + "\n\n"
