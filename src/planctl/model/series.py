"""The series of numbers that a plan's tasks and requirements run in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from planctl.model.plan import GapKind, Numbering, Plan
from planctl.model.references import task_reference
from planctl.source import NOWHERE, Span


class Numbered(NamedTuple):
    """A number as printed, what it counts (None for 甲 or 1-1), the reference of what has it, and its place."""

    number: str
    value: int | None
    reference: str
    place: Span


class Series(NamedTuple):
    """Numbers that run on from 1: the tasks of a plan or section, the requirements of a task or of the whole plan."""

    kind: GapKind  # of the gap that a missing number is
    what: str
    prefix: str  # what stands before a number in its reference
    members: list[Numbered]


def numbered_series(plan: Plan) -> Iterator[Series]:
    """Every series of a plan's numbers, as its numbering has them."""
    per_section: dict[str, Series] = {}
    for task in plan.tasks:
        if not task.number:
            continue
        prefix = task_reference("", task.section, plan.numbering)
        if prefix not in per_section:
            per_section[prefix] = Series(GapKind.TASK, "工作任务", prefix, [])
        place = task.spans.get("number", NOWHERE)
        per_section[prefix].members.append(Numbered(task.number, counted(task.number), task.reference, place))
    yield from per_section.values()

    throughout = Series(GapKind.REQUIREMENT, "具体要求", "", [])
    for task in plan.tasks:
        continuous = plan.numbering is Numbering.CONTINUOUS
        series = (
            throughout
            if continuous
            else Series(GapKind.REQUIREMENT, f"第{task.reference}项的具体要求", f"{task.reference}.", [])
        )
        for requirement in task.requirements:
            if requirement.number is not None:
                place = requirement.spans.get("number", NOWHERE)
                number = requirement.number
                series.members.append(Numbered(number, counted(number), requirement.reference, place))
        if not continuous:
            yield series
    yield throughout


@lru_cache(maxsize=1_024)  # the requirements of every task have the same few
def counted(number: str) -> int | None:
    """The number as counted; None for one that is not a plain Arabic number (1-1, 甲), which has no order to check."""
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else None
