"""Running text says of a single phrase what a cell says of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import Deadline
from support_deadlines import PHRASES

SINGLE = [entry for entry in PHRASES if not set(entry["phrase"]) & set("，,；;。\n")]


def meaning(deadline: Deadline) -> Deadline:
    return replace(deadline, phrase="", source="cell", parts=())


def agrees(phrase: str, year: int) -> bool:
    in_text = deadline_from_text(phrase, year, None)
    return in_text is None or meaning(in_text) == meaning(parse_deadline(phrase, year))


@pytest.mark.parametrize("entry", SINGLE, ids=lambda entry: entry["phrase"])
def test_what_running_text_yields_of_a_phrase_agrees_with_the_cell(entry):
    assert agrees(entry["phrase"], entry["year"])


@given(
    st.sampled_from(["", "请", "各单位要", "力争", "并"]),
    st.sampled_from(["", "于", "在"]),
    st.sampled_from(
        [
            "6月底",
            "2018年3月20日",
            "每季度末",
            "每月第一个工作日",
            "收到通知后5日",
            "国庆",
            "每周一、周五",
            "20个工作日",
        ]
    ),
    st.sampled_from(["", "前", "内"]),
    st.sampled_from(["", "完成改造", "报送进展（遇节假日顺延）", "完成并长期坚持", "至少开展1次"]),
)
def test_what_running_text_yields_of_words_of_the_grammar_agrees_with_the_cell(subject, at, time, limit, action):
    assert agrees(subject + at + time + limit + action, 2017)


def test_several_weekdays_in_running_text_are_parts_from_the_text():
    deadline = deadline_from_text("每周一、周五报送进展。", 2017, None)
    assert deadline is not None
    assert [(part.weekday, part.source) for part in deadline.parts] == [(1, "text"), (5, "text")]
