"""What the command line takes and prints stands in both READMEs, and what they say of it is there."""

import csv
import io
import json
import re

import pytest

from planctl.cli import INTERRUPTED
from planctl.errors import PlanctlError
from planctl.queries import Part
from planctl.source import BYTE_ORDER_MARK
from support import ROOT, every_module, whole_app

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted(ROOT.glob("docs/*.md")), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
APP = whole_app()

EVERYTHING = """\
format: 1
plan: {title: 甲方案, year: 2017, dated_on: 2017-06-01}
units:
- {name: 市编办, full_name: 市机构编制委员会办公室, aliases: [编办]}
- {name: 各镇, group: true, members: [甲镇, 乙镇]}
tasks:
- number: 1
  title: 推进决策公开
  requirements:
  - {number: 1, text: 完善制度。, lead_units: 市编办, supporting_units: 各镇, deadline: 自印发之日起20个工作日内, extra: {责任领导: 张三}}
  - {number: 2, text: 公开结果。, lead_units: 各镇, deadline: 每两周}
  - {number: 3, text: 接受监督。, lead_units: 甲镇, deadline: 2017年6月底前完成方案，12月底前完成}
gaps:
- {kind: task, reference: "2"}
- {kind: orphan, reference: "2", lead_units: 市编办, deadline: 12月底}
"""
FREE = ("extra", "every")
"""Keys whose value's own keys are headings of the plan, or names of periods."""


def commands(command=APP):
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from commands(inner)


def options(command):
    names = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return {name for name in names if name.startswith("-")} | {"-h", "--help"}


ALL_OPTIONS = {name for command in commands() for name in options(command)}


def text_of(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_every_option_is_described(path):
    words = set(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", text_of(path)))
    assert ALL_OPTIONS - words == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_option_that_a_page_names_is_there(path):
    of_pytest = {"--update-docs"}
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text_of(path))) - ALL_OPTIONS - of_pytest == set()


def command_lines(text):
    """What follows planctl wherever a page shows a command line."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    lines = [line for block in blocks for line in block.splitlines()] + [" ".join(span.split()) for span in spans]
    for line in lines:
        for call in re.split(r"\bplanctl (?!@)", line.partition(" #")[0])[1:]:
            yield re.split(r" (?:&&|[|>])", call.replace("\\|", "/"))[0].split()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_line_that_a_page_shows_is_one(path):
    for words in command_lines(text_of(path)):
        command = APP
        while words and hasattr(command, "commands") and re.match("[a-z]", words[0]):
            alternatives, *words = words
            for name in alternatives.split("/"):
                assert name in command.commands, (name, words)
            command = command.commands[name]
        given = {word for word in words if re.match("--?[a-zA-Z]", word)}
        assert given - options(command) == set(), (command.name, words)


def exit_codes(kind):
    yield kind.exit_code
    for inner in kind.__subclasses__():
        yield from exit_codes(inner)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_exit_codes_described_are_those_there_are(path):
    assert list(every_module()), "errors are defined in many of them"
    (paragraph,) = re.findall(r"^(?:Exit codes: |退出码：)(.+?)\n\n", text_of(path), re.MULTILINE | re.DOTALL)
    assert {int(code) for code in re.findall(r"(?:^|· )(\d+) ", paragraph)} == {
        0,
        INTERRUPTED,
        *exit_codes(PlanctlError),
    }


def section(path, heading):
    return text_of(path).partition(f"\n### {heading}\n")[2].partition("\n#")[0]


@pytest.fixture
def everything(tmp_path, monkeypatch):
    file = tmp_path / "everything.yaml"
    file.write_text(EVERYTHING, encoding="utf-8")
    monkeypatch.setenv("PLANCTL_PLAN", str(file))
    monkeypatch.chdir(tmp_path)


def keys_in(value):
    if isinstance(value, list):
        for item in value:
            yield from keys_in(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in FREE:
                yield from keys_in(inner)


QUESTIONS = ("list --unit 市编办 --on 2017-06-01", "list --task 1", "due --month 12", "show 1.1", "show 2", "units")


def test_the_keys_of_json_described_are_those_printed(planctl, everything):
    printed = set()
    for question in (*QUESTIONS, "validate none.yaml"):
        printed |= set(keys_in(json.loads(planctl(*question.split(), "--format", "json")[1])))
    for line in ("parse deadline 每两周 2月30日 每月最后一个工作日", "parse units 市编办牵头"):
        printed |= set(keys_in([json.loads(row) for row in planctl(*line.split())[1].splitlines()]))
    for path in READMES:
        described = set(re.findall(r"`([a-z_]+)`", section(path, "JSON")))
        assert printed - described == set(), path.name
        assert described - printed - {*Part, *APP.commands, "jsonl"} == set(), path.name


def test_the_columns_of_csv_described_are_those_printed(planctl, everything, tmp_path):
    tables = [planctl(*question.split(), "--format", "csv")[1] for question in QUESTIONS]
    planctl("render", "md", "--each-unit", tmp_path / "sheets")
    (manifest,) = tmp_path.glob("sheets/*.csv")
    tables.append(manifest.read_text(encoding="utf-8").removeprefix(BYTE_ORDER_MARK))
    printed = {name for table in tables for name in next(csv.reader(io.StringIO(table)))} - {"责任领导"}
    for path in READMES:
        assert set(re.findall("`([\u4e00-\u9fff]+)`", section(path, "CSV"))) == printed, path.name
