"""`planctl validate`, `explain` and `set`: findings in every format, fixes that splice, and broken files by the thousand."""

import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
from difflib import SequenceMatcher
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from planctl.catalogue import ALL_RULES, BAD, PLAN_RULES, example
from planctl.checks import check_plan
from planctl.cli import run
from planctl.cli.printing.finding_formats import as_sarif
from planctl.files import resource
from planctl.findings.diagnostics import CheckedFile, Diagnostic, Edit, Finding, Fix, Severity, reading_rule
from planctl.findings.fixes import apply_fixes
from planctl.planfile.loader import load_plan
from planctl.planfile.reading_rules import unreadable_file
from planctl.source import Source, Span
from support import ROOT, load

PLAN = """\
# 底稿，请勿删改注释
format: 1
plan: {title: 测试方案,   year: 2017}   # 间距照旧
units:
- {name: 市编办, aliases: [编办]}
- name: '市财政局'
tasks:
- number: 1
  title: "建立 台帐"
  requirements:
  - number: 1
    text: 1.完善制度,公开结果
    lead_units: 编办、市财政局   # 牵头
    deadline: 12月底
  - {number: 2, text: "落实国发[2017]12号文件。", lead_units: 市财政局, deadline: 6月底}
  - {number: 3, text: 做好二0一七年工作。, lead_units: 市编办, deadline: 全年}  # planctl: ignore PLN408
"""

FIXED = """\
# 底稿，请勿删改注释
format: 1
plan: {title: 测试方案,   year: 2017}   # 间距照旧
units:
- {name: 市编办, aliases: [编办]}
- name: '市财政局'
tasks:
- number: 1
  title: "建立 台账"
  requirements:
  - number: 1
    text: 完善制度，公开结果。
    lead_units: 市编办、市财政局   # 牵头
    deadline: 12月底
  - {number: 2, text: "落实国发〔2017〕12号文件。", lead_units: 市财政局, deadline: 6月底}
  - {number: 3, text: 做好二0一七年工作。, lead_units: 市编办, deadline: 全年}  # planctl: ignore PLN408
"""


