"""How long LibreOffice takes for a long table is said before, and what would take hours is not begun."""

import pytest

from planctl.cli import run
from planctl.document.page_starts import restart_merges
from planctl.document.view import view_plan
from planctl.errors import ConverterError
from planctl.renderers import pdf
from planctl.renderers.printing_time import seconds_to_print
from support import plan_of


def plan_text(rows, each=5):
    lines = ["tasks:"]
    for task in range(rows // each):
        lines += [f"- number: {task + 1}", f"  title: 甲{task + 1}", "  requirements:"]
        lines += [f"  - {{number: {n + 1}, text: 公开。, lead_units: 市编办, deadline: 6月底}}" for n in range(each)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("rows", "measured"), [(1000, 3.6), (2000, 15.2), (3000, 49.1), (4000, 123.1)])
def test_what_is_expected_is_about_what_was_measured(rows, measured):
    view = view_plan(plan_of(plan_text(rows)))
    assert measured / 1.5 < seconds_to_print(view) < measured * 1.5


def test_merged_cells_take_most_of_the_time():
    view = view_plan(plan_of(plan_text(4000)))
    assert seconds_to_print(restart_merges(view, range(4000))) == pytest.approx(31, rel=0.1)
    assert seconds_to_print(view_plan(plan_of(plan_text(4000, each=1)))) == pytest.approx(31, rel=0.1)


def test_what_would_take_hours_is_not_begun_and_its_user_is_told_what_to_do_instead():
    with pytest.raises(ConverterError, match="表格有15000行，LibreOffice 要排一个多小时") as error:
        seconds_to_print(view_plan(plan_of(plan_text(15000))))
    assert error.value.exit_code == 4
    assert all(way in error.value.hint for way in ("--unit", "--no-merge", "render docx"))


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        (5000, [], "表格有5000行，LibreOffice 排一遍大约要3分钟，为了在页首重印序号和任务可能要排几遍"),
        (5000, ["--no-repeat-heads"], "表格有5000行，LibreOffice 排一遍大约要3分钟\n"),
        (5000, ["--no-merge"], "表格有5000行，LibreOffice 排一遍大约要1分钟\n"),
        (1000, [], ""),
    ],
)
def test_minutes_are_said_before_libreoffice_begins(tmp_path, monkeypatch, capsys, rows, options, said):
    monkeypatch.chdir(tmp_path)
    text = f"format: 1\nplan: {{title: 测试方案, year: 2017}}\n{plan_text(rows)}"
    tmp_path.joinpath("plan.yaml").write_text(text, encoding="utf-8")

    def begin(*_):
        raise ConverterError("开始", "")

    monkeypatch.setattr(pdf, "printing", begin)
    assert run(["render", "pdf", "-p", "plan.yaml", *options]) == 4
    err = capsys.readouterr().err
    before, _, _ = err.partition("错误：开始")
    assert before.startswith(said) if said else before == ""
