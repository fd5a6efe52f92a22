"""A phrase that states several times of different kinds: 3月底；每月, 6月底前完成方案，每季度末报送进展."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from planctl.deadlines.grammar import ACTED_ON
from planctl.lazy_regex import Expression
from planctl.model.plan import Deadline, DeadlineKind

_BETWEEN_PARTS: Final = Expression(r"[；;。\n]")
_BETWEEN_CLAUSES: Final = Expression("[，,]")


def with_parts(deadline: Deadline, read: Callable[[str], Deadline]) -> Deadline:
    """The deadline with its `parts`, where a recurrence and a date, or two recurrences, stand beside each other. `read` gives
    the meaning of a part of the phrase.

    A date right before a recurrence limits it (2020年底前，每季度报送), and is no part; several dates are stages.
    """
    if not (_BETWEEN_PARTS.search(deadline.phrase) or _BETWEEN_CLAUSES.search(deadline.phrase)):
        return deadline
    parts = [part for text in _texts(_BETWEEN_PARTS, deadline.phrase) for part in _parts_of(text, read)]
    kinds = {part.kind for part in parts}
    if len(parts) < 2 or DeadlineKind.RECURRING not in kinds or len({_meaning(part) for part in parts}) < 2:
        return deadline
    return replace(deadline, parts=tuple(parts))


def _texts(separator: Expression, phrase: str) -> list[str]:
    return [text.strip() for text in separator.split(phrase) if text.strip()]


def _parts_of(text: str, read: Callable[[str], Deadline]) -> Iterator[Deadline]:
    """The times that a part between semicolons states: one, or one for each clause that does something of its own."""
    clauses = [stated for clause in _texts(_BETWEEN_CLAUSES, text) if _has_days(stated := read(clause))]
    own: list[Deadline] = []
    for clause in clauses:
        repeated = clause.kind is DeadlineKind.RECURRING
        if repeated or ACTED_ON.search(clause.phrase) or any(before.kind is DeadlineKind.RECURRING for before in own):
            own.append(clause)
    if len(own) > 1 and any(clause.kind is DeadlineKind.RECURRING for clause in own):
        yield from own
    elif _has_days(whole := read(text)):
        yield whole


def _has_days(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.RECURRING or (deadline.kind in _DATED and deadline.due is not None)


_DATED: Final = (DeadlineKind.DATE, DeadlineKind.RELATIVE)


def _meaning(deadline: Deadline) -> Deadline:
    return replace(deadline, phrase="")
