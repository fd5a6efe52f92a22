"""`planctl import` at the command line."""

import pytest

from planctl.cli import run

TWO_TABLES = """<h1>2018年工作方案</h1>
<table><tr><th>单位<th>联系人<tr><td>市编办<td>张三</table>
<table><tr><td colspan=3>附表<tr><th>序号<th>工作任务<th>责任单位<tr><td>1<td>推进公开<td>市编办</table>"""


@pytest.fixture
def document(tmp_path):
    (tmp_path / "a.html").write_text(TWO_TABLES, encoding="utf-8")
    return tmp_path / "a.html"


def test_tables_lists_what_tables_there_are_and_reads_nothing(document, capfd):
    assert run(["import", str(document), "--tables"]) == 0
    assert capfd.readouterr().out.splitlines() == [
        "第1张表（2行，不像分工方案：没有一栏写明要做什么）：单位、联系人",
        "第2张表（3行，像是分工方案：表头有“工作任务”“责任单位”）：序号、工作任务、责任单位",
    ]
    assert [path.name for path in document.parent.iterdir()] == ["a.html"]


def test_a_table_that_there_is_not_is_a_wrong_use_and_lists_those_there_are(document, capfd):
    assert run(["import", str(document), "--table", "3"]) == 2
    output = capfd.readouterr().err
    assert "没有第3张表" in output
    assert "第2张表（3行，像是分工方案：表头有“工作任务”“责任单位”）" in output


def test_an_existing_plan_file_is_never_written_over(document, capfd):
    target = document.parent / "plan.yaml"
    target.write_text("mine", encoding="utf-8")
    assert run(["import", str(document), "-o", str(target)]) != 0
    assert "plan.yaml" in capfd.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_plan_that_does_not_validate_is_written_and_said_to_have_errors(tmp_path, capfd):
    table = "# 2017年方案\n\n| 序号 | 工作任务 | 牵头单位 |\n| --- | --- | --- |\n| 1 | 甲 | 市编办 |\n| 1 | 乙 | 市编办 |\n"
    (tmp_path / "a.md").write_text(table, encoding="utf-8")
    assert run(["import", str(tmp_path / "a.md"), "-o", str(tmp_path / "plan.yaml")]) == 0
    assert "校核有错误" in capfd.readouterr().err
    assert run(["validate", str(tmp_path / "plan.yaml")]) == 1


@pytest.mark.parametrize("columns", ["序号", "序号=0", "没有=1", "序号=一", "工作任务=9"])
def test_columns_that_make_no_sense_are_a_wrong_use(columns, document, capfd):
    command = ["import", str(document), "--table", "2", "--columns", columns, "-o", "-"]
    assert run(command) == 2
    assert capfd.readouterr().out == ""


def test_a_document_without_a_plan_says_which_tables_it_has(tmp_path, capfd):
    (tmp_path / "a.csv").write_text("单位,联系人\n市编办,张三\n", encoding="utf-8")
    assert run(["import", str(tmp_path / "a.csv")]) == 3
    output = capfd.readouterr().err
    assert "没有找到分工方案的表格" in output
    assert "不像分工方案：没有一栏写明要做什么）：单位、联系人" in output


def test_what_is_doubtful_stands_in_the_plan_file_where_it_is_doubtful(tmp_path, capfd):
    (tmp_path / "a.csv").write_text("序号,主攻方向,责任单位\n1,推进公开,市编办\n,加强督查,\n", encoding="utf-8")
    assert run(["import", str(tmp_path / "a.csv"), "--title", "2018—2019年工作方案", "-o", "-"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert "# 请核对：表头“主攻方向”不认识，推断为第2列工作任务" in lines
    assert any(line.strip().startswith("- number:") and "原文没有序号" in line for line in lines)
    assert any("lead_units: null" in line and "原文空白" in line for line in lines)
