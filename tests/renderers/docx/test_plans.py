"""The Word table read back is the plan, for plans of every shape; and nothing but the plan decides its bytes."""

import os
import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docx_grid import W
from docx_variants import COLUMNS, ODD_TEXTS, SECTIONS
from plan_strategies import plans
from planctl.catalogue import make_whole
from planctl.document.typography import typeset
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.model.plan import Certainty, GapKind, Plan
from support_docx import rendered

LABELS = {
    "number": "序号",
    "title": "工作任务",
    "text": "具体要求",
    "lead_units": "牵头单位",
    "supporting_units": "配合单位",
    "deadline": "完成时限",
}


def kept(text):
    """What XML can hold of a text; line ends of every kind are one."""
    text = re.sub("\r\n?", "\n", text)
    return "".join(one for one in text if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff"))


def read(plan, **options):
    """The document, its heading row, its rows of requirements and gaps, and its section headings."""
    document = rendered(plan, view_plan(plan, **options))
    head, *rows = document.grid()
    across = [len(row.findall(f"{W}tc")) == 1 for row in document.table.findall(f"{W}tr")[1:]]
    sections = [row[0] for row, single in zip(rows, across, strict=True) if single]
    return document, head, [row for row, single in zip(rows, across, strict=True) if not single], sections


def used_fields(plan):
    """The columns that a plan has, worked out from nothing but its cells."""
    used = {"number", "title"}
    for _, one in plan.rows():
        used |= {"text"} if one.text != "" else set()
        used |= {name for name in ("lead_units", "supporting_units") if unit_text(getattr(one, name)) != ""}
        used |= {"deadline"} if one.deadline is None or one.deadline.phrase else set()
    for gap in plan.gaps:
        used |= {"lead_units"} if gap.lead_units and gap.lead_units.printed else set()
        used |= {"deadline"} if gap.deadline else set()
    order = list(plan.headings) if used <= set(plan.headings) else list(LABELS)
    extra = list(dict.fromkeys(name for _, one in plan.rows() for name in one.extra))
    return [field for field in order if field in used], extra


def unit_text(cell):
    return None if cell is None else cell.printed


def words_for(plan, reference, field, text):
    """A cell's text, or the words for one that is not known."""
    if text is not None:
        return text
    kinds = {"title": GapKind.TITLE, "text": GapKind.TEXT}
    for gap in plan.gaps:
        if gap.reference == reference and gap.kind is kinds.get(field, GapKind.CELL):
            return "〔原文缺失〕" if gap.certainty is Certainty.CERTAIN else "〔原文疑有缺失〕"
    return "待定"


def expected_row(plan, task, one, fields, extra):
    text = words_for(plan, one.reference, "text", one.text)
    deadline = None if one.deadline is None else one.deadline.phrase
    gap = " " if text[:1].isdecimal() else ""  # 3. 2017年…, which would read as item 3.2017
    cells = {
        "number": task.number,
        "title": words_for(plan, task.reference, "title", task.title),
        "text": f"{one.number}.{gap}{text}" if one.number else text,
        "lead_units": words_for(plan, one.reference, "lead_units", unit_text(one.lead_units)),
        "supporting_units": words_for(plan, one.reference, "supporting_units", unit_text(one.supporting_units)),
        "deadline": words_for(plan, one.reference, "deadline", deadline),
    }
    return [*(cells[field] for field in fields), *(one.extra.get(name, "") for name in extra)]


@given(plans(), st.booleans())
@example(Plan(title="\n<", year=2017, tasks=()), False)
def test_the_grid_read_back_is_the_plan(plan, verbatim):
    document, head, rows, sections = read(plan, verbatim=verbatim, show_gaps=False)
    fields, extra = used_fields(plan)

    def shown(text):
        return kept(text if verbatim else typeset(text))

    assert head == [shown(one) for one in (*(plan.headings.get(field, LABELS[field]) for field in fields), *extra)]
    assert rows == [[shown(cell) for cell in expected_row(plan, task, one, fields, extra)] for task, one in plan.rows()]
    named = [task.section for task in plan.tasks if task.section]
    assert sections == [shown(one) for one in dict.fromkeys(named)]
    if any(map(str.isalnum, shown(plan.title))):  # one of marks alone says nothing, and its paragraph is left out
        assert document.paragraphs[0] == shown(plan.title)


@given(plans())
def test_with_gaps_no_row_is_lost_and_every_gap_and_orphan_is_seen(plan):
    _, _, rows, _ = read(plan, verbatim=True)
    fields, extra = used_fields(plan)
    remaining = iter(rows)
    for task, one in plan.rows():
        wanted = [kept(cell) for cell in expected_row(plan, task, one, fields, extra)]
        assert any(row == wanted for row in remaining), "a requirement is not there, or not in its order"
    present = {task.reference for task in plan.tasks}
    orphans = [gap for gap in plan.gaps if gap.kind is GapKind.ORPHAN]
    missing = [gap for gap in plan.gaps if gap.kind is GapKind.TASK]
    inside = [gap for gap in plan.gaps if gap.kind is GapKind.REQUIREMENT and plan.tasks]
    alone = [gap for gap in missing if gap.reference not in {one.reference for one in orphans}]
    assert len(rows) == len(list(plan.rows())) + len(orphans) + len(alone) + len(inside)
    for gap in orphans:
        number = gap.reference.rpartition("/")[2]
        cells = [gap.lead_units.printed if gap.lead_units else "", gap.deadline.phrase if gap.deadline else ""]
        assert any(
            row[fields.index("number")] == number and {kept(cell) for cell in cells if cell} <= set(row) for row in rows
        ), gap
    for gap in missing:
        assert any(row[fields.index("number")] == gap.reference.rpartition("/")[2] for row in rows), gap
    assert present == {task.reference for task in plan.tasks}


@pytest.mark.parametrize("text", ["", COLUMNS, SECTIONS, ODD_TEXTS], ids=["built-in", "columns", "sections", "odd"])
@pytest.mark.parametrize("form", ["docx", "md"])
def test_equal_plans_give_equal_bytes_in_every_process_on_every_day(text, form, tmp_path):
    plan = resource("data/plan2017.yaml")
    if text:
        plan = tmp_path / "plan.yaml"
        plan.write_text(make_whole(text), encoding="utf-8")
    script = (
        "import sys, time\nreal = time.time\ntime.time = lambda: real() + float(sys.argv[1])\n"
        "from planctl.cli import run\nsys.exit(run(sys.argv[2:]))\n"
    )
    made = set()
    for seed, later, zone in (("1", "0", "UTC"), ("2", "9e7", "Asia/Shanghai"), ("3", "-9e7", "America/New_York")):
        output = tmp_path / f"{seed}.{form}"
        variables = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", script, later, "render", form, "--plan", str(plan), "-o", str(output)]
        subprocess.run(command, check=True, capture_output=True, env=variables, timeout=60)
        made.add(output.read_bytes())
    assert len(made) == 1
