"""Findings for people: place, rule, source line, caret and help."""

from __future__ import annotations

from typing import Final

from planctl.cli.printing.output import clean, emit, emit_styled
from planctl.cli.printing.styles import Style, shows_colors, styled
from planctl.cli.printing.table import screen_width
from planctl.cli.printing.wrapping import character_width, display_width
from planctl.findings.diagnostics import Diagnostic, Severity
from planctl.source import Source

SEVERITY_LABELS: Final = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
_STYLES: Final = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def print_findings(source: Source, diagnostics: list[Diagnostic]) -> None:
    """Print findings in file order, each with the part of its line that it is about, in the screen's width."""
    colored = shows_colors()
    for finding in diagnostics:
        line = clean(heading(source, finding))
        emit_styled(f"{styled(line, _STYLES[finding.rule.severity]) if colored else line}\n")
        emit(_excerpt(source, finding))


def heading(source: Source, finding: Diagnostic) -> str:
    """The finding's first line: plan.yaml:14:9: PLN203 错误：…"""
    line, column = source.position(finding.place.start)
    return f"{source.name}:{line}:{column}: {finding.rule.code} {SEVERITY_LABELS[finding.rule.severity]}：{finding.message}"


def _excerpt(source: Source, finding: Diagnostic) -> str:
    line, _ = source.position(finding.place.start)
    gutter = f"{line:>5} | "
    room = max(screen_width() - len(gutter) - 2, 20)  # two columns for the marks of what is cut
    text, start = source.around(finding.place.start, room)
    text = text.replace("\t", " ")
    cut = finding.place.start - start
    rest = display_width(_first_columns(clean(text[cut:]), room))
    before = _last_columns(clean(text[:cut]), max(room // 2, room - rest))
    after = _first_columns(clean(text[cut:]), room - display_width(before))
    left = "…" if len(before) < len(clean(text[:cut])) or start > source.line_start(line) else ""
    right = "…" if len(after) < len(clean(text[cut:])) else ""
    marked = _first_columns(clean(text[cut : cut + finding.place.end - finding.place.start]), display_width(after))
    caret = " " * (len(gutter) + len(left) + display_width(before)) + "^" * max(display_width(marked), 1)
    lines = [f"{gutter}{left}{before}{after}{right}", caret]
    if finding.help:
        lines.append(f"      = {finding.help}")
    return "\n".join(lines) + "\n\n"


def _first_columns(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += character_width(character)
        if used > width:
            return text[:index]
    return text


def _last_columns(text: str, width: int) -> str:
    return _first_columns(text[::-1], width)[::-1]
