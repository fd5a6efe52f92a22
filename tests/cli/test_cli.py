"""The command line as its users meet it: what is printed where, and every exit code."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planctl import __version__
from planctl.cli.arguments.document_formats import DocumentFormat
from planctl.cli.arguments.file_names import different_file_names, file_name
from planctl.renderers import RENDERERS
from planctl.source import BYTE_ORDER_MARK

GOOD = "format: 1\nplan: {title: 测试方案, year: 2017}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: 公开。, lead_units: 市编办, deadline: 6月底}]}\n"
BAD = GOOD + "- {number: 1, title: 乙, lead_units: 市编办}\n"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def program(*arguments, **options):
    environment = {**os.environ, "PYTHONUTF8": "0", **options.pop("environment", {})}
    return subprocess.run(
        [sys.executable, "-m", "planctl", *map(str, arguments)],
        capture_output=True,
        env=environment,
        timeout=60,
        **options,
    )


def test_the_three_questions_of_the_readme_work_as_written_from_any_folder(planctl, empty_folder):
    code, out, err = planctl("list", "--unit", "市发改局", "--possible")
    assert code == 0
    assert out.startswith("市发改局：6条\n")
    assert (
        "可能涉及（统称未列明成员，请与印发单位核实）：18条，"
        "其中单位缺失或待定6条，统称（市各有关单位、各行政执法部门）12条\n"
    ) in out.replace("\n  ", "")
    assert "内置" in err
    code, out, _ = planctl("list", "市发改局")
    assert code == 0
    assert "\n可能涉及 18条：1.1、1.2、" in out
    assert "\n  其中单位缺失或待定6条，统称（市各有关单位、各行政执法部门）12条；" in out
    assert len(out.splitlines()) < 40
    assert out.startswith("市发改局：6条\n")
    code, out, _ = planctl("due", "--month", "12")
    assert code == 0
    assert out.startswith("2017年12月到期：7条\n")
    assert "\n另有全年或长期 44条、视情况而定 3条、时限不详 6条，未列入（--all 列出编号）\n" in out
    code, out, _ = planctl("due", "--month", "12", "--all")
    assert code == 0
    assert "\n  其中文中写明时间：6.6（每季度）、6.7（每季度）、17.3（每季度）、19.3（每月）、" in out
    assert "另有原文缺失的第21项，仅存：市政务服务办、市各有关单位,各镇(街、园区)  12月底" in out
    assert re.search(r"^全年或长期 44条：", out, re.MULTILINE)
    assert re.search(r"^视情况而定 3条：3\.2、4\.4、11\.2$", out, re.MULTILINE)
    assert re.search(r"^时限不详 6条：", out, re.MULTILINE)
    code, out, _ = planctl("render", "docx")
    assert (code, out) == (0, "2017年全市政务信息公开工作重点分工方案.docx\n")
    assert [path.name for path in empty_folder.iterdir()] == ["2017年全市政务信息公开工作重点分工方案.docx"]


def test_json_holds_the_documented_fields(planctl):
    code, out, _ = planctl("due", "--month", "12", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["plan", "query", "requirements", "orphans", "orphans_without_day", "counts"]
    assert [gap["reference"] for gap in answer["orphans_without_day"]] == ["18"]
    assert answer["counts"] == {"dated": 7, "ongoing": 44, "conditional": 3, "unknown": 6, "orphans": 1}
    assert answer["orphans"][0]["reference"] == "21"
    row = next(one for one in answer["requirements"] if one["reference"] == "4.5")
    assert row["part"] == "dated"
    assert row["lead_units"] == ["市各有关单位", "各镇(街、园区)"]
    assert row["lead_units_printed"] == "市各有关单位,各镇(街、园区)"
    assert row["supporting_units"] == []
    assert (row["task_number"], row["number"], row["task_title"]) == ("4", "5", "推进服务公开")
    assert row["deadline"] == {
        "phrase": "12月",
        "kind": "date",
        "start": None,
        "due": "2017-12-31",
        "every": None,
        "by": None,
        "day": None,
        "shift": None,
        "times": None,
        "weekday": None,
        "trigger": None,
        "within": None,
        "ongoing_after": False,
        "stages": [],
        "parts": [],
        "problem": None,
        "basis": None,
        "source": "cell",
    }
    unknown = next(one for one in answer["requirements"] if one["reference"] == "2.2")
    assert (unknown["lead_units"], unknown["lead_units_printed"], unknown["deadline"]) == (None, None, None)
    assert unknown["part"] == "unknown"


def test_jsonl_is_one_row_a_line(planctl):
    _, out, _ = planctl("list", "--unit", "市发改局", "-f", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["reference"] for row in rows if row["part"] == "named"] == ["3.2", "4.4", "7.1", "7.2", "9", "11.3"]


def test_list_filters_by_task_and_text_and_shows_what_is_missing(planctl):
    _, out, _ = planctl("list", "--task", "23")
    assert out.endswith("共3条\n")
    _, out, _ = planctl("list", "--search", "ppp")
    assert "4.6" in out
    assert out.endswith("共1条\n")
    _, out, _ = planctl("list")
    assert "共61条\n原文整项缺失：第14项、第18项、第20项、第21项\n原文整条缺失：3.1、11.1、19.5、24.2\n" in out


def test_unknown_names_exit_1_with_a_suggestion(planctl):
    code, out, err = planctl("list", "--unit", "市发改")
    assert (code, out) == (1, "")
    assert "方案和单位名录中没有“市发改”" in err
    assert "市发改局" in err
    code, _, err = planctl("list", "--task", "99")
    assert code == 1
    assert "没有第99项" in err
    code, _, err = planctl("list", "--task", "14")
    assert code == 1
    assert "第14项在原文中缺失" in err
    code, _, err = planctl("show", "99.9")
    assert code == 1
    assert "没有编号“99.9”" in err


def test_show_prints_all_of_a_requirement_a_task_or_a_gap(planctl):
    code, out, _ = planctl("show", "4.5")
    assert code == 0
    assert "具体要求：5.购买主体" in out
    assert "完成时限：12月（2017-12-31 止）" in out
    _, out, _ = planctl("show", "11")
    assert "11.2  〔原文缺失〕" in out
    assert "缺失说明 11.1：整条要求缺失" in out
    code, out, _ = planctl("show", "21", "-f", "json")
    answer = json.loads(out)
    assert (code, answer["requirements"]) == (0, [])
    assert [gap["kind"] for gap in answer["gaps"]] == ["task", "orphan"]


def test_validate_shows_place_source_line_caret_and_help(planctl, empty_folder):
    empty_folder.joinpath("a.yaml").write_text(BAD, encoding="utf-8")
    code, out, err = planctl("validate", "a.yaml")
    assert code == 1
    assert out == (
        "a.yaml:5:12: PLN101 错误：工作任务序号“1”重复\n"
        "    5 | - {number: 1, title: 乙, lead_units: 市编办}\n"
        "                   ^\n"
        "      = 请改为未用过的序号。\n"
        "\n"
    )
    assert err == "校核未通过：a.yaml（2项任务、2条要求，错误1处，提醒0处）\n"


def test_the_caret_stands_under_its_word_after_hanzi(planctl, empty_folder):
    empty_folder.joinpath("a.yaml").write_text(
        "tasks: []\nplan: {title: 方案, yaer: 2017}\nformat: 1\n", encoding="utf-8"
    )
    _, out, _ = planctl("validate", "a.yaml")
    lines = out.splitlines()
    caret = lines[lines.index("    2 | plan: {title: 方案, yaer: 2017}") + 1]
    assert "PLN011" in out
    caret = next(line for line in lines if line.strip() == "^^^^")
    assert caret.index("^") == len("    2 | plan: {title: ") + 4 + len(", ")


def test_validate_takes_several_files_and_standard_input(planctl, empty_folder, monkeypatch):
    empty_folder.joinpath("good.yaml").write_text(GOOD, encoding="utf-8")
    empty_folder.joinpath("bad.yaml").write_text(BAD, encoding="utf-8")
    code, out, _ = planctl("validate", "good.yaml", "bad.yaml", "none.yaml", "--format", "json")
    answer = json.loads(out)
    assert code == 3
    assert answer["counts"] == {"files": 3, "errors": 2, "warnings": 0}
    finding, unread = answer["findings"]
    assert (finding["file"], finding["code"], finding["line"], finding["column"]) == ("bad.yaml", "PLN101", 5, 12)
    assert finding["end_column"] == 13
    assert (unread["file"], unread["code"]) == ("none.yaml", "PLN018")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    code, out, _ = planctl("validate", "-")
    assert code == 1
    assert "<标准输入>:5:12" in out


def test_strict_lets_warnings_fail(planctl, empty_folder):
    draft = GOOD.replace("deadline: 6月底", "deadline: null")
    empty_folder.joinpath("draft.yaml").write_text(draft, encoding="utf-8")
    assert planctl("validate", "draft.yaml")[0] == 0
    assert planctl("validate", "--strict", "draft.yaml")[0] == 1


def test_a_plan_with_errors_is_answered_from_but_not_rendered(planctl, empty_folder):
    empty_folder.joinpath("plan.yaml").write_text(BAD, encoding="utf-8")
    code, out, err = planctl("list")
    assert code == 1
    assert "共2条" in out
    assert "1处错误" in err
    code, out, err = planctl("render", "docx")
    assert (code, out) == (1, "")
    assert "未生成文档" in err
    assert [path.name for path in empty_folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, 3),
        ("folder", 3),
        (b"\x00\x01\x02", 3),
        ("plan: 方案".encode("gbk"), 3),
        (b"a: \xff\xff", 3),
        (b"", 1),
        (b"- a\n", 1),
        (b"[" * 200, 1),
        (b"a: &a 1\nb: [" + b"*a," * 1_000_000 + b"]", 1),
        ("- 全角：冒号\n".encode(), 1),
    ],
    ids=["missing", "folder", "binary", "gbk", "not utf-8", "empty", "list", "deep", "aliases", "text"],
)
@pytest.mark.parametrize(
    "command", [("validate",), ("list", "-p"), ("due", "-p"), ("show", "1", "-p"), ("render", "md", "-p")]
)
def test_a_broken_plan_gives_one_clear_error_and_its_exit_code(planctl, empty_folder, content, code, command):
    path = empty_folder / "broken.yaml"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    result, out, err = planctl(*command, path)
    assert result == code
    assert re.search("[\u4e00-\u9fff]", out + err)
    assert "Traceback" not in out + err
    assert "broken.yaml" in out + err


def test_the_nearest_plan_upward_is_used_and_two_in_a_folder_are_a_usage_error(planctl, empty_folder, monkeypatch):
    empty_folder.joinpath("plan2018.yaml").write_text(GOOD, encoding="utf-8")
    empty_folder.joinpath("plan.ledger.yaml").write_text("", encoding="utf-8")
    deeper = empty_folder / "a" / "b"
    deeper.mkdir(parents=True)
    monkeypatch.chdir(deeper)
    code, out, err = planctl("list")
    assert code == 0
    assert "共1条" in out
    assert "plan2018.yaml" in err
    empty_folder.joinpath("plan.yaml").write_text(GOOD, encoding="utf-8")
    code, out, err = planctl("list")
    assert (code, out) == (2, "")
    assert "plan.yaml、plan2018.yaml" in err
    code, _, err = planctl("list", "-p", empty_folder / "plan.yaml")
    assert (code, err) == (0, "")
    monkeypatch.setenv("PLANCTL_PLAN", str(empty_folder / "plan2018.yaml"))
    code, _, err = planctl("list")
    assert code == 0
    assert "PLANCTL_PLAN" in err


def test_a_plan_is_known_by_its_content_whatever_its_name(planctl, empty_folder):
    empty_folder.joinpath("方案2018.yml").write_text(f"# 说明\n{GOOD}", encoding="utf-8")
    empty_folder.joinpath("docker-compose.yaml").write_text("format: 1\nservices: {}\n", encoding="utf-8")
    for name in ("方案2018.ledger.yaml", "方案2018.review.yml", "方案2018.txt"):
        empty_folder.joinpath(name).write_text(GOOD, encoding="utf-8")
    code, out, err = planctl("list")
    assert code == 0
    assert "共1条" in out
    assert "方案2018.yml" in err


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode("utf-16"),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("format: 1\nplan", '"format": 1\n"plan"').encode(),
    ],
)
def test_a_plan_of_any_encoding_is_found(planctl, empty_folder, content):
    empty_folder.joinpath("方案.yaml").write_bytes(content)
    assert "方案.yaml" in planctl("list")[2]


def test_a_plan_in_a_shared_folder_above_is_passed_over(planctl, empty_folder, monkeypatch):
    empty_folder.joinpath("theirs.yaml").write_text(GOOD, encoding="utf-8")
    empty_folder.chmod(0o1777)
    inside = empty_folder / "a"
    inside.mkdir()
    assert "theirs.yaml" in planctl("list")[2]
    monkeypatch.chdir(inside)
    assert "内置" in planctl("list")[2]


def test_commands_that_need_no_plan_do_not_fail_over_several(planctl, empty_folder):
    planctl("template", "export", "docx")
    for name in ("a.yaml", "b.yaml"):
        empty_folder.joinpath(name).write_text(GOOD, encoding="utf-8")
    assert planctl("list")[0] == 2
    for command in ("template check plan.docx", "explain PLN103", "parse deadline 6月底"):
        assert planctl(*command.split())[0] == 0


def test_the_built_in_plan_is_named_an_example_above_the_table_on_a_terminal(planctl, empty_folder, monkeypatch):
    assert "示例" not in planctl("list")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    for command in ("list", "due", "show 4.3", "units"):
        _, out, err = planctl(*command.split())
        assert out.startswith("以下是内置的示例")
        assert err == ""
    assert planctl("list", "-f", "json")[1].startswith("{")
    empty_folder.joinpath("a.yaml").write_text(GOOD, encoding="utf-8")
    assert "示例" not in planctl("list")[1]


def test_months_add_up(planctl):
    _, out, _ = planctl("due", "-m", "12", "-m", "6", "-m", "7", "-f", "json")
    answer = json.loads(out)
    assert answer["query"]["months"] == ["2017-06", "2017-07", "2017-12"]
    assert (answer["query"]["start"], answer["query"]["end"]) == ("2017-06-01", "2017-12-31")
    assert answer["counts"]["dated"] == 8
    assert answer["counts"]["ongoing"] == 44
    assert [orphan["reference"] for orphan in answer["orphans"]] == ["21"]
    assert planctl("due", "-m", "12", "-m", "6")[1].startswith("2017年6月、2017年12月到期：8条\n")


@pytest.mark.parametrize("arguments", [["list", "-p", "a", "--plan", "b"], ["due", "--on", "1-1", "--on", "1-2"]])
def test_an_option_that_counts_once_cannot_be_given_twice(planctl, arguments):
    code, out, err = planctl(*arguments)
    assert (code, out) == (2, "")
    assert "只能给一次" in err


@pytest.mark.parametrize("command", ["list", "list --unit 市编办", "due --month 12", "show 4.3", "units"])
@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md"])
def test_an_answer_in_a_file_is_the_one_printed_and_csv_opens_in_excel(planctl, empty_folder, command, format):
    _, printed, messages = planctl(*command.split(), "-f", format)
    file = empty_folder / "answer"
    assert planctl(*command.split(), "-f", format, "-o", file) == (0, f"{file}\n", messages)
    mark = BYTE_ORDER_MARK if format == "csv" else ""
    assert file.read_text(encoding="utf-8") == mark + printed
    assert not printed.startswith(BYTE_ORDER_MARK)


@pytest.mark.parametrize(
    ("ending", "beginning"), [("csv", "\ufeff编号,"), ("json", "{"), ("jsonl", "{"), ("md", "| 编号")]
)
def test_the_ending_of_the_output_says_its_format(planctl, empty_folder, ending, beginning):
    for command in ("list", "due", "show 4"):
        file = empty_folder / f"answer.{ending}"
        assert planctl(*command.split(), "-o", file)[0] == 0
        assert file.read_text(encoding="utf-8").startswith(beginning)
    code, _, err = planctl("list", "-o", "answer.xlsx")
    assert code == 2
    assert ".csv" in err


@pytest.mark.parametrize(
    "options",
    ["-m 6 --quarter 3", "--after 2017-08-01 --before 2017-07-01", "--overdue -m 12 --on 2017-08-01", "-m 0000-12"],
)
def test_periods_without_a_day_in_common_are_wrong_usage(planctl, empty_folder, options):
    code, out, err = planctl("due", *options.split())
    assert (code, out) == (2, "")
    assert "没有" in err


@pytest.mark.parametrize(
    "content",
    [
        "format: 1\nplan：\n  title: 甲\n",
        "plan: {title: 甲}\ntasks: []\n",
        f"format: 1\n{'# 注' * 5000}\nplan: {{title: 甲}}\n",
    ],
    ids=["a full-width colon", "without format", "below many comments"],
)
def test_a_plan_with_a_slip_is_not_passed_over_for_the_built_in_one(planctl, empty_folder, content):
    empty_folder.joinpath("方案2018.yaml").write_text(content, encoding="utf-8")
    code, out, err = planctl("list")
    assert code == 1
    assert "方案2018.yaml" in err
    assert "东莞" not in out + err


def test_excel_puts_the_mark_on_standard_output_too(planctl):
    assert planctl("units", "-f", "csv", "--excel")[1].startswith(f"{BYTE_ORDER_MARK}名称,")
    assert planctl("units", "-f", "csv", "--excel", "-o", "-")[1].startswith(f"{BYTE_ORDER_MARK}名称,")
    code, out, err = planctl("units", "--excel")
    assert (code, out) == (2, "")
    assert "--excel 只用于 CSV" in err


@pytest.mark.parametrize(
    "command",
    [
        "list -p a.yaml -f csv -o a.yaml",
        "due -p a.yaml -o b.yaml",
        "show 1 -p a.yaml -o link.md",
        "units -p a.yaml -o a.yaml",
        "render md -p a.yaml -o a.yaml",
        "render md -p a.yaml -o b.yaml",
        "render md -p a.yaml -o link.md",
        "render md -p a.yaml --template own.md.j2 -o own.md.j2",
        "render docx -p a.yaml --template own.md.j2 -o own.md.j2",
        "render md -p a.yaml --template 任务清单目录.csv --each-unit .",
        "template export md -o b.yaml",
        "import table.md -o table.md",
        "import table.md -o b.yaml",
        "init --from a.yaml --year 2018 -o a.yaml",
    ],
)
def test_no_output_takes_the_place_of_an_input_or_a_plan(planctl, empty_folder, command):
    table = "# 2017年方案\n\n| 序号 | 工作任务 | 牵头单位 |\n| --- | --- | --- |\n| 1 | 公开 | 市编办 |\n"
    for name, text in {
        "a.yaml": GOOD,
        "b.yaml": GOOD,
        "own.md.j2": "甲",
        "任务清单目录.csv": "甲",
        "table.md": table,
    }.items():
        empty_folder.joinpath(name).write_text(text, encoding="utf-8")
    empty_folder.joinpath("link.md").symlink_to("b.yaml")
    before = {path: path.read_bytes() for path in empty_folder.iterdir()}
    code, out, err = planctl(*command.split())
    assert (code, out) == (4, ""), err
    assert {path: path.read_bytes() for path in empty_folder.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["lst"], "没有命令 lst，是否想用 list"),
        (["list", "--unt", "a"], "没有选项 --unt"),
        (["due", "--month", "13"], "没有13月，请填1—12"),
        (["due", "--month", "x"], "无法识别月份：x"),
        (["due", "--quarter", "5"], "没有第5季度，请填1—4"),
        (["due", "--before", "2017-02-30"], "没有这一天：2017-02-30"),
        (["due", "--within", "3y"], "无法识别时间长度：3y"),
        (["due", "--within", "99999m"], "时间太长"),
        (["list", "--exact"], "要与单位同用"),
        (["list", "--unit", "市编办", "--role", "x"], "可选"),
        (["parse", "deadline", "12月", "--year", "x"], "不是整数"),
        (["show"], "缺少参数"),
        (["list", "--unit"], "后面缺少内容"),
        (["show", "1", "2"], "多余的参数：2"),
        (["render", "pdf2"], "可选"),
    ],
)
def test_wrong_arguments_are_reported_in_chinese_with_exit_2(planctl, arguments, words):
    code, out, err = planctl(*arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) >= 2


def test_render_writes_where_it_should_and_never_over_the_plan(planctl, empty_folder):
    plan = empty_folder / "plan.yaml"
    plan.write_text(GOOD, encoding="utf-8")
    code, out, _ = planctl("render", "md", "-o", "out.md")
    assert (code, out) == (0, "out.md\n")
    assert "| 1 | 甲 | 公开。 | 市编办 | 6月底 |" in empty_folder.joinpath("out.md").read_text(encoding="utf-8")
    code, out, _ = planctl("render", "md", "-o", "-")
    assert code == 0
    assert out == empty_folder.joinpath("out.md").read_text(encoding="utf-8")
    code, _, err = planctl("render", "md", "-o", "plan.yaml")
    assert code == 4
    assert "输出文件就是输入文件" in err
    assert plan.read_text(encoding="utf-8") == GOOD
    code, _, err = planctl("render", "docx", "-o", "none/out.docx")
    assert code == 4
    assert "无法写入" in err


def test_a_document_is_not_sent_to_a_terminal(planctl, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, _, err = planctl("render", "docx", "-o", "-")
    assert code == 2
    assert "终端" in err


def test_file_names_made_from_titles_are_safe_everywhere():
    assert file_name("2017年方案", ".docx") == "2017年方案.docx"
    assert file_name("../../etc/“方案”: a|b?\x07\u202e. ", ".md") == "....etc“方案” ab.md".lstrip(".")
    assert file_name("con", ".md") == "分工方案con.md"
    assert file_name("...", ".md") == "分工方案.md"
    assert len(file_name("长" * 500, ".docx").encode()) < 255


def test_no_two_file_names_are_one_to_a_file_system_that_ignores_case_or_composition():
    titles = ["A局", "a局", "e\u0301", "\u00e9", "A|局", "长" * 300, "长" * 301]
    names = different_file_names(titles, ".md")
    assert names[:5] == ["A局.md", "a局（2）.md", "e\u0301.md", "\u00e9（2）.md", "A局（3）.md"]
    assert names[5] != names[6]
    assert len(names[6].encode()) < 255
    assert different_file_names(["a", "a（2）", "a"], "") == ["a", "a（2）", "a（3）"]


def test_the_formats_offered_are_the_renderers():
    assert [one.value for one in DocumentFormat] == list(RENDERERS)


def test_version_and_module_entry_point():
    assert program("--version").stdout.decode() == f"planctl {__version__}\n"


def test_output_is_utf8_whatever_the_locale_says():
    result = program("list", "--task", "8", environment={"LC_ALL": "C", "PYTHONIOENCODING": "gbk"})
    assert result.returncode == 0
    assert "市公安局" in result.stdout.decode("utf-8")


def test_a_closed_pipe_is_silent():
    command = [sys.executable, "-m", "planctl", "list", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 0
    assert b"Traceback" not in err
    assert b"Broken" not in err


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_ends_with_130_and_no_traceback(empty_folder):
    fifo = empty_folder / "plan.yaml"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "planctl", "list", "-p", str(fifo)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with fifo.open("wb"):  # waits until the command has opened it to read
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "已中断" in err.decode()
    assert b"Traceback" not in err


def test_a_bug_of_ours_ends_with_70_and_asks_for_a_report(monkeypatch, capfd):
    from planctl import __main__, cli

    def broken():
        raise RuntimeError("x")

    class EndedError(Exception):
        pass

    def end(code):
        raise EndedError(code)

    monkeypatch.setattr(cli, "run", broken)
    monkeypatch.setattr(__main__.os, "_exit", end)
    monkeypatch.setattr(__main__.gc, "disable", lambda: None)
    with pytest.raises(EndedError) as ended:
        __main__.main()
    assert ended.value.args == (70,)
    assert "请报告" in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [["list"], ["due", "--month", "12"], ["show", "4.3"], ["validate"]])
def test_questions_import_no_document_library(arguments):
    script = (
        "import sys; from planctl.cli import run; run(sys.argv[1:]);"
        "print(sorted({'docx', 'lxml', 'jinja2', 'rich', 'openpyxl'} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, timeout=60)
    assert result.stderr.decode().splitlines()[-1] == "[]"


def test_a_terminal_gets_a_table_of_its_own_width():
    import pty

    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "planctl", "list", "--unit", "市发改局"],
        stdout=slave, stderr=subprocess.DEVNULL, env=environment, cwd=Path.home(),
    )  # fmt: skip
    os.close(slave)
    pieces = []
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    process.wait(timeout=30)
    from planctl.cli.printing.wrapping import display_width

    text = re.sub(r"\x1b\[[0-9;]*m", "", b"".join(pieces).decode())
    assert "视省试点工作" in text
    table = [line for line in text.splitlines() if not line.startswith(("另有", "可能涉及"))]
    assert max(map(display_width, table)) <= 80


def complete(words, folder):
    """What bash would offer for the last of the words."""
    line = {"_PLANCTL_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    result = program(environment=line, cwd=folder)
    assert result.stderr == b""
    return result.stdout.decode().split()


def test_the_shell_completes_units_tasks_and_references_of_the_plan_at_hand(empty_folder):
    assert complete(["planctl", "list", "--unit", "市发"], empty_folder) == ["市发改局"]
    assert complete(["planctl", "list", "--task", "2"], empty_folder) == ["2", "22", "23", "24"]
    assert complete(["planctl", "show", "23."], empty_folder) == ["23.1", "23.2", "23.3"]
    empty_folder.joinpath("plan.yaml").write_text(GOOD, encoding="utf-8")
    assert complete(["planctl", "due", "-u", "市"], empty_folder) == ["市编办"]
    empty_folder.joinpath("plan.yaml").write_bytes(b"\0")
    assert complete(["planctl", "show", ""], empty_folder) == []


def test_without_a_command_the_help_is_shown():
    result = program()
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.decode().startswith("用法：planctl")
    assert "parse" in result.stderr.decode()


def test_units_lists_the_register_with_counts_and_marks_names_it_does_not_hold(planctl, empty_folder):
    plan = GOOD.replace("tasks:", "units:\n- {name: 市财政局, full_name: 财政, succeeded_by: 新局}\ntasks:")
    empty_folder.joinpath("plan.yaml").write_text(plan, encoding="utf-8")
    code, out, _ = planctl("units", "-f", "jsonl")
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert (first["name"], first["registered"], first["lead"]) == ("市编办", False, 1)
    assert (second["name"], second["registered"], second["lead"]) == ("市财政局", True, 0)
    _, out, _ = planctl("units")
    assert "财政，现为新局" in out
    assert re.search(r"市编办 +1  未登记\n", out)
    assert out.endswith("名录1个，另有1个名称未登记\n")
    _, out, _ = planctl("units", "--unregistered", "-f", "csv")
    assert out == "名称,全称,别名,类别,牵头,配合,责任\n市编办,,,单位，未登记,1,0,0\n"


def test_csv_marks_what_a_spreadsheet_would_calculate_and_markdown_escapes_its_signs(planctl, empty_folder):
    plan = GOOD.replace("公开。", "'=1+1|*a*'")
    empty_folder.joinpath("plan.yaml").write_text(plan, encoding="utf-8")
    _, out, _ = planctl("list", "-f", "csv")
    assert out == "编号,工作任务,具体要求,牵头单位,完成时限\n1,甲,'=1+1|*a*,市编办,6月底\n"
    _, out, _ = planctl("list", "-f", "md")
    assert out.splitlines()[2] == "| 1 | 甲 | =1+1\\|\\*a\\* | 市编办 | 6月底 |"


def test_due_lists_by_window_and_unit_and_names_the_rest(planctl, empty_folder):
    _, out, err = planctl("due", "--quarter", "4", "--unit", "市财政局")
    assert out.startswith("2017年第四季度到期：1条\n到期日 ")
    assert "2017-12-31  4.6" in out
    assert "另有18条可能涉及" in err
    _, out, _ = planctl("due", "--overdue", "--on", "2017-07-15", "-f", "json")
    answer = json.loads(out)
    assert answer["query"] == {
        "unit": [],
        "months": [],
        "start": None,
        "end": "2017-07-14",
        "on": "2017-07-15",
        "beyond_calendar": False,
    }
    assert [row["reference"] for row in answer["requirements"] if row["part"] == "dated"] == ["4.2"]
    _, out, _ = planctl("due", "--within", "10wd", "--on", "2017-12-20")
    assert out.startswith("2017年12月20日至2018年1月4日到期：7条")
    _, out, _ = planctl("due", "--before", "6-30")
    assert out.startswith("截至2017年6月30日到期：1条")
    _, out, _ = planctl("due", "--after", "2018-01-01")
    assert out.startswith("2018年1月1日起到期：0条")
