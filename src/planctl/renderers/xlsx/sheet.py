"""A worksheet and its cells: nothing in a text is calculated, and what Excel cannot hold is said in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from planctl.errors import OutputRefusedError
from planctl.renderers.xlsx.widths import WIDEST_COLUMN
from planctl.renderers.xml_text import clean_text

_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_LONGEST_TEXT: Final = 32_767  # UTF-16 units
_MOST_LINKS: Final = 65_530
_USUAL_HEIGHT: Final = 15.0  # points
_TALLEST_ROW: Final = 409.0
_FIRST_DAY: Final = date(1900, 1, 1)
_A4: Final = 9
_MARGINS: Final = {"left": 0.7, "right": 0.7, "top": 0.8, "bottom": 0.8}  # inches
_PAGE_NUMBER: Final = '&C&"宋体,Regular"&14— &P —'
_INSTEAD: Final = "请用 --unit 分单位生成，或改用 Word（docx）、Markdown（md）。"


class Styles:
    """The looks of cells. Every text has the number format of text, so that Excel calculates it not even when somebody edits it."""

    def __init__(self, book: Workbook) -> None:
        def style(**properties: Any) -> Format:
            common = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
            return book.add_format({**common, **properties})

        self.title = style(font_size=18, bold=True, align="center")
        self.stage = style(font_name="楷体", font_size=14, align="center")
        self.heading = style(font_name="黑体", align="center", border=1)
        self.section = style(font_name="黑体", border=1)
        self.text = style(border=1)
        self.centred = style(border=1, align="center")
        self.note = style(valign="top")
        self.plain = style()
        self.link = style(font_color="#0563C1", underline=1)
        self.day = style(align="center", num_format="yyyy-mm-dd")
        self.count = style(align="center", num_format="0")


class Sheet:
    """A worksheet of the workbook, landscape A4 as wide as the page, with page numbers; `grid` prints lines between cells.

    Raises OutputRefusedError where there are more rows or columns than Excel takes.
    """

    def __init__(self, book: Workbook, name: str, rows: int, columns: int, *, grid: bool = False) -> None:
        for count, most, unit in ((rows, _MOST_ROWS, "行"), (columns, _MOST_COLUMNS, "列")):
            if count > most:
                raise OutputRefusedError(f"表格有{count}{unit}，Excel 一张表最多{most}{unit}，未生成文档", _INSTEAD)
        self.name = name
        self._columns = columns
        self._links = 0
        self._sheet = book.add_worksheet(name)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.set_margins(**_MARGINS)
        self._sheet.center_horizontally()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer(_PAGE_NUMBER, {"scale_with_doc": False})
        self._sheet.hide_gridlines(0 if grid else 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS}"})

    def head(
        self, row: int, headings: Sequence[str], widths: Sequence[float], style: Format, *, fixed: int = 0
    ) -> None:
        """The row of headings: it stays in sight above the rows, as the first `fixed` columns do beside them, and is
        printed on every page."""
        for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.text(row, column, heading, style)
            self._sheet.set_column(column, column, min(width, WIDEST_COLUMN))
        self._sheet.freeze_panes(row + 1, fixed)
        self._sheet.repeat_rows(row)

    def filter(self, heading_row: int, last_row: int) -> None:
        """Let the rows be filtered by every column."""
        self._sheet.autofilter(heading_row, 0, last_row, self._columns - 1)

    def text(self, row: int, column: int, text: str, style: Format) -> None:
        """A cell with a text. Raises OutputRefusedError for one that is longer than Excel takes."""
        if text := _fitting(text):
            self._sheet.write_string(row, column, text, style)
        else:
            self._sheet.write_blank(row, column, None, style)

    def across(self, row: int, text: str, style: Format, height: float) -> None:
        """A text over all columns, in a row of a height."""
        self.merged((row, 0), (row, self._columns - 1), text, style)
        self.height(row, height)

    def merged(self, first: tuple[int, int], last: tuple[int, int], text: str, style: Format) -> None:
        """A text in the cells from one (row, column) to another, merged."""
        if first != last:
            self._sheet.merge_range(*first, *last, "", style)  # given the text, it would guess what it means
        self.text(*first, text, style)

    def height(self, row: int, height: float) -> None:
        """Set a row's height in points. Excel itself fits rows when it opens a file, but not to merged cells; LibreOffice none."""
        if height != _USUAL_HEIGHT:
            self._sheet.set_row(row, min(height, _TALLEST_ROW))

    def link(self, row: int, column: int, text: str, place: tuple[Sheet, int], style: Format, plain: Format) -> None:
        """A text that leads to a row of another sheet, while there are no more links than Excel takes."""
        text = _fitting(text)
        if text and self._links < _MOST_LINKS:
            self._links += 1
            target, target_row = place
            self._sheet.write_url(row, column, f"internal:'{target.name}'!A{target_row + 1}", style, text)
        else:
            self.text(row, column, text, plain)

    def day(self, row: int, column: int, day: date, style: Format) -> None:
        """A date that Excel calculates with; one before its first day is a text."""
        if day >= _FIRST_DAY:
            self._sheet.write_datetime(row, column, day, style)
        else:
            self.text(row, column, day.isoformat(), style)

    def number(self, row: int, column: int, number: int, style: Format) -> None:
        """A number."""
        self._sheet.write_number(row, column, number, style)

    def formula(self, row: int, column: int, formula: str, value: int, style: Format) -> None:
        """A formula, and what it comes to for programs that do not calculate."""
        self._sheet.write_formula(row, column, formula, style, value)


def _fitting(text: str) -> str:
    """The text as a cell can hold it."""
    if not text.isprintable():  # few texts
        text = clean_text(text)
    if len(text) * 2 > _LONGEST_TEXT and (units := len(text.encode("utf-16-le")) // 2) > _LONGEST_TEXT:
        words = "".join(text[:20].split())
        raise OutputRefusedError(
            f"“{words}……”有{units}个字符，Excel 一个单元格最多{_LONGEST_TEXT}个，未生成文档", _INSTEAD
        )
    return text
