"""The further built-in Word tables, by their names, and what is said of templates that can be used all the same."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Twips

from docx_grid import check_structure, open_docx
from planctl.cli import run
from planctl.files import resource
from planctl.renderers import BUILT_IN_TABLES
from planctl.renderers.docx.template_faults import template_faults

PLAN = """\
format: 1
plan: {title: 2018年工作分工方案, year: 2018, stage: 征求意见稿}
units: [{name: 市编办}, {name: 市财政局}]
tasks:
- number: 1
  title: 推进公开
  requirements:
  - {number: 1, text: 公开。, lead_units: 市编办, deadline: 全年}
  - {number: 2, text: 解读。, lead_units: 市财政局, deadline: 全年}
"""
HEADS = {
    "任务分解表": ["序号", "工作任务", "具体要求", "牵头单位", "完成时限", "备注"],
    "台账表": ["序号", "工作任务", "具体要求", "牵头单位", "完成时限", "进展情况", "存在问题", "下一步措施", "备注"],
    "意见反馈表": ["序号", "条目", "原文", "修改意见（建议改为）", "理由"],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANCTL_PLAN", "plan.yaml")
    return tmp_path


@pytest.mark.parametrize("name", BUILT_IN_TABLES)
def test_a_built_in_table_is_asked_for_by_its_name_for_the_plan_or_a_unit(folder, name):
    assert run(["render", "docx", "--template", name, "-o", "whole.docx"]) == 0
    whole = open_docx((folder / "whole.docx").read_bytes())
    check_structure(whole)
    assert whole.grid()[0] == HEADS[name]
    assert len(whole.grid()) == 3
    assert run(["render", "docx", "--template", name, "--unit", "市财政局", "-o", "unit.docx"]) == 0
    rows = open_docx((folder / "unit.docx").read_bytes()).grid()[1:]
    assert len(rows) == 1
    assert "2.解读。" in rows[0]


def test_every_row_of_the_form_for_comments_names_its_own_item(folder):
    more = "".join(
        f"  - {{number: {number}, text: 公开。, lead_units: 市编办, deadline: 全年}}\n" for number in (3, 4, 5)
    )
    (folder / "plan.yaml").write_text(PLAN + more, encoding="utf-8")
    assert run(["render", "docx", "--template", "意见反馈表", "-o", "whole.docx"]) == 0
    rows = open_docx((folder / "whole.docx").read_bytes()).grid()[1:]
    assert [row[1] for row in rows] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


@pytest.mark.parametrize("name", BUILT_IN_TABLES)
def test_each_unit_gets_one(folder, name, capfd):
    assert run(["render", "docx", "--template", name, "--each-unit", "out"]) == 0
    assert f"2份{name}" in capfd.readouterr().err
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(
        [f"市编办{name}.docx", f"市财政局{name}.docx", f"{name}目录.csv"]
    )


def test_a_table_to_fill_in_names_the_unit_it_is_for(folder):
    for name in ("台账表", "意见反馈表"):
        assert run(["render", "docx", "--template", name, "--unit", "市编办", "-o", "x.docx"]) == 0
        assert any("单位（盖章）：市编办" in text for text in open_docx((folder / "x.docx").read_bytes()).paragraphs)


def test_a_file_of_the_name_wins_and_is_checked_as_one(folder, capfd):
    (folder / "台账表").write_bytes(resource("templates/plan.docx").read_bytes())
    assert run(["render", "docx", "--template", "台账表", "-o", "x.docx"]) == 0
    assert open_docx((folder / "x.docx").read_bytes()).grid()[0] == HEADS["任务分解表"][:-1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["render", "md", "--template", "台账表"], "Markdown 没有内置的台账表"),
        (["render", "docx", "--template", "台账表", "--portrait"], "台账表是横排的单独一张表"),
        (["render", "docx", "--template", "台账表", "--kind", "调整"], "台账表是横排的单独一张表"),
        (["template", "export", "docx", "--template", "名册"], "没有名为“名册”的内置模板"),
    ],
)
def test_what_does_not_go_with_them_is_refused(folder, arguments, words, capfd):
    assert run(arguments) == 2
    assert words in capfd.readouterr().err


@pytest.mark.parametrize("name", BUILT_IN_TABLES)
def test_they_are_exported_and_used_as_files(folder, name, capfd):
    assert run(["template", "export", "docx", "--template", name, "-o", "own.docx"]) == 0
    assert run(["template", "check", "own.docx"]) == 0
    said = capfd.readouterr().err
    assert said.endswith("模板可用：own.docx\n")
    assert "请注意" not in said


@pytest.mark.parametrize(
    "path", sorted(resource("templates/plan.docx").parent.glob("*.docx")), ids=lambda path: path.stem
)
def test_the_built_in_templates_have_their_styles_and_fit_their_pages(path):
    assert template_faults(path) == []


def test_missing_styles_and_unfit_widths_are_named_and_the_template_is_used(folder, capfd):
    document = Document(str(resource("templates/plan.docx")))
    styles = document.styles.element
    (missing,) = [one for one in styles if one.get(qn("w:styleId")) == "TableHead"]
    styles.remove(missing)
    for row in document.tables[0].rows:
        row.cells[0].width, row.cells[2].width = Twips(400), Twips(8000)
    document.save("own.docx")
    assert run(["template", "check", "own.docx"]) == 0
    said = capfd.readouterr().err
    assert "没有样式“TableHead”" in said
    assert "第1个表格的第1栏放不下一个字" in said
    assert "毫米，超出版心的225毫米" in said
    assert said.endswith("模板可用：own.docx\n")
