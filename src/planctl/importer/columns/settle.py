"""A table and what its headings name → the table as its rows are read: one column for each field, numbers in their places."""

from __future__ import annotations

from typing import NamedTuple

from planctl.importer.columns.divided_numbers import divide_numbers
from planctl.importer.columns.find import Columns
from planctl.importer.columns.joined import join_numbers, report_joined_units
from planctl.importer.columns.work import with_sections, with_titles
from planctl.importer.readers.grid import RawTable
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.model.vocabulary import EXTRA


class PlanTable(NamedTuple):
    """A plan's table as its rows are read. `requirement_numbers` are those that the column of numbers gives (the 2 of 1.2),
    by row from 0, None for a requirement without one; `findings` are about the columns.
    """

    table: RawTable
    columns: Columns
    requirement_numbers: dict[int, str | None]
    findings: list[ImportFinding]


def settle_columns(table: RawTable, columns: Columns, *, split: bool) -> PlanTable:
    """The table with the numbers of requirements before their texts and out of the column of the tasks' numbers, and the
    columns of work as tasks, requirements or sections. `split` is whether a cell with several items becomes several.
    """
    table, columns = join_numbers(table, columns)
    findings = [*report_joined_units(table, columns), *_about_columns(table, columns)]
    columns = with_titles(table, columns, split=split)
    table, numbers = divide_numbers(table, columns)
    if not numbers:
        columns = with_sections(table, columns)
    return PlanTable(table, columns, numbers, findings)


def _about_columns(table: RawTable, columns: Columns) -> list[ImportFinding]:
    """Columns that no field of a plan has, those about people among them."""
    findings: list[ImportFinding] = []
    people = set(columns.people)
    for index, field in enumerate(columns.fields):
        if field.startswith(EXTRA):
            heading = field.removeprefix(EXTRA)
            cell = table.rows[columns.last][index] if columns.last >= 0 else None
            place = cell.place if cell is not None else table.place
            rule = table_findings.people_column if heading in people else table_findings.unknown_column
            findings.append(rule(place, heading))
    return findings
