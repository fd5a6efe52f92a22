"""Findings that repeat are reported once to people, with their number and lines; machines get each."""

import json

from planctl.checks import check_plan
from planctl.cli import run
from planctl.findings.repeated import group_repeated
from support import load

ROW = "  - {{number: {0}, text: 公开第{0}批。, lead_units: {1}, deadline: 全年}}\n"


def plan(*units):
    rows = "".join(ROW.format(number, unit) for number, unit in enumerate(units, 1))
    return f"plan: {{title: 方案, year: 2017}}\nunits: [{{name: 市编办}}]\ntasks:\n- number: 1\n  title: 甲\n  requirements:\n{rows}"


def grouped(text):
    loaded = load(text)
    return [(one.rule.code, one.message, one.help) for one in group_repeated(loaded.source, check_plan(loaded))]


def test_findings_that_differ_only_in_their_place_are_one_with_the_lines_of_the_others():
    ((code, message, advice),) = grouped(plan("市编办", *["null"] * 45))
    assert code == "PLN701"
    assert message == "第1.2条的牵头单位待定，同样的共45处"
    assert "另见第10、11、" in advice
    assert advice.endswith("等行。")


def test_findings_of_one_rule_on_different_things_stay_apart():
    found = grouped(plan("市编办", "市财政局", "市公安局", "市财政局"))
    assert [(code, message) for code, message, _ in found] == [
        ("PLN202", "第1.2条的牵头单位“市财政局”不在名录里，同样的共2处"),
        ("PLN202", "第1.3条的牵头单位“市公安局”不在名录里"),
    ]


def test_a_finding_that_repeats_on_its_own_line_names_no_other():
    text = "tasks: [{number: 1, title: a, lead_units: 市编办、市编办}, {number: 2, title: b, lead_units: 市编办、市编办}]\n"
    ((_, message, advice),) = grouped(text)
    assert message.endswith("同样的共2处")
    assert "另见" not in advice


def test_validate_prints_a_repeated_finding_once_and_counts_each(tmp_path, capfd):
    path = tmp_path / "plan.yaml"
    path.write_text("format: 1\n" + plan("市编办", *["null"] * 45), encoding="utf-8")
    assert run(["validate", str(path)]) == 0
    captured = capfd.readouterr()
    assert captured.out.count("PLN701") == 1
    assert "提醒45处" in captured.err
    run(["validate", str(path), "-f", "json"])
    assert len(json.loads(capfd.readouterr().out)["findings"]) == 45
