"""What is due when: dates, stages, recurrences, spans from the day of issue, and what has no day."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.cli.arguments.periods import parse_day, parse_month, parse_quarter, parse_span
from planctl.deadlines import parse_deadline
from planctl.deadlines.from_issue import add_months
from planctl.deadlines.workdays import add_workdays, is_workday
from planctl.queries import Part, Window, due, month_window
from planctl.queries.as_json import row_json
from planctl.queries.by_date import due_days
from support import plan_of


def plan_with(*phrases, facts=""):
    rows = "".join(
        f"  - {{number: {number}, text: 公开。, deadline: {phrase!r}}}\n" for number, phrase in enumerate(phrases, 1)
    )
    return plan_of(
        f"plan: {{title: 方案, year: 2017{facts}}}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n{rows}"
    )


def listed(plan, window):
    return [(row.occurrence.isoformat(), row.requirement.number) for row in due(plan, window).in_part(Part.DATED)]


def test_rows_are_listed_by_date_then_in_the_plan_s_order():
    plan = plan_with("12月底", "6月底", "年底前", "11月15日前")
    assert listed(plan, Window()) == [
        ("2017-06-30", "2"),
        ("2017-11-15", "4"),
        ("2017-12-31", "1"),
        ("2017-12-31", "3"),
    ]
    assert listed(plan, Window(date(2017, 6, 30), date(2017, 11, 15))) == [("2017-06-30", "2"), ("2017-11-15", "4")]


def test_a_recurrence_is_listed_at_each_of_its_days():
    plan = plan_with("每季度末", "每月15日前", "每半年", "每年3月底前")
    assert listed(plan, month_window(2017, 3)) == [("2017-03-15", "2"), ("2017-03-31", "1"), ("2017-03-31", "4")]
    assert listed(plan, month_window(2017, 6)) == [("2017-06-15", "2"), ("2017-06-30", "1"), ("2017-06-30", "3")]
    assert listed(plan, month_window(2018, 3)) == [], "a plan's recurrences end with its year"


def test_a_plan_of_several_years_has_its_recurrences_in_each(tmp_path):
    months = "tasks:\n- {number: 1, title: 甲, requirements: [{text: 公开。, deadline: 每年3月底前}]}\n"
    for title, last in [
        ("诚信建设2023—2025年分工方案", 2025),
        ("诚信建设三年行动方案", 2025),
        ("“十四五”诚信建设方案", 2025),
        ("2023年诚信建设方案", 2023),
        ("诚信建设2023—9999年分工方案", 2023),  # a slip, not 8,000 years of days
    ]:
        plan = plan_of(f"plan: {{title: {title}, year: 2023}}\n{months}")
        days = [row.occurrence for row in due(plan, Window()).in_part(Part.DATED)]
        assert days == [date(year, 3, 31) for year in range(2023, last + 1)], title


def test_days_and_weeks_are_listed_once_with_their_count():
    answer = due(plan_with("每日", "每周五前", "每周"), month_window(2017, 2))
    assert [(row.occurrence.isoformat(), row.times) for row in answer.rows] == [
        ("2017-02-01", 28),
        ("2017-02-03", 4),
        ("2017-02-05", 4),
    ]


def test_a_recurrence_with_a_start_goes_on_beyond_the_plan_s_year():
    plan = plan_with("2018年起，每年1月底前")
    assert listed(plan, month_window(2017, 1)) == []
    assert listed(plan, month_window(2019, 1)) == [("2019-01-31", "1")]
    assert listed(plan, Window()) == [("2018-01-31", "1")], "an open question still shows it"


@pytest.mark.parametrize("phrase", ["每两周", "每小时"])
def test_every_two_weeks_without_a_start_and_every_hour_have_no_day_and_are_kept_apart(phrase):
    answer = due(plan_with(phrase), Window())
    assert [row.part for row in answer.rows] == [Part.UNDATED]


def test_a_deadline_in_stages_is_listed_at_each_stage():
    plan = plan_with("6月底前完成方案，12月底前完成建设")
    assert listed(plan, Window()) == [("2017-06-30", "1"), ("2017-12-31", "1")]


def test_each_part_of_a_deadline_is_listed_and_a_day_of_several_once():
    plan = plan_with("3月底；每季度末", "5月底前完成方案，每半年报送进展")
    assert listed(plan, Window()) == [
        ("2017-03-31", "1"),
        ("2017-05-31", "2"),
        ("2017-06-30", "1"),
        ("2017-06-30", "2"),
        ("2017-09-30", "1"),
        ("2017-12-31", "1"),
        ("2017-12-31", "2"),
    ]


def test_a_part_without_a_day_is_listed_where_such_rows_are():
    plan = plan_with("全年；6月底；视情况而定")
    answer = due(plan, Window())
    assert [(row.part, row.occurrence) for row in answer.rows] == [
        (Part.DATED, date(2017, 6, 30)),
        (Part.ONGOING, None),
        (Part.CONDITIONAL, None),
    ]


def test_what_has_no_day_stands_in_parts_of_its_own():
    answer = due(
        plan_with("全年", "按省工作部署", "适时", "另议", "自收到申请之日起15个工作日内"), month_window(2017, 5)
    )
    assert {row.requirement.number: row.part.value for row in answer.rows} == {
        "1": "ongoing",
        "2": "conditional",
        "3": "undated",
        "4": "unread",
        "5": "conditional",
    }


def test_a_span_from_the_plan_s_own_issue_is_counted_from_the_day_after_and_names_the_rule():
    phrase = "自本方案印发之日起20个工作日内"
    plan = plan_with(phrase, facts=", dated_on: 2017-06-01")
    ((_, requirement),) = plan.rows()
    assert requirement.deadline.due == date(2017, 6, 29)
    assert requirement.deadline.phrase == phrase
    assert "次日起算" in requirement.deadline.basis
    assert "放假安排" in requirement.deadline.basis
    assert listed(plan, month_window(2017, 6)) == [("2017-06-29", "1")]
    ((_, unknown),) = plan_with(phrase).rows()
    assert unknown.deadline.due is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("本方案印发后一个月内", "2017-07-01"),
        ("自印发之日起30日内", "2017-07-01"),
        ("本通知印发之日起两年内", "2019-06-01"),
        ("省级方案印发后一个月内", None),
        ("自收到申请之日起15个工作日内", None),
    ],
)
def test_only_the_plan_s_own_issue_is_counted_from(phrase, expected):
    ((_, requirement),) = plan_with(phrase, facts=", dated_on: 2017-06-01").rows()
    assert requirement.deadline.due == (date.fromisoformat(expected) if expected else None)


def test_a_plan_without_a_deadline_column_is_answered_from_its_texts():
    plan = plan_of(
        "tasks:\n- number: 1\n  title: 甲\n  requirements:\n"
        "  - {number: 1, text: 2017年9月底前制定办法。}\n  - {number: 2, text: 每季度公示投诉情况。}\n  - {number: 3, text: 做好服务。}\n"
    )
    sources = [requirement.deadline.source for _, requirement in plan.rows()]
    assert sources == ["text", "text", "cell"]
    assert listed(plan, month_window(2017, 9)) == [("2017-09-30", "1"), ("2017-09-30", "2")]


def test_a_cell_that_says_something_is_not_overruled_by_the_text():
    plan = plan_of("tasks:\n- {number: 1, title: 甲, requirements: [{text: 每季度公示投诉情况。, deadline: 全年}]}\n")
    ((_, requirement),) = plan.rows()
    assert (requirement.deadline.kind, requirement.deadline.source) == ("ongoing", "cell")


@given(
    st.text(max_size=20)
    | st.from_regex(r"每(年|月|季度|周|半年|两个?月|[三3]年)\d{0,2}月?\d{0,2}日?前?", fullmatch=True)
)
def test_the_days_of_any_phrase_lie_in_the_window_in_order(phrase):
    window = Window(date(2016, 2, 3), date(2019, 11, 12))
    days = list(due_days(parse_deadline(phrase, 2017), (2017, 2017), window))
    assert all(window.holds(day) and times >= 1 for day, times, _ in days)


@given(st.dates(date(1, 1, 2), date(9000, 1, 1)), st.integers(0, 400))
def test_adding_months_keeps_the_day_or_takes_the_month_s_last(start, number):
    day = add_months(start, number)
    assert (day.year - start.year) * 12 + day.month - start.month == number
    assert day.day == start.day or day.day < start.day


def test_working_days_follow_the_official_calendar_and_say_when_it_does_not_reach():
    assert is_workday(date(2017, 10, 3)) == (False, True), "国庆节"
    assert is_workday(date(2017, 9, 30)) == (True, True), "a Saturday worked for the holiday"
    assert is_workday(date(1999, 10, 4)) == (True, False)
    assert add_workdays(date(2017, 9, 29), 2) == (date(2017, 10, 9), True)
    assert add_workdays(date(1999, 10, 1), 1) == (date(1999, 10, 4), False)


def test_options_of_time_are_read_in_several_ways_of_writing():
    assert parse_month("12", 2017) == parse_month("2017-12", 2016) == parse_month("2017年12月", 2016)
    assert parse_quarter("4", 2017) == parse_quarter("2017Q4", 2016) == Window(date(2017, 10, 1), date(2017, 12, 31))
    assert parse_day("6-30", 2017) == parse_day("2017-06-30", 0) == parse_day("2017年6月30日", 0) == date(2017, 6, 30)
    start = date(2017, 1, 31)
    assert parse_span("30d", start) == (date(2017, 3, 2), False)
    assert parse_span("2w", start) == (date(2017, 2, 14), False)
    assert parse_span("1m", start) == (date(2017, 2, 28), False)
    assert parse_span("5wd", date(2017, 9, 29)) == (date(2017, 10, 12), False)
    assert parse_span("5wd", date(2099, 9, 29)) == (date(2099, 10, 6), True), "no calendar has holidays of 2099"


@pytest.mark.parametrize(("year", "beyond"), [(2017, False), (2099, True)])
@pytest.mark.parametrize(
    ("phrase", "by_workdays"),
    [("每个工作日", True), ("自印发之日起20个工作日内", True), ("每日", False), ("6月底前", False)],
)
def test_a_day_counted_by_working_days_beyond_the_official_calendar_is_marked(year, beyond, phrase, by_workdays):
    plan = plan_of(
        f"plan: {{title: 方案, year: {year}, dated_on: {year}-06-01}}\n"
        f"tasks: [{{number: 1, title: 甲, lead_units: 市编办, deadline: {phrase}}}]\n"
    )
    (row,) = due(plan, month_window(year, 6)).in_part(Part.DATED)
    assert row.beyond_calendar is (beyond and by_workdays)
    assert row_json(row, plan)["beyond_calendar"] is (beyond and by_workdays)


def test_due_says_where_holidays_were_counted_as_working_days(planctl, tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(
        "format: 1\nplan: {title: 2099年方案, year: 2099}\n"
        "tasks: [{number: 1, title: 甲, lead_units: 市编办, deadline: 每个工作日}]\n",
        encoding="utf-8",
    )
    question = ("due", "-p", path, "--within", "5wd", "--on", "2099-09-29")
    beyond = "超出已公布的放假安排，工作日按周一至周五计"
    notes = [f"期间的末日{beyond}", f"到期日{beyond}的1条：1"]
    _, table, _ = planctl(*question)
    assert table.splitlines()[-2:] == [f"注：{note}。" for note in notes]
    _, printed, said = planctl(*question, "--format", "json")
    answer = json.loads(printed)
    assert answer["query"]["beyond_calendar"]
    assert answer["requirements"][0]["beyond_calendar"]
    assert said.splitlines() == notes
    _, printed, _ = planctl("due", "-p", path, "--within", "5d", "--on", "2099-09-29", "--format", "json")
    assert not json.loads(printed)["query"]["beyond_calendar"]


def days_of(phrase, month, year=2025):
    window = month_window(year, month)
    return [found.day.isoformat()[5:] for found in due_days(parse_deadline(phrase, year), (year, year), window)]


@pytest.mark.parametrize(
    ("phrase", "month", "days"),
    [
        ("每月第一个工作日", 5, ["05-06"]),
        ("每月最后一个工作日", 5, ["05-30"]),
        ("每月最后一个工作日", 1, ["01-27"]),
        ("每月第二个星期三", 5, ["05-14"]),
        ("每月第五个星期五", 2, []),
        ("每季度第一个月的前5个工作日内", 1, ["01-08"]),
        ("每季度末月最后一个工作日", 6, ["06-30"]),
        ("每月25日前（遇节假日顺延）", 5, ["05-26"]),
        ("每月31日前（遇节假日顺延）", 6, ["06-03", "06-30"]),
        ("每月25日前（如遇周末提前）", 5, ["05-23"]),
        ("5月31日前（遇节假日顺延）", 6, ["06-03"]),
        ("每双月10日前", 4, ["04-10"]),
        ("每双月10日前", 5, []),
        ("每旬末", 2, ["02-10", "02-20", "02-28"]),
        ("每半月", 5, ["05-15", "05-31"]),
        ("逢五", 5, ["05-05", "05-15", "05-25"]),
        ("每周一、周五", 5, ["05-02", "05-05"]),
        ("每周第一个工作日", 5, ["05-06"]),
        ("每季度末及5月底", 5, ["05-31"]),
        ("国庆前", 9, ["09-30"]),
        ("每年汛期前", 12, []),
    ],
)
def test_a_recurrence_falls_on_the_day_that_it_states(phrase, month, days):
    assert days_of(phrase, month) == days


def test_what_is_counted_beyond_the_calendar_says_so():
    found = list(due_days(parse_deadline("每月最后一个工作日", 2099), (2099, 2099), month_window(2099, 5)))
    assert [(one.day.isoformat(), one.beyond_calendar) for one in found] == [("2099-05-29", True)]


@given(
    st.sampled_from(
        ["每月第一个工作日", "每周最后一个工作日", "每年倒数第2个工作日", "每月31日前（遇节假日顺延）", "每旬末"]
    ),
    st.sampled_from([1, 2, 1999, 2025, 9998, 9999]),
)
def test_recurrences_have_days_in_the_first_and_the_last_year_there_is(phrase, year):
    found = due_days(parse_deadline(phrase, year), (year, year), Window(date(year, 1, 1), date(year, 12, 31)))
    assert all(one.day.year == year for one in found)
