"""A plan file's text → (Plan, Diagnostics). What can be read is read; everything wrong on the way is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planctl.cells import Cells
from planctl.findings.diagnostics import Diagnostic, in_file_order
from planctl.model.letters import Consultation, Contact
from planctl.model.plan import (
    CELL_FIELDS,
    Certainty,
    Gap,
    GapKind,
    Numbering,
    Plan,
    Requirement,
    Task,
    Unit,
)
from planctl.model.references import requirement_references, task_reference
from planctl.model.vocabulary import TEXT_COLUMNS
from planctl.planfile import reading_rules as rules
from planctl.planfile.nodes import Node, read_nodes
from planctl.planfile.records import Record, read_record
from planctl.planfile.schema import PLAN_FILE
from planctl.source import Source


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
    leading, *others = values.pop("issuing_authority", ()) or ("",)
    contact, consultation = values.pop("contact", None), values.pop("consultation", None)
    numbering = Numbering(values.pop("numbering", Numbering.PER_TASK))
    cells = Cells(year, values.get("dated_on"), values.get("first_unit_leads", False))
    return Plan(
        title=values.pop("title", ""),
        year=year,
        issuing_authority=leading,
        jointly_with=tuple(others),
        contact=contact and Contact(**contact.values),
        consultation=consultation and Consultation(**consultation.values),
        numbering=numbering,
        tasks=tuple(_task(task, numbering, cells, report) for task in record.values["tasks"]),
        units=tuple(_unit(unit) for unit in record.values.get("units", ())),
        gaps=tuple(gap for gap in (_gap(gap, cells) for gap in record.values.get("gaps", ())) if gap),
        spans=facts.spans,
        **values,
    )


_TASK_CELLS: Final = (*CELL_FIELDS, *TEXT_COLUMNS, "extra")
"""What stands on a task itself where the plan has no 具体要求 column."""


def _task(record: Record, numbering: Numbering, cells: Cells, report: list[Diagnostic]) -> Task:
    values = record.values
    number, section = values.get("number", ""), values.get("section", "")
    reference = task_reference(number, section, numbering)
    if "requirements" in values:
        records: list[Record] = values["requirements"]
        references = requirement_references(reference, [row.values.get("number") for row in records], numbering)
        requirements = tuple(_requirement(row, name, cells) for row, name in zip(records, references, strict=True))
        report.extend(
            rules.cells_beside_requirements(record.spans[name], name) for name in _TASK_CELLS if name in values
        )
    else:
        requirements = ()
    if not requirements:  # a task is always at least one row, with the cells that stand on it
        alone = record._replace(values={**values, "number": None, "text": ""})
        requirements = (_requirement(alone, reference, cells),)
    return Task(reference, number, values.get("title"), requirements, section, record.spans)


def _requirement(record: Record, reference: str, cells: Cells) -> Requirement:
    values = record.values
    return Requirement(
        reference=reference,
        number=values.get("number"),
        text=values.get("text"),
        lead_units=cells.units(values, "lead_units"),
        supporting_units=cells.units(values, "supporting_units"),
        deadline=cells.deadline_or_time_in_text(values),
        extra=values.get("extra", {}),
        **{field: values[field] for field in TEXT_COLUMNS if field in values},
        spans=record.spans,
    )


def _unit(record: Record) -> Unit:
    return Unit(**{"name": "", **record.values}, spans=record.spans)


def _gap(record: Record, cells: Cells) -> Gap | None:
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
