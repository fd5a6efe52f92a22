"""`planctl units`: the register, how often each unit is named, and which names the register does not hold."""

from __future__ import annotations

import json
from collections import Counter
from typing import Annotated, Any

import typer

from planctl.cli.arguments.options import Format, FormatOption, PlanOption
from planctl.cli.arguments.plans import OpenedPlan
from planctl.cli.printing.csv_and_markdown import print_table_csv, print_table_markdown
from planctl.cli.printing.output import emit
from planctl.cli.printing.table import Column, print_table
from planctl.model.plan import Plan, Role, Unit
from planctl.model.vocabulary import ROLE_LABELS
from planctl.queries import role_in
from planctl.units.register import Register


def list_units(
    unregistered: Annotated[bool, typer.Option("--unregistered", help="只列方案中出现而名录没有的名称。")] = False,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出单位名录，以及各单位被点名的条数；名录没有的名称单独标出。"""
    opened = OpenedPlan(plan)
    content = opened.plan
    register = Register(content)
    counts = _counts(content, register)
    entries = [Unit(name) for name in register.unregistered()]
    if not unregistered:
        entries = [*content.units, *entries]
    held = {unit.name for unit in content.units}
    found = [_unit_json(unit, unit.name in held, counts[register.key(unit.name)], register) for unit in entries]
    if format is Format.JSON:
        emit(json.dumps({"units": found}, ensure_ascii=False, indent=2) + "\n")
    elif format is Format.JSONL:
        emit("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found))
    else:
        head = ["名称", "全称", "别名", "类别", *(f"{label}" for label in ROLE_LABELS.values())]
        table = [_cells(one) for one in found]
        if format is Format.CSV:
            print_table_csv([head, *table])
        elif format is Format.MD:
            print_table_markdown([head, *table])
        else:
            columns = [
                Column(name, 2 if index in (0, 1) else 1 if index == 2 else 0) for index, name in enumerate(head)
            ]
            print_table(columns, table)
            missing = len(register.unregistered())
            emit(f"名录{len(content.units)}个" + (f"，另有{missing}个名称未登记" if missing else "") + "\n")
    raise typer.Exit(opened.exit_code())


def _counts(plan: Plan, register: Register) -> dict[str, Counter[Role]]:
    """For each unit how many requirements name it in each role."""
    counts: dict[str, Counter[Role]] = {}
    for name in (*register.names(), *(unit.name for unit in plan.units)):
        counts.setdefault(register.key(name), Counter())
    for _, requirement in plan.rows():
        for column in ("lead_units", "supporting_units"):
            cell = getattr(requirement, column)
            for mention in cell.mentions if cell else ():
                group, _ = register.group_of_mention(mention.name)
                key = group if group in counts else register.key(mention.name)
                counts.setdefault(key, Counter())[role_in(plan, column, mention)] += 1
    return counts


def _unit_json(unit: Unit, registered: bool, counts: Counter[Role], register: Register) -> dict[str, Any]:
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "aliases": list(unit.aliases),
        "group": unit.group or (not registered and register.is_open_group(unit.name)),
        "members": None if unit.members is None else list(unit.members),
        "parent": unit.parent,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
        "succeeded_by": unit.succeeded_by,
        "registered": registered,
        **{str(role): counts[role] for role in Role},
    }


def _cells(one: dict[str, Any]) -> list[str]:
    if one["group"]:
        members = one["members"]
        kind = "统称（成员未列明）" if members is None else f"统称（{len(members)}个成员）"
    else:
        kind = "单位"
    if not one["registered"]:
        kind += "，未登记"
    if one["succeeded_by"]:
        kind += f"，现为{one['succeeded_by']}"
    return [one["name"], one["full_name"], "、".join(one["aliases"]), kind, *(str(one[str(role)]) for role in Role)]
