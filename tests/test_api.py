"""The functions that Python programs call: they answer as the command line does, and are loaded when one is used."""

import copy
import doctest
import json
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

import planctl
from planctl import api
from planctl.cli import run
from planctl.model.plan import Role
from planctl.queries import list_all
from planctl.renderers import RENDERERS
from support import ROOT, needs_libreoffice

PLAN = """\
format: 1
plan: {title: 测试方案, year: 2017, dated_on: 2017-06-01}
units:
- {name: 市编办}
- {name: 各镇, group: true, members: [虎门镇]}
tasks:
- {number: 1, title: 甲, lead_units: 市编办, supporting_units: 市财政局, deadline: 6月底}
- {number: 2, title: 乙, lead_units: 各镇, deadline: 每月底}
- {number: 3, title: 丙, lead_units: null, deadline: null, extra: {电话: "1"}}
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan.yaml"


@pytest.fixture
def plan(path):
    return planctl.read(path)[0]


def test_the_examples_of_the_page_are_what_the_api_answers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("data").mkdir()
    shutil.copy(ROOT / "data/plan2017.yaml", "data")
    page = (ROOT / "docs/library.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "library.md", "library.md", 0)
    assert len(examples.examples) > 12
    printed = []
    doctest.DocTestRunner().run(examples, out=printed.append)
    assert not printed, "".join(printed)


def test_the_package_offers_what_the_api_has_and_loads_it_when_it_is_used():
    assert planctl.__all__ == api.__all__
    assert set(planctl.__all__) <= set(dir(planctl))
    script = (
        "import sys, planctl\n"
        "assert 'planctl.api' not in sys.modules\n"
        "planctl.read\n"
        "assert 'planctl.api' in sys.modules\n"
        "heavy = {'typer', 'rich', 'docx', 'lxml', 'jinja2', 'icalendar'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = planctl.nothing


def test_rendering_does_not_put_a_room_in_the_place_of_a_function(path, plan):
    for _ in range(2):
        planctl.render(plan, "md", "a.md")
    assert callable(planctl.render)


def test_findings_are_those_of_validate(path, planctl_output):
    assert planctl.read(path)[1] == planctl.validate(path)
    given = json.loads(planctl_output("validate", "--format", "json", path))["findings"]
    fields = [{key: value for key, value in one.items() if key != "file"} for one in given]
    assert [vars(finding) for finding in planctl.validate(path)] == fields


@pytest.fixture
def planctl_output(capfd):
    def call(*arguments):
        run([str(one) for one in arguments])
        return capfd.readouterr().out

    return call


@pytest.mark.parametrize("text", ["", "format: 1\n", "[", "plan: {title: a"])
def test_a_file_without_a_plan_is_an_error_to_read_and_findings_to_validate(path, text):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(planctl.PlanError, match="无法读取方案"):
        planctl.read(path)
    assert any(finding.severity == "error" for finding in planctl.validate(path))


def test_bytes_that_are_no_text_are_an_error_to_read_and_a_finding_to_validate(path):
    path.write_bytes(b"\xff\xfe\0\0")
    with pytest.raises(planctl.PlanError, match="UTF-16"):
        planctl.read(path)
    (finding,) = planctl.validate(path)
    assert (finding.code, finding.line) == ("PLN018", None)


def test_a_plan_with_errors_is_read_as_far_as_it_can_be(path):
    path.write_text(PLAN.replace("number: 2", "number: 1"), encoding="utf-8")
    plan, findings = planctl.read(path)
    assert len(plan.tasks) == 3
    assert any(finding.severity == "error" for finding in findings)


def test_a_classified_plan_is_refused(path, plan):
    path.write_text(PLAN.replace("year: 2017", "year: 2017, classification: 秘密"), encoding="utf-8")
    with pytest.raises(planctl.PlanError, match="密级"):
        planctl.read(path)
    with pytest.raises(planctl.ClassifiedPlanError):
        planctl.render(replace(plan, classification="机密"), "md", "a.md")
    assert not path.with_name("a.md").exists()


def days(answer):
    return [(row.reference, row.occurrence) for row in planctl.rows(answer) if row.occurrence]


def test_due_takes_a_month_a_year_or_days(plan):
    june = [("1", date(2017, 6, 30)), ("2", date(2017, 6, 30))]
    assert days(planctl.due(plan, month=6)) == june
    assert days(planctl.due(plan, start=date(2017, 6, 2), end=date(2017, 7, 30))) == june
    assert days(planctl.due(plan, month=6, end=date(2017, 6, 29))) == []
    assert days(planctl.due(plan, year=2018)) == []
    assert len(days(planctl.due(plan))) == len(days(planctl.due(plan, year=2017))) == 13
    with pytest.raises(ValueError, match="month"):
        planctl.due(plan, month=13)


def test_due_of_a_unit_has_its_rows_and_roles_alone(plan):
    answer = planctl.due(plan, month=6, unit="市财政局")
    assert [(row.reference, row.role) for row in planctl.rows(answer)] == [("1", Role.SUPPORT)]
    with pytest.raises(planctl.NotInPlanError, match="没有“市财政”"):
        planctl.due(plan, unit="市财政")


def test_of_a_unit_has_parts_and_takes_a_role(plan):
    found = planctl.rows(planctl.of_unit(plan, "虎门镇"))
    assert [(row.reference, row.part, row.through) for row in found] == [
        ("2", "through_group", "各镇"),
        ("3", "possible", None),
    ]
    assert [row.reference for row in planctl.rows(planctl.of_unit(plan, "市编办", role=Role.SUPPORT))] == []


def test_a_role_is_known_by_its_word_and_one_that_there_is_not_is_no_empty_answer(plan):
    for role in Role:
        by_word = planctl.of_unit(plan, "市财政局", role=str(role))
        assert by_word == planctl.of_unit(plan, "市财政局", role=role)
        assert [row.requirement.reference for row in by_word.in_part(planctl.Part.NAMED)] == ["1"] * (
            role is Role.SUPPORT
        )
    for wrong in ("牵头", "", 1):
        with pytest.raises(ValueError, match="is not a valid Role"):
            planctl.of_unit(plan, "市编办", role=wrong)


def test_what_the_functions_give_is_equal_to_its_copies_and_what_is_equal_has_one_hash(path, plan):
    answer = planctl.due(plan)
    for given in (plan, planctl.validate(path), answer, planctl.rows(answer)):
        assert pickle.loads(pickle.dumps(given)) == copy.deepcopy(given) == given
    for given in (plan, planctl.validate(path), answer):
        assert hash(copy.deepcopy(given)) == hash(given)
    assert planctl.read(path)[0] == plan != replace(plan, title="别的方案")


def test_what_is_not_known_is_none_and_what_a_plan_does_not_have_is_empty(plan):
    first, _, third = planctl.rows(planctl.due(plan, month=6))[:1] + planctl.rows(planctl.of_unit(plan, "虎门镇"))
    assert (first.lead_units_printed, first.lead_units, first.deadline.phrase) == ("市编办", ("市编办",), "6月底")
    assert first.extra == {}
    assert (third.lead_units_printed, third.lead_units, third.deadline) == (None, None, None)
    assert (third.supporting_units, third.text, third.number) == ((), "", None)
    assert third.extra == {"电话": "1"}


@pytest.mark.parametrize("question", ["list --unit 虎门镇", "due --unit 虎门镇", "list"])
def test_rows_are_those_that_the_command_line_prints(plan, planctl_output, question):
    printed = [json.loads(line) for line in planctl_output(*question.split(), "--format", "jsonl").splitlines()]
    answer = {
        "list --unit 虎门镇": lambda: planctl.of_unit(plan, "虎门镇"),
        "due --unit 虎门镇": lambda: planctl.due(plan, unit="虎门镇"),
        "list": lambda: list_all(plan.rows()),
    }[question]()
    rows = planctl.rows(answer)
    assert rows
    assert [(row.reference, row.part, row.role) for row in rows] == [
        (one["reference"], one["part"], one["role"]) for one in printed
    ]
    assert all(set(one) - {"plan", "days"} == set(planctl.FlatRow._fields) for one in printed)


@pytest.mark.parametrize("unit", [None, "市财政局"])
@pytest.mark.parametrize("format", [name for name, renderer in RENDERERS.items() if not renderer.needs])
def test_a_document_is_byte_for_byte_that_of_the_command_line(path, plan, planctl_output, format, unit):
    planctl.render(plan, format, "library", unit=unit)
    planctl_output("render", format, "-o", "command", *(["--unit", unit] if unit else []))
    written = path.with_name("library").read_bytes()
    assert written
    assert written == path.with_name("command").read_bytes()


@pytest.mark.slow
@needs_libreoffice
def test_a_pdf_is_written(path, plan):
    planctl.render(plan, "pdf", "a.pdf")
    assert path.with_name("a.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_of_what_is_not_public_is_for_internal_use_alone(path, plan):
    kept = replace(plan, disclosure="依申请公开")
    with pytest.raises(planctl.PlanctlError, match="依申请公开"):
        planctl.render(kept, "html", "a.html")
    assert not path.with_name("a.html").exists()
    planctl.render(kept, "html", "a.html", internal=True)
    assert "内部" in path.with_name("a.html").read_text(encoding="utf-8")


def test_a_unit_s_sheet_is_written_and_one_without_rows_is_not(path, plan):
    planctl.render(plan, "md", "a.md", unit="市财政局")
    assert path.with_name("a.md").read_text(encoding="utf-8").startswith("# 市财政局任务清单")
    with pytest.raises(planctl.NotInPlanError):
        planctl.render(plan, "md", "b.md", unit="没有的局")
    with pytest.raises(planctl.PlanctlError, match="无法写入"):
        planctl.render(plan, "md", "none/b.md")
    assert not path.with_name("b.md").exists()


@pytest.mark.parametrize("name", ["a\0b.md", "\ud800.md", "", "文" * 300, "/proc/a.md", "plan.yaml/a.md"])
def test_a_path_that_no_file_can_have_is_refused_like_any_other(path, plan, name):
    with pytest.raises(planctl.PlanctlError):
        planctl.render(plan, "md", name)
    with pytest.raises(planctl.PlanError):
        planctl.read(name)
    assert [finding.code for finding in planctl.validate(name)] == ["PLN018"]
    assert [one.name for one in path.parent.iterdir()] == ["plan.yaml"]
