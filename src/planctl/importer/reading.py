"""A document's bytes → a plan with the findings on the way: which reader, which table, which rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Final

from planctl.errors import UsageError
from planctl.importer.columns.find import Columns, above_heading
from planctl.importer.columns.joined import fold_units, join_numbers, told_of_fold
from planctl.importer.draft.build import build_plan
from planctl.importer.draft.draft import Blank
from planctl.importer.draft.facts import Facts, find_facts, said, year_in
from planctl.importer.readers.contents import kind_of, refuse_other_than
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawTable, told_in
from planctl.importer.report import findings, table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.rows.fold import read_rows
from planctl.importer.rows.notes import says_first_leads, says_nothing, says_only_first_leads
from planctl.importer.rows.promoted import promote
from planctl.importer.tables.choice import NoPlanError, choose_table, column_findings, table_left_out
from planctl.model.plan import Plan
from planctl.programs.libreoffice import modernise


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


def read_document(data: bytes, name: str, *, original: bool = False) -> RawDocument:
    """The document's tables and paragraphs, by what its bytes are; the name's ending decides only among kinds of text.

    Raises UnreadableInputError for what no reader knows, ConverterError where LibreOffice is needed and cannot be used.
    """
    kind = kind_of(data)
    if kind in _CONVERTED or kind == "ole":
        ending, target = _CONVERTED.get(kind) or _CONVERTED["xls" if name.lower().endswith((".et", ".xls")) else "doc"]
        data, kind = modernise(data, ending, target), target
    if kind == "docx":
        from planctl.importer.readers.docx.document import read_docx

        return read_docx(data, original=original)
    if kind == "text":
        kind = _TEXTS.get(PurePath(name).suffix.lower()) or ("md" if _is_markdown(data) else "csv")
    if kind not in READERS:
        refuse_other_than(data)
    return READERS[kind](data)


_CONVERTED: Final = {
    "doc": ("doc", "docx"),
    "rtf": ("rtf", "docx"),
    "odt": ("odt", "docx"),
    "xls": ("xls", "xlsx"),
    "ods": ("ods", "xlsx"),
}
_TEXTS: Final = {".md": "md", ".markdown": "md", ".csv": "csv", ".tsv": "csv", ".htm": "html", ".html": "html"}


def _is_markdown(data: bytes) -> bool:
    return re.search(rb"(?m)^\s*\|?\s*:?-{3,}:?\s*\|", data) is not None


def _xlsx(data: bytes) -> RawDocument:
    from planctl.importer.readers.xlsx.workbook import read_xlsx

    return read_xlsx(data)


def _html(data: bytes) -> RawDocument:
    from planctl.importer.readers.html.page import read_html

    return read_html(data)


def _markdown(data: bytes) -> RawDocument:
    from planctl.importer.readers.markdown import read_markdown

    return read_markdown(data)


def _delimited(data: bytes) -> RawDocument:
    from planctl.importer.readers.delimited import read_delimited

    return read_delimited(data)


def _pdf(data: bytes) -> RawDocument:
    from planctl.importer.readers.pdf import read_pdf

    return read_pdf(data)


READERS: Final[dict[str, Callable[[bytes], RawDocument]]] = {
    "xlsx": _xlsx,
    "html": _html,
    "md": _markdown,
    "csv": _delimited,
    "pdf": _pdf,
}
"""The readers by kind, besides that of Word documents; their libraries are imported only when one is used."""


def import_plan(document: RawDocument, options: ImportOptions, stem: str) -> Imported:
    """The plan in a document; `stem` is its title where the document states none.

    Raises NoPlanError where there is none, UsageError where the year is neither stated nor given.
    """
    table: RawTable | None = None
    columns: Columns | None = None
    used: set[int] = set()
    try:
        table, columns, report, used = choose_table(document, options.table, options.sheet, options.columns)
        table, columns = join_numbers(table, columns)
        report += told_of_fold(table, columns)
        draft = read_rows(table, columns, blank=options.blank, split=options.split)
        fold_units(draft)
        promote(draft)
        report += column_findings(table, columns)
    except NoPlanError:
        from planctl.importer.prose.plan import read_prose  # loads the checks of numbers, which tables need not

        prose = read_prose(document.paragraphs)
        if prose is None:
            raise
        draft, used = prose
        report = [table_left_out(one) for one in document.tables]
    above = above_heading(table, columns) if table is not None and columns is not None else []
    facts = find_facts(document, table, above)
    if not options.title and not facts.title:
        place = table.place if table is not None else DocumentPlace(paragraph=1)
        report.append(table_findings.title_of_file(place, stem))
    title = options.title or facts.title or stem
    if options.year or (title != facts.title and year_in(title)):
        facts = replace(facts, year=options.year or year_in(title), findings=())
    facts = replace(facts, title=title)
    if not facts.year:
        raise UsageError("看不出是哪一年的方案", "请用 --year 给出年份，没写年份的时限都按它计算。")
    draft.first_unit_leads |= any(says_first_leads(one.text) for one in document.paragraphs)
    report += [*draft.findings, *facts.findings]
    known = {cell.place for cell in above if said(cell.place, cell.text) in facts.used}
    known |= {one.place for one in document.tables if _is_known(one, facts)}
    report = [one for one in report if one.place not in known or one.rule is not findings.left_out.rule]
    report += [
        (findings.read_so if one.says_how else findings.left_out)(one.place, one.what, one.text)
        for one in document.remarks
        if not one.text or not all(said(one.place, line) in facts.used for line in one.text.split("\n") if line.strip())
    ]
    report += [
        findings.left_out(part.place, "表格以外的文字" if table is not None else "段落", part.text)
        for part in document.paragraphs
        if said(part.place, part.text) not in facts.used
        and part.place.paragraph not in used
        and not _is_void(part.text)
    ]
    built = build_plan(draft, facts)
    doubtful = {
        table_findings.guessed_columns.rule: "",
        table_findings.inferred_year.rule: "year",
        table_findings.title_of_file.rule: "title",
    }
    doubts = {("plan", doubtful[one.rule]): one.message for one in report if one.rule in doubtful}
    return Imported(built.plan, sorted(report, key=lambda one: one.place), {**doubts, **built.doubts})


def _is_known(table: RawTable, facts: Facts) -> bool:
    """Whether a table says nothing but facts, as that of the 版记 does."""
    cells = told_in(cell for row in table.rows for cell in row)
    return all(said(cell.place, cell.text) in facts.used for cell in cells)


def _is_void(text: str) -> bool:
    """Whether a paragraph says nothing that the plan does not: a page's number, 续表, who leads."""
    return says_nothing(text) or says_only_first_leads(text)
