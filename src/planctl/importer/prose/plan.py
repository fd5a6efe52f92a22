"""Plans without a table: numbered paragraphs that end with who leads and by when.

1.…。牵头单位：…；完成时限：… or 1.…（市发改局牵头，市财政局配合）, under headings 一、 and （一）.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from planctl.importer.draft.build import build_plan
from planctl.importer.draft.draft import Draft, DraftRequirement, DraftTask
from planctl.importer.draft.facts import Facts
from planctl.importer.draft.numbers import task_number
from planctl.importer.prose.cells import cells_of, headings_of
from planctl.importer.prose.items import Item, read_items
from planctl.importer.prose.labels import is_about_people
from planctl.importer.prose.lines import Line, read_lines
from planctl.importer.prose.rows import choose_rows
from planctl.importer.readers.grid import DocumentPlace, RawCell, RawParagraph, too_many
from planctl.importer.report import findings, table_findings
from planctl.importer.rows.sections import one_line
from planctl.importer.rows.values import Values, is_plain
from planctl.lazy_regex import Expression
from planctl.model.plan import CELL_FIELDS, Plan
from planctl.model.references import BETWEEN_LEVELS
from planctl.model.series import numbered_series
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_FEWEST: Final = 2
_MOST_PARAGRAPHS: Final = 20_000
"""A long book has so many; no plan has more."""
_LONGEST_TITLE: Final = 40
_HOW: Final = Expression(
    "(?:加强|强化|完善|健全|落实|严格|抓好)?(?:组织|工作|政策|实施|推进|监督|督促|督导|督查|考核|有关|相关|几点|总体){1,4}"
    "(?:保障|领导|实施|推进|机制|措施|要求|检查|考核|评估){1,4}|保障措施|总体要求|指导思想|基本原则|(?:工作|主要|总体)目标|附则"
)
"""Headings of sections that say how a plan is to be carried out, and not what is to be done."""
_WITHIN_LEVEL: Final = "\u3000"
"""Joins sections into one level where tasks are numbered through the inner ones, which references then leave out."""


class Prose(NamedTuple):
    """A plan in prose and the paragraphs it was read from; how many `items` of work it has, and how many of them are
    `acting`: they say who does it. 保障措施 and the like are no work.
    """

    draft: Draft
    paragraphs: set[int]
    items: int
    acting: int


def read_prose(paragraphs: Sequence[RawParagraph]) -> Prose | None:
    """The plan in prose; None where too few items name a unit.

    Raises UnreadableInputError for more paragraphs than a plan has.
    """
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise too_many(_MOST_PARAGRAPHS, "段，又没有方案的表格")
    lines = read_lines(paragraphs)
    items = read_items(lines)
    if sum(item.names_units for item in items) < _FEWEST:
        return None
    draft = Draft()
    rows = choose_rows(items, draft.findings)
    draft.tasks = _divide(rows)
    _number_by_order(draft)
    _report_sections(draft)
    draft.has_text = any(requirement.text for requirement in draft.requirements)
    draft.headings = headings_of(row.statements for row in rows)
    _report_cells(draft, {why for row in rows for why in row.doubts.values()})
    _fill_same(draft)
    _report_blanks(draft)
    _report_labels(draft)
    run_in = {line.place: line.run_in for line in lines if line.run_in}
    draft.findings += [findings.split_cell(place, count, "一段") for place, count in run_in.items()]
    work = [item for item in items if not item.children and not _is_about_how(item)]
    acting = sum(item.names_units for item in work)
    return Prose(draft, _used(lines, rows), len(work), acting)


def _used(lines: Sequence[Line], rows: Sequence[Item]) -> set[int]:
    """The paragraphs of which every line became part of the plan."""
    for row in rows:
        for line in (*row.lines, *(item.line for item in row.path())):
            line.used = True
    unused = {line.place.paragraph for line in lines if not line.used}
    return {line.place.paragraph for line in lines} - unused


def _is_about_how(item: Item) -> bool:
    """Whether an item is 保障措施 or the like, or stands under it."""
    return any(_HOW.fullmatch(above.line.text.strip("。 ")) for above in item.path())


_Owner = Callable[[Item], Item]


def _divide(rows: Sequence[Item]) -> list[DraftTask]:
    """The tasks of the rows. Items are tasks where most have a title of their own, else requirements of the heading above
    them; the other way round, or with references that leave inner sections out, where only then the numbers make sense.
    """
    titled = [bool(_title_and_text(row)[1]) for row in rows if row.level >= 0]
    owners: list[_Owner] = [_under_headings(rows), _alone]
    if 2 * sum(titled) > len(titled):
        owners.reverse()
    tried: list[tuple[int, list[DraftTask]]] = []
    for between in (BETWEEN_LEVELS, _WITHIN_LEVEL):
        for owner_of in owners:
            tasks = _tasks(rows, owner_of, between)
            tried.append((_faults(tasks), tasks))
            if not tried[-1][0]:
                return tasks
    return min(tried, key=lambda attempt: attempt[0])[1]


def _under_headings(rows: Sequence[Item]) -> _Owner:
    """The deepest items are the requirements of those above them."""
    deepest = max((row.level for row in rows if row.names_units), default=0)
    return lambda row: row.above if row.above is not None and not -1 < row.level < deepest else row


def _alone(row: Item) -> Item:
    """Every numbered item is a task."""
    return row.above if row.above is not None and row.level < 0 else row


def _tasks(rows: Sequence[Item], owner_of: _Owner, between: str) -> list[DraftTask]:
    tasks: dict[int, DraftTask] = {}
    for row in rows:
        owner = owner_of(row)
        is_task = owner is row
        title, text = _title_and_text(row) if is_task else (_heading(owner), "\n".join((row.text, *row.body)))
        if id(owner) not in tasks:
            section = between.join(_heading(item, with_number=True) for item in owner.path()[:-1])
            tasks[id(owner)] = DraftTask(task_number(owner.line.number), title or None, section, owner.place)
        cells, doubts = cells_of(row.statements)
        number = None if is_task else row.line.number or None
        unsaid = "" if is_task else None
        requirement = DraftRequirement(number, text.strip() or unsaid, cells, row.place, {**doubts, **row.doubts})
        tasks[id(owner)].requirements.append(requirement)
    for task in tasks.values():
        if len(task.requirements) > 1 and not task.requirements[0].text:
            task.requirements[0].text = task.title
    return list(tasks.values())


def _title_and_text(item: Item) -> tuple[str, str]:
    """The title and text of an item: its first sentence, if short, and the rest; else all of it and nothing."""
    for stop in ("。", "\n"):
        title, _, rest = item.text.partition(stop)
        if title.strip() and rest.strip() and len(title) <= _LONGEST_TITLE:
            return title, "\n".join((rest.strip(), *item.body))
    return _without_stop(item.text), "\n".join(item.body)


def _heading(item: Item, *, with_number: bool = False) -> str:
    text = item.text if item.names_units else item.line.text
    return one_line((item.line.mark if with_number else "") + _without_stop(text))


def _without_stop(text: str) -> str:
    """A heading without the full stop of its only sentence."""
    return text.removesuffix("。") if text.count("。") == 1 else text


def _faults(tasks: Sequence[DraftTask]) -> int:
    """How many numbers of a draft are out of their series, and how many tasks have the reference of another."""
    plan = _skeleton(tasks)
    return sum(
        member.value is not None and member.value != place
        for series in numbered_series(plan)
        for place, member in enumerate(series.members, 1)
    ) + _repeated(plan)


def _repeated(plan: Plan) -> int:
    return len(plan.tasks) - len({task.reference for task in plan.tasks})


def _skeleton(tasks: Sequence[DraftTask]) -> Plan:
    """The plan of a draft with nothing in it but its numbers and sections."""
    bare = [
        replace(task, title="", requirements=[replace(own, text="", cells={}) for own in task.requirements])
        for task in tasks
    ]
    return build_plan(Draft(bare), Facts(year=1)).plan


def _number_by_order(draft: Draft) -> None:
    """Number the tasks by their order where the numbers of the headings do not identify them."""
    if not _repeated(_skeleton(draft.tasks)):
        return
    for place, task in enumerate(draft.tasks, 1):
        task.number = str(place)
        draft.findings.append(findings.no_number(task.place, task.number))


def _fill_same(draft: Draft) -> None:
    """同上 and dashes, as in tables."""
    values = Values(draft.headings, None)
    above: DraftRequirement | None = None
    for requirement in draft.requirements:
        texts = ((field, requirement.cells.get(field)) for field in CELL_FIELDS)
        cells = {field: RawCell(text, requirement.place) for field, text in texts if text and not is_plain(text)}
        row = values.read(cells, frozenset(), above)
        requirement.cells |= row.texts
        requirement.doubts |= row.doubts
        draft.findings += row.findings
        above = requirement


def _report_cells(draft: Draft, reported: set[str]) -> None:
    """Report what is doubtful in a requirement's cells but for what was `reported` of its item."""
    for requirement in draft.requirements:
        for field, why in requirement.doubts.items():
            if why not in reported:
                draft.findings.append(findings.read_so(requirement.place, f"“{COLUMN_LABELS[field]}”{why}", ""))


