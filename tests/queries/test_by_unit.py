"""What a unit must do, by any of its names, through 统称, and by its part in it."""

import pytest

from planctl.cli import run
from planctl.files import read_source, resource
from planctl.model.plan import Role
from planctl.planfile.loader import load_plan
from planctl.queries import Part, list_for_units
from planctl.units.register import Register
from support import plan_of

PLAN = """\
format: 1
plan: {title: 方案, year: 2017}
units:
- {name: 市发改局, full_name: 市发展和改革局, aliases: [发改局]}
- {name: 市质监局, valid_to: 2018-12-31, succeeded_by: 市市场监管局}
- {name: 市工商局, valid_to: 2018-12-31, succeeded_by: 市市场监管局}
- {name: 市市场监管局, full_name: 市市场监督管理局, valid_from: 2019-01-01}
- {name: 各街道, group: true, members: [莞城街道]}
- {name: "各镇(街、园区)", group: true, members: [虎门镇, 长安镇, 各街道]}
- {name: 市各有关单位, group: true}
tasks:
- number: 1
  title: 甲
  requirements:
  - {number: 1, text: a, lead_units: 市发展和改革局、工业和信息化局}
  - {number: 2, text: b, lead_units: 市质监局牵头，市发改局配合}
  - {number: 3, text: c, lead_units: 各镇（街、园区）}
  - {number: 4, text: d, lead_units: "各镇(街、园区)(不含虎门镇)"}
  - {number: 5, text: e, lead_units: 市各有关单位, supporting_units: 长安镇}
  - {number: 6, text: f, lead_units: 杭州市、嘉兴市人民政府}
"""


def parts(*units, **options):
    plan = plan_of(PLAN)
    answer = list_for_units(plan, plan.rows(), units, **options)
    return {
        part.value: [row.requirement.reference for row in answer.in_part(part)]
        for part in (Part.NAMED, Part.THROUGH_GROUP, Part.POSSIBLE)
        if answer.in_part(part)
    }


@pytest.mark.parametrize("name", ["市发改局", "市发展和改革局", "发改局"])
def test_a_unit_is_found_by_every_name_of_the_register(name):
    assert parts(name) == {"named": ["1.1", "1.2"], "possible": ["1.5"]}


def test_a_name_with_an_omitted_prefix_or_tail_is_found_by_its_full_form():
    assert parts("市工业和信息化局", exact=True) == {"named": ["1.1"]}
    assert parts("杭州市人民政府", exact=True) == {"named": ["1.6"]}


@pytest.mark.parametrize("name", ["虎门镇", "虎门", "虎门镇人民政府"])
def test_a_town_finds_what_its_group_must_do_unless_it_is_left_out(name):
    assert parts(name) == {"through_group": ["1.3"], "possible": ["1.5"]}


def test_a_member_of_a_group_in_a_group_is_found_through_the_outer_one():
    plan = plan_of(PLAN)
    rows = list_for_units(plan, plan.rows(), ["莞城街道"]).in_part(Part.THROUGH_GROUP)
    assert [(row.requirement.reference, row.through) for row in rows] == [
        ("1.3", "各镇(街、园区)"),
        ("1.4", "各镇(街、园区)"),
    ]


def test_a_unit_that_is_named_is_not_listed_again_through_its_group():
    assert parts("长安镇") == {"named": ["1.5"], "through_group": ["1.3", "1.4"]}


def test_today_s_name_finds_what_its_predecessors_lead_and_says_so():
    plan = plan_of(PLAN)
    (row,) = list_for_units(plan, plan.rows(), ["市市场监督管理局"]).in_part(Part.NAMED)
    assert (row.requirement.reference, row.formerly) == ("1.2", "市质监局")
    assert parts("市质监局", exact=True) == {"named": ["1.2"]}


def test_today_s_name_may_be_asked_for_though_only_its_predecessor_is_registered(tmp_path, capfd):
    (tmp_path / "plan.yaml").write_text(
        "format: 1\nplan: {title: 2018年方案, year: 2018}\nunits: [{name: 市经信局, succeeded_by: 市工信局}]\n"
        "tasks: [{number: 1, title: 甲, lead_units: 市经信局, deadline: 全年}]\n",
        encoding="utf-8",
    )
    assert run(["list", "--unit", "市工信局", "-p", str(tmp_path / "plan.yaml")]) == 0
    assert "市工信局：1条（其中1条写的是曾用名：市经信局）" in capfd.readouterr().out


