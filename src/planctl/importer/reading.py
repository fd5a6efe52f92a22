"""A document's bytes → a plan with the findings on the way: which reader, which table, which rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from planctl.errors import UnreadableInputError, UsageError
from planctl.importer import findings
from planctl.importer.choice import NoPlanError, choose_table, column_findings, table_left_out
from planctl.importer.docx import read_docx
from planctl.importer.draft import Blank
from planctl.importer.facts import find_facts
from planctl.importer.findings import ImportFinding
from planctl.importer.grid import RawDocument, RawParagraph, RawTable
from planctl.importer.plan import build_plan
from planctl.importer.prose import read_prose
from planctl.importer.rows import read_rows
from planctl.model import Plan


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
    """The document's tables and paragraphs, by what its bytes are; the name decides only among kinds of text.

    Raises UnreadableInputError for what no reader knows.
    """
    kind = kind_of(data, name)
    if kind == "docx":
        return read_docx(data, original=original)
    return READERS[kind](data)


READERS: Final[dict[str, Callable[[bytes], RawDocument]]] = {}
"""The readers by kind, besides that of Word documents."""


def kind_of(data: bytes, name: str) -> str:
    """The kind of a document by its bytes. Raises UnreadableInputError for one that planctl does not read."""
    if not data.strip():
        raise UnreadableInputError(f"文件是空的：{name}", "请核对文件。")
    if data.startswith(b"PK"):
        if b"word/document.xml" in data:
            return "docx"
        raise UnreadableInputError(f"不认识的文档：{name}", "planctl 能读 Word 文档（.docx）。")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableInputError(f"文档加了密码：{name}", "请在 Word 或 WPS 中去掉密码后另存。")
        raise UnreadableInputError(
            f"这是旧格式的文档（.doc、.wps、.xls 等），不是 .docx：{name}", "请在 Word 或 WPS 中另存为 .docx。"
        )
    raise UnreadableInputError(f"不认识的文档：{name}", "planctl 能读 Word 文档（.docx）。")


_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def import_plan(document: RawDocument, options: ImportOptions, stem: str) -> Imported:
    """The plan in a document; `stem` is its title where the document states none.

    Raises NoPlanError where there is none, UsageError where the year is neither stated nor given.
    """
    table: RawTable | None = None
    used: set[int] = set()
    try:
        table, columns, report = choose_table(document, options.table, options.sheet, options.columns)
        draft = read_rows(table, columns, blank=options.blank, split=options.split)
        report += column_findings(table, columns)
    except NoPlanError:
        prose = read_prose(document.paragraphs)
        if prose is None:
            raise
        draft, used = prose
        report = [table_left_out(one) for one in document.tables]
    facts = find_facts(document, table)
    facts = replace(facts, title=options.title or facts.title or stem, year=options.year or facts.year)
    if not facts.year:
        raise UsageError("看不出是哪一年的方案", "请用 --year 给出年份，没写年份的时限都按它计算。")
    report += draft.findings
    report += [findings.left_out(one.place, one.what, one.text) for one in document.remarks]
    report += [
        findings.left_out(part.place, "表格以外的文字", part.text)
        for part in document.parts
        if isinstance(part, RawParagraph) and part.place.paragraph not in facts.used | used
    ]
    built = build_plan(draft, facts)
    return Imported(built.plan, report, built.doubts)
