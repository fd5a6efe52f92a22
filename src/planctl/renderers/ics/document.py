"""A plan's table → a calendar: an event or a to-do for each date, and one note of what has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date
from typing import IO, Any, Final, NamedTuple
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Component, Event, Journal, Todo

from planctl.deadlines.workdays import BEYOND_CALENDAR
from planctl.document.calendar import EVENTS, Entries, rows_without_date
from planctl.document.columns import numbered
from planctl.document.dates import file_moment
from planctl.document.view import TableView, ViewRow
from planctl.model.plan import Plan, Requirement
from planctl.queries.by_date import time_in_text
from planctl.queries.date_series import date_series
from planctl.queries.recurrence import Occurrence
from planctl.renderers.ics.alarm import Trigger, moves, trigger
from planctl.renderers.ics.rule import rule_of
from planctl.renderers.ics.text import Text, in_one_line, shortened, whole

_NAMESPACE: Final = UUID("5e0c3a52-6d0b-4c0e-9d39-7c1f6a0a1f10")
_ANY_IDENTITY: Final = str(UUID(int=0))
_ANY_DAY: Final = date(1970, 1, 1)
"""With these the entries of a row are drawn that differ in nothing else."""


class _Group(NamedTuple):
    """Days of one entry: a single one, or all that a rule gives."""

    days: Sequence[Occurrence]
    rule: dict[str, Any] | None = None


def write_ics(plan: Plan, view: TableView, file: IO[bytes], entries: Entries = EVENTS) -> None:
    """Write the calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//planctl//planctl//ZH")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # that of RFC 7986, and the one that most programs read
        calendar.add(name, in_one_line(_title(view)))
    begin, end, line_end = calendar.to_ical().rpartition(b"END:VCALENDAR")
    file.write(begin)
    maker = _Maker(plan, view, entries)
    for row in view.rows:
        file.writelines(maker.entries(row))
    file.writelines(note.to_ical() for note in maker.note())
    file.write(end + line_end)


