"""Plans without a table: numbered paragraphs that say who leads and by when, in the forms in which plans are published."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.checks import plan_errors
from planctl.dumper import dump_plan
from planctl.importer.choice import NoPlanError
from planctl.importer.grid import DocumentPlace, RawDocument, RawParagraph
from planctl.importer.prose import read_prose
from planctl.importer.reading import ImportOptions, import_plan
from planctl.loader import load_plan
from planctl.source import Source


def prose(*texts, **options):
    """The plan of paragraphs, which validates: a document is printed as it is, but its numbers must make sense."""
    parts = tuple(RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(texts, 1))
    result = import_plan(RawDocument(parts), ImportOptions(**{"year": 2018, "title": "方案", **options}), "方案")
    written = dump_plan(result.plan, result.doubts)
    assert plan_errors(load_plan(Source("plan.yaml", written))) == []
    return result


def rows(result):
    """Every requirement as one tuple of what it prints."""
    return [
        (
            one.reference,
            task.title,
            one.text,
            one.lead_units and one.lead_units.printed,
            one.deadline and one.deadline.phrase,
        )
        for task, one in result.plan.rows()
    ]


def cells(result):
    """Who leads, who supports and by when, of each requirement."""
    return [
        (one.lead_units and one.lead_units.printed, one.supporting_units.printed, one.deadline.printed)
        for _, one in result.plan.rows()
    ]


def told(result):
    return [(one.rule.code, one.place.paragraph) for one in result.findings]


def left_out(result):
    return [one.place.paragraph for one in result.findings if one.rule.code == "PLN607"]


SECOND = "2.公开结果。（牵头单位：市编办）"
"""A second item: one alone is no plan."""


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


@pytest.mark.parametrize(
    ("ending", "read"),
    [
        ("（牵头单位：市发改局；责任单位：市财政局）", ("市发改局", "市财政局", "")),
        ("牵头单位：市发改局，责任单位：市财政局、各镇（街道）。", ("市发改局", "市财政局、各镇（街道）", "")),
        ("责任单位：市财政局；牵头责任单位：市发改局", ("市发改局", "市财政局", "")),
        ("主办单位：市发改局；落实单位：市财政局", ("市发改局", "市财政局", "")),
        ("牵头单位：甲局；责任单位：乙局；配合单位：丙局", ("甲局", "责任单位：乙局；配合单位：丙局", "")),
        ("责任单位：市发改局、市财政局，2018年6月底前完成。", ("市发改局、市财政局", "", "2018年6月底前完成")),
        ("（责任单位：市发改局，长期坚持；配合单位：市编办）", ("市发改局", "市编办", "长期坚持")),
        ("(市发改局牵头,市财政局配合,9月底前完成)", ("市发改局牵头,市财政局配合", "", "9月底前完成")),
        ("（市发改局牵头）（6月底前）。", ("市发改局牵头", "", "6月底前")),
        ("〔牵头单位：市发改局〕", ("市发改局", "", "")),
        ("【牵头单位：市发改局；配合单位：市财政局】。", ("市发改局", "市财政局", "")),
        ("[责任单位:市发改局;时限:全年]", ("市发改局", "", "全年")),
        ("〖责 任 单 位：市发改局；完 成 时 限：全年〗", ("市发改局", "", "全年")),
        ("（责任单位：市发改局", ("市发改局", "", "")),
        ("（2018年底前，牵头单位：市发改局）", ("市发改局", "", "2018年底前")),
        ("（责任时限：全年，牵头单位：市发改局，责任单位：市编办）", ("市发改局", "市编办", "全年")),
        ("（牵头：市发改局；配合：市财政局）", ("市发改局", "市财政局", "")),
        ("（市府办〔市大数据局〕牵头，各县〔区〕政府配合）", ("市府办〔市大数据局〕牵头，各县〔区〕政府配合", "", "")),
        ("（市司法局等有关部门按职责分工负责）", ("市司法局等有关部门按职责分工负责", "", "")),
        ("（各有关单位按职责分工负责）", ("各有关单位按职责分工负责", "", "")),
        ("（市直各部门负责，全年）", ("市直各部门负责", "", "全年")),
        (
            "〔责任单位：市发改局按职责分工负责。具体任务涉及各镇，不再分工，下同。〕",
            ("市发改局按职责分工负责。具体任务涉及各镇，不再分工，下同", "", ""),
        ),
        ("责任单位：市发改局。完成时限：6月底前。", ("市发改局", "", "6月底前")),
        ("（市发改局牵头）。责任领导：张三", ("市发改局牵头", "", "")),
        ("\n责任单位：市发改局\n完成时限：全年", ("市发改局", "", "全年")),
        ("（牽頭單位：市發改局；責任單位：市財政局）", ("市發改局", "市財政局", "")),
        ("（市發改局牽頭，市財政局配合）", ("市發改局牽頭，市財政局配合", "", "")),
    ],
)
def test_endings_are_read_whatever_their_brackets_labels_and_commas(ending, read):
    result = prose(f"1.推进公开。完善制度。{ending}", SECOND)
    assert (rows(result)[0][1:3], cells(result)[0]) == (("推进公开", "完善制度。"), read)
    assert left_out(result) == []


def test_the_words_a_plan_has_for_its_units_become_its_headings():
    responsible = prose("1.甲（责任部门：市编办）", "2.乙（责任部门：市编办；参与单位：市财政局）")
    assert responsible.plan.headings == {"lead_units": "责任部门", "supporting_units": "参与单位"}
    leading = prose("1.甲（牵头单位：市编办；责任单位：市财政局）", "2.乙（责任单位：市编办）")
    assert leading.plan.headings == {"supporting_units": "责任单位"}
    bracketed = prose("1.甲（市编办牵头；责任单位：市财政局）", "2.乙（责任单位：市编办）")
    assert bracketed.plan.headings == {"supporting_units": "责任单位"}


def test_two_labels_that_say_the_same_are_joined_and_told():
    result = prose("1.推进公开。完善制度。责任单位：市编办", "责任单位：市财政局", SECOND)
    assert cells(result)[0] == ("市编办；市财政局", "", "")
    assert result.doubts[("1", "lead_units")] == "原文有2处“责任单位”"


def test_units_inside_a_text_stay_where_they_tell_which_part_is_whose():
    result = prose("1.推进公开。建立台账（责任单位：市编办），然后公布（责任单位：市财政局）。", SECOND)
    assert rows(result)[0][2:4] == ("建立台账（责任单位：市编办），然后公布。", "市编办；市财政局")


def test_a_time_in_a_bracket_before_the_labels_or_above_them_is_the_deadline():
    result = prose("1.甲（6月底前完成）。责任单位：市编办", "2.乙（9月底前）", "责任单位：市编办", "3.丙（全年）。")
    assert [(row[1], row[4]) for row in rows(result)] == [("甲", "6月底前完成"), ("乙", "9月底前"), ("丙（全年）", "")]


def test_units_that_go_on_in_the_next_paragraph_are_one_list():
    result = prose("1.甲", "责任单位：市编办、", "市财政局、", "市发改局", SECOND)
    assert (rows(result)[0][2:4], left_out(result)) == (("", "市编办、市财政局、市发改局"), [])


def test_brackets_that_each_name_units_for_a_part_of_the_text_are_joined_and_told():
    result = prose("1.推进公开。完善制度。（市编办牵头，3月底前）公布结果。（市财政局牵头，6月底前）", SECOND)
    text = "完善制度。（市编办牵头，3月底前）公布结果。"
    assert rows(result)[0][2:] == (text, "市编办牵头；市财政局牵头", "3月底前，6月底前")
    assert result.doubts == {("1", "lead_units"): "原文有2处“（…）”"}


def test_numbers_in_full_width_digits_count_as_others_do():
    result = prose("１．甲（市编办牵头）", "２、乙（市编办牵头）")
    assert [task.number for task in result.plan.tasks] == ["1", "2"]


def test_a_sentence_behind_the_units_belongs_to_the_text():
    result = prose(
        "1.推进公开。完善制度。责任单位：市发改局。有关要求另行通知。",
        "2.甲。完成时限：全年。另行通知。",
        "3.乙（市编办牵头）",
    )
    assert rows(result)[0][2:4] == ("完善制度。有关要求另行通知。", "市发改局")
    assert rows(result)[1][1:5] == ("甲", "另行通知。", None, "全年")


def test_brackets_that_name_no_units_stay_in_the_text():
    texts = ["推进双公示（简称“双公示”）", "编制清单（见附件1）", "推进试点（含市级负责项目）", "压实责任（责任到人）"]
    result = prose(*(f"{n}.{text}" for n, text in enumerate(texts, 1)), "5.甲（市编办牵头）", "6.乙（市编办牵头）")
    assert [row[1] for row in rows(result)[:4]] == texts


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


def test_a_paragraph_that_says_nothing_but_who_acts_needs_no_bracket():
    result = prose("1.加强引导", "做好宣传。", "市发改委、市金融办分别牵头落实", "2.加强解读", "市财政局牵头落实")
    assert [(row[2], row[3]) for row in rows(result)] == [
        ("做好宣传。", "市发改委、市金融办分别牵头落实"),
        ("", "市财政局牵头落实"),
    ]


def test_a_bracket_of_names_alone_is_units_where_other_items_end_so_and_it_is_told():
    result = prose("1.推进公开（ 市委督查室、市发改局 ）。", "2.编制清单（见附件1）。", "3.加强督查（市编办）。")
    assert [(row[1], row[3]) for row in rows(result)] == [
        ("推进公开", "市委督查室、市发改局"),
        ("编制清单（见附件1）", None),
        ("加强督查", "市编办"),
    ]
    assert told(result) == [("PLN614", 1), ("PLN604", 2), ("PLN614", 3)]
    assert result.doubts[("1", "lead_units")] == "括号里没有写明是牵头还是配合"


def test_people_are_kept_and_told_once_for_each_heading():
    result = prose(
        "1.推进公开",
        "牵头领导：张三",
        "责任单位：市编办（联系人：李四）",
        "联系电话：12345",
        "2.推进解读。责任领导：王五；牵头领导：赵六；责任单位：市财政局",
    )
    assert [dict(one.extra) for _, one in result.plan.rows()] == [
        {"牵头领导": "张三", "联系人": "李四", "联系电话": "12345"},
        {"责任领导": "王五", "牵头领导": "赵六"},
    ]
    assert [row[3] for row in rows(result)] == ["市编办", "市财政局"]
    assert [code for code, _ in told(result)] == ["PLN603"] * 4


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


def test_that_the_first_unit_leads_may_be_said_in_any_paragraph():
    result = prose("责任单位中，列第一位者为牵头单位。", "1.甲。责任单位：市编办、市财政局", SECOND)
    assert result.plan.first_unit_leads
    assert left_out(result) == []


NAMES = ("市{}局", "市{}委、市发改局", "各{}镇（街道）", "市{}厅等有关部门", "市{}办〔市大数据局〕")
WORDS = (
    "推进{}公开",
    "完善{}制度，健全机制。",
    "公开{}结果（见附件1）。",
    "压减{}至3.5小时",
    "做好“{}公示”；加强督查。",
    "",
)
ENDINGS = (
    "（牵头单位：@；责任单位：@）", "责任单位：@，2018年6月底前完成。", "（@牵头，@配合，9月底前完成)", "【责任单位:@", "（@，@）",
    "〔@负责〕", "（@）", "（@）", "牵头单位：@\n配合单位：@\n责任领导：张{}", "完成时限：{}月底", "", "（{}月底前）", "责任单位：",
    "责任单位：@。有关{}要求另行通知。", "（责任单位：@），并做好{}工作（责任单位：@）。", "\n（责任单位：@（联系人：李{}）、@）",
    "责任单位：@\n责任单位：@", "（{}年底前，牵头单位：@）", "。完成时限：{}月底。另行{}通知。", "（@牵头）。责任领导：张{}",
)  # fmt: skip
NUMBERS = ("一、", "二、", "（一）", "（二）", "1.", "1.", "2、", "（1）", "(2)", "①", "第一章　", "", "")
CLOSING = (
    "附件：1.{}清单",
    "{}人民政府办公室",
    "2018年3月1日",
    "（此件{}公开发布）",
    "抄送：市{}",
    "联系人：李{}",
    "（（{}（",
)


@st.composite
def paragraphs(draw):
    """Paragraphs as plans have them, in any order; each with words that no other has."""
    texts = []
    for mark in "甲乙丙丁戊己庚辛壬癸子丑"[: draw(st.integers(1, 12))]:
        text = draw(st.sampled_from(NUMBERS)) + draw(st.sampled_from(WORDS)) + draw(st.sampled_from(ENDINGS))
        while "@" in text:
            text = text.replace("@", draw(st.sampled_from(NAMES)), 1)
        if not text or draw(st.integers(0, 5)) == 0:
            text = draw(st.sampled_from(CLOSING))
        texts.append(text.replace("{}", mark))
    return texts


@given(paragraphs())
def test_every_word_ends_in_the_plan_or_its_paragraph_is_not_taken_for_read(texts):
    parts = [RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(texts, 1)]
    read = read_prose(parts)
    if read is None:
        return
    draft, used = read
    kept = [
        *(f"{task.title} {task.section}" for task in draft.tasks),
        *(f"{one.text} {one.cells}" for task in draft.tasks for one in task.requirements),
    ]
    for number, text in enumerate(texts, 1):
        for word in (
            re.findall("[\u4e00-\u9fff“”]*[甲-癸子丑戊己庚辛壬][\u4e00-\u9fff“”]*", text) if number in used else ()
        ):
            assert any(word.removeprefix("责任单位").removeprefix("并做好") in one for one in kept), (word, text)


@given(paragraphs())
def test_whatever_a_document_says_what_is_written_of_it_can_be_read(texts):
    parts = tuple(RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(texts, 1))
    try:
        imported = import_plan(RawDocument(parts), ImportOptions(year=2018), "方案")
    except NoPlanError:
        return
    loaded = load_plan(Source("plan.yaml", dump_plan(imported.plan, imported.doubts)))
    assert [(task.title, one.text) for task, one in loaded.plan.rows()] == [
        (task.title, one.text) for task, one in imported.plan.rows()
    ]


@st.composite
def plans(draw):
    """A plan as sections, tasks and requirements, and the paragraphs that print it."""
    read, printed = [], []
    for section in "一二三"[: draw(st.integers(1, 3))]:
        printed.append(f"{section}、重点{section}")
        for task in "一二三"[: draw(st.integers(1, 3))]:
            title = f"推进{section}{task}"
            printed.append(f"（{task}）{title}")
            for number in range(1, draw(st.integers(2, 4))):
                names = st.sampled_from([name.replace("{}", "司法") for name in NAMES])
                lead, support, time = draw(st.tuples(names, names, st.booleans()))
                words = draw(st.sampled_from(WORDS[:-1])).rstrip("。") + "。"
                due = "；完成时限：6月底前" if time else ""
                printed.append(f"{number}.{words}（牵头单位：{lead}；配合单位：{support}{due}）")
                read.append((f"{section}、重点{section}", title, str(number), words, lead, support, "6月底前" * time))
    return read, printed


@given(plans().filter(lambda plan: len(plan[0]) > 1))
def test_a_plan_printed_as_prose_is_read_back_as_it_was(plan):
    read, printed = plan
    parts = [RawParagraph(text, DocumentPlace(paragraph=number)) for number, text in enumerate(printed, 1)]
    draft, used = read_prose(parts)
    assert [
        (
            task.section,
            task.title,
            one.number,
            one.text,
            one.cells["lead_units"],
            one.cells["supporting_units"],
            one.cells["deadline"],
        )
        for task in draft.tasks
        for one in task.requirements
    ] == read
    assert used == set(range(1, len(printed) + 1))


def test_the_same_as_above_and_dashes_are_told_as_in_tables():
    result = prose("1.甲。责任单位：市编办；完成时限：6月底", "2.乙。责任单位：同上；完成时限：——")
    assert [row[3] for row in rows(result)] == ["市编办", "市编办"]
    assert sorted(code for code, _ in told(result)) == ["PLN604", "PLN605"]


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


def test_labels_without_end_do_not_keep_the_patterns_going_back():
    """With a pattern of exponential cost this test would not end."""
    result = prose("1.甲（市编办牵头）", "2." + "牵头 配合 " * 2_000 + "（市编办牵头）")
    assert len(result.plan.tasks) == 2
