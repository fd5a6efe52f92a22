"""Which column is what where its heading does not tell: by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from planctl.deadlines import parse_deadline
from planctl.importer.columns.find import Columns, width_of
from planctl.importer.columns.headings import heading_text, is_about_people, is_no_field
from planctl.importer.readers.grid import RawTable
from planctl.model.plan import DeadlineKind
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_NUMBER: Final = re.compile(r"\s*[(（]?(?:\d{1,4}|[一二三四五六七八九十百]+|[①-⑳])[)）]?[.．、]?\s*")
_UNIT: Final = re.compile(
    r".*(?:局|委|办|厅|院|中心|单位|部门|政府|镇|街道|园区|管委会|公司|集团|社|会|队|站|所|处|科|室|部|组|行|校|署|台|区|县|市)"
    r"(?:[（(].*[）)])?(?:牵头|负责|配合)?等?"
)
_BETWEEN: Final = re.compile(r"[、，,；;。\s\n]+")
_LONGEST_UNITS: Final = 200
_LONGEST_UNIT: Final = 16
_MOST: Final = 0.6


def guess_columns(table: RawTable) -> Columns:
    """The columns of a table without heading: numbers, phrases of time, names of units, the longest text and, of the
    short ones before it, the first for the task.
    """
    return complete(table, Columns(("",) * width_of(table), {}, 0, -1))


def is_mostly_numbers(table: RawTable, columns: Columns, column: int) -> bool:
    """Whether a column holds little else than numbers by themselves."""
    texts = [cell.text for row in table.rows[columns.last + 1 :] if (cell := row[column]) and cell.text]
    return bool(texts) and _share(texts, _is_number) > _MOST


def complete(table: RawTable, columns: Columns) -> Columns:
    """The columns with what their headings leave open filled in: what is about people, progress or origins stays itself."""
    body = table.rows[columns.last + 1 :]
    texts = [[cell.text for row in body if (cell := row[column]) and cell.text] for column in range(width_of(table))]
    has_heading = columns.last >= columns.first
    fields = list(columns.fields)
    taken = set(fields) & set(COLUMN_LABELS)
    free = [column for column, field in enumerate(fields) if texts[column] and _is_open(field)]

    def take(field: str, column: int) -> None:
        fields[column] = field
        taken.add(field)
        free.remove(column)

    for field, test in _TESTS:
        likely = [column for column in free if field not in taken and _share(texts[column], test) > _MOST]
        if likely:
            take(field, likely[0])
    if free and "text" not in taken and not (has_heading and "title" in taken):
        longest = max(free, key=lambda column: sum(map(len, texts[column])) / len(texts[column]))
        before = [column for column in free if column < longest]
        take("text" if "title" in taken or before else "title", longest)
        if before and "title" not in taken:
            take("title", before[0])
    if not has_heading:
        for column in list(free):
            if "lead_units" not in taken:
                take("lead_units", column)
            else:
                fields[column] = f"{EXTRA}第{column + 1}列"
    guessed = tuple(column for column, field in enumerate(fields) if field and field != columns.fields[column])
    words = {
        field: (heading_text(table.rows[columns.last][column]) if has_heading else "") or COLUMN_LABELS[field]
        for column in guessed
        if (field := fields[column]) in COLUMN_LABELS
    }
    return replace(columns, fields=tuple(fields), headings={**columns.headings, **words}, guessed=guessed)


def _is_open(field: str) -> bool:
    heading = field.removeprefix(EXTRA)
    return not field or (field.startswith(EXTRA) and not is_about_people(heading) and not is_no_field(heading))


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_deadline(text: str) -> bool:
    return len(text) < 40 and parse_deadline(text, 2000).kind not in (DeadlineKind.UNREAD, DeadlineKind.CONDITIONAL)


def _are_units(text: str) -> bool:
    names = [one for one in _BETWEEN.split(text) if one]
    return (
        len(text) < _LONGEST_UNITS
        and bool(names)
        and all(len(one) <= _LONGEST_UNIT and _UNIT.fullmatch(one) for one in names)
    )


_TESTS: Final = (("number", _is_number), ("deadline", _is_deadline), ("lead_units", _are_units))
