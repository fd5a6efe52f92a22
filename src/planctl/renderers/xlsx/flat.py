"""The rows of a plan's table one by one, without merged cells: with what their deadlines and units mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from planctl.document.view import TableView, ViewRow
from planctl.model.deadline import Deadline, DeadlineKind
from planctl.model.plan import Plan, Requirement, Role
from planctl.model.vocabulary import DEADLINE_KIND_LABELS, PART_LABELS, ROLE_LABELS
from planctl.queries import Part, Window
from planctl.queries.by_date import due_days
from planctl.queries.unit_counts import NamedUnits

Value: TypeAlias = str | int | date | None
"""What a cell holds; None where it is empty."""

BETWEEN_UNITS: Final = "；"
"""Between the names of units in a cell; in a name that has one it becomes a comma, so that names can be counted."""


@dataclass(frozen=True)
class FlatColumn:
    """A column: its heading and each row's value; `role` where it names the units of one."""

    heading: str
    values: Sequence[Value]
    role: Role | None = None


def flat_columns(plan: Plan, view: TableView, named: NamedUnits) -> list[FlatColumn]:
    """The reference and the section, the table's own columns, and between them and those that only this plan has what
    deadlines and cells of units mean; of what is not the table's own, empty columns are left out.
    """
    usual = [column for column in view.columns if column.field != "number" and not column.is_further]
    further = [column for column in view.columns if column.is_further]
    usual_columns, further_columns = (
        [FlatColumn(column.heading, [row.texts[column.field] for row in view.rows]) for column in columns]
        for columns in (usual, further)
    )
    meanings = [column for column in (*_times(plan, view), *_roles(view, named)) if any(column.values)]
    sections = FlatColumn("章节", list(_sections(view)))
    references = FlatColumn("编号", [row.reference or row.missing for row in view.rows])
    first = [references, sections] if any(sections.values) else [references]
    return [*first, *usual_columns, *meanings, *further_columns]


def _sections(view: TableView) -> Iterator[str]:
    section = ""
    for row in view.rows:
        section = row.section or section
        yield section


class _Times(NamedTuple):
    """What a deadline means: its kind in words, the days between which it lies, how often it falls due, and a remark."""

    kind: str = ""
    start: date | None = None
    first: date | None = None
    last: date | None = None
    times: int | None = None
    remark: str = ""


_TIME_HEADINGS: Final = ("时限类别", "开始日期", "首次到期日", "末次到期日", "到期次数", "时限说明")
"""What heads the columns of what deadlines mean, one by one."""
_FROM_TEXT: Final = "时限取自具体要求的文字"
_BEYOND_CALENDAR: Final = "放假安排尚未公布，工作日按周一至周五计"


def _times(plan: Plan, view: TableView) -> Iterator[FlatColumn]:
    known: dict[int, _Times] = {}  # by the deadline's identity: plans repeat the same few
    rows: list[_Times] = []
    for row in view.rows:
        deadline = row.entry.deadline
        if id(deadline) not in known:
            known[id(deadline)] = _meaning(deadline, (plan.year, plan.last_year)) if deadline else _Times()
        unknown = deadline is None and isinstance(row.entry, Requirement)
        rows.append(_Times(PART_LABELS[Part.UNKNOWN]) if unknown else known[id(deadline)])
    for index, heading in enumerate(_TIME_HEADINGS):
        yield FlatColumn(heading, [times[index] for times in rows])


def _meaning(deadline: Deadline, years: tuple[int, int]) -> _Times:
    if deadline.kind is DeadlineKind.NONE:
        return _Times()
    kinds = dict.fromkeys(DEADLINE_KIND_LABELS[part.kind] for part in deadline.parts or (deadline,))
    days = list(due_days(deadline, years, Window()))
    last = None if any(day.times > 1 for day in days) else max((day.day for day in days), default=None)
    remarks = [_FROM_TEXT] * (deadline.source == "text") + [_BEYOND_CALENDAR] * any(day.beyond_calendar for day in days)
    return _Times(
        "、".join(kinds),
        deadline.start,
        min((day.day for day in days), default=None),
        last,
        sum(day.times for day in days) or None,
        "；".join(remarks),
    )


def _roles(view: TableView, named: NamedUnits) -> Iterator[FlatColumn]:
    """The units of each role by their registered names; what is left of a row that is lost names none, for only
    requirements are counted."""
    rows = [_names(row, named) for row in view.rows]
    for role in Role:
        yield FlatColumn(ROLE_LABELS[role], [BETWEEN_UNITS.join(names.get(role, ())) for names in rows], role)


def _names(row: ViewRow, named: NamedUnits) -> dict[Role, dict[str, None]]:
    names: dict[Role, dict[str, None]] = {}
    if isinstance(row.entry, Requirement):
        for key, role in named.in_requirement(row.entry):
            names.setdefault(role, {})[countable(named.name(key))] = None
    return names


def countable(name: str) -> str:
    """A unit's name as it stands among others in a cell."""
    return name.replace(BETWEEN_UNITS, "，")
