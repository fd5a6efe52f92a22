"""Rows of a task stay on a page in Word and LibreOffice where the task fits on one."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from planctl.document.page_starts import restart_merges
from planctl.document.view import view_plan
from planctl.files import resource
from support import plan_of
from support_docx import rendered


def plan_with(*tasks):
    """A plan whose tasks have so many requirements, each two lines long."""
    lines = ["plan: {title: 方案, year: 2017}", "tasks:"]
    for task, count in enumerate(tasks, 1):
        lines += [f"- number: {task}", f"  title: 任务{task}", "  requirements:"]
        lines += [
            f"  - {{number: {number}, text: {'公开重大项目的信息，' * 4}, lead_units: 市编办, deadline: 全年}}"
            for number in range(1, count + 1)
        ]
    return plan_of("\n".join(lines) + "\n")


def kept(plan, template=None, starts=()):
    """For each row below the head whether it is kept with the next; all paragraphs of a row must agree."""
    document = rendered(plan, restart_merges(view_plan(plan), starts), template)
    answers = []
    for row in document.table.findall(qn("w:tr"))[1:]:
        properties = [paragraph.find(qn("w:pPr")) for paragraph in row.iter(qn("w:p"))]
        marks = {one is not None and one.find(qn("w:keepNext")) is not None for one in properties}
        assert len(marks) == 1
        answers += marks
        for one in properties:
            order = [child.tag for child in one]
            assert order == sorted(order, key=[qn("w:pStyle"), qn("w:keepNext"), qn("w:outlineLvl")].index)
    return answers


def test_every_row_of_a_task_but_the_last_is_kept_with_the_next():
    assert kept(plan_with(3, 1, 2)) == [True, True, False, False, True, False]


def test_of_a_task_longer_than_a_page_only_the_first_and_the_last_two_rows_are_kept_together():
    assert kept(plan_with(30, 2)) == [True, *[False] * 27, True, False, True, False]


def test_nothing_is_kept_over_the_start_of_a_page():
    assert kept(plan_with(5), starts={2}) == [True, False, False, True, False]
    assert kept(plan_with(5), starts={1}) == [False, False, False, True, False]
    assert kept(plan_with(3), starts={0, 1, 2}) == [False, False, False]


def test_a_section_heading_is_kept_with_its_first_task():
    plan = plan_of(
        "plan: {title: 方案, year: 2017, numbering: per-section}\n"
        "tasks:\n- {number: 1, section: 一、推进公开, title: 甲, requirements: [{text: a}]}\n"
    )
    assert kept(plan) == [True, False]


@pytest.fixture
def template():
    return Document(str(resource("templates/plan.docx")))


def saved(document, tmp_path):
    file = tmp_path / "template.docx"
    document.save(str(file))
    return file


def test_larger_letters_or_a_smaller_page_of_a_template_hold_fewer_rows(template, tmp_path):
    assert kept(plan_with(9), saved(template, tmp_path))[3]
    template.sections[-1].page_height = Mm(120)
    assert not kept(plan_with(9), saved(template, tmp_path))[3]
    template.sections[-1].page_height = Mm(210)
    template.styles["表格文字"].font.size = Pt(30)
    assert not kept(plan_with(9), saved(template, tmp_path))[3]
    template.styles["表格文字"].font.size = Pt(12)
    template.tables[0].rows[1].cells[2].paragraphs[0].runs[0].font.size = Pt(30)
    assert not kept(plan_with(9), saved(template, tmp_path))[3]


def test_a_template_whose_paragraphs_have_no_properties_and_whose_page_has_no_size_is_kept_together(template, tmp_path):
    for cell in template.tables[0].rows[1].cells:
        cell.paragraphs[0]._p.remove(cell.paragraphs[0]._p.pPr)
    section = template.sections[-1]._sectPr
    section.remove(section.find(qn("w:pgSz")))
    assert kept(plan_with(40), saved(template, tmp_path)) == [*[True] * 39, False]


def test_what_the_template_keeps_together_itself_stays_so(template, tmp_path):
    for cell in template.tables[0].rows[1].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    assert kept(plan_with(2, 1), saved(template, tmp_path)) == [True, True, True]
