"""The pages of a PDF → a document: its tables, and the paragraphs around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from math import inf
from statistics import median_low
from typing import Final, NamedTuple

from planctl.errors import UnreadableInputError
from planctl.importer.readers.characters import folding_of
from planctl.importer.readers.grid import (
    NOT_READ,
    PICTURE,
    UNRULED,
    DocumentPlace,
    RawDocument,
    RawParagraph,
    RawTable,
    Remark,
)
from planctl.importer.readers.page_numbers import is_page_number
from planctl.importer.readers.pdf.cells import PageTable, band_of, table_of
from planctl.importer.readers.pdf.columns_across import Columns
from planctl.importer.readers.pdf.crosswise import RuledPage, with_columns
from planctl.importer.readers.pdf.grids import Grid, grid_of
from planctl.importer.readers.pdf.letters import Letter, Line, lines_of
from planctl.importer.readers.pdf.lines_at_words import part_from_words
from planctl.importer.readers.pdf.page_breaks import goes_on, joined
from planctl.importer.readers.pdf.paragraphs import PageLine, names_section, paragraphs_of
from planctl.importer.readers.pdf.rulings import rulings_of, tables_of
from planctl.importer.readers.pdf.running import PageLines, running_lines, without_browser_lines
from planctl.importer.readers.pdf.sheet import Sheet
from planctl.importer.readers.pdf.unruled import unruled_rows
from planctl.importer.readers.pdf.wrapping import Room
from planctl.importer.readers.struck import STRUCK
from planctl.programs.limited import progress

_RUNNING: Final = "各页重复的页眉页脚"
_LAYOUT_LINES: Final = 8
_MOST_OF_IT: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page: its tables from above to below, the lines around them, and those of tables without rulings,
    which are not read.
    """

    number: int
    width: float
    height: float
    tables: list[PageTable]
    lines: list[Line]
    unruled: list[Line]


def read_sheets(sheets: Iterable[Sheet]) -> RawDocument:
    """The tables and paragraphs of all pages. Raises UnreadableInputError where none has a letter."""
    remarks: list[Remark] = []
    read: list[_Page] = []
    known: list[Columns] = []
    ruled = [_rule(sheet) for sheet in _with_plain_letters(list(sheets), remarks)]
    for number, page in enumerate(ruled, 1):
        read.append(_read_page(number, page, ruled[number:], known, remarks))
        progress()
    if not any(page.tables or page.lines for page in read) and not any(one.what == UNRULED for one in remarks):
        what = "只有图片，没有文字（多半是扫描件）" if remarks else "没有文字"
        raise UnreadableInputError(f"这个 PDF {what}", "请找到文字版，或先用文字识别软件转换为 Word。")
    _drop_running(read, remarks)
    return _document(read, remarks)


def _with_plain_letters(sheets: list[Sheet], remarks: list[Remark]) -> list[Sheet]:
    """The sheets with letters as people type them, before anything is told by words: printers leave radicals (⼀) for
    ideographs.
    """
    folding = folding_of("\n".join("".join(letter.text for letter in sheet.letters) for sheet in sheets))
    if folding is None:
        return sheets
    folded: list[Sheet] = []
    for page, sheet in enumerate(sheets, 1):
        place = DocumentPlace(page=page)
        letters = [letter._replace(text=folding.text(letter.text, place)) for letter in sheet.letters]
        folded.append(replace(sheet, letters=[letter for letter in letters if letter.text]))
    remarks += folding.remarks()
    return folded


class _Ruled(NamedTuple):
    """A page with its rulings told from lines at words, and the letters that lines go through."""

    sheet: Sheet
    page: RuledPage
    struck: set[Letter]


def _rule(sheet: Sheet) -> _Ruled:
    letters = without_browser_lines(sheet.letters, sheet.height)
    rulings, struck = part_from_words(rulings_of(sheet.strokes), letters)
    kept = [letter for letter in letters if letter not in struck] if struck else letters
    progress()
    return _Ruled(sheet, RuledPage(rulings, tables_of(rulings), kept), struck)


def _read_page(
    number: int, ruled: _Ruled, following: Sequence[_Ruled], known: list[Columns], remarks: list[Remark]
) -> _Page:
    sheet, page, struck = ruled
    rest = page.letters
    tables: list[PageTable] = []
    for grid in _grids(page, [one.page for one in following], known):
        inside = [letter for letter in rest if grid.box.holds(*letter.centre)]
        if len(grid.columns) > 2 and inside and (table := table_of(number, grid, inside)) and not _is_layout(table):
            tables.append(table)
            held = set(inside)
            rest = [letter for letter in rest if letter not in held]
    tables.sort(key=lambda table: table.grid.box.top)
    lines = lines_of(rest)
    rows = unruled_rows(lines)
    remarks += _remarks_on(number, sheet, struck, rows)
    left_out = set(map(id, rows))  # no paragraphs: what stands in different cells would run together
    kept = [line for line in lines if id(line) not in left_out]
    return _Page(number, sheet.width, sheet.height, tables, kept, rows)


