"""Findings for scripts: JSON, GitHub's workflow commands, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from planctl import __version__
from planctl.findings.diagnostics import Diagnostic, Rule, Severity
from planctl.source import Source, Span

Report = Sequence[tuple[Source, list[Diagnostic]]]
"""Files with their findings."""

_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def as_json(report: Report, files: int) -> str:
    """One object: the findings of all files, and counts."""
    findings = [finding_json(source, one) for source, found in report for one in found]
    errors = sum(finding["severity"] == "error" for finding in findings)
    counts = {"files": files, "errors": errors, "warnings": len(findings) - errors}
    return json.dumps({"findings": findings, "counts": counts}, ensure_ascii=False, indent=2) + "\n"


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


def as_github(report: Report) -> str:
    """Workflow commands by which GitHub Actions marks the lines of a change."""
    lines = []
    for source, found in report:
        for one in found:
            line, column = source.position(one.place.start)
            end_line, end_column = source.position(one.place.end)
            where = f"file={_property(source.name)},line={line},endLine={end_line},col={column},endColumn={end_column}"
            title = _property(f"{one.rule.code} {one.rule.title}")
            lines.append(f"::{one.rule.severity} {where},title={title}::{_data(f'{one.message}。{one.help}')}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report, rules: Sequence[Rule]) -> str:
    """A SARIF 2.1.0 log of one run, with the rules' pages."""
    places = {rule.code: index for index, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "planctl",
                "version": __version__,
                "rules": [_sarif_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(source, one, places[one.rule.code]) for source, found in report for one in found],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.page},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(source: Source, one: Diagnostic, rule: int) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": Path(source.name).as_posix()}, "region": _sarif_region(source, one.place)}
    result: dict[str, Any] = {
        "ruleId": one.rule.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[one.rule.severity],
        "message": {"text": f"{one.message}。{one.help}"},
        "locations": [{"physicalLocation": location}],
    }
    if one.fix is not None:
        result["fixes"] = [{"artifactChanges": [_sarif_change(source, one)]}]
    return result


def _sarif_change(source: Source, one: Diagnostic) -> dict[str, Any]:
    assert one.fix is not None
    replacements = [
        {"deletedRegion": _sarif_region(source, edit.place), "insertedContent": {"text": edit.replacement}}
        for edit in one.fix.edits
    ]
    return {"artifactLocation": {"uri": Path(source.name).as_posix()}, "replacements": replacements}


def _sarif_region(source: Source, place: Span) -> dict[str, int]:
    line, column = source.position(place.start)
    end_line, end_column = source.position(place.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
