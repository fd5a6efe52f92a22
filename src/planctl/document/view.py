"""A plan as the table that every renderer draws: columns, rows, cells, and how many rows a merged cell spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from planctl.document.columns import OF_REQUIREMENT, OF_TASK, Column, cell_reader, numbered, plan_columns
from planctl.document.typography import typeset, typeset_dates
from planctl.model.missing_rows import Entry, tasks_with_missing
from planctl.model.plan import CELL_FIELDS, Certainty, Gap, GapKind, Plan, Requirement, Task
from planctl.model.vocabulary import EXTRA, LOST, PROBABLY_LOST

_Reader: TypeAlias = Callable[[Task, Any], str]
"""What gives a requirement's cell in a column, as `cell_reader`; what is a task's own is read without a requirement."""


class ViewRow(NamedTuple):
    """A row: its cells' texts by field, and for each the rows its cell spans (0: it is part of the cell above).

    `entry` is what the row stands for. `section` is the section heading that stands before this row, "" for none.
    `reference` is "" for a row that only stands for something missing; `missing` is then the reference of that.
    """

    reference: str
    texts: Mapping[str, str]
    spans: Mapping[str, int]
    entry: Entry
    section: str = ""
    missing: str = ""


@dataclass(frozen=True)
class TableView:
    """The table of a plan: title, columns, rows and a note on what is missing ("" for nothing).

    `page_starts` are the indexes of rows inside a task whose cells start anew because a page does. `unit` is whose form it is.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[ViewRow, ...]
    note: str = ""
    page_starts: frozenset[int] = frozenset()
    unit: str = ""

    @property
    def task_starts(self) -> list[int]:
        """The indexes of the rows that begin a task."""
        rows = enumerate(self.rows)
        return [index for index, row in rows if row.spans["number"] and index not in self.page_starts]


def view_plan(
    plan: Plan, *, verbatim: bool = False, show_gaps: bool = True, columns: tuple[Column, ...] | None = None
) -> TableView:
    """The plan's table; `verbatim` leaves punctuation as in the source, without `show_gaps` missing rows are left out.

    `columns` are those to draw where the plan is a part of another and shows the other's.
    """
    setting: Callable[[str], str] = str if verbatim else typeset
    columns = plan_columns(plan) if columns is None else columns
    readers = {column.field: _reader(plan, column.field) for column in columns}
    rows: list[ViewRow] = []
    section = ""
    for task, entries in _shown_tasks(plan, show_gaps=show_gaps):
        heading = setting(task.section) if task.section != section else ""
        rows.extend(_task_rows(task, entries, readers, setting, heading))
        if entries:
            section = task.section
    missing = what_is_missing(plan) if show_gaps else []
    note = f"注：{'；'.join(missing)}。" if missing else ""
    named = tuple(Column(column.field, setting(column.heading)) for column in columns)
    return TableView(setting(plan.title), named, tuple(rows), note)


def _shown_tasks(plan: Plan, *, show_gaps: bool) -> list[tuple[Task, list[Entry]]]:
    """The tasks to draw, each with what its rows stand for."""
    return tasks_with_missing(plan) if show_gaps else [(task, list(task.requirements)) for task in plan.tasks]


def _task_rows(
    task: Task,
    entries: Sequence[Entry],
    readers: Mapping[str, _Reader],
    setting: Callable[[str], str],
    heading: str,
) -> Iterator[ViewRow]:
    """A task's rows, worked out column by column; a section heading stands before the first."""
    columns = [_column(task, entries, field, read) for field, read in readers.items()]
    spans = [_spans(field, texts, entries) for field, texts in zip(readers, columns, strict=True)]
    columns = [[setting(text) for text in texts] for texts in columns]
    if setting is typeset and "deadline" in readers:
        place = list(readers).index("deadline")
        columns[place] = [typeset_dates(text) for text in columns[place]]
    for entry, texts, row_spans in zip(entries, zip(*columns, strict=True), zip(*spans, strict=True), strict=True):
        reference, missing = (entry.reference, "") if isinstance(entry, Requirement) else ("", entry.reference)
        printed, merged = dict(zip(readers, texts, strict=True)), dict(zip(readers, row_spans, strict=True))
        yield ViewRow(reference, printed, merged, entry, heading, missing)
        heading = ""


def _column(task: Task, entries: Sequence[Entry], field: str, read: _Reader) -> list[str]:
    """The texts of a task's rows in one column."""
    if field == "title" and task.title is None and not task.requirements:  # the whole task is missing
        return [LOST] * len(entries)
    if field in OF_TASK:
        return [read(task, None)] * len(entries)
    return [_missing_texts(entry).get(field, "") if type(entry) is Gap else read(task, entry) for entry in entries]


def _reader(plan: Plan, field: str) -> _Reader:
    """What reads a requirement's cell as a table draws it: its text with the number before it."""
    read = cell_reader(plan, field)
    return (lambda task, row: numbered(row.number, read(task, row))) if field == "text" else read


def _missing_texts(gap: Gap) -> dict[str, str]:
    """The cells of a row whose requirement or task is missing: an orphan's are known, the others are not."""
    if gap.kind is GapKind.ORPHAN:
        cells = {"lead_units": gap.lead_units, "supporting_units": gap.supporting_units}
        known = {field: cell.printed for field, cell in cells.items() if cell}
        if gap.deadline:
            known["deadline"] = gap.deadline.phrase
        return {**dict.fromkeys(OF_REQUIREMENT, LOST), **known}
    words = LOST if gap.certainty is Certainty.CERTAIN else PROBABLY_LOST
    texts = dict.fromkeys(OF_REQUIREMENT, words)
    if gap.kind is GapKind.REQUIREMENT:
        number = gap.reference.rpartition(".")[2]
        texts["text"] = f"{number}.{words}"
    return texts


def _spans(field: str, texts: list[str], entries: Sequence[Entry]) -> list[int]:
    """Rows each cell spans in one task's column: all of them for the task's own cells, else runs of equal texts.

    Unknown cells never merge: the same words stand for them, but what they held may differ.
    """
    if field in OF_TASK:
        return [0 if index else len(texts) for index in range(len(texts))]
    spans = [1] * len(texts)
    start = 0
    for index in range(1, len(texts)):
        same = texts[index] and texts[index] == texts[start]
        if same and _is_known(entries[start], field) and _is_known(entries[index], field):
            spans[start] += 1
            spans[index] = 0
        else:
            start = index
    return spans


def _is_known(entry: Entry, field: str) -> bool:
    """Whether the cell of a row is known: of a missing row those that are left of it."""
    if isinstance(entry, Gap):
        return field in CELL_FIELDS and getattr(entry, field) is not None
    return field.startswith(EXTRA) or getattr(entry, field) is not None


def what_is_missing(plan: Plan) -> list[str]:
    """The sentences for the note under the table: what is missing, and how sure that is."""
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
    return sentences
