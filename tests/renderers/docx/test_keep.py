"""Rows of a task stay on a page in Word and LibreOffice where that leaves little of one blank."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from planctl.document.page_starts import restart_merges
from planctl.document.view import view_plan
from planctl.files import resource
from planctl.renderers.docx.document import write_docx
from support import plan_of
from support_docx import rendered


def written(*tasks):
    """A plan file whose tasks have so many requirements, each two lines long."""
    lines = ["plan: {title: 方案, year: 2017}", "tasks:"]
    for task, count in enumerate(tasks, 1):
        lines += [f"- number: {task}", f"  title: 任务{task}", "  requirements:"]
        lines += [
            f"  - {{number: {number}, text: {'公开重大项目的信息，' * 4}, lead_units: 市编办, deadline: 全年}}"
            for number in range(1, count + 1)
        ]
    return "\n".join(lines) + "\n"


def plan_with(*tasks):
    return plan_of(written(*tasks))


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
            assert order == sorted(order, key=[qn("w:pStyle"), qn("w:keepNext"), qn("w:ind"), qn("w:outlineLvl")].index)
    return answers


def test_every_row_of_a_task_of_less_than_a_quarter_of_a_page_but_the_last_is_kept_with_the_next():
    assert kept(plan_with(2, 1, 2)) == [True, False, False, True, False]


def test_of_a_longer_task_the_first_two_and_the_last_two_rows_are_kept_together():
    assert kept(plan_with(6, 2)) == [True, False, False, False, True, False, True, False]


def test_nothing_is_kept_over_the_start_of_a_page():
    assert kept(plan_with(6), starts={2}) == [True, False, *[True] * 3, False]
    assert kept(plan_with(2), starts={1}) == [False, False]


def test_where_the_note_alone_would_stand_on_the_last_page_the_last_row_has_its_height_too():
    note = f"gaps:\n- {{kind: open_end, reference: '2', certainty: certain, note: {'后面可能另有内容' * 30}}}\n"
    on_last_page = {}
    for count in range(7, 12):
        *others, last = rendered(plan_of(f"{written(count)}{note}")).table.findall(qn("w:tr"))
        assert not any(list(row.iter(qn("w:trHeight"))) for row in others)
        for height in last.iter(qn("w:trHeight")):
            on_last_page[count] = int(height.get(qn("w:val")))
    note_height = 6 + 5 * 13.65
    assert on_last_page == dict.fromkeys((9, 10), round((2 * 15.6 + 4.5 + note_height) * 20))


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


def pages(plan, template):
    return len(write_docx(plan, view_plan(plan), io.BytesIO(), template).page_starts) + 1


def test_larger_letters_wider_lines_or_a_smaller_page_of_a_template_hold_fewer_rows(template, tmp_path):
    plan = plan_with(10)
    assert pages(plan, saved(template, tmp_path)) == 1
    template.sections[-1].page_height = Mm(120)
    assert pages(plan, saved(template, tmp_path)) == 3
    template.sections[-1].page_height = Mm(210)
    template.styles["表格文字"].font.size = Pt(30)
    assert pages(plan, saved(template, tmp_path)) > 1
    template.styles["表格文字"].font.size = Pt(12)
    template.styles["表格文字"].paragraph_format.line_spacing = Pt(24)
    assert pages(plan, saved(template, tmp_path)) == 2
    template.styles["表格文字"].paragraph_format.line_spacing = Pt(15.6)
    template.tables[0].rows[1].height = Mm(30)
    assert pages(plan, saved(template, tmp_path)) == 3
    template.tables[0].rows[1].height = None
    template.tables[0].rows[1].cells[2].paragraphs[0].runs[0].font.size = Pt(30)
    assert pages(plan, saved(template, tmp_path)) > 1


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
