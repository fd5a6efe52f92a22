"""What is struck through in Excel: by the font of a cell, or of a piece of its text."""

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from planctl.importer.readers.struck import leave_out_struck
from planctl.importer.readers.xlsx.workbook import read_xlsx
from support_import import saved

STRUCK = TextBlock(InlineFont(strike=True), "6月底")
LIVE = TextBlock(InlineFont(b=True), "9月底")


def book_of(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def cells(document):
    (table,) = document.tables
    return [[(cell.text, cell.struck) for cell in row] for row in table.rows]


def struck(sheet, *references):
    for reference in references:
        sheet[reference].font = Font(strike=True)


def test_the_font_of_a_cell_strikes_all_of_it_numbers_too():
    book = book_of(["甲", 7], ["乙", 8])
    struck(book.active, "A1", "B1")
    assert cells(read_xlsx(saved(book))) == [[("", "甲"), ("", "7")], [("乙", ""), ("8", "")]]


@pytest.mark.parametrize(
    ("cell_strikes", "pieces", "expected"),
    [
        (False, [STRUCK, LIVE], ("9月底", "6月底")),
        (False, ["前", STRUCK, LIVE, STRUCK], ("前9月底", "6月底\u30006月底")),
        (True, ["前", LIVE], ("9月底", "前")),
        (True, [STRUCK, LIVE], ("9月底", "6月底")),
        (False, ["前", LIVE], ("前9月底", "")),
    ],
)
def test_the_font_of_a_piece_of_text_goes_before_that_of_its_cell(cell_strikes, pieces, expected):
    book = book_of([CellRichText(*pieces)])
    if cell_strikes:
        struck(book.active, "A1")
    assert cells(read_xlsx(saved(book))) == [[expected]]


def test_a_row_struck_whole_is_no_row_below_a_merged_title_either():
    book = book_of(["1", "任务", "甲"], [None, None, "乙"], [None, None, "丙"], ["2", "任务二", "丁"])
    book.active.merge_cells("A1:A3")
    book.active.merge_cells("B1:B3")
    struck(book.active, "C2", "A4", "B4", "C4")
    document = leave_out_struck(read_xlsx(saved(book)))
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["1", "任务", "甲"],
        ["1", "任务", "丙"],
    ]
    assert [(one.what, one.text, str(one.place)) for one in document.remarks] == [
        ("整行划掉的文字", "乙", "工作表“Sheet”第2行"),
        ("整行划掉的文字", "2\u3000任务二\u3000丁", "工作表“Sheet”第4行"),
    ]


def test_a_merged_cell_that_is_struck_keeps_its_place():
    book = book_of(["任务", "甲"], [None, "乙"])
    book.active.merge_cells("A1:A2")
    struck(book.active, "A1")
    assert cells(read_xlsx(saved(book))) == [[("", "任务"), ("甲", "")], [("", "任务"), ("乙", "")]]
