"""`render --repeat-heads`: LibreOffice tells which rows begin a page, and number and title are printed there again."""

import io
import random
import sys
from contextlib import contextmanager
from itertools import pairwise, takewhile
from types import SimpleNamespace

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter

from docx_grid import check_structure, open_docx
from planctl.cli import run
from planctl.cli.arguments import page_breaks
from planctl.document.layout import PLAIN, Layout
from planctl.document.view import view_plan
from planctl.errors import ConverterError
from planctl.files import read_source, resource
from planctl.planfile.loader import load_plan
from planctl.programs.libreoffice import docx_to_pdf
from planctl.programs.word_text import WordText
from planctl.renderers import Written, pdf
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
    ("estimates", "rounds", "known", "starts"),
    [
        ([set()], [set()], [()], set()),
        ([{9, 60}, {9, 60}], [{9, 60}], [()], {9}),
        ([{9}, {8}, {8}, {9, 60}, {9, 60}], [{7, 60}, {9, 60}], [(), (7,)], {9}),
        ([{9, 20}] * 2 + [{9, 18}], [{9, 18, 40}, {9, 18}], [(), (9, 18)], {9, 18}),
        ([{9}] * 2 + [{8}], [{8}, {7}, {7}], [(), (8,), (7,)], {7}),
        ([{9}] * 2 + [{8}], [{8}, {7}, {6}, {7}, {6}], [(), (8,), (7,), (6,), (7,), (6,)], {6, 7}),
    ],
)
def test_pages_are_looked_for_until_libreoffice_agrees_or_both_places_print_the_heads(
    monkeypatch, estimates, rounds, known, starts
):
    guesses, answers, told = iter(estimates), iter([*rounds, set()]), []

    def write(plan, view, file, template, layout, *, known, marked=False):
        if marked:
            told.append(tuple(sorted(known)))
            return Written()
        return Written(page_starts=frozenset(next(guesses)))

    monkeypatch.setattr(page_heads, "write_docx", write)
    monkeypatch.setattr(page_heads, "docx_to_pdf", lambda docx, **_: b"")
    monkeypatch.setattr(page_heads, "rows_that_begin_pages", lambda pdf, count: frozenset(next(answers)))
    plan = plan_of(LONG)
    view = page_heads.repeat_heads(plan, view_plan(plan), None).view
    assert view.page_starts == starts, "row 60 begins a task"
    assert {index for index, row in enumerate(view.rows) if row.spans["number"]} == {0, 60, *starts}
    assert told == known
    assert next(guesses, None) is None


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


def test_of_many_tasks_that_run_over_a_page_ten_are_named(folder, capsys):
    tasks = "".join(f"- number: {n}\n  title: 甲{n}\n  requirements:\n{REQUIREMENTS}" for n in range(1, 13))
    text = f"format: 1\nplan: {{title: 方案, year: 2017}}\ntasks:\n{tasks}"
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert run(["render", "docx", "-o", "a.docx"]) == 0
    assert "序号1、2、3、4、5、6、7、8、9、10等12项任务跨页；" in capsys.readouterr().err


def test_where_a_task_runs_over_a_page_a_hint_names_the_option_unless_one_of_its_kind_is_given(folder, capsys):
    assert run(["render", "docx", "-o", "a.docx"]) == 0
    assert "序号1跨页；要在下一页页首重印序号和任务，请加 --repeat-heads" in capsys.readouterr().err
    for option in (["--no-repeat-heads"], ["--no-merge"], ["--page-starts", "1.9"]):
        assert run(["render", "docx", *option, "-o", "a.docx"]) == 0
        assert "跨页" not in capsys.readouterr().err
    assert run(["render", "docx", "--repeat-heads", "--no-merge"]) == 2


