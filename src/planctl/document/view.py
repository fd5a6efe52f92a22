"""A plan as the table that every renderer draws: columns, rows, cells, and how many rows a merged cell spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from planctl.document.columns import OF_REQUIREMENT, OF_TASK, Column, cell_reader, numbered, plan_columns
from planctl.document.typography import typeset, typeset_dates
from planctl.model.missing_rows import Entry, tasks_with_missing
from planctl.model.plan import CELL_FIELDS, Certainty, Gap, GapKind, Plan, Task
from planctl.model.vocabulary import EXTRA, LOST, PROBABLY_LOST

_Reader: TypeAlias = Callable[[Task, Any], str]
"""What gives a requirement's cell in a column, as `cell_reader`; what is a task's own is read without a requirement."""
_ShownTask: TypeAlias = tuple[Task, list[Entry]]
"""A task with what its rows stand for."""


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

    @cached_property
    def cells(self) -> Mapping[str, tuple[Sequence[str], Sequence[int]]]:
        """By field what stands in its column: the texts of the rows, and the rows that each cell spans."""
        texts, spans = [row.texts for row in self.rows], [row.spans for row in self.rows]
        fields = [column.field for column in self.columns]
        return {field: ([each[field] for each in texts], [each[field] for each in spans]) for field in fields}

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
    shown = [(task, entries) for task, entries in _shown_tasks(plan, show_gaps=show_gaps) if entries]
    texts, spans = [], []
    for field, _ in columns:
        column = _column(shown, field, _reader(plan, field))
        spans.append(_spans(shown, field, column))
        column = list(map(setting, column))
        texts.append(list(map(typeset_dates, column)) if setting is typeset and field == "deadline" else column)
    rows = tuple(_rows(shown, [column.field for column in columns], texts, spans, setting))
    missing = what_is_missing(plan) if show_gaps else []
    note = f"注：{'；'.join(missing)}。" if missing else ""
    named = tuple(Column(column.field, setting(column.heading)) for column in columns)
    return TableView(setting(plan.title), named, rows, note)


def _shown_tasks(plan: Plan, *, show_gaps: bool) -> list[_ShownTask]:
    """The tasks to draw, each with what its rows stand for."""
    return tasks_with_missing(plan) if show_gaps else [(task, list(task.requirements)) for task in plan.tasks]


def _rows(
    shown: Sequence[_ShownTask],
    fields: Sequence[str],
    texts: Sequence[Sequence[str]],
    spans: Sequence[Sequence[int]],
    setting: Callable[[str], str],
) -> Iterator[ViewRow]:
    """The rows from their columns, each section's heading before its first."""
    merged: dict[tuple[int, ...], Mapping[str, int]] = {}  # rows are merged in few ways
    cells = zip(zip(*texts, strict=True), zip(*spans, strict=True), strict=True)
    section = ""
    for task, entries in shown:
        heading = setting(task.section) if task.section != section else ""
        section = task.section
        for entry, (row_texts, row_spans) in zip(entries, cells, strict=False):
            if row_spans not in merged:
                merged[row_spans] = dict(zip(fields, row_spans, strict=True))
            printed = dict(zip(fields, row_texts, strict=True))
            reference, missing = ("", entry.reference) if isinstance(entry, Gap) else (entry.reference, "")
            yield ViewRow(reference, printed, merged[row_spans], entry, heading, missing)
            heading = ""


def _column(shown: Sequence[_ShownTask], field: str, read: _Reader) -> list[str]:
    """The texts of a column."""
    if field in OF_TASK:
        return [text for task, entries in shown for text in [_text_of_task(task, field, read)] * len(entries)]
    return [
        _missing_texts(entry).get(field, "") if type(entry) is Gap else read(task, entry)
        for task, entries in shown
        for entry in entries
    ]


def _text_of_task(task: Task, field: str, read: _Reader) -> str:
    is_missing = field == "title" and task.title is None and not task.requirements
    return LOST if is_missing else read(task, None)


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


def _spans(shown: Sequence[_ShownTask], field: str, texts: Sequence[str]) -> list[int]:
    """Rows each cell of a column spans: all of a task for the task's own cells, else runs of equal texts in it.

    Unknown cells never merge: the same words stand for them, but what they held may differ.
    """
    if field in OF_TASK:
        return [span for _, entries in shown for span in (len(entries), *[0] * (len(entries) - 1))]
    spans = [1] * len(texts)
    index = 0
    for _, entries in shown:
        start, before = index, entries[0]
        for entry in entries:
            same = index > start and texts[index] == texts[start] and texts[index]
            if same and _is_known(before, field) and _is_known(entry, field):
                spans[start] += 1
                spans[index] = 0
            else:
                start, before = index, entry
            index += 1
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
