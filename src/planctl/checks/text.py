"""PLN4xx: the wording."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check
from planctl.model.deadline import NO_DEADLINE
from planctl.model.plan import NO_UNITS, Requirement


@check("PLN401", Severity.ERROR, "内容为空")
def empty_text(subject: Subject) -> Iterator[Finding]:
    """标题、要求、单位或时限写成了空文字（引号里什么也没有）。

    为什么：空文字既不是“不知道”（null），也不是“没有这一项”（不写这个键），看不出本意。

    反例：
        tasks:
          - number: 1
            title: ""  # ←
            requirements: []
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements: []
    """
    plan = subject.plan
    advice = "请补上内容；不知道的写 null，没有这一项的删去这个键。"
    if not plan.title.strip() and "title" in plan.spans:
        yield Finding(plan.spans["title"], "方案标题为空", advice)
    for task in plan.tasks:
        for field, words in (("number", task.number), ("title", task.title)):
            if field in task.spans and words is not None and not words.strip():
                yield Finding(task.spans[field], f"{subject.name_of_task(task, field)}为空", advice)
        for requirement in task.requirements:
            if _has_empty_cell(requirement):
                yield from _empty_cells(subject, requirement, advice)


def _has_empty_cell(requirement: Requirement) -> bool:
    """Whether a cell may be empty; most are not, and a plan has many."""
    number, text = requirement.number, requirement.text
    lead, supporting, deadline = requirement.lead_units, requirement.supporting_units, requirement.deadline
    return (
        (number is not None and not number.strip())
        or (text is not None and not text.strip())
        or (lead is not None and lead is not NO_UNITS and not lead.printed.strip())
        or (supporting is not None and supporting is not NO_UNITS and not supporting.printed.strip())
        or (deadline is not None and deadline is not NO_DEADLINE and not deadline.phrase.strip())
    )


def _empty_cells(subject: Subject, requirement: Requirement, advice: str) -> Iterator[Finding]:
    lead, supporting, deadline = requirement.lead_units, requirement.supporting_units, requirement.deadline
    wording = {
        "number": requirement.number,
        "text": requirement.text,
        "lead_units": lead.printed if lead is not None else None,
        "supporting_units": supporting.printed if supporting is not None else None,
        "deadline": deadline.phrase if deadline is not None else None,
    }
    spans = requirement.spans
    for field, words in wording.items():
        if words is not None and field in spans and not words.strip():
            yield Finding(spans[field], f"{subject.name_of(requirement, field)}为空", advice)
