"""The JSON Schema of plan files, made from the declarations the loader reads by, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from planctl.model.vocabulary import COLUMN_LABELS, CONSULTATION_LABELS, CONTACT_LABELS, PLAN_LABELS
from planctl.planfile.schema import CONSULTATION, CONTACT, PLAN, PLAN_FILE, Key, Kind, Shape

_SCALAR = {"type": ["string", "number", "boolean"]}


def plan_schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12). Editors read `1` or `2017-06-01` as numbers and dates, so scalars may be such."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:planctl:plan:1",
        "title": "分工方案",
        **_shape(PLAN_FILE),
    }


def _shape(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "description": shape.label,
        "properties": {key.name: _key(key, _LABELS.get(shape.label, COLUMN_LABELS)) for key in shape.keys},
        "required": [key.name for key in shape.required],
        "additionalProperties": False,
    }


_LABELS: Final = {PLAN.label: PLAN_LABELS, CONTACT.label: CONTACT_LABELS, CONSULTATION.label: CONSULTATION_LABELS}


def _key(key: Key, labels: Mapping[str, str]) -> dict[str, Any]:
    schema = _value(key)
    if label := labels.get(key.name):
        schema = {"description": label, **schema}
    return {"anyOf": [schema, {"type": "null"}]} if key.nullable else schema


def _value(key: Key) -> dict[str, Any]:
    items = {"enum": list(map(str, key.choices))} if key.choices else _SCALAR
    if key.kind is Kind.SHAPE and key.shape:
        return _shape(key.shape)
    if key.kind is Kind.SHAPES and key.shape:
        return {"type": "array", "items": _shape(key.shape)}
    if key.kind in (Kind.NAMES, Kind.TEXTS):
        return {"type": "array", "items": items}
    if key.kind in (Kind.UNITS, Kind.ORGANS):
        return {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}
    if key.kind is Kind.TEXTS_BY_KEY:
        names = {"propertyNames": items} if key.choices else {}
        return {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}, **names}
    if key.kind is Kind.YEAR:
        return {"type": "integer", "minimum": 1000, "maximum": 2999}
    if key.kind is Kind.DATE:
        return {"type": "string", "format": "date"}
    if key.kind is Kind.FLAG:
        return {"type": "boolean"}
    if key.choices:
        return {"enum": [int(choice) if choice.isdigit() else str(choice) for choice in key.choices]}
    return dict(_SCALAR)
