"""Answers as plain tables for other programs: CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from planctl.cli.printing.answers import duty
from planctl.cli.printing.output import emit
from planctl.document.columns import cell_reader, plan_columns
from planctl.model.plan import Plan
from planctl.model.vocabulary import DUTY, PART_LABELS
from planctl.queries import Answer
from planctl.renderers.markdown.escape import escape_markdown

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def print_csv(plan: Plan, answer: Answer) -> None:
    """Print an answer's rows as CSV."""
    print_table_csv(_table(plan, answer))


def print_markdown(plan: Plan, answer: Answer) -> None:
    """Print an answer's rows as a Markdown table."""
    print_table_markdown(_table(plan, answer))


def print_table_csv(table: Iterable[list[str]]) -> None:
    """Print a table whose first row is its heading as CSV."""
    emit(csv_text(table))


def csv_text(table: Iterable[list[str]]) -> str:
    """A table as CSV; what a spreadsheet would calculate is marked as text by a '."""
    memory = io.StringIO()
    writer = csv.writer(memory, lineterminator="\n")
    for cells in table:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell for cell in cells])
    return memory.getvalue()


def print_table_markdown(table: Iterable[list[str]]) -> None:
    """Print a table whose first row is its heading in Markdown."""
    head, *rows = table
    lines = [head, ["---"] * len(head), *([escape_markdown(cell) for cell in row] for row in rows)]
    emit("".join(f"| {' | '.join(cells)} |\n" for cells in lines))


def _table(plan: Plan, answer: Answer) -> Iterator[list[str]]:
    columns = [column for column in plan_columns(plan) if column.field != "number"]
    readers = [cell_reader(plan, column.field) for column in columns]
    parts = any(row.part for row in answer.rows)
    dated = any(row.occurrence for row in answer.rows)
    of_unit = any(row.role for row in answer.rows)
    head = ["编号", *(column.heading for column in columns)]
    yield head + ["到期日"] * dated + ["类别", "统称"] * parts + [DUTY] * of_unit
    for row in answer.rows:
        cells = [row.requirement.reference, *(read(row.task, row.requirement) for read in readers)]
        if dated:
            cells.append(row.occurrence.isoformat() if row.occurrence else "")
        if parts:
            cells += [PART_LABELS[row.part] if row.part else "", row.through or ""]
        if of_unit:
            cells.append(duty(row))
        yield cells
