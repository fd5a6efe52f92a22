"""A plan file's text → (Plan, Diagnostics). What can be read is read; everything wrong on the way is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from planctl import reading_rules as rules
from planctl.counting import count_from_issue
from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.diagnostics import Diagnostic, in_file_order
from planctl.model import (
    CELL_FIELDS,
    NO_DEADLINE,
    NO_UNITS,
    Certainty,
    Deadline,
    Gap,
    GapKind,
    Numbering,
    Plan,
    Requirement,
    Task,
    Unit,
    UnitCell,
)
from planctl.records import Record, read_record
from planctl.references import requirement_references, task_reference
from planctl.schema import PLAN_FILE
from planctl.source import Source
from planctl.units import parse_unit_cell
from planctl.yaml_nodes import Node, read_nodes


@dataclass(frozen=True)
class Loaded:
    """A plan file as read: its text, its nodes, the plan and the findings, in file order.

    Nodes and plan are None where they could not be read.
    """

    source: Source
    root: Node | None
    plan: Plan | None
    diagnostics: list[Diagnostic]


def load_plan(source: Source) -> Loaded:
    """Read a plan file; total: any text gives a Loaded, and every mistake is a finding."""
    root, report = read_nodes(source)
    plan = None
    if root is not None:
        record = read_record(root, PLAN_FILE, "", report)
        if record is not None and "plan" in record.values and "tasks" in record.values:
            plan = _plan(record, report)
    return Loaded(source, root, plan, in_file_order(report))


def _plan(record: Record, report: list[Diagnostic]) -> Plan:
    facts: Record = record.values["plan"]
    values = dict(facts.values)
    year = values.pop("year", 0)
    numbering = Numbering(values.pop("numbering", Numbering.PER_TASK))
    cells = _Cells(year, values.get("dated_on"), values.get("first_unit_leads", False))
    return Plan(
        title=values.pop("title", ""),
        year=year,
        numbering=numbering,
        tasks=tuple(_task(task, numbering, cells, report) for task in record.values["tasks"]),
        units=tuple(_unit(unit) for unit in record.values.get("units", ())),
        gaps=tuple(gap for gap in (_gap(gap, cells) for gap in record.values.get("gaps", ())) if gap),
        spans=facts.spans,
        **values,
    )


_TASK_CELLS: Final = (*CELL_FIELDS, "extra")
"""What stands on a task itself where the plan has no 具体要求 column."""


def _task(record: Record, numbering: Numbering, cells: _Cells, report: list[Diagnostic]) -> Task:
    values = record.values
    number, section = values.get("number", ""), values.get("section", "")
    reference = task_reference(number, section, numbering)
    if "requirements" in values:
        records: list[Record] = values["requirements"]
        references = requirement_references(reference, [one.values.get("number") for one in records], numbering)
        requirements = tuple(_requirement(one, name, cells) for one, name in zip(records, references, strict=True))
        report.extend(
            rules.cells_beside_requirements(record.spans[name], name) for name in _TASK_CELLS if name in values
        )
    else:
        requirements = ()
    if not requirements:  # a task is always one row at least, with the cells that stand on it
        alone = record._replace(values={**values, "number": None, "text": ""})
        requirements = (_requirement(alone, reference, cells),)
    return Task(reference, number, values.get("title"), requirements, section, record.spans)


def _requirement(record: Record, reference: str, cells: _Cells) -> Requirement:
    values = record.values
    return Requirement(
        reference=reference,
        number=values.get("number"),
        text=values.get("text"),
        lead_units=cells.units(values, "lead_units"),
        supporting_units=cells.units(values, "supporting_units"),
        deadline=cells.deadline_or_time_in_text(values),
        extra=values.get("extra", {}),
        spans=record.spans,
    )


class _Cells:
    """Reads cells into units and deadlines; plans repeat the same few cells, so each is read once."""

    def __init__(self, year: int, dated_on: date | None, first_leads: bool) -> None:
        self._year = year
        self._dated_on = dated_on
        self._first_leads = first_leads
        self._units: dict[str, UnitCell] = {}
        self._deadlines: dict[str, Deadline] = {}

    def units(self, values: Mapping[str, Any], key: str, absent: UnitCell | None = NO_UNITS) -> UnitCell | None:
        if key not in values:
            return absent
        printed: str | None = values[key]
        if printed is None:
            return None
        if (cell := self._units.get(printed)) is None:
            cell = self._units[printed] = parse_unit_cell(printed, self._first_leads)
        return cell

    def deadline(self, values: Mapping[str, Any], absent: Deadline | None = NO_DEADLINE) -> Deadline | None:
        if "deadline" not in values:
            return absent
        phrase: str | None = values["deadline"]
        if phrase is None:
            return None
        if (deadline := self._deadlines.get(phrase)) is None:
            read = parse_deadline(phrase, self._year)
            deadline = self._deadlines[phrase] = count_from_issue(read, self._dated_on)
        return deadline

    def deadline_or_time_in_text(self, values: Mapping[str, Any]) -> Deadline | None:
        """The cell's deadline; where the plan has no such cell, the time that the text states, if any."""
        deadline = self.deadline(values)
        text: str | None = values.get("text")
        if deadline is not NO_DEADLINE or not text:
            return deadline
        stated = deadline_from_text(text, self._year, self._dated_on)
        return count_from_issue(stated, self._dated_on) if stated else deadline


def _unit(record: Record) -> Unit:
    return Unit(**{"name": "", **record.values}, spans=record.spans)


def _gap(record: Record, cells: _Cells) -> Gap | None:
    values = record.values
    if "kind" not in values or "reference" not in values:
        return None
    return Gap(
        kind=GapKind(values["kind"]),
        reference=values["reference"],
        certainty=Certainty(values.get("certainty", Certainty.CERTAIN)),
        fields=values.get("fields", ()),
        lead_units=cells.units(values, "lead_units", None),
        supporting_units=cells.units(values, "supporting_units", None),
        deadline=cells.deadline(values, None),
        note=values.get("note", ""),
        spans=record.spans,
    )
