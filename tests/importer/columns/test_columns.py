"""Which column of a table is what: by its heading, and where that does not tell, by what stands under it."""

import pytest

from planctl.errors import UsageError
from planctl.importer.columns.headings import field_alike, field_of
from support_import import codes, imported, rows, table


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("民生实事", "title"),
        ("项目名称", "title"),
        ("内容与要求", "text"),
        ("目标与任务", "title"),
        ("县区责任单位", "lead_units"),
        ("参加协作单位", "supporting_units"),
        ("计划完成时间", "deadline"),
        ("报送时间", ""),
        ("实际完成时间", ""),
        ("任务进展情况", ""),
        ("责任单位联系人", ""),
        ("任务来源", ""),
        ("重点举措", "text"),
        ("实施路径", "text"),
        ("主要目标", "text"),
        ("数据集名称", "title"),
        ("单位名称", ""),
        ("时间安排", "deadline"),
        ("进度计划", "deadline"),
        ("整改完成期限", "deadline"),
        ("市直牵头责任科室", "lead_units"),
        ("县级协办部门", "supporting_units"),
        ("成果形式", ""),
        ("分管领导", ""),
        ("牵头市领导", ""),
    ],
)
def test_headings_in_words_alike_name_their_field(heading, field):
    assert (field_of(heading) or field_alike(heading)) == field


def test_a_heading_in_other_words_beside_known_ones_is_read_and_no_row_is_lost():
    result = imported("| 序号 | 民生实事 | 责任单位 | 完成时限 |\n| 1 | 新建公园三座。 | 市城管局 | 12月底 |")
    assert rows(result) == [("1", "新建公园三座。", "", "市城管局", "12月底")]
    assert codes(result) == []


def test_one_unknown_heading_does_not_unsettle_the_known_ones():
    """责任领导 stays people, though their names are as short as a unit's."""
    result = imported("""
| 序号 | 主攻方向 | 责任单位 | 责任领导 |
| 1 | 压减审批事项，公开清单。 | 市编办 | 张三 |
| 2 | 开放数据。 | 市经信局 | 李四 |
""")
    assert [row[1:4] for row in rows(result)] == [
        ("压减审批事项，公开清单。", "", "市编办"),
        ("开放数据。", "", "市经信局"),
    ]
    assert [dict(one.extra) for _, one in result.plan.rows()] == [{"责任领导": "张三"}, {"责任领导": "李四"}]
    assert codes(result) == ["PLN601", "PLN603"]
    assert result.findings[0].message == "表头“主攻方向”不认识，推断为第2列工作任务"


def test_columns_told_by_their_contents_are_noted_in_the_plan_file():
    result = imported("| 序号 | 主攻方向 | 责任单位 |\n| 1 | 压减审批事项。 | 市编办 |")
    assert result.doubts == {("plan", ""): "表头“主攻方向”不认识，推断为第2列工作任务"}


def test_units_are_known_by_their_names_where_no_heading_says_so():
    result = imported("""
| 1 | 市法制局、各镇人民政府 | 实行重大行政决策预公开制度，公开决策依据。 | 6月底 |
| 2 | 市督查室 | 公开执行情况和结果，加强督查。 | 全年 |
""")
    assert [row[3] for row in rows(result)] == ["市法制局、各镇人民政府", "市督查室"]


def test_a_column_of_deadlines_is_known_though_two_of_them_slipped_into_one_cell():
    result = imported("""
| 1 | 市城管局 | 新建公园三座，向市民免费开放。 | 10月底前4月底前 |
| 2 | 市督查室 | 公开执行情况和结果，加强督查。 | 6月底9月底 |
""")
    assert [row[4] for row in rows(result)] == ["10月底前4月底前", "6月底9月底"]


def test_where_responsible_units_stand_beside_leading_ones_they_support():
    for order in (("牵头责任单位", "责任单位"), ("责任单位", "牵头责任单位")):
        units = {"牵头责任单位": "市编办", "责任单位": "市财政局"}
        result = imported(
            f"| 序号 | 工作任务 | {order[0]} | {order[1]} |\n| 1 | 推进公开 | {units[order[0]]} | {units[order[1]]} |"
        )
        ((_, one),) = result.plan.rows()
        assert (one.lead_units.printed, one.supporting_units.printed) == ("市编办", "市财政局")
        assert (result.plan.headings["lead_units"], result.plan.headings["supporting_units"]) == (
            "牵头责任单位",
            "责任单位",
        )


def test_a_single_column_of_work_names_the_tasks():
    """With titles of 待定 beside it, no clerk would know the table again."""
    result = imported("| 序号 | 工作内容 | 责任单位 |\n| 1 | 推进公开。 | 市编办 |")
    assert [(row[1], row[2]) for row in rows(result)] == [("推进公开。", "")]
    assert result.plan.headings["title"] == "工作内容"