def _report_sections(draft: Draft) -> None:
    """Report sections that were made of several headings, once."""
    if (joined := next((task for task in draft.tasks if _WITHIN_LEVEL in task.section), None)) is not None:
        how = "任务的编号贯穿里层的标题，里外两层标题合成一个部分"
        draft.findings.append(table_findings.made_sections(joined.place, how))


def _report_blanks(draft: Draft) -> None:
    """Report each number without a text."""
    for task in draft.tasks:
        if task.title is None:
            draft.findings.append(findings.blank_cell(task.place, COLUMN_LABELS["title"]))
        for requirement in task.requirements:
            if requirement.text is None:
                requirement.doubts["text"] = "原文空白"
                draft.findings.append(findings.blank_cell(requirement.place, COLUMN_LABELS["text"]))


def _report_labels(draft: Draft) -> None:
    """Report each label that is none of planctl's columns, once."""
    first: dict[str, DocumentPlace] = {}
    for requirement in draft.requirements:
        for field in requirement.cells:
            first.setdefault(field, requirement.place)
    for field, place in first.items():
        if field.startswith(EXTRA):
            label = field.removeprefix(EXTRA)
            rule = table_findings.people_column if is_about_people(label) else table_findings.unknown_column
            draft.findings.append(rule(place, label))
