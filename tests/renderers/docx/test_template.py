"""Word templates as clerks change them: tags split by Word, columns dropped, moved and added, tags mistyped."""

import io
import shutil
import subprocess
import zipfile
from copy import deepcopy
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

import support_docx
from docx_grid import open_docx, text_of
from planctl.cli import run
from planctl.document.view import view_plan
from planctl.errors import TemplateError
from planctl.files import resource
from planctl.renderers.docx.document import write_docx
from support import plan_of

PLAN = (
    "plan: {title: 测试方案, year: 2017, document_number: 东府办〔2017〕1号}\n"
    "tasks:\n- number: 1\n  title: 甲\n  requirements:\n"
    "  - {number: 1, text: 公开。, lead_units: 市编办, deadline: 6月底}\n"
    "  - {number: 2, text: 解读。, lead_units: 市编办, deadline: 全年}\n"
)


@pytest.fixture
def template():
    """The built-in template as python-docx's document, with its table."""
    document = Document(str(resource("templates/plan.docx")))
    return document, document.tables[0]


def rendered(document, tmp_path, plan=PLAN):
    file = tmp_path / "template.docx"
    document.save(str(file))
    return rendered_file(file, plan)


def rendered_file(file, plan=PLAN):
    return support_docx.rendered(plan_of(plan), template=file)


def split_runs(paragraph, *places):
    """Cut a paragraph's one run into several, as Word does when a word is edited or spell-checked."""
    run_ = paragraph.runs[0]
    text = run_.text
    edges = [0, *places, len(text)]
    for start, end in pairwise(edges):
        copy = deepcopy(run_._r)
        copy.findall(qn("w:t"))[0].text = text[start:end]
        run_._r.addprevious(copy)
        run_._r.addprevious(paragraph._p.makeelement(qn("w:proofErr"), {qn("w:type"): "spellStart"}))
    run_._r.getparent().remove(run_._r)


@pytest.mark.parametrize("places", [(1,), (2, 3), (5, 9), tuple(range(1, 14))])
def test_a_tag_that_word_split_over_runs_is_joined(template, tmp_path, places):
    document, table = template
    split_runs(table.rows[1].cells[2].paragraphs[0], *places)
    split_runs(document.paragraphs[0], 4)
    made = rendered(document, tmp_path)
    assert made.grid()[1] == ["1", "甲", "1.公开。", "市编办", "6月底"]
    assert made.paragraphs[0] == "测试方案"


def test_a_font_that_was_changed_is_the_rows_font(template, tmp_path):
    document, table = template
    table.rows[1].cells[2].paragraphs[0].runs[0].font.size = Pt(9)
    made = rendered(document, tmp_path)
    cell = made.table.findall(qn("w:tr"))[1].findall(qn("w:tc"))[2]
    assert next(cell.iter(qn("w:sz"))).get(qn("w:val")) == "18"


def drop(table, column):
    for row in table.rows:
        row._tr.remove(row._tr.findall(qn("w:tc"))[column])
    grid = table._tbl.tblGrid
    grid.remove(grid.findall(qn("w:gridCol"))[column])


def test_a_column_that_was_dropped_or_moved_stays_so(template, tmp_path):
    document, table = template
    drop(table, 1)
    for row in table.rows:
        cells = row._tr.findall(qn("w:tc"))
        cells[0].addprevious(cells[4])
    made = rendered(document, tmp_path)
    assert made.grid()[:2] == [["完成时限", "序号", "具体要求", "牵头单位"], ["6月底", "1", "1.公开。", "市编办"]]


def test_a_column_that_was_added_is_filled_from_its_own_tags_and_text(template, tmp_path):
    document, table = template
    for row, text in zip(table.rows, ("备注", "见{{ row.reference }}（{{ row.lead_units }}）"), strict=True):
        cell = deepcopy(row._tr.findall(qn("w:tc"))[2])
        next(cell.iter(qn("w:t"))).text = text
        row._tr.append(cell)
    column = deepcopy(table._tbl.tblGrid.findall(qn("w:gridCol"))[2])
    table._tbl.tblGrid.append(column)
    made = rendered(document, tmp_path)
    assert [row[-1] for row in made.grid()] == ["备注", "见1.1（市编办）", "见1.2（市编办）"]


