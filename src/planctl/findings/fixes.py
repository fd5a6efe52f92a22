"""Fixes applied to a text: splices only, everything else stays byte for byte."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from planctl.findings.diagnostics import Diagnostic, Edit
from planctl.source import Source

_MOST_ROUNDS: Final = 20


class Fixed(NamedTuple):
    """A text after its fixes, and how many findings they corrected."""

    text: str
    fixes: int


def apply_fixes(source: Source, examine: Callable[[Source], Iterable[Diagnostic]]) -> Fixed:
    """Apply every fix of the findings that `examine` gives, over rounds until none is left.

    Of fixes that touch the same place the first is applied; the next round sees the text as it then stands.
    """
    total = 0
    for _ in range(_MOST_ROUNDS):
        text, count = _one_round(source.text, examine(source))
        if not count or text == source.text:
            break
        total += count
        source = Source(source.name, text)
    return Fixed(source.text, total)


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with stretches replaced; they must not overlap."""
    pieces: list[str] = []
    position = 0
    for place, replacement in sorted(edits, key=lambda edit: (edit.place.start, edit.place.end)):
        pieces += [text[position : place.start], replacement]
        position = place.end
    return "".join([*pieces, text[position:]])


def _one_round(text: str, diagnostics: Iterable[Diagnostic]) -> Fixed:
    chosen: list[Edit] = []
    taken: list[tuple[int, int]] = []  # sorted, none touching another
    count = 0
    for finding in diagnostics:
        if finding.fix is None or any(_touches(edit, taken) for edit in finding.fix.edits):
            continue
        for edit in finding.fix.edits:
            insort(taken, (edit.place.start, edit.place.end))
        chosen += finding.fix.edits
        count += 1
    return Fixed(splice(text, chosen), count)


def _touches(edit: Edit, taken: list[tuple[int, int]]) -> bool:
    start, end = edit.place.start, edit.place.end
    index = bisect_left(taken, (start, start))
    after = index < len(taken) and taken[index][0] <= end
    return after or (index > 0 and taken[index - 1][1] >= start)
