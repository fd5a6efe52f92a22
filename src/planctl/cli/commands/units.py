"""`planctl units`: the register, how often each unit is named, and which names the register does not hold."""

# Annotations are values here: as texts the framework would compile each of them again at every start.
from collections.abc import Sequence
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
from planctl.document.unit_facts import UNIT_FACTS, unit_facts, unit_remarks
from planctl.model.plan import Plan, Role
from planctl.model.vocabulary import ROLE_LABELS
from planctl.queries.as_json import unit_json
from planctl.queries.unit_counts import CountedUnit, count_units

EXAMPLES: Final = {
    "planctl units": "各单位和列名的条数",
    "planctl units --unregistered": "名录没有的名称",
}


def list_units(
    unregistered: Annotated[bool, typer.Option("--unregistered", help="只列方案中出现而名录没有的名称。")] = False,
    color: ColorOption = Color.AUTO,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
    output: AnswerFileOption = None,
    excel: ExcelOption = False,
) -> None:
    """List the units and how often each is named."""
    opened, format = open_for_answer(plan, output, format)
    with answer_output(output, format, excel=excel, plan=opened.loaded.source.name):
        _print(opened.plan, format, color, unregistered=unregistered)
    raise typer.Exit(opened.exit_code())


def _print(plan: Plan, format: Format, color: Color, *, unregistered: bool) -> None:
    units = sorted(count_units(plan), key=lambda counted: -counted.counts.total())
    unregistered_units = [counted for counted in units if not counted.registered]
    listed = unregistered_units if unregistered else units
    if format is Format.JSON:
        print_json({"units": [unit_json(counted) for counted in listed]})
    elif format is Format.JSONL:
        print_jsonl(unit_json(counted) for counted in listed)
    else:
        if format is Format.TABLE:
            _print_table(listed, color)
            more = f"，另有{len(unregistered_units)}个名称未登记" if unregistered_units else ""
            emit(f"名录{len(plan.units)}个{more}\n")
            return
        table = [[*UNIT_FACTS, *(ROLE_LABELS[role] for role in Role)], *map(_cells, listed)]
        (print_table_csv if format is Format.CSV else print_table_markdown)(table)


def _print_table(units: Sequence[CountedUnit], color: Color) -> None:
    """Only the roles that the plan gives, and everything else there is to say of a unit in one column."""
    roles = [role for role in Role if any(counted.counts[role] for counted in units)]
    columns = [
        Column("名称", Kind.NAMES),
        *(Column(ROLE_LABELS[role], Kind.NUMBER) for role in roles),
        Column("说明", Kind.NAMES),
    ]
    rows = [[counted.unit.name, *(str(counted.counts[role]) for role in roles), _remarks(counted)] for counted in units]
    print_table(columns, rows, color=color)


def _remarks(counted: CountedUnit) -> str:
    unit = counted.unit
    aliases = f"又称{'、'.join(unit.aliases)}" if unit.aliases else ""
    return "，".join(filter(None, (unit.full_name, aliases, *unit_remarks(counted))))


def _cells(counted: CountedUnit) -> list[str]:
    return [*unit_facts(counted), *(str(counted.counts[role]) for role in Role)]
