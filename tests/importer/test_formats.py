"""The same plan in every format people have it in gives the same plan file."""

import os
import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.cli import run
from planctl.document.view import view_plan
from planctl.errors import ConverterError, UnreadableInputError
from planctl.files import read_source, resource
from planctl.importer.readers.document import read_document
from planctl.planfile.loader import load_plan
from support import plan_of
from support_formats import FORMATS, as_xlsx, imported


@pytest.fixture(scope="module")
def plan():
    return load_plan(read_source(resource("data/plan2017.yaml"))).plan


@pytest.fixture(scope="module")
def view(plan):
    return view_plan(plan, verbatim=True, show_gaps=False)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_built_in_plan_comes_back_from_every_format(ending, plan, view):
    result = imported(FORMATS[ending](plan, view), f"方案.{ending}")
    assert result.plan.tasks == plan.tasks
    without_title = {"PLN613"} if ending == "csv" else set()
    assert {one.rule.code for one in result.findings} == without_title


@pytest.mark.parametrize("ending", FORMATS)
def test_a_document_under_a_wrong_name_is_read_by_its_content(ending, plan, view):
    wrong = "csv" if ending in ("csv", "md") else "txt"
    data = FORMATS[ending](plan, view)
    assert imported(data, f"方案.{ending if ending in ('csv', 'md') else wrong}").plan.tasks == plan.tasks


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\x89PNG\r\n\x1a\n....", "图片"), (b"PK\x03\x04ppt/", "演示文稿"), (b"\x00\x01\x02" * 50, "二进制")],
)
def test_what_no_reader_knows_is_named(data, words):
    with pytest.raises(UnreadableInputError, match=words):
        read_document(data, "x.docx")


def test_an_old_document_without_libreoffice_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(ConverterError, match="需要 LibreOffice") as caught:
        read_document(old, "x.doc")
    assert "另存为 .docx" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_an_old_document_that_libreoffice_cannot_open_is_bad_input(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho 'Error: source file could not be loaded' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(UnreadableInputError, match=r"打不开这份 \.doc 文档"):
        read_document(old, "x.docx")


def test_the_command_takes_a_worksheet_by_its_name(plan, view, tmp_path, capfd):
    (tmp_path / "a.xlsx").write_bytes(as_xlsx(plan, view))
    command = ["import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "a.yaml"), "--year", "2017"]
    assert run([*command, "--sheet", "没有"]) == 2
    assert "任务分工" in capfd.readouterr().err
    assert run([*command, "--sheet", "任务分工"]) == 0
    assert load_plan(read_source(tmp_path / "a.yaml")).plan.tasks == plan.tasks


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize(
    ("source", "ending"),
    [("docx", "doc"), ("docx", "rtf"), ("docx", "odt"), ("xlsx", "xls"), ("xlsx", "ods"), ("docx", "pdf")],
)
def test_documents_of_other_programs_are_read_through_libreoffice(source, ending, plan, view, tmp_path):
    (tmp_path / f"a.{source}").write_bytes(FORMATS[source](plan, view))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / f"a.{source}")], check=True, capture_output=True, timeout=180)
    result = imported((tmp_path / "out" / f"a.{ending}").read_bytes(), f"a.{ending}")
    assert [one.text for _, one in result.plan.rows()] == [one.text for _, one in plan.rows()]
    assert len(result.plan.tasks) == len(plan.tasks)


WORDS = st.text("推进决策公开完善制度加强监督管理服务", min_size=2, max_size=12)
UNITS = st.sampled_from(["市编办", "市财政局、市法制局", "各镇(街、园区)", "市发改局牵头，市商务局配合"])
TIMES = st.sampled_from(["全年", "6月底前", "2017年12月31日前", "每季度末", "长期坚持"])


@st.composite
def ordinary_plans(draw):
    """Plans as offices write them, as the text of a plan file; what a table cannot tell is left out."""
    sections = draw(st.booleans())
    lines = ["plan: {title: 2017年工作分工方案, year: 2017}", "tasks:"]
    for number in range(1, draw(st.integers(1, 5)) + 1):
        lines.append(f"- number: {number}")
        lines.append(f"  title: {draw(WORDS)}")
        if sections:
            lines.append(f"  section: {'一、公开／（一）决策' if number < 3 else '二、解读／' + draw(WORDS)}")
        lines.append("  requirements:")
        count = draw(st.integers(1, 4))
        for requirement in range(1, count + 1):
            printed = f"number: {requirement}, " if count > 1 or draw(st.booleans()) else ""
            cells = f"lead_units: {quoted(draw(UNITS))}, deadline: {quoted(draw(TIMES))}"
            lines.append(f"  - {{{printed}text: {draw(WORDS)}。, {cells}, extra: {{责任领导: {draw(WORDS)}}}}}")
    return "\n".join(lines) + "\n"


def quoted(text):
    return f'"{text}"'


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=25)
@given(text=ordinary_plans())
def test_any_ordinary_plan_comes_back_from_every_format(ending, text):
    plan = plan_of(text)
    view = view_plan(plan, verbatim=True)
    if ending in ("csv", "html", "xlsx") and any(row.section for row in view.rows):
        return  # these stand-ins for other programs do not write section rows
    assert imported(FORMATS[ending](plan, view), f"方案.{ending}").plan.tasks == plan.tasks


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("verbatim", [True, False])
def test_a_text_that_begins_with_a_digit_stays_apart_from_its_number(ending, verbatim):
    plan = plan_of(
        "tasks:\n- number: 1\n  title: 推进公开\n  requirements:\n"
        "  - {number: 1, text: 完善制度, lead_units: 市编办}\n"
        "  - {number: 2, text: 2017年底前公开, lead_units: 市财政局}\n"
        '  - {number: 3, text: "0x1", lead_units: 市财政局}\n'
    )
    data = FORMATS[ending](plan, view_plan(plan, verbatim=verbatim))
    read = [(one.number, one.text) for _, one in imported(data, f"方案.{ending}").plan.rows()]
    assert read == [("1", "完善制度"), ("2", "2017年底前公开"), ("3", "0x1")]
