"""Cells of units, against the corpus of published cells and a composed one that widens it."""

from __future__ import annotations

import json
import re
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.model.plan import Role, UnitMention
from planctl.units import exclusions, expand_names, is_collective, normalise, parse_unit_cell
from planctl.units.words import fold
from support import DATA

CASES = [
    json.loads(line)
    for name in ("units.jsonl", "units_extra.jsonl", "units_2.jsonl", "units_published.jsonl")
    for line in (DATA / name).read_text(encoding="utf-8").splitlines()
]
PLAIN_NAMES = sorted({unit["name"] for case in CASES for unit in case["units"]})
UNMISTAKABLE = [name for name in PLAIN_NAMES if name[0] not in "各8" and name not in ("市土总", "会同县人民政府")]
"""Names beside which no word for a role, number or list can be read as a part of them (市土总牵头, 各县、区教育局)."""
TRADITIONAL: dict[str, list[str]] = {}
for character in map(chr, range(0x4E00, 0x9FFF)):
    if fold(character) != character:
        TRADITIONAL.setdefault(fold(character), []).append(character)
TWO_AS_WELL = re.compile("大学.+研究院$|^市交通委运输局$|^政府总部辅助部门$|^中央人民政府駐澳門")
"""浙江大学 and 温州研究院 are two whole names, and nothing in the cell says which is meant."""
LEVEL_NAMES = [
    "市发展改革委", "市教育局", "市公安局", "市司法局", "市财政局", "市住房和城乡建设局", "市水利局", "市市场监管局",
    "市城市管理局", "市总工会", "市残联", "市妇联", "市投资促进中心", "市公共资源交易中心", "市委组织部", "市法院",
]  # fmt: skip


def printed(case: dict[str, Any]) -> str:
    return str(case["cell"]).replace("⏎", "\n")


