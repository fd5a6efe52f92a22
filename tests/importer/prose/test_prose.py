"""Plans without a table: which numbered paragraphs are sections, tasks and requirements, and which are none."""

from datetime import date

import pytest

from support_import import rows
from support_prose import SECOND, cells, left_out, prose, told


def test_a_plan_is_read_by_its_numbers_and_what_each_item_says_of_units_and_time():
    result = prose(
        "2018年政务公开工作方案",
        "一、总体要求",
        "坚持以公开为常态。",
        "二、重点任务",
        "（一）推进决策公开",
        "1.完善预公开制度。牵头单位：市法制局；配合单位：市编办；完成时限：6月底前",
        "2.公开结果。（市发改局牵头，市财政局、各镇（街、园区）配合，2018年底前完成）",
        "（二）推进执行公开",
        "3.加强督查。",
        "责任单位：市督查室",
        "时限要求：全年",
    )
    assert rows(result) == [
        ("1", "推进决策公开", "完善预公开制度。", "市法制局", "6月底前"),
        ("2", "推进决策公开", "公开结果。", "市发改局牵头，市财政局、各镇（街、园区）配合", "2018年底前完成"),
        ("3", "推进执行公开", "加强督查。", "市督查室", "全年"),
    ]
    assert {task.section for task in result.plan.tasks} == {"二、重点任务"}
    roles = {one.name: one.role for one in result.plan.tasks[0].requirements[1].lead_units.mentions}
    assert (roles["市发改局"], roles["市财政局"]) == ("lead", "support")
    assert [one.message for one in result.findings] == [
        "段落没有写进方案：一、总体要求",
        "段落没有写进方案：坚持以公开为常态。",
    ]


def test_items_right_under_a_heading_are_its_requirements_or_else_tasks_of_their_own():
    under = prose("一、推进公开", "1.甲。（责任单位：市编办）", "2.乙。（市财政局负责）")
    assert [(row[0], row[1], row[3]) for row in rows(under)] == [
        ("一.1", "推进公开", "市编办"),
        ("一.2", "推进公开", "市财政局负责"),
    ]
    alone = prose("1.推进决策公开。牵头单位：市编办", "2.推进执行公开。牵头单位：市督查室")
    assert [(row[0], row[1], row[3]) for row in rows(alone)] == [
        ("1", "推进决策公开", "市编办"),
        ("2", "推进执行公开", "市督查室"),
    ]


def test_the_short_sentence_that_a_task_begins_with_is_its_title():
    result = prose("1.推进决策公开。完善制度，公开结果。（市编办牵头）", "2.加强督查。（市督查室牵头）")
    assert [row[1:3] for row in rows(result)] == [("推进决策公开", "完善制度，公开结果。"), ("加强督查", "")]


def test_numbers_in_full_width_digits_count_as_others_do():
    result = prose("１．甲（市编办牵头）", "２、乙（市编办牵头）")
    assert [task.number for task in result.plan.tasks] == ["1", "2"]


def test_both_levels_of_headings_are_the_section_of_items_that_number_on_through_them():
    result = prose(
        "一、推进公开",
        "（一）决策",
        "1.甲（市编办牵头）",
        "2.乙（市编办牵头）",
        "（二）执行",
        "3.丙（市编办牵头）",
        "二、推进解读",
        "（一）发布",
        "4.丁（市编办牵头）",
    )
    assert [(task.section, task.reference, task.title) for task in result.plan.tasks] == [
        ("一、推进公开／（一）决策", "1", "甲"),
        ("一、推进公开／（一）决策", "2", "乙"),
        ("一、推进公开／（二）执行", "3", "丙"),
        ("二、推进解读／（一）发布", "4", "丁"),
    ]
    assert told(result) == []


def test_items_that_number_anew_under_each_heading_are_its_requirements():
    result = prose(
        "第一部分 公开",
        "一、决策",
        "1.甲（市编办牵头）",
        "2.乙（市编办牵头）",
        "二、执行",
        "1.丙（市编办牵头）",
        "第二部分 解读",
        "一、发布",
        "1.丁（市编办牵头）",
    )
    assert result.plan.numbering == "per-section"
    assert [(task.section, one.reference, task.title) for task, one in result.plan.rows()] == [
        ("第一部分 公开", "一/一.1", "决策"),
        ("第一部分 公开", "一/一.2", "决策"),
        ("第一部分 公开", "一/二.1", "执行"),
        ("第二部分 解读", "二/一.1", "发布"),
    ]


def test_items_that_number_on_through_headings_but_anew_in_each_section_are_numbered_by_section():
    result = prose(
        "一、公开",
        "（一）决策",
        "1.甲（市编办牵头）",
        "（二）执行",
        "2.乙（市编办牵头）",
        "二、解读",
        "（一）发布",
        "1.丙（市编办牵头）",
        "（二）回应",
        "2.丁（市编办牵头）",
    )
    assert result.plan.numbering == "per-section"
    assert [task.reference for task in result.plan.tasks] == ["一/1", "一/2", "二/1", "二/2"]


