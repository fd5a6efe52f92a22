"""The rules run over a whole plan: one function a rule, one file a family, all named in one literal table."""

from __future__ import annotations

from typing import Final

from planctl.checks import gaps, numbering, plan_facts, text, units
from planctl.diagnostics import Check, Diagnostic, in_file_order
from planctl.loader import Loaded
from planctl.model import Plan

ALL_CHECKS: Final[tuple[Check[[Plan]], ...]] = (
    numbering.duplicate_number,
    numbering.out_of_order,
    numbering.undeclared_gap,
    gaps.false_gap,
    gaps.gap_without_place,
    units.unit_twice,
    text.empty_text,
    plan_facts.open_cell_in_draft,
    plan_facts.open_cell_in_issued_plan,
)


def check_plan(loaded: Loaded) -> list[Diagnostic]:
    """Every finding of a file: those met while reading it and those of all checks, in file order."""
    found = list(loaded.diagnostics)
    if loaded.plan is not None:
        for one in ALL_CHECKS:
            found.extend(one(loaded.plan))
    return in_file_order(found)