class _Maker:
    """Makes what stands in one calendar."""

    def __init__(self, plan: Plan, view: TableView, entries: Entries) -> None:
        self._plan = plan
        self._view = view
        self._entries = entries
        self._kind: type[Component] = Todo if entries.todo else Event
        self._day_name = "due" if entries.todo else "dtstart"
        self._plan_names = in_one_line(plan.title), str(plan.year)
        self._stamp = file_moment(plan).replace(tzinfo=UTC)
        self._made: Counter[str] = Counter()  # by reference
        self._groups: dict[int, list[_Group]] = {}  # by deadline, for plans repeat the same few

    def entries(self, row: ViewRow) -> Iterator[bytes]:
        """The entries of a row as they are written: one for each day, or for all days that a rule gives.

        A row may have one for each day of twenty years. Those that differ in nothing but day and identity are drawn once.
        """
        deadline = row.entry.deadline if isinstance(row.entry, Requirement) else None
        if deadline is None:
            return
        if id(deadline) not in self._groups:
            self._groups[id(deadline)] = [
                group
                for series in date_series(self._plan, deadline)
                for group in self._grouped(series.days, recurring=series.recurring)
            ]
        remind = self._entries.remind
        drawn: dict[tuple[Trigger | None, bool, str], bytes] = {}
        for group in self._groups[id(deadline)]:
            day = group.days[0].day
            when = trigger(remind, day) if remind else None
            beyond = any(one.beyond_calendar for one in group.days)
            alike = when, beyond, repr(group.rule)
            if alike not in drawn:
                drawn[alike] = self._entry(row, group.rule, when, beyond_calendar=beyond).to_ical()
            identity = self._identity(self._kind.name or "", in_one_line(row.reference))
            yield self._dated(drawn[alike], identity, day)

    def _dated(self, drawn: bytes, identity: str, day: date) -> bytes:
        """An entry with its identity and day in the place of those that all are drawn with."""
        for name, any_value, value in (
            ("UID:", _ANY_IDENTITY, identity),
            (f"{self._day_name.upper()};VALUE=DATE:", _digits(_ANY_DAY), _digits(day)),
        ):  # whole lines: no text of an entry has one
            drawn = drawn.replace(f"\r\n{name}{any_value}\r\n".encode(), f"\r\n{name}{value}\r\n".encode(), 1)
        return drawn

    def _grouped(self, days: Sequence[Occurrence], *, recurring: bool) -> Iterator[_Group]:
        """Days that make one entry. To-dos are ticked off one by one, and alarms by working days move: both stand alone."""
        alone = self._entries.todo or moves(self._entries.remind)
        rule = rule_of([one.day for one in days]) if recurring and not alone else None
        if rule:
            yield _Group(days, rule)
        else:
            yield from (_Group([one]) for one in days)

    def _entry(
        self, row: ViewRow, rule: dict[str, Any] | None, when: Trigger | None, *, beyond_calendar: bool
    ) -> Component:
        """An entry of a row, with _ANY_IDENTITY and _ANY_DAY for its own."""
        summary = shortened(_summary(row))
        entry = self._component(self._kind(), _ANY_IDENTITY, summary)
        entry.add(self._day_name, _ANY_DAY)
        if rule:
            entry.add("rrule", rule)
        if not self._entries.todo:
            entry.add("transp", "TRANSPARENT")  # a deadline takes no time
        if when:
            entry.add_component(self._alarm(summary, when))
        remarks = [f"到期日{BEYOND_CALENDAR}。"] * beyond_calendar
        remarks += [f"提醒日{BEYOND_CALENDAR}。"] * bool(when and not when.official)
        entry.add("description", whole("\n".join([*self._facts(row), *remarks])))
        return entry

    def _alarm(self, summary: Text, when: Trigger) -> Alarm:
        """An alarm, counted from the day that an event begins or a to-do is due."""
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", when.before, parameters={"related": "END"} if self._entries.todo else {})
        return alarm

    def _component(self, component: Component, identity: str, summary: Text) -> Component:
        """A component with what all have."""
        component.add("uid", identity)
        component.add("dtstamp", self._stamp)
        component.add("summary", summary)
        return component

    def _identity(self, kind: str, row: str) -> str:
        """The next identity of a row: the same plan, reference and place among its entries give the same, so that a program
        that reads the calendar again changes what it has."""
        place = self._made[row]
        self._made[row] += 1
        return str(uuid5(_NAMESPACE, "\0".join([*self._plan_names, kind, row, str(place)])))

    def _facts(self, row: ViewRow) -> Iterator[str]:
        """The row's cells under their headings, and the plan that they are from."""
        for column in self._view.columns:
            if text := row.texts[column.field]:
                yield f"{column.heading}：{text}"
        number = self._plan.document_number
        yield f"方案：{self._plan.title}{f'（{number}）' if number else ''}"

    def note(self) -> Iterator[Component]:
        """The note of the rows that have no date, where there are any: it stands at no day itself."""
        lines = [self._without_date(row) for row in rows_without_date(self._plan, self._view)]
        if lines:
            identity = self._identity(Journal.name or "", "")
            note = self._component(
                Journal(), identity, shortened(f"没有具体日期的{len(lines)}条：{_title(self._view)}")
            )
            note.add("description", whole("\n".join([*lines, *[self._view.note] * bool(self._view.note)])))
            yield note

    def _without_date(self, row: ViewRow) -> str:
        phrase = row.texts.get("deadline") or "没有写时限"
        in_text = time_in_text(self._plan, row.entry) if isinstance(row.entry, Requirement) else None
        remark = f"（文中写明：{in_text.phrase}）" if in_text else ""
        return in_one_line(f"{_summary(row)}——{phrase}{remark}")


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _title(view: TableView) -> str:
    return view.title.replace("\n", "")  # between hanzi a line break is no space


def _summary(row: ViewRow) -> str:
    """What a row is called: 4.2 推进服务公开：推进…"""
    number = row.entry.number if isinstance(row.entry, Requirement) else row.missing.rpartition(".")[2]
    text = row.texts.get("text", "").removeprefix(numbered(number, "")).strip()
    return f"{row.reference or row.missing} {'：'.join(filter(None, [row.texts['title'], text]))}"
