"""The lines of a document around its plan's table: those before it, and those behind it, in headers, footers and small tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from planctl.importer.draft.printed_dates import printed_date
from planctl.importer.draft.titles import Line, recognised, title_ends
from planctl.importer.readers.grid import DocumentPlace, RawCell, RawDocument, RawParagraph, RawTable, filled_cells
from planctl.lazy_regex import Expression

COPY_TO: Final = Expression(r"抄送[:：](.+?)。?")
_PRINTED: Final = Expression(r"(.{2,30}?)((?:19|20|二).{2,10}日)印发?")
DISCLOSURE: Final = Expression(r"[（(]?(此件(?:公开|主动公开|依申请公开|不公开|不予公开|删减后公开)(?:发布)?)[)）]?")
_SPACES: Final = Expression(r"[\s\u3000]+")
LONGEST_ADDRESSEES: Final = 400
_MOST_CELLS: Final = 8

Statement = tuple[DocumentPlace, str]
"""A place and what it says, on one line: a text box may stand in the same place as a paragraph."""


def statement(place: DocumentPlace, text: str) -> Statement:
    """What a place says, as `Facts.used` has it."""
    return place, _on_one_line(text)


class PrintedLine(NamedTuple):
    """A line of text without the spaces it is stretched with, its place, and what was printed there."""

    text: str
    place: DocumentPlace
    centred: bool
    printed: tuple[Statement, ...]  # a title may be printed over several lines

    @property
    def recognised(self) -> str:
        """The text as words, numbers and dates are recognised in it."""
        return recognised(self.text)


def lines_around(document: RawDocument, table: RawTable | None) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines before the plan's table, and those behind it, in headers, footers and small tables (版记)."""
    before: list[PrintedLine] = []
    others: list[PrintedLine] = []
    lines = before
    for _, parts in groupby(document.parts, type):
        paragraphs: list[RawParagraph] = []
        for part in parts:
            if isinstance(part, RawParagraph):
                paragraphs.append(part)
            elif table is not None and (part.number, part.sheet) == (table.number, table.sheet):
                lines = others  # by number: a table joined from several is none of them
            else:
                others += _small(part)
        lines += _whole_lines(paragraphs)
    for remark in document.remarks:
        texts = filter(str.strip, remark.text.split("\n"))
        others += [printed_line(text, remark.place, centred=False) for text in texts]
    return before, others


def _whole_lines(paragraphs: Sequence[RawParagraph]) -> Iterator[PrintedLine]:
    """Paragraphs as lines, a title over several of them as one."""
    lines = [Line(_on_one_line(part.text), part.centred, part.like_above) for part in paragraphs]
    for start, end in pairwise((0, *title_ends(lines))):
        text = "".join(line.text for line in lines[start:end])
        printed = tuple(statement(part.place, part.text) for part in paragraphs[start:end])
        yield PrintedLine(text, paragraphs[start].place, paragraphs[start].centred, printed)


def _small(table: RawTable) -> Iterator[PrintedLine]:
    if len(table.rows) > _MOST_CELLS or len(filled_cells(cell for row in table.rows for cell in row)) > _MOST_CELLS:
        return
    above: set[RawCell] = set()
    for row in table.rows:
        cells = [cell for cell in filled_cells(row) if cell not in above]
        above.update(cells)
        yield from _joined([printed_line(cell.text, cell.place, centred=False) for cell in cells])


def _joined(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of a row's cells; 印发机关 and 印发日期 beside each other, neither of which says anything alone, as one."""
    joined: list[PrintedLine] = []
    for line in lines:
        if joined and _is_printed_in_two(joined[-1], line):
            first = joined.pop()
            line = PrintedLine(first.text + line.text, first.place, False, first.printed + line.printed)
        joined.append(line)
    return joined


def _is_printed_in_two(first: PrintedLine, second: PrintedLine) -> bool:
    alone = (
        DISCLOSURE.fullmatch(line.text) or COPY_TO.fullmatch(line.text) or printed_by_and_on(line)
        for line in (first, second)
    )
    return bool(_PRINTED.fullmatch(first.recognised + second.recognised)) and not any(alone)


def printed_by_and_on(line: PrintedLine) -> tuple[str, date] | None:
    """印发机关 and 印发日期 where a line says both."""
    found = _PRINTED.fullmatch(line.recognised)
    written = printed_date(found[2]) if found else None
    return (found[1].rstrip("，, "), written) if found and written else None


def printed_line(text: str, place: DocumentPlace, *, centred: bool) -> PrintedLine:
    """The line that a text in a place is."""
    return PrintedLine(_on_one_line(text), place, centred, (statement(place, text),))


def _on_one_line(text: str) -> str:
    """A paragraph as one line, without the spaces a title is stretched with."""
    return _SPACES.sub("", text) if len(text) <= LONGEST_ADDRESSEES else text
