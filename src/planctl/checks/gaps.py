"""PLN11x: what the plan declares missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check
from planctl.lazy_regex import Expression
from planctl.model.plan import CELL_FIELDS, Gap, GapKind, Numbering, Plan, Requirement, Task
from planctl.model.references import reference_key, requirement_in_words, task_in_words
from planctl.model.vocabulary import COLUMN_LABELS
from planctl.source import NOWHERE, Span


class _Known(NamedTuple):
    tasks: dict[str, Task]
    requirements: dict[str, Requirement]
    missing_tasks: set[str]
    continuous: bool


@check("PLN111", Severity.ERROR, "声明缺失而实际存在")
def false_gap(subject: Subject) -> Iterator[Finding]:
    """gaps 说某项缺失，方案里却有这一项或这一格。

    为什么：补上内容后忘了删去缺失说明，文档里就会多出一行〔原文缺失〕。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "1"}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "2"}
    """
    plan = subject.plan
    if not plan.gaps:
        return
    known = _known(plan)
    for gap in plan.gaps:
        if stands := _what_stands(gap, known):
            yield Finding(_place(gap), f"gaps 声明{_name(gap, known)}缺失，但{stands}", "请删去这条缺失说明。")


@check("PLN112", Severity.ERROR, "缺失说明没有着落")
def gap_without_place(subject: Subject) -> Iterator[Finding]:
    """gaps 里的编号在方案里找不到位置，或没有说明缺的是什么。

    为什么：编号写错时，真正的缺失没有说明，错误的说明也不会显示在任何地方。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: text, reference: "1.5"}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: null, lead_units: 市法制局, deadline: 全年}
        gaps:
          - {kind: text, reference: "1.1"}
    """
    plan = subject.plan
    if not plan.gaps:
        return
    known = _known(plan)
    for gap in plan.gaps:
        if problem := _why_without_place(gap, known):
            yield Finding(_place(gap), problem, "请改正编号或补全说明。")


@check("PLN113", Severity.ERROR, "缺失说明重复")
def gap_twice(subject: Subject) -> Iterator[Finding]:
    """同一处缺失在 gaps 里说明了两次。

    为什么：文档里会多出一行〔原文缺失〕。孤立单元格（orphan）可以有几条，不在此限。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "2"}
          - {kind: task, reference: "2"}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "2"}
    """
    known = _known(subject.plan)
    seen: set[tuple[GapKind, str]] = set()
    for gap in subject.plan.gaps:
        key = (gap.kind, reference_key(gap.reference))
        if key in seen and gap.kind not in (GapKind.ORPHAN, GapKind.CELL):
            yield Finding(_place(gap), f"{_name(gap, known)}的缺失说明重复", "请删去其中一条。")
        seen.add(key)


@check("PLN114", Severity.ERROR, "缺失说明带了单元格")
def cells_of_no_orphan(subject: Subject) -> Iterator[Finding]:
    """单位、时限写在了 orphan 以外的缺失说明上。

    为什么：只有孤立单元格（orphan，行丢了而单元格还在）才有内容；写在别处的不会出现在文档和查询里。要求的文字丢了而单位还在的，
    写成一条 text: null 的要求。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "2", deadline: 全年}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: []}
        gaps:
          - {kind: task, reference: "2"}
          - {kind: orphan, reference: "2", deadline: 全年}
    """
    known = _known(subject.plan)
    for gap in subject.plan.gaps:
        cells = [name for name in CELL_FIELDS if getattr(gap, name) is not None]
        if cells and gap.kind is not GapKind.ORPHAN:
            words = "、".join(COLUMN_LABELS[name] for name in cells)
            place = gap.spans.get(cells[0], NOWHERE)
            yield Finding(
                place,
                f"{_name(gap, known)}的{words}写在了 {gap.kind} 上",
                "请另写一条 kind: orphan，或写成 text: null 的要求。",
            )


def _place(gap: Gap) -> Span:
    return gap.spans.get("reference", NOWHERE)


def _known(plan: Plan) -> _Known:
    return _Known(
        {task.reference: task for task in plan.tasks},
        {requirement.reference: requirement for _, requirement in plan.rows()},
        {gap.reference for gap in plan.gaps if gap.kind is GapKind.TASK},
        plan.numbering is Numbering.CONTINUOUS,
    )


def _name(gap: Gap, known: _Known) -> str:
    """What messages call the thing that a gap says is missing."""
    requirement = known.requirements.get(gap.reference)
    if requirement is not None and gap.kind in (GapKind.REQUIREMENT, GapKind.TEXT, GapKind.CELL):
        return requirement_in_words(requirement)
    is_requirement = gap.kind is GapKind.REQUIREMENT or "." in gap.reference
    return f"第{gap.reference}条" if is_requirement else task_in_words(gap.reference)


def _what_stands(gap: Gap, known: _Known) -> str:
    """What contradicts the gap, as a Chinese clause, or "" where nothing does."""
    task, requirement = known.tasks.get(gap.reference), known.requirements.get(gap.reference)
    if gap.kind is GapKind.TASK and task:
        return "方案中有这项任务"
    if gap.kind is GapKind.TITLE and task and task.title is not None:
        return "这项任务有标题"
    if gap.kind is GapKind.REQUIREMENT and requirement:
        return "方案中有这一条"
    if gap.kind is GapKind.OPEN_END and (requirement or (task and not known.continuous)):
        return "方案中有这一项"
    if gap.kind is GapKind.TEXT and requirement and requirement.text is not None:
        return "这条要求有文字"
    if gap.kind is GapKind.CELL and requirement:
        filled = [COLUMN_LABELS[name] for name in gap.fields if getattr(requirement, name) is not None]
        return f"{'、'.join(filled)}有内容" if filled else ""
    return ""


def _why_without_place(gap: Gap, known: _Known) -> str:
    """Why the gap says nothing, as a Chinese sentence, or "" where it does."""
    tasks, requirements = known.tasks, known.requirements
    if gap.kind is GapKind.TITLE and gap.reference not in tasks:
        return f"没有{_name(gap, known)}任务，谈不上标题缺失"
    if gap.kind in (GapKind.TEXT, GapKind.CELL) and gap.reference not in requirements:
        return f"没有{_name(gap, known)}要求，谈不上文字或单元格缺失"
    if gap.kind is GapKind.CELL and not gap.fields:
        return f"没有说明{_name(gap, known)}缺的是哪几格（fields）"
    if gap.kind is GapKind.ORPHAN:
        if gap.lead_units is None and gap.supporting_units is None and gap.deadline is None:
            return f"{_name(gap, known)}的孤立单元格没有内容"
        if gap.reference not in tasks and gap.reference not in known.missing_tasks:
            return f"孤立单元格所属的{_name(gap, known)}既不在方案中，也没有声明缺失"
    if gap.kind is GapKind.TASK and not _TASK_REFERENCE.fullmatch(gap.reference):
        return f"“{gap.reference}”不是工作任务的序号"
    if gap.kind in (GapKind.REQUIREMENT, GapKind.OPEN_END):
        return _why_no_requirement(gap, known)
    return ""


_TASK_REFERENCE: Final = Expression(r"(?:[^/]+/)?\d{1,9}")
_REQUIREMENT_REFERENCE: Final = Expression(r"(?P<task>(?:[^/]+/)?[^/.#]+)\.\d{1,9}")


def _why_no_requirement(gap: Gap, known: _Known) -> str:
    if known.continuous or (gap.kind is GapKind.OPEN_END and "." not in gap.reference):
        return "" if _TASK_REFERENCE.fullmatch(gap.reference) else f"“{gap.reference}”不是序号"
    matched = _REQUIREMENT_REFERENCE.fullmatch(gap.reference)
    if matched is None:
        return f"“{gap.reference}”不是要求的编号，写法如 4.3"
    task = matched["task"]
    if task not in known.tasks and task not in known.missing_tasks:
        return f"{_name(gap, known)}所属的{task_in_words(task)}既不在方案中，也没有声明缺失"
    return ""
