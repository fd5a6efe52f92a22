"""`planctl list`: the requirements of a plan, of a unit, of a task."""

from __future__ import annotations

from typing import Annotated

import typer

from planctl.cli.arguments.answer_output import AnswerFileOption, ExcelOption, answer_output, open_for_answer
from planctl.cli.arguments.options import Format, FormatOption, PlanOption, UnitsOption, complete_task
from planctl.cli.arguments.questions import print_answer, require_task, require_units
from planctl.cli.printing.answers import print_missing, print_orphans, print_rows
from planctl.cli.printing.output import emit, say
from planctl.errors import UsageError
from planctl.model.plan import Plan, Role
from planctl.queries import Answer, Part, Row, list_all, list_for_units, orphans_of, select


def list_requirements(
    unit: UnitsOption = None,
    role: Annotated[
        Role | None, typer.Option("--role", help="只列该单位牵头（lead）、配合（support）或负责（responsible）的。")
    ] = None,
    exact: Annotated[bool, typer.Option("--exact", help="只列单元格列名该单位的，不列统称和可能涉及的。")] = False,
    task: Annotated[
        str | None,
        typer.Option("--task", "-t", metavar="序号", autocompletion=complete_task, help="只列该项工作任务的。"),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", "-s", metavar="文字", help="只列任务或要求中含有该文字的。")
    ] = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
    output: AnswerFileOption = None,
    excel: ExcelOption = False,
) -> None:
    """列出具体要求；可按单位、任务、文字筛选。"""
    units = unit or []
    if not units and (role or exact):
        raise UsageError("--role 和 --exact 要与 --unit 同用", "例如：planctl list --unit 市发改局 --exact")
    opened, format = open_for_answer(plan, output, format)
    content = opened.plan
    if task is not None:
        require_task(content, task)
    require_units(content, units)
    whole = task is None and search is None
    rows = select(content, task=task, search=search)
    answer = list_for_units(content, rows, units, role=role, exact=exact) if units else list_all(rows)
    if search is not None:
        answer = Answer(answer.rows)
    elif task is not None:
        answer = Answer(answer.rows, orphans_of(answer.orphans if units else content.gaps, task))
    query = {"unit": units, "role": role, "exact": exact, "task": task, "search": search}
    with answer_output(output, format, excel=excel, plan=opened.loaded.source.name):
        print_answer(
            content,
            query,
            answer,
            format,
            lambda: (
                _print_units(content, answer, units, whole=whole and not exact)
                if units
                else _print_all(content, answer, whole=whole)
            ),
        )
    if answer.orphans and format not in (Format.TABLE, Format.JSON):
        say(f"另有{len(answer.orphans)}处所在行已缺失的单元格，见 --format json 的 orphans")
    raise typer.Exit(opened.exit_code())


def _print_all(plan: Plan, answer: Answer, *, whole: bool) -> None:
    if answer.rows:
        print_rows(plan, answer.rows)
    emit(f"共{len(answer.rows)}条\n")
    print_orphans(answer.orphans)
    if whole:
        print_missing(plan)


def _print_units(plan: Plan, answer: Answer, units: list[str], *, whole: bool) -> None:
    named, grouped = answer.in_part(Part.NAMED), answer.in_part(Part.THROUGH_GROUP)
    possible = answer.in_part(Part.POSSIBLE)
    emit(f"{'、'.join(units)}：{len(named)}条{_formerly(named)}\n")
    if named:
        print_rows(plan, named)
    for group in dict.fromkeys(row.through for row in grouped):
        rows = [row for row in grouped if row.through == group]
        emit(f"\n经统称“{group}”涉及：{len(rows)}条\n")
        print_rows(plan, rows)
    if possible or answer.orphans:
        emit(f"\n可能涉及（统称未列明成员，请与印发单位核实）：{len(possible)}条{_reasons(possible)}\n")
        if possible:
            print_rows(plan, possible)
        print_orphans(answer.orphans)
    if whole:
        print_missing(plan)


def _formerly(rows: list[Row]) -> str:
    former = list(dict.fromkeys(row.formerly for row in rows if row.formerly))
    return f"（其中{sum(bool(row.formerly) for row in rows)}条写的是曾用名：{'、'.join(former)}）" if former else ""


def _reasons(rows: list[Row]) -> str:
    """How many rows have their cell lost, and how many come through which open groups."""
    groups = list(dict.fromkeys(row.through for row in rows if row.through))
    through = sum(bool(row.through) for row in rows)
    reasons = [f"单位缺失或待定{len(rows) - through}条"] if len(rows) > through else []
    if groups:
        reasons.append(f"统称（{'、'.join(groups)}）{through}条")
    return f"，其中{'，'.join(reasons)}" if reasons else ""
