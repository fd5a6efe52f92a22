"""What is struck through does not count: it is reported and left out, a row of a table that is struck whole as a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace
from typing import Final

from planctl.importer.readers.grid import READ_ANYWAY, RawCell, RawDocument, RawParagraph, RawRow, RawTable, Remark

STRUCK: Final = "划掉的文字"
STRUCK_ROW: Final = "整行划掉的文字"
"""What the remarks are called."""


def leave_out_struck(document: RawDocument) -> RawDocument:
    """The document without the rows and paragraphs that are struck whole; a remark for each piece that is struck."""
    parts: list[RawTable | RawParagraph] = []
    remarks: list[Remark] = []
    for part in document.parts:
        if isinstance(part, RawTable):
            parts.append(_without_struck_rows(part, remarks))
            continue
        if part.struck:
            remarks.append(Remark(STRUCK, part.struck, part.place))
        if part.text:
            parts.append(part)
    hidden = tuple(_without_struck_rows(table, remarks) for table in document.hidden)
    return replace(document, parts=tuple(parts), remarks=(*document.remarks, *remarks), hidden=hidden)


def _without_struck_rows(table: RawTable, remarks: list[Remark]) -> RawTable:
    if not any(cell.struck for row in table.rows for cell in row if cell is not None):
        return table
    struck_rows = [row for row in table.rows if _is_struck(row)]
    kept_rows = [row for row in table.rows if not _is_struck(row)]
    heights = Counter(cell for row in kept_rows for cell in dict.fromkeys(row) if cell is not None)
    _remark_rows(struck_rows, heights, remarks)
    begun_in_struck = {cell for row in struck_rows for cell in row}
    kept: dict[RawCell | None, RawCell | None] = {None: None}
    for cell, height in heights.items():
        kept[cell] = _kept(cell, height, remarks, names_rows_below=not cell.text and cell in begun_in_struck)
    return replace(table, rows=tuple(tuple(kept[cell] for cell in row) for row in kept_rows))


def _own_cells(row: RawRow) -> list[RawCell]:
    return [cell for cell in dict.fromkeys(row) if cell is not None and (cell.text or cell.struck)]


def _is_struck(row: RawRow) -> bool:
    """Whether all that a row says for itself, not in cells merged over several rows, is struck through."""
    own = [cell for cell in _own_cells(row) if cell.rows == 1]
    return bool(own) and not any(cell.text for cell in own)


def _remark_rows(struck_rows: list[RawRow], left: Container[RawCell], remarks: list[Remark]) -> None:
    """Remark what goes with the struck rows, a remark for each; `left` are the cells that stand in other rows as well."""
    reported: set[RawCell] = set()
    for row in struck_rows:
        if gone := [cell for cell in _own_cells(row) if cell not in left and cell not in reported]:
            text = "\u3000".join(cell.struck or cell.text for cell in gone)
            remarks.append(Remark(STRUCK_ROW, text, gone[0].place._replace(column=0)))
            reported.update(gone)


def _kept(cell: RawCell, height: int, remarks: list[Remark], *, names_rows_below: bool) -> RawCell:
    """A cell of rows that stay, over so many of them; one that was struck with the row where it begins still says whose
    the rows below are.
    """
    if names_rows_below and cell.struck:
        remarks.append(Remark("从划掉的行开始的合并单元格", cell.struck, cell.place, READ_ANYWAY))
        return replace(cell, text=cell.struck, rows=height)
    if cell.struck:
        remarks.append(Remark(STRUCK, cell.struck, cell.place))
    return cell if height == cell.rows else replace(cell, rows=height)
