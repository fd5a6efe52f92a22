"""A plan's table as a calendar: how its dates are entered, and which of its rows have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planctl.document.view import TableView, ViewRow
from planctl.model.deadline import Quantity
from planctl.model.plan import Plan, Requirement
from planctl.queries.by_date import undated_parts
from planctl.queries.date_series import date_series


@dataclass(frozen=True, slots=True)
class Entries:
    """Events or to-dos, and how long before each there is an alarm: days, weeks or working days."""

    todo: bool = False
    remind: Quantity | None = None


EVENTS: Final = Entries()


def rows_without_date(plan: Plan, view: TableView) -> Iterator[ViewRow]:
    """The rows that have no date, or also say something that has none (长期坚持，12月底前总结), and those that are lost."""
    known: dict[int, bool] = {}  # by deadline, for plans repeat the same few
    for row in view.rows:
        deadline = row.entry.deadline if isinstance(row.entry, Requirement) else None
        if deadline is None:
            yield row
            continue
        if id(deadline) not in known:
            known[id(deadline)] = bool(undated_parts(deadline)) or not date_series(plan, deadline)
        if known[id(deadline)]:
            yield row