@pytest.fixture
def planctl(capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    tmp_path.joinpath("plan.yaml").write_bytes(PLAN.encode())

    def call(*arguments):
        code = run([str(one) for one in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call


def lines_of(text):
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def patched(text, diff):
    """The text after a unified diff, each of whose hunks must stand where it says and be as long as it says."""
    old, new, at = lines_of(text), [], 0
    _, *hunks = re.split(r"^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@\n", diff, flags=re.MULTILINE)
    for start, length, new_length, body in zip(*[iter(hunks)] * 4, strict=True):
        lines = [
            (sign, line.removesuffix("\n") if no_newline else line)
            for sign, line, no_newline in re.findall(r"([ +-])(.*\n)(\\ .*\n)?", body)
        ]
        before = [line for sign, line in lines if sign in " -"]
        after = [line for sign, line in lines if sign in " +"]
        assert (len(before), len(after)) == (int(length or 1), int(new_length or 1))
        first = int(start) - 1
        assert old[first : first + len(before)] == before
        new += old[at:first] + after
        at = first + len(before)
    return "".join(new + old[at:])


def codes(out):
    return [finding["code"] for finding in json.loads(out)["findings"]]


def test_fix_changes_the_mistakes_and_not_one_byte_more(planctl, tmp_path):
    code, _, err = planctl("validate", "--fix", "plan.yaml")
    assert code == 0
    assert "已改正6处：plan.yaml" in err
    assert tmp_path.joinpath("plan.yaml").read_bytes().decode() == FIXED
    code, _, err = planctl("validate", "--fix", "plan.yaml")
    assert "已改正" not in err
    assert tmp_path.joinpath("plan.yaml").read_bytes().decode() == FIXED


def test_diff_shows_what_fix_would_do_and_writes_nothing(planctl, tmp_path):
    code, out, _ = planctl("validate", "--diff", "plan.yaml")
    assert code == 0
    assert '-  title: "建立 台帐"\n+  title: "建立 台账"\n' in out
    assert tmp_path.joinpath("plan.yaml").read_bytes().decode() == PLAN
    assert out.startswith("--- a/plan.yaml\n+++ b/plan.yaml\n@@ ")
    assert patched(PLAN, out) == FIXED


def test_line_ends_and_a_missing_last_one_stay_as_they_are(planctl, tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_bytes(PLAN.replace("\n", "\r\n").rstrip().encode())
    planctl("validate", "--fix", "plan.yaml")
    assert file.read_bytes().decode() == FIXED.replace("\n", "\r\n").rstrip()


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(planctl, tmp_path, monkeypatch):
    from planctl.cli.arguments import plan_changes

    file = tmp_path / "plan.yaml"
    real = plan_changes.read_source

    def after_somebody_wrote(path):
        file.write_text("别人写的\n", encoding="utf-8")
        return real(path)

    monkeypatch.setattr(plan_changes, "read_source", after_somebody_wrote)
    code, _, err = planctl("validate", "--fix", "plan.yaml")
    assert code == 4
    assert "刚被别的程序改过" in err
    assert file.read_text(encoding="utf-8") == "别人写的\n"


def test_the_built_in_plan_and_standard_input_are_not_rewritten(planctl, tmp_path):
    tmp_path.joinpath("plan.yaml").unlink()
    before = resource("data/plan2017.yaml").read_bytes()
    code, _, err = planctl("validate", "--fix")
    assert code == 4
    assert "内置的方案不能改写" in err
    code, _, err = planctl("set", "4.3", "完成时限", "12月底")
    assert code == 4
    assert resource("data/plan2017.yaml").read_bytes() == before


@reading_rule("PLN999", Severity.WARNING, "试验")
def any_place(place: Span, replacement: str) -> Finding:
    return Finding(place, "x", "", Fix((Edit(place, replacement),)))


@given(st.text(alphabet="ab一\n", max_size=20), st.data())
def test_of_fixes_that_touch_only_the_first_is_applied_in_a_round(text, data):
    place = st.tuples(st.integers(0, len(text)), st.integers(0, 4)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    places = data.draw(st.lists(place, max_size=6))
    rounds = [sorted(places), []]

    def examine(_: Source) -> list[Diagnostic]:
        return [any_place(one, "<>") for one in (rounds.pop(0) if rounds else [])]

    fixed = apply_fixes(Source("x", text), examine)
    assert fixed.text.count("<>") == fixed.fixes
    kept = fixed.text.split("<>")
    position = 0
    for piece in kept:  # what is left stands in its order
        position = text.index(piece, position) + len(piece)


def test_select_ignore_and_comments_choose_the_findings(planctl):
    _, out, _ = planctl("validate", "-f", "json")
    everything = codes(out)
    assert "PLN409" in everything
    assert "PLN408" not in everything, "ignored by its line's comment"
    _, out, _ = planctl("validate", "-f", "json", "--select", "PLN409", "--select", "PLN2")
    assert codes(out) == ["PLN409", "PLN204"]
    _, out, _ = planctl("validate", "-f", "json", "--ignore", "PLN4，PLN1")
    assert codes(out) == ["PLN204"]
    code, _, err = planctl("validate", "--select", "PLN9")
    assert code == 2
    assert "没有规则 PLN9" in err


def test_text_is_summed_up_with_what_can_be_fixed(planctl):
    code, out, err = planctl("validate")
    assert code == 0
    assert "plan.yaml:9:13: PLN407 提醒：第1项的工作任务里有空格\n" in out.replace(f"{Path.cwd()}{os.sep}", "")
    assert "错误0处，提醒7处，其中6处可用 --fix 自动改正" in err


def test_github_marks_the_lines_of_a_change(planctl):
    _, out, _ = planctl("validate", "plan.yaml", "-f", "github", "--select", "PLN411")
    assert out == (
        "::warning file=plan.yaml,line=15,endLine=15,col=28,endColumn=34,title=PLN411 发文字号的括号不对"
        "::第1.2条的具体要求里的“[2017]”应写作“〔2017〕”。发文字号的年份用六角括号。\n"
    )


def test_standard_input_is_called_as_told(planctl, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    _, out, _ = planctl("validate", "-", "--stdin-filename", "方案.yaml", "--select", "PLN411")
    assert out.startswith("方案.yaml:15:28: PLN411")


def test_a_file_that_cannot_be_read_is_a_finding_without_a_place_and_the_others_are_reported(planctl, tmp_path):
    tmp_path.joinpath("gbk.yaml").write_bytes(PLAN.encode("gb18030"))

    def validated(format):
        code, out, err = planctl("validate", "gbk.yaml", "plan.yaml", "-f", format, "--select", "PLN411")
        assert code == 3
        assert err.startswith("错误：文件编码是 GBK（GB18030），不是 UTF-8：gbk.yaml 第1行起\n")
        return out

    unread, other = json.loads(validated("json"))["findings"]
    assert (unread["file"], unread["code"], unread["severity"]) == ("gbk.yaml", "PLN018", "error")
    assert unread["message"] == "文件编码是 GBK（GB18030），不是 UTF-8：gbk.yaml 第1行起"
    assert unread["help"].startswith("请另存为 UTF-8")
    assert {unread[key] for key in ("line", "column", "end_line", "end_column")} == {None}
    assert (other["file"], other["line"]) == ("plan.yaml", 15)

    first, second = validated("github").splitlines()
    assert first.startswith("::error file=gbk.yaml,title=PLN018 文件无法读取::文件编码是 GBK")
    assert second.startswith("::warning file=plan.yaml,line=15,")

    (log,) = json.loads(validated("sarif"))["runs"]
    unread, other = log["results"]
    assert unread["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "gbk.yaml"}}}]
    assert "region" in other["locations"][0]["physicalLocation"]

    assert validated("text").count("PLN018") == 0


def test_a_file_that_cannot_be_read_does_not_pass_when_its_finding_is_ignored(planctl):
    code, out, _ = planctl("validate", "none.yaml", "-f", "json", "--ignore", "PLN018")
    assert (code, codes(out)) == (3, [])


def test_standard_input_that_cannot_be_rewritten_was_read_all_the_same(planctl, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode())))
    code, out, err = planctl("validate", "--fix", "-", "-f", "json")
    assert (code, codes(out)) == (3, [])
    assert "标准输入不能改写" in err


@pytest.fixture(scope="module")
def sarif_schema(tmp_path_factory):
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm, for the package that carries the schema of SARIF 2.1.0")
    folder = tmp_path_factory.mktemp("sarif")
    packed = subprocess.run([npm, "pack", "@microsoft/jest-sarif"], cwd=folder, capture_output=True, timeout=120)
    if packed.returncode:
        pytest.skip("the package registry did not answer")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        member = archive.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json")
        return json.loads(member.read())


@pytest.mark.slow
def test_sarif_is_valid_against_its_schema(sarif_schema):
    report = []
    for rule in PLAN_RULES:
        source = Source(f"计划/{rule.code}.yaml", example(rule, BAD))
        report.append(CheckedFile(source.name, source, check_plan(load_plan(source))))
    report.append(CheckedFile("没有.yaml", None, [unreadable_file("找不到文件：没有.yaml", "请检查路径和文件名。")]))
    log = json.loads(as_sarif(report, PLAN_RULES))
    errors = list(Draft7Validator(sarif_schema).iter_errors(log))
    assert errors == []
    assert len(log["runs"][0]["results"]) >= len(PLAN_RULES)


def test_sarif_shows_rule_place_and_fix(planctl):
    _, out, _ = planctl("validate", "plan.yaml", "-f", "sarif", "--select", "PLN411")
    (run_,) = json.loads(out)["runs"]
    (result,) = run_["results"]
    assert run_["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "PLN411"
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 15,
        "startColumn": 28,
        "endLine": 15,
        "endColumn": 34,
    }
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "〔2017〕"}


def test_explain_shows_a_rule_s_page_and_lists_them_all(planctl):
    code, out, _ = planctl("explain", "pln101")
    assert code == 0
    assert out.startswith("PLN101（错误）序号重复\n\n是什么：")
    _, out, _ = planctl("explain", "--all")
    assert len(out.splitlines()) == len(ALL_RULES)
    code, _, err = planctl("explain", "PLN1011")
    assert code == 1
    assert "PLN101" in err
    assert planctl("explain")[0] == 2


def test_a_classified_plan_stops_every_command(planctl, tmp_path):
    tmp_path.joinpath("plan.yaml").write_text(
        PLAN.replace("year: 2017", "year: 2017, classification: 秘密"), encoding="utf-8"
    )
    for command in (["list"], ["due"], ["show", "1"], ["units"], ["render", "md"], ["set", "1.1", "deadline", "全年"]):
        code, out, err = planctl(*command)
        assert (code, out) == (1, ""), command
        assert "密级" in err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
    code, out, _ = planctl("validate", "-f", "json", "--select", "PLN705")
    assert (code, codes(out)) == (1, ["PLN705"])


def changed(tmp_path):
    """The lines of the file that are not PLAN's, with their numbers; PLAN's other lines all stand, in their order."""
    before, after = PLAN.splitlines(), tmp_path.joinpath("plan.yaml").read_text(encoding="utf-8").splitlines()
    steps = [one for one in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if one[0] != "equal"]
    assert all(new_end - new >= old_end - old for _, old, old_end, new, new_end in steps), "no line is gone"
    return [(number + 1, after[number]) for _, _, _, new, new_end in steps for number in range(new, new_end)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["1.1", "完成时限", "11月底"], [(14, "    deadline: 11月底")]),
        (["1.1", "lead_units", "市编办"], [(13, "    lead_units: 市编办   # 牵头")]),
        (["1.1", "配合单位", "市财政局"], [(15, "    supporting_units: 市财政局")]),
        (["1.2", "具体要求", "公开: 是"], [(15, "  - {number: 2, text: '公开: 是', lead_units: 市财政局, deadline: 6月底}")]),
        (["1.2", "deadline", "null"], [(15, '  - {number: 2, text: "落实国发[2017]12号文件。", lead_units: 市财政局, deadline: null}')]),
        (["1", "工作任务", "建立台账"], [(9, "  title: 建立台账")]),
        (["plan", "发文字号", "东府办〔2017〕1号"], [(3, "plan: {title: 测试方案,   year: 2017, document_number: 东府办〔2017〕1号}   # 间距照旧")]),
        (["--unit-old", "市财政局", "--unit-new", "市财政委"],
         [(6, "- name: '市财政委'"), (13, "    lead_units: 编办、市财政委   # 牵头"),
          (15, '  - {number: 2, text: "落实国发[2017]12号文件。", lead_units: 市财政委, deadline: 6月底}')]),
    ],
)  # fmt: skip
def test_set_changes_one_thing_and_leaves_the_rest(planctl, tmp_path, arguments, expected):
    code, out, _ = planctl("set", *arguments, "--diff")
    assert code == 0
    assert changed(tmp_path) == []
    assert all(f"+{line}\n" in out for _, line in expected)
    code, out, err = planctl("set", *arguments)
    assert (code, out) == (0, "")
    assert "已改" in err
    assert changed(tmp_path) == expected


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["1.1", "完成时限", "2月30日"], 1, "没有写入"),
        (["1.2", "number", "1"], 1, "没有写入"),
        (["9.9", "完成时限", "全年"], 1, "没有编号"),
        (["1.1", "天气", "晴"], 2, "没有“天气”这一栏"),
        (["1.1", "extra", "晴"], 2, "不能这样改"),
        (["1", "number", "null"], 2, "不能写成 null"),
        (["1.1", "完成时限"], 2, "缺少栏目或内容"),
        (["--unit-old", "市编办"], 2, "要么给出"),
        (["--unit-old", "没有局", "--unit-new", "新局"], 1, "没有“没有局”"),
    ],
)
def test_set_refuses_what_would_break_the_plan_and_writes_nothing(planctl, tmp_path, arguments, code, words):
    result, _, err = planctl("set", *arguments)
    assert result == code
    assert words in err
    assert changed(tmp_path) == []


