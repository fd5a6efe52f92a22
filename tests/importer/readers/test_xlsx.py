"""Excel workbooks read as grids of what their cells show."""

import datetime
import io
import random
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from planctl.errors import UnreadableInputError
from planctl.importer.readers.xlsx.number_formats import shown
from planctl.importer.readers.xlsx.workbook import read_xlsx
from support_import import random_grid, saved


def book_of(*rows):
    book = Workbook()
    book.active.title = "任务"
    for row in rows:
        book.active.append(row)
    return book


def texts(document, number=0):
    return [[cell and cell.text for cell in row] for row in document.tables[number].rows]


def remarks(document):
    return [(one.sentence, one.text, str(one.place)) for one in document.remarks]


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(sheet, strings="", styles="", head="", **more):
    """A workbook from the XML of its parts, in the shape that Excel and WPS write."""
    parts = {
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}">{head}<sheets><sheet name="任务" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet if "<worksheet" in sheet else SHEET.format(sheet),
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
        **{name.replace("__", "/"): text for name, text in more.items()},
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return memory.getvalue()


def test_every_sheet_with_text_is_a_table_named_by_it():
    book = book_of(["序号", "任务"], [1, "甲\n乙"])
    book.create_sheet("空")
    book.create_sheet("进展").append(["表"])
    document = read_xlsx(saved(book))
    assert [(one.number, one.sheet) for one in document.tables] == [(1, "任务"), (3, "进展")]
    assert texts(document) == [["序号", "任务"], ["1", "甲\n乙"]]
    assert str(document.tables[0].rows[1][1].place) == "工作表“任务”第2行第2列"


def test_merged_ranges_are_one_cell_and_blank_cells_are_cells():
    book = book_of(["方案"], ["序号", "任务", "单位"], [1, "甲", "市A局"], [None, "乙", None])
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A3:A4")
    document = read_xlsx(saved(book))
    assert texts(document) == [["方案"] * 3, ["序号", "任务", "单位"], ["1", "甲", "市A局"], ["1", "乙", ""]]
    rows = document.tables[0].rows
    assert rows[2][0] is rows[3][0]
    assert (rows[0][0].columns, rows[2][0].rows) == (3, 2)


def test_a_merge_below_the_last_text_reaches_down():
    book = book_of(["1", "甲"])
    book.active.merge_cells("A1:A3")
    assert texts(read_xlsx(saved(book))) == [["1", "甲"], ["1", ""], ["1", ""]]


