"""Which rows and cells of a table are sections, notes and sums, and which tasks."""

import pytest

from support_import import codes, imported


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
        "| 重点任务 | 序号 | 具体工作 | 责任单位 |\n| 一、公开 | 1 | 甲。 | 市编办 |\n| ↑ | 2 | 乙。 | 市财政局 |\n"
        "| 二、解读 | 3 | 丙。 | 市编办 |",
    )
    assert [(task.section, task.number, task.title) for task in result.plan.tasks] == [
        ("一、公开", "1", "甲。"),
        ("一、公开", "2", "乙。"),
        ("二、解读", "3", "丙。"),
    ]


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


def test_a_sum_beside_a_category_merged_over_it_is_no_task():
    result = imported("""
| 领域 | 序号 | 工作任务 | 责任单位 |
| 交通 | 1 | 甲 | 市编办 |
| ↑ | 2 | 乙 | 市编办 |
| ↑ | 合计 | 2项 |  |
""")
    assert [task.title for task in result.plan.tasks] == ["甲", "乙"]


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


def test_a_long_heading_over_the_table_is_a_section():
    """A section that a column named comes back from planctl's own document as such a row."""
    heading = "围绕推动高质量发展、增进民生福祉、优化营商环境、提升治理能力、防范化解重大风险等方面强化信息公开"
    result = imported(f"| 序号 | 工作任务 | 责任单位 |\n| {heading} | ← | ← |\n| 1 | 甲 | 市编办 |")
    assert [task.section for task in result.plan.tasks] == [heading]


@pytest.mark.parametrize("text", ["本表填报工作", "说明：整改", "负责人：待定"])
def test_a_row_worded_as_a_note_that_has_units_is_a_task(text):
    result = imported(f"| 工作任务 | 责任单位 | 时限 |\n| 甲 | 市编办 | 6月底 |\n| {text} | 市编办 | 7月底 |")
    assert [task.title for task in result.plan.tasks] == ["甲", text]


def test_a_heading_with_a_stroke_in_it_stays_whole_above_an_inner_one():
    result = imported("""
| 序号 | 工作任务 | 责任单位 |
| 一、教育／卫生 | ← | ← |
| （一）中小学 | ← | ← |
| 1 | 甲 | 市编办 |
""")
    assert [task.section for task in result.plan.tasks] == ["一、教育／卫生／（一）中小学"]
    assert codes(result) == []


def test_a_row_that_only_names_its_section_in_a_column_begins_no_task():
    result = imported(
        "| 类别 | 序号 | 工作任务 | 牵头单位 |\n| 公开 | 1 | 推进公开 | 市编办 |\n| 服务 |  |  |  |\n| 服务 | 2 | 优化服务 | 市财政局 |"
    )
    assert [(task.number, task.section) for task in result.plan.tasks] == [("1", "公开"), ("2", "服务")]
