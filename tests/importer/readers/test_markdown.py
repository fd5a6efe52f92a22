"""Markdown read as grids and paragraphs; planctl's own comes back text for text."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.document.view import view_plan
from planctl.errors import UnreadableInputError
from planctl.importer.readers.markdown import read_markdown
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from planctl.renderers.markdown.document import write_markdown
from planctl.renderers.markdown.escape import escape_markdown


def read(text):
    return read_markdown(text.encode())


def texts(document, number=0):
    return [[cell and cell.text for cell in row] for row in document.tables[number].rows]


def test_planctl_s_own_table_comes_back():
    signs = "`a`*b*_c_[d](e)<br>|~~f~~&amp;\\$#> <!-- x"
    requirement = Requirement("1.1", "1", f"甲{signs}\n乙", UnitCell("市A局、市B局"))
    plan = Plan("方案*一*", 2017, (Task("1", "1", "任务|一", (requirement,)),))
    memory = io.BytesIO()
    write_markdown(plan, view_plan(plan, verbatim=True), memory)
    document = read_markdown(memory.getvalue())
    assert [one.text for one in document.paragraphs] == ["方案*一*"]
    head, row = texts(document)
    assert head[:4] == ["序号", "工作任务", "具体要求", "牵头单位"]
    assert row[:4] == ["1", "任务|一", f"1.甲{signs}\n乙", "市A局、市B局"]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n")), min_size=1, max_size=4
    )
)
def test_any_text_escaped_for_a_cell_comes_back(cells):
    lines = [[line.strip() for line in cell.splitlines()] for cell in cells]
    expected = ["\n".join(one).strip("\n") for one in lines]
    head = "|" + " 头 |" * len(cells) + "\n|" + " --- |" * len(cells) + "\n"
    row = "| " + " | ".join(map(escape_markdown, cells)) + " |\n"
    document = read(head + row)
    assert texts(document)[1] == expected
    assert not document.remarks


def test_the_head_is_a_heading_row_and_places_are_counted():
    (table,) = read("| a | b |\n|---|---|\n| 1 | **2** |\n").tables
    assert table.rows[1][1].text == "2"
    assert str(table.rows[1][1].place) == "第1张表第2行第2列"


def test_cells_past_the_head_s_are_remarked_not_lost():
    document = read("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n")
    assert [(one.text, str(one.place)) for one in document.remarks] == [("3", "第1张表第2行第3列")]


def test_paragraphs_headings_lists_and_code_come_in_order_with_their_numbers():
    document = read("# 方案\n\n[注]: 列第一位者为牵头单位\n\n甲\n乙\n\n3. 三\n4. 四\n\n- 点\n\n    缩进\n")
    assert [one.text for one in document.paragraphs] == [
        "方案",
        "[注]: 列第一位者为牵头单位",
        "甲\n乙",
        "3. 三",
        "4. 四",
        "点",
        "缩进",
    ]
    assert str(document.paragraphs[2].place) == "第3段"


def test_an_html_table_inside_is_read_with_its_merges_even_past_empty_lines():
    document = read(
        "前\n\n| a |\n|---|\n| b |\n\n<table>\n\n<tr><td rowspan=2>1</td><td>2\n\n</td></tr>\n<tr><td>3</td></tr>\n</table>\n\n后\n"
    )
    assert texts(document, 1) == [["1", "2"], ["1", "3"]]
    assert document.tables[1].rows[0][0] is document.tables[1].rows[1][0]
    assert str(document.tables[1].rows[1][1].place) == "第2张表第2行第2列"
    assert [one.text for one in document.paragraphs] == ["前", "后"]


@pytest.mark.parametrize("table", ["+---+---+\n| a | b |\n+---+---+\n", "  a    b\n----- ----\n  1    2\n"])
def test_a_table_drawn_with_signs_as_pandoc_does_is_remarked(table):
    assert "pandoc -t gfm" in read(table).remarks[0].sentence


@pytest.mark.parametrize("text", ["---\n", "甲 -- 乙\n", "| a | b |\n| --- | --- |\n| 1 | 2 |\n"])
def test_other_lines_are_not_taken_for_such_a_table(text):
    assert not read(text).remarks


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x89PNG\0", b"a" * 9_000_000, b"|a" * 100_001])
def test_what_is_no_markdown_is_refused(data):
    with pytest.raises(UnreadableInputError):
        read_markdown(data)


@pytest.mark.parametrize("piece", ["[", "*a ", "![a](", "<", "`a", "_a*", "> ", "- ", "\\", "|"])
def test_texts_that_parsers_choke_on_are_read(piece):
    document = read("| a |\n|---|\n| " + piece.replace("|", "\\|") * 40_000 + " |\n")
    assert document.parts


def test_struck_text_is_kept_apart_from_what_shows():
    document = read("1. ~~旧~~新\n2. ~~旧~~\n\n| 序号 | 时限 |\n| --- | --- |\n| ~~1~~ | ~~6月底~~9月底<s>前</s> |\n")
    assert [(part.text, part.struck) for part in document.paragraphs] == [("1. 新", "旧"), ("", "旧")]
    assert [(cell.text, cell.struck) for cell in document.tables[0].rows[1]] == [("", "1"), ("9月底", "6月底\n前")]


def test_hidden_tables_in_its_html_are_numbered_with_the_others():
    document = read("| 甲 |\n| --- |\n| 1 |\n\n<table hidden><tr><td>乙</table>\n<table><tr><td>丙</table>\n")
    assert [(table.number, table.rows[0][0].text) for table in document.tables] == [(1, "甲"), (3, "丙")]
    assert [(table.number, table.rows[0][0].text) for table in document.hidden] == [(2, "乙")]
    assert document.hidden[0].rows[0][0].place.table == 2
