"""A matrix of tasks and units, where marks say who leads and who supports."""

import pytest

from support_import import codes, imported, paragraph, rows


def units(result):
    return [
        (one.text, one.lead_units and one.lead_units.printed, one.supporting_units and one.supporting_units.printed)
        for _, one in result.plan.rows()
    ]


def messages(result):
    return [finding.message for finding in result.findings]


MATRIX = """
| 序号 | 工作任务 | 具体要求 | 市水务局 | 市交通局 | 各镇（街道） | 完成时限 |
| 1 | 清淤 | 疏浚。 | ● | ○ | ○ | 6月底 |
| 2 | 巡河 | 建账。 | ○ |  | ● | 全年 |
| 3 | 督查 | 通报。 | / | ● | ● | 3月底 |
"""


def test_filled_marks_lead_and_hollow_ones_support():
    result = imported(MATRIX)
    assert units(result) == [
        ("疏浚。", "市水务局", "市交通局、各镇（街道）"),
        ("建账。", "各镇（街道）", "市水务局"),
        ("通报。", "市交通局、各镇（街道）", ""),
    ]
    assert [row[4] for row in rows(result)] == ["6月底", "全年", "3月底"]
    assert [unit.name for unit in result.plan.units] == ["市水务局", "市交通局", "各镇（街道）"]
    assert messages(result) == [
        "栏目“市水务局、市交通局、各镇（街道）”并入“牵头单位、配合单位”，“●”读作牵头单位，“○”读作配合单位"
    ]


@pytest.mark.parametrize(
    "note",
    [
        "注：“○”为牵头单位，“●”为配合单位。",
        "说明：○表示牵头、●表示配合",
        "牵头单位用○，配合单位用●",
        "○：主办；●：协办",
    ],
)
def test_what_the_document_says_of_the_marks_goes_before_their_looks(note):
    (first, *_) = units(imported(paragraph(note), MATRIX))
    assert first == ("疏浚。", "市交通局、各镇（街道）", "市水务局")


def test_one_mark_alone_is_what_the_heading_over_the_units_says():
    result = imported("""
| 序号 | 工作任务 | 牵头单位 | 配合单位 | ← | ← | 时限 |
| ↑ | ↑ | ↑ | 发⏎改 | 财政 | 住建 | ↑ |
| 一、公开 | ← | ← | ← | ← | ← | ← |
| 1 | 甲 | 市编办 | √ |  | √ | 6月 |
| 2 | 乙 | 市编办 |  | √ |  | 7月 |
""")
    assert units(result) == [("", "市编办", "发改、住建"), ("", "市编办", "财政")]
    assert [task.section for task in result.plan.tasks] == ["一、公开", "一、公开"]


def test_units_under_one_heading_become_columns_of_both_roles_below_it():
    result = imported("""
| 序号 | 工作任务 | 责任单位 | ← | ← | 时限 |
| ↑ | ↑ | 市发改局 | 市财政局 | 市住建局 | ↑ |
| 1 | 甲 | ★ | ☆ |  | 6月 |
| 2 | 乙 |  | ★ | ☆ | 7月 |
| 注：无 | ← | ← | ← | ← | ← |
""")
    assert units(result) == [("", "市发改局", "市财政局"), ("", "市财政局", "市住建局")]


def test_a_task_that_no_unit_leads_is_reported():
    result = imported("| 序号 | 工作任务 | 市编办 | 市财政局 |\n| 1 | 甲 | ● | ○ |\n| 2 | 乙 |  | ○ |")
    assert units(result)[1] == ("", None, "市财政局")
    assert codes(result) == ["PLN612", "PLN604"]


def test_the_heading_repeated_on_a_page_is_no_row():
    heading, *body = MATRIX.strip().splitlines()
    assert units(imported("\n".join([heading, body[0], heading, *body[1:]]))) == units(imported(MATRIX))


@pytest.mark.parametrize(
    "heading", ["一季度 | 二季度 | 三季度", "是 | 否 | 不详", "1月 | 2月 | 3月"], ids=["quarters", "answers", "months"]
)
def test_marks_under_what_are_no_units_stay_columns_of_their_own(heading):
    result = imported(
        f"| 序号 | 工作任务 | 牵头单位 | {heading} |\n| 1 | 甲 | 市编办 | ● | ○ |  |\n| 2 | 乙 | 市编办 |  |  | ● |"
    )
    assert [one.lead_units.printed for _, one in result.plan.rows()] == ["市编办", "市编办"]
    assert all(one.extra for _, one in result.plan.rows())


def test_columns_that_a_user_counts_are_those_of_the_document():
    result = imported(MATRIX, columns={"lead_units": 4, "deadline": 7})
    assert [row[4] for row in rows(result)] == ["6月底", "全年", "3月底"]
    assert "PLN612" not in codes(result)


def test_marks_in_a_table_printed_side_by_side_are_reported():
    result = imported("""
| 序号 | 工作任务 | 市水务局 | 市财政局 | 序号 | 工作任务 | 市水务局 | 市财政局 |
| 1 | 巡河 | ● | ○ | 2 | 清淤 | ○ | ● |
""")
    assert [one.lead_units.printed for _, one in result.plan.rows()] == ["市水务局", "市财政局"]
    assert messages(result) == ["栏目“市水务局、市财政局”并入“牵头单位、配合单位”，“●”读作牵头单位，“○”读作配合单位"]
