"""A table's rows → tasks and requirements: in the shapes in which plans are really written."""

import pytest

from planctl.cli import run
from planctl.errors import UnreadableInputError
from planctl.files import read_source, resource
from planctl.importer.draft import Blank
from planctl.importer.grid import RawTable, Span, lay_out
from planctl.importer.numbers import leading_number, split_numbered
from planctl.loader import load_plan
from support_import import codes, imported, rows, table

PLAIN = """
| 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |
| 1 | 推进决策公开 | 1.完善制度。 | 市法制局 | 6月底 |
| ↑ | ↑ | 2.公开结果。 | ↑ | 全年 |
| 2 | 推进执行公开 | 加强督查。 | 市督查室 | 12月底 |
"""


def test_merged_cells_are_filled_down_and_numbers_taken_from_the_texts():
    result = imported(PLAIN)
    assert rows(result) == [
        ("1.1", "推进决策公开", "完善制度。", "市法制局", "6月底"),
        ("1.2", "推进决策公开", "公开结果。", "市法制局", "全年"),
        ("2", "推进执行公开", "加强督查。", "市督查室", "12月底"),
    ]
    assert codes(result) == []
    assert [unit.name for unit in result.plan.units] == ["市法制局", "市督查室"]


def test_headings_in_other_words_become_the_plan_s_own():
    result = imported("| 项次 | 重点任务 | 工作举措 | 责任单位 | 时间节点 |\n| 1 | 甲 | 乙。 | 市编办 | 6月底 |")
    assert result.plan.headings == {
        "number": "项次",
        "title": "重点任务",
        "text": "工作举措",
        "lead_units": "责任单位",
        "deadline": "时间节点",
    }


def test_a_heading_of_two_rows_is_read_by_its_lower_one():
    result = imported(
        "| 序号 | 工作任务 | 责任分工 | ← | 完成时限 |\n"
        "| ↑ | ↑ | 牵头单位 | 配合单位 | ↑ |\n"
        "| 1 | 推进决策公开 | 市编办 | 市财政局 | 全年 |"
    )
    ((_, requirement),) = result.plan.rows()
    assert (requirement.lead_units.printed, requirement.supporting_units.printed) == ("市编办", "市财政局")


def test_a_heading_that_a_page_break_repeats_is_no_task():
    result = imported(
        PLAIN.rstrip() + "\n| 序 号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |\n| 3 | 丙 | 丁。 | 市编办 | 全年 |"
    )
    assert [task.number for task in result.plan.tasks] == ["1", "2", "3"]
    assert codes(result) == []


def test_a_cell_that_a_page_break_cut_is_joined_and_told():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n"
        "| 1 | 推进决策公开 | 1.完善制度。 | 市法制局、各镇人民 |\n"
        "|  |  |  | 政府 |\n"
        "|  |  | 2.公开结 | 市编办 |\n"
        "|  |  | 果。 |  |"
    )
    assert [row[2:4] for row in rows(result)] == [("完善制度。", "市法制局、各镇人民政府"), ("公开结果。", "市编办")]
    assert codes(result) == ["PLN606", "PLN606"]
    assert str(result.findings[0].place) == "第1张表第3行第4列"


def test_rows_across_the_table_are_sections_and_numbers_may_start_again_in_each():
    result = imported(
        "| 序号 | 工作任务 | 牵头单位 |\n| 一、公开 | ← | ← |\n| 1 | 甲 | 市编办 |\n"
        "| 二、解读 | ← | ← |\n| 1 | 乙 | 市财政局 |"
    )
    assert [(task.section, task.reference) for task in result.plan.tasks] == [
        ("一、公开", "一/1"),
        ("二、解读", "二/1"),
    ]
    assert result.plan.numbering == "per-section"


