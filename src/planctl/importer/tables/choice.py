"""Which tables of a document are the plan: by their columns, or as the user says."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from planctl.errors import PlanctlError, UsageError
from planctl.importer.columns.find import GIVEN_LABELS, Columns, find_columns, named_columns
from planctl.importer.columns.guess import complete, guess_columns
from planctl.importer.columns.headings import heading_text
from planctl.importer.readers.grid import RawDocument, RawTable
from planctl.importer.report import findings, table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.tables.parts import Part, goes_on, join_parts
from planctl.importer.tables.side_by_side import unfolded
from planctl.model.plan import CELL_FIELDS
from planctl.model.vocabulary import COLUMN_LABELS, EXTRA

_FEWEST: Final = 2
_WORK: Final = frozenset(("title", "text"))
_LONGEST_HEADING: Final = 30


class NoPlanError(PlanctlError):
    """The document holds no plan that can be found."""

    exit_code = 3


class Choice(NamedTuple):
    """The plan's table with its columns, what is to be said of the choice, and the paragraphs that became sections."""

    table: RawTable
    columns: Columns
    findings: list[ImportFinding]
    used: set[int]


def choose_table(document: RawDocument, number: int | None, sheet: str, given: dict[str, int]) -> Choice:
    """The plan's table, its parts joined where the document cut it into several, and its columns.

    Raises NoPlanError where no table has the columns of a plan, UsageError for a table or column that there is not.
    """
    tables = [unfolded(one) for one in document.tables]
    if number is not None or sheet:
        chosen = [one for one in tables if (one.number == number if number is not None else one.sheet == sheet)]
        if not chosen:
            raise UsageError(f"没有{f'工作表“{sheet}”' if sheet else f'第{number}张表'}", _listed(tables))
        table = chosen[0]
        columns = _columns(table, given)
        left = [table_left_out(one) for one in tables if one is not table and _says_anything(one)]
        return Choice(table, columns, [*left, *_guessed(table, columns)], set())
    if given:
        likely = [one for one in tables if _is_plan(one, find_columns(one))] if len(tables) > 1 else tables
        if len(likely) != 1:
            raise UsageError(
                f"文档里有{len(tables)}张表，不知道 --columns 说的是哪一张", f"请用 --table 指定。{_listed(tables)}"
            )
        columns = _columns(likely[0], given)
        left = [table_left_out(one) for one in tables if one is not likely[0] and _says_anything(one)]
        return Choice(likely[0], columns, left, set())
    plans = [(one, columns) for one in tables if _is_plan(one, columns := find_columns(one))]
    if not plans:
        plans = [(one, columns) for one in tables if _is_plan(one, columns := _told(one, len(tables) == 1))]
    if not plans and len(tables) == 1 and {"number", *_WORK} <= set((columns := find_columns(tables[0])).headings):
        plans = [(tables[0], columns)]  # what is to be done, though not by whom or when
    if not plans:
        raise NoPlanError("文档里没有找到分工方案的表格", _why(document))
    _, columns = max(plans, key=lambda one: (one[1].known, len(one[0].rows)))
    parts = _parts(tables, plans, columns)
    numbers = {one.number for one, _ in parts}
    left = [table_left_out(one) for one in tables if one.number not in numbers and _says_anything(one)]
    joined = join_parts(document, parts)
    return Choice(joined.table, parts[0][1], [*left, *joined.findings, *_guessed(*parts[0])], joined.used)


def _parts(tables: list[RawTable], plans: list[Part], columns: Columns) -> list[Part]:
    """The tables that have these columns, and those without heading that go on with one of them."""
    found = {id(one): columns_of for one, columns_of in plans if columns_of.fields == columns.fields}
    parts: list[Part] = []
    for one in tables:
        if id(one) in found:
            parts.append((one, found[id(one)]))
        elif parts and not find_columns(one).known and goes_on(one, columns, parts[-1][0]):
            parts.append((one, replace(columns, first=0, last=-1)))
    return parts


def _says_anything(table: RawTable) -> bool:
    return any(cell is not None and cell.text for row in table.rows for cell in row)


def table_left_out(table: RawTable) -> ImportFinding:
    """That a table is no part of the plan."""
    rows = (dict.fromkeys(cell.text for cell in row if cell is not None and cell.text) for row in table.rows)
    return findings.left_out(table.place, "另一张表", "；".join("、".join(row) for row in rows if row))