@given(
    st.text(max_size=20), st.sampled_from(["text", "lead_units", "deadline"]), st.sampled_from(["1.1", "1.2", "1.3"])
)
def test_any_value_set_is_the_value_read_and_nothing_else_changes(value, field, reference):
    from planctl.findings.fixes import splice
    from planctl.planfile.editing import set_value
    from planctl.planfile.nodes import read_nodes

    source = Source("x", PLAN)
    root, _ = read_nodes(source)
    index = int(reference[-1]) - 1
    mapping = root.entries["tasks"].value.items[0].entries["requirements"].value.items[index]
    text = splice(PLAN, [set_value(source, mapping, field, value)])
    before, after = load_plan(source).plan, load_plan(Source("x", text)).plan
    assert after is not None, text
    for old, new in zip(before.rows(), after.rows(), strict=True):
        if new[1].reference != reference:
            assert old[1] == new[1]
            continue
        read = {"text": new[1].text, "lead_units": new[1].lead_units, "deadline": new[1].deadline}[field]
        shown = read if isinstance(read, str) else read.printed
        assert shown == value


def test_set_leaves_the_comments_behind_a_list_where_they_are(planctl, tmp_path):
    file = tmp_path / "plan.yaml"
    head = "format: 1\nplan: {title: 方案, year: 2017}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n  - text: 公开。\n"
    units = "    lead_units:\n    - 市编办\n    - 市财政局  # 新增\n"
    rest = "    # 待与市编办核对\n\n# 以下未定稿\n- {number: 2, title: 乙}\n"
    file.write_text(head + units + rest, encoding="utf-8")
    assert planctl("set", "1", "完成时限", "12月底")[0] == 0
    assert file.read_text(encoding="utf-8") == f"{head}{units}    deadline: 12月底\n{rest}"
    assert planctl("set", "1", "牵头单位", "市编办")[0] == 0
    assert file.read_text(encoding="utf-8") == f"{head}    lead_units: 市编办  # 新增\n    deadline: 12月底\n{rest}"


