"""Findings that say the same at several places → one, with how many there are and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from planctl.importer.report.rule import ImportFinding

_MOST_PLACES: Final = 20


def gathered(findings: Iterable[ImportFinding]) -> list[ImportFinding]:
    """The findings in their order, those that repeat an earlier one as part of it."""
    groups: dict[tuple[str, str, str], list[ImportFinding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule.code, finding.message, finding.help), []).append(finding)
    return [_as_one(group) for group in groups.values()]


def _as_one(group: list[ImportFinding]) -> ImportFinding:
    first, *others = group
    if not others:
        return first
    places = [str(finding.place) or "整个文档" for finding in others[:_MOST_PLACES]]
    more = "等" if len(others) > _MOST_PLACES else ""
    return replace(first, message=f"{first.message}（共{len(group)}处，另见{'、'.join(places)}{more}）")
