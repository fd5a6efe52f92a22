"""Kinds of printed tables that the search of the property found to be read wrong, each as small as it can be."""

import io
from dataclasses import replace

import pdfplumber

from planctl.importer.readers.pdf.document import read_sheets
from planctl.importer.readers.pdf.file import read_pdf
from planctl.importer.readers.pdf.sheet import sheet_of
from printing.layout import Cell, Layout, Table
from printing.letters import Typeface
from printing.tables import print_table

SIZE = 10.0


def table(*rows, heading=1):
    """A table of texts: ↑ goes on with the cell above, ← with the cell at its left."""
    grid = [row.split("|") for row in rows]
    cells = []
    for row, texts in enumerate(grid):
        cells.append([])
        for column, words in enumerate(texts):
            down = 1 + next((n for n, below in enumerate(grid[row + 1 :]) if below[column] != "↑"), len(grid) - row - 1)
            across = 1 + next((n for n, one in enumerate(texts[column + 1 :]) if one != "←"), len(texts) - column - 1)
            cells[-1].append(None if words in ("↑", "←") else Cell(words.replace("⏎", "\n"), down, across))
    return Table(tuple(map(tuple, cells)), heading)


def layout(*letters, side=5.0, above=2.0, **options):
    """A layout with columns of so many letters."""
    face = Typeface(SIZE, hanging=options.pop("hanging", False))
    return Layout(tuple(count * SIZE + 2 * side for count in letters), face=face, margins=(side, above), **options)


def rows_of(printed, how):
    document = read_pdf(print_table(printed, how))
    (one,) = document.tables
    return ["|".join(cell.text.replace("\n", "⏎") for cell in row) for row in one.rows]


HEADING = "序号|任务|单位|时限"


def test_a_rule_under_a_full_cell_at_an_open_side_is_no_underline():
    rows = (HEADING, "1|种树|市林业局|二零二六", "↑|↑|↑|二零二七", "2|修路|市交通局|全年")
    how = layout(3, 4, 5, 4, side=1.0, above=0.0, ruling="open")
    assert rows_of(table(*rows), how)[1:3] == ["1|种树|市林业局|二零二六", "1|种树|市林业局|二零二七"]


def test_a_line_under_a_mark_that_hangs_over_a_rule_divides_no_cell():
    rows = (HEADING, "1|在城东种树，再修路和桥|市林业局|全年", "2|修路|市交通局|全年")
    how = layout(3, 5.2, 5, 4, side=6.0, hanging=True, underlined=True)
    assert rows_of(table(*rows), how)[1] == "1|在城东种树，再修路和桥|市林业局|全年"


def test_a_line_under_words_beside_a_rule_keeps_its_height():
    rows = (HEADING, "1|种树|市林业局⏎市水务局|六月", "2|修路|市交通局|↑")
    how = layout(3, 5, 5, 4, underlined=True, middle=True, ruling="open", leading=1.0, rise=-0.26)
    document = read_pdf(print_table(table(*rows), how))
    assert [row[3].text for row in document.tables[0].rows] == ["时限", "六月", "六月"]
    assert document.remarks == ()


def test_names_on_lines_of_their_own_go_on_behind_a_page_s_end():
    rows = (HEADING, "1|在城东的河边种树，再修路|各街道⏎市水务局⏎市林业局|全年", "2|修路|市交通局|全年")
    how = layout(3, 14, 5, 4, cuts_rows=True, height=4 * 13.0)
    assert rows_of(table(*rows), how) == list(rows)


def test_a_row_of_the_heading_that_is_repeated_without_all_of_its_letters_is_no_task():
    rows = ("序号|任务|分工|←|责任领导", "↑|↑|牵头|配合|↑", "1|种树|甲局|乙局|张三", "2|修路|丙局|丁局|李四")
    how = layout(3, 4, 4, 4, 2, heading_again=(0,), height=5 * 13.0)
    assert [row[:1] for row in rows_of(table(*rows, heading=2), how)] == ["序", "序", "1", "2"]


def test_columns_of_a_table_ruled_only_across_follow_from_the_rows_of_all_its_pages():
    rows = ("序号|任务名称|单位|完成时限", "1|种|市林业局|二零二六年底前", "2|修一条新的路|市交通局|全年")
    how = layout(3, 6, 8, 8, ruling="across", height=17.0, heading_again=())
    assert rows_of(table(*rows), how) == list(rows)


def test_a_heading_over_columns_is_known_where_it_is_repeated_without_those_below_it():
    rows = (
        "序号|任务|分工进度|←|←",
        "↑|↑|牵头单位|配合单位|时限",
        "1|种树|市林业局|市水务局|全年",
        "2|修路|市交通局|市公安局|六月",
    )
    how = layout(3, 5, 6, 6, 4, ruling="across", heading_again=(0,), height=3 * 17.0)
    assert [row[0] for row in rows_of(table(*rows, heading=2), how)] == ["序", "序", "1", "2"]


def test_a_short_text_far_from_its_heading_stands_in_its_own_column():
    rows = ("序号|任务|单位|领导", "1|在城东种树再修一条路|市水务局|李四", "2|修路|市水务局|张三")
    how = layout(3, 10, 14, 4, ruling="across")
    assert rows_of(table(*rows), how) == list(rows)


