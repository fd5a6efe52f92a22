"""Findings with their place as editors show it: what programs get."""

from __future__ import annotations

from dataclasses import dataclass

from planctl.findings.diagnostics import Diagnostic, Severity
from planctl.source import Source


@dataclass(frozen=True)
class Finding:
    """A finding. Lines and columns count from 1, columns in characters, the end is not included; they are None where the
    file could not be read.
    """

    code: str
    severity: Severity
    rule: str
    message: str
    help: str
    fixable: bool
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def placed(source: Source | None, finding: Diagnostic) -> Finding:
    """A finding of a file, None for one that could not be read."""
    rule = finding.rule
    places = (*source.position(finding.place.start), *source.position(finding.place.end)) if source else ()
    fixable = finding.fix is not None
    return Finding(rule.code, rule.severity, rule.title, finding.message, finding.help, fixable, *places)
