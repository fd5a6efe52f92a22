"""A plan as the table that every renderer draws: columns, rows, cells, and how many rows a merged cell spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, NamedTuple

from planctl.document.typography import typeset
from planctl.lazy_regex import Expression
from planctl.model.missing_rows import Entry, tasks_with_missing
from planctl.model.plan import NO_UNITS, Certainty, Deadline, Gap, GapKind, Plan, Requirement, Task, UnitCell
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA, LOST, OPEN, PROBABLY_LOST, column_heading


class Column(NamedTuple):
    """A column of the table: the field it shows and the plan's own word for it."""

    field: str
    heading: str


class ViewRow(NamedTuple):
    """A row: its cells' texts by field, and for each the rows its cell spans (0: it is part of the cell above).

    `section` is the section heading that stands before this row, "" for none. `reference` is "" for a row that only
    stands for something missing; `missing` is then the reference of that.
    """

    reference: str
    texts: Mapping[str, str]
    spans: Mapping[str, int]
    section: str = ""
    missing: str = ""


@dataclass(frozen=True)
class TableView:
    """The table of a plan: title, columns, rows and a note on what is missing ("" for nothing).

    `page_starts` are the indexes of rows inside a task whose cells start anew because a page does.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[ViewRow, ...]
    note: str = ""
    page_starts: frozenset[int] = frozenset()


def view_plan(
    plan: Plan, *, verbatim: bool = False, show_gaps: bool = True, columns: tuple[Column, ...] | None = None
) -> TableView:
    """The plan's table; `verbatim` leaves punctuation as in the source, without `show_gaps` missing rows are left out.

    `columns` are those to draw where the plan is a part of another and shows the other's.
    """
    setting: Callable[[str], str] = str if verbatim else typeset
    columns = plan_columns(plan) if columns is None else columns
    fields = [column.field for column in columns]
    rows: list[ViewRow] = []
    section = ""
    for task, entries in shown_tasks(plan, show_gaps=show_gaps):
        heading = setting(task.section) if task.section != section else ""
        rows.extend(_task_rows(plan, task, entries, fields, setting, heading))
        if entries:
            section = task.section
    note = _note(plan) if show_gaps else ""
    named = tuple(Column(column.field, setting(column.heading)) for column in columns)
    return TableView(setting(plan.title), named, tuple(rows), note)


def shown_tasks(plan: Plan, *, show_gaps: bool) -> list[tuple[Task, list[Entry]]]:
    """The tasks to draw, each with what its rows stand for."""
    return tasks_with_missing(plan) if show_gaps else [(task, list(task.requirements)) for task in plan.tasks]


def plan_columns(plan: Plan) -> tuple[Column, ...]:
    """The columns a plan has, in its own words; in the order of its `headings` where it gives them all."""
    requirements = [requirement for _, requirement in plan.rows()]
    used = {"number", "title"}
    if any(one.text != "" for one in requirements):
        used.add("text")
    if any(_is_used(one.lead_units) for one in requirements):
        used.add("lead_units")
    if any(_is_used(one.supporting_units) for one in requirements):
        used.add("supporting_units")
    if any(one.deadline is None or one.deadline.printed for one in requirements):
        used.add("deadline")
    extra = dict.fromkeys(heading for one in requirements for heading in one.extra)
    for gap in plan.gaps:
        used.update(name for name in ("lead_units", "supporting_units") if _is_used(getattr(gap, name) or NO_UNITS))
        if gap.deadline:
            used.add("deadline")
    ordered = [*plan.headings, *(field for field in COLUMN_LABELS if field not in plan.headings)]
    if not all(field in plan.headings for field in used):
        ordered = list(COLUMN_LABELS)
    known = [Column(field, column_heading(field, plan.headings)) for field in ordered if field in used]
    return (*known, *(Column(EXTRA + heading, heading) for heading in extra))


def cell_text(plan: Plan, reference: str, field: str, value: str | UnitCell | Deadline | None) -> str:
    """What a cell prints: its text as printed, 〔原文缺失〕 where it is declared lost, 待定 where it is not
    yet known."""
    if value is None:
        certainty = plan.lost_fields.get((reference, field))
        return OPEN if certainty is None else LOST if certainty is Certainty.CERTAIN else PROBABLY_LOST
    if isinstance(value, UnitCell):
        return value.printed
    return value.printed if isinstance(value, Deadline) else value


_CHINESE_NUMERALS: Final = Expression("[〇零一二三四五六七八九十百]+")


def requirement_text(plan: Plan, requirement: Requirement) -> str:
    """A requirement's text with its number before it as printed: 3.加快…, 三、加快…, （三）加快…."""
    text = cell_text(plan, requirement.reference, "text", requirement.text)
    number = requirement.number
    if not number:
        return text
    if number.isascii() and number.isdigit():
        return f"{number}.{text}"
    return f"{number}、{text}" if _CHINESE_NUMERALS.fullmatch(number) else f"{number}{text}"


