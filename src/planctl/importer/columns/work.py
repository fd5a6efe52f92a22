"""Which of a table's columns of work name sections, tasks and requirements, by how their cells relate to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planctl.importer.columns.find import Columns
from planctl.importer.columns.naming import INNER_SECTION, SECTION
from planctl.importer.draft.numbers import split_numbered
from planctl.importer.readers.grid import RawTable


def with_sections(table: RawTable, columns: Columns) -> Columns:
    """Where each row has a number and several of them share a title, the title is the section, and the text the task."""
    fields = columns.fields
    if not {"number", "title", "text"} <= set(fields):
        return columns
    number, title = fields.index("number"), fields.index("title")
    body = table.rows[columns.last + 1 :]
    merged = [row for row in body if (cell := row[title]) is not None and cell.rows > 1]
    numbered = [row for row in merged if (cell := row[number]) is not None and cell.rows == 1 and cell.text]
    if not merged or len(numbered) < len(merged):
        return columns
    return _renamed(columns, {"title": INNER_SECTION if SECTION in fields else SECTION, "text": "title"})


def with_titles(table: RawTable, columns: Columns, *, split: bool) -> Columns:
    """Where a table has one column of work, each of its cells is a task, unless several share one number or one holds
    several requirements to split.
    """
    fields = columns.fields
    if "title" in fields or "text" not in fields:
        return columns
    text = fields.index("text")
    body = table.rows[columns.last + 1 :]
    if split and any(len(split_numbered(cell.text)) > 1 for row in body if (cell := row[text]) is not None):
        return columns
    numbers = [cell for row in body if "number" in fields and (cell := row[fields.index("number")]) is not None]
    if any(cell.columns == 1 and (cell.rows > 1 or not cell.text) for cell in numbers):
        return columns
    return _renamed(columns, {"text": "title"})


def _renamed(columns: Columns, names: Mapping[str, str]) -> Columns:
    """The columns with fields replaced by others."""
    return replace(
        columns,
        fields=tuple(names.get(field, field) for field in columns.fields),
        headings={names.get(field, field): word for field, word in columns.headings.items()},
    )
