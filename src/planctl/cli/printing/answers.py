"""Answers to queries as tables, and the lines below them that say what a table does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from planctl.cli.printing.column_widths import Column, Kind
from planctl.cli.printing.styles import Color, Marks, Style
from planctl.cli.printing.table import print_list, print_table
from planctl.document.columns import cell_reader, plan_columns
from planctl.model.plan import Gap, GapKind, Plan, Requirement, Task
from planctl.model.vocabulary import COMMON_TASK, DUTY, EXTRA, ROLE_LABELS
from planctl.queries import Row, printed_names

_KINDS: Final = {"lead_units": Kind.NAMES, "supporting_units": Kind.NAMES}
"""The columns that are not running text."""
_NEAR: Final = 7
"""So many days before it is due, a row is near."""


class Look(NamedTuple):
    """How rows are to look: each on one line or wrapped, in colours or without, with which of the plan's further columns."""

    oneline: bool
    color: Color
    further: Sequence[str] = ()


def print_rows(
    plan: Plan, rows: Sequence[Row], look: Look, *, units: Sequence[str] = (), with_day: bool = False
) -> None:
    """Print requirements as a table in the plan's own column words, with their references.

    `with_day` puts the day each falls due first; a time read from the text then stands for a missing deadline cell. What
    the unit asked for is in a row, and the days left, have columns where rows have them. The `units` asked for, overdue and
    near days stand out.
    """
    columns = [*_columns(plan, rows, look.further, with_day=with_day)]
    table = [[read(row) for _, read in columns] for row in rows]
    print_table(
        [column for column, _ in columns],
        table,
        oneline=look.oneline,
        color=look.color,
        marks=lambda: _marks(plan, rows, units),
    )


def _marks(plan: Plan, rows: Sequence[Row], units: Sequence[str]) -> Iterator[Marks]:
    """What stands out in each row."""
    of_units = dict.fromkeys(printed_names(plan, rows, units) if units else (), Style.UNIT)
    for row in rows:
        if row.days is None or row.days > _NEAR:
            yield of_units
        else:
            style = Style.OVERDUE if row.days < 0 else Style.NEAR
            yield {**of_units, **dict.fromkeys(_day(row).split(), style)}


_Reader: TypeAlias = Callable[[Row], str]


def _columns(
    plan: Plan, rows: Sequence[Row], further: Sequence[str], *, with_day: bool
) -> Iterator[tuple[Column, _Reader]]:
    """The columns of a table of rows, each with what reads its cells."""
    if with_day:
        yield Column("到期日"), _day
    for field, heading in plan_columns(plan):
        if field == "number":  # the references, by which other commands ask
            yield Column(heading), lambda row: row.requirement.reference
            if any(row.role for row in rows):
                yield Column(DUTY), duty
        elif not field.startswith(EXTRA) or heading in further:
            yield Column(heading, _KINDS.get(field, Kind.TEXT)), _of_cell(cell_reader(plan, field))
    if not with_day and any(row.days is not None for row in rows):
        yield Column("距到期"), days_left
    if with_day and any(_text_phrase(row) for row in rows):
        yield Column("文中时限", Kind.TEXT), _text_phrase


def _of_cell(read: Callable[[Task, Requirement], str]) -> _Reader:
    return lambda row: read(row.task, row.requirement)


def duty(row: Row) -> str:
    """What a row is to the unit asked for."""
    if row.role is None:
        return ""
    return COMMON_TASK if row.through else ROLE_LABELS[row.role]


def days_left(row: Row) -> str:
    """How long until a row falls due, or how long ago it did."""
    if row.days is None:
        return ""
    return f"还有{row.days}天" if row.days > 0 else f"已逾期{-row.days}天" if row.days else "今天到期"


def _day(row: Row) -> str:
    day = row.occurrence.isoformat() if row.occurrence else ""
    return f"{day}{f'起{row.times}次' if row.times > 1 else ''} {days_left(row)}".rstrip()


def _text_phrase(row: Row) -> str:
    deadline = row.requirement.deadline
    return deadline.phrase if deadline and deadline.source == "text" else ""


def print_orphans(orphans: Iterable[Gap]) -> None:
    """Print cells whose own row is lost."""
    for gap in orphans:
        cells = [cell.printed for cell in (gap.lead_units, gap.supporting_units) if cell]
        if gap.deadline:
            cells.append(gap.deadline.phrase)
        note = f"（{gap.note}）" if gap.note else ""
        print_list(f"另有原文缺失的第{gap.reference}项，仅存：{'  '.join(cells)}{note}")


def print_missing(plan: Plan) -> None:
    """Print what is known to be missing from the whole plan, if anything."""
    words = {GapKind.TASK: ("整项缺失", "第{}项"), GapKind.REQUIREMENT: ("整条缺失", "{}")}
    for kind, (label, pattern) in words.items():
        missing = [pattern.format(gap.reference) for gap in plan.gaps if gap.kind is kind]
        if missing:
            print_list(f"原文{label}：{'、'.join(missing)}")


def print_references(label: str, rows: Sequence[Row], unit: str = "条") -> None:
    """Print what counts rows and names them: 视情况而定 2条：1.1、1.2."""
    print_list(f"{label} {len(rows)}{unit}：{'、'.join(row.requirement.reference for row in rows)}")