def test_titles_belong_to_tasks_and_cells_to_requirements_when_numbers_run_through_the_plan(planctl, tmp_path):
    file = tmp_path / "plan.yaml"
    text = (
        "format: 1\nplan: {title: 方案, year: 2017, numbering: continuous}\ntasks:\n"
        "- {number: 1, title: 甲, requirements: [{number: 1, text: 一。}, {number: 2, text: 二。}]}\n"
        "- {number: 2, title: 乙, requirements: [{number: 3, text: 三。}]}\n"
    )
    file.write_text(text, encoding="utf-8")
    assert planctl("set", "2", "title", "丙")[0] == 0
    assert planctl("set", "2", "text", "四。")[0] == 0
    assert file.read_text(encoding="utf-8") == text.replace("乙", "丙").replace("二。", "四。")


def test_a_unit_is_renamed_where_a_group_leaves_it_out(planctl, tmp_path):
    file = tmp_path / "plan.yaml"
    text = "format: 1\nplan: {title: 方案, year: 2017}\ntasks: [{number: 1, title: 甲, requirements: [{text: 一。, lead_units: 各镇（不含虎门镇）}]}]\n"
    file.write_text(text, encoding="utf-8")
    assert planctl("set", "--unit-old", "虎门镇", "--unit-new", "滨海镇")[0] == 0
    assert file.read_text(encoding="utf-8") == text.replace("虎门镇", "滨海镇")


