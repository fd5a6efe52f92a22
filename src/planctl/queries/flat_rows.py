"""Answers as flat rows, for tables, databases and other programs: what JSON, JSON Lines and the library give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from planctl.model.deadline import Deadline
from planctl.model.plan import Role, UnitCell
from planctl.queries.answers import Answer, Part, Row


class FlatRow(NamedTuple):
    """A row of an answer; None is what is not known, or what the question did not ask for.

    `lead_units` and `supporting_units` are the names in a cell, `lead_units_printed` is the cell itself. `part`, `role`,
    `through` and `formerly` are those of `Row`. `occurrence` is the day under which a question by date lists the
    row, `occurrence_count` how often it falls due in the time asked for, `beyond_calendar` whether the day was computed
    from working days of a year without an official calendar.
    """

    reference: str
    task_number: str
    task_title: str | None
    number: str | None
    text: str | None
    lead_units: tuple[str, ...] | None
    supporting_units: tuple[str, ...] | None
    lead_units_printed: str | None
    deadline: Deadline | None
    extra: Mapping[str, str]
    section: str
    part: Part | None
    role: Role | None
    through: str | None
    formerly: str | None
    occurrence: date | None
    occurrence_count: int | None
    beyond_calendar: bool | None


def flat_rows(answer: Answer) -> tuple[FlatRow, ...]:
    """The rows of an answer in its order."""
    return tuple(map(flat_row, answer.rows))


def flat_row(row: Row) -> FlatRow:
    """A row by itself."""
    task, requirement = row.task, row.requirement
    dated = row.occurrence is not None
    return FlatRow(
        reference=requirement.reference,
        task_number=task.number,
        task_title=task.title,
        number=requirement.number,
        text=requirement.text,
        lead_units=unit_names(requirement.lead_units),
        supporting_units=unit_names(requirement.supporting_units),
        lead_units_printed=requirement.lead_units.printed if requirement.lead_units else None,
        deadline=requirement.deadline,
        extra=requirement.extra,
        section=task.section,
        part=row.part,
        role=row.role,
        through=row.through,
        formerly=row.formerly,
        occurrence=row.occurrence,
        occurrence_count=row.times if dated else None,
        beyond_calendar=row.beyond_calendar if dated else None,
    )


def unit_names(cell: UnitCell | None) -> tuple[str, ...] | None:
    """The names in a cell of units, None where it is not known."""
    return None if cell is None else tuple(cell.names)