def test_a_single_column_of_work_whose_cells_hold_several_requirements_is_taken_apart():
    result = imported("| 序号 | 工作内容 | 责任单位 |\n| 1 | 1.推进公开。2.加强监督。 | 市编办 |")
    assert [row[:3] for row in rows(result)] == [("1.1", None, "推进公开。"), ("1.2", None, "加强监督。")]


def test_several_cells_of_work_beside_one_number_are_its_requirements():
    result = imported("""
| 序号 | 工作内容 | 责任单位 |
| 1 | 推进公开。 | 市编办 |
| ↑ | 加强监督。 | 市督查室 |
""")
    assert [row[:3] for row in rows(result)] == [("1#1", None, "推进公开。"), ("1#2", None, "加强监督。")]


def test_progress_beside_a_task_is_kept_as_it_is():
    result = imported(
        "| 内容与要求 | 进展情况 | 责任单位 |\n| 推进公开。 | 已完成 | 市编办 |\n| 加强监督。 | 进行中 | 市督查室 |"
    )
    assert [(row[1], row[3]) for row in rows(result)] == [("推进公开。", "市编办"), ("加强监督。", "市督查室")]
    assert [one.extra["进展情况"] for _, one in result.plan.rows()] == ["已完成", "进行中"]


def test_a_heading_over_numbers_and_their_texts_is_one_column():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | ← | 牵头单位 |
| 1 | 推进决策公开 | （1） | 完善制度。 | 市法制局 |
| ↑ | ↑ | （2） | 公开结果。 | 市编办 |
| 2 | 推进执行公开 | 1 | 加强督查。 | 市督查室 |
| ↑ | ↑ | 2 | 公开结果。 | ↑ |
""")
    assert [row[:3] for row in rows(result)] == [
        ("1.（1）", "推进决策公开", "完善制度。"),
        ("1.（2）", "推进决策公开", "公开结果。"),
        ("2.1", "推进执行公开", "加强督查。"),
        ("2.2", "推进执行公开", "公开结果。"),
    ]
    assert codes(result) == []


def test_a_heading_over_numbers_and_titles_holds_the_tasks_numbers():
    result = imported("| 工作任务 | ← | 牵头单位 |\n| 1 | 推进决策公开 | 市法制局 |\n| 2 | 推进执行公开 | 市督查室 |")
    assert [(task.number, task.title) for task in result.plan.tasks] == [("1", "推进决策公开"), ("2", "推进执行公开")]
    assert codes(result) == []


def test_numbers_right_of_their_titles_under_one_heading_are_numbers_too():
    result = imported("| 工作任务 | ← | 责任科室 |\n| 管好公章 | 1 | 办公室 |\n| 办好食堂 | 2 | 后勤科 |")
    assert [(task.number, task.title, task.section) for task in result.plan.tasks] == [
        ("1", "管好公章", ""),
        ("2", "办好食堂", ""),
    ]
    assert codes(result) == []


def test_of_two_columns_of_how_without_one_of_tasks_the_first_holds_the_tasks():
    result = imported("| 序号 | 重点举措 | 实施路径 | 责任单位 |\n| 1 | 盘活厂房 | 摸清底数。 | 市招商局 |")
    assert rows(result) == [("1", "盘活厂房", "摸清底数。", "市招商局", "")]
    assert (result.plan.headings["title"], result.plan.headings["text"]) == ("重点举措", "实施路径")


def test_beside_what_is_to_be_done_what_it_is_for_is_a_column_of_its_own():
    result = imported(
        "| 序号 | 工作任务 | 主要目标 | 具体措施 | 责任单位 |\n| 1 | 规范用印 | 零差错 | 逐件登记。 | 市编办 |"
    )
    ((_, one),) = result.plan.rows()
    assert (one.text, dict(one.extra)) == ("逐件登记。", {"主要目标": "零差错"})


def test_a_list_of_people_is_no_plan():
    from planctl.importer.tables.choice import NoPlanError

    with pytest.raises(NoPlanError):
        imported("| 序号 | 单位名称 | 联系人 | 联系电话 |\n| 1 | 市编办 | 张三 | 1 |\n| 2 | 市财政局 | 李四 | 2 |")


def test_beside_units_that_lead_and_support_the_responsible_join_those_that_lead():
    for order in ("牵头单位 | 责任单位 | 配合单位", "责任单位 | 配合单位 | 牵头单位"):
        cells = {"牵头单位": "市编办", "责任单位": "县财政局", "配合单位": "县商务局"}
        row = " | ".join(cells[one] for one in order.split(" | "))
        result = imported(f"| 序号 | 工作任务 | {order} |\n| 1 | 推进公开 | {row} |")
        ((_, one),) = result.plan.rows()
        roles = {mention.name: mention.role for mention in one.lead_units.mentions}
        assert roles == {"市编办": "lead", "县财政局": "responsible"}
        assert one.supporting_units.printed == "县商务局"
        assert codes(result) == ["PLN612"]


@pytest.mark.parametrize("heading", ["牵头单位及配合单位", "牵头（配合）单位", "责任单位和协办单位"])
def test_one_column_for_units_of_both_kinds_is_that_of_those_that_lead(heading):
    result = imported(f"| 序号 | 工作任务 | {heading} |\n| 1 | 推进公开 | 市编办牵头，市财政局配合 |")
    ((_, one),) = result.plan.rows()
    assert {mention.name: mention.role for mention in one.lead_units.mentions} == {
        "市编办": "lead",
        "市财政局": "support",
    }


@pytest.mark.parametrize(
    "heading", ["完成时限要求", "完成时间及要求", "时间进度", "进度安排", "完成日期", "截止时间", "期限"]
)
def test_times_are_known_under_many_headings(heading):
    result = imported(f"| 序号 | 工作任务 | 工作要求 | {heading} |\n| 1 | 推进公开 | 完善。 | 6月底 |")
    assert rows(result) == [("1", "推进公开", "完善。", "", "6月底")]


def test_a_role_below_a_heading_of_units_says_whose_column_it_is():
    result = imported("""
