"""Answers to queries as tables, and the lines below them that say what a table does not show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planctl.cli.output import emit
from planctl.cli.tables import Column, print_table
from planctl.model import Gap, GapKind, Plan
from planctl.queries import Row
from planctl.view import cell_text, plan_columns

_WEIGHTS = {"title": 2, "text": 6, "lead_units": 3, "supporting_units": 3}


def print_rows(plan: Plan, rows: Sequence[Row]) -> None:
    """Print requirements as a table in the plan's own column words, with their references."""
    columns = [column for column in plan_columns(plan) if not column.field.startswith("extra:")]
    table = []
    for row in rows:
        cells = []
        for column in columns:
            if column.field == "number":
                cells.append(row.requirement.reference)
            elif column.field == "title":
                cells.append(cell_text(plan, row.task.reference, "title", row.task.title))
            else:
                value = getattr(row.requirement, column.field)
                cells.append(cell_text(plan, row.requirement.reference, column.field, value))
        table.append(cells)
    print_table([Column(column.heading, _WEIGHTS.get(column.field, 0)) for column in columns], table)


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
    """Print one line that counts rows and names them: 全年持续 2条：1.1、1.2."""
    emit(f"{label} {len(rows)}{unit}：{'、'.join(row.requirement.reference for row in rows)}\n")
