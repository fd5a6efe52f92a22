"""What questions share: whether the unit or task asked for is in the plan at all, and printing in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from planctl.cli.arguments.options import Format
from planctl.cli.arguments.words import lost_in_source
from planctl.errors import NotInPlanError
from planctl.model.plan import Gap, Plan
from planctl.model.references import reference_key
from planctl.queries import (
    Answer,
    Selection,
    leader_columns,
    leaders,
    runs_on,
    sections,
    sections_called,
    select,
    with_days,
)

_SHOWN: Final = 30
"""So many names are listed at most."""


def _require_task(plan: Plan, reference: str) -> None:
    """Raise NotInPlanError where the plan has no such task."""
    wanted = reference_key(reference)
    if any(reference_key(task.reference) == wanted for task in plan.tasks):
        return
    if any(reference_key(gap.reference) == wanted for gap in plan.gaps):
        raise lost_in_source(reference)
    names = [task.reference for task in plan.tasks]
    raise NotInPlanError(f"方案中没有第{reference}项任务", f"现有序号：{_listed(names)}")


def require_places(plan: Plan, selection: Selection) -> None:
    """Raise NotInPlanError where the plan has no such task, section or leader."""
    if selection.task is not None:
        _require_task(plan, selection.task)
    if selection.section is not None:
        _require_section(plan, selection.section)
    if selection.leader is not None:
        _require_leader(plan, selection.leader)


def _require_section(plan: Plan, name: str) -> None:
    """Raise NotInPlanError where the plan has no such section."""
    if not sections_called(plan, name):
        there = sections(plan)
        hint = f"现有：{_listed(there)}" if there else "这份方案不分部分；planctl list 可查看全部要求。"
        raise NotInPlanError(f"方案中没有“{name}”这一部分", hint)


def _require_leader(plan: Plan, name: str) -> None:
    """Raise NotInPlanError where no column of leaders names the person."""
    if not leader_columns(plan):
        raise NotInPlanError(
            "方案没有写明领导：各栏都不是分管领导、责任领导之类", "planctl list --search 姓名 可在任务和要求中查找。"
        )
    if not name.strip() or not select(plan, Selection(leader=name)):
        raise NotInPlanError(
            f"方案的{'、'.join(leader_columns(plan))}中没有“{name}”", f"现有：{_listed(leaders(plan))}"
        )


def _listed(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= _SHOWN else f"{'、'.join(names[:_SHOWN])}等{len(names)}个"


def with_days_left(plan: Plan, answer: Answer, today: date, *, given: bool) -> Answer:
    """The answer with the days left, where today was `given` or the plan runs today."""
    return with_days(plan, answer, today) if given or runs_on(plan, today) else answer


def print_answer(
    plan: Plan,
    query: dict[str, Any],
    answer: Answer,
    format: Format,
    table: Callable[[], None],
    gaps: list[Gap] | None = None,
) -> None:
    """Print an answer in the format asked for; `table` prints it for people."""
    with_days = query.get("on") is not None
    if format is Format.TABLE:
        table()
    elif format in (Format.JSON, Format.JSONL):
        from planctl.cli.printing.as_json import print_json, print_jsonl
        from planctl.queries.as_json import answer_json, row_json

        if format is Format.JSON:
            print_json(answer_json(plan, query, answer, gaps, with_days=with_days))
        else:
            print_jsonl(row_json(row, plan, with_days=with_days) for row in answer.rows)
    else:
        from planctl.cli.printing.csv_and_markdown import print_csv, print_markdown

        (print_csv if format is Format.CSV else print_markdown)(plan, answer)