def test_words_and_signs_around_a_tag_stand_as_they_are_and_filters_work(template, tmp_path):
    document, table = template
    table.rows[1].cells[2].paragraphs[0].runs[
        0
    ].text = "<甲&乙>{{ row.deadline | replace('底', '&') }} <{{ row.spans.deadline }}>"
    made = rendered(document, tmp_path)
    assert [row[2] for row in made.grid()[1:]] == ["<甲&乙>6月& <1>", "<甲&乙>全年 <1>"]


def test_a_cell_that_names_two_fields_merges_only_where_both_do(template, tmp_path):
    document, table = template
    table.rows[1].cells[3].paragraphs[0].runs[0].text = "{{ row.lead_units }}：{{ row.title }}"
    table.rows[1].cells[4].paragraphs[0].runs[0].text = "{{ row.deadline }}：{{ row.title }}"
    made = rendered(document, tmp_path)
    assert [row[3:5] for row in made.grid()[1:]] == [["市编办：甲", "6月底：甲"], ["市编办：甲", "全年：甲"]]
    merges = [
        [cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") is not None for cell in row.findall(qn("w:tc"))[3:5]]
        for row in made.table.findall(qn("w:tr"))[1:]
    ]
    assert merges == [[True, False], [True, False]]


def test_a_plain_tag_prints_what_jinja_prints(template, tmp_path):
    document, table = template
    plan = (
        "plan: {title: 方案, year: 2017}\n"
        "tasks:\n- number: 1\n  title: '<甲&乙>'\n  section: 一、\"公开\"\n  requirements:\n"
        '  - {number: 1, text: "第一行\\n{{ 第二行 }}", lead_units: 市编办, extra: {责任领导: 张<三}}\n'
        "  - {number: 2, text: null, lead_units: 市编办, extra: {联系人: 李&四}}\n"
        "gaps:\n- {kind: text, reference: '1.2'}\n"
    )
    for text in table._tbl.iter(qn("w:t")):
        if text.text == "{{ row.extra }}":
            text.getparent().addnext(deepcopy(text.getparent()))
            text.text = "{{ row.reference }}"
            text.getparent().addnext(deepcopy(text.getparent()))
            text.text = "{{row.number}}"
            break
    plain = rendered(document, tmp_path, plan)
    for text in table._tbl.iter(qn("w:t")):
        text.text = text.text.replace("}}", "| string }}") if "row." in text.text else text.text
    assert rendered(document, tmp_path, plan).parts == plain.parts
    assert [row[-2:] for row in plain.grid()[2:]] == [["11.1张<三", "11.1"], ["11.2", "11.2李&四"]]


def test_text_around_the_table_may_name_the_plan_s_facts(template, tmp_path):
    document, _ = template
    document.add_paragraph("文号：{{ plan.document_number }}，{{ plan.year }}年")
    assert rendered(document, tmp_path).paragraphs[-1] == "文号：东府办〔2017〕1号，2017年"


def test_a_text_goes_with_its_tag_only_where_it_stands_in_the_tag(template, tmp_path):
    document, _ = template
    for text in (
        "{{ table.unit }}：",
        "填报单位：{{ table.unit }}",
        "{{ '单位：' ~ table.unit if table.unit else '' }}",
    ):
        document.add_paragraph(text)
    assert rendered(document, tmp_path).paragraphs[-1] == "填报单位："
    assert "单位：" not in rendered(document, tmp_path).paragraphs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ row.txet }}", ["表格第2行第3列", "row.txet", "是否想写 {{ row.text }}？"]),
        ("{{ rwo.text }}", ["表格第2行第3列", "没有 rwo 这个名称", "是否想写 {{ row }}？"]),
        ("{{ row.text", ["表格第2行第3列", "写法有误"]),
        ("{{ row.text }} {% if x %}", ["写法有误"]),
        ("{{ row.text | nofilter }}", ["nofilter"]),
        ("{{ row.text.__class__ }}", ["不允许"]),
        ("{{ 7 + }} {{ row.text }}", ["表格第2行第3列", "写法有误"]),
    ],
)
def test_a_wrong_tag_is_reported_with_its_place_and_the_nearest_right_one(template, tmp_path, text, words):
    document, table = template
    for cell in table.rows[1].cells:
        cell.paragraphs[0].runs[0].text = ""
    table.rows[1].cells[2].paragraphs[0].runs[0].text = text
    with pytest.raises(TemplateError) as caught:
        rendered(document, tmp_path)
    output = caught.value.message + caught.value.hint
    assert all(word in output for word in words), output


