"""A plan written as YAML reads back as the same plan, and looks as a person would write it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_strategies import plans, texts
from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import NO_DEADLINE
from planctl.model.plan import Plan, Requirement, Task, Unit, UnitCell
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source
from planctl.units import parse_unit_cell
from support import ROOT, plan_of

BUILT_IN = ROOT / "data" / "plan2017.yaml"


def load(text):
    """The plan of a file that reads without a finding."""
    loaded = load_plan(Source("plan.yaml", text))
    assert loaded.diagnostics == []
    assert loaded.plan is not None
    return loaded.plan


def written(**facts):
    """The lines of a plan's only requirement, from its text on."""
    requirement = Requirement("1.1", "1", **{"text": "公开。", **facts})
    lines = dump_plan(Plan("测试方案", 2017, (Task("1", "1", "甲", (requirement,)),))).splitlines()
    return [line[8:] for line in lines[lines.index("      - number: 1") + 1 :]]


def as_read(plan):
    """The plan with its cells read, as the loader reads them."""

    def units(cell):
        return None if cell is None else parse_unit_cell(cell.printed, plan.first_unit_leads)

    def deadline(one):
        return None if one is None else parse_deadline(one.phrase, plan.year, plan.dated_on)

    def stated(one):
        if one.deadline != NO_DEADLINE:
            return deadline(one.deadline)
        return (deadline_from_text(one.text, plan.year, plan.dated_on) if one.text else None) or NO_DEADLINE

    def cells(one, due):
        return replace(
            one, lead_units=units(one.lead_units), supporting_units=units(one.supporting_units), deadline=due
        )

    tasks = tuple(
        replace(task, requirements=tuple(cells(one, stated(one)) for one in task.requirements)) for task in plan.tasks
    )
    return replace(plan, tasks=tasks, gaps=tuple(cells(gap, deadline(gap.deadline)) for gap in plan.gaps))


days = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2999, 12, 31)))
names = texts().map(lambda text: text.replace("，", "").replace("、", "").replace(",", ""))
units = st.builds(
    Unit,
    name=names,
    full_name=texts(),
    aliases=st.lists(names, max_size=3).map(tuple),
    group=st.booleans(),
    members=st.one_of(st.none(), st.lists(names, max_size=3).map(tuple)),
    parent=names,
    valid_from=days,
    valid_to=days,
    succeeded_by=names,
)


@st.composite
def whole_plans(draw):
    """Plans of every shape with a register and all facts."""
    plan = draw(plans())
    facts = ("stage", "document_number", "notice_title", "addressees", "copy_to", "printed_by", "disclosure")
    return replace(
        plan,
        units=tuple(draw(st.lists(units, max_size=3))),
        printed_on=draw(days),
        first_unit_leads=draw(st.booleans()),
        **{name: draw(texts()) for name in facts},
    )


@given(whole_plans())
def test_a_plan_of_any_shape_reads_back_equal_and_is_written_the_same_again(plan):
    text = dump_plan(plan)
    again = load(text)
    assert again == as_read(plan)
    assert dump_plan(again) == text


@given(whole_plans(), st.data())
def test_comments_change_nothing_of_what_is_read_and_none_is_lost(plan, data):
    references = [
        "",
        "plan",
        "units",
        "99",
        *(one.reference for task in plan.tasks for one in (task, *task.requirements)),
    ]
    keys = st.sampled_from(["", "title", "text", "lead_units", "supporting_units", "deadline", "extra", "section"])
    places = data.draw(st.lists(st.tuples(st.sampled_from(references), keys), max_size=5, unique=True))
    comments = {place: f"请核对{index}号：{data.draw(texts())}" for index, place in enumerate(places)}
    text = dump_plan(plan, comments)
    assert load(text) == load(dump_plan(plan))
    for index, _ in enumerate(places):
        assert text.count(f"请核对{index}号") == 1


def test_the_built_in_plan_reads_back_equal():
    plan = load(BUILT_IN.read_text(encoding="utf-8"))
    text = dump_plan(plan)
    assert load(text) == plan
    assert dump_plan(load(text)) == text


