"""Documents of several tables: which are the plan, and how those that are become one."""

from dataclasses import replace

from support_import import codes, imported, paragraph, table

PLAIN = """
| 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |
| 1 | 推进决策公开 | 1.完善制度。 | 市法制局 | 6月底 |
| ↑ | ↑ | 2.公开结果。 | ↑ | 全年 |
| 2 | 推进执行公开 | 加强督查。 | 市督查室 | 12月底 |
"""


def small(number, *tasks):
    """A table of tasks, each `number title`."""
    lines = ["序号 | 工作任务 | 牵头单位", *(f"{one.split()[0]} | {one.split()[1]} | 市编办" for one in tasks)]
    return table("\n".join(lines), number)


def tasks(result):
    return [(task.section, task.reference, task.title) for task in result.plan.tasks]


def test_a_plan_cut_into_two_tables_is_one():
    second = table("| 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |\n| 3 | 丙 | 丁。 | 市编办 | 全年 |", 2)
    assert [task.number for task in imported(PLAIN, second).plan.tasks] == ["1", "2", "3"]


def test_parts_whose_headings_stand_in_different_rows_lose_no_task():
    first = "序号 | 任务 | 措施 | 责任单位\n1 | 甲 | 完善一。 | 市编办"
    second = "附件2 | ← | ← | ←\n序号 | 任务 | 措施 | 牵头单位\n2 | 乙 | 完善二。 | 市编办\n3 | 丙 | 完善三。 | 市编办"
    result = imported(table(first, 1), table(second, 2))
    assert [(task.number, task.title, task.section) for task in result.plan.tasks] == [
        (number, title, result.plan.tasks[0].section) for number, title in zip("123", "甲乙丙", strict=True)
    ]
    assert ["附件2" in one.message for one in result.findings] == [True]


def test_headings_before_the_tables_are_their_sections():
    result = imported(
        paragraph("2018年工作方案", 1),
        paragraph("一、推进公开", 2),
        small(1, "1 甲", "2 乙"),
        paragraph("二、加强解读", 3),
        paragraph("（一）政策解读", 4),
        small(2, "3 丙"),
        paragraph("（二）回应关切", 5),
        small(3, "4 丁"),
    )
    assert tasks(result) == [
        ("一、推进公开", "1", "甲"),
        ("一、推进公开", "2", "乙"),
        ("二、加强解读／（一）政策解读", "3", "丙"),
        ("二、加强解读／（二）回应关切", "4", "丁"),
    ]
    assert codes(result) == []


def test_tasks_that_begin_anew_under_each_heading_are_numbered_by_section():
    result = imported(
        paragraph("一、推进公开", 1), small(1, "1 甲"), paragraph("二、加强解读", 2), small(2, "1 乙"), title="方案"
    )
    assert tasks(result) == [("一、推进公开", "一/1", "甲"), ("二、加强解读", "二/1", "乙")]
    assert codes(result) == []


def test_a_heading_before_one_table_only_stays_outside():
    result = imported(paragraph("一、推进公开", 1), small(1, "1 甲"), small(2, "2 乙"))
    assert [one[0] for one in tasks(result)] == ["", ""]
    assert [one.message for one in result.findings] == ["表格以外的文字没有写进方案：一、推进公开"]


def test_a_table_that_begins_anew_without_heading_is_joined_and_told():
    result = imported(small(1, "1 甲", "2 乙"), paragraph("附表", 1), small(2, "1 丙"))
    assert len(result.plan.tasks) == 3
    assert codes(result) == ["PLN607", "PLN611"]
    assert result.findings[1].message == "这张表的序号又从1开始，接在上一张表后面"


def test_a_table_without_heading_goes_on_with_the_one_above_and_is_told():
    """Word leaves the heading behind where a user splits a table."""
    second = table("3 | 丙 | 市编办\n4 | 丁 | 市督查室", 2)
    result = imported(small(1, "1 甲", "2 乙"), second)
    assert [task.title for task in result.plan.tasks] == ["甲", "乙", "丙", "丁"]
    assert [(one.rule.code, str(one.place)) for one in result.findings] == [("PLN611", "第2张表")]


def test_a_table_of_other_things_does_not_go_on():
    result = imported(small(1, "1 甲"), table("填表人 | 张三 | 电话", 2))
    assert len(result.plan.tasks) == 1
    assert codes(result) == ["PLN607"]


def test_worksheets_named_as_sections_are_sections():
    first, second = (
        replace(one, sheet=sheet) for one, sheet in ((small(1, "1 甲"), "一、经济"), (small(2, "2 乙"), "二、民生"))
    )
    assert [one[0] for one in tasks(imported(first, second))] == ["一、经济", "二、民生"]


def test_all_that_another_table_says_is_told():
    other = table("说明 | 填报 \n 联系人：张某 | 每月5日前", 2)
    (told,) = imported(small(1, "1 甲"), other).findings
    assert all(word in told.message for word in ("说明", "填报", "联系人：张某", "每月5日前"))


def test_tables_beside_the_one_that_is_asked_for_are_told():
    result = imported(small(1, "1 甲"), small(2, "1 乙"), table=2)
    assert [str(one.place) for one in result.findings] == ["第1张表"]


def test_a_table_of_two_halves_side_by_side_is_read_one_below_the_other():
    result = imported(
        "2018年工作清单 | ← | ← | ← | ← | ←\n序号 | 重点工作 | 责任单位 | 序号 | 重点工作 | 责任单位\n"
        "一、公开 | ← | ← | ← | ← | ←\n1 | 甲 | 市编办 | 3 | 丙 | 市财政局\n2 | 乙 | 市编办 | 4 | 丁 | 市督查室\n"
        "二、解读 | ← | ← | ← | ← | ←\n5 | 戊 | 市编办 |  |  | ",
        title="",
        year=0,
    )
    assert [(task.section, task.number, task.title) for task in result.plan.tasks] == [
        ("一、公开", "1", "甲"),
        ("一、公开", "2", "乙"),
        ("一、公开", "3", "丙"),
        ("一、公开", "4", "丁"),
        ("二、解读", "5", "戊"),
    ]
    assert (result.plan.title, codes(result)) == ("2018年工作清单", [])
