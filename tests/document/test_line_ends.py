"""Lines of Chinese text end where a grid of hanzi says, but for what may not begin or end one, and for Latin words."""

from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st

from plan_strategies import FRAGMENTS
from planctl.document.line_ends import (
    NEVER_FIRST,
    NEVER_LAST,
    SQUEEZED,
    count_lines,
    line_ends,
    may_end,
    text_width,
)
from planctl.files import resource


def lines(text, room):
    ends = [0, *line_ends(text, room), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("公开重大项目信息", 4, ["公开重大", "项目信息"]),
        ("公开重大项目信息", 4.9, ["公开重大", "项目信息"]),
        ("公开重大，项目信息", 4, ["公开重", "大，项目", "信息"]),
        ("公开重（项目）信息", 4, ["公开重", "（项目）", "信息"]),
        ("到2017年12月31日", 3.5, ["到2017", "年12月", "31日"]),
        ("公开PPP项目", 3, ["公开", "PPP项", "目"]),
        ("公开……信息", 3, ["公", "开……", "信息"]),
        ("use of information", 3, ["use of ", "inform", "ation"]),
        ("", 3, [""]),
        ("，。、；", 1, ["，", "。", "、", "；"]),
    ],
)
def test_lines_end_where_word_and_libreoffice_end_them(text, room, expected):
    assert lines(text, room) == expected


def test_no_gap_stands_between_hanzi_and_digits():
    assert lines("公开12项", 4) == ["公开12项"]
    assert lines("公开12项", 3.9) == ["公开12", "项"]


def test_marks_are_squeezed_where_that_brings_more_on_a_line():
    assert lines("公开、决策", 4.6) == ["公开、决策"]
    assert lines("公开，决策", 4.6) == ["公开，决", "策"]


def test_quotation_marks_are_as_wide_as_hanzi_beside_latin_too():
    assert lines("1.“公开”", 4.7) == ["1.“公", "开”"]
    assert lines("对“公开”", 5) == ["对“公开”"]


def test_a_line_may_end_between_a_mark_and_the_latin_word_behind_it():
    assert lines("公开信息、PPP", 5) == ["公开信息、", "PPP"]
    assert lines("公开（新）2018年", 5) == ["公开（新）", "2018年"]


def test_text_is_as_wide_as_its_hanzi_and_its_latin_letters_in_times():
    assert text_width("公开。“") == 4
    assert text_width("2017") == 2
    assert text_width("WTO") == pytest.approx(0.944 + 0.611 + 0.722)
    assert text_width("e\u0301\u200b") == pytest.approx(0.444)


def test_what_may_not_begin_or_end_a_line_is_what_the_templates_say():
    settings = Document(str(resource("templates/plan.docx"))).settings.element
    for name, marks in (("noLineBreaksBefore", NEVER_FIRST), ("noLineBreaksAfter", NEVER_LAST)):
        assert frozenset(settings.find(qn(f"w:{name}")).get(qn("w:val"))) == marks


def test_line_feeds_end_lines_and_an_empty_text_has_one():
    assert count_lines("", 3) == 1
    assert count_lines("甲\n\n乙乙乙乙", 3) == 4


def least_width(text):
    """How wide a line is at least."""
    return text_width(text) - 0.4 * sum(mark in SQUEEZED for mark in text)


@example("<“&amp;", 2.0)
@given(st.lists(st.sampled_from([*FRAGMENTS, "重大项目", "12", "公开"]), max_size=20).map("".join), st.floats(1, 40))
def test_lines_hold_the_whole_text_and_are_counted_alike(text, room):
    text = text.replace("\n", "")
    pieces = lines(text, room)
    assert "".join(pieces) == text
    assert all(pieces) or not text
    for before, after in pairwise(pieces):
        fits = least_width(before.rstrip(" ")) <= room + 0.02 + 0.005 * len(before)
        assert fits or len(before) == 1
        divided = before[-1] > " " and not may_end(before + after, len(before))
        assert not divided or least_width(before + after[0]) > room
    assert count_lines(text, room) == len(pieces)
