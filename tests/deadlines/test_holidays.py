"""Before a public holiday: the day before its days off, where the official calendar has them."""

from datetime import date

import pytest

from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import DeadlineKind, Stage


@pytest.mark.parametrize(
    ("phrase", "year", "due"),
    [
        ("国庆前", 2025, "2025-09-30"),
        ("国庆节假期前", 2024, "2024-09-30"),
        ("2025年春节前", 2024, "2025-01-27"),
        ("春节前夕", 2017, "2017-01-26"),
        ("“五一”前完成改造", 2023, "2023-04-28"),
        ("于端午节前完成", 2025, "2025-05-30"),
        ("明年春节前", 2024, "2025-01-27"),
        ("元旦前", 2024, "2024-12-31"),
        ("各单位在春节前，开展一次检查", 2006, "2006-01-28"),
    ],
)
def test_the_day_before_the_holiday_is_due_with_its_basis(phrase, year, due):
    deadline = parse_deadline(phrase, year)
    assert (deadline.kind, deadline.due.isoformat()) == (DeadlineKind.DATE, due)
    assert "放假安排" in deadline.basis


def test_a_holiday_without_a_year_is_the_first_after_the_day_of_issue():
    assert parse_deadline("春节前", 2017, date(2017, 6, 1)).due == date(2018, 2, 14)
    assert parse_deadline("国庆前", 2017, date(2017, 6, 1)).due == date(2017, 9, 30)


@pytest.mark.parametrize(
    ("phrase", "year"), [("国庆前", 0), ("国庆前", 1999), ("2099年春节前", 2017), ("开学前", 2025)]
)
def test_what_the_calendar_does_not_have_is_waited_for(phrase, year):
    deadline = parse_deadline(phrase, year)
    assert (deadline.kind, deadline.trigger, deadline.due) == (DeadlineKind.CONDITIONAL, phrase, None)


def test_a_holiday_may_be_a_stage_and_stand_in_running_text():
    deadline = parse_deadline("3月底前完成方案，国庆前建成", 2025)
    assert deadline.stages == (Stage(date(2025, 3, 31)), Stage(date(2025, 9, 30)))
    in_text = deadline_from_text("国庆前完成老旧小区改造。", 2025, None)
    assert (in_text.phrase, in_text.due) == ("国庆前", date(2025, 9, 30))
