"""The table of the sheets of all units, for whoever hands them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planctl.document.sheet.rows import UnitSheet
from planctl.model.vocabulary import PART_LABELS
from planctl.queries import Part
from planctl.units.register import Register

_PARTS: Final = (Part.NAMED, Part.THROUGH_GROUP, Part.POSSIBLE)


def manifest_table(register: Register, sheets: Iterable[tuple[UnitSheet, str]]) -> list[list[str]]:
    """A heading and a row for each unit: its sheet's file ("" where it has none), how many rows of each kind, remarks."""
    unregistered = set(register.unregistered())
    table = [["单位", "文件", *(PART_LABELS[part] for part in _PARTS), "仅存单元格", "说明"]]
    for sheet, file in sheets:
        (unit,) = sheet.units
        counts = [str(sheet.count(part)) for part in _PARTS]
        remarks = _remarks(register, unit, registered=unit not in unregistered)
        if not file:
            remarks.append("没有任务，未生成")
        table.append([unit, file, *counts, str(len(sheet.orphans())), "；".join(remarks)])
    return table


def _remarks(register: Register, unit: str, *, registered: bool) -> list[str]:
    """What whoever hands the sheets out should know of a unit."""
    entry = register.unit(unit)
    remarks = []
    if register.is_open_group(unit):
        remarks.append("统称，未列明成员")
    elif entry is not None and entry.group:
        remarks.append("统称，成员另有各自的清单")
    if entry is not None and entry.succeeded_by:
        remarks.append(f"现为{entry.succeeded_by}")
    if not registered:
        remarks.append("名录未登记")
    return remarks
