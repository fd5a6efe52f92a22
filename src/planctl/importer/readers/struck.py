"""What is struck through does not count: it is reported and left out, a row of a table that is struck whole as a row."""

from __future__ import annotations

from collections import Counter
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
    return RawDocument(tuple(parts), (*document.remarks, *remarks), hidden)


def _without_struck_rows(table: RawTable, remarks: list[Remark]) -> RawTable:
    if not any(cell.struck for row in table.rows for cell in row if cell is not None):
        return table
    struck_rows = [row for row in table.rows if _is_struck(row)]
    kept_rows = [row for row in table.rows if not _is_struck(row)]
    heights = Counter(cell for row in kept_rows for cell in dict.fromkeys(row) if cell is not None)
    reported: set[RawCell] = set()
    for row in struck_rows:
        own = (cell for cell in dict.fromkeys(row) if cell is not None and (cell.text or cell.struck))
        gone = [cell for cell in own if cell not in heights and cell not in reported]
        if gone:
            text = "\u3000".join(cell.struck or cell.text for cell in gone)
            remarks.append(Remark(STRUCK_ROW, text, gone[0].place._replace(column=0)))
            reported.update(gone)
    begun_in_struck = {cell for row in struck_rows for cell in row} - {None}
    kept: dict[RawCell | None, RawCell | None] = {None: None}
    for cell, height in heights.items():
        goes_on = not cell.text and cell in begun_in_struck
        if cell.struck and goes_on:
            remarks.append(Remark("从划掉的行开始的合并单元格", cell.struck, cell.place, READ_ANYWAY))
        elif cell.struck:
            remarks.append(Remark(STRUCK, cell.struck, cell.place))
        text = cell.struck if goes_on else cell.text
        kept[cell] = cell if (height, text) == (cell.rows, cell.text) else replace(cell, text=text, rows=height)
    return replace(table, rows=tuple(tuple(kept[cell] for cell in row) for row in kept_rows))


def _is_struck(row: RawRow) -> bool:
    """Whether all that a row says for itself, not in cells merged over several rows, is struck through."""
    own = [cell for cell in dict.fromkeys(row) if cell is not None and cell.rows == 1 and (cell.text or cell.struck)]
    return bool(own) and not any(cell.text for cell in own)