| 序号 | 工作任务 | 责任单位 | ← |
| ↑ | ↑ | 牵头 | 配合 |
| 1 | 推进公开 | 市编办 | 市财政局 |
""")
    ((_, one),) = result.plan.rows()
    assert (one.lead_units.printed, one.supporting_units.printed) == ("市编办", "市财政局")
    assert result.plan.headings == {}


def test_an_own_column_below_another_heading_bears_both():
    result = imported("""
| 序号 | 工作任务 | 各县目标 | ← | 资金（万元） | ← | 责任单位 |
| ↑ | ↑ | 甲县 | 乙县 | 市级 | 区级 | ↑ |
| 1 | 推进公开 | 9% | 8% | 10 | 20 | 市编办 |
""")
    ((_, one),) = result.plan.rows()
    assert dict(one.extra) == {
        "各县目标甲县": "9%",
        "各县目标乙县": "8%",
        "资金（万元）市级": "10",
        "资金（万元）区级": "20",
    }


def test_a_category_over_several_tasks_is_their_section_wherever_it_stands():
    result = imported("""
| 领域 | 序号 | 项目名称 | 责任单位 |
| 教育 | 1 | 新建小学 | 市教育局 |
| ↑ | 2 | 扩建中学 | 市教育局 |
| 卫生 | 3 | 新建医院 | 市卫健局 |
""")
    assert [(task.section, task.number, task.title) for task in result.plan.tasks] == [
        ("教育", "1", "新建小学"),
        ("教育", "2", "扩建中学"),
        ("卫生", "3", "新建医院"),
    ]


def test_a_category_of_every_task_by_itself_stays_a_column():
    result = imported(
        "| 序号 | 类别 | 工作任务 | 责任单位 |\n| 1 | 教育 | 新建小学 | 市教育局 |\n| 2 | 卫生 | 新建医院 | 市卫健局 |"
    )
    assert [dict(one.extra) for _, one in result.plan.rows()] == [{"类别": "教育"}, {"类别": "卫生"}]


def test_a_heading_of_tasks_over_two_columns_beside_requirements_is_section_and_task():
    result = imported("""
| 序号 | 工作任务 | ← | 具体要求 | 责任单位 |
| 1 | 推进公开 | 决策公开 | 完善制度。 | 市编办 |
| 2 | ↑ | 执行公开 | 加强督查。 | 市督查室 |
""")
    assert [(task.section, task.title, task.requirements[0].text) for task in result.plan.tasks] == [
        ("推进公开", "决策公开", "完善制度。"),
        ("推进公开", "执行公开", "加强督查。"),
    ]


def test_an_own_column_called_as_a_known_one_is_told_apart_from_it():
    """Two columns of one name could not be written again (PLN706)."""
    result = imported("| 序号 | 工作任务 | 责任单位 | 完成时限 | 完成时限 |\n| 1 | 甲 | 市编办 | 6月底 | 省定 |")
    assert [dict(one.extra) for _, one in result.plan.rows()] == [{"完成时限（第5列）": "省定"}]


def test_columns_are_given_for_the_one_plan_among_several_tables():
    other = "| 单位 | 电话 |\n| 市编办 | 1 |"
    result = imported(
        "| 序号 | 工作任务 | 甲方 |\n| 1 | 推进公开 | 市编办 |".replace("甲方", "责任单位"),
        table(other, 2),
        columns={"title": 2},
    )
    assert [task.title for task in result.plan.tasks] == ["推进公开"]
    assert codes(result) == ["PLN607"]


def test_the_column_of_sections_can_be_given_and_one_whose_field_is_given_away_is_kept():
    result = imported(
        "| 大项 | 工作任务 | 事项 | 责任单位 |\n| 公开 | 甲 | 一 | 市编办 |\n| 解读 | 乙 | 二 | 市编办 |",
        columns={"section": 1, "title": 3},
    )
    assert [(task.section, task.title) for task in result.plan.tasks] == [("公开", "一"), ("解读", "二")]
    assert [dict(one.extra) for _, one in result.plan.rows()] == [{"工作任务": "甲"}, {"工作任务": "乙"}]


def test_a_heading_stands_below_as_many_titles_as_excel_sheets_have():
    result = imported(
        """