def test_a_title_over_two_lines_in_a_table_ruled_only_across_is_not_its_heading():
    title = "云川市口袋公园及步道养护二零二六年任务分工方案"
    rows = (f"{title}|←|←|←", HEADING, "1|种树|市林业局|全年", "2|修路|市交通局|全年")
    found = rows_of(table(*rows, heading=2), layout(3, 5, 5, 4, ruling="across"))
    assert found == [f"{title}|{title}|{title}|{title}", *rows[1:]]


def test_a_rule_under_a_full_cell_of_a_table_ruled_only_across_is_no_underline():
    rows = (HEADING, "1|种树|市林业局|二零二六二零二六二零二六二零二六", "↑|↑|↑|全年", "2|修路|市交通局|全年")
    how = layout(3, 5, 5, 16, above=0.0, leading=1.0, ruling="across")
    assert [row.split("|")[3] for row in rows_of(table(*rows), how)[1:3]] == ["二零二六" * 4, "全年"]


def test_a_name_that_a_narrow_column_breaks_is_one_name():
    rows = (HEADING, "1|种树|各区县（市）人民政府⏎各街道|全年", "2|修路|市交通局|全年")
    assert rows_of(table(*rows), layout(3, 5, 6, 4, ruling="across")) == list(rows)


def test_a_row_over_all_columns_ends_before_the_row_on_the_next_page():
    rows = (HEADING, "一、提升品质|←|←|←", "1|种树|市林业局|全年", "2|修路|市交通局|全年")
    how = layout(3, 5, 5, 4, ruling="across", height=2 * 17.0)
    assert [row.split("|")[0] for row in rows_of(table(*rows), how)] == ["序号", "一、提升品质", "1", "2"]


def test_a_section_s_row_that_no_ruling_closes_at_a_page_s_end_is_a_row_of_the_table():
    rows = (HEADING, "一、提升|←|←|←", "1|种树|市林业局|全年", "二、方便|←|←|←", "2|修路|市交通局|全年")
    how = layout(3, 5, 5, 4, ruling="open", closed=(False, True), height=4 * 17.0)
    assert [row.split("|")[0] for row in rows_of(table(*rows), how)] == ["序号", "一、提升", "1", "二、方便", "2"]


def test_a_number_alone_on_its_line_below_the_last_ruling_of_a_page_is_no_page_number():
    rows = (HEADING, "1|种树|市林业局|全年", "2|在城东修一条路|市交通局市公安局|全年", "3|铺路|市交通局|全年")
    how = layout(3, 4, 4, 4, ruling="across", middle=True, closed=(False, True), height=17.0 * 2 + 30.0)
    assert [row.split("|")[0] for row in rows_of(table(*rows), how)] == ["序号", "1", "2", "3"]


def test_names_in_radicals_as_printers_leave_them_are_told_apart_all_the_same():
    rows = (HEADING, "1|种树|市林业局⏎人行云川市分行|全年", "2|修路|市交通局|全年")
    radicals = {"人": "⼈", "行": "⾏", "工": "⼯"}
    with pdfplumber.open(io.BytesIO(print_table(table(*rows), layout(3, 5, 7, 4)))) as document:
        sheets = [sheet_of(page) for page in document.pages]
    left = [
        replace(one, letters=[letter._replace(text=radicals.get(letter.text, letter.text)) for letter in one.letters])
        for one in sheets
    ]
    read = read_sheets(left)
    assert read.tables[0].rows[1][2].text == "市林业局\n人行云川市分行"
    assert [(one.what, one.text, one.place.page) for one in read.remarks] == [("特殊字符", "部首字符3个", 1)]


def test_a_heading_alone_on_its_page_does_not_go_on_with_the_first_row():
    rows = ("序号|任务要求|分工|←", "↑|↑|牵头|配合", "1|在城东种树再修一条路|甲局|乙局", "2|修路|丙局|丁局")
    how = layout(3, 6, 4, 4, height=2 * 17.0 + 1)
    assert [row.split("|")[0] for row in rows_of(table(*rows, heading=2), how)] == ["序号", "序号", "1", "2"]


def test_a_row_that_begins_an_item_is_no_rest_though_a_merged_cell_beside_it_goes_on():
    rows = (
        "序号|任务|要求|单位",
        "1|种树|1.种|市林业局、市水务局、市交通局、市公安局",
        "↑|↑|2.修路|↑",
        "2|铺路|修|市交通局",
    )
    how = layout(3, 4, 4, 5, height=3 * 17.0 + 1, leading=1.3)
    found = [row.split("|")[2:] for row in rows_of(table(*rows), how)]
    assert found[1:3] == [
        ["1.种", "市林业局、市水务局、市交通局、市公安局"],
        ["2.修路", "市林业局、市水务局、市交通局、市公安局"],
    ]


def test_lines_of_a_title_that_is_all_the_text_outside_the_table_are_in_the_middle():
    title = ("云川市关于口袋公", "园的2026年任务分", "工方案")
    how = layout(3, 5, 9, 5, side=1.0, caption=title, caption_size=22.0, caption_gap=10.0)
    document = read_pdf(print_table(table(HEADING, "1|种树|市林业局|全年", "2|修路|市交通局|全年"), how))
    assert [(one.text, one.centred) for one in document.paragraphs] == [(line, True) for line in title]
