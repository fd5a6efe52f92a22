"""Requirements numbered through the whole plan under headings that begin anew: they are its tasks, the headings sections."""

from __future__ import annotations

from planctl.importer.columns.find import in_plan_order
from planctl.importer.draft.draft import Draft, DraftRequirement, DraftTask
from planctl.importer.draft.numbers import counted
from planctl.importer.report import table_findings
from planctl.importer.rows.sections import one_line
from planctl.model.references import BETWEEN_LEVELS
from planctl.model.vocabulary import COLUMN_LABELS


def make_tasks_of_requirements(draft: Draft) -> None:
    """Make such requirements the tasks of the draft: no reference tells （一）-3 from the （一） of the next section."""
    numbers = [task.number for task in draft.tasks]
    requirements = draft.requirements
    if len(set(numbers)) == len(numbers) or not all(requirement.text for requirement in requirements):
        return
    if [counted(requirement.number) for requirement in requirements] != list(range(1, len(requirements) + 1)):
        return
    draft.findings.append(
        table_findings.made_sections(draft.tasks[0].place, "要求的编号贯穿全文，各条要求读作任务，原来的任务读作部分")
    )
    draft.tasks = [_task(requirement, task) for task in draft.tasks for requirement in task.requirements]
    text = draft.headings.pop("text", COLUMN_LABELS["text"])
    draft.headings = in_plan_order({**draft.headings, "title": text})
    draft.has_text = False


def _task(requirement: DraftRequirement, over: DraftTask) -> DraftTask:
    inner = over.section and not over.number.isascii()
    mark = f"（{over.number}）" if inner else f"{over.number}、"
    section = BETWEEN_LEVELS.join(filter(None, (over.section, f"{mark}{one_line(over.title or '')}")))
    doubts = dict(requirement.doubts)
    title = doubts.pop("text", "")
    own = DraftRequirement(None, "", requirement.cells, requirement.place, doubts)
    number = requirement.number or ""
    return DraftTask(number, requirement.text, section, requirement.place, [own], {"title": title} if title else {})
