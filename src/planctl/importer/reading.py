"""A document as its reader gives it → the plan in it, with what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from planctl.errors import UsageError
from planctl.importer.columns.find import above_heading
from planctl.importer.columns.joined import fold_units
from planctl.importer.columns.settle import settle_columns
from planctl.importer.draft.build import build_plan
from planctl.importer.draft.draft import Blank, Draft
from planctl.importer.draft.facts import Facts, find_facts, statement, year_in
from planctl.importer.readers.characters import FOLDED
from planctl.importer.readers.grid import DocumentPlace, RawCell, RawDocument, RawTable, filled_cells
from planctl.importer.readers.struck import STRUCK, STRUCK_ROW
from planctl.importer.report import findings, reading_findings, table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.rows.classify import classify_rows
from planctl.importer.rows.fold import fold_rows
from planctl.importer.rows.inner_tasks import make_tasks_of_requirements
from planctl.importer.rows.notes import says_first_leads, says_nothing, says_only_first_leads
from planctl.importer.tables.choice import Choice, NoPlanError, choose_table
from planctl.importer.tables.matrix import report_marks
from planctl.model.plan import Plan

_RULES_OF_REMARKS: Final = {
    FOLDED: reading_findings.folded_characters,
    STRUCK: reading_findings.struck_text,
    STRUCK_ROW: reading_findings.struck_text,
}
"""Remarks that have a rule of their own, by what they are about."""


@dataclass(frozen=True)
class ImportOptions:
    """What a user says of the document: which table (or sheet), which columns (field → place from 1), the plan's year
    and title, what blank cells mean, whether to split cells with several items, whether tracked changes are undone.
    """

    table: int | None = None
    sheet: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    year: int = 0
    title: str = ""
    blank: Blank | None = None
    split: bool = True
    original: bool = False


@dataclass(frozen=True)
class Imported:
    """A plan as read from a document, what is to be looked at in the document, and by (reference, field) in the plan."""

    plan: Plan
    findings: list[ImportFinding]
    doubts: dict[tuple[str, str], str]


@dataclass(frozen=True)
class _Found:
    """The plan's draft and where in the document it was found: its table (None for prose), the cells above the heading,
    the tables that are no part of it, the paragraphs that are.
    """

    draft: Draft
    table: RawTable | None
    above: list[RawCell]
    others: list[RawTable]
    paragraphs: set[int]


def import_plan(document: RawDocument, options: ImportOptions, stem: str) -> Imported:
    """The plan in a document; `stem` is its title where the document states none.

    Raises NoPlanError where there is none, UsageError where the year is neither stated nor given.
    """
    try:
        found = _find_in_tables(document, options)
    except NoPlanError:
        if (prose := _find_in_prose(document)) is None:
            raise
        found = prose
    document = _hiding_others(document, found.table)
    draft = found.draft
    facts = _settle_facts(find_facts(document, found.table, found.above), found, options, stem)
    texts = (*(part.text for part in document.paragraphs), *(cell.text for cell in found.above))
    draft.first_unit_leads |= any(map(says_first_leads, texts))
    built = build_plan(draft, facts)
    report = [*draft.findings, *facts.findings, *_left_over(document, found, facts)]
    report.sort(key=lambda finding: finding.place)
    return Imported(built.plan, report, {**_doubts_of_plan(report), **built.doubts})


def _find_in_tables(document: RawDocument, options: ImportOptions) -> _Found:
    chosen = choose_table(document, options.table, options.sheet, options.columns)
    given = options.columns.keys()
    plan = settle_columns(chosen.table, chosen.columns, given=given, split=options.split)
    draft = fold_rows(classify_rows(plan), plan.columns, blank=options.blank, split=options.split)
    fold_units(draft)
    if given.isdisjoint(("title", "text")):
        make_tasks_of_requirements(draft)
    marks = [] if given else list(_marks(document, chosen))
    draft.findings[:0] = [*chosen.findings, *marks, *plan.findings]
    return _Found(draft, plan.table, above_heading(plan.table, plan.columns), chosen.others, chosen.used)


def _marks(document: RawDocument, chosen: Choice) -> Iterator[ImportFinding]:
    """Reports where marks in the plan's tables were read as units."""
    others = {table.number for table in (*chosen.others, *document.hidden)} - {chosen.table.number}
    for table in (*document.tables, *document.hidden):
        if table.number not in others:
            yield from report_marks(document, table)


