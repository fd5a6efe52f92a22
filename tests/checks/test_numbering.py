"""Numbers of tasks and requirements, and what the plan says is missing."""

import pytest

from planctl.checks import check_plan
from support import found, load

TWO = "{number: 1, text: b}, {number: 2, text: c}"


def test_a_plan_numbered_through_has_no_errors():
    assert (
        found(
            "plan: {title: 方案, year: 2017, numbering: continuous}\n"
            f"tasks:\n- {{number: 1, title: a, requirements: [{TWO}]}}\n"
            "- {number: 2, title: a, requirements: [{number: 3, text: d}]}\n"
        )
        == []
    )


def test_a_number_repeated_through_a_continuous_plan_is_found():
    assert found(
        "plan: {title: 方案, year: 2017, numbering: continuous}\n"
        f"tasks:\n- {{number: 1, title: a, requirements: [{TWO}]}}\n"
        "- {number: 2, title: a, requirements: [{number: 2, text: d}]}\n"
    ) == [("PLN101", 4, 49)]


def test_the_same_number_in_two_sections_is_right_only_where_sections_start_again():
    tasks = "tasks:\n- {number: 1, section: 一、甲, title: a}\n- {number: 1, section: 二、乙, title: b}\n"
    assert found("plan: {title: 方案, year: 2017, numbering: per-section}\n" + tasks) == []
    assert found(tasks) == [("PLN101", 3, 12)]


def test_a_missing_first_requirement_is_a_gap():
    assert found("tasks:\n- {number: 1, title: a, requirements: [{number: 2, text: b}]}\n") == [("PLN103", 2, 49)]


def test_a_huge_number_does_not_list_every_number_before_it():
    (finding,) = found("tasks:\n- {number: 999999999, title: a}\n")
    assert finding == ("PLN103", 2, 12)


def test_numbers_that_are_not_arabic_have_no_order_to_check():
    assert found("tasks:\n- {number: 甲, title: a}\n- {number: 1-1, title: b}\n- {number: 乙, title: c}\n") == []


@pytest.mark.parametrize(
    ("gap", "code"),
    [
        ("{kind: task, reference: '1'}", "PLN111"),
        ("{kind: requirement, reference: '1.1'}", "PLN111"),
        ("{kind: open_end, reference: '1.2'}", "PLN111"),
        ("{kind: title, reference: '1'}", "PLN111"),
        ("{kind: text, reference: '1.1'}", "PLN111"),
        ("{kind: cell, reference: '1.1', fields: [lead_units]}", "PLN111"),
        ("{kind: title, reference: '9'}", "PLN112"),
        ("{kind: text, reference: '1.9'}", "PLN112"),
        ("{kind: cell, reference: '1.1'}", "PLN112"),
        ("{kind: orphan, reference: '1'}", "PLN112"),
        ("{kind: orphan, reference: '9', deadline: 全年}", "PLN112"),
        ("{kind: requirement, reference: '9.1'}", "PLN112"),
    ],
)
def test_a_declared_gap_that_is_none_or_has_no_place_is_found(gap, code):
    requirements = "{number: 1, text: b, lead_units: 市法制局}, {number: 2, text: c, lead_units: 市编办}"
    text = f"tasks:\n- {{number: 1, title: a, requirements: [{requirements}]}}\ngaps:\n- {gap}\n"
    assert [one[0] for one in found(text)] == [code]


def test_null_is_lost_with_a_gap_and_open_without():
    requirement = "{number: 1, text: null, lead_units: null, deadline: 全年}"
    tasks = f"tasks:\n- {{number: 1, title: null, requirements: [{requirement}]}}\n"
    gaps = (
        "gaps:\n- {kind: title, reference: '1'}\n- {kind: text, reference: '1.1'}\n"
        "- {kind: cell, reference: '1.1', fields: [lead_units]}\n"
    )
    assert [one[0] for one in found(tasks)] == ["PLN701"] * 3
    assert [
        one[0]
        for one in found("plan: {title: 方案, year: 2017, stage: 印发稿, document_number: 东府办〔2017〕1号}\n" + tasks)
    ] == ["PLN702"] * 3
    assert found(tasks + gaps) == []


@pytest.mark.parametrize(
    ("gaps", "advice"),
    [("", "其后的序号依次提前"), ('gaps: [{kind: task, reference: "4"}]\n', "请在 gaps 中说明")],
)
def test_a_hole_is_to_be_closed_unless_the_plan_has_a_source_that_lost_something(gaps, advice):
    loaded = load(f"tasks:\n- {{number: 1, title: a}}\n- {{number: 3, title: b}}\n{gaps}")
    (finding,) = check_plan(loaded)
    assert finding.rule.code == "PLN103"
    assert advice in finding.help
