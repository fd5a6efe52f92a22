"""Fixes applied to a text: splices only, everything else stays byte for byte."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from planctl.findings.diagnostics import Diagnostic, Edit, Severity
from planctl.findings.suppressions import READING
from planctl.source import Source

_MOST_ROUNDS: Final = 20
_MOST_TRIED: Final = 200
"""Fixes tried one by one where together they would bring an error."""


class Fixed(NamedTuple):
    """A text after its fixes, and how many findings they corrected."""

    text: str
    fixes: int


def apply_fixes(source: Source, examine: Callable[[Source], Iterable[Diagnostic]]) -> Fixed:
    """Apply every fix of the findings that `examine` gives, over rounds until none is left.

    Of fixes that touch the same place the first is applied; the next round sees the text as it then stands. A fix that would
    bring an error is left out.
    """
    total = 0
    findings = list(examine(source))
    for _ in range(_MOST_ROUNDS):
        chosen = _apart(findings)
        fixed, after = _try(source, chosen, examine)
        if _is_worse(findings, after):
            chosen = [
                finding
                for finding in chosen[:_MOST_TRIED]
                if not _is_worse(findings, _try(source, [finding], examine)[1])
            ]
            fixed, after = _try(source, chosen, examine)
        if fixed.text == source.text or _is_worse(findings, after):
            break
        total += len(chosen)
        source, findings = fixed, after
    return Fixed(source.text, total)


def _is_worse(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> bool:
    """Whether there are more errors than before; not to be told where one of reading has hidden others."""
    errors, later = (
        [found for found in findings if found.rule.severity is Severity.ERROR] for findings in (before, after)
    )
    return len(later) > len(errors) and not any(found.rule.code.startswith(READING) for found in errors)


def _try(
    source: Source, chosen: Iterable[Diagnostic], examine: Callable[[Source], Iterable[Diagnostic]]
) -> tuple[Source, list[Diagnostic]]:
    """The text with the fixes of some findings, and what is then found."""
    edits = (edit for finding in chosen if finding.fix is not None for edit in finding.fix.edits)
    fixed = Source(source.name, splice(source.text, edits))
    return fixed, list(examine(fixed))


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with stretches replaced; they must not overlap."""
    pieces: list[str] = []
    position = 0
    for place, replacement in sorted(edits, key=lambda edit: (edit.place.start, edit.place.end)):
        pieces += [text[position : place.start], replacement]
        position = place.end
    return "".join([*pieces, text[position:]])


def _apart(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings with a fix that touches none of an earlier one."""
    chosen: list[Diagnostic] = []
    taken: list[tuple[int, int]] = []  # sorted, none touching another
    for finding in findings:
        if finding.fix is None or any(_touches(edit, taken) for edit in finding.fix.edits):
            continue
        for edit in finding.fix.edits:
            insort(taken, (edit.place.start, edit.place.end))
        chosen.append(finding)
    return chosen


def _touches(edit: Edit, taken: list[tuple[int, int]]) -> bool:
    start, end = edit.place.start, edit.place.end
    index = bisect_left(taken, (start, start))
    after = index < len(taken) and taken[index][0] <= end
    return after or (index > 0 and taken[index - 1][1] >= start)
