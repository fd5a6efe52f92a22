"""`planctl list`: the requirements of a plan, of a unit, of a task."""

from __future__ import annotations

from typing import Annotated

import typer

from planctl.cli.answers import print_missing, print_orphans, print_rows
from planctl.cli.as_json import print_answer_json, print_answer_jsonl
from planctl.cli.options import Format, FormatOption, PlanOption
from planctl.cli.output import emit
from planctl.cli.plans import OpenedPlan
from planctl.errors import NotInPlanError
from planctl.model import Plan
from planctl.queries import Answer, Part, list_all, list_for_unit, parse_reference, select
from planctl.register import Register


def list_requirements(
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", metavar="单位", help="只列该单位牵头或配合的，并附可能涉及的。")
    ] = None,
    task: Annotated[str | None, typer.Option("--task", "-t", metavar="序号", help="只列该项工作任务的。")] = None,
    search: Annotated[
        str | None, typer.Option("--search", "-s", metavar="文字", help="只列任务或要求中含有该文字的。")
    ] = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """列出具体要求；可按单位、任务、文字筛选。"""
    opened = OpenedPlan(plan)
    content = opened.plan
    reference = parse_reference(task) if task is not None else None
    if reference is not None:
        _require_task(content, reference)
    rows = select(content, task=reference, search=search)
    if unit is not None:
        _require_unit(content, unit)
        answer = list_for_unit(content, rows, unit)
        if reference is not None or search is not None:
            answer = Answer(answer.rows)
    else:
        answer = list_all(rows)
    if format is Format.JSON:
        print_answer_json(content, {"unit": unit, "task": reference, "search": search}, answer)
    elif format is Format.JSONL:
        print_answer_jsonl(content, answer)
    else:
        _print_table(content, answer, unit, whole=reference is None and search is None)
    raise typer.Exit(opened.exit_code())


def _require_task(plan: Plan, reference: str) -> None:
    if any(task.reference == reference for task in plan.tasks):
        return
    if any(gap.reference == reference for gap in plan.gaps):
        raise NotInPlanError(f"第{reference}项在原文中缺失", f"planctl show {reference} 可查看缺失说明。")
    raise NotInPlanError(
        f"方案中没有第{reference}项任务", f"现有序号：{_listed([task.reference for task in plan.tasks])}"
    )


def _require_unit(plan: Plan, unit: str) -> None:
    register = Register(plan)
    if register.knows(unit):
        return
    from difflib import get_close_matches

    near = get_close_matches(unit, register.names(), n=3, cutoff=0.5)
    hint = f"是否想查：{'、'.join(near)}？" if near else "可用 planctl list 查看方案中的单位名称。"
    raise NotInPlanError(f"方案中没有名为“{unit}”的单位", hint)


def _listed(names: list[str]) -> str:
    return "、".join(names) if len(names) <= 30 else f"{'、'.join(names[:30])}等{len(names)}项"


def _print_table(plan: Plan, answer: Answer, unit: str | None, *, whole: bool) -> None:
    if unit is None:
        if answer.rows:
            print_rows(plan, answer.rows)
        emit(f"共{len(answer.rows)}条\n")
        if whole:
            print_missing(plan)
        return
    named, possible = answer.in_part(Part.NAMED), answer.in_part(Part.POSSIBLE)
    emit(f"{unit}：{len(named)}条\n")
    if named:
        print_rows(plan, named)
    if possible or answer.orphans:
        emit(f"\n可能涉及（单位缺失，或统称未列明成员，请与印发单位核实）：{len(possible)}条\n")
        if possible:
            print_rows(plan, possible)
        print_orphans(answer.orphans)
    if whole:
        print_missing(plan)
