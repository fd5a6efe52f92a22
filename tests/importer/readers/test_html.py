"""Web pages read as grids and paragraphs."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.errors import UnreadableInputError
from planctl.importer.readers.grid import RawTable
from planctl.importer.readers.html.page import read_html
from planctl.importer.readers.struck import leave_out_struck
from support_import import random_grid


def read(text):
    return read_html(text.encode())


def texts(document, number=0):
    return [[cell and cell.text for cell in row] for row in document.tables[number].rows]


def remarks(document):
    return [(one.sentence, one.text, str(one.place)) for one in document.remarks]


def test_rowspan_and_colspan_become_the_same_cell_in_several_places():
    document = read(
        "<table><tr><td colspan=2>方案</td></tr><tr><td rowspan=2>1</td><td>甲</td></tr><tr><td>乙</td></tr></table>"
    )
    assert texts(document) == [["方案", "方案"], ["1", "甲"], ["1", "乙"]]
    first, second, third = document.tables[0].rows
    assert first[0] is first[1]
    assert second[0] is third[0]
    assert (second[0].rows, str(third[1].place)) == (2, "第1张表第3行第2列")


def test_a_rowspan_ends_with_its_group_and_one_of_0_reaches_to_it():
    markup = "<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td rowspan=0>1<td>2<tr><td>3</tbody><tbody><tr><td>4<td>5</table>"
    assert texts(read(markup)) == [["a", "b"], ["1", "2"], ["1", "3"], ["4", "5"]]


def test_line_feeds_and_spaces_are_those_a_browser_shows():
    markup = "<table><tr><td>\n 一<br>二 <p>三\n四</p><div> a\n  b</div>&nbsp;c&nbsp; d</td></tr></table>"
    assert texts(read(markup)) == [["一\n二\n三四\na b\nc  d"]]


def test_the_numbers_of_a_list_are_text_too():
    markup = "<table><tr><td><ol start=3><li>甲<li>乙<ol type=a><li>丙</ol></ol><ul><li>丁</ul></td></tr></table>"
    assert texts(read(markup)) == [["3. 甲\n4. 乙\na. 丙\n丁"]]


def test_paragraphs_and_tables_come_in_order_with_title_and_centring():
    document = read(
        "<html><head><title>门户</title><style>p{}</style><script>x()</script></head><body><h1 align=center>方案</h1>"
        "<center>〔2017〕1号</center><div style='text-align: center'>居中<p align=left>靠左</div>正文"
        "<table><caption>表一</caption><tr><td>a</table><p>后</p></body></html>"
    )
    parts = [one.rows[0][0].text if isinstance(one, RawTable) else (one.text, one.centred) for one in document.parts]
    assert parts == [
        ("方案", True),
        ("〔2017〕1号", True),
        ("居中", True),
        ("靠左", False),
        ("正文", False),
        ("表一", False),
        "a",
        ("后", False),
    ]
    assert remarks(document) == [("网页标题", "门户", "")]
    assert str(document.paragraphs[-1].place) == "第7段"


def test_a_table_that_only_lays_the_page_out_gives_way_to_the_table_in_it():
    document = read(
        "<table><tr><td>导航<td><p>说明</p><table><tr><th>序号<th>任务<tr><td>1<td>甲</table>尾</td></tr></table>"
    )
    assert texts(document) == [["序号", "任务"], ["1", "甲"]]
    assert [one.text for one in document.paragraphs] == ["导航", "说明", "尾"]


def test_a_small_table_in_a_cell_is_its_text_and_remarked():
    document = read(
        "<table><tr><td>1<td>甲<table><tr><td>x<td>y<tr><td>z</table>乙<tr><td>2<td>丙<tr><td>3<td>丁</table>"
    )
    assert texts(document) == [["1", "甲\nx y\nz\n乙"], ["2", "丙"], ["3", "丁"]]
    assert remarks(document) == [("格内套的表格，读作该格的文字", "x y\nz", "第1张表第1行第2列")]


def test_what_does_not_show_or_is_no_text_is_remarked():
    document = read(
        "<table><tr><td>1<td>甲<tr style='display:none'><td>9<td><p>乙</p>丙<tr><td>2<td hidden>丁<td><span hidden>藏</span>"
        "<img alt=章>旧<ins>新</ins><input value=填></table><p style='color:red;display: none'>隐</p><p>戊</p>"
    )
    assert texts(document) == [["1", "甲"], ["2", "旧新填"]]
    assert [part.text for part in document.paragraphs] == ["戊"]
    assert remarks(document) == [
        ("隐藏的行", "9 乙\n丙", "第1张表第1行"),
        ("隐藏的单元格", "丁", "第1张表第2行"),
        ("图片，没有读", "章", "第1张表第2行第2列"),
        ("隐藏的内容", "藏", "第1张表第2行第2列"),
        ("隐藏的内容", "隐", ""),
    ]


@pytest.mark.parametrize("hiding", ["hidden", "style='display:none'"])
def test_hidden_groups_and_tables_in_hidden_cells_take_no_place(hiding):
    document = read(
        f"<table><tbody><tr><td>1<td>甲<tbody {hiding}><tr><td>2<td>乙</tbody><tr><td>3<td>丙"
        f"<td {hiding}><table><tr><td>内</table></table>"
    )
    assert texts(document) == [["1", "甲"], ["3", "丙"]]
    assert remarks(document) == [
        ("隐藏的行", "2 乙", "第1张表第1行"),
        ("隐藏的单元格", "内", "第1张表第2行"),
    ]


def test_a_hidden_table_is_none_of_the_document_s_but_kept_for_whoever_asks_for_it():
    document = read("<div hidden><table><tr><td>旧<td hidden>内</table></div><table><tr><td>新</table>")
    assert [(table.number, table.rows[0][0].text) for table in document.tables] == [(2, "新")]
    assert [(table.number, [cell.text for cell in table.rows[0]]) for table in document.hidden] == [(1, ["旧"])]


def test_a_page_that_hides_itself_until_its_script_has_run_is_read():
    assert texts(read("<body style='display:none'><table><tr><td>甲</table>")) == [["甲"]]


@pytest.mark.parametrize(
    "struck",
    [
        "<s>宣传周</s>",
        "<del>宣传周</del>",
        "<strike>宣传周</strike>",
        "<span style='color:red;text-decoration: line-through'>宣<b>传</b>周</span>",
        "<span style='text-decoration-line:line-through'>宣传周</span>",
    ],
)
def test_struck_text_is_kept_apart_from_what_shows(struck):
    document = read(f"<p>开展{struck}宣传日。</p><table><tr><td>甲<td>开展{struck}宣传日。</table>")
    (found,) = document.paragraphs
    assert (found.text, found.struck) == ("开展宣传日。", "宣传周")
    cell = document.tables[0].rows[0][1]
    assert (cell.text, cell.struck) == ("开展宣传日。", "宣传周")


def test_a_struck_row_item_and_paragraph_are_struck_whole():
    document = read(
        "<ol><li><s>甲</s><li>乙</ol><p><s>丙</s><table><tr><td rowspan=2>1<td>丁<tr><td><s>戊</s><tr><td>2<td>己</table>"
    )
    assert [(part.text, part.struck) for part in document.paragraphs] == [("", "甲"), ("2. 乙", ""), ("", "丙")]
    read_so = leave_out_struck(document)
    assert texts(read_so) == [["1", "丁"], ["2", "己"]]
    assert remarks(read_so) == [
        ("划掉的文字", "甲", "第1段"),
        ("划掉的文字", "丙", "第3段"),
        ("整行划掉的文字", "戊", "第1张表第2行"),
    ]


def test_text_between_the_cells_is_not_lost():
    document = read("<table>甲<tr>乙<td>1</td>丙</tr>丁</table>戊")
    found = "".join(one.text for one in document.paragraphs) + texts(document)[0][0]
    assert sorted(found) == sorted("甲乙1丙丁戊")


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset=gb2312>"),
        ("gb18030", "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"),
        ("gb18030", "<meta charset=utf-8>"),
        ("gb18030", ""),
        ("utf-8", "<?xml version='1.0' encoding='utf-8'?>"),
        ("utf-16", "<meta charset=unicode>"),
        ("big5", "<meta charset=big5>"),
    ],
)
def test_the_encoding_is_what_the_bytes_are(encoding, head):
    markup = f"{head}<html><body><table><tr><td>推進</td></tr></table></body></html>"
    assert texts(read_html(markup.encode(encoding))) == [["推進"]]


PANDOC = """<table>
<colgroup><col style="width: 10%" /><col style="width: 90%" /></colgroup>
<thead>
<tr class="header">
<th>序号</th>
<th><p>工作</p>
<p>任务</p></th>
</tr>
</thead>
<tbody>
<tr class="odd">
<td rowspan="2">1</td>
<td><ol type="1">
<li><p>推进公开</p></li>
<li><p>推进服务</p></li>
</ol></td>
</tr>
<tr class="even">
<td>a &amp; b</td>
</tr>
</tbody>
</table>
"""  # the shape that pandoc 3 writes with -t html


def test_pandoc_s_html_is_read():
    document = read(PANDOC)
    assert texts(document) == [["序号", "工作\n任务"], ["1", "1. 推进公开\n2. 推进服务"], ["1", "a & b"]]


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type
content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US>2017</span><span>年方案<span
lang=EN-US><o:p></o:p></span></span></p>
<table class=MsoTableGrid border=1><thead><tr><td width=50><p class=MsoNormal><b><span>序号</span></b></p></td>
<td><p class=MsoNormal>具体要求</p></td></tr></thead>
<tr><td rowspan=2><p class=MsoNormal><span lang=EN-US>1<o:p></o:p></span></p></td>
<td><p class=MsoNormal><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span>推进政务公
开工作</span></p></td></tr>
<tr><td><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></td></tr>
</table></div></body></html>"""  # the shape that Word's "Web page, filtered" and full web pages have


