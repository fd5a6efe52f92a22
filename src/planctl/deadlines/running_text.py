"""The time that a requirement's running text states: 2021年底前制定…, 每季度公示…, 印发之日起20个工作日内…."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planctl.deadlines.dates import DateFound, date_at, find_dates
from planctl.deadlines.grammar import dated_deadline, dates_in, recurring_deadline
from planctl.deadlines.limits import limits_in_text, starts_clause
from planctl.deadlines.recurrence import Recurrence, find_recurrences
from planctl.deadlines.shifts import find_shift
from planctl.deadlines.spans import find_span
from planctl.deadlines.wording import NotADate, Wording
from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline, DeadlineKind

if TYPE_CHECKING:
    from datetime import date


_SENTENCE = Expression(r"[^;。]{,60}")
_JOINT = Expression("[、和及与]|以及")
_LEADING_IN = Expression(r"[^;。\d]{,20}")


def time_in(text: str, year: int, dated_on: date | None) -> Deadline | None:
    """As `deadline_from_text`; a span from the day of issue is not counted."""
    wording = Wording(text)
    recurrences = list(find_recurrences(wording.text, in_text=True))
    plan_year = year or (dated_on.year if dated_on else 0)
    if dates := _dates(wording.text, recurrences, plan_year, dated_on):
        return _dated(wording, dates)
    try:
        span = find_span(wording, in_text=True)
    except NotADate:
        span = None
    if span and not (recurrences and recurrences[0].spans[0][0] <= span.start):
        phrase = _words_of(wording, (span.start, span.end))
        return Deadline(phrase, DeadlineKind.RELATIVE, trigger=span.trigger, within=span.within, source="text")
    return _recurring(wording, recurrences[0], plan_year) if recurrences else None


def _dated(wording: Wording, dates: list[DateFound]) -> Deadline | None:
    text = wording.text[: _SENTENCE.end_of_match(wording.text, dates[-1].end)]
    shift = find_shift(text, dates[-1].end)
    spans = [(found.start, found.end) for found in dates] + ([shift[:2]] if shift else [])
    deadline = dated_deadline(_words_of(wording, *spans), text, dates)
    return replace(deadline, source="text") if deadline else None


def _dates(text: str, recurrences: list[Recurrence], year: int, dated_on: date | None) -> list[DateFound]:
    """The dates that limit something, those of recurrences (每年6月底前) left out."""

    def limits(text: str, found: DateFound) -> bool:
        return limits_in_text(text, found) or _shares_limit(text, year, found)

    characters = list(text)
    for start, end in (recurrence.spans[0] for recurrence in recurrences):
        characters[start:end] = "□" * (end - start)
    dates = dates_in("".join(characters), year, dated_on, limits, strict=False)
    return [found for found in dates if (found.last >= dated_on if dated_on else found.last.year >= year)]


def _shares_limit(text: str, year: int, found: DateFound) -> bool:
    """Whether a date shares the limit word of the one it is joined to: 12月20日和1月5日以前."""
    joint = _JOINT.match(text, found.end)
    try:
        other = date_at(text, year, joint.end()) if joint else None
    except NotADate:
        return False
    return other is not None and not found.ranged and limits_in_text(text, other)


def _recurring(wording: Wording, recurrence: Recurrence, year: int) -> Deadline:
    def leads_in(text: str, found: DateFound) -> bool:
        between = text[found.end :]
        if found.ranged:
            return between in ("", ",") and starts_clause(text, found.start)
        return found.since and _LEADING_IN.fullmatch(between) is not None

    since = list(find_dates(wording.text[: recurrence.spans[0][0]], year, leads_in, strict=False))
    phrase = _words_of(wording, *((found.start, found.end) for found in since), *recurrence.spans)
    deadline = recurring_deadline(phrase, recurrence, since)
    return replace(deadline, source="text", parts=tuple(replace(part, source="text") for part in deadline.parts))


def _words_of(wording: Wording, *spans: tuple[int, int]) -> str:
    return "；".join(wording.stretch(*span) for span in spans)