def test_a_title_over_several_numbered_rows_is_their_section():
    result = imported(
        "| 任务类别 | 序号 | 具体工作 | 责任单位 |\n| 一、公开 | 1 | 甲。 | 市编办 |\n| ↑ | 2 | 乙。 | 市财政局 |\n"
        "| 二、解读 | 3 | 丙。 | 市编办 |",
        columns={"title": 1},
    )
    assert [(task.section, task.number, task.title) for task in result.plan.tasks] == [
        ("一、公开", "1", "甲。"),
        ("一、公开", "2", "乙。"),
        ("二、解读", "3", "丙。"),
    ]


def test_numbers_that_run_through_the_plan_set_its_numbering():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 甲 | 1.a。 | 市编办 |\n| ↑ | ↑ | 2.b。 | 市编办 |\n"
        "| 2 | 乙 | 3.c。 | 市编办 |"
    )
    assert result.plan.numbering == "continuous"
    assert [row[0] for row in rows(result)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("blank", "read"),
    [(None, None), (Blank.UNKNOWN, None), (Blank.ABOVE, "市编办"), (Blank.NONE, "")],
)
def test_a_blank_cell_is_what_the_user_says_and_never_filled_in_silence(blank, read):
    result = imported(
        "| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 |  |", **({"blank": blank} if blank else {})
    )
    assert rows(result)[1][3] == read
    assert codes(result) == (["PLN604"] if blank is None else [])
    assert result.doubts == ({("2", "lead_units"): "原文空白"} if blank is None else {})


def test_same_as_above_is_filled_and_told():
    result = imported("| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | 同上 |\n| 3 | 丙 | 〃 |")
    assert [row[3] for row in rows(result)] == ["市编办"] * 3
    assert codes(result) == ["PLN605", "PLN605"]


def test_notes_and_sums_are_no_tasks_and_a_note_may_say_who_leads():
    result = imported(
        "| 序号 | 工作任务 | 责任单位 |\n| 1 | 甲 | 市编办、市财政局 |\n| 合计 | 1项 |  |\n"
        "| 注：责任单位列第一位者为牵头单位。 | ← | ← |"
    )
    assert len(result.plan.tasks) == 1
    assert result.plan.first_unit_leads
    assert [mention.role for mention in result.plan.tasks[0].requirements[0].lead_units.mentions] == [
        "lead",
        "responsible",
    ]
    assert [one.message for one in result.findings] == ["表里的合计或注没有写进方案：合计　1项"]


def test_items_in_one_cell_are_taken_apart_unless_told_not_to():
    text = "| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 甲 | 1.完善制度；2.公开2.0版结果。⏎3.加强监督。 | 市编办 |"
    assert [row[2] for row in rows(imported(text))] == ["完善制度；", "公开2.0版结果。", "加强监督。"]
    assert codes(imported(text)) == ["PLN609"]
    assert len(rows(imported(text, split=False))) == 1


def test_unknown_columns_are_kept_and_those_about_people_told():
    result = imported("| 序号 | 工作任务 | 责任单位 | 责任领导 | 经费 |\n| 1 | 甲 | 市编办 | 张三 | 10万 |")
    assert dict(result.plan.tasks[0].requirements[0].extra) == {"责任领导": "张三", "经费": "10万"}
    assert codes(result) == ["PLN603", "PLN602"]


def test_a_table_without_heading_is_read_by_what_stands_in_it_and_told():
    result = imported(
        "| 1 | 决策公开 | 实行重大行政决策预公开制度。 | 市法制局 | 6月底 |\n| 2 | 执行公开 | 公开执行情况和结果。 | 市督查室 | 全年 |"
    )
    assert rows(result)[1] == ("2", "执行公开", "公开执行情况和结果。", "市督查室", "全年")
    assert codes(result) == ["PLN601"]


def test_tasks_without_number_are_numbered_and_told():
    result = imported("| 工作任务 | 牵头单位 |\n| 1.推进决策公开 | 市编办 |\n| 推进执行公开 | 市编办 |")
    assert [(task.number, task.title) for task in result.plan.tasks] == [("1", "推进决策公开"), ("2", "推进执行公开")]
    assert codes(result) == ["PLN608"]