def test_word_s_html_is_read():
    document = read_html(WORD.encode("gb18030"))
    assert texts(document) == [["序号", "具体要求"], ["1", "1.   推进政务公开工作"], ["1", ""]]
    assert [(one.text, one.centred) for one in document.paragraphs] == [("2017年方案", True)]


@given(st.integers(1, 6), st.integers(1, 6), st.randoms(use_true_random=False))
def test_a_random_grid_with_merges_comes_back(height, width, chance):
    grid = random_grid(height, width, chance)
    rows = []
    for row in range(height):
        cells = ""
        for column in range(width):
            name, top, left, down, across = grid[row][column]
            if (top, left) == (row, column):
                cells += f"<td rowspan={down} colspan={across}>{html.escape(name)}</td>"
        rows.append(f"<tr>{cells}</tr>")
    document = read(f"<table>{''.join(rows)}</table>")
    assert texts(document) == [[cell[0] for cell in row] for row in grid]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \n", "空文件"),
        (b"PK\x03\x04word/document.xml", "Word 文档（.docx）"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", "单个文件网页"),
        (b"<table><tr><td>" * 100, "嵌套|套"),
        (b"<b>" * 10_000, "嵌套"),
        (b"<table>" + b"<tr><td rowspan=65534 colspan=1000>a" * 30_000, "文档过大"),
        (b"<html>" + b" " * 34_000_000, "过大"),
    ],
)
def test_what_is_no_page_or_would_fill_the_memory_is_refused(data, message):
    with pytest.raises(UnreadableInputError, match=message):
        read_html(data)


@pytest.mark.parametrize(
    ("limit", "data", "message"),
    [
        ("planctl.importer.readers.html.tables._MOST_CELLS", b"<table><tr>" + b"<td>" * 10_001, "1万格"),
        ("planctl.importer.readers.html.tables._MOST_PARAGRAPHS", b"<p>a" * 10_001, "1万段"),
        ("planctl.importer.readers.html.open_tags._MOST_TAGS", b"<br>" * 10_001, "1万个标签"),
    ],
)
def test_a_page_of_very_many_things_is_refused(limit, data, message, monkeypatch):
    monkeypatch.setattr(limit, 10_000)
    with pytest.raises(UnreadableInputError, match=message):
        read_html(data)


def test_entities_of_the_page_s_own_are_not_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    document = read(
        f"<!DOCTYPE html [<!ENTITY x SYSTEM '{secret.as_uri()}'><!ENTITY y 'yyyy'>]><table><tr><td>&x;&y;&lt;</table>"
    )
    shown = str(document)
    assert "机密" not in shown
    assert "yyyyyyyy" not in shown
