"""`planctl list`: words that need no option, and what a row is to a unit."""

import csv
import io
import json

import pytest

PLAN = """\
format: 1
plan: {title: 2017年方案, year: 2017}
units:
- {name: 市发改局, aliases: [发改局]}
- {name: 各镇(街), group: true, members: [甲镇]}
tasks:
- number: 1
  title: 推进决策公开
  requirements:
  - {number: 1, text: 完善“双公示”制度。, lead_units: 市发改局, supporting_units: 市编办, deadline: 6月底}
  - {number: 2, text: 公开PPP项目。, lead_units: 市编办, supporting_units: '市发改局,各镇(街)', deadline: 12月底}
  - {number: 3, text: 接受监督。, lead_units: null, deadline: null}
- {number: 2, title: 2017年总结, lead_units: 市编办负责, deadline: 全年}
gaps:
- {kind: task, reference: "3"}
"""


@pytest.fixture(autouse=True)
def plan(tmp_path, monkeypatch):
    tmp_path.joinpath("plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def references(planctl, *arguments):
    code, out, _ = planctl("list", *arguments, "--format", "jsonl")
    assert code == 0
    return [row["reference"] for row in map(json.loads, out.splitlines()) if row["part"] != "possible"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("市发改局", ["1.1", "1.2"]),
        ("发改局", ["1.1", "1.2"]),
        ("甲镇", ["1.2"]),
        ("1.2", ["1.2"]),
        ("１.２", ["1.2"]),
        ("1", ["1.1", "1.2", "1.3"]),
        ("1.1 2", ["1.1", "2"]),
        ("ppp", ["1.2"]),
        ("公开 监督", ["1.3"]),
        ("2017", ["2"]),
        ("市发改局 公开 1.1", ["1.1"]),
    ],
)
def test_a_word_is_a_unit_a_reference_or_else_a_search(planctl, words, found):
    assert references(planctl, *words.split()) == found


def test_words_and_options_narrow_together(planctl):
    assert references(planctl, "市发改局", "--search", "双公示") == ["1.1"]
    assert references(planctl, "市发改局", "--unit", "市编办") == ["1.1", "1.2", "2"]
    assert references(planctl, "市发改局", "--role", "support") == ["1.2"]
    query = json.loads(planctl("list", "发改局", "公开", "-f", "json")[1])["query"]
    assert (query["unit"], query["search"], query["words"]) == (["发改局"], None, ["发改局", "公开"])


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("市发该局", "相近的单位：市发改局"),
        ("1.33", "相近的编号：1.3"),
        ("双公开", "含“双公”的：1.1"),
        ("丙丁", "planctl units"),
    ],
)
def test_a_word_that_is_nothing_names_what_comes_near(planctl, word, near):
    code, out, err = planctl("list", word)
    assert (code, out) == (1, "")
    assert f"没有“{word}”" in err
    assert near in err


@pytest.mark.parametrize("word", ["", "  ", "字" * 50_000, "1" * 5_000])
def test_any_word_is_answered_at_once(planctl, word):
    assert planctl("list", word)[:2] == (1, "")


def test_a_reference_that_is_lost_in_the_source_is_said_to_be(planctl):
    code, _, err = planctl("list", "3")
    assert code == 1
    assert "第3项在原文中缺失" in err


def test_a_column_says_what_each_row_is_to_the_unit(planctl):
    _, out, _ = planctl("list", "市发改局")
    assert out.startswith("市发改局：2条（牵头1条、配合1条）\n")
    assert [line.split()[:2] for line in out.splitlines() if line[:3] in ("1.1", "1.2")] == [
        ["1.1", "牵头"],
        ["1.2", "配合"],
    ]
    _, out, _ = planctl("list", "甲镇")
    assert out.startswith("甲镇：1条（经统称各镇(街)）\n")
    assert "1.2   共性任务" in out
    assert "职责" not in planctl("list")[1]


def test_the_role_is_in_json_and_csv(planctl):
    rows = [json.loads(line) for line in planctl("list", "甲镇", "-f", "jsonl")[1].splitlines()]
    assert [(row["reference"], row["role"], row["through"]) for row in rows] == [
        ("1.2", "support", "各镇(街)"),
        ("1.3", None, None),
    ]
    table = list(csv.DictReader(io.StringIO(planctl("list", "甲镇", "-f", "csv")[1])))
    assert [row["职责"] for row in table] == ["共性任务", ""]


def test_days_are_shown_on_a_day_that_is_given_or_while_the_plan_runs(planctl, monkeypatch):
    assert "距到期" not in planctl("list")[1]
    _, out, _ = planctl("list", "--on", "2017-07-01")
    assert "已逾期1天" in out
    assert "还有183天" in out
    assert "今天到期" in planctl("list", "--on", "6-30")[1]
    rows = [json.loads(line) for line in planctl("list", "--on", "2017-07-01", "-f", "jsonl")[1].splitlines()]
    assert [row["days"] for row in rows] == [-1, 183, None, None]
    assert "days" not in json.loads(planctl("list", "-f", "jsonl")[1].splitlines()[0])
    code, out, err = planctl("list", "--on", "2017-02-30")
    assert (code, out) == (2, "")
    assert "没有这一天" in err


