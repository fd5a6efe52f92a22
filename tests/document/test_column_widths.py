"""Columns are as wide as what is not divided in them; the running text gets the rest."""

import pytest

from planctl.document.column_widths import Content, column_widths, narrowed, undivided
from planctl.document.line_ends import line_ends, text_width
from planctl.document.view import view_plan
from support import plan_of


def contents(lead="市编办", deadline="全年", heading="完成时限", text="公开。"):
    view = view_plan(
        plan_of(
            f"plan: {{title: 方案, year: 2017, headings: {{deadline: {heading}}}}}\n"
            "tasks:\n- number: 1\n  title: 推进决策公开\n  requirements:\n"
            f"  - {{number: 1, text: {text * 20}, lead_units: '{lead}', deadline: {deadline}}}\n"
        )
    )
    return [
        Content(field, heading, [row.texts[field] for row in view.rows], [row.spans[field] for row in view.rows])
        for field, heading in view.columns
    ]


def widths(total=50.0, **cells):
    columns = contents(**cells)
    fields = [column.field for column in columns]
    return dict(zip(fields, column_widths(columns, total), strict=True))


def test_every_column_is_as_wide_as_its_heading_and_the_text_gets_the_rest():
    assert widths() == {"number": 2, "title": 6, "text": 34, "lead_units": 4, "deadline": 4}
    assert widths(heading="完成的时间限度")["deadline"] == 7


@pytest.mark.parametrize(
    ("field", "cell", "least"),
    [
        ("lead_units", "市发改局、市网建办", 5),
        ("lead_units", "市公共资源交易中心", 4),
        ("deadline", "2018-06-30", text_width("2018年6月30日")),
        ("deadline", "2018年12月31日前完成方案", text_width("2018年12月31日前")),
        ("deadline", "null", 6),
    ],
)
def test_dates_short_names_and_what_is_lost_are_never_divided(field, cell, least):
    plan = {"deadline" if field == "deadline" else "lead": cell}
    if cell == "null":
        assert list(undivided("〔原文缺失〕")) == [(0, 6)]
    else:
        assert widths(total=38.0, **plan)[field] >= least


def test_a_column_gets_room_from_the_text_while_that_makes_the_table_shorter():
    many = "、".join(["市公共资源交易中心"] * 8)
    assert widths(lead=many)["lead_units"] >= 10


def test_headings_take_two_lines_and_then_the_template_s_widths_stand_where_the_total_is_too_small():
    assert widths(total=29.0, heading="完成的时间限度和要求")["deadline"] < 9
    assert column_widths(contents(), 15.0) is None


def test_a_column_of_titles_without_a_character_has_some_width():
    columns = [Content("title", "工作任务及分工", [""], [1]), Content("text", "具体要求", ["公开。"], [1])]
    assert column_widths(columns, 12.0) == [1, 11]


@pytest.mark.parametrize(
    ("text", "room", "width"),
    [
        ("市发改局、市商务局", 6, 5.0),
        ("市发改局、市商务局", 5, 5),
        ("市发改局、市商务局", 10, 10),
        ("2018年6月底前", 4, 4),
        ("〔原文疑有缺失〕", 6, 5.0),
        ("市政务服务办、市各有关单位、各镇（街、园区）", 7, 6.0),
        ("市政务服务办、市各有关单位", 8, 8),
    ],
)
def test_lines_are_narrower_where_else_a_name_would_be_divided(text, room, width):
    assert narrowed(text, room).width == width
    inside = {place for start, end in undivided(text) if end - start <= room for place in range(start + 1, end)}
    assert inside.isdisjoint(line_ends(text, narrowed(text, room).width))
