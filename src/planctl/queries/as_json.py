"""Answers as JSON: documented in docs/data.md, stable, English keys, null where something is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from planctl.model.deadline import Deadline, Quantity, RecurringDay
from planctl.model.plan import Gap, Plan, Role
from planctl.model.vocabulary import TEXT_COLUMNS
from planctl.queries.answers import Answer, Row
from planctl.queries.flat_rows import flat_row, unit_names
from planctl.queries.unit_counts import CountedUnit


def answer_json(
    plan: Plan, query: Mapping[str, Any], answer: Answer, gaps: Sequence[Gap] | None = None, *, with_days: bool = False
) -> dict[str, Any]:
    """The whole of an answer: plan, query, requirements, orphans, counts (and the gaps a reference names).

    `with_days` gives the rows' days left too: they are of a day that the query names.
    """
    whole: dict[str, Any] = {
        "plan": plan_json(plan),
        "query": query,
        "requirements": [row_json(row, plan, with_days=with_days) for row in answer.rows],
        "orphans": [gap_json(gap) for gap in answer.orphans],
        "orphans_without_day": [gap_json(gap) for gap in answer.orphans_without_day],
        "counts": answer.counts(),
    }
    if gaps is not None:
        whole["gaps"] = [gap_json(gap) for gap in gaps]
    return whole


def plan_json(plan: Plan) -> dict[str, Any]:
    """The facts by which a plan is known."""
    return {"title": plan.title, "year": plan.year, "stage": plan.stage, "document_number": plan.document_number}


def row_json(row: Row, plan: Plan, *, with_days: bool = False) -> dict[str, Any]:
    """A requirement of an answer: its flat row, in the values that JSON has."""
    values = {key: _plain(value) for key, value in flat_row(row)._asdict().items()}
    columns = {field: getattr(row.requirement, field) for field in TEXT_COLUMNS}
    return {**values, **columns, "plan": plan.title, **({"days": row.days} if with_days else {})}


def _plain(value: object) -> object:
    if isinstance(value, Deadline):
        return deadline_json(value)
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    """A deadline: the phrase and what it means, and the same of each part of a phrase that states several times."""
    return {**_deadline(deadline), "parts": [_deadline(part) for part in deadline.parts]}


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "phrase": deadline.phrase,
        "kind": deadline.kind,
        "start": _plain(deadline.start),
        "due": _plain(deadline.due),
        "every": _every(deadline.every),
        "by": deadline.by[0] if len(deadline.by) == 1 else list(deadline.by) or None,
        "day": _recurring_day(deadline.day),
        "shift": deadline.shift,
        "times": deadline.times,
        "weekday": deadline.weekday,
        "trigger": deadline.trigger,
        "within": {"number": deadline.within.number, "unit": deadline.within.unit} if deadline.within else None,
        "ongoing_after": deadline.ongoing_after,
        "stages": [{"start": _plain(stage.start), "due": _plain(stage.due)} for stage in deadline.stages],
        "problem": deadline.problem or None,
        "basis": deadline.basis or None,
        "source": deadline.source,
    }


def gap_json(gap: Gap) -> dict[str, Any]:
    """Something known to be missing."""
    return {
        "kind": gap.kind,
        "reference": gap.reference,
        "certainty": gap.certainty,
        "fields": list(gap.fields),
        "lead_units": _plain(unit_names(gap.lead_units)),
        "supporting_units": _plain(unit_names(gap.supporting_units)),
        "lead_units_printed": gap.lead_units.printed if gap.lead_units else None,
        "deadline": deadline_json(gap.deadline) if gap.deadline else None,
        "note": gap.note,
    }


def unit_json(counted: CountedUnit) -> dict[str, Any]:
    """A unit of the register, or a name that is not in it, with the number of requirements that name it in each role."""
    unit = counted.unit
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "aliases": list(unit.aliases),
        "group": counted.group,
        "members": None if unit.members is None else list(unit.members),
        "parent": unit.parent,
        "valid_from": _plain(unit.valid_from),
        "valid_to": _plain(unit.valid_to),
        "succeeded_by": unit.succeeded_by,
        "registered": counted.registered,
        **{str(role): counted.counts[role] for role in Role},
    }


def _every(every: Quantity | None) -> str | dict[str, int] | None:
    if every is None:
        return None
    return str(every.unit) if every.number == 1 else {f"{every.unit}s": every.number}


def _recurring_day(day: RecurringDay | None) -> dict[str, Any] | None:
    return {"nth": day.nth, "of": day.of, "within": day.within} if day else None
