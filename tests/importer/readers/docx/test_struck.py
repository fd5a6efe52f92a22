"""What is struck through in Word, and rows that tracked changes took from the top of a merge."""

import pytest

from planctl.importer.readers.docx.document import read_docx
from planctl.importer.readers.struck import leave_out_struck
from word_package import cell, paragraph, row, run, table, word

ON = "<w:vMerge w:val='restart'/>"
GOES_ON = "<w:vMerge/>"
STRIKE = "<w:strike/>"


def read(body, original=False, **others):
    return leave_out_struck(read_docx(word(body, **others), original=original))


def texts(document):
    (found,) = document.tables
    return [[one and one.text for one in line] for line in found.rows]


def remarks(document):
    return [(one.what, one.text, str(one.place)) for one in document.remarks]


@pytest.mark.parametrize(
    "mark",
    [
        "<w:strike/>",
        "<w:dstrike/>",
        "<w:strike w:val='0'/><w:dstrike w:val='true'/>",
        "<w:strike/><w:dstrike w:val='0'/>",
    ],
)
def test_struck_text_is_left_out_and_remarked_with_its_place(mark):
    mixed = paragraph(run("东干渠") + run("6", mark) + run("8公里") + run("，12月", mark) + run("。"))
    document = read(mixed + table(row("甲", cell(paragraph(run("6月底", mark) + run("9月底"))))))
    assert [part.text for part in document.paragraphs] == ["东干渠8公里。"]
    assert texts(document) == [["甲", "9月底"]]
    assert remarks(document) == [
        ("划掉的文字", "6\u3000，12月", "第1段"),
        ("划掉的文字", "6月底", "第1张表第1行第2列"),
    ]


def test_text_whose_strike_is_off_is_live():
    document = read(paragraph(run("宣传", "<w:strike w:val='0'/>")) + table(row(cell(paragraph(run("甲", "<w:b/>"))))))
    assert ([part.text for part in document.paragraphs], texts(document)) == (["宣传"], [["甲"]])
    assert not document.remarks


STYLES = (
    "<w:style w:type='paragraph' w:styleId='p'><w:rPr><w:strike/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='based'><w:basedOn w:val='c'/></w:style>"
    "<w:style w:type='character' w:styleId='c'><w:rPr><w:dstrike/></w:rPr></w:style>"
)


def test_styles_strike_through_unless_the_run_itself_says_no():
    struck = "<w:pStyle w:val='p'/>"
    live = run("乙", "<w:strike w:val='0'/>")
    rows = row(
        cell(paragraph(run("甲") + live, struck)), cell(paragraph(run("丙", "<w:rStyle w:val='based'/>") + run("丁")))
    )
    document = read(table(rows), styles=STYLES)
    assert texts(document) == [["乙", "丁"]]
    assert [text for _, text, _ in remarks(document)] == ["甲", "丙"]


def test_a_row_that_is_struck_whole_is_no_row_and_remarked_once():
    gone = [cell(paragraph(run(text, STRIKE))) for text in ("2", "巡河")]
    document = read(table(row("1", "清淤"), row(*gone), row("3", "宣传")))
    assert texts(document) == [["1", "清淤"], ["3", "宣传"]]
    assert remarks(document) == [("整行划掉的文字", "2\u3000巡河", "第1张表第2行")]


def test_a_struck_row_below_a_merged_title_is_no_blank_requirement():
    struck = cell(paragraph(run("乙", STRIKE)))
    rows = [row(cell("任务", ON), "甲"), row(cell("", GOES_ON), struck), row(cell("", GOES_ON), "丙")]
    document = read(table(*rows))
    assert texts(document) == [["任务", "甲"], ["任务", "丙"]]
    assert document.tables[0].rows[0][0].rows == 2


def test_a_merged_title_struck_with_its_first_row_only_still_names_the_rows_below():
    struck = [cell(paragraph(run(text, STRIKE)), merge) for text, merge in (("任务", ON), ("甲", ""))]
    document = read(table(row(*struck), row(cell("", GOES_ON), "乙")))
    assert texts(document) == [["任务", "乙"]]
    assert remarks(document) == [
        ("整行划掉的文字", "甲", "第1张表第1行"),
        ("从划掉的行开始的合并单元格", "任务", "第1张表第1行第1列"),
    ]


def test_a_live_title_goes_with_its_rows_where_all_of_them_are_struck():
    struck = cell(paragraph(run("甲", STRIKE)))
    document = read(table(row(cell("任务", ON), struck), row(cell("", GOES_ON), struck), row("二", "乙")))
    assert texts(document) == [["二", "乙"]]
    assert [text for _, text, _ in remarks(document)] == ["任务\u3000甲", "甲"]


def test_a_struck_paragraph_takes_its_automatic_number_with_it():
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/>"
        "</w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    body = "".join(paragraph(run(text, mark), listed) for text, mark in (("甲", ""), ("乙", STRIKE), ("丙", "")))
    assert [part.text for part in read(body, numbering=numbering).paragraphs] == ["1.甲", "3.丙"]


def test_struck_text_in_headers_and_notes_is_remarked():
    document = read(paragraph("甲"), header=paragraph(run("旧稿", STRIKE) + run("新稿")))
    assert [(what, text) for what, text, _ in remarks(document)] == [("页眉", "新稿"), ("划掉的文字", "旧稿")]


@pytest.mark.parametrize(
    ("original", "change", "wrapped"), [(False, "del", "delText"), (True, "ins", "t")], ids=["accepted", "undone"]
)
def test_a_merge_goes_on_below_the_row_that_began_it_and_does_not_count(original, change, wrapped):
    def taken(text):
        return paragraph(f"<w:{change} w:id='1'><w:r><w:{wrapped}>{text}</w:{wrapped}></w:r></w:{change}>")

    body = table(
        row(cell("一", ON), "甲"),
        row(cell("", GOES_ON), "乙"),
        row(cell(taken("二"), ON), cell(taken("丙")), properties=f"<w:{change} w:id='2'/>"),
        row(cell("", GOES_ON), cell(taken("丁")), properties=f"<w:{change} w:id='3'/>"),
        row(cell("", GOES_ON), "戊"),
        row(cell("", GOES_ON), "己"),
        row(cell("三", ON), "庚"),
    )
    document = read(body, original=original)
    assert texts(document) == [["一", "甲"], ["一", "乙"], ["二", "戊"], ["二", "己"], ["三", "庚"]]
    assert remarks(document) == [("从删去的行开始的合并单元格", "二", "第1张表第3行第1列")]


def test_a_merge_above_a_skipped_row_with_a_cell_of_its_own_there_ends():
    body = table(
        row(cell("一", ON), "甲"),
        row("二", "乙", properties="<w:del w:id='1'/>"),
        row(cell("", GOES_ON), "丙"),
    )
    assert texts(read(body)) == [["一", "甲"], ["一", "丙"]]
