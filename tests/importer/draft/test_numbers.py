"""The numbers of tasks and requirements, as plans print them."""

import pytest

from planctl.importer.draft.numbers import leading_number, split_numbered
from support_import import codes, imported, rows


def test_numbers_that_run_through_the_plan_set_its_numbering():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 甲 | 1.a。 | 市编办 |\n| ↑ | ↑ | 2.b。 | 市编办 |\n"
        "| 2 | 乙 | 3.c。 | 市编办 |"
    )
    assert result.plan.numbering == "continuous"
    assert [row[0] for row in rows(result)] == ["1", "2", "3"]


def test_items_in_one_cell_are_taken_apart_unless_told_not_to():
    text = "| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 甲 | 1.完善制度；2.公开2.0版结果。⏎3.加强监督。 | 市编办 |"
    assert [row[2] for row in rows(imported(text))] == ["完善制度；", "公开2.0版结果。", "加强监督。"]
    assert codes(imported(text)) == ["PLN609"]
    assert len(rows(imported(text, split=False))) == 1


def test_tasks_without_number_are_numbered_and_told():
    result = imported("| 工作任务 | 牵头单位 |\n| 1.推进决策公开 | 市编办 |\n| 推进执行公开 | 市编办 |")
    assert [(task.number, task.title) for task in result.plan.tasks] == [("1", "推进决策公开"), ("2", "推进执行公开")]
    assert codes(result) == ["PLN608"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("3.加快", "3", "加快"),
        ("3、加快", "3", "加快"),
        ("4.(3)加快", "3", "加快"),
        ("（三）加快", "（三）", "加快"),
        ("(3) 加快", "(3)", "加快"),
        ("③加快", "③", "加快"),
        ("三、加快", "三", "加快"),
        ("3.5万人参加", None, "3.5万人参加"),
        ("2017年底前完成", None, "2017年底前完成"),
        ("加快", None, "加快"),
    ],
)
def test_numbers_in_every_form_are_read(text, number, rest):
    assert leading_number(text) == (number, rest)


def test_a_number_inside_a_sentence_does_not_cut_it():
    assert split_numbered("1.压减至3.5小时；其中2.0版上线。2.公开。") == [
        "1.压减至3.5小时；其中2.0版上线。",
        "2.公开。",
    ]
    assert split_numbered("按第1.条办理") == ["按第1.条办理"]


def test_tasks_of_one_title_without_number_and_requirements_stay_two():
    result = imported("工作任务 | 牵头单位\n推进公开 | 市编办\n推进公开 | 市财政局")
    assert [(task.number, task.title) for task in result.plan.tasks] == [("1", "推进公开"), ("2", "推进公开")]


def test_where_no_task_has_a_number_that_is_told_once():
    result = imported("工作任务 | 牵头单位\n甲 | 市编办\n乙 | 市财政局\n丙 | 市编办")
    assert [one.message for one in result.findings] == ["各项任务都没有序号，按次序编为1至3"]
    assert result.doubts == {}


def test_a_missing_number_is_made_of_the_one_above():
    result = imported("序号 | 任务 | 牵头单位\n1 | 甲 | 市编办\n3 | 乙 | 市编办\n| | 丙 | 市编办\n4 | 丁 | 市编办")
    assert [task.number for task in result.plan.tasks] == ["1", "3", "3-2", "4"]
    assert result.doubts == {("3-2", "number"): "原文没有序号"}


def test_numbers_of_two_parts_are_the_task_s_and_the_requirement_s():
    result = imported("""
| 编号 | 工作任务 | 具体要求 | 牵头单位 |
| 1.1 | 推进决策公开 | 完善制度。 | 市法制局 |
| 1.2 | 推进决策公开 | 公开结果。 | 市编办 |
| 2 | 推进执行公开 | 加强督查。 | 市督查室 |
| 3#1 | 推进服务公开 | 建设大厅。 | 市编办 |
| 3#2 | 推进服务公开 | 清理中介。 | 市编办 |
""")
    assert [(one.reference, task.title, one.text) for task, one in result.plan.rows()] == [
        ("1.1", "推进决策公开", "完善制度。"),
        ("1.2", "推进决策公开", "公开结果。"),
        ("2", "推进执行公开", "加强督查。"),
        ("3#1", "推进服务公开", "建设大厅。"),
        ("3#2", "推进服务公开", "清理中介。"),
    ]
    assert codes(result) == []


def test_numbers_of_two_parts_that_name_different_tasks_stay_the_tasks_numbers():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1.1 | 推进决策公开 | 完善制度。 | 市法制局 |
| 1.2 | 推进执行公开 | 公开结果。 | 市编办 |
""")
    assert [task.number for task in result.plan.tasks] == ["1.1", "1.2"]


def test_a_number_merged_over_two_tasks_is_given_to_the_first_and_told():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 一、公开 | ← | ← | ← |
| 1 | 决策公开 | 完善制度。 | 市法制局 |
| ↑ | 执行公开 | 加强督查。 | 市督查室 |
| 二、解读 | ← | ← | ← |
| 2 | 政策解读 | 及时解读。 | 市编办 |
""")
    assert [(task.reference, task.title) for task in result.plan.tasks] == [
        ("1", "决策公开"),
        ("1-2", "执行公开"),
        ("2", "政策解读"),
    ]
    assert codes(result) == ["PLN608"]


def test_a_task_of_several_numbered_items_without_a_column_of_numbers_keeps_them_all():
    result = imported("| 工作任务 | 责任单位 |\n| 甲 | 市编办 |\n| 1.实施乙。2.实施丙。 | 市编办 |\n| 丁 | 市编办 |")
    assert [(task.number, task.title) for task in result.plan.tasks] == [
        ("1", "甲"),
        ("2", "1.实施乙。2.实施丙。"),
        ("3", "丁"),
    ]


def test_a_second_column_of_numbers_before_the_requirements_is_theirs():
    result = imported("""
| 序号 | 工作任务 | 编号 | 具体措施 | 牵头单位 |
| 1 | 推进公开 | 1 | 完善制度。 | 市编办 |
| ↑ | ↑ | 2 | 公开结果。 | 市编办 |
""")
    assert [row[0] for row in rows(result)] == ["1.1", "1.2"]
    assert result.plan.headings == {"text": "具体措施"}