def test_trailing_rows_and_columns_are_cut_and_leading_ones_kept():
    book = Workbook()
    book.active["B3"] = "甲"
    book.active["H900000"] = " "
    book.active.row_dimensions[1048576].height = 30
    assert texts(read_xlsx(saved(book))) == [[None, None], [None, None], ["", "甲"]]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("4.10", "@", "4.10"),
        (4.1, "General", "4.1"),
        (4.1, "0.00", "4.10"),
        (3, "General", "3"),
        (13800138000, "General", "13800138000"),
        (0.1 + 0.2, "General", "0.3"),
        (0.85, "0%", "85%"),
        (0.855, "0.0%", "85.5%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (7, "000", "007"),
        (7, '"第"0"项"', "第7项"),
        (-2.5, "0;(0)", "(3)"),
        (datetime.date(2017, 6, 1), 'yyyy"年"m"月"d"日"', "2017年6月1日"),
        (datetime.date(2017, 6, 1), '[$-804]yyyy"年"m"月";@', "2017年6月"),
        (datetime.date(2017, 6, 1), 'm"月"d"日"', "6月1日"),
        (datetime.date(2017, 6, 1), "yyyy/m/d", "2017/6/1"),
        (datetime.date(2017, 6, 1), "yyyy-mm-dd", "2017-06-01"),
        (datetime.date(2017, 6, 1), "mm-dd-yy", "2017/6/1"),
        (datetime.date(2017, 6, 1), "aaaa", "星期四"),
        (datetime.date(2017, 12, 21), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇一七年十二月二十一日"),
        (datetime.date(2017, 6, 1), '[DBNum1][$-804]m"月"d"日";@', "六月一日"),
        (datetime.date(2017, 6, 1), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2017年6月1日"),
        (datetime.time(17, 30), "[$-F400]h:mm:ss\\ AM/PM", "17:30:00"),
        (datetime.date(2017, 6, 1), 'm"月底前"', "6月底前"),
        (datetime.date(2017, 6, 1), "m月底", "6月底"),
        (101, "[DBNum1][$-804]General", "一百零一"),
        (datetime.datetime(2017, 6, 1, 9, 5), "yyyy/m/d h:mm", "2017/6/1 9:05"),
        (datetime.time(17, 30), '上午/下午h"时"mm"分"', "下午5时30分"),
        (True, "General", "TRUE"),
    ],
)
def test_the_text_is_what_the_cell_shows(value, number_format, text):
    book = book_of([value])
    book.active["A1"].number_format = number_format
    document = read_xlsx(saved(book))
    assert texts(document) == [[text]]
    assert not document.remarks


def test_the_dates_of_chinese_excel_and_wps_are_known_by_their_numbers():
    styles = "<cellXfs>" + "".join(f'<xf numFmtId="{number}"/>' for number in (14, 31, 57, 58)) + "</cellXfs>"
    cells = "".join(f'<c r="{"ABCD"[style]}1" s="{style}"><v>42887</v></c>' for style in range(4))
    document = read_xlsx(package(f'<sheetData><row r="1">{cells}</row></sheetData>', styles=styles))
    assert texts(document) == [["2017/6/1", "2017年6月1日", "2017年6月", "6月1日"]]


@pytest.mark.parametrize(
    ("serial", "text"), [("1", "1900/1/1"), ("59", "1900/2/28"), ("60", None), ("61", "1900/3/1"), ("-1", None)]
)
def test_the_first_days_of_1900_are_those_of_spreadsheets(serial, text):
    assert shown(serial, "yyyy/m/d") == text


def test_dates_may_count_from_1904():
    sheet = '<sheetData><row><c s="0"><v>41425</v></c></row></sheetData>'
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    assert texts(read_xlsx(package(sheet, styles=styles, head='<workbookPr date1904="1"/>'))) == [["2017/6/1"]]


@pytest.mark.parametrize("code", ["? ?", "[DBNum1]General", "[h]:mm", "[>9]0", "[$-804]mmm-yy", "0" * 300])
def test_a_number_format_that_is_not_known_is_remarked_and_the_number_read(code):
    book = book_of([12.5])
    book.active["A1"].number_format = code
    document = read_xlsx(saved(book))
    assert texts(document) == [["12.5"]]
    assert [(one.sentence[:4], one.text) for one in document.remarks] == [("数字格式", "12.5")]


def test_a_number_that_its_format_hides_is_remarked():
    book = book_of([0, "甲"])
    book.active["A1"].number_format = "0;-0;;@"
    document = read_xlsx(saved(book))
    assert texts(document) == [["", "甲"]]
    assert remarks(document) == [("数字格式使这个数不显示", "0", "工作表“任务”第1行第1列")]


def test_a_strict_workbook_writes_its_dates_in_words_and_shows_them_by_their_format():
    """Excel: 另存为“Strict Open XML 电子表格”."""
    styles = '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    styles += '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>'
    dates = ("2017-06-01T00:00:00", "2017-06-01", "2017-06-01T00:00:00Z", "x")
    cells = "".join(f'<c t="d" s="1"><v>{one}</v></c>' for one in dates) + f'<c t="d"><v>{dates[0]}</v></c>'
    data = package(f"<sheetData><row>{cells}</row></sheetData>", styles=styles)
    assert texts(read_xlsx(data)) == [["2017年6月"] * 3 + ["x", "2017-06-01"]]


def test_page_numbers_say_nothing_and_the_codes_of_fonts_and_colours_are_no_text():
    """第 1 页，共 ? 页 is the first footer in Excel's list."""
    ends = (
        "<headerFooter><oddHeader>&amp;L&amp;&quot;宋体,加粗&quot;&amp;12&amp;K01+000征求意见稿&amp;R&amp;KFF0000甲&amp;&amp;乙</oddHeader>"
        "<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
    )
    ((what, text, _),) = remarks(read_xlsx(package('<sheetData><row><c t="str"><v>a</v></c></row></sheetData>' + ends)))
    assert (what, text.split()) == ("页眉页脚", ["征求意见稿", "甲&乙"])


def test_formulas_give_what_they_gave_last_or_a_remark():
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>甲</v></c>'
        '<c r="C1"><f>1+1</f></c><c r="D1"><f>1+1</f><v></v></c><c r="E1" t="str"><f>""</f><v></v></c>'
        '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    )
    document = read_xlsx(package(sheet))
    assert texts(document) == [["2", "甲", "", "", "", "#DIV/0!"]]
    assert [(what[:8], place) for what, _, place in remarks(document)] == [
        ("公式没有存储结果", "工作表“任务”第1行第3列"),
        ("公式没有存储结果", "工作表“任务”第1行第4列"),
    ]


def test_rich_and_escaped_texts_are_read_without_their_phonetic_guides():
    strings = (
        "<si><r><t>推进</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 公开</t></r><rPh><t>tuī</t></rPh></si>"
        "<si><t>一_x000D_\n二_x005F_x</t></si>"
    )
    sheet = (
        '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
        '<c t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c></row></sheetData>'
    )
    assert texts(read_xlsx(package(sheet, strings))) == [["推进 公开", "一\n二_x", "行内"]]


def test_prefixed_and_strict_workbooks_are_read():
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="2">'
        '<x:c r="B2" t="str"><x:v>甲</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert texts(read_xlsx(package(sheet.replace("<x:worksheet", "<x:worksheet ")))) == [[None, None], ["", "甲"]]


def test_hidden_rows_and_columns_are_read_and_remarked_and_hidden_sheets_kept_apart():
    book = book_of(["序号", "任务", "备注"], [1, "甲", "x"], [2, "乙", "y"], [3, "丙", "z"])
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[9].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.create_sheet("旧稿").append(["旧"])
    book["旧稿"].sheet_state = "veryHidden"
    document = read_xlsx(saved(book))
    assert texts(document)[1] == ["1", "甲", "x"]
    assert [(table.sheet, table.rows[0][0].text) for table in document.hidden] == [("旧稿", "旧")]
    assert remarks(document) == [
        ("隐藏的行（第2至3行），照样读了", "", "工作表“任务”第2行"),
        ("隐藏的列（第3列），照样读了", "", "工作表“任务”第3列"),
    ]


def test_comments_text_boxes_and_covered_cells_are_remarked():
    book = book_of(["甲", "乙"])
    book.active["B1"].comment = Comment("请核实", "张三")
    book.active.oddHeader.center.text = "分工方案"
    book.active.oddHeader.center.font = "宋体,Bold"
    book.active.oddFooter.center.text = "— &P —"
    assert remarks(read_xlsx(saved(book))) == [
        ("页眉页脚", "分工方案", "工作表“任务”"),
        ("批注", "请核实", "工作表“任务”第1行第2列"),
    ]
    sheet = (
        '<sheetData><row><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    drawing = "<wsDr><sp><txBody><p><r><t>注：</t></r></p><p><r><t>列第一位者</t></r></p></txBody></sp><pic/></wsDr>"
    listed = (
        f'<Relationships><Relationship Id="d" Type="{RELATIONS}/drawing" Target="../drawings/d.xml"/></Relationships>'
    )
    more = {"xl/worksheets/_rels/sheet1.xml.rels": listed, "xl/drawings/d.xml": drawing}
    assert remarks(read_xlsx(package(sheet, **more))) == [
        ("被合并单元格盖住的内容，没有读", "乙", "工作表“任务”第1行第2列"),
        ("文本框", "注：\n列第一位者", "工作表“任务”"),
        ("图片，没有读", "", "工作表“任务”"),
    ]


@settings(max_examples=40)
@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_random_grid_with_merges_written_by_openpyxl_comes_back(height, width, chance: random.Random):
    grid = random_grid(height, width, chance)
    book = Workbook()
    for row in range(height):
        for column in range(width):
            name, top, left, down, across = grid[row][column]
            if (top, left) == (row, column):
                book.active.cell(row + 1, column + 1, name)
                if (down, across) != (1, 1):
                    book.active.merge_cells(
                        start_row=row + 1, start_column=column + 1, end_row=row + down, end_column=column + across
                    )
    document = read_xlsx(saved(book))
    assert texts(document) == [[cell[0] for cell in row] for row in grid]
    assert not document.remarks


@given(st.floats(-1e14, 1e14), st.sampled_from(["General", "0", "0.00", "#,##0", "0%", "yyyy/m/d", "0;(0)", "h:mm"]))
def test_any_number_has_a_text_or_none(value, code):
    text = shown(repr(value), code)
    assert text is None or len(text) < 60


def bomb(name, text, **more):
    """A workbook one of whose parts is replaced."""
    parts = {name: text, **more}
    return package("<sheetData/>", **parts)


ROWS = "xl/worksheets/sheet1.xml"
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {"abcdefghij"[n + 1]} "{("&" + "abcdefghij"[n] + ";") * 10}">' for n in range(9))
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04", "压缩包"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "旧格式的 Excel"),
        (b"<html><table>", "网页"),
        (saved(book_of(["甲"]))[:-300], "损坏"),
        (bomb(ROWS, "<worksheet><sheetData>"), "损坏"),
        (bomb(ROWS, SHEET.format('<sheetData><row r="0"><c t="str"><v>a</v></c></row></sheetData>')), "损坏"),
        (bomb(ROWS, SHEET.format('<sheetData><row><c r="A0"/></row></sheetData>')), "损坏"),
        (bomb(ROWS, SHEET.format('<sheetData><row><c r="中1"/></row></sheetData>')), "损坏"),
        (bomb(ROWS, SHEET.format('<sheetData><row><c t="s"><v>5</v></c></row></sheetData>')), "损坏"),
        (bomb(ROWS, SHEET.format('<mergeCells><mergeCell ref="B2:A1"/></mergeCells>')), "损坏"),
        (bomb(ROWS, DTD + "<worksheet><v>&j;</v></worksheet>"), "DOCTYPE"),
        (bomb("xl/sharedStrings.xml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'), "DOCTYPE"),
        (bomb("xl/workbook.xml", "<workbook><sheets><sheet/></sheets></workbook>"), "损坏"),
        (bomb("xl/sharedStrings.xml", "<sst>" + "<si/>" * 400_001 + "</sst>"), "40万条"),
        (bomb(ROWS, "<worksheet>" + " " * 68_000_000 + "</worksheet>"), "64 MB"),
        (bomb(ROWS, "<worksheet a='" + "x" * 10_000_000 + "'/>"), "损坏"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",  # zips hold the time, and workers must name tests the same
)
def test_what_is_no_workbook_or_is_made_to_harm_is_refused(data, message):
    with pytest.raises(UnreadableInputError, match=message) as caught:
        read_xlsx(data)
    assert caught.value.hint


def test_a_workbook_of_very_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr("planctl.importer.readers.xlsx.sheet._MOST_CELLS", 10_000)
    with pytest.raises(UnreadableInputError, match="1万格"):
        read_xlsx(saved(book_of(*([number] for number in range(10_001)))))


def test_a_workbook_that_refers_to_a_main_part_it_lacks_is_read_from_the_usual_one():
    start = '<Relationships><Relationship Id="r" Type="officeDocument" Target="xl/lost.xml"/></Relationships>'
    sheet = '<sheetData><row><c t="str"><v>甲</v></c></row></sheetData>'
    assert texts(read_xlsx(package(sheet, **{"_rels/.rels": start}))) == [["甲"]]


def test_a_package_of_very_many_parts_is_refused():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        file.writestr("xl/workbook.xml", "")
        for number in range(10_001):
            file.writestr(f"a{number}", "")
    with pytest.raises(UnreadableInputError, match="部件过多"):
        read_xlsx(memory.getvalue())


def test_a_package_packed_as_no_office_program_does_is_refused():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableInputError, match="损坏"):
        read_xlsx(memory.getvalue())


def test_every_cut_of_a_workbook_is_read_or_refused():
    data = saved(book_of(["甲", 1], ["乙", 2]))
    for length in range(0, len(data), 61):
        for damaged in (data[:length], data[:length] + b"\xff" + data[length + 1 :]):
            try:
                read_xlsx(damaged)
            except UnreadableInputError as error:
                assert error.hint  # noqa: PT017 - some cuts leave what can be read


HOSTILE = {
    "cells": "<sheetData><row>" + '<c t="b"><v>1</v></c>' * 50_000 + "</row></sheetData>",
    "merges": '<sheetData><row><c t="str"><v>a</v></c></row><row r="100000"><c r="GR100000" t="str"><v>a</v></c></row></sheetData>'
    "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 5 + "</mergeCells>",
    "elements": "<x/>" * 500_000,
    "far corner": '<sheetData><row r="1048576"><c r="GR1048576" t="str"><v>a</v></c></row></sheetData>',
}


@pytest.mark.parametrize("sheet", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sheet_fills_no_memory(sheet):
    data = package(sheet)
    tracemalloc.start()
    try:
        read_xlsx(data)
    except UnreadableInputError as error:
        assert error.hint  # noqa: PT017 - reading it is as good as refusing it
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 70_000_000
