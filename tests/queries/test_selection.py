"""Rows of a section, of a leader, without a deadline."""

import pytest

from planctl.queries import Selection, leader_columns, leaders, sections_called, select
from support import load, plan_of

PLAN = """\
plan: {title: 方案, year: 2017, numbering: per-section}
tasks:
- {number: 1, section: 一、推进公开／（一）决策公开, title: 甲, requirements: [
    {text: a, lead_units: 市编办, deadline: 全年, extra: {分管领导: 张三、李四}}]}
- {number: 1, section: 一、推进公开／（二）执行公开, title: 乙, requirements: [
    {text: b, lead_units: 市编办, deadline: null, extra: {分管领导: 张三丰}}]}
- {number: 1, section: 第二部分 加强解读, title: 丙, requirements: [
    {text: c, lead_units: 市编办, deadline: "", extra: {分管领导: 副市长张三（牵头）, 备注: 王五}},
    {text: d, lead_units: 市编办, deadline: 尽快, extra: {责任领导: 张 三}},
    {text: e, lead_units: 市编办, deadline: 6月底, extra: {责任领导: "张三副市长\\n李四"}}]}
- {number: 1, title: 丁, requirements: [{text: f, lead_units: 市编办}]}
"""


def texts(**asked):
    return "".join(row.text for _, row in select(load(PLAN).plan, Selection(**asked)))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("一", "ab"),
        ("一、", "ab"),
        ("第一部分", "ab"),
        ("一.二", "b"),
        ("二", "cde"),
        ("决策公开", "a"),
        ("公开", "ab"),
        ("一、推进公开／（二）执行公开", "b"),
        ("加强 解读", "cde"),
        ("三", ""),
        ("", ""),
    ],
)
def test_a_section_is_asked_for_by_number_or_by_words_of_its_heading(name, found):
    assert texts(section=name) == found
    assert bool(sections_called(load(PLAN).plan, name)) is bool(found)


@pytest.mark.parametrize(
    ("name", "found"),
    [("张三", "acde"), ("张 三", "acde"), ("李四", "ae"), ("张三丰", "b"), ("王五", ""), ("三", "acde")],
)
def test_a_leader_is_found_with_a_post_or_spaces_but_not_in_a_longer_name(name, found):
    assert texts(leader=name) == found


def test_leaders_stand_in_columns_whose_headings_say_so():
    plan = load(PLAN).plan
    assert leader_columns(plan) == ["分管领导", "责任领导"]
    assert leaders(plan) == ["张三", "李四", "张三丰", "副市长张三", "牵头", "张 三", "张三副市长"]


@pytest.mark.parametrize(
    ("heading", "is_of_leaders"),
    [
        ("市分管领导", True),
        ("责任领导及电话", True),
        ("分管副市长", True),
        ("分管县领导", True),
        ("责任人", True),
        ("负责同志", True),
        ("联系人", True),
        ("责任单位意见", False),
        ("备注", False),
    ],
)
def test_what_a_column_of_leaders_is_called(heading, is_of_leaders):
    plan = plan_of(
        f"plan: {{title: 方案, year: 2017}}\ntasks: [{{number: 1, title: 甲, extra: {{{heading}: 张三}}}}]\n"
    )
    assert leader_columns(plan) == ([heading] if is_of_leaders else [])


def test_no_deadline_is_one_that_is_not_known_or_not_written():
    assert texts(without_deadline=True) == "bcf"
