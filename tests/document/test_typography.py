"""Punctuation as documents set it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_strategies import FRAGMENTS, texts
from planctl.document.typography import settings, typeset, typeset_dates
from planctl.document.view import view_plan
from support import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市发改局,市商务局", "市发改局，市商务局"),
        ("各镇(街、园区)", "各镇（街、园区）"),
        ("资本合作(PPP)综合", "资本合作（PPP）综合"),
        ("(一)总体要求:公开;解读", "（一）总体要求：公开；解读"),
        ("PPP (public) at 12:30, ok", "PPP (public) at 12:30, ok"),
        ("会议12:30开始", "会议12:30开始"),
        ("1,000万元", "1,000万元"),
        ("甲((乙)丙)", "甲（（乙）丙）"),
        ("甲(a(b)c)", "甲（a(b)c）"),
        ("(a),(b),(c),甲", "（a），（b），（c），甲"),
        ("没有配对(的括号", "没有配对(的括号"),
        ("", ""),
    ],
)
def test_half_width_marks_beside_chinese_become_full_width(text, expected):
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('推进"互联网+政务"', "推进“互联网+政务”"),
        ('使用"Internet+"模式', "使用“Internet+”模式"),
        ('"甲"、"乙"和"丙",', "“甲”、“乙”和“丙”，"),
        ("他说'好'", "他说‘好’"),
        ("\"他说'好'\"", "“他说‘好’”"),
        ('配27"显示器和32"电视', '配27"显示器和32"电视'),
        ('配27"显示器,推进"互联网+"', '配27"显示器，推进“互联网+”'),
        ('推进PPP"模式"和"甲"', '推进PPP"模式"和"甲"'),
        ('没有配对"的引号', '没有配对"的引号'),
        ('甲"乙"丙"丁', '甲"乙"丙"丁'),
        ('上一行"甲\n下一行"乙', '上一行"甲\n下一行"乙'),
        ('上一行"甲\n下一行"乙"', '上一行"甲\n下一行“乙”'),
        ('甲""乙', '甲""乙'),
        ('"("0)甲', "“（”0）甲"),
        ("推广don't模式,rock'n'roll", "推广don't模式，rock'n'roll"),
        ("甲'don't'乙", "甲‘don't’乙"),
        ('推广 "PPP (public)" at 甲', '推广 "PPP (public)" at 甲'),
        ('"hello," he said, 甲', '"hello," he said, 甲'),
    ],
)
def test_straight_quotation_marks_around_or_beside_chinese_become_chinese_ones_in_pairs(text, expected):
    assert typeset(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成了吗?", "完成了吗？"),
        ("完成了吗?!", "完成了吗？！"),
        ("Really? 是", "Really? 是"),
        ("Why?为何", "Why?为何"),
        ("(PPP)!甲", "(PPP)!甲"),
        ("甲(PPP)!", "甲（PPP）！"),
        ("增长3.2。第4.项", "增长3.2。第4.项"),
        ("公开.", "公开."),
        ("等等...", "等等……"),
        ("等等......", "等等……"),
        ("目录........3", "目录........3"),
        ("a...甲", "a...甲"),
        ("甲...,b", "甲……，b"),
        ("“好”...", "“好”……"),
    ],
)
def test_question_and_exclamation_marks_and_dots_change_behind_chinese_and_full_stops_never(text, expected):
    assert typeset(text) == expected


MARKED = st.one_of(
    st.text(),
    texts(max_size=12),
    st.lists(st.sampled_from([*"甲乙a1.,:;?!()\"'\n …", "..."]), max_size=20).map("".join),
)


@given(MARKED)
def test_typesetting_changes_nothing_but_these_marks_and_only_once(text):
    once = typeset(text)
    assert typeset(once) == once
    half = str.maketrans("，：；？！（）“”‘’", ",:;?!()\"\"''")
    dots = re.compile(r"\.{3,6}|…")
    assert dots.sub("", once.translate(half)) == dots.sub("", text.translate(half))
    back, end = [], 0
    for one in settings(text):
        assert one.start >= end
        back += [text[end : one.start], one.full]
        end = one.end
    assert "".join((*back, text[end:])) == once


@given(MARKED)
def test_pairs_change_together(text):
    made = [one.full for one in settings(text)]
    assert made.count("（") == made.count("）")
    assert made.count("“") == made.count("”")
    assert made.count("‘") == made.count("’")


@pytest.mark.parametrize(
    "text",
    [
        "甲" + "," * 12_000,
        "," * 60_000 + "a甲",
        "(" * 30_000 + ")" * 30_000 + "甲",
        "(a)" * 20_000 + "甲",
        "甲" + "?!" * 30_000,
        "甲'" * 30_000,
        "甲a\"b' " * 12_000,
        "甲" + "." * 12_000,
        "(" * 60_000 + "甲",
    ],
    ids=lambda text: text[:4],
)
def test_a_huge_cell_of_marks_is_set_without_hanging(text):
    assert len(typeset(text)) == len(text)


def test_verbatim_leaves_every_mark_as_it_is():
    text = "".join(one for one in FRAGMENTS if one.isprintable()) + '甲,"乙"(丙)吗?...'
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    plan = plan_of(f'tasks:\n- {{number: 1, title: "{quoted}", lead_units: 市编办}}\n')
    assert view_plan(plan, verbatim=True).rows[0].texts["title"] == text
    assert view_plan(plan).rows[0].texts["title"] == typeset(text) != text


def test_dates_as_computers_write_them_are_printed_as_official_documents_do():
    assert typeset_dates("2018-06-30前，2018-7-1") == "2018年6月30日前，2018年7月1日"
    for other in ("2018-13-01", "2018-06", "12018-06-30", "2018-06-30-1", "—", "2018/06/30"):
        assert typeset_dates(other) == other
