"""What of a plan may be put before whom."""

import pytest

from planctl.document.columns import Column, plan_columns
from planctl.document.publication import Disclosure, cells_with_people, disclosure_of, people_columns
from planctl.model.plan import Plan
from support import plan_of


@pytest.mark.parametrize(
    ("written", "disclosure"),
    [
        ("主动公开", Disclosure.PUBLIC),
        ("公开", Disclosure.PUBLIC),
        ("（此件公开发布）", Disclosure.PUBLIC),
        ("(此件主动公开)", Disclosure.PUBLIC),
        ("全文公开", Disclosure.PUBLIC),
        ("依申请公开", Disclosure.RESTRICTED),
        ("（此件依申请公开）", Disclosure.RESTRICTED),
        ("不予公开", Disclosure.RESTRICTED),
        ("不公开", Disclosure.RESTRICTED),
        ("此件不公开", Disclosure.RESTRICTED),
        ("免予公开", Disclosure.RESTRICTED),
        ("此件发至县团级", Disclosure.RESTRICTED),
        ("内部资料，严禁公开", Disclosure.RESTRICTED),
        ("依申請公開", Disclosure.RESTRICTED),
        ("依\u200b申 请\n公开", Disclosure.RESTRICTED),
        ("主 动 公 开", Disclosure.PUBLIC),
        ("", Disclosure.UNMARKED),
        (" （） ", Disclosure.UNMARKED),
        ("部分公开", Disclosure.UNCLEAR),
        ("删减后公开", Disclosure.UNCLEAR),
        ("待定", Disclosure.UNCLEAR),
    ],
)
def test_only_what_is_surely_public_is_taken_for_public(written, disclosure):
    assert disclosure_of(Plan("方案", 2017, disclosure=written)) is disclosure


@pytest.mark.parametrize(
    "heading",
    ["责任人", "第一责任人", "责任领导", "市分管领导", "分管副市长", "联系人", "联系人及电话", "联系方式", "联络员", "手机号码", "经办人", "牵头领导", "姓名", "具体负责同志", "电子邮箱",
     "责 任 人", "责任\n领导", "联系\u3000电话", "聯繫電話", "責任人", "联\u200b系人", "ＱＱ号", "E-mail", "Tel."],
)  # fmt: skip
def test_a_column_that_names_people_or_says_how_to_reach_them_is_one_of_people(heading):
    assert people_columns([Column(f"extra:{heading}", heading)])


@pytest.mark.parametrize(
    "heading",
    [
        "备注",
        "Intelligence",
        "责任单位",
        "牵头领导小组",
        "进展情况",
        "阶段目标",
        "责任科室",
        "工作人数",
        "牵头单位",
        "验收标准",
    ],
)
def test_a_column_that_says_what_is_done_or_by_which_unit_is_none_of_people(heading):
    assert not people_columns([Column(f"extra:{heading}", heading)])


def test_the_columns_that_every_plan_has_are_never_left_out():
    plan = plan_of(
        "plan: {title: 方案, year: 2017, headings: {lead_units: 责任单位及责任人}}\ntasks:\n- {number: 1, title: 甲, lead_units: 乙局}\n"
    )
    assert people_columns(plan_columns(plan)) == []


def test_names_in_cells_of_units_are_found():
    plan = plan_of(
        "tasks:\n- {number: 1, title: 甲, lead_units: 市教育局（王小明）}\n- {number: 2, title: 乙, lead_units: 市教育局局长王小明}\n"
        "- {number: 3, title: 丙, lead_units: 市教育局、王店镇}\n- {number: 4, title: 丁, supporting_units: 各镇（街道）主要负责人}\n"
    )
    assert cells_with_people(plan) == ["1", "2"]
