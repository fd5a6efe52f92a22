"""Error values of spreadsheets, and 同上 among tasks and requirements."""

import pytest

from planctl.importer.draft.draft import Blank
from support_import import codes, imported, rows

HEADING = "| 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |\n"


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#SPILL!", "####"])
@pytest.mark.parametrize("blank", [None, *Blank])
def test_an_error_value_is_unknown_whatever_blank_cells_mean_and_no_unit(error, blank):
    options = {"blank": blank} if blank else {}
    result = imported(
        f"{HEADING}| 1 | 清淤 | 疏浚。 | 市水务局 | 6月底 |\n| 2 | 巡河 | 建账。 | {error} | {error} |", **options
    )
    assert rows(result)[1][2:] == ("建账。", None, None)
    assert [unit.name for unit in result.plan.units] == ["市水务局"]
    assert codes(result) == ["PLN618"] * 2
    assert result.doubts == dict.fromkeys((("2", "lead_units"), ("2", "deadline")), f"原文是错误值“{error}”")


def test_an_error_value_for_a_number_title_or_text_leaves_the_row_what_it_is():
    result = imported(
        f"{HEADING}| 1 | 清淤 | 疏浚。 | 市水务局 | 全年 |\n| #REF! | 巡河 | 建账。 | 市水务局 | 全年 |\n"
        "| 3 | #N/A | 宣传。 | 市水务局 | 全年 |\n| 4 | 督查 | #VALUE! | 市水务局 | 全年 |\n|  |  | #VALUE! | 市编办 | 全年 |"
    )
    assert [row[:3] for row in rows(result)] == [
        ("1", "清淤", "疏浚。"),
        ("1-2", "巡河", "建账。"),
        ("3", None, "宣传。"),
        ("4#1", "督查", None),
        ("4#2", "督查", None),
    ]
    assert codes(result) == ["PLN608", "PLN618", "PLN618", "PLN618"]


def test_a_text_about_an_error_value_is_a_text():
    result = imported(f"{HEADING}| 1 | 清理#N/A | #1楼改造 | #市水务局 | 全年 |")
    assert rows(result)[0][1:4] == ("清理#N/A", "#1楼改造", "#市水务局")
    assert codes(result) == []


@pytest.mark.parametrize("same", ["同上", "〃", "（同上）", "同 上"])
@pytest.mark.parametrize("number", ["", "〃"])
def test_the_same_task_as_above_goes_on_with_its_next_requirement(same, number):
    result = imported(
        f"{HEADING}| 1 | 巡河 | 建账。 | 市水务局 | 全年 |\n| {number} | {same} | 通报。 | 市编办 | 6月底 |"
    )
    assert rows(result) == [("1#1", "巡河", "建账。", "市水务局", "全年"), ("1#2", "巡河", "通报。", "市编办", "6月底")]
    assert codes(result) == ["PLN605"] * (1 + bool(number))


def test_a_task_with_its_own_number_takes_the_title_that_it_says_is_the_same():
    result = imported(f"{HEADING}| 1 | 巡河 | 建账。 | 市水务局 | 全年 |\n| 2 | 同上 | 通报。 | 市编办 | 6月底 |")
    assert [row[:2] for row in rows(result)] == [("1", "巡河"), ("2", "巡河")]
    assert result.doubts == {("2", "title"): "原文写作“同上”"}


def test_a_requirement_and_a_section_may_be_the_same_as_above():
    result = imported(
        "| 类别 | 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 水务 | 1 | 巡河 | 建账。 | 市水务局 |\n"
        "| 〃 | 2 | 清淤 | 同上 | 市编办 |\n| 宣传 | 3 | 宣传 | 同上 | 市编办 |\n"
        "| 宣传 | 4 | 督查 | 通报。 | 市编办 |"
    )
    assert [row[2] for row in rows(result)] == ["建账。", "建账。", "建账。", "通报。"]
    assert [task.section for task in result.plan.tasks] == ["水务", "水务", "宣传", "宣传"]
    assert set(codes(result)) == {"PLN605"}


def test_nothing_above_leaves_the_same_unknown():
    result = imported(f"{HEADING}| 1 | 同上 | 同上 | 市水务局 | 全年 |")
    assert rows(result)[0][1:3] == (None, None)
    assert codes(result) == ["PLN605", "PLN605"]
