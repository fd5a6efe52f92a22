"""The pages on data describe every key and every column that is printed, with its type, and none that is not."""

import csv
import io
import json
import re
from itertools import pairwise

import pytest

from planctl.source import BYTE_ORDER_MARK
from support import ROOT
from support_deadlines import PHRASES

PAGES = [ROOT / "docs" / "data.md", ROOT / "docs" / "zh-CN" / "data.md"]

PLAN = """\
format: 1
plan: {title: 甲方案, year: 2017, dated_on: 2017-06-01}
units:
- {name: 市编办, full_name: 市机构编制委员会办公室, aliases: [编办], valid_from: 2001-01-01, succeeded_by: 市委编办}
- {name: 市委编办, valid_to: 2030-12-31, parent: 市委}
- {name: 各镇, group: true, members: [甲镇, 乙镇]}
tasks:
- number: 1
  title: 推进决策公开
  section: 一、推进公开
  requirements:
  - {number: 1, text: 完善制度。, lead_units: 市编办, supporting_units: 各镇, deadline: 自印发之日起20个工作日内, extra: {责任领导: 张三}}
  - {number: 2, text: 公开结果。, lead_units: 各镇, deadline: 每两周}
  - {number: 3, text: 接受监督。, lead_units: 市委编办牵头，甲镇配合, deadline: 2017年6月底前完成方案，12月底前完成}
  - {number: 4, text: null, lead_units: null, supporting_units: null, deadline: null}
- {number: 3, title: null, lead_units: 市编办, deadline: 每季度}
gaps:
- {kind: task, reference: "2"}
- {kind: cell, reference: "1.4", fields: [lead_units, deadline], certainty: probable, note: 缺角}
- {kind: orphan, reference: "2", lead_units: 市编办, supporting_units: 各镇, deadline: 12月底}
- {kind: orphan, reference: "2", deadline: 全年}
"""
QUESTIONS = (
    "list --unit 市编办 --on 2017-06-01",
    "list --unit 市委编办 --unit 甲镇",
    "list --task 1",
    "due --month 12 --on 2017-11-01",
    "due --unit 乙镇",
    "show 1.1",
    "show 1",
    "show 2",
    "show 3",
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("PLANCTL_PLAN", str(file))
    monkeypatch.chdir(tmp_path)
    return tmp_path


TYPES = {
    "文字列表": "list of text",
    "对象列表": "list of object",
    "文字": "text",
    "日期": "day",
    "对象": "object",
    "真假": "true or false",
    "数": "number",
}


def tables(path):
    """The page's tables of keys or columns, in order: the documented types of each."""
    for block in re.split("^#+ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        rows = re.findall(r"^\| `([^`|]+)` \| ([^|]+) \| .*\|$", block, re.MULTILINE)
        if rows:
            yield {name: types_in(words) for name, words in rows}


def types_in(words):
    """text or null → {text, null}; 文字或 null the same."""
    for chinese, english in TYPES.items():
        words = re.sub(f"(?<![a-z ]){chinese}", english, words)
    words = words.replace("或", " or ").replace("true or false", "bool").replace("  ", " ")
    return set(words.strip().split(" or "))


def type_of(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, list):
        return f"list of {'/'.join(sorted({type_of(one) for one in value}))}"
    if isinstance(value, str):
        return "day" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "text"
    return "object" if isinstance(value, dict) else "number"


def types_of(objects):
    """The types of each key's values; an empty list tells of nothing where there are others."""
    found = {}
    for one in objects:
        for key, value in one.items():
            found.setdefault(key, set()).add(type_of(value))
    for types in found.values():
        if "text" in types:
            types.discard("day")
        if {"list of text", "list of object"} & types:
            types.discard("list of ")
    return found


@pytest.fixture
def asked(planctl):
    def ask(question, format=None):
        return planctl(*question.split(), *(["--format", format] if format else []))[1]

    return ask


def of_each_line(text):
    return [json.loads(line) for line in text.splitlines()]


def test_every_key_has_the_types_that_both_pages_state(asked):
    answers = [json.loads(asked(question, "json")) for question in QUESTIONS]
    rows = [row for question in QUESTIONS for row in of_each_line(asked(question, "jsonl"))]
    assert [row for answer in answers for row in answer["requirements"]] == rows
    gaps = [gap for answer in answers for gap in answer["orphans"] + answer.get("gaps", [])]
    lines = [asked(f"parse deadline --year {case['year']} {case['phrase']}") for case in PHRASES[::40]]
    units = of_each_line(asked("units", "jsonl"))
    assert json.loads(asked("units", "json")) == {"units": units}
    findings = json.loads(asked("validate plan.yaml none.yaml", "json"))
    assert findings.keys() == {"findings", "counts"}
    found = [
        types_of(rows),
        types_of(deadlines()),
        types_of(units),
        {"year": types_of(of_each_line("".join(lines)))["year"]},
        types_of(of_each_line(asked("parse units 市编办牵头 市编办"))),
        types_of(answers),
        types_of(gaps),
        types_of(findings["findings"]),
    ]
    for path in PAGES:
        assert list(tables(path))[: len(found)] == found, path.name


def deadlines():
    from planctl.deadlines import parse_deadline
    from planctl.queries.as_json import deadline_json

    read = [deadline_json(parse_deadline(case["phrase"], case["year"])) for case in PHRASES]
    assert all(part.keys() == one.keys() - {"parts"} for one in read for part in one["parts"])
    return read


@pytest.mark.parametrize(("key", "of"), [("query", QUESTIONS), ("plan", QUESTIONS[:1])])
def test_what_stands_inside_an_object_is_named(asked, key, of):
    inner = {name for question in of for name in json.loads(asked(question, "json"))[key]}
    for path in PAGES:
        (line,) = re.findall(rf"^\| `{key}` \| (?:object|对象) \|.*$", path.read_text(encoding="utf-8"), re.MULTILINE)
        named = set(re.findall("`([a-z_]+)`", line)) - {"list", "due", "show", key}
        assert named | {"plan"} == inner | {"plan"}, path.name


def columns(text):
    """The types of each column: days and numbers are those where no cell is anything else."""
    head, *rows = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)))
    for name, cells in zip(head, zip(*rows, strict=True), strict=True):
        filled = [cell for cell in cells if cell]
        days, numbers = (all(re.fullmatch(form, cell) for cell in filled) for form in (r"\d{4}-\d\d-\d\d", r"\d+"))
        yield name, "day" if filled and days else "number" if len(filled) == len(cells) and numbers else "text"


def test_every_column_has_the_type_that_both_pages_state(planctl, asked, folder):
    answers = {}
    for question in QUESTIONS[:6]:
        for name, kind in columns(asked(question, "csv")):
            answers.setdefault(name, set()).add(kind)
    del answers["责任领导"]
    planctl("render", "md", "--each-unit", "sheets")
    manifest = folder.joinpath("sheets", "任务清单目录.csv").read_text(encoding="utf-8")
    units = {name: {kind} for name, kind in columns(asked("units", "csv"))}
    planctl("render", "html", "--fragment", "-o", "page.html")
    fields = folder.joinpath("page-门户栏目.csv").read_text(encoding="utf-8")
    beside = [{name: {kind} for name, kind in columns(written)} for written in (manifest, fields)]
    found = [answers, units, *beside]
    for path in PAGES:
        assert list(tables(path))[-4:] == found, path.name


def test_both_pages_have_the_same_tables():
    english, chinese = (list(tables(path)) for path in PAGES)
    assert english == chinese
    assert all(one != other for one, other in pairwise(english))
