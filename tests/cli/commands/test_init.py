"""A new plan from scratch and from last year's: valid, nothing overwritten, nothing dated taken over in silence."""

import os
import subprocess
import sys

import pytest
from hypothesis import given

from plan_strategies import plans
from planctl.checks import check_plan
from planctl.findings.diagnostics import count_errors
from planctl.model.plan import Plan, Requirement, Task
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.renewal import Doubt, dates_named, renew_plan
from planctl.source import Source
from support import ROOT, plan_of

BUILT_IN = ROOT / "data" / "plan2017.yaml"

LAST_YEAR = """\
format: 1
plan:
  title: 2017年重点工作分工方案
  year: 2017
  stage: 印发稿
  document_number: 东府办函〔2017〕304号
  dated_on: 2017-06-01
  printed_on: 2017-06-02
  notice_title: 关于印发《2017年重点工作分工方案》的通知
  headings: {deadline: 时间节点}
units:
  - {name: 市质监局, succeeded_by: 市市场监管局}
  - {name: 市编办}
tasks:
  - number: 1
    title: 推进决策公开
    requirements:
      - number: 1
        text: 按东府〔2017〕12号公开，投资2000万元。
        lead_units: 市质监局
        deadline: 2017年11月底前
      - {number: 3, text: 完善制度。, lead_units: 市编办, deadline: 6月底前}
gaps:
  - {kind: requirement, reference: "1.2"}
"""


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    return tmp_path


@pytest.fixture
def last_year(empty_folder):
    path = empty_folder / "last.yaml"
    path.write_text(LAST_YEAR, encoding="utf-8")
    return path


def test_a_plan_from_scratch_has_no_findings_and_holds_what_was_given(planctl, empty_folder):
    code, out, err = planctl("init", "--title", "2018年重点工作分工方案", "--issuing-authority", "东莞市人民政府办公室")
    assert (code, out, err) == (0, "plan2018.yaml\n", "")
    loaded = load_plan(Source("plan.yaml", empty_folder.joinpath("plan2018.yaml").read_text(encoding="utf-8")))
    assert check_plan(loaded) == []
    assert (loaded.plan.title, loaded.plan.year) == ("2018年重点工作分工方案", 2018)
    assert (loaded.plan.stage, loaded.plan.issuing_authority) == ("征求意见稿", "东莞市人民政府办公室")


def test_nothing_that_exists_is_overwritten(planctl, last_year):
    before = last_year.read_bytes()
    code, out, err = planctl("init", "--title", "方案", "--year", "2018", "-o", last_year)
    assert (code, out) == (4, "")
    assert "已经存在" in err
    last_year.with_name("plan2018.yaml").symlink_to("nowhere.yaml")
    assert planctl("init", "--from", last_year, "--year", "2018")[0] == 4
    assert last_year.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "--title"),
        (["--title", "重点工作分工方案"], "--year"),
        (["--from", "last.yaml"], "--year"),
        (["--title", "\udcff", "--year", "2018"], "编码"),
        (["--title", " ", "--year", "2018"], "标题不能为空"),
        (["--title", "方案", "--year", "20"], "年份有误"),
        (["--from", "last.yaml", "--year", "2017"], "应当晚于"),
    ],
)
def test_what_is_missing_or_wrong_is_a_usage_error_where_nobody_can_be_asked(arguments, word, last_year):
    result = subprocess.run(
        [sys.executable, "-m", "planctl", "init", *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )
    assert result.returncode == 2
    assert word in result.stderr.decode()
    assert sorted(path.name for path in last_year.parent.iterdir()) == ["last.yaml"]


def on_terminal(answers, *arguments):
    """planctl init with a terminal at its input: exit code and what it writes."""
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "planctl", "init", *arguments],
            stdin=end,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            os.write(terminal, answers.encode())
            out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()
    finally:
        os.close(terminal)
        os.close(end)


def test_on_a_terminal_it_asks_for_what_was_not_given(empty_folder):
    code, out, err = on_terminal("\n重点工作分工方案\n市政府办\n二〇一八\n2018\n")
    assert (code, out) == (0, "plan2018.yaml\n")
    assert err.count("方案标题：") == 2
    assert "请写四位年份" in err
    plan = load_plan(Source("plan.yaml", empty_folder.joinpath("plan2018.yaml").read_text(encoding="utf-8"))).plan
    assert (plan.title, plan.issuing_authority) == ("重点工作分工方案", "市政府办")


