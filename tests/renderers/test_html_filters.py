"""The choices of a page's filters stand for the rows that the command line answers with."""

import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from asked_plans import asked_plans
from html_page import open_page, text_of
from planctl.document.sheet import sheet_of, units_of, view_sheet
from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.model.vocabulary import COMMON_TASK, ROLE_LABELS
from planctl.planfile.loader import load_plan
from planctl.queries import Part, Selection, Window, due, fold, list_for_units, month_window, searched_text, select
from planctl.renderers.html.document import write_html
from planctl.renderers.html.escape import one_line
from planctl.units.register import Register
from support import load


class Filters:
    """What a page's own data says: the rows, and the choices of each filter."""

    def __init__(self, plan, view=None):
        memory = io.BytesIO()
        write_html(plan, view or view_plan(plan), memory)
        self.page = open_page(memory.getvalue())
        self.rows = [row for body in self.page.table.iter("tbody") for row in body.iter("tr") if row.get("id")]
        self.sections = {
            row.get("id"): body.get("data-s") for body in self.page.table.iter("tbody") for row in body.iter("tr")
        }

    def choices(self, name):
        selects = [one for one in self.page.all("select") if one.get("id") == name]
        return [option for select in selects for option in select.iter("option") if option.get("value")]

    def with_number(self, attribute, numbers):
        """The references of the requirements with one of the numbers."""
        wanted = (numbers or "").split()
        found = [row for row in self.rows if row.get(attribute) in wanted and row.get("data-orphan") is None]
        return {row.get("id") for row in found}


def references(rows):
    return {row.requirement.reference for row in rows}


def assert_units_are_those_of_list(plan, filters):
    register = Register(plan)
    (select,) = [one for one in filters.page.all("select") if one.get("id") == "unit"]
    choices = {option.get("value"): option for option in filters.choices("unit")}
    assert list(choices) == [one_line(name) for name in units_of(register)]
    for name, option in choices.items():
        answer = list_for_units(plan, plan.rows(), [name])
        expected = {}
        for row in answer.rows:
            duty = COMMON_TASK if row.through else ROLE_LABELS[row.role] if row.role else ""
            expected.setdefault(duty if row.part is not Part.POSSIBLE else row.part, set()).add(
                row.requirement.reference
            )
        found = {
            label: filters.with_number("data-u", option.get(f"data-{kind}"))
            for kind, label in {**ROLE_LABELS, "common": COMMON_TASK}.items()
        }
        through = [select.get(f"data-group{group}") for group in option.get("data-groups", "").split()]
        in_groups = set().union(*(filters.with_number("data-u", numbers) for numbers in through))
        found[COMMON_TASK] |= in_groups - found["牵头"] - found["配合"] - found["责任"]
        named = set().union(*found.values())
        may = [one.get(f"data-{kind}") for one in (select, option) for kind in ("unknown", "open")]
        found[Part.POSSIBLE] = set().union(*(filters.with_number("data-u", some) for some in may)) - named
        assert {label: rows for label, rows in found.items() if rows} == expected
        assert text_of(option) == f"{name}（{len(named)}）"


@given(asked_plans())
@hypothesis_settings(max_examples=50)
def test_a_unit_stands_for_what_list_answers_in_the_same_roles_and_parts(plan):
    assert_units_are_those_of_list(plan, Filters(plan))


def test_the_units_of_the_built_in_plan_stand_for_what_list_answers():
    plan2017 = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    assert_units_are_those_of_list(plan2017, Filters(plan2017))


@given(asked_plans())
@hypothesis_settings(max_examples=50)
def test_a_word_means_the_unit_that_it_means_to_the_command_line(plan):
    register = Register(plan)
    units = {}
    for option in Filters(plan).choices("unit"):
        for name in (option.get("value"), *option.get("data-names").split("|")):
            units.setdefault(name, option.get("value"))
    for name in register.all_names():
        for word in (name[start:] for start in range(len(name) - 1)):
            assert units.get(word) == (register.printed_name(word) if register.knows(word) else None), word


