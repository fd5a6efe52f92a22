"""CSV and what is like it, read as a grid."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.errors import UnreadableInputError
from planctl.importer.readers.delimited import read_delimited


def texts(data):
    """The texts of the one table, None where there is no cell."""
    (table,) = read_delimited(data if isinstance(data, bytes) else data.encode()).tables
    return [[cell and cell.text for cell in row] for row in table.rows]


def test_rows_and_cells_come_with_their_places():
    (table,) = read_delimited("序号,任务\n1,甲\n".encode()).tables
    assert [[cell.text for cell in row] for row in table.rows] == [["序号", "任务"], ["1", "甲"]]
    assert str(table.rows[1][1].place) == "第1张表第2行第2列"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_in_use_is_read(encoding):
    rows = "序号,任务\n一,推进“放管服”\n"
    assert texts(rows.encode(encoding)) == [["序号", "任务"], ["一", "推进“放管服”"]]


def test_big5_is_read_as_such_and_remarked_where_no_page_declares_it():
    document = read_delimited("序號,工作任務,牽頭單位\n1,巡河,市水務局\n".encode("big5"))
    assert [cell.text for cell in document.tables[0].rows[1]] == ["1", "巡河", "市水務局"]
    assert [remark.sentence for remark in document.remarks] == ["没有注明编码的文件，按 Big5（繁体）读"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_cuts_rows_alike(delimiter):
    rows = [["方案；2017,甲|乙", "", ""], ["序号", "任务, 要求", "单位"], ["1", "甲; 乙", "市A局,市B局"]]
    memory = io.StringIO()
    csv.writer(memory, delimiter=delimiter).writerows(rows)
    assert texts(memory.getvalue()) == rows


def test_the_delimiter_is_not_the_one_that_gives_the_widest_row():
    assert texts("1;a,b,c,d\n2;x\n3;y,z\n") == [["1", "a,b,c,d"], ["2", "x"], ["3", "y,z"]]


def test_a_first_line_sep_names_the_delimiter():
    assert texts("sep=;\r\na,b;c\r\n") == [["a,b", "c"]]


def test_quoted_line_feeds_and_quotes_stay():
    assert texts('a,"1.甲\r\n2.“乙”""丙"""\r\n') == [["a", '1.甲\n2.“乙”"丙"']]


def test_the_mark_before_what_a_spreadsheet_would_calculate_is_taken_off():
    assert texts("'=1+1,'-,'+86,'@甲,'引,''\n") == [["=1+1", "-", "+86", "@甲", "'引", "''"]]


def test_a_formula_that_only_keeps_a_number_as_text_is_the_text():
    assert texts('="1.10","=""2""","=""引""""号""",="3,4"\n=1+1,="甲,\n') == [
        ["1.10", "2", '引"号', '="3', '4"'],
        ["=1+1", '="甲', "", None, None],
    ]


def test_short_rows_have_no_cell_where_they_end_and_blank_ends_are_cut():
    assert texts("a,b,c,,\n1\n\n,, \n2,3,,\n,,\n\n") == [
        ["a", "b", "c"],
        ["1", None, None],
        [None, None, None],
        ["", "", ""],
        ["2", "3", ""],
    ]


def test_a_quote_without_a_partner_swallows_nothing_and_is_remarked():
    document = read_delimited('序号,任务\n1,"甲\n2,乙\n'.encode())
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["序号", "任务"],
        ["1", '"甲'],
        ["2", "乙"],
    ]
    assert [(one.sentence[:6], str(one.place)) for one in document.remarks] == [("引号没有成对", "第1张表第2行")]


def test_columns_past_the_two_hundredth_are_remarked():
    document = read_delimited((",".join(map(str, range(1, 203))) + "\n").encode())
    assert len(document.tables[0].rows[0]) == 200
    assert [one.text for one in document.remarks] == ["201 202"]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_what_a_careful_writer_writes_comes_back(rows):
    width = len(rows[0])
    rows = [["序号"] * width, *([*row, *[""] * width][:width] for row in rows), ["末"] * width]
    memory = io.StringIO()
    csv.writer(memory, quoting=csv.QUOTE_ALL).writerows(
        [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in row] for row in rows
    )
    expected = [[cell if cell.strip() else "" for cell in row] for row in rows]
    guarded = ("'=", "'+", "'-", "'@", "'\t")
    if not any(cell.startswith(guarded) for row in rows for cell in row):
        assert texts(memory.getvalue()) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空文件"),
        (b"PK\x03\x04" + b"xl/workbook.xml" * 3, "Excel 工作簿（.xlsx）"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "旧格式的 Word"),
        (b"%PDF-1.7\n", "PDF 文件"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"abc\0\1\2\3,\xfe", "二进制"),
        (b"a,b\n\xff\x81\x20\xff\x81\x20\xff\xff\n", "编码"),
        (b'"' + b"a" * 200_000, "一格过长"),
    ],
)
def test_what_is_no_delimited_text_is_named_for_what_it_is(data, message):
    with pytest.raises(UnreadableInputError, match=message) as caught:
        read_delimited(data)
    assert caught.value.hint


def test_a_table_of_very_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr("planctl.importer.readers.delimited._MOST_CELLS", 10_000)
    with pytest.raises(UnreadableInputError, match="1万格"):
        read_delimited(b"a,b\n" * 5_001)


def test_a_byte_that_does_not_decode_is_marked_and_remarked():
    data = ("任务,要求\n" * 500).encode("gb18030") + b"\x81\n"
    document = read_delimited(data)
    assert "1处无法解码" in document.remarks[0].sentence