def test_on_a_terminal_the_year_after_last_year_s_is_offered(last_year):
    assert on_terminal("\n", "--from", "last.yaml")[0] == 0
    assert last_year.with_name("plan2018.yaml").exists()


def test_ending_the_input_at_a_question_is_an_interruption(empty_folder):
    code, _, err = on_terminal("\x04")
    assert code == 130
    assert "已中断" in err
    assert list(empty_folder.iterdir()) == []


def test_last_year_s_plan_becomes_a_draft_and_what_is_dated_is_listed(planctl, last_year):
    code, out, err = planctl("init", "--from", last_year, "--year", "2018")
    assert (code, out) == (0, "plan2018.yaml\n")
    assert err == (
        "稿次写作征求意见稿。\n"
        "未带入：发文字号 东府办函〔2017〕304号、成文日期 2017-06-01、印发日期 2017-06-02。\n"
        "请逐条核对，共4处（文件中以“请核对”注明）：\n"
        "  单位名录 市质监局  该单位已撤并，由市市场监管局承接，方案中仍列有该单位\n"
        "  1.1 具体要求  去年的日期：〔2017〕\n"
        "  1.1 时间节点  去年的日期：2017年11月底前\n"
        "  1.2  去年的方案原文缺失整行；没有内容可补的，请删去该行并调整后面的序号\n"
    )
    assert last_year.with_name("plan2018.yaml").read_text(encoding="utf-8") == (
        """\
format: 1
plan:
  title: 2018年重点工作分工方案
  year: 2018
  stage: 征求意见稿
  notice_title: 关于印发《2018年重点工作分工方案》的通知
  headings: {deadline: 时间节点}
units:
  # 请核对：该单位已撤并，由市市场监管局承接，方案中仍列有该单位
  - {name: 市质监局, succeeded_by: 市市场监管局}
  - name: 市编办
tasks:
  - number: 1
    title: 推进决策公开
    requirements:
      - number: 1
        text: 按东府〔2017〕12号公开，投资2000万元。  # 请核对：去年的日期
        lead_units: 市质监局
        deadline: 2017年11月底前  # 请核对：去年的日期
      # 请核对：去年的方案原文缺失整行；没有内容可补的，请删去该行并调整后面的序号
      - number: 2
        text: null
        lead_units: null
        deadline: null
      - number: 3
        text: 完善制度。
        lead_units: 市编办
        deadline: 6月底前
"""
    )


def test_the_built_in_plan_becomes_a_valid_draft_with_every_gap_as_an_open_row(planctl, empty_folder):
    code, _, err = planctl("init", "--from", BUILT_IN, "--year", "2018")
    assert code == 0
    loaded = load_plan(Source("plan.yaml", empty_folder.joinpath("plan2018.yaml").read_text(encoding="utf-8")))
    assert count_errors(check_plan(loaded)) == 0
    assert [task.number for task in loaded.plan.tasks] == [str(number) for number in range(1, 25)]
    assert loaded.plan.gaps == ()
    assert (
        "  21  去年的原文该行只余部分单元格：市政务服务办、市各有关单位,各镇(街、园区)，12月底，属第21项最后一条\n"
        in err
    )
    assert "可能还有内容，未带入：2.3、10.3、13.4、17.5、19.6、22.3、25。" in err
    kept = [one.text for _, one in load_plan(Source("x", BUILT_IN.read_text(encoding="utf-8"))).plan.rows() if one.text]
    assert [one.text for _, one in loaded.plan.rows() if one.text] == kept


def test_an_error_that_the_new_year_brings_is_reported(planctl, last_year):
    last_year.write_text(LAST_YEAR.replace("6月底前", "6月30日（星期五）"), encoding="utf-8")
    code, out, err = planctl("init", "--from", last_year, "--year", "2018")
    assert (code, out) == (1, "plan2018.yaml\n")
    assert "  1.3 时间节点  去年的日期：6月30日（星期五）\n" in err
    assert "PLN306" in err
    assert "新方案有1处错误" in err