def test_commands_that_change_a_file_at_once_all_succeed_and_none_undoes_another(planctl, tmp_path):
    fields = {"1.1": "5月底", "1.2": "7月底", "1.3": "8月底"}
    running = {
        reference: subprocess.Popen(
            [sys.executable, "-m", "planctl", "set", reference, "完成时限", value, "-p", tmp_path / "plan.yaml"],
            stderr=subprocess.DEVNULL,
        )
        for reference, value in fields.items()
    }
    results = {reference: process.wait() for reference, process in running.items()}
    text = tmp_path.joinpath("plan.yaml").read_text(encoding="utf-8")
    assert set(results.values()) == {0}
    for value in fields.values():
        assert value in text


def test_a_file_that_another_command_is_writing_is_left_alone(planctl, tmp_path, monkeypatch):
    from planctl.cli.arguments import plan_changes

    real, codes_of_others = plan_changes.write_atomically, []

    def while_another_comes(path, chunks):
        monkeypatch.setattr(plan_changes, "write_atomically", real)
        monkeypatch.setattr(plan_changes, "_PATIENCE", 0.05)
        codes_of_others.append(run(["set", "1.2", "完成时限", "7月底", "-p", str(path)]))
        real(path, chunks)

    monkeypatch.setattr(plan_changes, "write_atomically", while_another_comes)
    code, _, err = planctl("set", "1.1", "完成时限", "5月底", "-p", tmp_path / "plan.yaml")
    assert (code, codes_of_others) == (0, [4])
    assert "正在改写方案，最多等待" in err
    assert "错误：别的 planctl 正在改写方案" in err
    assert changed(tmp_path) == [(14, "    deadline: 5月底")]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "lock file belongs to uid 0"), "没有权限"),
        (OSError(28, "No space left on device"), "磁盘空间不足"),
        (NotImplementedError(), "系统不支持"),
    ],
)
def test_a_file_that_cannot_be_locked_is_left_alone(planctl, tmp_path, monkeypatch, error, reason):
    def fail(self, *_, **__):
        raise error

    monkeypatch.setattr("filelock.FileLock.acquire", fail)
    code, _, err = planctl("set", "1.1", "完成时限", "5月底", "-p", tmp_path / "plan.yaml")
    assert code == 4
    assert f"无法加锁，不能改写方案（{reason}）\n  未作改动" in err
    assert changed(tmp_path) == []


