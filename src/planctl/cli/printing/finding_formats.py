"""Findings for scripts: JSON, GitHub's workflow commands, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from planctl import __version__
from planctl.findings.diagnostics import CheckedFile, Diagnostic, Edit, Rule, Severity
from planctl.findings.placed import placed
from planctl.source import Source, Span

_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def as_json(report: Sequence[CheckedFile], files: int) -> str:
    """One object: the findings of all files, and counts."""
    findings = [finding_json(file, finding) for file in report for finding in file.findings]
    errors = sum(finding["severity"] == "error" for finding in findings)
    counts = {"files": files, "errors": errors, "warnings": len(findings) - errors}
    return json.dumps({"findings": findings, "counts": counts}, ensure_ascii=False, indent=2) + "\n"


def finding_json(file: CheckedFile, finding: Diagnostic) -> dict[str, Any]:
    """A finding as an object."""
    return {"file": file.name, **asdict(placed(file.source, finding))}


def _lines_and_columns(source: Source, place: Span) -> tuple[int, int, int, int]:
    return (*source.position(place.start), *source.position(place.end))


def as_github(report: Sequence[CheckedFile]) -> str:
    """Workflow commands by which GitHub Actions marks the lines of a change."""
    lines = []
    for name, source, findings in report:
        for finding in findings:
            where = f"file={_property(name)}"
            if source:
                line, column, end_line, end_column = _lines_and_columns(source, finding.place)
                where += f",line={line},endLine={end_line},col={column},endColumn={end_column}"
            title = _property(f"{finding.rule.code} {finding.rule.title}")
            lines.append(
                f"::{finding.rule.severity} {where},title={title}::{_data(f'{finding.message}。{finding.help}')}\n"
            )
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Sequence[CheckedFile], rules: Sequence[Rule]) -> str:
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
        "results": [
            _sarif_result(file, finding, places[finding.rule.code]) for file in report for finding in file.findings
        ],
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


def _sarif_result(file: CheckedFile, finding: Diagnostic, rule: int) -> dict[str, Any]:
    artifact = {"uri": Path(file.name).as_posix()}
    location: dict[str, Any] = {"artifactLocation": artifact}
    if file.source:
        location["region"] = _sarif_region(file.source, finding.place)
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.rule.severity],
        "message": {"text": f"{finding.message}。{finding.help}"},
        "locations": [{"physicalLocation": location}],
    }
    if file.source and finding.fix:
        replacements = [_sarif_replacement(file.source, edit) for edit in finding.fix.edits]
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}]}]
    return result


def _sarif_replacement(source: Source, edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _sarif_region(source, edit.place), "insertedContent": {"text": edit.replacement}}


def _sarif_region(source: Source, place: Span) -> dict[str, int]:
    line, column, end_line, end_column = _lines_and_columns(source, place)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