def test_a_classified_plan_and_one_that_cannot_be_read_whole_are_refused(planctl, last_year):
    last_year.write_text(LAST_YEAR.replace("stage: 印发稿", "classification: 秘密"), encoding="utf-8")
    code, out, err = planctl("init", "--from", last_year, "--year", "2018")
    assert (code, out) == (1, "")
    assert "密级" in err
    last_year.write_text(LAST_YEAR.replace("deadline: 6月底前", "dead_line: 6月底前"), encoding="utf-8")
    code, out, err = planctl("init", "--from", last_year, "--year", "2018")
    assert (code, out) == (1, "")
    assert "不能作底稿" in err
    assert [path.name for path in last_year.parent.iterdir()] == ["last.yaml"]


def titles_of(title, notice_title=""):
    renewed = renew_plan(Plan(title, 2017, notice_title=notice_title), 2018)
    return renewed.plan.title, renewed.plan.notice_title, [(one.key, one.words) for one in renewed.doubts]


def test_the_year_in_the_titles_is_replaced_only_where_it_is_the_old_one():
    assert titles_of("2017年方案", "关于做好2017年公开工作的通知") == ("2018年方案", "关于做好2018年公开工作的通知", [])
    assert titles_of("2017工作方案") == ("2018工作方案", "", [])
    assert titles_of("工作方案") == ("工作方案", "", [])
    assert titles_of("2017—2020年方案") == ("2017—2020年方案", "", [("title", "2017、2020年")])
    assert titles_of("二〇一七年方案") == ("二〇一七年方案", "", [("title", "二〇一七年")])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017年11月30日前公开", ["2017年11月30日"]),
        ("２０１７年底", ["2017年"]),
        ("截至2017.6.30、2017-07-01", ["2017.6.30", "2017-07-01"]),
        ("国办发〔2016〕19号、粤府[2017]3号", ["〔2016〕", "[2017]"]),
        ("落实5月15日会议精神", ["5月15日"]),
        ("投资2000万元，建设2017套、2.2017亿", []),
        ("6月底前、每月5日前", []),
    ],
)
def test_what_counts_as_a_date_of_last_year_in_a_text(text, words):
    assert dates_named(text) == words


def test_a_deadline_without_a_year_needs_no_look_and_one_that_cannot_move_does():
    def doubts(deadline):
        plan = plan_of(f"tasks: [{{number: 1, title: 甲, lead_units: 市编办, deadline: {deadline}}}]")
        return [one.key for one in renew_plan(plan, 2018).doubts]

    assert [doubts(one) for one in ("6月底前", "每季度末", "全年", "印发之日起20个工作日内")] == [[], [], [], []]
    assert [doubts(one) for one in ("2017年底前", "17年6月底前", "6月30日（星期五）")] == [["deadline"]] * 3


@given(plans())
def test_the_wording_of_any_plan_is_kept_and_no_task_is_lost(plan):
    renewed = renew_plan(plan, plan.year + 1)
    missing = len({gap.reference for gap in plan.gaps if gap.kind == "task"})
    assert len(renewed.plan.tasks) == len(plan.tasks) + missing

    def wording(one):
        return {(task.reference, task.title, row.text, *row.extra.items()) for task, row in one.rows()}

    assert wording(plan) <= wording(renewed.plan)
    again = load_plan(Source("plan.yaml", dump_plan(renewed.plan)))
    assert again.diagnostics == []
    assert [one.reference for one in again.plan.tasks] == [one.reference for one in renewed.plan.tasks]
    assert [one.reference for _, one in again.plan.rows()] == [one.reference for _, one in renewed.plan.rows()]


def test_a_lost_task_of_a_plan_without_requirements_is_a_row_of_the_same_kind():
    text = (
        "tasks: [{number: 1, title: 甲, lead_units: 市编办}, {number: 3, title: 乙, lead_units: 市编办}]\n"
        "gaps: [{kind: task, reference: '2'}]"
    )
    renewed = renew_plan(plan_of(text), 2018)
    assert renewed.plan.tasks[1] == Task("2", "2", None, (Requirement("2", None, "", lead_units=None),))
    assert renewed.doubts == (Doubt("2", "", "去年的方案原文缺失整行；没有内容可补的，请删去该行并调整后面的序号"),)