def test_a_pdf_repeats_the_heads_in_one_run_of_libreoffice_unless_told_not_to(folder, monkeypatch, capsys):
    def drawn(arguments):
        documents = []

        def convert(docx, **_):
            documents.append(docx)
            return pdf_with(range(62))

        @contextmanager
        def printing(docx, further_fonts):
            yield SimpleNamespace(fonts=None, text=WordText(docx), pdf=lambda rows: convert(docx))

        monkeypatch.setattr(page_heads, "docx_to_pdf", convert)
        monkeypatch.setattr(pdf, "printing", printing)
        assert run(["render", "pdf", *arguments, "-o", "a.pdf"]) == 0
        return [b"planctlrow" in open_docx(docx).parts["word/document.xml"] for docx in documents]

    short = folder / "short.yaml"
    short.write_text("format: 1\nplan: {title: 短, year: 2017}\ntasks:\n- {number: 1, title: 甲}\n", encoding="utf-8")
    assert drawn(["-p", "short.yaml"]) == [True]
    for option in (["--no-repeat-heads"], ["--no-merge"], ["--page-starts", "1.9"]):
        assert drawn(["-p", "plan.yaml", *option]) == [False]
    capsys.readouterr()
    monkeypatch.setattr(page_breaks, "find_spec", lambda name: None)
    assert drawn(["-p", "plan.yaml"]) == [False]
    assert "没有安装 pypdf，跨页的任务没有在下一页重印序号和任务" in capsys.readouterr().err


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("name", ["long", "built-in"])
def test_every_page_shows_which_task_it_is_in(name):
    plan = plan_of(LONG) if name == "long" else load_plan(read_source(resource("data/plan2017.yaml"))).plan
    view = page_heads.repeat_heads(plan, view_plan(plan), None).view
    pdf = docx_to_pdf(marked_docx(plan, view))
    starts = rows_that_begin_pages(pdf, len(view.rows))
    assert len(starts) > 4
    assert all(view.rows[index].spans["number"] for index in starts)
    if name == "long":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
        first_task = [page for page, start in zip(pages, [0, *sorted(starts)], strict=True) if start < 60]
        assert all("推进决策公开" in "".join(page.split()) for page in first_task)


def _phrase(chance):
    words = (
        "推进",
        "公开",
        "重大项目",
        "信息",
        "管理制度",
        "（试行）",
        "，",
        "、",
        "“双公示”",
        "2017年",
        "PPP",
        "考核评价",
    )
    return "".join(chance.choice(words) for _ in range(chance.randint(4, 40)))


def generated_plan(seed):
    """A plan of 60 rows and more, its tasks of one to twenty of them."""
    chance = random.Random(seed)
    lines, tasks, rows = ["plan: {title: 方案, year: 2017}", "tasks:"], 0, 0
    while rows < 60:
        tasks += 1
        count = chance.choice((1, 1, 2, 3, 4, 5, 8, 12, 20))
        lines += [
            f"- number: {tasks}",
            f"  title: {_phrase(chance)[:12]}",
            f"  section: 第{rows // 20}部分",
            "  requirements:",
        ]
        for number in range(count):
            units = "、".join(
                chance.sample(("市编办", "市发改局", "市公共资源交易中心", "各镇(街、园区)"), chance.randint(1, 3))
            )
            deadline = chance.choice(("全年", "12月底", "2017年11月30日前", "视省试点工作完成情况而定"))
            cells = f"lead_units: '{units}', deadline: {deadline}"
            lines.append(f"  - {{number: {number + 1}, text: '{_phrase(chance)}。', {cells}}}")
        rows += count
    return plan_of("\n".join(lines) + "\n")


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(
    "layout", [PLAIN, Layout(portrait=True), *(Layout(table=name) for name in ("任务分解表", "台账表", "意见反馈表"))]
)
def test_pages_begin_in_libreoffice_where_we_estimate(layout):
    wrong = total = 0
    for seed in range(6):
        plan = generated_plan(seed)
        view, known = view_plan(plan), frozenset()
        while True:
            memory = io.BytesIO()
            estimate = write_docx(plan, view, memory, None, layout, marked=True, known=known).page_starts
            found = rows_that_begin_pages(docx_to_pdf(memory.getvalue()), len(view.rows))
            wrong += found != estimate
            if found <= estimate:  # all there are
                break
            right = len(list(takewhile(estimate.__contains__, sorted(found))))
            known = frozenset(sorted(found)[: right + 1])  # behind the first wrong page the estimate begins anew
        total += len(found)
    assert total > 40
    assert wrong / total <= 0.05


def first_row_height(page):
    """How high the first row below the table's head is, in points."""
    tops = sorted(edge["top"] for edge in page.edges if edge["orientation"] == "h")
    lines = [tops[0], *(below for above, below in pairwise(tops) if below - above > 3)]
    return lines[2] - lines[1]


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("portrait", [False, True])
def test_no_page_of_the_built_in_plan_but_the_last_is_a_quarter_empty_but_before_a_row_that_is_as_high(portrait):
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    memory = io.BytesIO()
    write_docx(plan, view_plan(plan), memory, None, Layout(portrait=portrait))
    with pdfplumber.open(io.BytesIO(docx_to_pdf(memory.getvalue()))) as pdf:
        pages = pdf.pages[:-1]
        assert len(pages) >= 6
        for page, following in pairwise(pdf.pages):
            lower_margin, upper_margin = (99.2, 104.9) if portrait else (73.7, 79.4)
            bottom = page.height - lower_margin
            blank = bottom - max(edge["bottom"] for edge in page.edges)
            assert blank < (bottom - upper_margin) / 4 or (portrait and blank < first_row_height(following))
        assert "注：" in pdf.pages[-1].extract_text()
        assert pdf.pages[-1].edges, "the note does not stand alone"