@given(asked_plans())
@hypothesis_settings(max_examples=50)
def test_a_month_stands_for_what_due_answers_and_what_has_no_day_is_counted(plan):
    filters = Filters(plan)
    months = [option for option in filters.choices("deadline") if option.get("value")[0].isdigit()]
    kinds = [option for option in filters.choices("deadline") if option not in months]
    for option in months:
        year, month = map(int, option.get("value").split("-"))
        expected = references(due(plan, month_window(year, month)).in_part(Part.DATED))
        assert filters.with_number("data-d", option.get("data-cells")) == expected
        assert text_of(option) == f"{year}年{month}月（{len(expected)}）"
    whole = due(plan, Window())
    offered = {option.get("value") for option in months}
    for month in range(1, 13):  # 每天 and 每周 stand in the whole answer once, on their first day
        if due(plan, month_window(2017, month)).in_part(Part.DATED):
            assert f"2017-{month:02}" in offered
    assert {f"{row.occurrence:%Y-%m}" for row in whole.in_part(Part.DATED)} <= offered
    undated = Counter(row.part for row in whole.rows if row.part is not Part.DATED)
    assert (
        Counter({option.get("value"): len(filters.with_number("data-d", option.get("data-cells"))) for option in kinds})
        == undated
    )


def test_the_months_of_a_very_long_plan_end_in_one_choice_for_the_rest():
    plan = load(
        "plan: {title: 1990—2035年规划, year: 1990}\ntasks:\n- {number: 1, title: 甲, lead_units: 乙局, deadline: 每月5日前}\n"
        "- {number: 2, title: 丙, lead_units: 乙局, deadline: 2035年12月底}\n- {number: 3, title: 丁, lead_units: 乙局, deadline: 2001年6月底}\n"
    ).plan
    filters = Filters(plan)
    *months, later = [option for option in filters.choices("deadline") if option.get("value") != "undated"]
    assert (len(months), text_of(later)) == (240, "2010年1月以后（2）")
    expected = references(due(plan, Window(date(2010, 1, 1))).in_part(Part.DATED))
    assert filters.with_number("data-d", later.get("data-cells")) == expected


@given(asked_plans())
@hypothesis_settings(max_examples=30)
def test_a_section_stands_for_what_list_answers_and_so_does_one_that_holds_others(plan):
    filters = Filters(plan)
    choices = filters.choices("section")
    assert bool(choices) == any(task.section for task in plan.tasks)
    for option in choices:
        expected = {row.reference for _, row in select(plan, Selection(section=option.get("value")))}
        wanted = option.get("data-cells").split()
        shown = {name for name, number in filters.sections.items() if number in wanted}
        assert {row.reference for _, row in plan.rows()} & shown == expected


@given(asked_plans())
@hypothesis_settings(max_examples=30)
def test_what_a_search_looks_in_is_what_list_looks_in(plan):
    filters = Filters(plan)
    titles = {}
    for body in filters.page.table.iter("tbody"):
        for row in body.iter("tr"):
            for cell in row:
                classes = cell.get("class", "").split()
                if "title" in classes:
                    titles[id(body)] = text_of(cell)
                if "text" in classes and row.get("data-orphan") is None:
                    number = text_of(cell[0]) if len(cell) and cell[0].tag == "a" else ""
                    shown = f"{titles[id(body)]}\n{text_of(cell)[len(number) :]}"
                    ((task, requirement),) = [one for one in plan.rows() if one[1].reference == row.get("id")]
                    looked_in = row.get("data-raw") or one_line(fold(shown))
                    assert looked_in == one_line(searched_text(task, requirement))


def test_the_page_of_a_unit_offers_the_units_that_its_rows_name():
    plan = load(
        "tasks:\n- {number: 1, title: 甲, lead_units: '市编办、市法制局'}\n- {number: 2, title: 乙, lead_units: 市财政局}\n"
    ).plan
    filters = Filters(plan, view_sheet(sheet_of(plan, ["市编办"])))
    assert {option.get("value") for option in filters.choices("unit")} == {"市编办", "市法制局"}


@pytest.mark.parametrize("name", ["unit", "deadline", "section"])
def test_a_plan_without_units_deadlines_or_sections_has_no_such_filter(name):
    plan = load("tasks:\n- {number: 1, title: 甲}\n").plan
    assert Filters(plan).choices(name) == []