| 附件1 |  |  |
| 某市2020年任务清单 | ← | ← |
| 填报单位： |  |  |
| 序号 | 工作任务 | 牵头单位 |
| 1 | 推进公开 | 市编办 |
""",
        title="",
        year=0,
    )
    assert ([task.title for task in result.plan.tasks], result.plan.title) == (["推进公开"], "某市2020年任务清单")


def test_two_rows_of_a_heading_may_make_one_word():
    result = imported("""
| 序号 | 工作任务 | 责任 | ← |
| ↑ | ↑ | 单位 | 领导 |
| 1 | 推进公开 | 市编办 | 张三 |
""")
    ((_, one),) = result.plan.rows()
    assert (one.lead_units.printed, dict(one.extra)) == ("市编办", {"责任领导": "张三"})


def test_a_column_in_words_of_its_own_merged_over_tasks_left_of_their_numbers_is_their_section():
    result = imported("""
| 战役 | 序号 | 工作任务 | 责任单位 |
| 蓝天保卫战 | 1 | 甲 | 市编办 |
| ↑ | 2 | 乙 | 市编办 |
| 碧水保卫战 | 3 | 丙 | 市编办 |
""")
    assert [task.section for task in result.plan.tasks] == ["蓝天保卫战", "蓝天保卫战", "碧水保卫战"]


def test_a_numbered_table_of_tasks_and_requirements_is_a_plan_though_it_names_nobody():
    result = imported("| 序号 | 工作任务 | 阶段目标 |\n| 1 | 推进公开 | 年底前完成。 |")
    assert [row[:3] for row in rows(result)] == [("1", "推进公开", "年底前完成。")]


@pytest.mark.parametrize("headings", ["序号 | 工作任务 | 具体要求 | 责任单位", "序号 | 行动 | 路子 | 责任单位"])
def test_columns_that_are_given_mean_what_they_say(headings):
    """A title over several numbered rows would be their section, but for the user's word."""
    plan = f"| {headings} |\n| 1 | 推进公开 | 完善制度。 | 市编办 |\n| 2 | ↑ | 加强监督。 | 市督查室 |"
    assert [row[:3] for row in rows(imported(plan, columns={"title": 2, "text": 3}))] == [
        ("1", "推进公开", "完善制度。"),
        ("2", "推进公开", "加强监督。"),
    ]
    only = "| 序号 | 工作内容 | 责任单位 |\n| 1 | 推进公开。 | 市编办 |"
    assert [row[1:3] for row in rows(imported(only, columns={"text": 2}))] == [(None, "推进公开。")]


def test_beside_columns_that_are_given_the_others_are_told_by_their_contents_where_no_heading_says_anything():
    result = imported(
        "| 号 | 行动 | 路子 | 谁 |\n| 1 | 公开 | 完善制度。 | 市编办 |\n| 2 | 督查 | 加强监督。 | 市督查室 |",
        columns={"title": 2, "text": 3},
    )
    assert [row[:4] for row in rows(result)] == [
        ("1", "公开", "完善制度。", "市编办"),
        ("2", "督查", "加强监督。", "市督查室"),
    ]
    assert [one.message for one in result.findings] == ["表头“号、谁”不认识，推断为第1列序号、第4列牵头单位"]


def test_two_fields_in_one_column_are_a_wrong_use():
    with pytest.raises(UsageError, match="同一列"):
        imported("| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |", columns={"title": 2, "text": 2})


def test_where_the_column_of_those_that_lead_is_given_away_the_responsible_lead():
    result = imported(
        "| 序号 | 工作任务 | 牵头单位 | 责任单位 | 配合单位 |\n| 1 | 甲 | 乙 | 市编办 | 市甲局 |", columns={"text": 3}
    )
    ((_, one),) = result.plan.rows()
    assert (one.lead_units.printed, one.supporting_units.printed) == ("市编办", "市甲局")
