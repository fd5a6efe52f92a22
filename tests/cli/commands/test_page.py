"""`planctl render html` as its users meet it: for whom a page is, what stands beside a fragment, messages and exit codes."""

import csv
import io

import pytest

from html_page import open_page

PLAN = """\
format: 1
plan: {{title: 测试方案, year: 2017, issuing_authority: 甲市人民政府{disclosure}}}
tasks:
- {{number: 1, title: 甲, lead_units: 市编办, extra: {{责任人: 张三, 备注: 每年}}}}
- {{number: 2, title: 乙, lead_units: 市教育局（王小明）}}
"""


@pytest.fixture
def write_plan(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)

    def write(disclosure=""):
        given = f", disclosure: {disclosure}" if disclosure else ""
        tmp_path.joinpath("plan.yaml").write_text(PLAN.format(disclosure=given), encoding="utf-8")

    write()
    return write


def files(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != "plan.yaml")


def test_an_unmarked_plan_makes_a_page_with_a_warning_on_standard_error(planctl, write_plan, tmp_path):
    code, out, err = planctl("render", "html")
    assert (code, out) == (0, "测试方案.html\n")
    assert "没有标明公开方式" in err
    assert "没有标明公开方式" in tmp_path.joinpath("测试方案.html").read_text(encoding="utf-8")


def test_a_wording_that_is_not_understood_is_quoted_in_the_warning(planctl, write_plan):
    write_plan("部分公开")
    code, _, err = planctl("render", "html")
    assert code == 0
    assert "“部分公开”" in err


@pytest.mark.parametrize("arguments", [[], ["--fragment"], ["--unit", "市编办"], ["--each-unit", "out"], ["-o", "-"]])
@pytest.mark.parametrize("disclosure", ["依申请公开", "不予公开"])
def test_what_is_not_public_is_refused_unless_the_page_is_internal(
    planctl, write_plan, tmp_path, disclosure, arguments
):
    write_plan(disclosure)
    code, out, err = planctl("render", "html", *arguments)
    assert (code, out) == (1, "")
    assert disclosure in err
    assert "--internal" in err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "plan.yaml"]
    assert planctl("render", "html", *arguments, "--internal")[0] == 0


def test_columns_of_people_are_left_out_and_named(planctl, write_plan, tmp_path):
    write_plan("主动公开")
    err = planctl("render", "html")[2]
    assert "写有个人信息的栏目没有列入网页：责任人" in err
    assert "可能写有个人姓名，照原样列入了网页：2" in err
    assert "张三" not in tmp_path.joinpath("测试方案.html").read_text(encoding="utf-8")
    assert "个人" not in planctl("render", "html", "--people")[2]
    assert "张三" in tmp_path.joinpath("测试方案.html").read_text(encoding="utf-8")


def test_beside_a_fragment_stand_the_fields_that_a_portal_asks_for(planctl, write_plan, tmp_path):
    write_plan("主动公开")
    code, out, _ = planctl("render", "html", "--fragment")
    assert (code, out) == (0, "测试方案-片段.html\n测试方案-片段-门户栏目.csv\n")
    fields = tmp_path.joinpath("测试方案-片段-门户栏目.csv").read_bytes().decode("utf-8-sig")
    named = {row["栏目"]: row["内容"] for row in csv.DictReader(io.StringIO(fields))}
    assert (named["发布机构"], named["公开方式"], named["索引号"]) == ("甲市人民政府", "主动公开", "")
    assert b"<script" not in tmp_path.joinpath("测试方案-片段.html").read_bytes()


def test_a_fragment_on_standard_output_says_where_the_fields_are_to_be_had(planctl, write_plan, tmp_path):
    write_plan("主动公开")
    code, out, err = planctl("render", "html", "--fragment", "-o", "-")
    assert code == 0
    assert out.startswith("<table")
    assert "门户要填的各栏" in err
    assert files(tmp_path) == []


def test_a_fragment_of_a_unit_has_no_fields_beside_it(planctl, write_plan, tmp_path):
    write_plan("主动公开")
    planctl("render", "html", "--fragment", "--unit", "市编办", "-o", "a.html")
    planctl("render", "html", "--fragment", "--each-unit", "out")
    assert files(tmp_path) == ["a.html", "out"]
    assert {path.suffix for path in tmp_path.joinpath("out").iterdir()} == {".html", ".csv"}


def test_a_fragment_whose_fields_cannot_be_written_is_not_written_either(planctl, write_plan, tmp_path):
    page = f"{'a' * 245}.html"
    code, out, err = planctl("render", "html", "--fragment", "-o", page)
    assert (code, out, files(tmp_path)) == (4, "", [])
    assert "-门户栏目.csv（文件名太长）" in err
    assert planctl("render", "html", "-o", page)[0] == 0


def test_a_fragment_of_a_plan_with_a_long_title_never_replaces_its_page(planctl, write_plan, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("测试", "长" * 90), encoding="utf-8")
    planctl("render", "html")
    planctl("render", "html", "--fragment")
    title = "长" * 66
    assert files(tmp_path) == [f"{title}-片段-门户栏目.csv", f"{title}-片段.html", f"{title}.html"]


def test_a_plan_beside_a_fragment_is_not_overwritten_by_the_fields(planctl, write_plan, tmp_path):
    write_plan("主动公开")
    planctl("render", "html", "--fragment", "-o", "a.html")
    tmp_path.joinpath("a-门户栏目.csv").chmod(0o444)
    code, _, err = planctl("render", "html", "--fragment", "-o", "a.html")
    assert code == 4
    assert "a-门户栏目.csv" in err


def test_every_unit_gets_a_page(planctl, write_plan, tmp_path):
    write_plan("主动公开")
    assert planctl("render", "html", "--each-unit", "out")[0] == 0
    pages = {path.name: open_page(path.read_bytes()) for path in tmp_path.glob("out/*.html")}
    assert set(pages) == {"市编办任务清单（摘自《测试方案》）.html", "市教育局任务清单（摘自《测试方案》）.html"}
    assert all(len(page.rows()) == 1 for page in pages.values())


@pytest.mark.parametrize("option", ["--fragment", "--internal", "--people"])
def test_other_formats_have_no_such_options(planctl, write_plan, option):
    code, out, err = planctl("render", "xlsx", option)
    assert (code, out) == (2, "")
    assert "不是网页" in err


def test_the_template_is_exported_and_checked_whatever_the_plan_may_be_shown_to(planctl, write_plan):
    write_plan("不予公开")
    assert planctl("template", "export", "html")[1] == "plan.html.j2\n"
    assert planctl("template", "check", "plan.html.j2")[0] == 0
    assert planctl("render", "html", "--template", "plan.html.j2", "--internal")[0] == 0


def test_no_fragment_is_written_where_what_belongs_beside_it_cannot_be(planctl, write_plan, tmp_path):
    tmp_path.joinpath("片段-门户栏目.csv").mkdir()
    code, out, err = planctl("render", "html", "--fragment", "-o", "片段.html")
    assert (code, out) == (4, "")
    assert "片段-门户栏目.csv" in err
    assert files(tmp_path) == ["片段-门户栏目.csv"]
