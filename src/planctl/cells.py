"""Cells as printed → units and deadlines, the same way for a plan file and for a document that is imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import NO_DEADLINE, Deadline
from planctl.model.plan import NO_UNITS, UnitCell
from planctl.units import parse_unit_cell


class Cells:
    """Reads cells into units and deadlines; plans repeat the same few cells, so each is read once."""

    def __init__(self, year: int, dated_on: date | None, first_leads: bool) -> None:
        self._year = year
        self._dated_on = dated_on
        self._first_leads = first_leads
        self._units: dict[str, UnitCell] = {}
        self._deadlines: dict[str, Deadline] = {}

    def units(self, values: Mapping[str, Any], key: str, absent: UnitCell | None = NO_UNITS) -> UnitCell | None:
        """The units in the cell of a key; `absent` where there is no such cell."""
        if key not in values:
            return absent
        printed: str | None = values[key]
        if printed is None:
            return None
        if (cell := self._units.get(printed)) is None:
            cell = self._units[printed] = parse_unit_cell(printed, self._first_leads)
        return cell

    def deadline(self, values: Mapping[str, Any], absent: Deadline | None = NO_DEADLINE) -> Deadline | None:
        """The deadline in its cell; `absent` where there is no such cell."""
        if "deadline" not in values:
            return absent
        phrase: str | None = values["deadline"]
        if phrase is None:
            return None
        if (deadline := self._deadlines.get(phrase)) is None:
            deadline = self._deadlines[phrase] = parse_deadline(phrase, self._year, self._dated_on)
        return deadline

    def deadline_or_time_in_text(self, values: Mapping[str, Any]) -> Deadline | None:
        """The cell's deadline; where the plan has no such cell, the time that the text states, if any."""
        deadline = self.deadline(values)
        text: str | None = values.get("text")
        if deadline is not NO_DEADLINE or not text:
            return deadline
        return deadline_from_text(text, self._year, self._dated_on) or deadline
