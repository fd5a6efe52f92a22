"""What the items of a plan in prose say of units and time, in the forms in which plans are published."""

import pytest

from support_import import rows
from support_prose import SECOND, cells, left_out, prose, told


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


def test_that_the_first_unit_leads_may_be_said_in_any_paragraph():
    result = prose("责任单位中，列第一位者为牵头单位。", "1.甲。责任单位：市编办、市财政局", SECOND)
    assert result.plan.first_unit_leads
    assert left_out(result) == []


def test_the_same_as_above_and_dashes_are_told_as_in_tables():
    result = prose("1.甲。责任单位：市编办；完成时限：6月底", "2.乙。责任单位：同上；完成时限：——")
    assert [row[3] for row in rows(result)] == ["市编办", "市编办"]
    assert sorted(code for code, _ in told(result)) == ["PLN604", "PLN605"]


def test_labels_without_end_do_not_keep_the_patterns_going_back():
    """With a pattern of exponential cost this test would not end."""
    result = prose("1.甲（市编办牵头）", "2." + "牵头 配合 " * 2_000 + "（市编办牵头）")
    assert len(result.plan.tasks) == 2