def test_items_with_titles_of_their_own_are_tasks_in_the_section_above_them():
    result = prose(
        "一、公开",
        "（一）决策。完善制度。（市编办牵头）",
        "（二）执行",
        "牵头单位：市督查室",
        "1.加强督查。",
        "二、解读",
        "（一）发布。及时解读。（市编办牵头）",
    )
    assert [(task.section, one.reference, task.title, one.text) for task, one in result.plan.rows()] == [
        ("一、公开", "一/一", "决策", "完善制度。"),
        ("一、公开", "一/二", "执行", "1.加强督查。"),
        ("二、解读", "二/一", "发布", "及时解读。"),
    ]


def test_a_heading_above_all_others_stays_above_them():
    result = prose(
        "第二章 任务",
        "一、公开",
        "（一）甲（市编办牵头）",
        "① 细目。（市编办牵头）",
        "（二）乙（市编办牵头）",
        "二、解读",
        "（一）丙（市编办牵头）",
    )
    assert [(task.section, task.reference) for task in result.plan.tasks] == [
        ("第二章 任务／一、公开", "二.一/一"),
        ("第二章 任务／一、公开", "二.一/二"),
        ("第二章 任务／二、解读", "二.二/一"),
    ]


def test_items_that_share_the_units_below_the_last_each_have_them_and_it_is_told():
    result = prose(
        "1.完善预案体系",
        "（1）加强管理。",
        "（2）加强演练。",
        "（责任单位：各镇（街道）、市安监局）",
        "2.健全机制",
        "（1）健全机构。",
        "（2）健全制度。",
        "（责任单位：市编办）",
    )
    assert [row[:4] for row in rows(result)] == [
        ("1.（1）", "完善预案体系", "加强管理。", "各镇（街道）、市安监局"),
        ("1.（2）", "完善预案体系", "加强演练。", "各镇（街道）、市安监局"),
        ("2.（1）", "健全机制", "健全机构。", "市编办"),
        ("2.（2）", "健全机制", "健全制度。", "市编办"),
    ]
    assert told(result) == [("PLN614", 4), ("PLN614", 8)]
    assert result.doubts[("1.（1）", "lead_units")] == "与同项各条共用一处责任单位"


def test_units_below_the_last_item_are_its_own_where_the_plan_gives_them_one_by_one():
    result = prose(
        "一、公开",
        "1.甲",
        "责任单位：市编办",
        "2.乙",
        "责任单位：市财政局",
        "二、解读",
        "1.丙",
        "2.丁",
        "责任单位：市督查室",
    )
    assert [(row[2], row[3]) for row in rows(result)] == [
        ("甲", "市编办"),
        ("乙", "市财政局"),
        ("丙", None),
        ("丁", "市督查室"),
    ]
    assert told(result) == [("PLN604", 7)]
    assert result.doubts == {("二.1", "lead_units"): "原文没有写明责任单位"}


def test_items_under_one_that_has_units_are_part_of_its_text():
    result = prose("1.推进公开。责任单位：市编办", "（1）完善制度。", "细化流程。", "（2）公开结果。", SECOND)
    assert rows(result)[0][:4] == ("1", "推进公开", "（1）完善制度。\n细化流程。\n（2）公开结果。", "市编办")
    assert told(result) == []


def test_an_item_that_has_units_above_items_with_their_own_is_a_requirement_too():
    result = prose("1.推进公开。责任单位：市编办", "（1）甲。（市财政局牵头）", "（2）乙。", "2.解读。责任单位：市编办")
    assert [row[:4] for row in rows(result)] == [
        ("1#1", "推进公开", "推进公开", "市编办"),
        ("1.（1）", "推进公开", "甲。", "市财政局牵头"),
        ("1.（2）", "推进公开", "乙。", None),
        ("2", "解读", "", "市编办"),
    ]
    assert told(result) == [("PLN604", 3)]


def test_unnumbered_paragraphs_before_the_units_belong_to_the_text():
    result = prose("1.推进公开", "完善制度。", "公开结果。", "责任单位：市编办", SECOND)
    assert rows(result)[0][1:4] == ("推进公开", "完善制度。\n公开结果。", "市编办")
    assert told(result) == []


def test_unnumbered_paragraphs_below_the_units_of_a_heading_belong_to_its_text():
    result = prose(
        "1.推进公开（责任单位：市编办）",
        "完善制度。",
        "2.推进解读（责任单位：市编办）",
        "及时解读。",
        "市人民政府办公室",
    )
    assert rows(result)[0][2] == "完善制度。"


def test_unnumbered_paragraphs_that_each_name_units_are_requirements_of_their_own():
    result = prose(
        "1.甲", "完善制度。（市编办牵头）", "再公开。（市财政局牵头）", "2.乙。【责任单位：市编办；时限：全年】"
    )
    assert [row[:4] for row in rows(result)] == [
        ("1#1", "甲", "完善制度。", "市编办牵头"),
        ("1#2", "甲", "再公开。", "市财政局牵头"),
        ("2", "乙", "", "市编办"),
    ]
    assert (cells(result)[2][2], told(result)) == ("全年", [])


