"""What the plan says of itself: its stage, and whether it is fit for it."""

import pytest

from planctl.checks import check_plan
from planctl.document.official import is_draft
from support import found, load

OPEN = "tasks:\n- {number: 1, title: 甲, lead_units: null, deadline: 全年}\n"


def plan(stage):
    return f"plan: {{title: 方案, year: 2017, stage: {stage}}}\n{OPEN}"


@pytest.mark.parametrize("stage", ["印发稿", "正式稿", "定稿", "印发稿（第二版）", "（印发稿）"])
def test_an_issued_plan_is_held_to_its_rules_whatever_its_stage_is_called(stage):
    loaded = load(plan(stage))
    assert not is_draft(loaded.plan)
    assert [one.rule.code for one in check_plan(loaded)] == ["PLN704", "PLN702"]


@pytest.mark.parametrize(
    "stage",
    [
        "初稿",
        "讨论稿",
        "征求意见稿",
        "修改稿",
        "送审稿",
        "报批稿",
        "审议稿",
        "征求意见稿（第二稿）",
        "征求意见稿(二)",
        "第二次征求意见稿",
        "征求意见稿第2稿",
        "送审稿2",
        "（送审稿）",
    ],
)
def test_every_draft_may_have_open_cells(stage):
    loaded = load(plan(stage))
    assert is_draft(loaded.plan)
    assert [one.rule.code for one in check_plan(loaded)] == ["PLN701"]


@pytest.mark.parametrize(
    ("stage", "suggestion"), [("正式", "正式稿"), ("印发", "印发稿"), ("征求意见搞", "征求意见稿")]
)
def test_a_stage_that_is_none_is_an_error_that_suggests_one(stage, suggestion):
    finding = check_plan(load(plan(stage)))[0]
    assert finding.rule.code == "PLN707"
    assert f"“{suggestion}”" in finding.help


@pytest.mark.parametrize("number", ["1", "1-1", "A1", "一", "（三）", "第二项", "甲", "①", "㈠", "B", "Ⅳ", "１"])
def test_whatever_counts_is_a_number(number):
    assert found(f"tasks:\n- {{number: {number}, title: 甲}}\n") == []


@pytest.mark.parametrize("number", ["待定", "推进公开", "无", "-"])
def test_a_task_s_number_that_counts_nothing_is_reported(number):
    assert found(f'tasks:\n- {{number: "{number}", title: 甲}}\n') == [("PLN105", 2, 12)]
