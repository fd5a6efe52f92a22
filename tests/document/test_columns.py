"""The columns of a plan and what each prints of a requirement, the same wherever it is printed."""

import csv
import io

import pytest

from planctl.document.columns import Column, cell_reader, plan_columns
from planctl.document.view import view_plan
from support import load, plan_of

PLAN = """
format: 1
plan: {title: 方案, year: 2017, headings: {deadline: 时间节点}}
units: [{name: 市编办}, {name: 市财政局}, {name: 市民政局}]
tasks:
- number: 1
  title: 推进公开
  requirements:
  - {number: 1, text: 公开。, lead_units: "市编办,市财政局", supporting_units: 市民政局, deadline: 6月底前, extra: {联系人: 张三}}
  - {number: 2, text: null, lead_units: null, deadline: null}
gaps:
- {kind: text, reference: "1.2"}
- {kind: cell, reference: "1.2", fields: [lead_units], certainty: probable}
"""
CELLS = {
    "title": ["推进公开", "推进公开"],
    "text": ["公开。", "〔原文缺失〕"],
    "lead_units": ["市编办,市财政局", "〔原文疑有缺失〕"],
    "supporting_units": ["市民政局", ""],
    "deadline": ["6月底前", "待定"],
    "extra:联系人": ["张三", ""],
}


def test_a_plan_has_the_columns_in_which_some_row_or_gap_has_a_cell():
    assert [column.field for column in plan_columns(plan_of(PLAN))] == ["number", *CELLS]
    bare = "tasks:\n- {number: 1, title: 甲}\n"
    assert [column.field for column in plan_columns(plan_of(bare))] == ["number", "title"]
    orphan = load(
        f"{bare}gaps:\n- {{kind: task, reference: '2'}}\n- {{kind: orphan, reference: '2', deadline: 全年}}\n"
    )
    assert [column.field for column in plan_columns(orphan.plan)] == ["number", "title", "deadline"]


@pytest.mark.parametrize(
    ("headings", "order"),
    [
        ("{deadline: 时间, title: 任务, number: 序}", ["deadline", "title", "number"]),
        ("{deadline: 时间, title: 任务}", ["number", "title", "deadline"]),
    ],
)
def test_columns_stand_in_the_order_of_headings_that_give_them_all(headings, order):
    plan = load(
        f"plan: {{title: 方案, year: 2017, headings: {headings}}}\ntasks:\n- {{number: 1, title: 甲, deadline: 全年}}\n"
    ).plan
    assert [column.field for column in plan_columns(plan)] == order
    assert Column("deadline", "时间") in plan_columns(plan)


def test_a_cell_prints_its_text_or_why_there_is_none():
    plan = plan_of(PLAN)
    for field, cells in {"number": ["1", "1"], **CELLS}.items():
        assert [cell_reader(plan, field)(task, one) for task, one in plan.rows()] == cells


@pytest.mark.parametrize("place", [0, 1])
def test_a_cell_reads_the_same_in_answers_and_in_documents(planctl, tmp_path, monkeypatch, place):
    monkeypatch.setenv("COLUMNS", "200")
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    cells = {field: column[place] for field, column in CELLS.items()}
    number = str(place + 1)
    rows = list(csv.reader(io.StringIO(planctl("list", "-p", plan, "--format", "csv")[1])))
    assert rows[place + 1] == [f"1.{number}", *cells.values()]
    document = view_plan(plan_of(PLAN), verbatim=True).rows[place]
    assert document.texts == {**cells, "number": "1", "text": f"{number}.{cells['text']}"}
    for answer in (
        planctl("list", "-p", plan, "--format", "md")[1].splitlines()[place + 2].replace("\\", ""),
        planctl("show", f"1.{number}", "-p", plan)[1],
    ):
        assert all(cell in answer for cell in cells.values())
    table = "".join(planctl("list", "-p", plan)[1].split())
    assert all("".join(cell.split()) in table for field, cell in cells.items() if not field.startswith("extra:"))
