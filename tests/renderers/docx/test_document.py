"""The Word document: its grid is the plan, its structure is sound, its bytes depend on the plan alone."""

import io
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from docx_grid import W, check_structure, open_docx
from planctl.document.typography import typeset
from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.model.plan import Plan, Requirement, Task, UnitCell
from planctl.planfile.loader import load_plan
from planctl.renderers.docx.document import write_docx
from planctl.renderers.xml_text import clean_text
from support import load, plan_of


def docx_of(plan, **options):
    memory = io.BytesIO()
    write_docx(plan, view_plan(plan, **options), memory)
    return open_docx(memory.getvalue())


@pytest.fixture(scope="module")
def plan2017():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


def test_the_grid_read_back_gives_every_cell_of_the_built_in_plan(plan2017):
    document = docx_of(plan2017, verbatim=True, show_gaps=False)
    check_structure(document)
    head, *rows = document.grid()
    assert head == ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"]
    expected = []
    for task, requirement in plan2017.rows():
        text = "〔原文缺失〕" if requirement.text is None else requirement.text
        expected.append(
            [
                task.number,
                task.title or "〔原文缺失〕",
                f"{requirement.number}.{text}" if requirement.number else text,
                requirement.lead_units.printed if requirement.lead_units else "〔原文缺失〕",
                requirement.deadline.phrase if requirement.deadline else "〔原文缺失〕",
            ]
        )
    assert rows == expected


def test_without_verbatim_the_cells_are_the_same_after_typesetting(plan2017):
    set_rows = docx_of(plan2017).grid()
    plain_rows = docx_of(plan2017, verbatim=True).grid()
    assert set_rows == [[typeset(cell) for cell in row] for row in plain_rows]


def test_missing_tasks_and_requirements_stand_in_their_places_with_their_orphan_cells(plan2017):
    document = docx_of(plan2017)
    rows = document.grid()
    lost = "〔原文缺失〕"
    assert ["3", "推进管理公开", f"1.{lost}", lost, lost] in rows
    assert ["14", lost, lost, lost, lost] in rows
    assert ["18", lost, lost, lost, "全年"] in rows
    assert ["21", lost, lost, "市政务服务办、市各有关单位，各镇（街、园区）", "12月底"] in rows
    assert rows[-1][2] == "2.〔原文疑有缺失〕"
    numbers = [int(row[0]) for row in rows[1:]]
    assert numbers == sorted(numbers)
    assert document.paragraphs[0] == "2017年全市政务信息公开工作重点分工方案"
    assert document.paragraphs[-1].startswith("注：〔原文缺失〕")


def merges_of(document, column):
    """The vMerge of each body row in a column: 'restart', 'continue' or ''."""
    kinds = []
    for row in document.table.findall(f"{W}tr")[1:]:
        merge = row.findall(f"{W}tc")[column].find(f"{W}tcPr/{W}vMerge")
        kinds.append("" if merge is None else merge.get(f"{W}val", "continue"))
    return kinds


def test_cells_merge_over_a_task_and_over_equal_neighbours_but_never_across_tasks_or_when_unknown():
    plan = plan_of(
        "plan: {title: 方案, year: 2017}\n"
        "tasks:\n"
        "- number: 1\n"
        "  title: 甲\n"
        "  requirements:\n"
        "  - {number: 1, text: a, lead_units: 市编办, deadline: 全年}\n"
        "  - {number: 2, text: b, lead_units: 市编办, deadline: null}\n"
        "  - {number: 3, text: c, lead_units: 市财政局, deadline: null}\n"
        "- number: 2\n"
        "  title: 乙\n"
        "  requirements:\n"
        "  - {number: 1, text: d, lead_units: 市财政局, deadline: 全年}\n"
        "gaps:\n"
        "- {kind: cell, reference: '1.2', fields: [deadline]}\n"
        "- {kind: cell, reference: '1.3', fields: [deadline]}\n"
    )
    document = docx_of(plan)
    check_structure(document)
    assert merges_of(document, 0) == ["restart", "continue", "continue", ""]
    assert merges_of(document, 1) == ["restart", "continue", "continue", ""]
    assert merges_of(document, 3) == ["restart", "continue", "", ""]
    assert merges_of(document, 4) == ["", "", "", ""]


def test_the_header_row_repeats_and_no_row_breaks_across_pages(plan2017):
    rows = docx_of(plan2017).table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_page_is_landscape_a4_with_east_asian_fonts_that_have_fallbacks(plan2017):
    document = docx_of(plan2017)
    size = document.body.find(f"{W}sectPr/{W}pgSz")
    assert (size.get(f"{W}orient"), size.get(f"{W}w"), size.get(f"{W}h")) == ("landscape", "16838", "11906")
    fonts = {
        font.get(f"{W}name"): font.find(f"{W}altName")
        for font in etree.fromstring(document.parts["word/fontTable.xml"])
    }
    styles = etree.fromstring(document.parts["word/styles.xml"])
    used = {value.get(f"{W}eastAsia") for value in styles.iter(f"{W}rFonts")} - {None}
    assert used == {"仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"}
    assert all(fonts[name] is not None for name in used)
    headers = [content.decode() for name, content in document.parts.items() if name.startswith("word/header")]
    assert len(headers) == 2, "the number of a page on its side stands where the upright page has it: at its left"
    assert all(" PAGE " in header and 'w:textDirection w:val="tbRl"' in header for header in headers)
    assert b"evenAndOddHeaders" in document.parts["word/settings.xml"]