def test_a_register_whose_successions_go_in_a_circle_ends():
    text = PLAN.replace("valid_from: 2019-01-01", "succeeded_by: 市质监局")
    plan = plan_of(text)
    assert len(list_for_units(plan, plan.rows(), ["市质监局"]).in_part(Part.NAMED)) == 1


@pytest.mark.parametrize(
    ("role", "expected"),
    [(Role.LEAD, ["1.1"]), (Role.SUPPORT, ["1.2"]), (Role.RESPONSIBLE, None)],
)
def test_a_role_keeps_the_rows_in_which_the_unit_has_it(role, expected):
    assert parts("市发改局", role=role, exact=True) == ({"named": expected} if expected else {})


def test_the_column_s_heading_gives_the_role_where_the_cell_gives_none():
    text = PLAN.replace("year: 2017}", "year: 2017, headings: {lead_units: 责任单位}}")
    plan = plan_of(text)
    answer = list_for_units(plan, plan.rows(), ["市发改局"], role=Role.RESPONSIBLE, exact=True)
    assert [row.requirement.reference for row in answer.rows] == ["1.1"]


def test_the_first_unit_leads_where_the_plan_says_so_for_all():
    text = PLAN.replace("year: 2017}", "year: 2017, first_unit_leads: true}")
    (first, *_) = (requirement for _, requirement in plan_of(text).rows())
    assert [mention.role for mention in first.lead_units.mentions] == [Role.LEAD, Role.RESPONSIBLE]


def test_several_units_are_answered_together():
    assert parts("虎门镇", "市质监局") == {"named": ["1.2"], "through_group": ["1.3"], "possible": ["1.5"]}


def test_the_reason_for_a_possible_row_is_its_open_group():
    plan = plan_of(PLAN)
    (row,) = list_for_units(plan, plan.rows(), ["市发改局"]).in_part(Part.POSSIBLE)
    assert row.through == "市各有关单位"


def test_the_register_of_the_built_in_plan_holds_every_name_in_its_cells():
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    register = Register(plan)
    assert register.unregistered() == []
    towns = next(unit for unit in plan.units if unit.name == "各镇(街、园区)").members
    assert len(towns) == len(set(towns)) == 32
    assert sum(town.endswith("街道") for town in towns) == 4
    rows = list_for_units(plan, plan.rows(), ["虎门"]).in_part(Part.THROUGH_GROUP)
    by_text = [row.reference for _, row in plan.rows() if row.lead_units and "各镇(街、园区)" in row.lead_units.printed]
    assert [row.requirement.reference for row in rows] == by_text


def test_a_collective_is_found_by_its_name_where_a_cell_leaves_members_out():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\nunits:\n- {name: 各镇, group: true, members: [虎门镇, 长安镇]}\n"
        "tasks:\n- {number: 1, title: 甲, lead_units: 除虎门镇外各镇}\n- {number: 2, title: 乙, lead_units: 各镇(不含虎门镇)}\n"
    )
    answer = list_for_units(plan, plan.rows(), ["各镇"])
    assert [(row.requirement.reference, row.part) for row in answer.rows] == [("1", Part.NAMED), ("2", Part.NAMED)]


def test_a_row_gives_the_role_of_the_unit_or_its_collective():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\nunits:\n- {name: 各镇, group: true, members: [虎门镇]}\n"
        "tasks:\n- {number: 1, title: 甲, lead_units: 市编办, supporting_units: 各镇}\n"
        "- {number: 2, title: 乙, lead_units: 市编办, supporting_units: 虎门镇}\n"
        "- {number: 3, title: 丙, lead_units: null}\n"
    )
    rows = list_for_units(plan, plan.rows(), ["虎门镇"]).rows
    assert [(row.requirement.reference, row.role) for row in rows] == [
        ("2", Role.SUPPORT),
        ("1", Role.SUPPORT),
        ("3", None),
    ]


