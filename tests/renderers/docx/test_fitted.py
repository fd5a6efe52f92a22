"""Columns of built-in tables are fitted within the table's width; those of a user's template keep its widths."""

import io
import shutil

import pytest
from docx import Document
from docx.oxml.ns import qn

from planctl.document.layout import PLAIN, Layout
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.renderers.docx.document import write_docx
from support import plan_of
from support_docx import rendered, texts_in

PLAN = """\
plan: {title: 方案, year: 2017}
tasks:
- number: 1
  title: 推进
  requirements:
  - {number: 1, text: 公开重大项目信息。, lead_units: 市发改局、市商务局, deadline: 2017年12月31日前}
  - {number: 2, text: 公开。, lead_units: 市编办, deadline: null}
gaps:
- {kind: cell, reference: "1.2", fields: [deadline], certainty: certain}
"""
MARGINS = 2 * 85
HANZI = 12 * 20


def room_by_heading(layout, template=None):
    """How many hanzi stand on a line of each column, by heading."""
    plan = plan_of(PLAN)
    document = rendered(plan, view_plan(plan), template, layout)
    widths = [int(column.get(qn("w:w"))) for column in document.table.find(qn("w:tblGrid"))]
    headings = [texts_in(cell) for cell in document.table.find(qn("w:tr")).findall(qn("w:tc"))]
    return {heading: (width - MARGINS) / HANZI for heading, width in zip(headings, widths, strict=True)}, sum(widths)


@pytest.mark.parametrize(
    ("layout", "template"),
    [
        (PLAIN, "plan"),
        (Layout(portrait=True), "plan-portrait"),
        (Layout(table="任务分解表"), "breakdown"),
        (Layout(table="台账表"), "ledger"),
        (Layout(table="意见反馈表"), "feedback"),
    ],
)
def test_every_column_holds_its_heading_and_what_is_not_divided_within_the_table_s_width(layout, template):
    rooms, total = room_by_heading(layout)
    built_in = Document(str(resource(f"templates/{template}.docx"))).tables[0]
    assert total == sum(int(column.get(qn("w:w"))) for column in built_in._tbl.find(qn("w:tblGrid")))
    assert all(room >= len(heading) for heading, room in rooms.items() if heading != "修改意见（建议改为）")
    if "完成时限" in rooms:
        assert rooms["完成时限"] >= 7.9, "2017年12月31日前, in figures of half a hanzi"
        assert rooms["牵头单位"] >= 5, "a name and the mark behind it"
    assert max(rooms, key=rooms.get) in ("具体要求", "原文")


def test_columns_to_be_filled_in_keep_the_template_s_widths_while_nothing_needs_their_room():
    assert room_by_heading(Layout(table="意见反馈表"))[0]["理由"] == pytest.approx(10.3, abs=0.2)


def test_the_widths_of_a_user_s_template_stand(tmp_path):
    file = tmp_path / "own.docx"
    shutil.copy(resource("templates/plan.docx"), file)
    fitted, total = room_by_heading(PLAIN)
    own, own_total = room_by_heading(PLAIN, file)
    assert own_total == total
    assert own["具体要求"] < fitted["具体要求"]
    assert own["具体要求"] / own["工作任务"] == pytest.approx(4056 / 1600, rel=0.1)


def crowded_plan():
    columns = "".join(f", 第{name}项工作指标: 2018年12月31日前" for name in "一二三四")
    return plan_of(PLAN.replace("deadline: null}", f"deadline: null, extra: {{责任领导: 张三丰{columns}}}}}"))


def test_the_lines_of_a_heading_are_as_long_as_one_another():
    made = crowded_plan()
    table = rendered(made, view_plan(made), layout=Layout(portrait=True)).table
    narrowed = {texts_in(cell): cell.find(f".//{qn('w:ind')}") for cell in table.find(qn("w:tr")).findall(qn("w:tc"))}
    width = int(table.find(qn("w:tblGrid"))[1].get(qn("w:w"))) - MARGINS
    indent = narrowed["工作任务"]
    assert indent.get(qn("w:left")) == indent.get(qn("w:right"))
    assert 2 * HANZI <= width - 2 * int(indent.get(qn("w:left"))) < 3 * HANZI, "工作 and 任务, not 工作任 and 务"
    assert narrowed["序号"] is None


@pytest.mark.parametrize(("portrait", "advice"), [(True, "改用横向的纸"), (False, "请减少栏目")])
def test_columns_that_are_too_many_are_said_to_divide_dates(portrait, advice):
    made = crowded_plan()
    notes = write_docx(made, view_plan(made), io.BytesIO(), layout=Layout(portrait=portrait)).notes
    assert [advice in note and "表格有10栏" in note for note in notes] == [True]
    made = plan_of(PLAN)
    assert not write_docx(made, view_plan(made), io.BytesIO(), layout=Layout(portrait=portrait)).notes