def test_the_plan_s_own_columns_are_drawn_in_its_own_words_and_widths_still_agree():
    plan = plan_of(
        "plan: {title: 方案, year: 2017, headings: {text: 工作举措, lead_units: 责任单位}}\n"
        "tasks:\n"
        "- number: 1\n"
        "  title: 甲\n"
        "  requirements:\n"
        "  - {text: a, lead_units: 市编办, supporting_units: 市财政局, extra: {责任领导: 张三, 联系人: 李四}}\n"
        "  - {text: b, lead_units: 市编办, extra: {责任领导: 王五}}\n"
    )
    document = docx_of(plan)
    check_structure(document)
    assert document.grid() == [
        ["序号", "工作任务", "工作举措", "责任单位", "配合单位", "责任领导", "联系人"],
        ["1", "甲", "a", "市编办", "市财政局", "张三", "李四"],
        ["1", "甲", "b", "市编办", "", "王五", ""],
    ]


def test_a_section_heading_is_a_row_across_the_table():
    plan = plan_of(
        "plan: {title: 方案, year: 2017, numbering: per-section}\n"
        "tasks:\n"
        "- {number: 1, section: 一、推进公开, title: 甲, requirements: [{text: a}]}\n"
        "- {number: 2, section: 一、推进公开, title: 乙, requirements: [{text: b}]}\n"
        "- {number: 1, section: 二、加强解读, title: 丙, requirements: [{text: c}]}\n"
    )
    document = docx_of(plan)
    check_structure(document)
    assert [row[0] for row in document.grid()] == ["序号", "一、推进公开", "1", "2", "二、加强解读", "1"]


@pytest.mark.parametrize("title", ["\n……", "\n某县方案", "\n\n……\n"])
def test_a_title_that_begins_with_a_line_feed_keeps_its_paragraph(title):
    document = docx_of(Plan(title, 2026, ()))
    assert document.paragraphs[0] == title


def test_a_plan_without_tasks_gives_a_table_of_headings():
    document = docx_of(load("tasks: []\n").plan)
    check_structure(document)
    assert document.grid() == [["序号", "工作任务"]]


def test_equal_plans_give_equal_bytes(plan2017, monkeypatch):
    import time

    def render():
        memory = io.BytesIO()
        write_docx(plan2017, view_plan(plan2017), memory)
        return memory.getvalue()

    first = render()
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert render() == first
    core = open_docx(first).parts["docProps/core.xml"].decode()
    assert "2017-06-01T00:00:00Z" in core
    assert "东莞市人民政府办公室" in core
    assert "python-docx" not in core


TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("<>&{}%#\"']\n\t\x00\x0b\ue000\ue001\ufffe👍𠮷，,")), st.characters(codec="utf-8")
    ),
    max_size=30,
)


@given(st.lists(st.lists(st.tuples(TEXT, TEXT), max_size=4), max_size=4))
def test_any_text_survives_in_the_grid(tasks):
    plan = Plan(
        "标题",
        2017,
        tuple(
            Task(
                str(number),
                str(number),
                f"任务{number}",
                tuple(
                    Requirement(f"{number}.{index}", str(index), text, UnitCell(units), extra={"备注": text})
                    for index, (text, units) in enumerate(requirements, 1)
                ),
            )
            for number, requirements in enumerate(tasks, 1)
        ),
    )
    document = docx_of(plan, verbatim=True)
    check_structure(document)
    view = view_plan(plan, verbatim=True)
    seen = document.grid()[1:]
    shown = [[clean_text(row.texts[column.field]) for column in view.columns] for row in view.rows]
    for field, column in enumerate(view.columns):
        for index, row in enumerate(view.rows):
            if row.spans[column.field] == 0:
                shown[index][field] = shown[index - 1][field]
    assert seen == shown


@pytest.mark.slow
def test_libreoffice_opens_the_document_and_prints_every_row(plan2017, tmp_path):
    office = shutil.which("soffice")
    reader = shutil.which("pdftotext")
    if not office or not reader:
        pytest.skip("needs LibreOffice (soffice) and poppler-utils (pdftotext)")
    file = tmp_path / "plan.docx"
    with file.open("wb") as output:
        write_docx(plan2017, view_plan(plan2017), output)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = subprocess.run(
        [reader, "-layout", str(tmp_path / "plan.pdf"), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = text.split("\f")[:-1]
    assert len(pages) > 5
    assert all("序号" in page and "完成时限" in page for page in pages if "—" in page and "注：" not in page)
    letters = "".join(text.split())
    for _, requirement in plan2017.rows():
        if requirement.text:
            opening = typeset(requirement.text)[:8]
            assert opening in letters, opening
