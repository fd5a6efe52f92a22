"""A phrase that states several times of different kinds: 3月底；每月, 6月底前完成方案，每季度末报送进展."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from planctl.deadlines.grammar import ACTED_ON
from planctl.lazy_regex import Expression
from planctl.model.plan import Deadline, DeadlineKind

_BETWEEN_PARTS: Final = Expression(r"[；;。\n]")
_BETWEEN_CLAUSES: Final = Expression("[，,]|[、及和（(](?=[每逐按]|一[日天周旬月季年])")
_LIMIT: Final = Expression("[前内止]$|^(?:截[至止]|[到至])")
"""How a clause that limits the recurrence behind it ends or begins: 2020年底前，每季度报送."""


def with_parts(deadline: Deadline, read: Callable[[str], Deadline]) -> Deadline:
    """The deadline with its `parts`, where times of different kinds, or different recurrences, stand beside each other. `read`
    gives the meaning of a part of the phrase.

    A date that limits the recurrence behind it is no part; several dates are stages.
    """
    if not (_BETWEEN_PARTS.search(deadline.phrase) or _BETWEEN_CLAUSES.search(deadline.phrase)):
        return deadline
    parts = [part for text in _texts(_BETWEEN_PARTS, deadline.phrase) for part in _parts_of(text, read)]
    if {part.kind for part in parts} == {DeadlineKind.DATE} or len({_meaning(part) for part in parts}) < 2:
        return deadline
    return replace(deadline, parts=tuple(parts))


def _texts(separator: Expression, phrase: str) -> list[str]:
    return [text for piece in separator.split(phrase) if (text := piece.strip(" \u3000（()）"))]


def _parts_of(text: str, read: Callable[[str], Deadline]) -> Iterator[Deadline]:
    """The times that a part between semicolons states: one, or a recurrence and others beside it."""
    clauses = [stated for clause in _texts(_BETWEEN_CLAUSES, text) if _has_days(stated := read(clause))]
    own: list[Deadline] = []
    for clause in clauses:
        if not _limits(clause) or any(before.kind is DeadlineKind.RECURRING for before in own):
            own.append(clause)
    if len(own) > 1 and any(clause.kind is DeadlineKind.RECURRING for clause in own):
        yield from own
    elif (whole := read(text)).kind not in _SAYS_NOTHING:
        yield whole


_SAYS_NOTHING: Final = (DeadlineKind.UNREAD, DeadlineKind.NONE)


def _limits(clause: Deadline) -> bool:
    """Whether a clause only limits a recurrence: a range, or a date with a limit word, and nothing to be done by it."""
    is_date = clause.kind is not DeadlineKind.RECURRING
    limits = clause.start is not None or _LIMIT.search(clause.phrase) is not None
    return is_date and limits and not ACTED_ON.search(clause.phrase)


def _has_days(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.RECURRING or (deadline.kind in _DATED and deadline.due is not None)


_DATED: Final = (DeadlineKind.DATE, DeadlineKind.RELATIVE)


def _meaning(deadline: Deadline) -> Deadline:
    return replace(deadline, phrase="")