def test_a_temporary_folder_that_takes_no_lock_file_is_reported(planctl, tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(tmp_path / "plan.yaml"))
        code, _, err = planctl("validate", "--fix", "plan.yaml")
    assert code == 4
    assert "无法加锁" in err
    assert changed(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAN.replace("\n", "\r\n"),
        PLAN.rstrip("\n"),
        PLAN.rstrip("\n").replace("  # planctl: ignore PLN408", ""),
    ],
    ids=["a byte order mark and CRLF", "no last line end", "a last line without an end that changes"],
)
def test_a_diff_is_a_patch_whatever_the_line_ends(planctl, tmp_path, text):
    file = tmp_path / "plan.yaml"
    file.write_bytes(text.encode())
    _, out, _ = planctl("validate", "--diff", "plan.yaml")
    assert file.read_bytes() == text.encode()
    planctl("validate", "--fix", "plan.yaml")
    assert patched(text, out).encode() == file.read_bytes() != text.encode()


def test_diff_prints_nothing_but_the_diff(planctl):
    assert planctl("validate", "--diff", "-f", "json", "plan.yaml")[0] == 2


def test_a_comment_ignores_half_width_marks_on_its_line_only(planctl, tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(
        "format: 1\nplan: {title: 方案, year: 2017}\ntasks:\n"
        "- {number: 1, title: '甲,乙'}  # planctl: ignore PLN402\n- {number: 2, title: '丙,丁,戊'}\n",
        encoding="utf-8",
    )
    _, out, _ = planctl("validate", "--select", "PLN402", "-f", "json")
    (finding,) = json.loads(out)["findings"]
    assert finding["line"] == 5
    assert finding["message"] == "汉字旁有半角标点，全文共2处"


def test_a_file_that_is_no_plan_passes_under_no_selection(planctl, tmp_path):
    tmp_path.joinpath("plan.yaml").write_text("format: 1\ntasks: [\n", encoding="utf-8")
    assert planctl("validate", "--select", "PLN4")[0] == 1


@pytest.mark.parametrize("seed", range(20170601, 20170605))
def test_a_thousand_mutated_plans_give_findings_and_a_sane_exit_code(seed, tmp_path, capfd):
    chance = random.Random(seed)
    original = resource("data/plan2017.yaml").read_bytes()
    lines = original.splitlines(keepends=True)

    def mutated():
        kind = chance.randrange(6)
        if kind == 0:  # cut
            return original[: chance.randrange(len(original))]
        if kind == 1:  # doubled
            at = chance.randrange(len(lines))
            return b"".join(lines[:at] + lines[at : at + chance.randrange(1, 9)] * 2 + lines[at:])
        if kind == 2:  # retyped
            at = chance.randrange(len(original))
            return original[:at] + bytes(chance.choices(range(256), k=chance.randrange(1, 5))) + original[at + 2 :]
        if kind == 3:  # re-encoded
            text = original.decode()[: chance.randrange(200, 4000)]
            return text.encode(chance.choice(["gb18030", "utf-16", "utf-32", "utf-8-sig"]))
        if kind == 4:  # lines dropped
            return b"".join(line for line in lines if chance.random() > 0.03)
        shuffled = lines[:]  # lines swapped
        for _ in range(3):
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            shuffled[one], shuffled[other] = shuffled[other], shuffled[one]
        return b"".join(shuffled)

    seen = set()
    file = tmp_path / "plan.yaml"
    for _ in range(250):
        file.write_bytes(mutated())
        code = run(["validate", str(file)])
        captured = capfd.readouterr()
        assert code in (0, 1, 3)
        assert "Traceback" not in captured.out + captured.err
        assert captured.err
        seen.add(code)
    assert seen == {0, 1, 3}


def test_half_width_marks_of_a_whole_file_are_one_finding():
    loaded = load(resource("data/plan2017.yaml").read_text(encoding="utf-8"))
    assert [one.rule.code for one in check_plan(loaded)] == ["PLN402"]


def test_quotation_marks_and_dots_in_chinese_are_found_and_fixed_where_they_stand_letter_for_letter(tmp_path, capfd):
    file = tmp_path / "plan.yaml"
    file.write_text(
        "format: 1\nplan: {title: 方案, year: 2017}\ntasks:\n"
        '- {number: 1, title: 推进"互联网+"吗?等等..., lead_units: 市编办}\n'
        '- {number: 2, title: "推进\\"互联网\\"", lead_units: 市编办}\n',
        encoding="utf-8",
    )
    assert run(["validate", "--fix", str(file)]) == 0
    assert "推进“互联网+”吗？等等……, lead" in file.read_text(encoding="utf-8")
    assert 'title: "推进\\"互联网\\""' in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["2.- 公开。", "2. > 公开。", "2.'公开。", "\u200b- 公开。", "\u200b{公开。"])