def test_a_plan_is_written_as_a_person_would_write_it():
    text = """\
format: 1
plan:
  title: 2018年重点工作分工方案
  year: 2018
  stage: 征求意见稿
  dated_on: 2018-03-01
  numbering: per-section
  headings: {lead_units: 责任单位, deadline: 时间节点}
  first_unit_leads: true
units:
  - name: 市法制局
  - {name: 市民政局, full_name: 东莞市民政局, aliases: [民政局], valid_to: 2019-01-01}
  - {name: 各镇（街）, group: true, members: []}
tasks:
  - number: 1
    title: 推进决策公开
    section: 一、推进政务公开
    requirements:
      - number: 1
        text: 完善政府法律顾问制度,公开“双公示”信息: 每月更新。
        lead_units: 市法制局,市编办
        supporting_units: 各镇（街）
        deadline: 12月底
        extra: {责任领导: 张三, 电话: 22830000}
      - text: null
        lead_units: null
        deadline: null
  - number: 2
    title: null
    section: 一、推进政务公开
    lead_units: 市民政局
    deadline: 每季度末
gaps:
  - {kind: title, reference: "一/2", certainty: probable, note: 原表此格空白}
  - {kind: cell, reference: "一/1#1", fields: [lead_units, deadline]}
"""
    quoted = text.replace(
        "完善政府法律顾问制度,公开“双公示”信息: 每月更新。", '"完善政府法律顾问制度,公开“双公示”信息: 每月更新。"'
    )
    assert dump_plan(load(quoted)) == quoted


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("公开,公示;“甲”(乙):丙#1、A b。", "text: 公开,公示;“甲”(乙):丙#1、A b。"),
        ("甲: 乙", 'text: "甲: 乙"'),
        ("甲 #乙", 'text: "甲 #乙"'),
        ("甲 ", 'text: "甲 "'),
        ("\u3000\u3000甲", 'text: "\u3000\u3000甲"'),
        ("12月底、A类b。", "text: 12月底、A类b。"),
        ("甲\u202e乙", 'text: "甲\\u202e乙"'),
        ("甲\t乙", 'text: "甲\\t乙"'),
        ("甲\x07", 'text: "甲\\a"'),
        ("~", 'text: "~"'),
        ("null", 'text: "null"'),
        ("", 'text: ""'),
        ("4", "text: 4"),
        ("4.10", 'text: "4.10"'),
        ("010", 'text: "010"'),
        ("no", 'text: "no"'),
        ("2017-06-01", 'text: "2017-06-01"'),
        ("- 甲", 'text: "- 甲"'),
        ('"甲" 乙', "text: '\"甲\" 乙'"),
        ("甲\u2028乙", 'text: "甲\\u2028乙"'),
        ("甲\n", 'text: "甲\\n"'),
        ("甲 \n乙", 'text: "甲 \\n乙"'),
        (None, "text: null"),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text, line):
    assert written(text=text) == [line]


def test_a_text_of_several_lines_is_written_as_such():
    assert written(text="第一段。\n\n# 第二段: 甲。") == ["text: |-", "  第一段。", "", "  # 第二段: 甲。"]


def test_a_cell_the_plan_does_not_have_is_left_out_and_one_that_is_not_known_is_null():
    assert written() == ["text: 公开。"]
    assert written(lead_units=None, deadline=None) == ["text: 公开。", "lead_units: null", "deadline: null"]


def test_a_time_read_from_the_text_does_not_become_a_cell():
    plan = plan_of("tasks: [{number: 1, title: 甲, requirements: [{number: 1, text: 每季度公示。}]}]")
    assert plan.tasks[0].requirements[0].deadline.source == "text"
    assert "deadline" not in dump_plan(plan)


def test_a_heading_longer_than_parsers_look_for_is_still_read():
    extra = {"责任领导" * 500: "张三", "电话": "1"}
    text = dump_plan(Plan("甲", 2017, (Task("1", "1", "甲", (Requirement("1", None, "", extra=extra),)),)))
    assert dict(load(text).tasks[0].requirements[0].extra) == extra


def test_comments_stand_at_the_end_of_the_line_or_above():
    requirement = Requirement("1.1", "1", "第一段。\n第二段。", UnitCell("市编办"))
    plan = Plan("测试方案", 2017, (Task("1", "1", "甲", (requirement,)),), (Unit("市编办"),))
    comments = {
        ("", ""): "从 方案.docx 读出\n共1条",
        ("plan", "year"): "请核对",
        ("units", "市编办"): "请核对：名称",
        ("1", "title"): "请核对：标题",
        ("1.1", ""): "请核对：这一行",
        ("1.1", "text"): "请核对：两段 # 甲",
        ("1.1", "deadline"): "请核对：\n没有时限",
        ("7", "text"): "没有这一项",
    }
    assert dump_plan(plan, comments) == (
        "# 从 方案.docx 读出\n"
        "# 共1条\n"
        "format: 1\n"
        "plan:\n"
        "  title: 测试方案\n"
        "  year: 2017  # 请核对\n"
        "units:\n"
        "  # 请核对：名称\n"
        "  - name: 市编办\n"
        "tasks:\n"
        "  - number: 1\n"
        "    title: 甲  # 请核对：标题\n"
        "    requirements:\n"
        "      # 请核对：这一行\n"
        "      # 请核对：\n"
        "      # 没有时限\n"
        "      - number: 1\n"
        "        text: |-  # 请核对：两段 ＃ 甲\n"
        "          第一段。\n"
        "          第二段。\n"
        "        lead_units: 市编办\n"
        "# 7 text：没有这一项\n"
    )