def test_closing_words_are_never_part_of_the_last_item():
    result = prose(
        "一、公开",
        "1.甲（市编办牵头）",
        "2.乙",
        "责任单位：市财政局",
        "二、工作要求",
        "（一）加强领导。",
        "各单位要高度重视。",
        "附件：1.任务清单",
        "2.公开目录",
        "某某市人民政府办公室",
        "2018年3月1日",
        "（此件公开发布）",
        "抄送：市委各部门。",
    )
    assert [row[2] for row in rows(result)] == ["甲", "乙"]
    assert left_out(result) == [5, 6, 7, 8, 9]
    assert (result.plan.issuing_authority, result.plan.dated_on) == ("某某市人民政府办公室", date(2018, 3, 1))


def test_a_paragraph_at_the_end_of_a_section_is_not_part_of_its_last_item():
    result = prose(
        "一、公开",
        "1.甲（市编办牵头）",
        "2.乙（市编办牵头）",
        "以上任务须按时完成。",
        "二、解读",
        "1.丙（市编办牵头）",
        "本方案自印发之日起施行。",
    )
    assert [row[2] for row in rows(result)] == ["甲", "乙", "丙"]
    assert left_out(result) == [4, 7]


@pytest.mark.parametrize("closing", ["附件：清单", "抄送：市委。", "（此件公开发布）", "2018年3月1日", "联系人：张三"])
def test_closing_words_right_behind_the_last_item_are_told(closing):
    result = prose("1.甲。（市编办牵头）", "说明。", "2.乙。（市编办牵头）", "补充。", "3.丙。（市编办牵头）", closing)
    assert [row[2] for row in rows(result)] == ["说明。", "补充。", ""]
    assert left_out(result) == ([6] if closing.startswith(("附件", "联系人")) else [])


def test_a_list_of_attachments_goes_on_with_no_plan():
    result = prose("1.甲（市编办牵头）", "2.乙（市编办牵头）", "附件：1.任务清单", "2.公开目录", "3.联络表")
    assert ([row[1] for row in rows(result)], left_out(result)) == (["甲", "乙"], [3, 4, 5])


def test_a_section_without_units_is_work_only_between_sections_that_have_them():
    result = prose("一、总体要求", "二、甲（市编办牵头）", "三、乙", "四、丙（市编办牵头）", "五、工作要求")
    assert [(row[1], row[3]) for row in rows(result)] == [("甲", "市编办牵头"), ("乙", None), ("丙", "市编办牵头")]
    assert told(result) == [("PLN607", 1), ("PLN604", 3), ("PLN607", 5)]


def test_an_item_without_units_beside_others_is_kept_and_told():
    result = prose(
        "一、公开", "1.甲（市编办牵头）", "2.乙", "（1）细目", "3.丙（市编办牵头）", "二、保障措施", "1.加强领导"
    )
    assert [(row[2], row[3]) for row in rows(result)] == [
        ("甲", "市编办牵头"),
        ("乙\n（1）细目", None),
        ("丙", "市编办牵头"),
    ]
    assert told(result) == [("PLN604", 3), ("PLN607", 6), ("PLN607", 7)]


def test_a_date_in_chinese_numerals_closes_the_last_item():
    result = prose(
        "1.甲（市编办牵头）",
        "说明。",
        "2.乙（市编办牵头）",
        "补充。",
        "3.丙（市编办牵头）",
        "末。",
        "某某市人民政府办公室",
        "二〇一八年三月四日",
    )
    assert (result.plan.issuing_authority, result.plan.dated_on) == ("某某市人民政府办公室", date(2018, 3, 4))


@pytest.mark.parametrize(("first", "second"), [("（1）", "（2）"), ("①", "②")])
def test_items_in_one_paragraph_that_each_name_units_are_requirements_of_their_own(first, second):
    result = prose(
        "一、少跑腿",
        f"1.合并窗口。{first}共用。三家用一张表。（市编办牵头）{second}取消复印，见第{first}项。（市数据局负责）",
        "2.公开时限。写明几天办完。（市司法局牵头）",
    )
    assert [(task.title, one.text, one.lead_units.printed) for task, one in result.plan.rows()] == [
        ("合并窗口", "共用。三家用一张表。", "市编办牵头"),
        ("合并窗口", f"取消复印，见第{first}项。", "市数据局负责"),
        ("公开时限", "写明几天办完。", "市司法局牵头"),
    ]
    assert told(result) == [("PLN609", 2)]


def test_items_in_one_paragraph_that_share_its_units_stay_together():
    result = prose("1.合并窗口。（1）共用一张表。（2）取消复印。（市编办牵头）", SECOND)
    assert [one.lead_units.printed for _, one in result.plan.rows()] == ["市编办牵头", "市编办"]
    assert "PLN609" not in [code for code, _ in told(result)]