def test_two_prototype_rows_and_merged_ones_are_refused(template, tmp_path):
    document, table = template
    table._tbl.append(deepcopy(table.rows[1]._tr))
    with pytest.raises(TemplateError, match="2个样板行"):
        rendered(document, tmp_path)
    table._tbl.remove(table.rows[2]._tr)
    table.rows[1].cells[0].merge(table.rows[1].cells[1])
    with pytest.raises(TemplateError, match="合并的单元格"):
        rendered(document, tmp_path)


def test_what_is_no_template_is_refused_with_exit_3(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("text.docx").write_text("不是文档", encoding="utf-8")
    with zipfile.ZipFile("bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 80_000_000)
    with zipfile.ZipFile("empty.docx", "w"):
        pass
    for name, words in (
        ("text", "不是 .docx"),
        ("bomb", "展开后超过"),
        ("empty", "不是可用的"),
        ("none", "无法打开模板"),
    ):
        assert run(["render", "docx", "--template", f"{name}.docx", "-o", "out.docx"]) == 3
        assert words in capfd.readouterr().err
    assert not tmp_path.joinpath("out.docx").exists()


def test_templates_are_exported_checked_and_used(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert run(["template", "export", "docx"]) == 0
    assert run(["template", "export", "md", "-o", "my.md.j2"]) == 0
    assert run(["template", "export", "docx"]) == 4
    assert "已经存在" in capfd.readouterr().err
    assert run(["template", "check", "plan.docx"]) == 0
    assert run(["template", "check", "my.md.j2"]) == 0
    assert run(["template", "check", "my.txt"]) == 2
    tmp_path.joinpath("my.md.j2").write_text(
        "{{ table.title }}：{% for row in rows %}{{ row.text }}{% endfor %}", encoding="utf-8"
    )
    assert run(["render", "md", "--template", "my.md.j2", "-o", "out.md"]) == 0
    assert (
        tmp_path.joinpath("out.md")
        .read_text(encoding="utf-8")
        .startswith("2017年全市政务信息公开工作重点分工方案：1.实行")
    )
    tmp_path.joinpath("my.md.j2").write_text("{{ tabel.title }}", encoding="utf-8")
    assert run(["template", "check", "my.md.j2"]) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "name"),
    [
        ([], "plan.docx"),
        (["--portrait"], "plan-portrait.docx"),
        (["--notice"], "notice.docx"),
        (["--notice", "--form", "信函", "--portrait"], "letter-portrait.docx"),
    ],
)
def test_every_layout_s_template_can_be_exported_changed_and_used(options, name, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert run(["template", "export", "docx", *options]) == 0
    assert capfd.readouterr().out == f"{name}\n"
    assert run(["template", "check", name]) == 0
    layout = [one for one in options if one == "--notice"]
    assert run(["render", "docx", *layout, "--template", name, "-o", "out.docx"]) == 0


def test_a_template_without_a_place_for_what_is_asked_is_refused(template, tmp_path, capfd):
    document, _ = template
    document.element.body.remove(document.paragraphs[0]._p)
    document.save(str(tmp_path / "own.docx"))
    for options, word in (["--notice"], "document.notice_title"), (["--as", "附件"], "document.mark"):
        assert (
            run(["render", "docx", *options, "--template", str(tmp_path / "own.docx"), "-o", str(tmp_path / "x")]) == 3
        )
        assert word in capfd.readouterr().err


def test_a_template_saved_by_libreoffice_works(template, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("needs LibreOffice (soffice)")
    document, table = template
    drop(table, 6)
    source = tmp_path / "template.docx"
    document.save(str(source))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [
            office,
            profile,
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(tmp_path / "saved"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = rendered_file_of_others(tmp_path / "saved" / "template.docx")
    assert made.grid()[:2] == [
        ["序号", "工作任务", "具体要求", "牵头单位", "完成时限"],
        ["1", "甲", "1.公开。", "市编办", "6月底"],
    ]
    assert text_of(made.body.find(qn("w:p"))) == "测试方案"


def rendered_file_of_others(file):
    content = plan_of(PLAN)
    memory = io.BytesIO()
    write_docx(content, view_plan(content), memory, file)
    return open_docx(memory.getvalue())