def test_a_fix_that_would_bring_an_error_is_left_out(planctl, tmp_path, text):
    file = tmp_path / "plan.yaml"
    rows = f"  - {{number: 1, text: 公布。, lead_units: 市编办}}\n  - number: 2\n    text: {text}\n    lead_units: 市编办\n"
    plan = f"format: 1\nplan: {{title: 方案, year: 2017}}\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n{rows}"
    file.write_text(plan, encoding="utf-8")
    assert planctl("validate", file)[0] == 0
    assert planctl("validate", "--fix", file)[0] == 0
    assert planctl("validate", file)[0] == 0


def test_files_that_hold_no_plan_are_skipped_on_demand(planctl, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plan = "format: 1\nplan: {title: 甲方案, year: 2017}\ntasks: [{number: 1, title: 甲}, {number: 1, title: 乙}]\n"
    tmp_path.joinpath("工作安排.yml").write_text(plan, encoding="utf-8")
    tmp_path.joinpath("compose.yaml").write_text("services: {a: {image: b}}\n", encoding="utf-8")
    tmp_path.joinpath("甲.ledger.yaml").write_text(plan, encoding="utf-8")
    names = ["工作安排.yml", "compose.yaml", "甲.ledger.yaml"]
    code, out, _ = planctl("validate", "--plans-only", "--format", "json", *names)
    answer = json.loads(out)
    assert code == 1
    assert answer["counts"]["files"] == 1
    assert {finding["file"] for finding in answer["findings"]} == {"工作安排.yml"}
    assert planctl("validate", "--plans-only", "compose.yaml") == (0, "", "")
    assert planctl("validate", "compose.yaml")[0] == 1
    assert planctl("validate", "--plans-only", "none.yaml")[0] == 3


def test_the_hook_of_pre_commit_finds_plans_by_any_name():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "planctl validate --plans-only"
    for name in ("plan.yaml", "分工/工作安排.YML", "a.yaml"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "a.yaml.txt")
