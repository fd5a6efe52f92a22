"""Columns are as wide as what is not divided in them; the running text gets the rest."""

from dataclasses import replace

import pytest

from planctl.document.cell_lines import undivided
from planctl.document.column_widths import Content, column_widths, is_crowded
from planctl.document.line_ends import text_width
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
        ("deadline", "2023/9/30", text_width("2023/9/30")),
        ("deadline", "2023.10.30前后", text_width("2023.10.30前")),
        ("deadline", "十二月底前", 5),
        ("deadline", "二〇二三年十月三十一日", 11),
        ("deadline", "二〇二三年十月底", 8),
        ("deadline", "每年8月底前", text_width("每年8月底前")),
        ("deadline", "2025年第三季度末前", text_width("2025年第三季度末前")),
        ("deadline", "自印发之日起20个工作日内", text_width("20个工作日内")),
        ("deadline", "每季度末月20日前报送", text_width("末月20日前")),
        ("deadline", "2025年上半年", text_width("2025年上半年")),
        ("lead_units", "办公室0745-2212345", text_width("0745-2212345")),
        ("lead_units", "投入13.5亿元资金", text_width("13.5亿元")),
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


@pytest.mark.parametrize("field", ["number", "reference"])
def test_numbers_stand_on_one_line(field):
    columns = [
        Content(field, "序号", ["（一）", "（十二）.3"], [1, 1]),
        Content("text", "具体要求", ["公开。", "公开。"], [1, 1]),
    ]
    assert column_widths(columns, 40.0)[0] == text_width("（十二）.3")


def test_a_long_title_gets_room_though_a_hanzi_more_alone_would_save_no_line():
    columns = contents()
    (title,) = [column for column in columns if column.field == "title"]
    long = replace(title, texts=["国际贸易、跨境数据流动、解决商业纠纷、促进市场竞争、办理破产"])
    found = column_widths([long if column is title else column for column in columns], 50.0)
    assert found[columns.index(title)] >= 8


def test_longer_names_are_whole_where_that_costs_less_than_a_line_for_two_of_them():
    assert widths(total=60.0, lead="区规划资源局、区数据局")["lead_units"] >= 7
    assert widths(total=28.0, lead="区规划资源局、区数据局")["lead_units"] < 7


def test_without_requirements_the_column_with_the_longest_texts_gets_the_room():
    rows = {
        "number": ["1", "2"],
        "title": ["既有住宅加装电梯", "停车治理"],
        "lead_units": ["区住建局", "区城管局"],
        "extra.年度目标": ["新增学位2100个（其中0—3岁托位300个），培训持证人员5000人", "新增泊位5000个"],
    }
    columns = [Content(field, field[:2], texts, [1, 1]) for field, texts in rows.items()]
    for total in (30.0, 70.0):
        found = column_widths(columns, total)
        assert sum(found) == pytest.approx(total)
        assert found[0] == 2
        assert max(found) == found[3]
    assert found[3] < 40, "what its texts do not need is shared"


def test_columns_that_are_too_many_for_what_is_not_divided_get_what_there_is():
    columns = contents(lead="市政务服务办、市编办", deadline="2018年12月31日前", text="加快推行民意调查制度。")
    assert not is_crowded(columns, 28.0)
    assert is_crowded(columns, 22.0)
    found = column_widths(columns, 22.0)
    assert sum(found) == pytest.approx(22.0)
    assert min(found) >= 2


def test_headings_take_two_lines_and_then_the_template_s_widths_stand_where_the_total_is_too_small():
    assert widths(total=29.0, heading="完成的时间限度和要求")["deadline"] < 9
    assert column_widths(contents(), 12.0) is None


def test_a_column_of_titles_without_a_character_has_some_width():
    columns = [Content("title", "工作任务及分工", [""], [1]), Content("text", "具体要求", ["公开。"], [1])]
    assert column_widths(columns, 12.0) == [4, 8]
