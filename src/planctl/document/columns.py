"""The columns of a plan, and what each prints of a requirement: on the terminal, in CSV and Markdown, in documents."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Final, NamedTuple

from planctl.lazy_regex import Expression
from planctl.model.deadline import Deadline
from planctl.model.plan import CELL_FIELDS, Certainty, Plan, Requirement, Task, UnitCell
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA, LOST, OPEN, PROBABLY_LOST, TEXT_COLUMNS, column_heading

OF_TASK: Final = ("number", "title")
"""The columns whose cells are a task's; the others are a requirement's."""
OF_REQUIREMENT: Final = tuple(field for field in COLUMN_LABELS if field not in OF_TASK)


class Column(NamedTuple):
    """A column of the table: the field it shows and the plan's own word for it."""

    field: str
    heading: str

    @property
    def is_further(self) -> bool:
        """Whether templates have no place of its own for it, but draw it where `extra` stands."""
        return self.field.startswith(EXTRA) or self.field in TEXT_COLUMNS


def plan_columns(plan: Plan) -> tuple[Column, ...]:
    """The columns a plan has, in its own words; in the order of its `headings` where it gives them all."""
    requirements = [requirement for _, requirement in plan.rows()]
    used = {*OF_TASK, *(field for field in CELL_FIELDS if any(_holds(getattr(gap, field)) for gap in plan.gaps))}
    for field in OF_REQUIREMENT:
        value = attrgetter(field)
        if any((cell := value(requirement)) is None or _holds(cell) for requirement in requirements):
            used.add(field)
    order = plan.headings if used <= plan.headings.keys() else COLUMN_LABELS
    extra = dict.fromkeys(heading for requirement in requirements for heading in requirement.extra)
    known = (Column(field, column_heading(field, plan.headings)) for field in order if field in used)
    return (*known, *(Column(EXTRA + heading, heading) for heading in extra))


def _holds(cell: str | UnitCell | Deadline | None) -> bool:
    """Whether a cell is known and prints something."""
    return bool(cell and (cell if isinstance(cell, str) else cell.printed))


def cell_reader(plan: Plan, field: str) -> Callable[[Task, Requirement], str]:
    """What gives a requirement's cell in a column: its text as printed, 〔原文缺失〕 where it is declared lost, 待定 where
    it is not yet known, "" where there is none."""
    if field == "number":
        return lambda task, _: task.number
    if field == "title":
        return lambda task, _: _unknown(plan, task.reference, field) if task.title is None else task.title
    if field == "text":
        return lambda _, row: _unknown(plan, row.reference, field) if row.text is None else row.text
    if field.startswith(EXTRA):
        heading = field.removeprefix(EXTRA)
        return lambda _, row: row.extra.get(heading, "")
    if field in TEXT_COLUMNS:
        text: Callable[[Requirement], str] = attrgetter(field)
        return lambda _, row: text(row)
    value: Callable[[Requirement], UnitCell | Deadline | None] = attrgetter(field)
    return lambda _, row: cell.printed if (cell := value(row)) else _unknown(plan, row.reference, field)


def _unknown(plan: Plan, reference: str, field: str) -> str:
    certainty = plan.lost_fields.get((reference, field))
    return OPEN if certainty is None else LOST if certainty is Certainty.CERTAIN else PROBABLY_LOST


_CHINESE_NUMERALS: Final = Expression("[〇零一二三四五六七八九十百]+")


_NUMBER: Final = Expression(
    r"\d{1,3}\.(?: |(?!\d))|[一二三四五六七八九十百]{1,4}、|（[\d一二三四五六七八九十百]{1,4}）|[①-⑳]|\d{1,3}[)）、]"
)


def number_before(text: str) -> str:
    """The number at the beginning of a text with the mark behind it, as `numbered` puts it there; "" for none."""
    found = _NUMBER.match(text)
    return found[0] if found else ""


def numbered(number: str | None, text: str) -> str:
    """A requirement's text with its number before it as printed: 3.加快…, 三、加快…, （三）加快…."""
    if not number:
        return text
    if number.isascii() and number.isdigit():
        return f"{number}. {text}" if text[:1].isdecimal() else f"{number}.{text}"  # 1. 2017年…, not 1.2017
    return f"{number}、{text}" if _CHINESE_NUMERALS.fullmatch(number) else f"{number}{text}"