def _is_used(cell: UnitCell | None) -> bool:
    return cell is None or bool(cell.printed)


def _task_rows(
    plan: Plan, task: Task, entries: Sequence[Entry], fields: list[str], setting: Callable[[str], str], heading: str
) -> Iterator[ViewRow]:
    """A task's rows, worked out column by column; a section heading stands before the first."""
    columns = [_column(plan, task, entries, field) for field in fields]
    spans = [_spans(texts, whole=field in _OF_TASK) for field, texts in zip(fields, columns, strict=True)]
    columns = [[setting(text) for text in texts] for texts in columns]
    for entry, texts, row_spans in zip(entries, zip(*columns, strict=True), zip(*spans, strict=True), strict=True):
        reference, missing = (entry.reference, "") if isinstance(entry, Requirement) else ("", entry.reference)
        printed, merged = dict(zip(fields, texts, strict=True)), dict(zip(fields, row_spans, strict=True))
        yield ViewRow(reference, printed, merged, heading, missing)
        heading = ""


def _column(plan: Plan, task: Task, entries: Sequence[Entry], field: str) -> list[str]:
    """The texts of a task's rows in one column."""
    if field == "number":
        return [task.number] * len(entries)
    if field == "title":
        whole_task_missing = task.title is None and not task.requirements
        title = LOST if whole_task_missing else cell_text(plan, task.reference, "title", task.title)
        return [title] * len(entries)
    text = _reader(plan, field)
    return [_missing_texts(entry).get(field, "") if type(entry) is Gap else text(entry) for entry in entries]


def _reader(plan: Plan, field: str) -> Callable[[Any], str]:
    """What reads a requirement's text in a column."""
    if field == "text":
        return lambda one: requirement_text(plan, one)
    if field.startswith(EXTRA):
        heading = field.removeprefix(EXTRA)
        return lambda one: one.extra.get(heading, "")
    value = attrgetter(field)
    return lambda one: cell.printed if (cell := value(one)) else cell_text(plan, one.reference, field, cell)


def _missing_texts(gap: Gap) -> dict[str, str]:
    """The cells of a row whose requirement or task is missing: an orphan's are known, the others are not."""
    if gap.kind is GapKind.ORPHAN:
        cells = {"lead_units": gap.lead_units, "supporting_units": gap.supporting_units}
        known = {field: cell.printed for field, cell in cells.items() if cell}
        if gap.deadline:
            known["deadline"] = gap.deadline.phrase
        return {**dict.fromkeys(_CELLS, LOST), **known}
    words = LOST if gap.certainty is Certainty.CERTAIN else PROBABLY_LOST
    texts = dict.fromkeys(_CELLS, words)
    if gap.kind is GapKind.REQUIREMENT:
        number = gap.reference.rpartition(".")[2]
        texts["text"] = f"{number}.{words}"
    return texts


_OF_TASK: Final = ("number", "title")
_CELLS: Final = ("text", "lead_units", "supporting_units", "deadline")
_NEVER_MERGED: Final = frozenset(("", LOST, PROBABLY_LOST, OPEN))


def _spans(texts: list[str], *, whole: bool) -> list[int]:
    """Rows each cell spans in one task's column: all of them for the task's own cells, else runs of equal texts."""
    if whole:
        return [0 if index else len(texts) for index in range(len(texts))]
    spans = [1] * len(texts)
    start = 0
    for index in range(1, len(texts)):
        if texts[index] == texts[start] and texts[index] not in _NEVER_MERGED:
            spans[start] += 1
            spans[index] = 0
        else:
            start = index
    return spans


def _note(plan: Plan) -> str:
    """The sentences under the table that say what is missing and how sure that is."""
    sentences: list[str] = []
    if any(
        gap.certainty is Certainty.CERTAIN and gap.kind not in (GapKind.ORPHAN, GapKind.OPEN_END) for gap in plan.gaps
    ):
        sentences.append(f"{LOST}为所据文本中缺失的内容")
    if any(gap.kind is GapKind.ORPHAN for gap in plan.gaps):
        held = "、".join(gap.reference for gap in plan.gaps if gap.kind is GapKind.ORPHAN)
        sentences.append(f"第{held}项仅存的单元格属该项最后一条")
    inside = [
        gap.reference.rpartition(".")[0] for gap in plan.gaps if gap.kind is GapKind.OPEN_END and "." in gap.reference
    ]
    if inside:
        sentences.append(f"第{'、'.join(inside)}项末尾可能另有内容")
    after = [gap for gap in plan.gaps if gap.kind is GapKind.OPEN_END and "." not in gap.reference]
    sentences.extend(gap.note or f"第{gap.reference}项起可能另有内容" for gap in after)
    return f"注：{'；'.join(sentences)}。" if sentences else ""
