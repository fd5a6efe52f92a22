"""What pandoc writes is read: its web pages, Word documents and Markdown (needs pandoc)."""

import os
import shutil
import subprocess

import pytest

from planctl.document.view import view_plan
from planctl.files import read_source, resource
from planctl.planfile.loader import load_plan
from support import plan_of
from support_formats import as_docx, as_html, as_markdown, imported

VARIABLE = "PLANCTL_PANDOC"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pandoc():
    """The program that .ci/run installed. Where the variable names it, it must be there: CI cannot skip these tests."""
    if named := os.environ.get(VARIABLE):
        assert shutil.which(named), f"{VARIABLE} names no program: {named}"
        return named
    if (installed := shutil.which("pandoc")) is None:
        pytest.skip(f"needs pandoc (or {VARIABLE})")
    return installed


def written_by(pandoc, data, source, target):
    """A document as pandoc writes it in another format, all by itself."""
    command = [pandoc, "--from", source, "--to", target, "--standalone", "--metadata", "title=方案", "--output", "-"]
    result = subprocess.run(command, input=data, capture_output=True, timeout=120)
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


BUILT_IN = load_plan(read_source(resource("data/plan2017.yaml"))).plan
OWN_COLUMNS = plan_of("""\
plan: {title: 2017年工作分工方案, year: 2017, headings: {text: 工作举措, lead_units: 责任单位}}
tasks:
- number: 1
  title: 推进决策公开
  requirements:
  - {number: 1, text: 完善制度。, lead_units: 市编办, supporting_units: 市财政局、市法制局, deadline: 6月底前, extra: {责任领导: 张三}}
  - {number: 2, text: "公开结果 <A> & “B” | C。", lead_units: 市编办, supporting_units: 市财政局、市法制局, deadline: 2017年12月31日前, extra: {责任领导: 李四}}
- number: 2
  title: 推进执行公开
  requirements:
  - {text: 加强监督。, lead_units: 市发改局, supporting_units: 各镇(街、园区), deadline: 每季度末, extra: {责任领导: 王五}}
""")


@pytest.mark.parametrize("plan", [BUILT_IN, OWN_COLUMNS], ids=["built-in", "own columns"])
@pytest.mark.parametrize(
    ("source", "target", "ending"),
    [
        ("docx", "html", "html"),
        ("docx", "docx", "docx"),
        ("docx", "odt", "odt"),
        ("html", "docx", "docx"),
        ("html", "html", "html"),
        ("gfm", "rtf", "rtf"),  # from merged cells pandoc writes rows that are short of cells
        ("gfm", "docx", "docx"),
        ("gfm", "html", "html"),
        ("docx", "gfm", "md"),
    ],
)
def test_what_pandoc_made_of_a_plan_gives_the_plan(plan, source, target, ending, pandoc):
    view = view_plan(plan, verbatim=True, show_gaps=False)
    draw = {"docx": as_docx, "html": as_html, "gfm": as_markdown}[source]
    data = written_by(pandoc, draw(plan, view), source, target)
    assert imported(data, f"方案.{ending}").plan.tasks == plan.tasks
