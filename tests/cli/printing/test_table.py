"""Tables as they stand on a screen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.cli.printing.column_widths import Column, Kind
from planctl.cli.printing.output import clean
from planctl.cli.printing.styles import Painter
from planctl.cli.printing.table import lay_out, print_list
from planctl.cli.printing.wrapping import display_width, items, wrap, wrap_items

COLUMNS = [Column("序号"), Column("具体要求", Kind.TEXT), Column("牵头单位", Kind.NAMES)]


def plain_table(columns, rows, width):
    return list(lay_out(columns, rows, width).lines(Painter()))


def one_line_table(columns, rows, width):
    return list(lay_out(columns, rows, width, oneline=True).lines(Painter()))


def test_hanzi_count_as_two_columns():
    assert plain_table(COLUMNS, [["1.1", "完善政府法律顾问制度。", "市法制局"]], 40) == [
        "序号  具体要求                牵头单位",
        "────  ──────────────────────  ────────",
        "1.1   完善政府法律顾问制度。  市法制局",
    ]


def test_long_cells_wrap_into_their_columns_with_a_faint_rule_between_rows():
    rows = [
        ["1.1", "建立利益相关方、公众、专家、媒体等列席制度。", "市政务服务办、市编办"],
        ["1.2", "公开。", "市编办"],
    ]
    assert plain_table(COLUMNS, rows, 44) == [
        "序号  具体要求                牵头单位",
        "────  ──────────────────────  ──────────────",
        "1.1   建立利益相关方、公众、  市政务服务办、",
        "      专家、媒体等列席制度。  市编办",
        "┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "1.2   公开。                  市编办",
    ]


def test_rows_stand_one_below_the_other_where_names_would_be_broken():
    rows = [["1.1", "建立利益相关方、公众、专家列席制度。", "市公共资源交易中心、市编办"], ["1.2", "公开。", "市编办"]]
    assert plain_table(COLUMNS, rows, 32) == [
        "1.1",
        "  具体要求：建立利益相关方、公",
        "  众、专家列席制度。",
        "  牵头单位：市公共资源交易中心、",
        "  市编办",
        "┈" * 32,
        "1.2",
        "  具体要求：公开。",
        "  牵头单位：市编办",
    ]


def test_numbers_stand_below_one_another():
    assert plain_table([Column("名称", Kind.NAMES), Column("牵头", Kind.NUMBER)], [["甲", "7"], ["乙", "10"]], 40) == [
        "名称  牵头",
        "────  ────",
        "甲       7",
        "乙      10",
    ]


WORDS = st.text(alphabet=st.sampled_from(list("市发改局，。、（）()abc 1\n")), max_size=60)


@pytest.mark.parametrize("lines_of", [wrap, wrap_items])
@given(text=WORDS, width=st.integers(2, 30))
def test_wrapped_text_keeps_every_character_but_spaces_within_the_width(lines_of, text, width):
    lines = lines_of(text, width)
    assert "".join(lines).replace(" ", "") == "".join(text.splitlines()).replace(" ", "")
    assert all(display_width(line) <= width for line in lines)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), st.integers(40, 200))
def test_a_table_keeps_within_the_width_and_loses_nothing(rows, width):
    rows = [[str(index), b, c] for index, (_, b, c) in enumerate(rows)]
    lines = plain_table(COLUMNS, rows, width)
    assert all(display_width(line) <= width for line in "\n".join(lines).splitlines())
    shown = sorted("".join(lines))
    for character in "市发改局，。、（）()abc1":
        assert shown.count(character) >= sum(cell.count(character) for row in rows for cell in row)


NAMES = ["市发改局", "市公共资源交易中心", "各镇(街、园区)", "市人民政府经济协作办公室", "市编办"]
LISTS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6).map("、".join)
TEXTS = st.sampled_from(
    ["于2017年11月30日前完成IPv6改造，并在www.example.gov.cn公示。", "按照“双公示”要求，在12月底前公开。"]
)


@given(st.lists(st.tuples(TEXTS, LISTS), min_size=1, max_size=4), st.integers(60, 200))
def test_from_60_to_200_columns_no_name_number_date_or_latin_word_is_broken(rows, width):
    lines = plain_table(COLUMNS, [[f"6.{index}", *row] for index, row in enumerate(rows)], width)
    shown = "\n".join(lines)
    whole = {name for _, names in rows for name in items(names)} | {f"6.{index}" for index in range(len(rows))}
    for text, _ in rows:
        whole |= set(re.findall(r"[A-Za-z0-9.]{3,}|\d+年\d+月\d+日前|\d+月底前", text))
    assert {word for word in whole if word not in shown} == set()
    assert not re.search(r"(?m)^ *[、，。]", shown)


def test_each_row_fits_on_one_line_and_lists_are_cut_between_names():
    rows = [
        ["1.1", "建立利益相关方、公众、专家、媒体\n等列席制度。", "市政务服务办、市编办、市财政局"],
        ["1.2", "公开。", "市编办"],
    ]
    assert one_line_table(COLUMNS, rows, 44) == [
        "序号  具体要求            牵头单位",
        "────  ──────────────────  ─────────────────",
        "1.1   建立利益相关方、…   市政务服务办、…",
        "1.2   公开。              市编办",
    ]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.integers(16, 200))
def test_a_table_of_one_line_a_row_has_as_many_lines_within_the_width(rows, width):
    lines = one_line_table(COLUMNS, [[str(index), *row] for index, row in enumerate(rows)], width)
    assert len(lines) == len(rows) + 2
    assert all(display_width(line) <= width and "\n" not in line for line in lines)


def test_a_list_of_numbers_wraps_between_numbers(capfd, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    print_list(f"视情况而定 12条：{'、'.join(f'1.{number}' for number in range(1, 13))}")
    assert capfd.readouterr().out.splitlines() == [
        "视情况而定 12条：1.1、1.2、",
        "  1.3、1.4、1.5、1.6、1.7、",
        "  1.8、1.9、1.10、1.11、1.12",
    ]


def test_control_and_bidi_characters_are_shown_not_sent():
    assert clean("a\x1b[31m\u202eb\x9b\tc\n") == "a\\u001b[31m\\u202eb\\u009b\tc\n"
    (row,) = plain_table([Column("序号")], [["a\x1b[31m"]], 40)[2:]
    assert row == "a\\u001b[31m"


def test_a_finding_shows_the_part_of_its_line_that_fits_the_screen(capfd, monkeypatch, tmp_path):
    from planctl.cli import run

    text = "甲" * 200
    plan = tmp_path / "plan.yaml"
    content = f"format: 1\nplan: {{title: a, year: 2017}}\ntasks:\n- {{number: 1, title: {text}“{text}}}\n"
    plan.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for width in (40, 80, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        run(["validate", "plan.yaml", "--select", "PLN404"])
        _, excerpt, caret, *_ = capfd.readouterr().out.splitlines()
        assert width - 4 <= display_width(excerpt) <= width
        assert excerpt.endswith("…")
        assert display_width(excerpt[: excerpt.index("“")]) == caret.index("^")