def _find_in_prose(document: RawDocument) -> _Found | None:
    from planctl.importer.prose.plan import read_prose  # loads the checks of numbers, which tables do not need

    prose = read_prose(document.paragraphs)
    if prose is None:
        return None
    draft, paragraphs = prose
    return _Found(draft, None, [], document.tables, paragraphs)


def _hiding_others(document: RawDocument, table: RawTable | None) -> RawDocument:
    """The document where only those hidden tables are hidden that were not asked for; what is remarked on these is left out
    with them.
    """
    hidden = tuple(other for other in document.hidden if table is None or other.number != table.number)
    numbers = {other.number for other in hidden}
    remarks = tuple(remark for remark in document.remarks if remark.place.table not in numbers)
    return replace(document, hidden=hidden, remarks=remarks)


def _settle_facts(stated: Facts, found: _Found, options: ImportOptions, stem: str) -> Facts:
    """The facts that a document states, with the title and year that the user gives, or the file's name for a title."""
    title = options.title or stated.title or stem
    year, inferred = stated.year, stated.findings
    if options.year or (title != stated.title and year_in(title)):
        year, inferred = options.year or year_in(title), ()
    if not year:
        raise UsageError("看不出是哪一年的方案", "请用 --year 给出年份，没写年份的时限都按它计算。")
    if not options.title and not stated.title:
        place = found.table.place if found.table is not None else DocumentPlace(paragraph=1)
        inferred = (*inferred, table_findings.title_of_file(place, stem))
    return replace(stated, title=title, year=year, findings=inferred)


def _left_over(document: RawDocument, found: _Found, facts: Facts) -> Iterator[ImportFinding]:
    """Reports whatever of the document is neither in the plan nor a fact."""
    outside = "表格以外的文字" if found.table is not None else "段落"
    texts = [("表头以上的文字", cell.place, cell.text) for cell in found.above]
    texts += [(outside, part.place, part.text) for part in document.paragraphs]
    for what, place, text in texts:
        known = statement(place, text) in facts.used or place.paragraph in found.paragraphs
        if not known and not says_nothing(text) and not says_only_first_leads(text):
            yield findings.left_out(place, what, text)
    for table in found.others:
        rows = [filled_cells(row) for row in table.rows]
        if any(statement(cell.place, cell.text) not in facts.used for row in rows for cell in row):
            words = ("、".join(dict.fromkeys(cell.text for cell in row)) for row in rows if row)
            yield findings.left_out(table.place, "另一张表", "；".join(words))
    for table in document.hidden:
        what = "隐藏的工作表（要读用 --sheet）" if table.sheet else "隐藏的表格（要读用 --table）"
        yield findings.left_out(table.place, what, table.sheet)
    yield from _remarks(document, facts)


def _remarks(document: RawDocument, facts: Facts) -> Iterator[ImportFinding]:
    """Reports what a reader met that fits no grid, but for what became facts."""
    for remark in document.remarks:
        if (own := _RULES_OF_REMARKS.get(remark.what)) is not None:
            yield own(remark.place, remark.what, remark.text)
            continue
        lines = [line for line in remark.text.split("\n") if line.strip()]
        if not remark.text or any(statement(remark.place, line) not in facts.used for line in lines):
            rule = findings.read_so if remark.how else findings.left_out
            yield rule(remark.place, remark.sentence, remark.text)


def _doubts_of_plan(report: list[ImportFinding]) -> dict[tuple[str, str], str]:
    """What is doubtful in the plan as a whole, by its field."""
    fields = {
        table_findings.guessed_columns.rule: "",
        table_findings.inferred_year.rule: "year",
        table_findings.title_of_file.rule: "title",
    }
    return {("plan", fields[finding.rule]): finding.message for finding in report if finding.rule in fields}