def test_of_several_tables_the_plan_is_found_by_its_columns_and_the_others_are_told():
    form = table("| 序号 | 工作任务 | 责任单位 | 进展情况 |\n|  |  |  |  |", 1)
    result = imported(form, table(PLAIN, 2))
    assert len(result.plan.tasks) == 2
    assert [str(one.place) for one in result.findings] == ["第1张表"]


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


def test_every_word_of_a_table_ends_in_the_plan_or_in_the_report():
    """Nothing is silently dropped: what stands in a cell stands in the plan, in its headings or in a finding."""
    messy = (
        "| 附表 | ← | ← | ← | ← |\n"
        "| 序号 | 任务 | 措施 | 责任单位 | 备用 |\n"
        "| 一、公开 | ← | ← | ← | ← |\n"
        "| 1 | 甲一 | （一）乙一。（二）乙二 | 市编办 | 丙一 |\n"
        "|  |  | 续完。 |  |  |\n"
        "|  |  | 3.乙三。 | 同上 |  |\n"
        "| 合计 | 三项 |  |  | 丁 |\n"
        "| 备注：戊 | ← | ← | ← | ← |"
    )
    result = imported(messy)
    plan = result.plan
    kept = " ".join(
        [
            plan.title,
            *(f"{task.number} {task.title} {task.section}" for task in plan.tasks),
            *(f"{one.text} {one.lead_units and one.lead_units.printed} {dict(one.extra)}" for _, one in plan.rows()),
            *plan.headings.values(),
            *(one.message for one in result.findings),
        ]
    )
    grid: RawTable = table(messy)
    words = {cell.text for row in grid.rows for cell in row if cell and cell.text and cell.text != "序号"}
    for word in words:
        for piece in split_numbered(word):
            assert leading_number(piece)[1] in kept, piece


def test_a_heading_of_two_rows_is_read_whole_where_its_upper_row_names_every_column():
    result = imported(
        "2018年分工表 | ← | ← | ← | ←\n序号 | 工作任务 | ← | 责任单位 | ←\n↑ | 任务 | 要求 | 牵头单位 | 配合单位\n1 | 甲 | 完善。 | 市编办 | 市财政局"
    )
    assert [task.title for task in result.plan.tasks] == ["甲"]
    assert result.plan.headings == {"title": "任务", "text": "要求"}


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


def test_numbers_of_two_parts_with_the_task_merged_down_are_no_sections():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1.1 | 推进决策公开 | 完善制度。 | 市法制局 |
| 1.2 | ↑ | ②公开结果。 | 市编办 |
""")
    assert [(one.reference, task.title, task.section, one.text) for task, one in result.plan.rows()] == [
        ("1.1", "推进决策公开", "", "完善制度。"),
        ("1.②", "推进决策公开", "", "公开结果。"),
    ]


def test_numbers_of_two_parts_that_name_different_tasks_stay_the_tasks_numbers():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1.1 | 推进决策公开 | 完善制度。 | 市法制局 |
| 1.2 | 推进执行公开 | 公开结果。 | 市编办 |
""")
    assert [task.number for task in result.plan.tasks] == ["1.1", "1.2"]


@pytest.mark.parametrize("form", ["csv", "md"])
def test_what_planctl_list_prints_becomes_the_plan_again(form, tmp_path, capfd):
    printed = tmp_path / f"2017年方案.{form}"
    assert run(["list", "--format", form]) == 0
    printed.write_text(capfd.readouterr().out, encoding="utf-8")
    assert run(["import", str(printed), "-o", str(tmp_path / "plan.yaml")]) == 0
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    assert [one for _, one in load_plan(read_source(tmp_path / "plan.yaml")).plan.rows()] == [
        one for _, one in plan.rows()
    ]


