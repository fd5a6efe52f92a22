"""The filter by deadline: what `planctl due --month` answers for every month of a plan, and what has no day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from planctl.document.view import TableView
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Gap, Plan, Requirement
from planctl.model.vocabulary import PART_LABELS
from planctl.queries import Part, Window, month_window
from planctl.queries.by_date import due_days, undated_parts
from planctl.queries.date_series import date_series
from planctl.queries.recurrence import Occurrence
from planctl.renderers.html.filters.choices import Choice, numbers

_MOST_MONTHS: Final = 240


class DeadlineFilter:
    """For each row of a table the number of its deadline, which many rows have in common; the months in which something falls
    due, and the kinds of deadlines that have no day, each with the numbers that it stands for."""

    def __init__(self, plan: Plan, view: TableView) -> None:
        self._plan = plan
        self._years = plan.year, plan.last_year
        known: dict[int, int] = {}  # by the identity of the deadline
        self._deadlines: list[Deadline | None] = []
        self.of_rows: list[int | None] = []
        self._rows: Counter[int] = Counter()
        for row in view.rows:
            deadline = row.entry.deadline
            if isinstance(row.entry, Gap) and deadline is None:
                self.of_rows.append(None)
                continue
            if id(deadline) not in known:
                known[id(deadline)] = len(known)
                self._deadlines.append(deadline)
            self.of_rows.append(known[id(deadline)])
            self._rows[known[id(deadline)]] += isinstance(row.entry, Requirement)
        stated = any(deadline is None or deadline.kind is not DeadlineKind.NONE for deadline in self._deadlines)
        self.months = list(self._months()) if stated else []
        self.undated = list(self._undated()) if stated else []

    def _months(self) -> Iterator[Choice]:
        """The months, and one choice for all those behind the last of so many."""
        months = sorted(
            {
                (found.day.year, found.day.month)
                for deadline in self._deadlines
                if deadline is not None
                for found in self._days(deadline)
            }
        )
        for year, month in months[:_MOST_MONTHS]:
            yield self._choice(f"{year:04}-{month:02}", f"{year}年{month}月", self._due(month_window(year, month)))
        if len(months) > _MOST_MONTHS:
            year, month = months[_MOST_MONTHS]
            yield self._choice("later", f"{year}年{month}月以后", self._due(Window(date(year, month, 1))))

    def _days(self, deadline: Deadline) -> Iterator[Occurrence]:
        """Days in each of its months: of what recurs by days and weeks, which are listed together, those that a calendar holds."""
        yield from due_days(deadline, self._years, Window())
        for series in date_series(self._plan, deadline):
            yield from series.days

    def _due(self, window: Window) -> list[int]:
        """The numbers of what falls due in the days asked for."""
        return [
            number
            for number, deadline in enumerate(self._deadlines)
            if deadline is not None and any(due_days(deadline, self._years, window))
        ]

    def _undated(self) -> Iterator[Choice]:
        parts: dict[Part, list[int]] = defaultdict(list)
        for number, deadline in enumerate(self._deadlines):
            for part in undated_parts(deadline):
                parts[part].append(number)
        for part in Part:
            if part in parts:
                yield self._choice(part, PART_LABELS[part], parts[part])

    def _choice(self, value: str, name: str, found: list[int]) -> Choice:
        rows = sum(self._rows[number] for number in found)
        return Choice(value, f"{name}（{rows}）", {"cells": numbers(found), "label": name})
