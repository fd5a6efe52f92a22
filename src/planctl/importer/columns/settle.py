"""A table and what its headings name → the table as its rows are read: one column for each field, numbers in their places."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import NamedTuple

from planctl.importer.columns.divided_numbers import divide_numbers
from planctl.importer.columns.find import Columns
from planctl.importer.columns.headings import is_about_people
from planctl.importer.columns.joined import join_numbers, report_joined_units
from planctl.importer.columns.naming import INNER_SECTION, SECTION
from planctl.importer.draft.numbers import split_numbered
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


def settle_columns(table: RawTable, columns: Columns, *, given: Set[str], split: bool) -> PlanTable:
    """The table with the numbers of requirements before their texts and out of the column of the tasks' numbers, and the
    columns of work as tasks, requirements or sections, but for the fields that a user has `given`. `split` is whether a
    cell with several items becomes several.
    """
    table, columns = join_numbers(table, columns)
    findings = [*report_joined_units(table, columns), *_about_columns(table, columns)]
    if "text" not in given:
        columns = _with_titles(table, columns, split=split)
    table, numbers = divide_numbers(table, columns)
    if not numbers and given.isdisjoint(("title", "text")):
        settled = _with_sections(table, columns)
        if settled is not columns:
            how = f"“{columns.headings['title']}”下面的几行各有序号，读作部分，“{columns.headings['text']}”读作任务"
            findings.append(table_findings.made_sections(table.place._replace(row=columns.last + 1), how))
        columns = settled
    return PlanTable(table, columns, numbers, findings)


def _about_columns(table: RawTable, columns: Columns) -> list[ImportFinding]:
    """Columns that no field of a plan has, those about people among them."""
    findings: list[ImportFinding] = []
    for index, field in enumerate(columns.fields):
        if field.startswith(EXTRA):
            heading = field.removeprefix(EXTRA)
            cell = table.rows[columns.last][index] if columns.last >= 0 else None
            place = cell.place if cell is not None else table.place
            rule = table_findings.people_column if is_about_people(heading) else table_findings.unknown_column
            findings.append(rule(place, heading))
    return findings


def _with_sections(table: RawTable, columns: Columns) -> Columns:
    """Where each row has a number and several of them share a title, the title is the section, and the text the task."""
    fields = columns.fields
    if not {"number", "title", "text"} <= set(fields):
        return columns
    number, title = fields.index("number"), fields.index("title")
    merged = [row for row in columns.body(table) if (cell := row[title]) is not None and cell.rows > 1]
    if not merged or not all((cell := row[number]) is not None and cell.rows == 1 and cell.text for row in merged):
        return columns
    return _renamed(columns, {"title": INNER_SECTION if SECTION in fields else SECTION, "text": "title"})


def _with_titles(table: RawTable, columns: Columns, *, split: bool) -> Columns:
    """Where a table has one column of work, each of its cells is a task, unless several share one number or one holds
    several requirements to split.
    """
    if "title" in columns.fields or "text" not in columns.fields:
        return columns
    if split and any(len(split_numbered(cell.text)) > 1 for cell in columns.cells(table, "text")):
        return columns
    if any(cell.columns == 1 and (cell.rows > 1 or not cell.text) for cell in columns.cells(table, "number")):
        return columns
    return _renamed(columns, {"text": "title"})


def _renamed(columns: Columns, names: Mapping[str, str]) -> Columns:
    """The columns with fields replaced by others."""
    return replace(
        columns,
        fields=tuple(names.get(field, field) for field in columns.fields),
        headings={names.get(field, field): word for field, word in columns.headings.items()},
    )
