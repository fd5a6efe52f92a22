"""The register that is kept of the plan asked last."""

from planctl.model.plan import Plan, Unit
from planctl.units.register import register_of


def plan_with(unit: str) -> Plan:
    return Plan(title="方案", year=2026, units=(Unit(unit),))


def test_a_plan_asked_again_has_the_same_register():
    plan = plan_with("市教育局")
    assert register_of(plan) is register_of(plan)


def test_each_of_two_plans_asked_in_turn_has_its_own_register():
    education, finance = plan_with("市教育局"), plan_with("市财政局")
    for _ in range(2):
        assert register_of(education).knows("市教育局")
        assert register_of(finance).knows("市财政局")
        assert not register_of(finance).knows("市教育局")
