"""A phrase that states several times of different kinds: 3月底；每月, 6月底前完成方案，每季度末报送进展."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from planctl.deadlines.limits import ACTED_ON
from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline, DeadlineKind

_BETWEEN_PARTS: Final = Expression(r"[；;。\n]")
_BETWEEN_CLAUSES: Final = Expression("[，,]|[、及和（(](?=[每逐按]|一[日天周週旬月季年])")
_BEFORE_DATE: Final = Expression(r"(?:以及|[、及和与與])(?=\d{1,2}月|\d{4}年|[今明次]?年[底末内內]|[上下]半年)")
_MAY_SEPARATE: Final = Expression(r"[；;。\n，,、及和与與（(]")
_LIMIT: Final = Expression("[前内內止]$|^(?:截[至止]|[到至])")
"""How a clause that limits the recurrence behind it ends or begins: 2020年底前，每季度报送."""

_Read = Callable[[str], Deadline]


def with_parts(deadline: Deadline, read: _Read) -> Deadline:
    """The deadline with its `parts`, where times of different kinds, or different recurrences, stand beside each other. `read`
    gives the meaning of a part of the phrase.

    A date that limits the recurrence behind it is no part; several dates are stages.
    """
    if not _MAY_SEPARATE.search(deadline.phrase):
        return deadline
    found = [part for text in _texts(_BETWEEN_PARTS, deadline.phrase) for part in _parts_of(text, read)]
    if {part.kind for part in found} == {DeadlineKind.DATE} or len({_meaning(part) for part in found}) < 2:
        return deadline
    parts = (inner for part in found for inner in part.parts or (part,))
    return replace(deadline, parts=tuple(parts))


def _texts(separator: Expression, phrase: str) -> list[str]:
    return [text for piece in separator.split(phrase) if (text := piece.strip(" \u3000（()）"))]


def _parts_of(text: str, read: _Read) -> Iterator[Deadline]:
    """The times that a part between semicolons states: one, or a recurrence and others beside it."""
    texts = _texts(_BETWEEN_CLAUSES, text)
    clauses = [stated for clause in texts if _has_days(stated := read(clause))]
    own: list[Deadline] = []
    for clause in clauses:
        if not _limits(clause) or any(before.kind is DeadlineKind.RECURRING for before in own):
            own.append(clause)
    whole = read(text)
    if len(own) > 1 and any(clause.kind is DeadlineKind.RECURRING for clause in own):
        yield from own
    elif whole.kind is DeadlineKind.RECURRING and (beside := _date_beside(whole, read)):
        yield from beside
    elif whole.kind is DeadlineKind.DATE and len(texts) > 1 and _only_lasts(first := read(texts[0])):
        yield first
        yield from _parts_of(text.partition(texts[0])[2].strip("，, "), read)
    elif whole.kind not in _SAYS_NOTHING:
        yield whole


_SAYS_NOTHING: Final = (DeadlineKind.UNREAD, DeadlineKind.NONE)


def _date_beside(recurring: Deadline, read: _Read) -> tuple[Deadline, Deadline] | None:
    """A recurrence and the date behind it that says nothing of its days: 每季度末及12月底."""
    for joint in _BEFORE_DATE.finditer(recurring.phrase):
        before, after = read(recurring.phrase[: joint.start()]), read(recurring.phrase[joint.end() :])
        if _meaning(before) == _meaning(recurring) and after.kind is DeadlineKind.DATE:
            return before, after
    return None


def _only_lasts(clause: Deadline) -> bool:
    """Whether a clause says that something goes on, and not from when: 长期坚持，12月底前总结."""
    return clause.kind is DeadlineKind.ONGOING and clause.start is None


def _limits(clause: Deadline) -> bool:
    """Whether a clause only limits a recurrence: a range, or a date with a limit word, and nothing to be done by it."""
    is_date = clause.kind is not DeadlineKind.RECURRING
    limits = clause.start is not None or _LIMIT.search(clause.phrase) is not None
    return is_date and limits and not ACTED_ON.search(clause.phrase)


def _has_days(deadline: Deadline) -> bool:
    return deadline.kind is DeadlineKind.RECURRING or (deadline.kind in _DATED and deadline.due is not None)


_DATED: Final = (DeadlineKind.DATE, DeadlineKind.RELATIVE)


def _meaning(deadline: Deadline) -> Deadline:
    return replace(deadline, phrase="", parts=())
