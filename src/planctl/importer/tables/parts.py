"""A plan that its document cut into several tables: one below the other, or one under each section's heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planctl.importer.columns.find import Columns, above_heading
from planctl.importer.draft.numbers import counted, is_section, task_number
from planctl.importer.readers.grid import DocumentPlace, RawCell, RawDocument, RawParagraph, RawRow, RawTable
from planctl.importer.report import findings, table_findings
from planctl.importer.report.rule import ImportFinding
from planctl.importer.rows.sections import SENTENCE_ENDS

Part = tuple[RawTable, Columns]
_LONGEST_HEADING: Final = 60


class Joined(NamedTuple):
    """The parts as one table, the paragraphs that became rows of sections, and what is to be reported."""

    table: RawTable
    used: set[int]
    findings: list[ImportFinding]


def join_parts(document: RawDocument, parts: Sequence[Part]) -> Joined:
    """Parts of one width as one table, read from above to below, with the heading of the first; the others' may be worded
    differently or stand below a title, and would be taken for tasks.

    Where section headings (二、推进执行公开) stand before the tables, they are their sections.
    """
    top, columns = parts[0]
    headings = _headings(document, parts)
    has_sections = len(parts) > 1 and sum(map(bool, headings)) > 1
    rows: list[RawRow] = [*top.rows[: columns.last + 1]]
    doubts: list[ImportFinding] = []
    for index, ((table, own), over) in enumerate(zip(parts, headings, strict=True)):
        if has_sections:
            rows += [_section(heading, top, len(columns.fields)) for heading in over]
        if index:
            doubts += [findings.left_out(cell.place, "表头以上的文字", cell.text) for cell in above_heading(table, own)]
            doubts += _doubts(table, own, has_section=has_sections and bool(over))
        rows += own.body(table)
    used = {heading.place.paragraph for over in headings for heading in over} if has_sections else set()
    return Joined(RawTable(top.number, tuple(rows), top.sheet), used, doubts)


def goes_on(table: RawTable, columns: Columns, above: RawTable) -> bool:
    """Whether a table without heading goes on with one above, whose `columns` it has: as wide, and with its numbers."""
    if not table.rows or len(table.rows[0]) != len(above.rows[0]) or table.sheet != above.sheet:
        return False
    numbers = [cell.text for cell in columns.cells(table, "number") if cell.text]
    return bool(numbers) and all(counted(task_number(number)) is not None for number in numbers)


def _doubts(table: RawTable, columns: Columns, *, has_section: bool) -> list[ImportFinding]:
    """What makes it doubtful that a further table is a part of the plan."""
    if not columns.has_heading:
        return [table_findings.joined_tables(table.place, "没有表头，按上一张表的栏目接在后面")]
    first = next(iter(columns.cells(table, "number")), None)
    if not has_section and first is not None and counted(task_number(first.text)) == 1:
        return [table_findings.joined_tables(table.place, "的序号又从1开始，接在上一张表后面")]
    return []


def _headings(document: RawDocument, parts: Sequence[Part]) -> list[list[RawParagraph]]:
    """The section headings right before each part."""
    numbers = {(table.number, table.sheet): index for index, (table, _) in enumerate(parts)}
    found: list[list[RawParagraph]] = [[] for _ in parts]
    waiting: list[RawParagraph] = []
    for part in document.parts:
        if isinstance(part, RawTable):
            if (index := numbers.get((part.number, part.sheet))) is not None:
                named = [RawParagraph(part.sheet, DocumentPlace(sheet=part.sheet))] if is_section(part.sheet) else []
                found[index] = named + waiting
            waiting = []
        elif is_section(part.text) and len(part.text) <= _LONGEST_HEADING and not part.text.endswith(SENTENCE_ENDS):
            waiting.append(part)
    return found


def _section(heading: RawParagraph, top: RawTable, width: int) -> RawRow:
    """A row over the whole table that names a section."""
    place = heading.place._replace(sheet=top.sheet)
    return (RawCell(heading.text, place, 1, width),) * width
