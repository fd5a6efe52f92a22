"""`planctl due`: what is due when."""

from __future__ import annotations

from typing import Annotated

import typer

from planctl.cli.answers import print_orphans, print_references, print_rows
from planctl.cli.as_json import print_answer_json, print_answer_jsonl
from planctl.cli.options import Format, FormatOption, PlanOption
from planctl.cli.output import emit, say
from planctl.cli.plans import OpenedPlan
from planctl.model import Plan
from planctl.queries import Answer, Part, due
from planctl.vocabulary import PART_LABELS


def due_requirements(
    month: Annotated[
        int | None,
        typer.Option("--month", "-m", min=1, max=12, metavar="月份", help="只列该月到期的（方案所在年份）。"),
    ] = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """按完成时限列出到期的具体要求；没有具体日期的分类计数。"""
    opened = OpenedPlan(plan)
    content = opened.plan
    answer = due(content, month=month)
    if format is Format.JSON:
        print_answer_json(content, {"month": month}, answer)
    elif format is Format.JSONL:
        print_answer_jsonl(content, answer)
        if answer.orphans:
            say(f"另有{len(answer.orphans)}处所在行已缺失的时限，见 --format json 的 orphans")
    else:
        _print_table(content, answer, f"{content.year}年{month}月" if month else f"{content.year}年方案")
    raise typer.Exit(opened.exit_code())


def _print_table(plan: Plan, answer: Answer, when: str) -> None:
    dated = answer.in_part(Part.DATED)
    emit(f"{when}到期：{len(dated)}条\n")
    if dated:
        print_rows(plan, dated)
    print_orphans(answer.orphans)
    for part in Part:
        rows = answer.in_part(part)
        if part is not Part.DATED and rows:
            print_references(PART_LABELS[part], rows)
