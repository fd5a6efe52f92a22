"""Phrases that state several times of different kinds, each of which is kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.deadlines import parse_deadline
from planctl.model.deadline import DeadlineKind


def parts(phrase):
    return [(part.phrase, str(part.kind), part.due and part.due.strftime("%m-%d")) for part in read(phrase).parts]


def read(phrase):
    return parse_deadline(phrase, 2017, date(2017, 1, 16))


def test_a_date_and_a_recurrence_are_two_parts_and_the_recurrence_is_not_limited_by_the_date():
    assert parts("3月底；每月") == [("3月底", "date", "03-31"), ("每月", "recurring", None)]
    assert parts("6月底前完成方案，每季度末报送进展") == [
        ("6月底前完成方案", "date", "06-30"),
        ("每季度末报送进展", "recurring", None),
    ]
    assert parts("每月报送，年底前") == [("每月报送", "recurring", None), ("年底前", "date", "12-31")]


@pytest.mark.parametrize("phrase", ["3月底，每月", "3月底、每月", "3月底及每季度末", "3月底（每月报送进展）"])
def test_a_date_without_a_limit_word_is_no_limit_of_the_recurrence_behind_it(phrase):
    assert [(kind, due) for _, kind, due in parts(phrase)] == [("date", "03-31"), ("recurring", None)]


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("全年；6月底", ["ongoing", "date"]),
        ("按省部署；9月底", ["conditional", "date"]),
        ("长期坚持；每月；视情况而定", ["ongoing", "recurring", "conditional"]),
        ("收到通知后10个工作日内；每月", ["relative", "recurring"]),
    ],
)
def test_parts_without_a_day_are_kept_too(phrase, kinds):
    assert [kind for _, kind, _ in parts(phrase)] == kinds


def test_two_recurrences_are_two_parts():
    assert parts("每月5日前报送，每季度末公示") == [
        ("每月5日前报送", "recurring", None),
        ("每季度末公示", "recurring", None),
    ]


def test_a_span_from_the_day_of_issue_beside_a_recurrence_is_a_part():
    assert parts("自印发之日起20日内制定办法；每季度末报送进展")[0] == (
        "自印发之日起20日内制定办法",
        "relative",
        "02-05",
    )


@pytest.mark.parametrize(
    "phrase",
    [
        "2020年底前，每季度报送一次",  # until when
        "2018年起，每季度末报送",  # from when
        "每半年（6月底、12月底）",  # on which days
        "6月底前完成方案，12月底前完成建设",  # stages
        "每月；每月",
        "12月底",
        "2018—2020年，每年12月底前",  # over which years
        "每季度（3月、6月、9月、12月底前）",
        "每月5日、20日前报送",
    ],
)
def test_what_states_one_time_has_no_parts(phrase):
    assert read(phrase).parts == ()


def test_the_whole_phrase_is_read_as_it_was_before_there_were_parts():
    whole = read("3月底；每月")
    assert (whole.kind, str(whole.every.unit), whole.due) == (DeadlineKind.RECURRING, "month", None)


@given(
    st.lists(st.sampled_from(["3月底", "每月", "，", "；", "前完成", "每季度末报送", "2018年", "、", "\n"]), max_size=8)
)
def test_parts_are_read_as_their_words_by_themselves_and_stand_in_the_phrase(pieces):
    phrase = "".join(pieces)
    for part in read(phrase).parts:
        assert part.phrase in phrase
        assert part.parts == ()
        assert part.kind not in (DeadlineKind.UNREAD, DeadlineKind.NONE)
