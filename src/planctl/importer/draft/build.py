"""A draft with its facts → a Plan: references, numbering, units and deadlines as the loader reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from planctl.cells import Cells
from planctl.importer.draft.draft import Draft, DraftRequirement, DraftTask
from planctl.importer.draft.facts import Facts
from planctl.importer.draft.numbers import counted
from planctl.model.plan import (
    CELL_FIELDS,
    Certainty,
    Gap,
    GapKind,
    Numbering,
    Plan,
    Requirement,
    Task,
    Unit,
)
from planctl.model.references import requirement_references, task_reference
from planctl.model.vocabulary import EXTRA, LOST, OPEN, PROBABLY_LOST, TEXT_COLUMNS
from planctl.units import exclusions, is_collective
from planctl.units.register import Register

_LOST = {LOST: Certainty.CERTAIN, PROBABLY_LOST: Certainty.PROBABLE}


class Built(NamedTuple):
    """A plan, and what is doubtful in it: (reference, field) → why."""

    plan: Plan
    doubts: dict[tuple[str, str], str]


def build_plan(draft: Draft, facts: Facts) -> Built:
    """The plan that a draft says. What planctl's own documents print for lost cells becomes null with its gap."""
    numbering = _numbering(draft)
    gaps: list[Gap] = []
    cells = Cells(facts.year, facts.dated_on, draft.first_unit_leads)
    tasks = tuple(_task(task, cells, numbering, gaps) for task in draft.tasks)
    stated = {name: value for name, value in vars(facts).items() if name not in ("findings", "used")}
    plan = Plan(
        tasks=tasks,
        gaps=tuple(gaps),
        numbering=numbering,
        headings=draft.headings,
        first_unit_leads=draft.first_unit_leads,
        **stated,
    )
    return Built(replace(plan, units=tuple(_register(plan))), dict(_doubts(tasks, draft)))


def _doubts(tasks: tuple[Task, ...], draft: Draft) -> Iterator[tuple[tuple[str, str], str]]:
    """What is doubtful, by reference and field; of a reference that stands twice, which of them is said too."""
    met: Counter[str] = Counter()

    def which(reference: str) -> str:
        return reference if met[reference] == 1 else f"{reference}（第{met[reference]}处）"

    for task, drafted in zip(tasks, draft.tasks, strict=True):
        met[task.reference] += 1
        yield from (((which(task.reference), field), why) for field, why in drafted.doubts.items())
        for requirement, own in zip(task.requirements, drafted.requirements, strict=True):
            if requirement.reference != task.reference:
                met[requirement.reference] += 1
            yield from (((which(requirement.reference), field), why) for field, why in own.doubts.items())


def _numbering(draft: Draft) -> Numbering:
    """How a draft is numbered: through the plan where requirements count on over tasks, by section where tasks begin anew."""
    numbers = [task.number for task in draft.tasks]
    firsts = {task.section: counted(task.number) for task in reversed(draft.tasks)}
    if len(set(numbers)) < len(numbers) and list(firsts.values()).count(1) > 1:
        return Numbering.PER_SECTION
    series = [[counted(own.number) for own in task.requirements] for task in draft.tasks if task.requirements]
    values = [value for of_task in series for value in of_task]
    counts_on = bool(values) and values == list(range(1, len(values) + 1))
    if len(series) > 1 and counts_on and any(len(of_task) > 1 for of_task in series):
        return Numbering.CONTINUOUS
    return Numbering.PER_TASK


def _task(draft: DraftTask, cells: Cells, numbering: Numbering, gaps: list[Gap]) -> Task:
    reference = task_reference(draft.number, draft.section, numbering)
    title = draft.title
    if title in _LOST:
        gaps.append(Gap(GapKind.TITLE, reference, _LOST[title]))
    numbers = [requirement.number for requirement in draft.requirements]
    references = requirement_references(reference, numbers, numbering)
    named = zip(draft.requirements, references, strict=True)
    requirements = tuple(_requirement(requirement, name, cells, gaps) for requirement, name in named)
    return Task(reference, draft.number, _known(title), requirements, draft.section)


def _requirement(draft: DraftRequirement, reference: str, cells: Cells, gaps: list[Gap]) -> Requirement:
    if draft.text in _LOST:
        gaps.append(Gap(GapKind.TEXT, reference, _LOST[draft.text]))
    for certainty in Certainty:
        lost = tuple(field for field in CELL_FIELDS if _LOST.get(draft.cells.get(field) or "") is certainty)
        if lost:
            gaps.append(Gap(GapKind.CELL, reference, certainty, lost))
    texts: dict[str, Any] = {field: text for field in TEXT_COLUMNS if (text := draft.cells.get(field))}
    values = {"text": _known(draft.text), **{field: _known(text) for field, text in draft.cells.items() if text != ""}}
    return Requirement(
        reference=reference,
        number=draft.number,
        text=values["text"],
        lead_units=cells.units(values, "lead_units"),
        supporting_units=cells.units(values, "supporting_units"),
        deadline=cells.deadline_or_time_in_text(values),
        extra={
            field.removeprefix(EXTRA): text for field, text in draft.cells.items() if field.startswith(EXTRA) and text
        },
        **texts,
    )


def _known(text: str | None) -> str | None:
    return None if text is None or text in _LOST or text == OPEN else text


def _register(plan: Plan) -> Iterator[Unit]:
    """The units the cells name, in the order met; nothing is known of them but their names and whether one is a 统称."""
    register = Register(plan)
    seen: set[str] = set()
    for name in register.unregistered():
        bare = exclusions(name)[0]
        if bare and bare not in seen:
            seen.add(bare)
            yield Unit(bare, aliases=tuple(register.further_names(bare)), group=is_collective(bare))