def test_days_and_roles_stand_in_due_too(planctl):
    _, out, _ = planctl("due", "--unit", "甲镇", "--on", "2017-12-05")
    assert "2017-12-31  1.2   共性任务" in out
    assert "\n还有26天" in out
    rows = json.loads(planctl("due", "--unit", "甲镇", "--on", "2017-12-05", "-f", "json")[1])["requirements"]
    assert [(row["role"], row["days"]) for row in rows] == [("support", 26)]


@pytest.mark.parametrize("command", ["list", "list 市发改局", "due", "due --unit 市发改局 --on 2017-12-05"])
def test_one_line_a_row(planctl, command, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = planctl(*command.split(), "--oneline")
    rows = [line for line in out.splitlines() if "1.1 " in line[:30] or "1.2 " in line[:30]]
    assert len(rows) == 2
    assert planctl(*command.split(), "--oneline", "-f", "json")[1] == planctl(*command.split(), "-f", "json")[1]


def test_rows_that_may_concern_the_unit_are_named_and_listed_on_demand(planctl):
    _, out, _ = planctl("list", "市发改局")
    assert "\n可能涉及 1条：1.3\n  其中单位缺失或待定1条；" in out
    assert "接受监督" not in out
    _, out, _ = planctl("list", "市发改局", "--possible")
    assert "接受监督" in out
    for options in (["--possible"], ["市发改局", "--possible", "--exact"]):
        assert planctl("list", *options)[0] == 2


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ([], "另有全年或长期 1条、时限不详 1条，未列入（--all 列出编号）"),
        (["--all"], "全年或长期 1条：2"),
        (["--unit", "市编办"], "全年或长期 1条：2"),
    ],
)
def test_due_counts_what_has_no_date_and_names_it_on_demand(planctl, options, line):
    assert line in planctl("due", *options)[1].splitlines()


LEADERS = PLAN.replace("deadline: 6月底}", "deadline: 6月底, extra: {分管领导: 张三, 备注: 略}}").replace(
    "title: 推进决策公开", "section: 一、推进公开\n  title: 推进决策公开"
)


def test_rows_of_a_section_a_leader_or_without_a_deadline(planctl, tmp_path):
    tmp_path.joinpath("plan.yaml").write_text(LEADERS, encoding="utf-8")
    assert references(planctl, "--section", "一") == ["1.1", "1.2", "1.3"]
    assert references(planctl, "--section", "推进") == ["1.1", "1.2", "1.3"]
    assert references(planctl, "--leader", "张三") == ["1.1"]
    assert references(planctl, "--no-deadline") == ["1.3"]
    assert references(planctl, "市发改局", "--leader", "张三", "--section", "一") == ["1.1"]
    _, out, _ = planctl("list", "--leader", "张三")
    assert "分管领导" in out
    assert "备注" not in out
    query = json.loads(planctl("list", "--no-deadline", "--section", "一", "-f", "json")[1])["query"]
    assert (query["section"], query["leader"], query["no_deadline"]) == ("一", None, True)


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (PLAN, ["--leader", "张三"], "方案没有写明领导"),
        (PLAN, ["--section", "一"], "这份方案不分部分"),
        (LEADERS, ["--leader", "李四"], "现有：张三"),
        (LEADERS, ["--leader", " "], "现有：张三"),
        (LEADERS, ["--section", "二"], "现有：一、推进公开"),
    ],
)
def test_a_leader_or_section_that_is_not_there_is_a_sentence(planctl, tmp_path, content, options, words):
    tmp_path.joinpath("plan.yaml").write_text(content, encoding="utf-8")
    code, out, err = planctl("list", *options)
    assert (code, out) == (1, "")
    assert words in err


@pytest.mark.parametrize(
    ("on", "period", "number"),
    [
        ("2017-06-28", "2017年6月26日至2017年7月2日", 1),
        ("2017-06-25", "2017年6月19日至2017年6月25日", 0),
        ("9999-12-31", "9999年12月27日至9999年12月31日", 0),
        ("0001-01-01", "1年1月1日至1年1月7日", 0),
    ],
)
def test_what_is_due_this_week(planctl, on, period, number):
    code, out, _ = planctl("due", "--week", "--on", on)
    assert code == 0
    assert out.startswith(f"{period}到期：{number}条\n")


def test_units_are_listed_by_how_often_they_are_named(planctl):
    rows = [json.loads(line) for line in planctl("units", "-f", "jsonl")[1].splitlines()]
    assert [row["name"] for row in rows] == ["市编办", "市发改局", "各镇(街)"]
    _, out, _ = planctl("units")
    assert out.splitlines()[0].split() == ["名称", "牵头", "配合", "责任", "说明"]
    assert out.splitlines()[2].split() == ["市编办", "1", "1", "1", "未登记"]