def test_a_chinese_number_and_a_title_in_two_cells_are_a_section_where_tasks_count_in_digits():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 一 | 推进决策公开 |  |  |
| 1 | 预公开 | 完善制度。 | 市法制局 |
| 二 | 推进执行公开 | ← | ← |
| 2 | 督查 | 加强督查。 | 市督查室 |
""")
    assert [(task.section, task.number, task.title) for task in result.plan.tasks] == [
        ("一、推进决策公开", "1", "预公开"),
        ("二、推进执行公开", "2", "督查"),
    ]
    assert codes(result) == []


def test_a_row_that_a_page_break_cut_in_all_its_cells_is_joined_and_told():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1 | 推进决策 | 完善预公 | 市法制局、各镇人民 |
|  | 公开 | 开制度。 | 政府 |
| 2 | 推进执行公开 | 加强督查。 | 市督查室 |
""")
    assert [row[1:4] for row in rows(result)] == [
        ("推进决策公开", "完善预公开制度。", "市法制局、各镇人民政府"),
        ("推进执行公开", "加强督查。", "市督查室"),
    ]
    assert codes(result) == ["PLN606"] * 3
    assert result.doubts[("1", "title")] == "“公开”接自下一行"


def test_a_blank_task_or_requirement_is_told():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1 | 推进决策公开 |  | 市法制局 |
| 2 |  | 加强督查。 | 市督查室 |
""")
    assert [(one.rule.code, str(one.place)) for one in result.findings] == [
        ("PLN604", "第1张表第2行第3列"),
        ("PLN604", "第1张表第3行第2列"),
    ]
    assert rows(result)[0][2] is None
    assert result.doubts[("1", "text")] == "原文空白"


def test_a_requirement_said_to_be_blank_is_empty():
    result = imported("| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 公开 |  | 市编办 |", blank=Blank.NONE)
    assert (rows(result)[0][2], codes(result)) == ("", [])


def test_a_doubt_of_a_number_met_twice_says_where_it_belongs():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1 | 推进决策公开 | 完善制度。 | 市法制局 |
| 1 | 推进执行公开 | 加强督查。 |  |
""")
    assert set(result.doubts) == {("1（第2处）", "lead_units")}


def test_headings_inside_sections_are_kept_under_them():
    result = imported("""
| 序号 | 工作任务 | 牵头单位 |
| 一、推进公开 | ← | ← |
| （一）决策公开 | ← | ← |
| 1 | 甲 | 市编办 |
| （二）执行公开 | ← | ← |
| 2 | 乙 | 市督查室 |
| 二、加强解读 | ← | ← |
| 3 | 丙 | 市编办 |
""")
    assert [(task.number, task.section) for task in result.plan.tasks] == [
        ("1", "一、推进公开／（一）决策公开"),
        ("2", "一、推进公开／（二）执行公开"),
        ("3", "二、加强解读"),
    ]


def test_tasks_that_begin_anew_under_each_inner_heading_have_the_numbers_of_both_in_their_references():
    result = imported("""
| 序号 | 工作任务 | 牵头单位 |
| 一、推进公开 | ← | ← |
| （一）决策公开 | ← | ← |
| 1 | 甲 | 市编办 |
| （二）执行公开 | ← | ← |
| 1 | 乙 | 市督查室 |
""")
    assert [task.reference for task in result.plan.tasks] == ["一.一/1", "一.二/1"]


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


@pytest.mark.parametrize(
    "line",
    [
        "填报人：张三　电话：0412-123",
        "（此表一式三份）",
        "三、党建（0项）",
        "各单位要高度重视，加强领导，明确责任，确保各项任务落到实处。",
    ],
)
def test_a_row_over_the_table_with_no_task_below_is_told(line):
    result = imported(f"| 序号 | 工作任务 | 责任单位 |\n| 1 | 甲 | 市编办 |\n| {line} | ← | ← |")
    assert len(result.plan.tasks) == 1
    assert [(one.rule.code, line in one.message) for one in result.findings] == [("PLN607", True)]


