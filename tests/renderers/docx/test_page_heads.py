"""`render --repeat-heads`: LibreOffice tells which rows begin a page, and number and title are printed there again."""

import io
import sys

import pytest
from pypdf import PdfReader, PdfWriter

from docx_grid import check_structure, open_docx
from planctl.cli import run
from planctl.document.view import view_plan
from planctl.errors import ConverterError
from planctl.files import read_source, resource
from planctl.planfile.loader import load_plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.renderers.docx import page_heads
from planctl.renderers.docx.document import write_docx
from planctl.renderers.docx.marks import rows_that_begin_pages
from support import needs_libreoffice, plan_of

REQUIREMENTS = "".join(
    f"  - {{number: {number}, text: {'推进重点工作，加强督促检查。' * 4}, lead_units: 市编办, deadline: 全年}}\n"
    for number in range(1, 61)
)
LONG = (
    "plan: {title: 方案, year: 2017}\ntasks:\n"
    f"- number: 1\n  section: 一、重点\n  title: 推进决策公开\n  requirements:\n{REQUIREMENTS}"
    "- {number: 2, section: 二、其他, title: 结果公开, requirements: [{text: a}, {text: b}]}\n"
)


def marked_docx(plan, view):
    memory = io.BytesIO()
    write_docx(plan, view, memory, marked=True)
    return memory.getvalue()


def pdf_with(*pages):
    """A PDF whose pages hold the marks of these rows."""
    writer = PdfWriter()
    for number, rows in enumerate(pages):
        writer.add_blank_page(100, 100)
        for row in rows:
            writer.add_named_destination(f"planctlrow{row}", number)
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def test_each_row_gets_a_mark_of_its_own_in_a_cell_that_is_printed_and_nothing_else_changes():
    plan = plan_of(LONG)
    view = view_plan(plan)
    marked = open_docx(marked_docx(plan, view))
    check_structure(marked)
    marks = [one for one in marked.table.iter("{*}bookmarkStart") if one.getparent().tag.endswith("}p")]
    assert [one.attrib.values()[1] for one in marks] == [f"planctlrow{index}" for index in range(62)]
    for one in marks:
        cell = one.getparent().getparent()
        merge = cell.find("{*}tcPr/{*}vMerge")
        assert merge is None or merge.attrib, "a covered cell is on no page"
        one.getparent().remove(one)
    for one in list(marked.table.iter("{*}bookmarkEnd")):
        one.getparent().remove(one)
    memory = io.BytesIO()
    write_docx(plan, view, memory)
    assert open_docx(memory.getvalue()).grid() == marked.grid()


def test_the_rows_that_begin_pages_are_those_on_another_page_than_the_row_before():
    assert rows_that_begin_pages(pdf_with([0, 1], [2], [], [3, 4]), 5) == {2, 3}
    assert rows_that_begin_pages(pdf_with([0], [2]), 3) == {2}, "a row without a mark is passed over"
    assert rows_that_begin_pages(pdf_with([0, 1, 2]), 3) == frozenset()
    assert rows_that_begin_pages(pdf_with([]), 0) == frozenset()


def test_a_pdf_without_marks_is_no_pdf_to_go_by():
    with pytest.raises(ConverterError, match="没有各行的位置"):
        rows_that_begin_pages(pdf_with([], []), 3)
    with pytest.raises(ConverterError, match="无法识别"):
        rows_that_begin_pages(b"%PDF-1.7 cut off", 3)


@pytest.mark.parametrize(
    ("rounds", "starts"),
    [
        ([set()], set()),
        ([{2, 60}, {3, 60}, {3, 60}], {3}),
        ([{2}, {3}, {2}, {3}, {2}], {2, 3}),
    ],
)
def test_pages_are_looked_for_until_they_stay_or_both_places_print_the_heads(monkeypatch, rounds, starts):
    answers = iter(rounds)
    monkeypatch.setattr(page_heads, "docx_to_pdf", lambda docx, **_: b"")
    monkeypatch.setattr(page_heads, "rows_that_begin_pages", lambda pdf, count: frozenset(next(answers)))
    plan = plan_of(LONG)
    view = page_heads.repeat_heads(plan, view_plan(plan), None)
    assert view.page_starts == starts, "row 60 begins a task"
    assert {index for index, row in enumerate(view.rows) if row.spans["number"]} == {0, 60, *starts}
    assert next(answers, None) is None


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    (tmp_path / "plan.yaml").write_text(f"format: 1\n{LONG}", encoding="utf-8")
    return tmp_path


def test_without_pypdf_the_user_learns_what_to_install(folder, monkeypatch, capsys):
    monkeypatch.setattr(page_heads, "docx_to_pdf", lambda docx, **_: pdf_with([0]))
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert run(["render", "docx", "--repeat-heads"]) == 4
    assert "pip install pypdf" in capsys.readouterr().err
    assert not (folder / "方案.docx").exists()


def test_the_rows_are_named_so_that_they_can_be_given_again(folder, monkeypatch, capsys):
    pages = [range(10), range(10, 59), range(59, 62)]
    monkeypatch.setattr(page_heads, "docx_to_pdf", lambda docx, **_: pdf_with(*pages))
    assert run(["render", "docx", "--repeat-heads", "-o", "a.docx"]) == 0
    assert "页首重印了序号和任务：1.11、1.60" in capsys.readouterr().err
    assert run(["render", "docx", "--page-starts", "1.11、1.60", "-o", "b.docx"]) == 0
    assert (folder / "a.docx").read_bytes() == (folder / "b.docx").read_bytes()


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("name", ["long", "built-in"])
def test_every_page_shows_which_task_it_is_in(name):
    plan = plan_of(LONG) if name == "long" else load_plan(read_source(resource("data/plan2017.yaml"))).plan
    view = page_heads.repeat_heads(plan, view_plan(plan), None)
    pdf = docx_to_pdf(marked_docx(plan, view))
    starts = rows_that_begin_pages(pdf, len(view.rows))
    assert len(starts) > 4
    assert all(view.rows[index].spans["number"] for index in starts)
    if name == "long":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
        first_task = [page for page, start in zip(pages, [0, *sorted(starts)], strict=True) if start < 60]
        assert all("推进决策公开" in "".join(page.split()) for page in first_task)


@pytest.mark.slow
@needs_libreoffice
def test_tasks_that_fit_stay_on_one_page_in_libreoffice():
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    view = view_plan(plan)
    starts = rows_that_begin_pages(docx_to_pdf(marked_docx(plan, view)), len(view.rows))
    assert [view.rows[index].reference for index in starts if not view.rows[index].spans["number"]] == []
