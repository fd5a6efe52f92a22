"""Punctuation as documents set it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.typography import typeset


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
        ("没有配对(的括号", "没有配对(的括号"),
        ("", ""),
    ],
)
def test_half_width_marks_beside_chinese_become_full_width(text, expected):
    assert typeset(text) == expected


@given(st.text())
def test_typesetting_changes_nothing_but_these_marks_and_only_once(text):
    once = typeset(text)
    assert typeset(once) == once
    assert len(once) == len(text)
    back = str.maketrans("，：；（）", ",:;()")
    assert once.translate(back) == text.translate(back)
