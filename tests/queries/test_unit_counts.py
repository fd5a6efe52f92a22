"""How often a plan names each unit, in which role."""

from planctl.model.plan import Role
from planctl.queries.as_json import unit_json
from planctl.queries.unit_counts import count_units
from support import plan_of

PLAN = """
format: 1
plan: {title: 方案, year: 2017}
units:
- {name: 市发改局, full_name: 市发展和改革局, aliases: [发改局]}
- {name: 市民政局}
- {name: 各镇(街), group: true, members: [虎门镇, 长安镇]}
tasks:
- number: 1
  title: 甲
  requirements:
  - {number: 1, text: a, lead_units: 市发展和改革局、市编办}
  - {number: 2, text: b, lead_units: 市编办, supporting_units: 发改局}
  - {number: 3, text: c, lead_units: 各镇（街）（不含虎门镇）、各有关单位}
"""


def test_a_unit_is_counted_by_any_of_its_names_once_for_each_requirement_and_role():
    counts = {counted.unit.name: dict(counted.counts) for counted in count_units(plan_of(PLAN))}
    assert counts == {
        "市发改局": {Role.LEAD: 1, Role.SUPPORT: 1},
        "市民政局": {},
        "各镇(街)": {Role.LEAD: 1},
        "市编办": {Role.LEAD: 2},
        "各有关单位": {Role.LEAD: 1},
    }


def test_names_the_register_does_not_hold_come_last_and_say_whether_they_are_collectives():
    *_, office, those = map(unit_json, count_units(plan_of(PLAN)))
    assert (office["name"], office["registered"], office["group"], office["lead"]) == ("市编办", False, False, 2)
    assert (those["name"], those["registered"], those["group"], those["members"]) == ("各有关单位", False, True, None)


def test_a_name_that_is_short_for_a_printed_one_is_counted_there():
    plan = plan_of(
        "plan: {title: 方案, year: 2026}\ntasks:\n- {number: 1, title: 甲, lead_units: 市发改局、工信局}\n"
        "- {number: 2, title: 乙, lead_units: 市工信局}\n"
    )
    assert [(counted.unit.name, counted.counts.total()) for counted in count_units(plan)] == [
        ("市发改局", 1),
        ("市工信局", 2),
    ]


def test_a_member_of_a_collective_without_an_entry_of_its_own_is_counted_where_it_is_named():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\nunits:\n- {name: 各镇, group: true, members: [虎门镇, 长安镇]}\n"
        "tasks:\n- {number: 1, title: 甲, lead_units: 虎门镇、市编办}\n"
    )
    assert [(counted.unit.name, counted.registered, counted.counts.total()) for counted in count_units(plan)] == [
        ("各镇", True, 0),
        ("虎门镇", True, 1),
        ("市编办", False, 1),
    ]


def test_a_requirement_that_names_a_unit_twice_counts_once():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\nunits:\n- {name: 市发改局, full_name: 市发展和改革局}\n"
        "tasks:\n- {number: 1, title: 甲, lead_units: 市发展和改革局、市发改局}\n"
    )
    (counted,) = count_units(plan)
    assert counted.counts == {Role.LEAD: 1}
