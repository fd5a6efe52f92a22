"""A document as its reader gives it → the plan in it, with what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from planctl.errors import UsageError
from planctl.importer.draft.build import build_plan
from planctl.importer.draft.facts import Facts, find_facts
from planctl.importer.draft.lines_around import statement
from planctl.importer.draft.titles import year_in
from planctl.importer.readers.characters import FOLDED
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawTable, filled_cells, words_of
from planctl.importer.readers.struck import STRUCK, STRUCK_ROW
from planctl.importer.report import findings, reading_findings, table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.rows.notes import says_first_leads, says_nothing, says_only_first_leads
from planctl.importer.sources import Found, ImportOptions, find_plan
from planctl.model.plan import Plan

_RULES_OF_REMARKS: Final = {
    FOLDED: reading_findings.folded_characters,
    STRUCK: reading_findings.struck_text,
    STRUCK_ROW: reading_findings.struck_text,
}
"""Remarks that have a rule of their own, by what they are about."""


@dataclass(frozen=True)
class Imported:
    """A plan as read from a document, what is to be looked at in the document, and by (reference, field) in the plan."""

    plan: Plan
    findings: list[ImportFinding]
    doubts: dict[tuple[str, str], str]


def import_plan(document: RawDocument, options: ImportOptions, stem: str) -> Imported:
    """The plan in a document; `stem` is its title where the document states none.

    Raises NoPlanError where there is none, UsageError where the year is neither stated nor given.
    """
    found = find_plan(document, options)
    document = _hiding_others(document, found.table)
    draft = found.draft
    facts = _settle_facts(find_facts(document, found.table, found.above), found, options, stem)
    texts = (*(part.text for part in document.paragraphs), *(cell.text for cell in found.above))
    draft.first_unit_leads |= any(map(says_first_leads, texts))
    built = build_plan(draft, facts)
    report = [*draft.findings, *facts.findings, *found.offered, *_left_over(document, found, facts)]
    report.sort(key=lambda finding: finding.place)
    return Imported(built.plan, report, {**_doubts_of_plan(report), **built.doubts})


def _hiding_others(document: RawDocument, table: RawTable | None) -> RawDocument:
    """The document where only those hidden tables are hidden that were not asked for; what is remarked on these is left out
    with them.
    """
    hidden = tuple(other for other in document.hidden if table is None or other.number != table.number)
    numbers = {other.number for other in hidden}
    remarks = tuple(remark for remark in document.remarks if remark.place.table not in numbers)
    return replace(document, hidden=hidden, remarks=remarks)


def _settle_facts(stated: Facts, found: Found, options: ImportOptions, stem: str) -> Facts:
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


def _left_over(document: RawDocument, found: Found, facts: Facts) -> Iterator[ImportFinding]:
    """Reports whatever of the document is neither in the plan nor a fact."""
    outside = "表格以外的文字" if found.table is not None else "段落"
    texts = [("表头以上的文字", cell.place, cell.text) for cell in found.above]
    texts += [(outside, part.place, part.text) for part in document.paragraphs]
    on_page: dict[tuple[int, str], list[str]] = {}
    for what, place, text in texts:
        known = statement(place, text) in facts.used or place.paragraph in found.paragraphs
        if known or says_nothing(text) or says_only_first_leads(text):
            continue
        if place.page:
            on_page.setdefault((place.page, what), []).append(text)
        else:
            yield findings.left_out(place, what, text)
    for (page, what), left in on_page.items():
        yield findings.left_out(DocumentPlace(page=page), what, "　".join(left))
    offered = {finding.place for finding in found.offered}
    for table in found.others:
        cells = filled_cells(cell for row in table.rows for cell in row)
        if table.place not in offered and any(statement(cell.place, cell.text) not in facts.used for cell in cells):
            yield findings.left_out(table.place, "另一张表", words_of(table))
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
