"""Answers to queries as tables, and the lines below them that say what a table does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from planctl.cli.printing.output import emit
from planctl.cli.printing.table import Column, print_table
from planctl.document.columns import cell_reader, plan_columns
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.model.vocabulary import EXTRA
from planctl.queries import Row

_WEIGHTS = {"title": 2, "text": 6, "lead_units": 3, "supporting_units": 3}


def print_rows(plan: Plan, rows: Sequence[Row], *, with_day: bool = False) -> None:
    """Print requirements as a table in the plan's own column words, with their references.

    `with_day` puts the day each falls due first; a time read from the text then stands for a missing deadline cell.
    """
    columns = [column for column in plan_columns(plan) if not column.field.startswith(EXTRA)]
    readers = [_reader(plan, column.field) for column in columns]
    table = [[read(row.task, row.requirement) for read in readers] for row in rows]
    drawn = [Column(column.heading, _WEIGHTS.get(column.field, 0)) for column in columns]
    if with_day:
        drawn.insert(0, Column("到期日"))
        table = [[_day(row), *cells] for row, cells in zip(rows, table, strict=True)]
        if any(row.requirement.deadline and row.requirement.deadline.source == "text" for row in rows):
            drawn.append(Column("文中时限", 1))
            table = [[*cells, _text_phrase(row)] for row, cells in zip(rows, table, strict=True)]
    print_table(drawn, table)


def _reader(plan: Plan, field: str) -> Callable[[Task, Requirement], str]:
    """What reads a column's cells: in that of the numbers of tasks the references, by which other commands ask."""
    return (lambda _, requirement: requirement.reference) if field == "number" else cell_reader(plan, field)


def _day(row: Row) -> str:
    day = row.occurrence.isoformat() if row.occurrence else ""
    return f"{day}起{row.times}次" if row.times > 1 else day


def _text_phrase(row: Row) -> str:
    deadline = row.requirement.deadline
    return deadline.phrase if deadline and deadline.source == "text" else ""


def print_orphans(orphans: Iterable[Gap]) -> None:
    """Print cells whose own row is lost."""
    for gap in orphans:
        cells = [cell.printed for cell in (gap.lead_units, gap.supporting_units) if cell]
        if gap.deadline:
            cells.append(gap.deadline.phrase)
        note = f"（{gap.note}）" if gap.note else ""
        emit(f"另有原文缺失的第{gap.reference}项，仅存：{'  '.join(cells)}{note}\n")


def print_missing(plan: Plan) -> None:
    """Print what is known to be missing from the whole plan, if anything."""
    words = {GapKind.TASK: ("整项缺失", "第{}项"), GapKind.REQUIREMENT: ("整条缺失", "{}")}
    for kind, (label, pattern) in words.items():
        missing = [pattern.format(gap.reference) for gap in plan.gaps if gap.kind is kind]
        if missing:
            emit(f"原文{label}：{'、'.join(missing)}\n")


def print_references(label: str, rows: Sequence[Row], unit: str = "条") -> None:
    """Print one line that counts rows and names them: 视情况而定 2条：1.1、1.2."""
    emit(f"{label} {len(rows)}{unit}：{'、'.join(row.requirement.reference for row in rows)}\n")
