"""Reading a plan file: all its findings at once, each with its place, and never a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.checks import check_plan
from planctl.model.deadline import NO_DEADLINE, DeadlineKind
from planctl.model.plan import NO_UNITS
from planctl.planfile.loader import load_plan
from planctl.planfile.nodes import MAXIMUM_ALIASES, MAXIMUM_DEPTH, Mapping, Scalar, read_nodes
from planctl.source import Source
from support import ROOT, found, load


def test_all_findings_of_a_file_are_reported_together_in_file_order():
    assert found(
        "tasks:\n"
        "  - number: 1\n"
        "    titel: 推进决策公开\n"
        "    requirements:\n"
        "      - {number: 1, text: 完善制度。, lead_units: 市法制局、市法制局}\n"
        "      - {number: 1, text: [a], lead_units: 市法制局}\n"
        "  - number: 3\n"
        "    title: ''\n"
        "    number: 4\n"
        "    lead_units: 市编办\n"
    ) == [
        ("PLN010", 3, 5),
        ("PLN201", 5, 46),
        ("PLN101", 6, 18),
        ("PLN012", 6, 27),
        ("PLN103", 7, 13),
        ("PLN401", 8, 12),
        ("PLN002", 9, 5),
    ]


def test_scalars_are_read_as_the_text_they_show():
    loaded = load(
        "tasks:\n"
        "  - number: 010\n"
        "    title: no\n"
        "    requirements:\n"
        "      - {number: 1.10, text: 12:30, lead_units: 2017-06-01, deadline: on}\n"
    )
    (task,) = loaded.plan.tasks
    (requirement,) = task.requirements
    assert (task.number, task.title) == ("010", "no")
    assert (requirement.number, requirement.text) == ("1.10", "12:30")
    assert requirement.lead_units.printed == "2017-06-01"
    assert requirement.deadline.phrase == "on"


def test_an_absent_key_means_none_and_null_means_unknown():
    (task,) = load("tasks:\n- number: 1\n  title: a\n  requirements:\n  - {text: 公开。, lead_units: }\n").plan.tasks
    (requirement,) = task.requirements
    assert requirement.number is None
    assert requirement.lead_units is None
    assert requirement.supporting_units == NO_UNITS
    assert requirement.deadline == NO_DEADLINE
    assert requirement.deadline.kind is DeadlineKind.NONE


def test_a_list_of_units_is_printed_joined():
    (task,) = load(
        "tasks:\n- {number: 1, title: a, requirements: [{text: b, lead_units: [市法制局, 市编办]}]}\n"
    ).plan.tasks
    cell = task.requirements[0].lead_units
    assert cell.printed == "市法制局、市编办"
    assert cell.names == ["市法制局", "市编办"]


def test_a_task_without_requirements_may_hold_the_cells_itself():
    (task,) = load("tasks:\n- {number: 8, title: 公开名录, lead_units: 市公安局, deadline: 全年}\n").plan.tasks
    (requirement,) = task.requirements
    assert requirement.reference == "8"
    assert requirement.text == ""
    assert requirement.lead_units.names == ["市公安局"]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("per-task", ["1.1", "1.2", "2", "3#1", "3#2"]),
        ("continuous", ["1", "2", "2", "3#1", "3#2"]),
    ],
)
def test_references_follow_the_plan_s_numbering(numbering, expected):
    loaded = load(
        f"plan: {{title: 方案, year: 2017, numbering: {numbering}}}\n"
        "tasks:\n"
        "- {number: 1, title: a, requirements: [{number: 1, text: b}, {number: 2, text: c}]}\n"
        "- {number: 2, title: a, requirements: [{text: b}]}\n"
        "- {number: 3, title: a, requirements: [{text: b}, {text: c}]}\n"
    )
    assert [requirement.reference for _, requirement in loaded.plan.rows()] == expected


def test_references_carry_the_section_where_sections_start_again_at_1():
    loaded = load(
        "plan: {title: 方案, year: 2017, numbering: per-section}\n"
        "tasks:\n"
        "- {number: 1, section: 一、推进公开, title: a, requirements: [{number: 1, text: b}]}\n"
        "- {number: 1, section: 二、加强解读, title: a, requirements: [{number: 1, text: c}]}\n"
    )
    assert [requirement.reference for _, requirement in loaded.plan.rows()] == ["一/1.1", "二/1.1"]
    assert check_plan(loaded) == []


def test_equality_of_plans_does_not_depend_on_where_things_stand_in_the_file():
    block = load("tasks:\n- number: 1\n  title: a\n  requirements:\n  - text: b\n    lead_units: 市法制局\n").plan
    flow = load("tasks: [{number: 1, title: a, requirements: [{lead_units: 市法制局, text: b}]}]\n").plan
    assert block == flow


def test_places_are_counted_in_characters_and_lines_as_editors_do():
    text = "format: 1\r\nplan: {title: 😀中, yaer: 2017}\r\ntasks: []\r\n"
    assert [one for one in found(text) if one[0] == "PLN010"] == [("PLN010", 2, 19)]


def test_a_byte_order_mark_takes_no_column_and_does_not_disturb_the_reading():
    source = Source("x", "\ufeffa: 1\nb: 2\n")
    root, report = read_nodes(source)
    assert [one.rule.code for one in report] == ["PLN017"]
    assert list(root.entries) == ["a", "b"]
    assert source.position(root.entries["a"].value.span.start) == (1, 4)
    assert source.position(root.entries["b"].value.span.start) == (2, 4)
    assert source.line_text(1) == "a: 1"


@pytest.mark.parametrize(
    ("token", "verbatim"),
    [
        ("市法制局", True),
        ("'市法制局'", True),
        ('"市法制局"', True),
        ("'市''局'", False),
        ('"市\\u6cd5局"', False),
        ("市法\n  制局", False),
        ("|\n  市法制局", False),
        (">\n  市法制局", False),
    ],
)
def test_a_place_inside_a_scalar_is_known_where_its_text_stands_letter_for_letter(token, verbatim):
    source = Source("x", f"a: {token}\n")
    root, _ = read_nodes(source)
    value = root.entries["a"].value
    place = value.span.within(1, 3)
    if verbatim:
        assert source.text[place.start : place.end] == value.text[1:3]
    else:
        assert place == value.span


def test_nesting_beyond_the_limit_ends_the_reading():
    for text in ("[" * 200, "\n".join(" " * depth + "a:" for depth in range(200))):
        root, report = read_nodes(Source("x", text))
        assert root is None
        assert [one.rule.code for one in report] == ["PLN003"]
    root, report = read_nodes(Source("x", "[" * MAXIMUM_DEPTH + "]" * MAXIMUM_DEPTH))
    assert root is not None
    assert report == []


def test_a_million_aliases_end_the_reading():
    root, report = read_nodes(Source("x", "a: &a 1\nb: [" + "*a," * 1_000_000 + "]"))
    assert root is None
    assert [one.rule.code for one in report] == ["PLN004"]
    assert str(MAXIMUM_ALIASES) in report[0].message


def test_aliases_of_a_long_text_end_the_reading_before_they_fill_the_memory():
    source = Source("x", "a: &a " + "汉" * 100_000 + "\nb: [" + "*a," * 999 + "]")
    root, report = read_nodes(source)
    assert root is None
    assert [(one.rule.code, source.text[one.place.start : one.place.end]) for one in report] == [("PLN004", "*a")]
    assert "100万字" in report[0].message


def test_an_alias_of_a_text_stands_for_it_and_has_its_own_place():
    root, report = read_nodes(Source("x", "a: &a 市法制局\nb: *a\n"))
    assert report == []
    assert isinstance(root, Mapping)
    value = root.entries["b"].value
    assert isinstance(value, Scalar)
    assert (value.text, value.span[:2]) == ("市法制局", (14, 16))


def test_the_first_of_two_equal_keys_is_read():
    root, report = read_nodes(Source("x", "a: 1\na: 2\n"))
    assert isinstance(root, Mapping)
    assert root.entries["a"].value.text == "1"
    assert "第1行" in report[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 'b", "引号没有配对"),
        ("a: [1", "列表缺少"),
        ("- a\nb: 1", "缩进"),
    ],
)
def test_a_syntax_error_is_reported_in_chinese(text, words):
    _, (finding,) = read_nodes(Source("x", text))
    assert finding.rule.code == "PLN001"
    assert words in finding.message


def test_an_unread_year_makes_no_date():
    loaded = load("plan: {title: 方案, year: 十七}\ntasks: [{number: 1, title: a, deadline: 12月底}]\n")
    deadline = loaded.plan.tasks[0].requirements[0].deadline
    assert deadline.kind is DeadlineKind.UNREAD
    assert deadline.due is None


PLAN_LIKE = st.text(
    alphabet=st.sampled_from(list("format:1plntasks number-[]{},'\"#&*|>\n\t \x07年月，：、")), max_size=200
)


@given(st.one_of(st.text(max_size=200), PLAN_LIKE))
def test_any_text_gives_a_plan_or_findings(text):
    loaded = load_plan(Source("x", text))
    findings = check_plan(loaded)
    assert loaded.plan is not None or findings
    for one in findings:
        assert 0 <= one.place.start <= one.place.end <= len(text)
        loaded.source.position(one.place.start)


@given(st.data())
def test_a_damaged_plan_file_gives_findings_not_a_traceback(data):

    text = ROOT.joinpath("data/plan2017.yaml").read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 60)))
    damaged = text[:start] + data.draw(PLAN_LIKE) + text[stop:]
    loaded = load_plan(Source("x", damaged))
    check_plan(loaded)
