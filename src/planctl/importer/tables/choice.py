"""Which tables of a document are the plan: by their columns, or as the user says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from planctl.errors import PlanctlError, UsageError
from planctl.importer.columns.find import GIVEN_LABELS, Columns, find_columns, named_columns
from planctl.importer.columns.guess import complete, guess_columns
from planctl.importer.columns.headings import heading_text
from planctl.importer.readers.grid import PICTURE, UNRULED, RawDocument, RawTable
from planctl.importer.report import table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.tables.evidence import Evidence, evidence_of
from planctl.importer.tables.matrix import read_marks
from planctl.importer.tables.parts import Part, goes_on, join_parts
from planctl.importer.tables.side_by_side import unfolded
from planctl.model.vocabulary import COLUMN_LABELS

_FEWEST: Final = 2
_LONGEST_HEADING: Final = 30
_MOST_LISTED: Final = 20


class NoPlanError(PlanctlError):
    """The document holds no plan that can be found."""

    exit_code = 3


class Choice(NamedTuple):
    """The plan's table with its columns, the tables that are no part of it, what is to be reported of the choice, and the
    paragraphs that became sections.
    """

    table: RawTable
    columns: Columns
    others: list[RawTable]
    findings: list[ImportFinding]
    used: set[int]


def choose_table(document: RawDocument, number: int | None, sheet: str, given: dict[str, int]) -> Choice:
    """The plan's table, its parts joined where the document cut it into several, and its columns. A user may name the
    table by its `number` or `sheet`, even a hidden one, and columns by their place from 1 (`given`).

    Raises NoPlanError where no table has the columns of a plan, UsageError for a table or column that there is not.
    """
    marks: dict[int, list[ImportFinding]] = {}
    tables, hidden = (
        [_read(document, table, given, marks) for table in listed] for listed in (document.tables, document.hidden)
    )
    if number is None and not sheet and not given:
        return _by_headings(document, tables, marks)
    if number is not None or sheet:
        every = [*tables, *hidden]
        likely = [table for table in every if (table.number == number if number is not None else table.sheet == sheet)]
        if not likely:
            raise UsageError(f"没有{f'工作表“{sheet}”' if sheet else f'第{number}张表'}", _listed(document))
    else:
        likely = (
            [table for table in tables if evidence_of(table, find_columns(table)).shown] if len(tables) > 1 else tables
        )
        if len(likely) != 1:
            raise UsageError(
                f"文档里有{len(tables)}张表，不知道 --columns 说的是哪一张", f"请用 --table 指定。{_listed(document)}"
            )
    table = likely[0]
    columns = _columns(table, given)
    others = [other for other in tables if other is not table]
    return Choice(table, columns, others, [*_report_guesses(table, columns), *marks.get(table.number, ())], set())


def _read(
    document: RawDocument, table: RawTable, given: dict[str, int], marks: dict[int, list[ImportFinding]]
) -> RawTable:
    """A table as plans have it, and by its number in `marks` what is to be reported of it; given columns are counted."""
    table = unfolded(table)
    if not given:
        table, marks[table.number] = read_marks(document, table)
    return table


def _by_headings(document: RawDocument, tables: list[RawTable], marks: dict[int, list[ImportFinding]]) -> Choice:
    plans = _plans(tables)
    if not plans:
        raise NoPlanError("文档里没有找到分工方案的表格", _why(document))
    _, columns = max(plans, key=lambda plan: (plan[1].known, len(plan[0].rows)))
    parts = _parts(tables, plans, columns)
    numbers = {table.number for table, _ in parts}
    joined = join_parts(document, parts)
    about_marks = [finding for table, _ in parts for finding in marks[table.number]]
    findings = [*joined.findings, *_report_guesses(*parts[0]), *about_marks]
    others = [table for table in tables if table.number not in numbers]
    return Choice(joined.table, parts[0][1], others, findings, joined.used)


def _plans(tables: list[RawTable]) -> list[Part]:
    """The tables that are plans by their headings; where none is, by what stands in their columns as well."""
    found = ((table, find_columns(table)) for table in tables)
    by_content = ((table, _by_content(table, without_heading=len(tables) == 1)) for table in tables)
    for likely in (found, by_content):
        if plans := [(table, columns) for table, columns in likely if evidence_of(table, columns).shown]:
            return plans
    return []


def _parts(tables: list[RawTable], plans: list[Part], columns: Columns) -> list[Part]:
    """The tables that have these columns, and those without heading that go on with one of them."""
    found = {id(table): own for table, own in plans if own.fields == columns.fields}
    without_heading = replace(columns, first=0, last=-1)
    parts: list[Part] = []
    for table in tables:
        if id(table) in found:
            parts.append((table, found[id(table)]))
        elif parts and not find_columns(table).known and goes_on(table, without_heading, parts[-1][0]):
            parts.append((table, without_heading))
    return parts


def _columns(table: RawTable, given: dict[str, int]) -> Columns:
    width = len(table.rows[0]) if table.rows else 0
    if len(set(given.values())) < len(given):
        raise UsageError("--columns 里有两个栏目在同一列", "请核对各栏在第几列。")
    for field, column in given.items():
        if column > width:
            raise UsageError(f"没有第{column}列（{GIVEN_LABELS[field]}）", f"这张表有{width}列。")
    found = find_columns(table)
    if given:
        return named_columns(table, given, found if found.known else guess_columns(table))
    return found if evidence_of(table, found).shown else _by_content(table, without_heading=True)


def _by_content(table: RawTable, *, without_heading: bool) -> Columns:
    """The columns where headings alone do not tell: what some headings say completed by what stands under the others, or
    all by what stands in them.
    """
    found = find_columns(table)
    if found.known:
        return complete(table, found)
    guessed = guess_columns(table)
    return guessed if without_heading and guessed.known > _FEWEST else found


def _report_guesses(table: RawTable, columns: Columns) -> list[ImportFinding]:
    if not columns.guessed or not table.rows:
        return []
    words = "、".join(
        f"第{index + 1}列{COLUMN_LABELS.get(columns.fields[index], '另设栏目')}" for index in columns.guessed
    )
    heading = table.rows[columns.last] if columns.has_heading else ()
    unread = [word for index in columns.guessed if heading and (word := heading_text(heading[index]))]
    place = table.place._replace(row=max(columns.last, 0) + 1)
    return [table_findings.guessed_columns(place, words, unread)]


def _heading_of(table: RawTable) -> str:
    heading = table.rows[max(find_columns(table).last, 0)] if table.rows else ()
    words = [heading_text(cell) for cell in dict.fromkeys(heading)]
    text = "、".join(filter(None, words))
    return text if len(text) <= _LONGEST_HEADING else f"{text[:_LONGEST_HEADING]}…"


def listed_tables(document: RawDocument) -> list[str]:
    """A line for each of a document's tables: which, how many rows, its headings, whether it is a plan.

    Raises NoPlanError where it has none.
    """
    if not _every(document):
        raise NoPlanError("文档里没有表格", _why(document))
    return list(_lines(document))


def _every(document: RawDocument) -> list[RawTable]:
    """A document's tables in their order, hidden ones among them."""
    return sorted([*document.tables, *document.hidden], key=lambda table: table.number)


