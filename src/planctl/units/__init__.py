"""Cell text → the units it names and what each does; the register: what a single name stands for.

The rules are those of tests/data/units.jsonl, collected from published plans. The grammar is loaded only for cells that
need it.
"""

from __future__ import annotations

from collections.abc import Sequence

from planctl.model.plan import UnitCell, UnitMention
from planctl.units.plain import are_full_forms, normalise, plain_names
from planctl.units.roles import let_first_lead

__all__ = ["exclusions", "expand_names", "is_collective", "normalise", "parse_unit_cell"]


def parse_unit_cell(printed: str, first_leads: bool = False) -> UnitCell:
    """The units in a cell, in order; total: any string gives a UnitCell.

    `first_leads` is true where the plan as a whole lets 列第一位者 lead; it counts where the cell itself names no leader.
    """
    names = plain_names(printed)
    if names is None:
        from planctl.units.cells import read_cell

        return UnitCell(printed, read_cell(printed, first_leads))
    mentions = [UnitMention(name) for name in names]
    return UnitCell(printed, tuple(let_first_lead(mentions) if first_leads else mentions))


def is_collective(name: str) -> bool:
    """Whether a name is by its wording a 统称 that stands for several units.

    So are 各…, …有关单位, names that end in a plural (市直部门, 在温高校) and several levels at once (县（市、区）政府);
    市各界人士联谊会 and bureaus with 相关 inside their names are not.
    """
    from planctl.units import forms

    return forms.is_collective(name)


def exclusions(name: str) -> tuple[str, tuple[str, ...]]:
    """The group without its clause of exclusion, and the members it excludes.

    各镇(街、园区)(不含虎门镇) and 除虎门镇外各镇(街、园区) give (各镇(街、园区), (虎门镇,)).
    """
    if "除" not in name and "不" not in name:
        return name, ()
    from planctl.units import forms

    return forms.exclusions(name)


def expand_names(mentions: Sequence[UnitMention]) -> list[frozenset[str]]:
    """For each mention, in order, the fuller forms its name is short for; empty where it is not short.

    A name without a level takes that of the last name that has one (市发展和改革局、工业和信息化局 →
    市工业和信息化局); places take the tail of the one that closes their list (杭州市、嘉兴市人民政府 →
    杭州市人民政府).
    """
    if are_full_forms([mention.name for mention in mentions]):
        return [frozenset()] * len(mentions)
    from planctl.units import forms

    return forms.expand_names(mentions)
