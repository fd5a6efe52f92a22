"""`planctl units`: the register, how often each unit is named, and which names the register does not hold."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from planctl.cli.arguments.answer_output import AnswerFileOption, ExcelOption, answer_output, open_for_answer
from planctl.cli.arguments.options import ColorOption, Format, FormatOption, PlanOption
from planctl.cli.printing.as_json import print_json, print_jsonl
from planctl.cli.printing.column_widths import Column, Kind
from planctl.cli.printing.csv_and_markdown import print_table_csv, print_table_markdown
from planctl.cli.printing.output import emit
from planctl.cli.printing.styles import Color
from planctl.cli.printing.table import print_table
from planctl.model.plan import Plan, Role
from planctl.model.vocabulary import ROLE_LABELS
from planctl.queries.as_json import unit_json
from planctl.queries.unit_counts import CountedUnit, count_units

_KINDS: Final = {"名称": Kind.NAMES, "全称": Kind.TEXT, "别名": Kind.NAMES, "类别": Kind.TEXT}
"""The columns before the counts."""


def list_units(
    unregistered: Annotated[bool, typer.Option("--unregistered", help="只列方案中出现而名录没有的名称。")] = False,
    color: ColorOption = Color.AUTO,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
    output: AnswerFileOption = None,
    excel: ExcelOption = False,
) -> None:
    """列出单位名录，以及列名各单位的条数；名录没有的名称单独标出。"""
    opened, format = open_for_answer(plan, output, format)
    with answer_output(output, format, excel=excel, plan=opened.loaded.source.name):
        _print(opened.plan, format, color, unregistered=unregistered)
    raise typer.Exit(opened.exit_code())


def _print(plan: Plan, format: Format, color: Color, *, unregistered: bool) -> None:
    units = count_units(plan)
    unregistered_units = [counted for counted in units if not counted.registered]
    listed = unregistered_units if unregistered else units
    if format is Format.JSON:
        print_json({"units": [unit_json(counted) for counted in listed]})
    elif format is Format.JSONL:
        print_jsonl(unit_json(counted) for counted in listed)
    else:
        head = [*_KINDS, *(ROLE_LABELS[role] for role in Role)]
        table = [_cells(counted) for counted in listed]
        if format is Format.CSV:
            print_table_csv([head, *table])
        elif format is Format.MD:
            print_table_markdown([head, *table])
        else:
            print_table([Column(heading, _KINDS.get(heading, Kind.NUMBER)) for heading in head], table, color=color)
            more = f"，另有{len(unregistered_units)}个名称未登记" if unregistered_units else ""
            emit(f"名录{len(plan.units)}个{more}\n")


def _cells(counted: CountedUnit) -> list[str]:
    unit = counted.unit
    if not counted.group:
        kind = "单位"
    elif unit.members is None:
        kind = "统称（成员未列明）"
    else:
        kind = f"统称（{len(unit.members)}个成员）"
    if not counted.registered:
        kind += "，未登记"
    if unit.succeeded_by:
        kind += f"，现为{unit.succeeded_by}"
    return [unit.name, unit.full_name, "、".join(unit.aliases), kind, *(str(counted.counts[role]) for role in Role)]