def test_a_section_with_no_task_before_the_next_is_told_but_not_one_with_inner_ones():
    result = imported("""
| 序号 | 工作任务 | 责任单位 |
| 一、农业（本年无） | ← | ← |
| 二、工业 | ← | ← |
| （一）制造 | ← | ← |
| 1 | 甲 | 市编办 |
""")
    assert result.plan.tasks[0].section == "二、工业／（一）制造"
    assert [one.message for one in result.findings] == ["下面没有任务的部分没有写进方案：一、农业（本年无）"]


def test_a_line_for_who_fills_the_form_in_is_no_task():
    result = imported("""
| 序号 | 工作任务 | 责任单位 | 时限 |
| 1 | 甲 | 市编办 | 全年 |
| 审核人：李四 | ← | 填报人：张三 | ← |
| 联系人：王五 电话：123 |  |  |  |
""")
    assert [task.title for task in result.plan.tasks] == ["甲"]
    assert codes(result) == ["PLN607", "PLN607"]


@pytest.mark.parametrize("written", ["同上", "同 上", "〃", "″", "同第1项", "同1"])
def test_whatever_way_the_same_is_said_it_is_filled_and_told(written):
    result = imported(f"| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | {written} |")
    assert ([row[3] for row in rows(result)], codes(result)) == (["市编办"] * 2, ["PLN605"])


@pytest.mark.parametrize("written", ["同上", "同第9项"])
def test_the_same_as_nothing_is_unknown_and_told(written):
    result = imported(f"| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | {written} |")
    assert ([row[3] for row in rows(result)], codes(result)) == ([None], ["PLN605"])
    assert result.doubts == {("1", "lead_units"): f"原文写作“{written}”"}


@pytest.mark.parametrize(
    ("blank", "read"), [(None, "——"), (Blank.ABOVE, "市编办"), (Blank.UNKNOWN, None), (Blank.NONE, "")]
)
def test_a_dash_is_kept_and_told_unless_the_user_says_what_it_means(blank, read):
    result = imported(
        "| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | —— |", **({"blank": blank} if blank else {})
    )
    assert rows(result)[1][3] == read
    assert codes(result) == (["PLN604"] if blank is None else [])


def test_units_and_times_numbered_as_the_requirements_go_with_them():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 责任单位 | 时限 |\n"
        "| 1 | 建路 | 1.开工。2.完工。 | 1.县交通局 2.县住建局 | ①6月底；②12月底 |\n"
        "| 2 | 建桥 | 1.开工。2.完工。 | 1.县交通局 | 全年 |"
    )
    assert [row[2:] for row in rows(result)] == [
        ("开工。", "县交通局", "6月底"),
        ("完工。", "县住建局", "12月底"),
        ("开工。", "1.县交通局", "全年"),
        ("完工。", "1.县交通局", "全年"),
    ]


def test_further_units_of_a_task_without_requirements_are_added_to_it_and_told():
    result = imported("""
| 序号 | 工作任务 | 责任单位 | 时限 |
| 1 | 甲 | 县甲局 | 6月底 |
| ↑ | ↑ | 县乙局 | 6月底 |
""")
    assert rows(result) == [("1", "甲", "", "县甲局\n县乙局", "6月底")]
    assert codes(result) == ["PLN606"]


def test_a_title_that_a_page_break_cut_is_joined_where_it_broke_off():
    result = imported(
        "| 序号 | 工作任务 | 责任单位 |\n| 1 | 公布目录，并 | 县司法局 |\n|  | 加强更新 |  |\n| 2 | 乙 | 县编办 |"
    )
    assert [(task.number, task.title) for task in result.plan.tasks] == [("1", "公布目录，并加强更新"), ("2", "乙")]
    assert codes(result) == ["PLN606"]


def test_a_task_of_several_numbered_items_without_a_column_of_numbers_keeps_them_all():
    result = imported("| 工作任务 | 责任单位 |\n| 甲 | 市编办 |\n| 1.实施乙。2.实施丙。 | 市编办 |\n| 丁 | 市编办 |")
    assert [(task.number, task.title) for task in result.plan.tasks] == [
        ("1", "甲"),
        ("2", "1.实施乙。2.实施丙。"),
        ("3", "丁"),
    ]


