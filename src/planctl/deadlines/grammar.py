"""The phrase of a 完成时限 → Deadline, for phrases that are not plain.

Productions are tried from the most binding down: a recurrence, a dated limit, a span, a start, a condition, a manner
of acting. What none of them reads is kept as unread; no production guesses a date.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planctl.deadlines.conditions import find_condition, goes_on, lasts_the_year, mood
from planctl.deadlines.dates import DateFound, date_at, find_dates, last_day_of_year
from planctl.deadlines.holidays import find_holidays
from planctl.deadlines.limits import ACTED_ON, lasts, limits_in_cell, tells_history
from planctl.deadlines.recurrence import Recurrence, find_recurrences
from planctl.deadlines.shifts import find_shift, moved
from planctl.deadlines.short_recurrence import short_recurrence
from planctl.deadlines.spans import find_span
from planctl.deadlines.wording import IncompleteDate, NotADate, Wording
from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline, DeadlineKind, Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_LONGEST_CELL: Final = 500
"""Characters; a longer cell holds prose, not a phrase, and could keep the grammar busy for long."""

_LABEL = Expression(r"(?:[^:,;。\d]{0,8}?(?:时限|时间|期限|日期|节点)(?:要求|安排)?[:为是])++")
_MAY_BE_WRAPPED = Expression(r"[:为是]|^[、,;(]|[。;,、.)]$")
_ACTED_ON_AT_END = Expression(rf"[前内底]{ACTED_ON.pattern}")
_WHOM = Expression(r"[^;。]{0,80}(?:超过|逾期|未|连续|满|不足|低于|高于|累计)[^,;。]{0,40}的$")
"""Those whom a rule concerns: 自核准之日起超过5年方开工建设的, 逾期未改的."""

_STATISTIC = Expression(r"同比[增下提降减上回](?![^,;。]{0,12}?(?:左右|以上|以内))|较(?:上年|去年)")
_CHOICE = Expression(r"(?:或者?|/)?")
"""Between dates of which it is not clear which one holds."""

_NO_MONTH = Expression(r"[本当]?月[底末]")


def parse_by_grammar(phrase: str, year: int, dated_on: date | None = None) -> Deadline:
    """As `parse_deadline`, by the grammar alone; a span from the day of issue is not counted."""
    if len(phrase) > _LONGEST_CELL:
        return Deadline(phrase, DeadlineKind.UNREAD)
    try:
        return _read(phrase, _core(Wording(phrase)), year, dated_on)
    except NotADate as error:
        incomplete = isinstance(error, IncompleteDate)
        return Deadline(phrase, DeadlineKind.UNREAD, problem=str(error), incomplete=incomplete)


def _core(wording: Wording) -> Wording:
    """The wording without a label before it, brackets round it and a full stop after it."""
    text = wording.text
    if not _MAY_BE_WRAPPED.search(text):
        return wording
    start, end = 0, len(text)
    while start < end:
        if label := _LABEL.match(text, start, end):
            start = label.end()
        elif text[end - 1] in "。;,、.:":
            end -= 1
        elif text[start] in "、,;:":
            start += 1
        elif text[start] == "(" and text.find(")", start, end) == end - 1:
            start, end = start + 1, end - 1
        else:
            break
    return wording if (start, end) == (0, len(text)) else Wording(wording.stretch(start, end))


def _read(phrase: str, wording: Wording, year: int, dated_on: date | None) -> Deadline:
    text = wording.text
    if text.endswith("的") and _WHOM.match(text):
        return _unread(phrase, text)
    recurrence = short_recurrence(text) or next(find_recurrences(text), None)
    head = text[: recurrence.spans[0][0]] if recurrence else text
    dates = [
        found for found in dates_in(head, year, dated_on, limits_in_cell) if not _is_told(head, found, year, dated_on)
    ]
    dated = dated_deadline(phrase, head, dates)
    if recurrence and not (dated and _ACTED_ON_AT_END.search(head)):
        return recurring_deadline(phrase, recurrence, dates)
    if not dates and _tells(wording, year):
        return _unread(phrase, text)
    return (
        dated
        or _relative(phrase, wording)
        or _since(phrase, dates)
        or _conditional(phrase, wording)
        or _in_manner(phrase, text, year)
        or _unread(phrase, text)
    )


def _tells(wording: Wording, year: int) -> bool:
    """Whether a cell without a limit tells what was done or measured, which no other production is to read."""
    opening = date_at(wording.text, year, 0)
    if opening and (tells_history(wording.text, opening) or (opening.grain == "day" and find_condition(wording))):
        return True
    return _STATISTIC.search(wording.text) is not None


def _is_told(text: str, found: DateFound, year: int, dated_on: date | None) -> bool:
    """Whether a date before the plan, without a limit word, leads up to what was done then: 2021年7月，…审议了."""
    before = found.last.year < year or (dated_on is not None and found.last < dated_on)
    return before and not (found.by or found.since) and text.startswith(",", found.end)


def dates_in(
    text: str, year: int, dated_on: date | None, limits: Callable[[str, DateFound], bool], *, strict: bool = True
) -> list[DateFound]:
    """The dates and the days before holidays that `limits` accepts, in order.

    Raises NotADate, where strict, for what is no date, and for dates run together (6月底9月底) or to choose from.
    """
    dates = list(find_dates(text, year, limits, strict=strict))
    if "前" in text and (holidays := list(find_holidays(text, year, dated_on, limits))):
        dates = sorted(dates + holidays)
    for found in dates if strict else ():
        if found.end == len(text):
            break
        if other := date_at(text, year, _CHOICE.end_of_match(text, found.end)):
            raise IncompleteDate(f"“{text[found.start : other.end]}”有几个日期，无法确定以哪个为准")
    return dates


def recurring_deadline(phrase: str, recurrence: Recurrence, dates: list[DateFound]) -> Deadline:
    """A recurrence and the time it is limited to by dates before it: 2018年起, 2018—2020年, 2020年底前."""
    starts = [found.first for found in dates if found.since or found.ranged]
    ends = [found.last for found in dates if not found.since and (found.by or found.led or found.ranged)]
    weekdays = recurrence.weekdays
    deadline = Deadline(
        phrase,
        DeadlineKind.RECURRING,
        start=starts[0] if starts else None,
        due=max(ends, default=None),
        every=recurrence.every,
        by=recurrence.by,
        day=recurrence.day,
        shift=recurrence.shift,
        times=recurrence.times,
        within=recurrence.within,
        weekday=weekdays[0] if len(weekdays) == 1 else None,
        incomplete=recurrence.unsaid,
    )
    if len(weekdays) < 2:
        return deadline
    return replace(deadline, parts=tuple(replace(deadline, weekday=weekday) for weekday in weekdays))


def dated_deadline(phrase: str, text: str, dates: list[DateFound]) -> Deadline | None:
    """What dates in a text say together; None where all of them are starts."""
    limits = [found for found in dates if not found.since]
    if not limits:
        return None
    final = limits[-1]
    deadline = Deadline(
        phrase,
        DeadlineKind.DATE,
        start=next((found.first for found in dates if found.since or (found is limits[0] and found.ranged)), None),
        due=max(found.last for found in limits),
        stages=_stages_of(limits),
        weekday=final.weekday,
        basis=final.basis,
    )
    return deadline if final.end == len(text) else _with_what_follows(deadline, text, final)


def _with_what_follows(deadline: Deadline, text: str, final: DateFound) -> Deadline:
    """The deadline with what the words behind its last date say: that it lasts or goes on, or moves from a day off."""
    lasting = not (final.by or final.led) and lasts(text, final.end)
    if lasting:
        deadline = replace(deadline, kind=DeadlineKind.ONGOING)
    elif goes_on(text, final.end):
        deadline = replace(deadline, ongoing_after=True)
    if deadline.due and (shift := find_shift(text, final.end)):
        due, basis = moved(deadline.due, shift.to)
        deadline = replace(deadline, due=due, basis=basis, shift=shift.to)
    return deadline


def _stages_of(dates: list[DateFound]) -> tuple[Stage, ...]:
    """The steps that several dates make; none where there is only one date."""
    if len(dates) < 2:
        return ()
    return tuple(Stage(found.last, found.first if found.ranged else None) for found in dates)


def _relative(phrase: str, wording: Wording) -> Deadline | None:
    span = find_span(wording)
    return Deadline(phrase, DeadlineKind.RELATIVE, trigger=span.trigger, within=span.within) if span else None


def _since(phrase: str, dates: list[DateFound]) -> Deadline | None:
    since = next((found for found in dates if found.since), None)
    return Deadline(phrase, DeadlineKind.ONGOING, start=since.first) if since else None


def _conditional(phrase: str, wording: Wording) -> Deadline | None:
    trigger = find_condition(wording)
    return Deadline(phrase, DeadlineKind.CONDITIONAL, trigger=trigger) if trigger else None


def _in_manner(phrase: str, text: str, year: int) -> Deadline | None:
    kind = mood(text)
    if kind is DeadlineKind.ONGOING and lasts_the_year(text):
        return Deadline(phrase, kind, due=last_day_of_year(year))
    return Deadline(phrase, kind, ongoing_after=kind is DeadlineKind.IMMEDIATE and goes_on(text)) if kind else None


def _unread(phrase: str, text: str) -> Deadline:
    if no_month := _NO_MONTH.match(text):
        raise IncompleteDate(f"“{no_month[0]}”没有说明是哪个月")
    return Deadline(phrase, DeadlineKind.UNREAD)