def _lines(document: RawDocument) -> Iterator[str]:
    tables = _every(document)
    return (_line(table, is_hidden=table in document.hidden, alone=len(tables) == 1) for table in tables)


def _line(table: RawTable, *, is_hidden: bool, alone: bool) -> str:
    which = f"工作表“{table.sheet}”" if table.sheet else f"第{table.number}张表"
    evidence = _judged(table, alone=alone)
    marked = f"像是分工方案：{evidence.shown}" if evidence.shown else f"不像分工方案：{evidence.missing}"
    return f"{which}（{len(table.rows)}行{'，隐藏的' if is_hidden else ''}，{marked}）：{_heading_of(table)}"


def _judged(table: RawTable, *, alone: bool) -> Evidence:
    """The evidence that a table is a plan by its heading, or else by what stands in its columns as well."""
    by_heading = evidence_of(table, find_columns(table))
    return by_heading if by_heading.shown else evidence_of(table, _by_content(table, without_heading=alone))


def _listed(document: RawDocument) -> str:
    if not _every(document):
        return "文档里没有表格。"
    return f"文档里的表格：{'；'.join(islice(_lines(document), _MOST_LISTED))}"


def _why(document: RawDocument) -> str:
    unruled = next((remark.place for remark in document.remarks if remark.what == UNRULED), None)
    if unruled is not None and not _every(document):
        return f"{unruled}像是有一张没有框线的表格，分不出各格；请找到它的 Word、Excel 原件，或转为 .docx 后画上框线再导入。"
    if not _every(document):
        if any(remark.what == PICTURE for remark in document.remarks):
            return "文档里的表格可能是图片；请先用文字识别（OCR）软件转成文字。"
        return "文档里没有表格。"
    return f"请用 --table 指定是哪一张表，用 --columns 指定各栏。{_listed(document)}"