def test_a_sum_beside_a_category_merged_over_it_is_no_task():
    result = imported("""
| 领域 | 序号 | 工作任务 | 责任单位 |
| 交通 | 1 | 甲 | 市编办 |
| ↑ | 2 | 乙 | 市编办 |
| ↑ | 合计 | 2项 |  |
""")
    assert [task.title for task in result.plan.tasks] == ["甲", "乙"]


def test_what_a_merged_cell_says_in_a_column_of_its_own_is_written_once():
    result = imported(
        "| 序号 | 工作任务 | 考核指标 | 责任单位 |\n| 1 | 推进公开 | ← | 市编办 |\n| 2 | 乙 | 丙 | 市编办 |"
    )
    assert [dict(one.extra) for _, one in result.plan.rows()] == [{}, {"考核指标": "丙"}]


def test_a_blank_title_is_noted_where_it_stands():
    result = imported("| 序号 | 工作任务 | 具体要求 | 责任单位 |\n| 1 |  | 完善。 | 市编办 |")
    assert result.doubts == {("1", "title"): "原文空白"}


def test_requirements_numbered_through_headings_that_begin_anew_are_the_tasks():
    """No reference could tell （一） of one section from that of the next."""
    result = imported("""
| 工作任务 | ← | 具体要求 | ← | 责任单位 |
| 一、公开 | （一）决策公开 | 1 | 完善制度。 | 市编办 |
| ↑ | ↑ | 2 | 公开结果。 | 市编办 |
| ↑ | （二）执行公开 | 3 | 加强督查。 | 市督查室 |
| 二、解读 | （一）政策解读 | 4 | 及时解读。 | 市编办 |
""")
    assert [(task.section, task.reference, task.title) for task in result.plan.tasks] == [
        ("一、公开／（一）决策公开", "1", "完善制度。"),
        ("一、公开／（一）决策公开", "2", "公开结果。"),
        ("一、公开／（二）执行公开", "3", "加强督查。"),
        ("二、解读／（一）政策解读", "4", "及时解读。"),
    ]
    assert result.plan.headings == {"title": "具体要求", "lead_units": "责任单位"}


def test_a_category_below_a_row_of_a_section_stands_under_it():
    result = imported("""
| 领域 | 序号 | 工作任务 | 责任单位 |
| 一、民生 | ← | ← | ← |
| 教育 | 1 | 新建小学 | 市教育局 |
| ↑ | 2 | 扩建中学 | 市教育局 |
""")
    assert {task.section for task in result.plan.tasks} == {"一、民生／教育"}
    assert codes(result) == []


@pytest.mark.parametrize(("count", "text"), [(40_001, "甲"), (30_000, "甲" * 300)])
def test_a_table_whose_plan_would_fill_the_memory_is_refused(count, text):
    lines = [[Span("序号"), Span("工作任务"), Span("牵头单位")]]
    lines += [[Span(str(number)), Span(text), Span("市编办")] for number in range(count)]
    with pytest.raises(UnreadableInputError, match="不像一份分工方案"):
        imported(lay_out(1, lines))


def test_a_title_merged_over_numbers_under_a_category_is_the_inner_section():
    result = imported("""
| 序号 | 类别 | 主要任务 | 细化措施 | 牵头单位 |
| 1 | 水资源保护 | 严守红线 | 控制用水总量。 | 市水利局 |
| 2 | ↑ | 严守效率 | 抓好节水。 | 市工信局 |
| 3 | ↑ | ↑ | 城镇节水。 | 市住建局 |
""")
    assert [(task.section, task.title) for task in result.plan.tasks] == [
        ("水资源保护／严守红线", "控制用水总量。"),
        ("水资源保护／严守效率", "抓好节水。"),
        ("水资源保护／严守效率", "城镇节水。"),
    ]


