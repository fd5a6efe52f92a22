"""Questions to a plan."""

import pytest

from planctl.files import read_source, resource
from planctl.planfile.loader import load_plan
from planctl.queries import Part, Selection, Window, due, find, list_for_units, month_window, select
from support import plan_of


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


def references(rows):
    return [row.requirement.reference for row in rows]


def test_a_unit_s_rows_are_those_whose_cell_names_it_merged_cells_included(plan2017):
    answer = list_for_units(plan2017, plan2017.rows(), ["市发改局"])
    assert references(answer.in_part(Part.NAMED)) == ["3.2", "4.4", "7.1", "7.2", "9", "11.3"]
    by_text = [
        requirement.reference
        for _, requirement in plan2017.rows()
        if requirement.lead_units and "市发改局" in requirement.lead_units.printed
    ]
    assert references(answer.in_part(Part.NAMED)) == by_text


def test_rows_with_a_lost_cell_or_an_open_group_may_concern_the_unit(plan2017):
    possible = references(list_for_units(plan2017, plan2017.rows(), ["市发改局"]).in_part(Part.POSSIBLE))
    expected = [
        requirement.reference
        for _, requirement in plan2017.rows()
        if requirement.lead_units is None
        or any(group in requirement.lead_units.printed for group in ("市各有关单位", "各行政执法部门"))
    ]
    assert possible == expected
    assert {"2.2", "3.3", "24.1"} <= set(possible)
    assert "6.12" not in possible, "市发改局 is no member of 各镇(街、园区)"


def test_an_orphan_cell_that_may_concern_the_unit_stands_beside_the_rows(plan2017):
    assert [gap.reference for gap in list_for_units(plan2017, plan2017.rows(), ["市政务服务办"]).orphans] == ["21"]


UNITS = (
    "format: 1\n"
    "plan: {title: 方案, year: 2017}\n"
    "units:\n"
    "- {name: 市发改局, full_name: 市发展和改革局, aliases: [发改局]}\n"
    "- {name: 各镇(街), group: true, members: [虎门镇]}\n"
    "tasks:\n"
    "- number: 1\n"
    "  title: 甲\n"
    "  requirements:\n"
    "  - {number: 1, text: a, lead_units: '市发展和改革局、市编办', deadline: 6月底}\n"
    "  - {number: 2, text: b, lead_units: 各镇（街）, deadline: 全年}\n"
    "  - {number: 3, text: c, lead_units: 市编办, supporting_units: 市发改局, deadline: 另议}\n"
)


@pytest.mark.parametrize("name", ["市发改局", "市发展和改革局", "发改局", " 市 发改局"])
def test_a_unit_is_found_by_any_of_its_names_in_either_cell(name):
    plan = plan_of(UNITS)
    answer = list_for_units(plan, plan.rows(), [name])
    assert references(answer.in_part(Part.NAMED)) == ["1.1", "1.3"]
    assert answer.in_part(Part.POSSIBLE) == []


def test_brackets_of_either_width_are_one_name():
    plan = plan_of(UNITS)
    assert references(list_for_units(plan, plan.rows(), ["各镇(街)"]).in_part(Part.NAMED)) == ["1.2"]


def test_december_is_the_dated_rows_with_the_orphan_beside_them_and_the_rest_counted(plan2017):
    answer = due(plan2017, month_window(2017, 12))
    assert references(answer.in_part(Part.DATED)) == ["2.1", "3.3", "4.3", "4.5", "4.6", "4.7", "23.3"]
    assert [(gap.reference, gap.deadline.phrase) for gap in answer.orphans] == [("21", "12月底")]
    assert answer.counts() == {"dated": 7, "ongoing": 44, "conditional": 3, "unknown": 6, "orphans": 1}
    assert references(answer.in_part(Part.CONDITIONAL)) == ["3.2", "4.4", "11.2"]
    assert references(answer.in_part(Part.UNKNOWN)) == ["2.2", "10.2", "13.3", "17.4", "22.2", "24.1"]


def test_every_requirement_stands_in_exactly_one_part_when_no_month_is_asked_for(plan2017):
    answer = due(plan2017, Window())
    assert sorted(references(answer.rows)) == sorted(requirement.reference for _, requirement in plan2017.rows())
    days = [row.requirement.deadline.due for row in answer.in_part(Part.DATED)]
    assert days == sorted(days)


def test_a_phrase_that_is_not_understood_is_kept_apart_never_dropped():
    assert references(due(plan_of(UNITS), month_window(2017, 1)).in_part(Part.UNREAD)) == ["1.3"]


def test_a_search_looks_in_titles_and_texts_and_does_not_mind_width_or_case(plan2017):
    assert [requirement.reference for _, requirement in select(plan2017, Selection(searches=["ppp"]))] == ["4.6"]
    assert [requirement.reference for _, requirement in select(plan2017, Selection(searches=["（ＰＰＰ）"]))] == ["4.6"]
    assert len(select(plan2017, Selection(searches=["推进服务公开"]))) == 7
    assert select(plan2017, Selection(searches=["没有的话"])) == []


def test_a_reference_names_a_requirement_or_a_whole_task_and_its_gaps(plan2017):
    rows, gaps = find(plan2017, "4.3")
    assert [requirement.reference for _, requirement in rows] == ["4.3"]
    assert gaps == []
    rows, gaps = find(plan2017, "11")
    assert [requirement.reference for _, requirement in rows] == ["11.2", "11.3"]
    assert [(gap.kind, gap.reference) for gap in gaps] == [("title", "11"), ("requirement", "11.1"), ("text", "11.2")]
    assert find(plan2017, "99") == ([], [])
    assert [requirement.reference for _, requirement in find(plan2017, " ４．３ ")[0]] == ["4.3"]
