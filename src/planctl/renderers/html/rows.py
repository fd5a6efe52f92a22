"""The rows of a page's table as its template draws them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from planctl.document.columns import OF_REQUIREMENT, numbered
from planctl.document.typography import typeset
from planctl.document.view import TableView, ViewRow
from planctl.model.plan import Gap, Plan, Requirement
from planctl.model.vocabulary import LOST, OPEN, PROBABLY_LOST
from planctl.renderers.html.anchors import Anchors, address
from planctl.renderers.jinja import row_context


class Cell(NamedTuple):
    """A cell that is drawn: its field, the classes that say how it looks, the number before its text, which links to the row,
    the text behind it, the rows it spans, and the name of the task that it begins."""

    field: str
    classes: str
    number: str
    text: str
    span: int
    anchor: str


def drawn_rows(plan: Plan, view: TableView) -> Iterator[dict[str, Any]]:
    """What a template can name of each row: as everywhere, and `anchor` (the row's own name in the page), `address` (of a
    link to it), `starts_task`, `is_orphan` (only cells are left of it) and `cells`."""
    anchors = Anchors(plan, view)
    for index, (row, anchor) in enumerate(zip(view.rows, anchors.of_rows, strict=True)):
        yield {
            **row_context(row, view.columns),
            "anchor": anchor,
            "address": address(anchor),
            "starts_task": bool(row.spans["number"]),
            "is_orphan": isinstance(row.entry, Gap),
            "cells": list(_cells(view, row, anchor, anchors.of_tasks.get(index, ""))),
        }


def field_class(field: str) -> str:
    """By what a column is known to the style: every column that planctl does not know is `extra`."""
    return field if field.isidentifier() else "extra"


def text_behind_number(row: ViewRow) -> str:
    """A row's text as printed, without the number before it."""
    text = row.texts.get("text", "")
    return text[len(_printed_number(row, text)) :] if isinstance(row.entry, Requirement) and row.entry.number else text


def _cells(view: TableView, row: ViewRow, anchor: str, task: str) -> Iterator[Cell]:
    numbered_field = _numbered_field(row.entry) if anchor else ""
    for field, _ in view.columns:
        if span := row.spans[field]:
            text = row.texts[field]
            number = _printed_number(row, text) if field == numbered_field else ""
            classes = field_class(field) + (" lost" if _is_lost(row, field, text) else "")
            yield Cell(field, classes, number, text[len(number) :], span, task if field == "number" else "")


def _is_lost(row: ViewRow, field: str, text: str) -> bool:
    """Whether a cell says in place of a text that nobody knows it."""
    if isinstance(row.entry, Requirement) and field in OF_REQUIREMENT:
        return getattr(row.entry, field) is None
    return text.endswith((LOST, PROBABLY_LOST)) or text == OPEN


def _numbered_field(entry: object) -> str:
    """The column that shows the number which a row's reference ends in: its own, or its task's."""
    if isinstance(entry, Requirement):
        return "text" if entry.number else "number" if "#" not in entry.reference else ""
    return ""


def _printed_number(row: ViewRow, text: str) -> str:
    """The number at the beginning of a cell, with the mark behind it: 3. of 3.加快推进…; "" where it is set otherwise."""
    entry = row.entry
    if not isinstance(entry, Requirement) or not entry.number:
        return text
    printed = numbered(entry.number, "□").removesuffix("□")
    return next((number for number in (printed, typeset(printed)) if text.startswith(number)), "")
