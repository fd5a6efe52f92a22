"""Tables as delimited text: CSV and its relatives."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from planctl.errors import UnreadableInputError
from planctl.importer.readers.decoding import decode_text
from planctl.importer.readers.grid import (
    MOST_COLUMNS,
    NOT_READ,
    DocumentPlace,
    RawCell,
    RawDocument,
    RawTable,
    Remark,
    too_many,
)
from planctl.lazy_regex import Expression

_DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE_ROWS: Final = 200
_LARGEST: Final = 8 * 1024 * 1024
"""Bytes; a row of nothing but delimiters takes a hundred times as much in memory."""
_MOST_CELLS: Final = 400_000
_GUARDED: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")
"""A ' before one of these marks the cell as text; planctl and other careful writers of CSV put it there."""
_AS_TEXT: Final = Expression(r'="((?:[^"]|"")*+)"')
"""="1.10": the formula by which programs keep a number from being read as one."""
_MOSTLY: Final = 1 / 2
_END: Final = "unexpected end of data"


def read_delimited(data: bytes) -> RawDocument:
    """The table of a file delimited by commas, tabs, semicolons or bars.

    Raises UnreadableInputError where the bytes are no text, or too many for a plan.
    """
    text, remarks = decode_text(data, largest=_LARGEST, place=DocumentPlace(table=1))
    text, delimiter = _named_delimiter(text)
    rows = []
    cells = 0
    try:
        for number, texts in enumerate(_records(text, delimiter or _choose(text), remarks), 1):
            if past := " ".join(filter(None, map(str.strip, texts[MOST_COLUMNS:]))):
                remarks.append(
                    Remark(f"第{MOST_COLUMNS}列以后的内容", past, DocumentPlace(table=1, row=number), NOT_READ)
                )
            row = tuple(
                RawCell(_text(printed), DocumentPlace(table=1, row=number, column=column))
                for column, printed in enumerate(texts[:MOST_COLUMNS], 1)
            )
            cells += len(row)
            if cells > _MOST_CELLS:
                raise too_many(_MOST_CELLS, "格")
            rows.append(row)
    except csv.Error as error:
        raise UnreadableInputError(
            f"CSV 中有一格过长（超过{csv.field_size_limit()}个字符），多半是引号没有成对（{error}）",
            "请用 Excel 或 WPS 打开检查，另存为 .xlsx 后再导入。",
        ) from None
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    width = max((cell.place.column for row in rows for cell in row if cell.text), default=0)
    nothing = (None,) * width
    grid = tuple((*row[:width], *nothing[len(row) :]) for row in rows)
    return RawDocument((RawTable(1, grid),) if grid else (), tuple(remarks))


def is_delimited(text: str) -> bool:
    """Whether most lines of a text are divided alike, into columns by tabs or into several by another delimiter.

    Two of those are no sign: sentences have commas too.
    """
    text, delimiter = _named_delimiter(text)
    if delimiter:
        return True
    delimiter = _choose(text)
    alike, rows, width = _division(text, delimiter)
    return alike > 1 and alike >= _MOSTLY * rows and width > (1 if delimiter == "\t" else 2)


def _text(printed: str) -> str:
    text = printed[1:] if printed.startswith(_GUARDED) else printed
    if quoted := _AS_TEXT.fullmatch(text):
        text = quoted[1].replace('""', '"')
    return text if text.strip() else ""


def _named_delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's first line `sep=;`, and the delimiter that it names."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip()) <= 5:
        return rest, first[4:5] or "\t"
    return text, ""


def _choose(text: str) -> str:
    """The delimiter that divides most rows into the same number of cells; among equals that of more cells."""

    def fitness(delimiter: str) -> tuple[float, int]:
        alike, rows, width = _division(text, delimiter)
        return alike / rows, width

    return max(_DELIMITERS, key=fitness)


def _division(text: str, delimiter: str) -> tuple[int, int, int]:
    """How many rows are divided into the same number of cells, of how many, and into how many cells (1 for none)."""
    try:
        widths = [len(row) for row in islice(_read(text, delimiter), _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0, 1, 1
    several = Counter(width for width in widths if width > 1)
    alike, width = max(((rows, width) for width, rows in several.items()), default=(0, 1))
    return alike, len(widths) or 1, width


def _records(text: str, delimiter: str, remarks: list[Remark]) -> Iterator[list[str]]:
    """The rows; a remark says from where on a quotation mark has no partner."""
    record = 0
    try:
        for _ in _read(text, delimiter, strict=True):
            record += 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise
        remarks.append(Remark("引号没有成对", "", DocumentPlace(table=1, row=record + 1), "该处以下可能读错了格"))
        if _END in str(error):  # the last quote would swallow all that follows it
            yield from _read(text, delimiter, quotes=False)
            return
    yield from _read(text, delimiter)


def _read(text: str, delimiter: str, strict: bool = False, quotes: bool = True) -> Iterator[list[str]]:
    quoting: Final = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict, quoting=quoting)
