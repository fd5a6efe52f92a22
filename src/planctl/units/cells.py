"""A cell read by the whole grammar.

White space, remarks (`text`) and people (`persons`) are removed, clauses are separated and give roles (`clauses`), the rest is split into
names (`names`).
"""

from __future__ import annotations

from dataclasses import replace

from planctl.model.plan import Role, UnitMention
from planctl.units.clauses import read_clauses
from planctl.units.persons import take_off_persons
from planctl.units.roles import let_first_lead
from planctl.units.text import CellText, take_off_remarks, take_off_stars


def read_cell(printed: str, first_leads: bool) -> tuple[UnitMention, ...]:
    """The units a cell names, in order; total: any string gives a tuple."""
    cell, starred = take_off_stars(CellText.of(printed))
    cell, remarks = take_off_remarks(take_off_persons(cell) if cell.gaps else cell)
    mentions = read_clauses(cell)
    if starred:
        mentions = [replace(mention, role=Role.LEAD) if mention.name in starred else mention for mention in mentions]
    if remarks.first_leads or first_leads:
        mentions = let_first_lead(mentions, others_support=remarks.others_support)
    return tuple(mentions)