def read(cell: str, first_leads: bool = False) -> list[tuple[str, str | None]]:
    mentions = parse_unit_cell(cell, first_leads).mentions
    return [(mention.name, mention.role.value if mention.role else None) for mention in mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cell"])
def test_a_cell_is_read_as_labelled(case: dict[str, Any]) -> None:
    assert read(printed(case)) == [(unit["name"], unit["role"]) for unit in case["units"]]


def test_a_line_break_printed_as_a_sign_is_a_line_break() -> None:
    assert read("市经信局、市⏎信访局") == read("市经信局、市\n信访局") == read("市经信局、市<br>信访局")


@given(st.text() | st.text(alphabet="市区局委办各等和、，；：（）()牵头配合单位责任负责会同有关部门由 \n1.①〔〕除外镇"))
def test_any_text_gives_a_cell_that_keeps_it(text: str) -> None:
    for first_leads in (False, True):
        cell = parse_unit_cell(text, first_leads)
        assert cell.printed == text
        assert all(cell.names)


@given(st.text(alphabet="市区局委办各等和、（）()牵头不含除外镇 \n"))
def test_any_name_has_a_normal_form_a_group_and_no_error(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)
    assert isinstance(is_collective(name), bool)
    assert all(member in name for member in exclusions(name)[1])
    assert len(expand_names([UnitMention(name), UnitMention(name)])) == 2


@given(st.lists(st.sampled_from(LEVEL_NAMES), unique=True))
def test_joining_plain_names_and_reading_them_again_loses_none(names: list[str]) -> None:
    for separator in "、，；/\n 　":
        assert parse_unit_cell(separator.join(names)).names == names
    assert parse_unit_cell("".join(names)).names == names


@given(st.lists(st.sampled_from(PLAIN_NAMES), min_size=1, max_size=6, unique=True), st.sampled_from("，；,;"))
def test_splitting_what_was_joined_between_groups_loses_no_name(names: list[str], separator: str) -> None:
    assert parse_unit_cell(separator.join(names)).names == names


@given(
    st.lists(st.sampled_from(UNMISTAKABLE), min_size=2, max_size=2, unique=True),
    st.sampled_from(
        ["牵头单位：{}；配合单位：{}", "牵头单位：{} 配合单位：{}", "{}牵头，{}配合", "{}、{}按职责分工负责", "{}（牵头）、{}（配合）",
         "（1）{}（2）{}", "{}，以及{}", "{}会同{}", "牵头单位：\n{}\n配合单位：\n{}"]
    ),
)  # fmt: skip
def test_words_for_roles_and_numbers_round_names_lose_none(names: list[str], form: str) -> None:
    assert parse_unit_cell(form.format(*names)).names == names


def test_labels_without_a_separator_between_them_lose_no_name() -> None:
    assert read("牵头单位：区发改局责任单位：区财政局") == [("区发改局", "lead"), ("区财政局", "responsible")]
    assert read("牵头单位：各行业主管部门\n配合单位：教务处") == [("各行业主管部门", "lead"), ("教务处", "support")]
    assert read("县级责任单位：县教育局") == [("县教育局", "responsible")]


@given(st.sampled_from(CASES), st.randoms(use_true_random=False))
def test_traditional_characters_are_read_as_the_simplified_ones_are(case: dict[str, Any], chance: Random) -> None:
    traditional = str.maketrans({plain: chance.choice(forms) for plain, forms in TRADITIONAL.items()})
    cell = printed(case)
    names = [(name.translate(traditional), role) for name, role in read(cell)]
    assert read(cell.translate(traditional)) == names


def test_every_character_of_the_grammar_has_its_traditional_forms() -> None:
    assert fold("廣東廳會市政務與臺灣辦衞生衛生駐澳門聯合會") == "广东厅会市政务与台湾办卫生卫生驻澳门联合会"


@pytest.mark.parametrize("share", range(8))
def test_a_line_break_inside_a_name_does_not_divide_it(share: int) -> None:
    for name in PLAIN_NAMES[share::8]:
        if TWO_AS_WELL.search(name):
            continue
        for place in range(1, len(name)):
            assert parse_unit_cell(f"{name[:place]}\n{name[place:]}").names == [name]
        assert parse_unit_cell(" ".join(name)).names == [name]


def test_a_line_break_anywhere_changes_the_reading_of_one_cell_in_a_thousand_at_most() -> None:
    cells = [case["cell"] for case in CASES if "made" not in case and not re.search(r"[\s⏎]", case["cell"])]
    broken = [(cell, place) for cell in cells for place in range(1, len(cell))]
    changed = [(cell, place) for cell, place in broken if read(cell) != read(f"{cell[:place]}\n{cell[place:]}")]
    assert len(changed) <= len(broken) // 1000, changed


def test_the_first_unit_leads_where_the_plan_says_so_and_the_cell_gives_no_roles() -> None:
    assert read("市发改局、市财政局", first_leads=True) == [("市发改局", "lead"), ("市财政局", "responsible")]
    assert read("市发改局配合", first_leads=True) == [("市发改局", "support")]
    assert read("责任单位：市发改局、市编办", first_leads=True) == [("市发改局", "lead"), ("市编办", "responsible")]
    assert read("市编办负责，市发改局牵头", first_leads=True) == [("市编办", "responsible"), ("市发改局", "lead")]
    assert read("", first_leads=True) == []


def test_the_rest_support_where_a_remark_on_the_first_says_so() -> None:
    cell = "市税务局、市财政局（排第一位的为牵头单位，其他为配合单位）"
    assert read(cell) == [("市税务局", "lead"), ("市财政局", "support")]


@pytest.mark.parametrize(
    "name",
    ["各镇(街、园区)", "市各有关单位", "相关县（市、区）政府", "各行政执法部门", "有关部门", "各区县政府", "省直各部门",
     "全区经济运行各专班", "在温高校", "县（市、区）政府", "县市区政府", "镇街(园区)", "乡镇人民政府", "中央驻闽有关机构",
     "省制造业高质量发展〔数字经济发展〕领导小组成员单位", "市級各有關部門", "各县、区人民政府(管委会)", "驻市部队"],
)  # fmt: skip
def test_a_name_that_stands_for_several_units_is_collective(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize(
    "name",
    ["市各界人士联谊会", "市各族各界联合会", "世界各国研究中心", "市医药及相关产业发展局", "市企业服务局", "市政府",
     "区人民政府", "杭州市", "市机关事务管理局", "市教育局(市体育局)", "平潭综合实验区", "市委编办", "之江实验室"],
)  # fmt: skip
def test_a_proper_name_is_not_collective(name: str) -> None:
    assert not is_collective(name)


def test_every_group_of_the_corpus_with_the_word_each_is_collective() -> None:
    assert all(is_collective(name) for name in PLAIN_NAMES if name.startswith("各"))


def test_equal_names_have_one_normal_form() -> None:
    assert (
        normalise("各县 （市、区）\n人民政府")
        == normalise("各县〔市、区］人民政府")
        == normalise("各县(市、区)人民政府")
    )
    assert normalise("市１２３４５热线Ａ：甲") == normalise("市12345热线A:甲")
    assert normalise("市“双随机”办") == normalise("市「双随机」办")
    assert normalise("市发改局") != normalise("市发改委")


@pytest.mark.parametrize(
    ("cell", "fuller"),
    [
        ("市发展和改革局、工业和信息化局、各区政府", [[], ["市工业和信息化局"], []]),
        ("省交通运输厅，杭州市、桐乡市、德清县人民政府", [[], ["杭州市人民政府"], ["桐乡市人民政府"], []]),
        ("省委宣传部、文化和旅游厅、统战部", [[], ["省文化和旅游厅"], ["省委统战部"]]),
        ("省科技厅、之江实验室、温州大学、广东金融监管局", [[], [], [], []]),
        ("国家发展改革委、教育部、文物局", [[], [], []]),
        ("各设区市，平潭综合实验区管委会", [[], []]),
        ("自治区财政厅、教育厅", [[], ["自治区教育厅"]]),
        ("杭州市发改委、财政局", [[], ["杭州市财政局"]]),
    ],
)
def test_short_names_are_expanded_to_full_forms(cell: str, fuller: list[list[str]]) -> None:
    assert [sorted(forms) for forms in expand_names(parse_unit_cell(cell).mentions)] == fuller


@pytest.mark.parametrize(
    ("name", "group", "members"),
    [
        ("各镇(街、园区)(不含虎门镇)", "各镇(街、园区)", ("虎门镇",)),
        ("除虎门镇外各镇(街、园区)", "各镇(街、园区)", ("虎门镇",)),
        ("除虎门镇、长安镇外，其他各镇", "各镇", ("虎门镇", "长安镇")),
        ("各镇（街道）（虎门镇除外）", "各镇（街道）", ("虎门镇",)),
        ("各县（市、区）政府（除经开区外）", "各县（市、区）政府", ("经开区",)),
        ("各镇(街、园区)", "各镇(街、园区)", ()),
    ],
)
def test_a_group_names_the_members_it_excludes(name: str, group: str, members: tuple[str, ...]) -> None:
    assert exclusions(name) == (group, members)


def test_a_role_in_brackets_after_a_name_outlasts_the_role_given_to_all() -> None:
    mentions = parse_unit_cell("市教育局（牵头）、市公安局按职责分工负责").mentions
    assert [mention.role for mention in mentions] == [Role.LEAD, Role.RESPONSIBLE]


@pytest.mark.parametrize(
    "text", ["市" * 5000, "（" * 3000 + "）" * 3000, "市 局" * 1500, "组织" * 3000, "各县、" * 2000]
)
def test_text_that_is_no_cell_is_read_in_reasonable_time(text: str) -> None:
    started = process_time()
    parse_unit_cell(text)
    assert process_time() - started < 5


def test_ten_thousand_cells_are_read_in_seconds() -> None:
    cells = [printed(case) for case in CASES[:168]] * 60
    started = process_time()
    for cell in cells[:10_000]:
        parse_unit_cell(cell)
    assert process_time() - started < 5


def test_the_short_way_reads_a_plain_cell_as_the_grammar_does() -> None:
    from planctl.units import forms
    from planctl.units.cells import read_cell
    from planctl.units.plain import are_full_forms, plain_names

    short = 0
    for cell in [*(printed(case) for case in CASES), *PLAIN_NAMES, *LEVEL_NAMES]:
        names = plain_names(cell)
        if names is not None:
            short += 1
            assert [(name, None) for name in names] == [
                (mention.name, mention.role) for mention in read_cell(cell, False)
            ]
            mentions = [UnitMention(name) for name in names]
            if are_full_forms(names):
                assert forms.expand_names(mentions) == [frozenset()] * len(names)
    assert short > 100


@given(st.lists(st.sampled_from(PLAIN_NAMES + LEVEL_NAMES), min_size=1, max_size=5), st.sampled_from("、，,；"))
def test_the_short_way_agrees_with_the_grammar_on_lists_of_names(names: list[str], separator: str) -> None:
    from planctl.units.cells import read_cell
    from planctl.units.plain import plain_names

    cell = separator.join(names)
    short = plain_names(cell)
    if short is not None:
        assert [(name, None) for name in short] == [(mention.name, mention.role) for mention in read_cell(cell, False)]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("教务部和学务部", ["教务部", "学务部"]),
        ("党政办和党建办、医务科及护理部", ["党政办", "党建办", "医务科", "护理部"]),
        ("市发展和改革局与市财政局", ["市发展和改革局", "市财政局"]),
        ("体育与运动学院和经济与管理学院", ["体育与运动学院", "经济与管理学院"]),
        ("实验室与设备管理处及图书馆", ["实验室与设备管理处", "图书馆"]),
        ("省综治委学校及周边治安综合治理工作领导小组办公室", ["省综治委学校及周边治安综合治理工作领导小组办公室"]),
        ("公司及各子公司", ["公司", "各子公司"]),
        ("区属相关单位及海关", ["区属相关单位", "海关"]),
        ("各有关部门和单位", ["各有关部门和单位"]),
        ("省能源局和国网山东电力", ["省能源局", "国网山东电力"]),
    ],
)
def test_a_joint_divides_where_a_name_ends_before_it_and_one_begins_behind_it(cell: str, names: list[str]) -> None:
    assert parse_unit_cell(cell).names == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("财政局、扶贫办9个部门和单位", ["财政局", "扶贫办"]),
        ("扶贫办等9个部门", ["扶贫办"]),
        ("机械学院、化工学院等有关院部", ["机械学院", "化工学院"]),
        ("基建处等3个管理部门及图书馆等2个单位", ["基建处", "图书馆"]),
        ("供销合作总社等和各有关省级人民政府", ["供销合作总社", "各有关省级人民政府"]),
        ("高新区27个相关部门", ["高新区27个相关部门"]),
        ("8个乡镇（街道）服务站", ["8个乡镇（街道）服务站"]),
    ],
)
def test_a_count_behind_the_last_name_is_no_part_of_it(cell: str, names: list[str]) -> None:
    assert parse_unit_cell(cell).names == names