def test_a_heading_that_a_page_break_repeats_is_no_task_though_units_were_folded():
    heading = "| 序号 | 主要任务 | 牵头单位 | 参与单位 | 责任单位 |"
    result = imported(
        f"{heading}\n| 1 | 甲 | 市编办 | 市甲局 | 市乙局 |\n{heading}\n| 2 | 乙 | 市编办 | 市甲局 | 市乙局 |"
    )
    assert [task.title for task in result.plan.tasks] == ["甲", "乙"]
    assert codes(result) == ["PLN612"]


def test_the_same_as_above_is_filled_in_before_units_are_folded():
    result = imported("""
| 序号 | 主要任务 | 牵头单位 | 参与单位 | 责任单位 |
| 1 | 甲 | 市编办 | 市甲局 | 市乙局 |
| 2 | 乙 |  | 市甲局 | 同上 |
""")
    assert [row[3] for row in rows(result)] == ["牵头单位：市编办；责任单位：市乙局", "责任单位：市乙局"]
    assert codes(result) == ["PLN612", "PLN604", "PLN605"]
    assert result.doubts == {("2", "lead_units"): "原文空白；原文写作“同上”"}


@pytest.mark.parametrize("row", ["A1 | 一、健全机制 | ← | ←", "一 | 健全机制 | ← | ←"])
def test_a_section_merged_beside_a_first_cell_is_no_task(row):
    heading = "编码 | 序号 | 工作任务 | 牵头单位" if row[0] == "A" else "序号 | 工作任务 | 要求 | 牵头单位"
    task = "A1-1 | 1 | 召开会议。 | 市发改局" if row[0] == "A" else "（一） | 召开会议 | 按时。 | 市发改局"
    result = imported(f"{heading}\n{row}\n{task}")
    assert [(task.section, task.requirements[0].lead_units.printed) for task in result.plan.tasks] == [
        ("一、健全机制", "市发改局")
    ]


def test_a_bare_chinese_number_among_blank_cells_is_a_section_where_tasks_have_bracketed_ones():
    result = imported("""
| 序号 | 工作任务 | 牵头单位 |
| 一 | 健全工作机制 |  |
| （一） | 召开会议 | 市发改局 |
| 二 | 制定政策 |  |
| （一） | 出台意见 | 市发改局 |
""")
    assert [(task.section, task.title) for task in result.plan.tasks] == [
        ("一、健全工作机制", "召开会议"),
        ("二、制定政策", "出台意见"),
    ]


def test_what_a_note_says_besides_who_leads_is_told():
    result = imported("""
| 序号 | 工作任务 | 责任单位 |
| 1 | 甲 | 市编办 |
| 备注：1.列首位者为牵头单位；2.每月5日前报送进展。 | ← | ← |
""")
    assert result.plan.first_unit_leads
    assert ["每月5日前报送进展" in one.message for one in result.findings] == [True]


def test_a_row_cut_in_several_cells_is_joined_in_a_table_without_requirements():
    result = imported("""
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| 1 | 控制总量在10% | 市水利局 | 市发改委、水利 |
|  | 以内，达到要求。 |  | 局等 |
""")
    ((task, one),) = result.plan.rows()
    assert (task.title, one.supporting_units.printed) == ("控制总量在10%以内，达到要求。", "市发改委、水利局等")


def test_a_second_column_of_numbers_before_the_requirements_is_theirs():
    result = imported("""
| 序号 | 工作任务 | 编号 | 具体措施 | 牵头单位 |
| 1 | 推进公开 | 1 | 完善制度。 | 市编办 |
| ↑ | ↑ | 2 | 公开结果。 | 市编办 |
""")
    assert [row[0] for row in rows(result)] == ["1.1", "1.2"]
    assert result.plan.headings == {"text": "具体措施"}


def test_a_long_heading_over_the_table_is_a_section():
    """A section that a column named comes back from planctl's own document as such a row."""
    heading = "围绕推动高质量发展、增进民生福祉、优化营商环境、提升治理能力、防范化解重大风险等方面强化信息公开"
    result = imported(f"| 序号 | 工作任务 | 责任单位 |\n| {heading} | ← | ← |\n| 1 | 甲 | 市编办 |")
    assert [task.section for task in result.plan.tasks] == [heading]


