"""The classified rows of a plan's table → a draft: each row finds its task, each cell its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from planctl.importer.columns.find import Columns, in_plan_order
from planctl.importer.draft.draft import Blank, Draft, DraftRequirement, DraftTask
from planctl.importer.draft.numbers import counted, leading_number, split_numbered, task_number
from planctl.importer.readers.grid import RawCell
from planctl.importer.report import findings, reading_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.rows.classify import Kind, NoteRow, Row, SectionRow, TaskRow
from planctl.importer.rows.notes import says_first_leads, says_only_first_leads
from planctl.importer.rows.numbered_cells import divide_numbered
from planctl.importer.rows.sections import SectionPath
from planctl.importer.rows.task_numbers import TaskNumbers
from planctl.importer.rows.values import Values, clean, is_error_value, says_same

_OF_WORK: Final = ("number", "title", "text")


def fold_rows(rows: Sequence[Row], columns: Columns, *, blank: Blank | None, split: bool) -> Draft:
    """The tasks that rows say. `blank` is what a blank cell that is not merged stands for (None: unknown, with a finding),
    `split` whether a cell with several numbered items becomes several requirements.
    """
    draft = Draft(headings=in_plan_order(columns.headings), has_text="text" in columns.fields)
    values = Values(columns.headings, blank)
    printed = (row.cells.get("number") for row in rows if isinstance(row, TaskRow))
    numbers = TaskNumbers({task_number(cell.text) for cell in printed if cell is not None})
    sections = SectionPath()
    begun: list[DraftRequirement] = []
    lines: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, NoteRow):
            _leave_out(draft, row)
        elif isinstance(row, SectionRow):
            _leave_out_sections(draft, sections.enter(row.heading, row.cells, in_column=row.in_column))
        elif row.kind in (Kind.FURTHER_CELLS, Kind.CUT_OFF):
            _go_on(begun, row, lines, draft, values)
        else:
            if row.kind is Kind.TASK:
                draft.tasks.append(_task(row, draft, sections.path, numbers, values))
                sections.use()
                values.remember(draft.tasks[-1])
            else:
                draft.findings += _said_again(row, draft.tasks[-1], values)
            above = begun[-1] if begun else None
            begun, lines = _requirements(row, draft, above, values, blank=blank, split=split), {}
    _leave_out_sections(draft, sections.left())
    numbers.report(draft)
    divide_numbered(draft, values.heading)
    return draft


def _leave_out(draft: Draft, note: NoteRow) -> None:
    text = "　".join(cell.text for cell in note.cells)
    draft.first_unit_leads |= says_first_leads(text)
    if not says_only_first_leads(text):
        draft.findings.append(findings.left_out(note.cells[0].place, note.what, text))


def _leave_out_sections(draft: Draft, headings: Sequence[RawCell]) -> None:
    for cell in headings:
        _leave_out(draft, NoteRow([cell], "下面没有任务的部分"))


def _task(row: TaskRow, draft: Draft, section: str, numbers: TaskNumbers, values: Values) -> DraftTask:
    """The task that a row begins, without its requirements."""
    title_cell = row.cells.get("title")
    number_cell = row.own.get("number")
    is_printed = number_cell is not None and not is_error_value(number_cell.text) and not says_same(number_cell.text)
    number = task_number(number_cell.text) if number_cell is not None and is_printed else ""
    title_above = draft.tasks[-1].title if draft.tasks else None
    read = values.work("title", title_cell, title_above, reports_blank=True)
    title = read.text or ""
    place = next(cell.place for cells in (row.own, row.cells) for cell in cells.values() if cell is not None)
    if title and "number" not in row.cells and len(split_numbered(title)) == 1:
        leading, rest = leading_number(title)
        number, title = (task_number(leading), rest) if leading else ("", title)
    if not number:
        number = numbers.make(draft.tasks, place)
    doubts: dict[str, str] = {}
    if read.finding is not None:
        draft.findings.append(read.finding)
        doubts["title"] = read.doubt
    return DraftTask(number, title or None, section, place, doubts=doubts)


def _said_again(row: TaskRow, task: DraftTask, values: Values) -> Iterator[ImportFinding]:
    """The findings for a further row of a task whose number or title says that it is the same as above."""
    for field, same in (("number", task.number), ("title", task.title)):
        cell = row.cells.get(field)
        if cell is not None and field not in row.from_above and says_same(cell.text):
            yield findings.same_as_above(cell.place, values.heading(field), clean(cell.text), same or "")


def _requirements(
    row: TaskRow, draft: Draft, above: DraftRequirement | None, values: Values, *, blank: Blank | None, split: bool
) -> list[DraftRequirement]:
    """The requirements that a row begins, added to the last task: one, or as many as its text has numbered items."""
    task = draft.tasks[-1]
    cells = {field: cell for field, cell in row.cells.items() if field not in _OF_WORK}
    read = values.read(cells, row.from_above, above)
    draft.findings += read.findings
    text_cell = row.cells.get("text")
    text_above = above.text if above is not None else None
    reports_blank = blank is None and "text" not in row.from_above
    work = values.work("text", text_cell, text_above, reports_blank=reports_blank)
    written = work.text or ""
    place = text_cell.place if text_cell is not None else task.place
    if work.finding is not None:
        draft.findings.append(work.finding)
        read.doubts["text"] = work.doubt
    items = split_numbered(written) if split else [written]
    if len(items) > 1:
        draft.findings.append(findings.split_cell(place, len(items)))
    several = bool(task.requirements) or len(items) > 1
    without_text = "" if not several and (blank is Blank.NONE or not draft.has_text) else None  # "": the whole task
    begun = [
        DraftRequirement(number, text or without_text, dict(read.texts), place, dict(read.doubts))
        for number, text in _numbered(items, row.number)
    ]
    task.requirements += begun
    if len(task.requirements) > 1 and not task.requirements[0].text:
        task.requirements[0].text = None
    return begun


def _numbered(items: Sequence[str], number: str | None) -> list[tuple[str | None, str]]:
    """The numbers of items and their texts; `number` is that of the only one, where the column of numbers gives it."""
    numbered = [leading_number(item) for item in items]
    if len(items) == 1 and number is not None and counted(numbered[0][0]) != counted(number):
        return [(number, items[0])]
    return numbered


def _go_on(
    requirements: Sequence[DraftRequirement], row: TaskRow, lines: dict[str, set[str]], draft: Draft, values: Values
) -> None:
    """Add what a row says of the requirements of one above: the rest of cut cells, further units and times. `lines` are
    those that each cell has by now, for a column of thousands of rows.
    """
    for field, cell in row.own.items():
        text = clean(cell.text)
        if is_error_value(text):
            draft.findings.append(reading_findings.error_value(cell.place, values.heading(field), text))
            continue
        if row.kind is Kind.FURTHER_CELLS:
            known = lines.setdefault(field, set((requirements[-1].cells.get(field) or "").split("\n")))
            if text in known:
                continue
            known.add(text)
            for requirement in requirements:
                requirement.cells[field] = "\n".join(filter(None, (requirement.cells.get(field), text)))
                requirement.doubts[field] = f"“{text}”接自下一行"
        else:
            _join(requirements[-1], draft.tasks[-1], field, cell)
            text = cell.text
        draft.findings.append(findings.joined_cell(cell.place, values.heading(field), text))


def _join(requirement: DraftRequirement, task: DraftTask, field: str, cell: RawCell) -> None:
    """Add what a page break cut off a cell of a requirement or of its task."""
    why = f"“{cell.text}”接自下一行"
    if field == "title":
        task.title = (task.title or "") + clean(cell.text)
        task.doubts[field] = why
        return
    if field == "text":
        requirement.text = (requirement.text or "") + cell.text
    else:
        requirement.cells[field] = (requirement.cells.get(field) or "") + clean(cell.text)
    requirement.doubts[field] = why
