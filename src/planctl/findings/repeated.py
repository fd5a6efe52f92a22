"""Findings that repeat, reported once with how often and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from planctl.findings.diagnostics import Diagnostic, Fix, Rule
from planctl.lazy_regex import Expression
from planctl.source import Source


def merge_repeated(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings in which those of a rule that speaks once are one: its first, with their number and one fix for all."""
    merged: list[Diagnostic] = []
    repeated: dict[Rule, list[Diagnostic]] = {}
    for finding in diagnostics:
        if not finding.rule.once:
            merged.append(finding)
            continue
        if finding.rule not in repeated:
            merged.append(finding)
        repeated.setdefault(finding.rule, []).append(finding)
    for index, finding in enumerate(merged):
        if finding.rule in repeated:
            merged[index] = _merged(repeated[finding.rule])
    return merged


def _merged(findings: list[Diagnostic]) -> Diagnostic:
    edits = tuple(dict.fromkeys(edit for finding in findings if finding.fix for edit in finding.fix.edits))
    times = sum(len(finding.fix.edits) if finding.fix else 1 for finding in findings)
    return replace(findings[0], message=f"{findings[0].message}，全文共{times}处", fix=Fix(edits) if edits else None)


_NAME_OF_PLACE: Final = Expression(r"第[^第条项]{1,40}[条项]的?")
_LINES_NAMED: Final = 40


def group_repeated(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings for people: those of a rule that differ only in their place are one, which has the lines of the others."""
    groups: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for finding in diagnostics:
        named = _NAME_OF_PLACE.match(finding.message)
        what = finding.message[named.end() :] if named else finding.message
        groups.setdefault((finding.rule.code, what, finding.help), []).append(finding)
    return [_with_lines(source, group) for group in groups.values()]


def _with_lines(source: Source, group: list[Diagnostic]) -> Diagnostic:
    first, *others = group
    if not others:
        return first
    line = source.position(first.place.start).line
    lines = [one for one in dict.fromkeys(source.position(other.place.start).line for other in others) if one != line]
    message = f"{first.message}，同样的共{len(group)}处"
    if not lines:
        return replace(first, message=message)
    named = "、".join(map(str, lines[:_LINES_NAMED])) + ("等" if len(lines) > _LINES_NAMED else "")
    return replace(first, message=message, help=f"{first.help}另见第{named}行。")
