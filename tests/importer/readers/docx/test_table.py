"""Tables in the XML shapes of Word and WPS are read as they show."""

import pytest

from planctl.importer.readers.docx.document import read_docx
from word_package import cell, paragraph, row, run, table, word

ON = "<w:vMerge w:val='restart'/>"
GOES_ON = "<w:vMerge/>"


def texts(data, **options):
    (found,) = read_docx(data, **options).tables
    return [[one and one.text for one in line] for line in found.rows]


def test_a_row_may_begin_and_end_some_places_in():
    rows = [row("甲", "乙", "丙"), row("二", properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>")]
    assert texts(word(table(*rows))) == [["甲", "乙", "丙"], [None, "二", None]]


def test_content_controls_may_stand_around_rows_cells_and_paragraphs():
    """Word's repeating sections (w15:repeatingSection) stand around rows; WPS's 智能文档 writes w:customXml."""
    control = "<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = (
        row("一", "甲")
        + control.format(row(control.format(cell("二")), cell(control.format(paragraph("乙")))) + row("三", "丙"))
        + row("四", cell("<w:customXml>" + paragraph("丁") + "</w:customXml>"))
    )
    data = word(control.format(paragraph("前") + table(rows)) + paragraph("后"))
    assert texts(data) == [["一", "甲"], ["二", "乙"], ["三", "丙"], ["四", "丁"]]
    assert [one.text for one in read_docx(data).paragraphs] == ["前", "后"]


@pytest.mark.parametrize(
    ("original", "rows"), [(False, [["甲", "新格"], ["二", "新行"]]), (True, [["甲", "旧格"], ["旧", "行"]])]
)
def test_rows_and_cells_that_tracked_changes_put_in_or_took_out(original, rows):
    data = word(
        table(
            row("甲", cell("新格", "<w:cellIns w:id='1'/>"), cell("旧格", "<w:cellDel w:id='2'/>")),
            row("旧", "行", properties="<w:del w:id='3'/>"),
            row("二", "新行", properties="<w:ins w:id='4'/>"),
        )
    )
    assert texts(data, original=original) == rows


@pytest.mark.parametrize(("original", "second"), [(False, "甲"), (True, "")])
def test_a_tracked_merge_is_taken_or_undone(original, second):
    change = "<w:cellMerge w:id='1' w:vMerge='{}' w:vMergeOrig='rest'/>"
    data = word(table(row(cell("甲", change.format("rest")), "一"), row(cell("", change.format("cont")), "二")))
    assert texts(data, original=original)[1] == [second, "二"]


def test_a_table_in_a_table_in_a_table_is_read_once_with_its_numbers():
    inmost = table(row("丙", "丁"))
    inner = table(row("甲", cell(paragraph("乙") + inmost + paragraph(""))))
    document = read_docx(word(table(row("1", cell(paragraph("外") + inner + paragraph(""))))))
    (line,) = document.tables[0].rows
    assert line[1].text == "外\n甲\t乙\n丙\t丁"
    assert [one.sentence for one in document.remarks] == ["格内套的表格，读作该格的文字"] * 2


def test_text_that_a_merge_hides_is_remarked_down_and_across():
    data = word(
        table(
            row(cell("甲", ON), cell("一", "<w:hMerge w:val='restart'/>"), cell("盖住", "<w:hMerge/>")),
            row(cell("也盖住", GOES_ON), "二", "三"),
        )
    )
    assert texts(data) == [["甲", "一", "一"], ["甲", "二", "三"]]
    assert [one.text for one in read_docx(data).remarks] == ["盖住", "也盖住"]


def test_a_merge_that_goes_on_from_nothing_is_a_cell():
    """Word splits a table at a page so that the lower half begins with cells that go on."""
    assert texts(word(table(row(cell("甲", GOES_ON), "乙")))) == [["甲", "乙"]]


def test_text_set_upright_and_hidden_rows_are_read():
    rows = [
        row(cell("竖", "<w:textDirection w:val='tbRlV'/>"), "甲"),
        row("藏", "乙", properties="<w:hidden/>"),
        row("见", "丙", properties="<w:hidden w:val='0'/>"),
    ]
    document = read_docx(word(table(*rows)))
    assert [[one.text for one in line] for line in document.tables[0].rows] == [
        ["竖", "甲"],
        ["藏", "乙"],
        ["见", "丙"],
    ]
    assert [(one.sentence, str(one.place)) for one in document.remarks] == [("隐藏的行，照样读了", "第1张表第2行")]


def test_two_tables_and_the_paragraphs_around_keep_their_order():
    body = paragraph("前") + table(row("甲")) + paragraph(run("中")) + table(row("乙")) + paragraph("后")
    assert [getattr(one, "text", None) or one.rows[0][0].text for one in read_docx(word(body)).parts] == [
        "前",
        "甲",
        "中",
        "乙",
        "后",
    ]


def test_a_merge_that_nothing_begins_begins_itself():
    """Every cell `continue` and no `restart`, below a cell that is not merged: seen in documents of other programs."""
    rows = [row("类别", "任务"), row(cell("保护", GOES_ON), "甲"), row(cell("", GOES_ON), "乙")]
    assert texts(word(table(*rows))) == [["类别", "任务"], ["保护", "甲"], ["保护", "乙"]]