def _remarks_on(number: int, sheet: Sheet, struck: set[Letter], rows: Sequence[Line]) -> Iterator[Remark]:
    """What is on a page that is not read."""
    place = DocumentPlace(page=number)
    if sheet.pictures:
        yield Remark(f"{sheet.pictures}张{PICTURE}", "", place, NOT_READ)
    if sheet.turned and not is_page_number(sheet.turned):
        yield Remark("转了方向的文字", sheet.turned, place, NOT_READ)
    if struck:
        yield Remark(STRUCK, "\n".join(line.text for line in lines_of(struck)), place)
    if rows:
        yield Remark(UNRULED, "\n".join(row.text for row in rows), place, "分不出各格")


def _grids(page: RuledPage, following: Sequence[RuledPage], known: list[Columns]) -> list[Grid]:
    """The grids between rulings, the smallest first: one may stand inside another. What columns tables have without
    rulings down is added to those `known`.
    """
    grids: list[Grid] = []
    for table in page.tables:
        found = with_columns(table, page, known, following)
        if found is not None:
            known.append(found.columns)
        if (grid := grid_of(found.table if found is not None else table)) is not None:
            grids.append(grid._replace(is_ruled_down=found is None))
    return sorted(grids, key=lambda grid: grid.box.size)


def _is_layout(table: PageTable) -> bool:
    """Whether rulings only frame text: of few cells one holds almost all of it."""
    lines = sorted(len(cell.lines) for cell in table.cells)
    return len(table.columns) < 4 and lines[-1] > _LAYOUT_LINES and lines[-1] > _MOST_OF_IT * sum(lines)


def _drop_running(pages: Sequence[_Page], remarks: list[Remark]) -> None:
    """Leave out what pages repeat above and below their text."""
    running = running_lines([PageLines(page.lines, page.height) for page in pages])
    for page, lines in zip(pages, running, strict=True):
        gone = set(map(id, lines))
        if texts := [line.text for line in lines if not is_page_number(line.text)]:
            remarks.append(Remark(_RUNNING, "\n".join(texts), DocumentPlace(page=page.number)))
        page.lines[:] = [line for line in page.lines if id(line) not in gone]


@dataclass
class _Block:
    """A run of lines, or the parts of one table."""

    lines: list[PageLine] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)


def _blocks(pages: Sequence[_Page]) -> list[_Block]:
    blocks: list[_Block] = []
    unruled = {id(line) for page in pages for line in page.unruled}
    for page, part in _with_bands(pages):
        last = blocks[-1] if blocks else _Block()
        if id(part) in unruled:
            blocks.append(_Block())  # no paragraph goes on behind it
        elif isinstance(part, Line):
            if not last.lines:
                blocks.append(last := _Block())
            last.lines.append(PageLine(part, page.number, page.width))
        else:
            above = last.tables[-1] if last.tables else None
            if above is None or not (part.is_band or above.is_band or goes_on(above, part)):
                blocks.append(last := _Block())
            last.tables.append(part)
    return blocks


def _with_bands(pages: Sequence[_Page]) -> list[tuple[_Page, Line | PageTable]]:
    """What is printed, from above to below; a section's name between two parts of a table, which no ruling closes at a
    page's end, is a row of it.
    """
    parts: list[tuple[_Page, Line | PageTable]] = []
    for page in pages:
        on_page: list[Line | PageTable] = [*page.lines, *page.tables, *page.unruled]
        parts += ((page, part) for part in sorted(on_page, key=_height))
    for place, (page, part) in enumerate(parts[1:-1], 1):
        above, below = parts[place - 1][1], parts[place + 1][1]
        if not isinstance(part, Line) or isinstance(above, Line) or isinstance(below, Line):
            continue
        if goes_on(above, below) and names_section(part.text):
            parts[place] = page, band_of(page.number, above.columns, part)
    return parts


def _height(part: Line | PageTable) -> float:
    return part.letters[0].centre[1] if isinstance(part, Line) else part.grid.box.top


def _document(pages: Sequence[_Page], remarks: list[Remark]) -> RawDocument:
    blocks = _blocks(pages)
    edges = {page.number: [Room(table.columns[0], table.columns[-1]) for table in page.tables] for page in pages}
    in_tables = [line.size for page in pages for table in page.tables for cell in table.cells for line in cell.lines]
    table_size = median_low(in_tables) if in_tables else inf
    paragraphs = iter(paragraphs_of([block.lines for block in blocks if block.lines], edges, table_size))
    table_numbers, places = count(1), count(1)
    parts: list[RawTable | RawParagraph] = []
    for block in blocks:
        if block.tables:
            table, joints = joined(next(table_numbers), block.tables)
            parts.append(table)
            remarks += joints
            continue
        for paragraph in next(paragraphs) if block.lines else ():
            place = DocumentPlace(paragraph=next(places), page=paragraph.page)
            parts.append(RawParagraph(paragraph.text, place, paragraph.centred, like_above=paragraph.like_above))
    return RawDocument(tuple(parts), tuple(remarks))