def test_a_row_that_says_something_only_outside_the_columns_is_told():
    result = imported("|  | 任务 | 责任单位 |\n| 余 |  |  |\n|  | 甲 | 市编办 |")
    assert [task.title for task in result.plan.tasks] == ["甲"]
    assert ["余" in one.message for one in result.findings if one.rule.code == "PLN607"] == [True]


def test_a_row_shorter_than_its_heading_loses_nothing():
    rows_of_spans = [
        [Span("序号"), Span("工作任务", 1, 2), Span("牵头单位")],
        [Span("1"), Span("1"), Span("甲"), Span("市编办")],
        [Span("2"), Span("2"), Span("乙"), Span("市编办")],
        [Span("3"), Span("见附件")],
    ]
    result = imported(lay_out(1, rows_of_spans))
    assert any("见附件" in (task.title or "") for task in result.plan.tasks)


@pytest.mark.parametrize("written", ["同上。", "（同上）", "——", "———", "---"])
def test_marks_around_the_same_and_dashes_of_any_length_are_seen(written):
    result = imported(f"| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | {written} |")
    assert codes(result) == ["PLN605" if "同" in written else "PLN604"]


def test_the_same_as_several_is_kept_and_told():
    result = imported("| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | 同第1、2项 |")
    assert (rows(result)[1][3], codes(result)) == ("同第1、2项", ["PLN605"])
    assert result.findings[0].message.endswith("看不出照哪里填，照原样保留")


@pytest.mark.parametrize("text", ["本表填报工作", "说明：整改", "负责人：待定"])
def test_a_row_worded_as_a_note_that_has_units_is_a_task(text):
    result = imported(f"| 工作任务 | 责任单位 | 时限 |\n| 甲 | 市编办 | 6月底 |\n| {text} | 市编办 | 7月底 |")
    assert [task.title for task in result.plan.tasks] == ["甲", text]


def test_further_units_beside_a_requirement_merged_over_them_are_added_to_it():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 责任单位 |
| 1 | 公开 | 1.完善。2.公开。 | 市甲局 |
| ↑ | ↑ | ↑ | 市乙局 |
""")
    assert [(row[0], row[3]) for row in rows(result)] == [("1.1", "市甲局\n市乙局"), ("1.2", "市甲局\n市乙局")]
    assert codes(result) == ["PLN609", "PLN606"]


def test_a_heading_with_a_stroke_in_it_stays_whole_above_an_inner_one():
    result = imported("""
| 序号 | 工作任务 | 责任单位 |
| 一、教育／卫生 | ← | ← |
| （一）中小学 | ← | ← |
| 1 | 甲 | 市编办 |
""")
    assert [task.section for task in result.plan.tasks] == ["一、教育／卫生／（一）中小学"]
    assert codes(result) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "做好。" * 20_000,
        "、".join(f"市{n}局" for n in range(8_000)),
        "1.完善。" + " " * 20_000 + "2.公开。",
        "关于" * 20_000,
        "一、" + "甲 \n " * 8_000,
    ],
)
def test_a_long_cell_does_not_keep_the_patterns_going_back(hostile):
    """With a pattern of square or exponential cost this test would not end."""
    result = imported(
        f"| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 甲 | {hostile.replace(chr(10), '⏎')} | {hostile.replace(chr(10), '⏎')} |"
    )
    assert result.plan.tasks[0].title == "甲"


@pytest.mark.parametrize("own", ["市{}局", ""])
def test_a_task_merged_over_thousands_of_rows_is_read(own):
    heading = [Span("序号"), Span("工作任务"), Span("具体要求"), Span("牵头单位")]
    rows_of_spans = [heading, [Span("1", 4_000), Span("甲", 4_000), Span(""), Span("市局")]]
    rows_of_spans += [[Span(""), Span(own.format(number))] for number in range(3_999)]
    assert len(imported(lay_out(1, rows_of_spans)).plan.tasks) == 1