def _columns(table: RawTable, given: dict[str, int]) -> Columns:
    width = len(table.rows[0]) if table.rows else 0
    if len(set(given.values())) < len(given):
        raise UsageError("--columns 里有两个栏目在同一列", "请核对各栏在第几列。")
    for field, column in given.items():
        if column > width:
            raise UsageError(f"没有第{column}列（{GIVEN_LABELS[field]}）", f"这张表有{width}列。")
    if given:
        return named_columns(table, given)
    found = find_columns(table)
    return found if found.known >= _FEWEST and _is_plan(table, found) else _told(table, True)


def _told(table: RawTable, without_heading: bool) -> Columns:
    """The columns where headings alone do not tell: what some headings say completed by what stands under the others, or
    all by what stands in them.
    """
    found = find_columns(table)
    if found.known:
        return complete(table, found)
    guessed = guess_columns(table)
    return guessed if without_heading and guessed.known > _FEWEST else found


def _guessed(table: RawTable, columns: Columns) -> list[ImportFinding]:
    if not columns.guessed or not table.rows:
        return []
    words = "、".join(
        f"第{index + 1}列{COLUMN_LABELS.get(columns.fields[index], '另设栏目')}" for index in columns.guessed
    )
    row = columns.last if columns.last >= columns.first else -1
    unread = [heading for index in columns.guessed if (heading := heading_text(table.rows[row][index]))]
    place = table.place._replace(row=max(row, 0) + 1)
    return [table_findings.guessed_columns(place, words, unread if row >= 0 else [])]


def _is_plan(table: RawTable, columns: Columns) -> bool:
    """Whether a table has a plan's columns and says something under them: blank forms (进展情况表) do not."""
    fields = set(columns.headings)
    if columns.known < _FEWEST or not fields & _WORK or fields.isdisjoint(CELL_FIELDS):
        return False
    work = [index for index, field in enumerate(columns.fields) if field in _WORK]
    return any(
        (cell := row[index]) is not None and cell.text for row in table.rows[columns.last + 1 :] for index in work
    )


def _heading_of(table: RawTable) -> str:
    heading = table.rows[max(find_columns(table).last, 0)] if table.rows else ()
    words = [heading_text(cell) for cell in dict.fromkeys(heading)]
    text = "、".join(one for one in words if one)
    return text if len(text) <= _LONGEST_HEADING else f"{text[:_LONGEST_HEADING]}…"


def listed_tables(document: RawDocument) -> list[str]:
    """A line for each of a document's tables: which, how many rows, its headings, whether it is a plan.

    Raises NoPlanError where it has none.
    """
    if not document.tables:
        raise NoPlanError("文档里没有表格", _why(document))
    return [_line(one) for one in document.tables]


def _line(table: RawTable) -> str:
    which = f"工作表“{table.sheet}”" if table.sheet else f"第{table.number}张表"
    marked = "，像是分工方案" if _is_plan(table, find_columns(table)) else ""
    return f"{which}（{len(table.rows)}行{marked}）：{_heading_of(table)}"


def _listed(tables: list[RawTable]) -> str:
    if not tables:
        return "文档里没有表格。"
    return f"文档里的表格：{'；'.join(map(_line, tables[:20]))}"


def _why(document: RawDocument) -> str:
    if not document.tables:
        if any(one.what == "图片" for one in document.remarks):
            return "文档里的表格可能是图片；请先用文字识别（OCR）软件转成文字。"
        return "文档里没有表格。"
    return f"请用 --table 指定是哪一张表，用 --columns 指定各栏。{_listed(document.tables)}"


def column_findings(table: RawTable, columns: Columns) -> list[ImportFinding]:
    """What is to be said of the columns: those planctl does not know, those about people."""
    told: list[ImportFinding] = []
    people = set(columns.people)
    for index, field in enumerate(columns.fields):
        if field.startswith(EXTRA):
            heading = field.removeprefix(EXTRA)
            cell = table.rows[columns.last][index] if columns.last >= 0 else None
            place = cell.place if cell is not None else table.place
            rule = table_findings.people_column if heading in people else table_findings.unknown_column
            told.append(rule(place, heading))
    return told