TWO_NAMES = """\
plan: {title: 方案, year: 2026}
tasks:
- {number: 1, title: 甲, lead_units: 市数据局（市人工智能局）, supporting_units: 区文旅局（区文物局）、市财政局}
- {number: 2, title: 乙, lead_units: 区文旅局（区文物局）, supporting_units: 市数据局}
- {number: 3, title: 丙, lead_units: 市委办公室（市档案局）, supporting_units: 市教育局（综合科）、各县（区）政府}
- {number: 4, title: 丁, lead_units: 市人工智能局, supporting_units: 市委办公室（邀请）、市教育局}
- {number: 5, title: 戊, lead_units: 市安委办（市应急局）}
- {number: 6, title: 己, lead_units: 市防指办（市应急局）}
"""


@pytest.mark.parametrize(
    ("unit", "references"),
    [
        ("市数据局", "124"), ("市人工智能局", "124"), ("市数据局（市人工智能局）", "124"), ("区文旅局", "12"), ("区文物局", "12"),
        ("市委办公室", "34"), ("市档案局", "34"), ("市教育局", "34"), ("市教育局（综合科）", "34"),
        ("市应急局", "56"), ("市安委办", "5"), ("市防指办(市应急局)", "6"),
    ],
)  # fmt: skip
def test_an_office_with_two_names_is_found_by_either_and_by_both(unit, references):
    plan = plan_of(TWO_NAMES)
    rows = list_for_units(plan, plan.rows(), [unit], exact=True).rows
    assert [row.requirement.reference for row in rows] == list(references)
    assert Register(plan).knows(unit)


@pytest.mark.parametrize("word", ["区", "综合科", "邀请"])
def test_what_else_stands_in_brackets_is_no_unit(word):
    assert not Register(plan_of(TWO_NAMES)).knows(word)


ENDINGS = """\
plan: {title: 方案, year: 2026}
units: [{name: 市财政局}, {name: 市委组织部}, {name: 县教育局}, {name: 市教育局}]
tasks:
- {number: 1, title: 甲, lead_units: 财政局}
- {number: 2, title: 乙, lead_units: 市财政局、组织部}
- {number: 3, title: 丙, lead_units: 教育局}
- {number: 4, title: 丁, lead_units: 县教育局、财政局}
- {number: 5, title: 戊, lead_units: 东莞市水务局}
"""


@pytest.mark.parametrize(
    ("unit", "references"),
    [
        ("市财政局", "12"), ("财政局", "12"), ("组织部", "2"), ("市委组织部", "2"), ("县教育局", "4"), ("教育局", "3"), ("县财政局", "4"),
        ("水务局", "5"), ("市水务局", "5"), ("东莞市水务局", "5"),
    ],
)  # fmt: skip
def test_a_name_without_its_level_is_the_one_unit_that_ends_so(unit, references):
    plan = plan_of(ENDINGS)
    rows = list_for_units(plan, plan.rows(), [unit], exact=True).rows
    assert [row.requirement.reference for row in rows] == list(references)
    assert Register(plan).knows(unit)


def test_of_several_units_that_end_so_none_is_picked(tmp_path, capfd):
    text = "format: 1\n" + ENDINGS.replace("- {number: 3, title: 丙, lead_units: 教育局}\n", "")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert run(["list", "--unit", "教育局", "-p", str(tmp_path / "plan.yaml")]) == 1
    assert "“教育局”可指2个单位\n  请写明是哪一个：县教育局、市教育局" in capfd.readouterr().err
    assert Register(plan_of(ENDINGS)).matches("教育局") == ["县教育局", "市教育局"]


def test_the_register_s_full_form_of_a_name_that_is_short_in_its_cell_is_known():
    plan = plan_of("plan: {title: 方案, year: 2026}\ntasks: [{number: 1, title: 甲, lead_units: 市发改局、工信局}]\n")
    register = Register(plan)
    assert register.knows("市工信局")
    assert register.printed_name("市工信局") == "市工信局"
    assert [row.requirement.reference for row in list_for_units(plan, plan.rows(), ["市工信局"]).rows] == ["1"]
