"""Findings for people and for scripts."""

from __future__ import annotations

from typing import Any

from planctl.cli.output import clean, emit
from planctl.cli.tables import display_width
from planctl.diagnostics import Diagnostic, Severity
from planctl.source import Source

SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}


def print_findings(source: Source, diagnostics: list[Diagnostic]) -> None:
    """Print findings with their place, source line, caret and help line."""
    emit("".join(_finding(source, one) for one in diagnostics))


def _finding(source: Source, one: Diagnostic) -> str:
    line, column = source.position(one.place.start)
    severity = SEVERITY_LABELS[one.rule.severity]
    text = source.line_text(line).replace("\t", " ")
    before, marked = clean(text[: column - 1]), clean(text[column - 1 : column - 1 + one.place.end - one.place.start])
    gutter = f"{line:>5} | "
    caret = " " * (len(gutter) + display_width(before)) + "^" * max(display_width(marked), 1)
    lines = [
        f"{source.name}:{line}:{column}: {one.rule.code} {severity}：{one.message}",
        f"{gutter}{clean(text)}",
        caret,
    ]
    if one.help:
        lines.append(f"{' ' * (len(gutter) - 2)}= {one.help}")
    return "\n".join(lines) + "\n\n"


def finding_json(source: Source, one: Diagnostic) -> dict[str, Any]:
    """A finding as an object; lines and columns count from 1, columns in characters, the end is not included."""
    line, column = source.position(one.place.start)
    end_line, end_column = source.position(one.place.end)
    return {
        "file": source.name,
        "code": one.rule.code,
        "severity": one.rule.severity,
        "rule": one.rule.title,
        "message": one.message,
        "help": one.help,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