@pytest.mark.parametrize(
    "name",
    ["各区、镇、办事处", "各乡镇、街道", "各县(市)、区供热管理部门", "各省、自治区、直辖市教育厅（教委）", "各科室、站所",
     "市直各委、办、局", "区属、驻区各单位", "市委、市政府督查室"],
)  # fmt: skip
def test_a_list_that_shares_what_is_printed_once_is_one_collective(name: str) -> None:
    assert parse_unit_cell(f"{name}、市财政局").names == [name, "市财政局"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("各县、市财政局", ["各县", "市财政局"]),
        ("各乡镇、区财政局", ["各乡镇", "区财政局"]),
        ("各部门、直属单位", ["各部门", "直属单位"]),
        ("各乡镇人民政府、街道办事处", ["各乡镇人民政府", "街道办事处"]),
    ],
)
def test_what_has_a_name_of_its_own_is_not_shared_out(cell: str, names: list[str]) -> None:
    assert parse_unit_cell(cell).names == names


@pytest.mark.parametrize(
    "cell",
    ["市教育局 王小明", "市教育局（王小明）", "市教育局王小明", "市教育局局长王小明", "市教育局主要负责人", "市教育局 局长 王小明",
     "市教育局（局长：王小明、李小红）", "市教育局　联系人：王小明"],
)  # fmt: skip
def test_people_behind_a_unit_are_no_units(cell: str) -> None:
    assert parse_unit_cell(cell).names == ["市教育局"]


