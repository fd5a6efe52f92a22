"""How many days are left."""

from datetime import date

import pytest

from planctl.queries import Window, due, list_all, list_for_units, runs_on, with_days
from support import plan_of

PLAN = (
    "plan: {title: 2017年方案, year: 2017}\n"
    "tasks:\n"
    "- {number: 1, title: 甲, requirements: [\n"
    "  {text: a, lead_units: 市编办, deadline: 6月底},\n"
    "  {text: b, lead_units: 市编办, deadline: 每季度末},\n"
    "  {text: c, lead_units: 市编办, deadline: 6月底前完成方案，12月底前完成},\n"
    "  {text: d, lead_units: 市编办, deadline: 每周五},\n"
    "  {text: e, lead_units: 市编办, deadline: 全年},\n"
    "  {text: f, lead_units: 市编办, deadline: null}]}\n"
)


def days(today, plan=None):
    plan = plan or plan_of(PLAN)
    return [row.days for row in with_days(plan, list_all(plan.rows()), date.fromisoformat(today)).rows]


@pytest.mark.parametrize(
    ("today", "left"),
    [
        ("2017-06-30", [0, 0, 0, 0, None, None]),
        ("2017-07-01", [-1, 91, 183, 6, None, None]),
        ("2018-01-10", [-194, -10, -10, None, None, None]),
        ("0001-01-01", [736509, 736418, 736509, 736334, None, None]),
        ("9999-12-31", [-2915549, -2915365, -2915365, None, None, None]),
    ],
)
def test_the_days_left_are_those_to_the_next_day_and_else_from_the_last(today, left):
    assert days(today) == left


def test_what_is_listed_under_a_day_counts_to_that_day():
    plan = plan_of(PLAN)
    answer = due(plan, Window(date(2017, 3, 1), date(2017, 3, 31)))
    counted = with_days(plan, answer, date(2017, 3, 25))
    assert [(row.requirement.text, row.days) for row in counted.rows if row.occurrence] == [("d", 6), ("b", 6)]


@pytest.mark.parametrize(
    ("title", "day", "runs"),
    [("2017年方案", "2017-01-01", True), ("2017年方案", "2018-01-01", False), ("2017—2019年方案", "2019-12-31", True)],
)
def test_a_plan_runs_through_all_its_years(title, day, runs):
    assert runs_on(plan_of(PLAN.replace("2017年方案", title)), date.fromisoformat(day)) is runs


def test_what_is_due_of_a_unit_keeps_the_unit_s_role_and_how_it_was_found():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\n"
        "units:\n- {name: 各镇, group: true, members: [甲镇]}\n"
        "tasks:\n- {number: 1, title: 甲, requirements: [\n"
        "  {text: a, lead_units: 市编办, supporting_units: 甲镇, deadline: 6月底},\n"
        "  {text: b, lead_units: 各镇, deadline: 6月底}]}\n"
    )
    asked = list_for_units(plan, plan.rows(), ["甲镇"])
    answer = due(plan, Window(), ((row.task, row.requirement) for row in asked.rows)).with_units_of(asked)
    assert [(row.requirement.text, row.role, row.through) for row in answer.rows] == [
        ("a", "support", None),
        ("b", "lead", "各镇"),
    ]
