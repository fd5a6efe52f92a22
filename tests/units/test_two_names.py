"""Offices with two names, and what stands in brackets behind an office without being one."""

import pytest

from planctl.units.register import Register
from planctl.units.two_names import office_names
from support import plan_of


@pytest.mark.parametrize(
    ("name", "first", "others"),
    [
        ("市数据局（市人工智能局）", "市数据局", ("市人工智能局",)),
        ("市委办公室（市档案局）", "市委办公室", ("市档案局",)),
        ("市委办公室〔市档案局、市国安办〕", "市委办公室", ("市档案局", "市国安办")),
        ("省委组织部(省公务员局)", "省委组织部", ("省公务员局",)),
        ("东莞市教育局（东莞市体育局）", "东莞市教育局", ("东莞市体育局",)),
        ("教育部（国家语委）", "教育部", ("国家语委",)),
        ("市委黨校（市行政學院）", "市委黨校", ("市行政學院",)),
        ("县融媒体中心（县广播电视台）", "县融媒体中心", ("县广播电视台",)),
    ],
)
def test_an_office_s_name_in_brackets_is_a_second_name(name, first, others):
    assert office_names(name) == (first, others)


@pytest.mark.parametrize(
    "name",
    ["市教育局（综合科）", "市教育局（邀请）", "市公安局（交警支队）", "市住建局（市公积金中心）", "市公安局（城区分局）",
     "市教育局（省教育厅）", "市教育局（办公室）", "市财政局（科技科、预算科）"],
)  # fmt: skip
def test_a_remark_a_part_or_another_level_in_brackets_is_no_second_name(name):
    assert office_names(name) == (name[: name.index("（")], ())


@pytest.mark.parametrize(
    "name",
    ["各县（区）政府", "县（市、区）人民政府", "各镇(街、园区)", "哈尔滨工业大学（深圳）", "市委（市委办）", "市教育局",
     "中国电信（集团）公司", "相关市局（委）"],
)  # fmt: skip
def test_brackets_that_belong_to_a_name_stay_with_it(name):
    assert office_names(name) == (name, ())


def register_of(*cells: str, units: str = "[]") -> Register:
    tasks = "".join(f"- {{number: {number}, title: 甲, lead_units: {cell}}}\n" for number, cell in enumerate(cells, 1))
    return Register(plan_of(f"plan: {{title: 方案, year: 2026}}\nunits: {units}\ntasks:\n{tasks}"))


def test_names_that_are_printed_together_mean_one_office_also_where_they_stand_alone():
    register = register_of("市人工智能局", "市数据局（市人工智能局）")
    assert {register.key(name) for name in ("市数据局", "市人工智能局", "市数据局(市人工智能局)")} == {"市数据局"}
    assert register.unregistered() == ["市数据局"]
    assert register.further_names("市人工智能局") == ["市人工智能局", "市数据局（市人工智能局）"]


def test_names_printed_both_ways_round_or_in_a_chain_mean_one_office():
    register = register_of("市农业农村局（市乡村振兴局）", "市乡村振兴局（市农业农村局）", "市委农办（市农业农村局）")
    assert len({register.key(name) for name in ("市委农办", "市乡村振兴局", "市农业农村局")}) == 1
    assert len(register.unregistered()) == 1


def test_a_second_name_that_two_offices_have_does_not_make_them_one_office():
    register = register_of("市安委办（市应急局）", "市防指办（市应急局）", "市应急局")
    assert len({register.key(name) for name in ("市安委办", "市防指办", "市应急局")}) == 3


def test_the_register_s_own_names_come_before_what_cells_print():
    cells = "市财政局（市国资委）"
    one = register_of(cells, units="[{name: 市国资委}]")
    assert one.key("市财政局") == one.key(cells) == "市国资委"
    two = register_of(cells, units="[{name: 市财政局}, {name: 市国资委}]")
    assert (two.key("市财政局"), two.key("市国资委"), two.key(cells)) == ("市财政局", "市国资委", "市财政局")
    printed = register_of("市财政局", units=f"[{{name: {cells}}}]")
    assert printed.unregistered() == []
    assert printed.printed_name("市国资委") == cells


def test_a_part_in_brackets_gives_its_office_no_further_name():
    register = register_of("市教育局（综合科）", "市教育局")
    assert register.unregistered() == ["市教育局"]
    assert register.key("市教育局（综合科）") == "市教育局"
    assert register.further_names("市教育局") == []
