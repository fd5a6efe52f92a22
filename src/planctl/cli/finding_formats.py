"""Findings for scripts."""

from __future__ import annotations

from typing import Any

from planctl.diagnostics import Diagnostic
from planctl.source import Source


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
        "fixable": one.fix is not None,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }
