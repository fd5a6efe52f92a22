"""The time that a requirement's running text states: 2021年底前制定…, 每季度公示…, 印发之日起20个工作日内…."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planctl.deadlines.dates import DateFound, find_dates
from planctl.deadlines.grammar import ACTED_ON, NOT_A_LIMIT, recurring_deadline, stages_of, starts_clause
from planctl.deadlines.recurrence import Recurrence, find_recurrences
from planctl.deadlines.spans import find_span
from planctl.deadlines.wording import NotADate, Wording, words
from planctl.lazy_regex import Expression
from planctl.model.plan import Deadline, DeadlineKind

if TYPE_CHECKING:
    from datetime import date

_WHOLE_PLACE = r"(?:全[市省县区国]|我[市省县区])"
_GOAL = Expression(
    rf"[时,]*(?!{_WHOLE_PLACE}?(?:已|累计|共))"
    rf"(?:(?<=[,时])|{_WHOLE_PLACE}|{words('基本 全面 力争 初步 各 所有 实现 达到 建成 完成 形成 建立')})"
)

_LONGEST_GOAL: Final = 40


def time_in(text: str, year: int, dated_on: date | None) -> Deadline | None:
    """As `deadline_from_text`; a span from the day of issue is not counted."""
    wording = Wording(text)
    recurrences = list(find_recurrences(wording.text, in_text=True))
    plan_year = year or (dated_on.year if dated_on else 0)
    if dates := _dates(wording.text, recurrences, plan_year, dated_on):
        phrase = _words_of(wording, *((found.start, found.end) for found in dates))
        due = max(found.last for found in dates)
        return Deadline(
            phrase, DeadlineKind.DATE, due=due, stages=stages_of(dates), weekday=dates[-1].weekday, source="text"
        )
    try:
        span = find_span(wording, in_text=True)
    except NotADate:
        span = None
    if span and not (recurrences and recurrences[0].spans[0][0] < span.start):
        phrase = _words_of(wording, (span.start, span.end))
        return Deadline(phrase, DeadlineKind.RELATIVE, trigger=span.trigger, within=span.within, source="text")
    return _recurring(wording, recurrences[0], plan_year) if recurrences else None


def _dates(text: str, recurrences: list[Recurrence], year: int, dated_on: date | None) -> list[DateFound]:
    """The dates that limit something, those of recurrences (每年6月底前) left out."""
    characters = list(text)
    for start, end in (recurrence.spans[0] for recurrence in recurrences):
        characters[start:end] = "□" * (end - start)
    dates = find_dates("".join(characters), year, _counts, strict=False)
    return [found for found in dates if (found.last >= dated_on if dated_on else found.last.year >= year)]


def _recurring(wording: Wording, recurrence: Recurrence, year: int) -> Deadline:
    def leads_in(text: str, found: DateFound) -> bool:
        return found.since and text[found.end :] in ("", ",")

    since = list(find_dates(wording.text[: recurrence.spans[0][0]], year, leads_in, strict=False))
    phrase = _words_of(wording, *((found.start, found.end) for found in since), *recurrence.spans)
    return replace(recurring_deadline(phrase, recurrence, since), source="text")


def _words_of(wording: Wording, *spans: tuple[int, int]) -> str:
    return "；".join(wording.stretch(*span) for span in spans)


def _counts(text: str, found: DateFound) -> bool:
    """Whether a date in running text is a limit, by the words round it."""
    if found.ranged or found.since or NOT_A_LIMIT.match(text, found.end):
        return False
    if found.led and not found.by:
        after = text[found.end : found.end + _LONGEST_GOAL]
        return found.grain != "day" and _GOAL.match(after) is not None and starts_clause(text, found.start)
    return found.by or (text[found.end - 1] == "内" and ACTED_ON.match(text, found.end) is not None)