def test_of_a_post_the_organ_that_has_it_is_named() -> None:
    assert parse_unit_cell("各镇党委书记、市教育局分管副局长").names == ["各镇党委", "市教育局"]


@pytest.mark.parametrize(
    "names", [["王小明", "李小红"], ["市委书记", "市长"], ["市公安局", "张家口市"], ["集团公司领导", "办公室"]]
)
def test_people_and_places_that_stand_alone_are_kept(names: list[str]) -> None:
    assert parse_unit_cell("、".join(names)).names == names


def test_a_label_gives_no_role_beyond_a_semicolon() -> None:
    assert read("牵头单位：市教育局、市财政局；市人社局") == [
        ("市教育局", "lead"),
        ("市财政局", "lead"),
        ("市人社局", None),
    ]
    assert read("牵头单位：市教育局；各区按职责分工负责") == [("市教育局", "lead"), ("各区", "responsible")]
    assert read("责任单位：①市教育局②市财政局") == [("市教育局", "responsible"), ("市财政局", "responsible")]


def test_whoever_is_joined_by_the_leader_supports() -> None:
    assert read("镇应急办牵头，联合公安、消防等部门") == [
        ("镇应急办", "lead"),
        ("公安", "support"),
        ("消防", "support"),
    ]
    assert read("市城管局联合市公安局") == [("市城管局", "lead"), ("市公安局", "support")]
    assert read("市残疾人联合会、市社科联合会") == [("市残疾人联合会", None), ("市社科联合会", None)]


def test_words_for_roles_inside_names_give_none() -> None:
    assert read("区委办、区政府办、区人大办、区政协办") == [
        ("区委办", None), ("区政府办", None), ("区人大办", None), ("区政协办", None),
    ]  # fmt: skip
    assert read("全民科学素质纲要\n实施工作\n办公室") == [("全民科学素质纲要实施工作办公室", None)]
    assert read("各项目\n牵头单位") == [("各项目牵头单位", None)]


def test_what_a_unit_is_responsible_for_is_no_part_of_its_name() -> None:
    assert read("市教育局（负责校园安全）、市公安局") == [("市教育局", "responsible"), ("市公安局", None)]
    assert read("由市教育局负责制定方案") == [("市教育局", "responsible")]


@pytest.mark.parametrize("remark", ["下同", "邀请", "市级", "合署办公", "市级+区级"])
def test_a_remark_in_brackets_is_no_part_of_a_name(remark: str) -> None:
    assert parse_unit_cell(f"市教育局（{remark}）、市公安局").names == ["市教育局", "市公安局"]
