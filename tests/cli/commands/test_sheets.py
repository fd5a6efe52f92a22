"""`planctl render --unit` and `--each-unit` as their users meet them: files, messages, exit codes, and being stopped."""

import csv
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from docx_grid import open_docx
from planctl.cli.commands.render import sheets
from planctl.cli.printing.progress import track

HEAD = "format: 1\nplan: {title: 测试方案, year: 2017}\n"
PLAN = (
    HEAD
    + """\
units:
- {name: 市编办}
- {name: 市财政局, full_name: 东莞市财政局}
- {name: 市老局, succeeded_by: 市编办}
- {name: 各镇, group: true, members: [虎门镇]}
- {name: 各单位, group: true}
- {name: "=乙局", aliases: [乙局]}
tasks:
- {number: 1, title: 甲, lead_units: 市编办、市丁局}
- {number: 2, title: 乙, lead_units: 各镇}
- {number: 3, title: 丙, lead_units: 乙局、各单位}
"""
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    tmp_path.joinpath("plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def sheet_name(unit, ending=".md"):
    return f"{unit}任务清单（摘自《测试方案》）{ending}"


def manifest(folder):
    data = folder.joinpath("任务清单目录.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_unit_s_sheet_is_written_under_its_title_by_any_name_of_the_unit(planctl, folder):
    folder.joinpath("plan.yaml").unlink()
    name = "市发改局任务清单（摘自《2017年全市政务信息公开工作重点分工方案》）.docx"
    code, out, _ = planctl("render", "docx", "--unit", "市发展和改革局")
    assert (code, out) == (0, f"{name}\n")
    grid = open_docx(folder.joinpath(name).read_bytes()).grid()
    assert [row[0] for row in grid] == ["序号", "3", "4", "7", "7", "9", "11"]
    code, out, _ = planctl("render", "md", "-u", "市发改局", "-u", "虎门镇", "-o", "-")
    assert code == 0
    assert out.startswith("# 市发改局、虎门镇任务清单<br>（摘自《2017年")


def test_an_unknown_unit_gets_the_suggestions_that_list_gives(planctl, folder):
    code, out, err = planctl("render", "md", "--unit", "市财政")
    assert (code, out) == (1, "")
    assert "没有“市财政”" in err
    assert "是否想查：市财政局" in err
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


def test_a_unit_without_a_row_gets_no_file_and_a_hint_of_what_may_concern_it(planctl, folder):
    code, out, err = planctl("render", "md", "--unit", "东莞市财政局")
    assert (code, out) == (1, "")
    assert "错误：方案中没有市财政局的任务，未生成任务清单\n  另有1条可能涉及：planctl list --unit 市财政局\n" in err
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--each-unit", "out", "--unit", "市编办"], "--each-unit 和 --unit 不能同用"),
        (["--each-unit", "out", "-o", "a.md"], "--each-unit 和 -o 不能同用"),
        (["--each-unit", "-"], "请给出文件夹"),
    ],
)
def test_options_that_do_not_fit_together_are_refused(planctl, folder, arguments, message):
    code, out, err = planctl("render", "md", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


def test_every_unit_gets_the_file_that_unit_gives_and_the_manifest_lists_them(planctl, folder):
    code, out, err = planctl("render", "md", "--each-unit", "新建/清单")
    target = folder / "新建" / "清单"
    assert (code, out) == (0, f"{Path('新建', '清单', '任务清单目录.csv')}\n")
    assert "中写出6份任务清单；没有任务、未生成的2个：市财政局、市老局\n" in err
    assert manifest(target) == [
        ["单位", "文件", "列名", "经统称涉及", "可能涉及", "仅存单元格", "说明"],
        ["市编办", sheet_name("市编办"), "1", "0", "1", "0", ""],
        ["市财政局", "", "0", "0", "1", "0", "没有任务，未生成"],
        ["市老局", "", "0", "0", "1", "0", "现为市编办；没有任务，未生成"],
        ["各镇", sheet_name("各镇"), "1", "0", "1", "0", "统称，成员另有各自的清单"],
        ["各单位", sheet_name("各单位"), "1", "0", "0", "0", "统称，未列明成员"],
        ["'=乙局", "'" + sheet_name("=乙局"), "1", "0", "0", "0", ""],
        ["虎门镇", sheet_name("虎门镇"), "0", "1", "1", "0", ""],
        ["市丁局", sheet_name("市丁局"), "1", "0", "1", "0", "名录未登记"],
    ]
    assert len(list(target.iterdir())) == 7
    for unit in ("市编办", "各镇", "乙局", "市丁局"):
        assert planctl("render", "md", "--unit", unit, "-o", "one.md")[0] == 0
        assert (
            folder.joinpath("one.md").read_bytes()
            == target.joinpath(sheet_name(unit.replace("乙局", "=乙局"))).read_bytes()
        )


def test_files_of_the_same_name_are_replaced_and_others_stay(planctl, folder):
    target = folder / "out"
    target.mkdir()
    target.joinpath(sheet_name("市编办")).write_text("旧", encoding="utf-8")
    target.joinpath("别的.md").write_text("别的", encoding="utf-8")
    assert planctl("render", "md", "--each-unit", "out")[0] == 0
    assert target.joinpath(sheet_name("市编办")).read_text(encoding="utf-8").startswith("# 市编办任务清单")
    assert target.joinpath("别的.md").read_text(encoding="utf-8") == "别的"


def test_a_sheet_open_in_word_is_found_before_anything_is_written(planctl, folder):
    target = folder / "out"
    target.mkdir()
    target.joinpath(sheet_name("虎门镇", ".docx")).write_text("旧", encoding="utf-8")
    target.joinpath(".~lock." + sheet_name("虎门镇", ".docx") + "#").write_text("", encoding="utf-8")
    code, out, err = planctl("render", "docx", "--each-unit", "out")
    assert (code, out) == (4, "")
    assert "正在 Word、WPS 或 LibreOffice 中打开" in err
    assert len(list(target.iterdir())) == 2
    assert target.joinpath(sheet_name("虎门镇", ".docx")).read_text(encoding="utf-8") == "旧"


def test_a_file_in_the_folder_s_place_is_refused(planctl, folder):
    code, _, err = planctl("render", "md", "--each-unit", "plan.yaml")
    assert code == 4
    assert "这是文件，不是文件夹" in err
    assert folder.joinpath("plan.yaml").read_text(encoding="utf-8") == PLAN


def test_a_plan_with_errors_gives_no_sheets(planctl, folder):
    folder.joinpath("plan.yaml").write_text(PLAN + "- {number: 1, title: 丁, lead_units: 市编办}\n", encoding="utf-8")
    code, _, err = planctl("render", "md", "--each-unit", "out")
    assert code == 1
    assert "未生成文档" in err
    assert not folder.joinpath("out").exists()


def test_stopped_while_writing_the_finished_files_are_whole_and_no_manifest_stands(planctl, folder, monkeypatch):
    assert planctl("render", "md", "--each-unit", "out")[0] == 0
    whole = {path.name: path.read_bytes() for path in folder.joinpath("out").iterdir()}
    written = []

    def stopped(path, chunks):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(path)
        write(path, chunks)

    write = sheets.write_atomically
    monkeypatch.setattr(sheets, "write_atomically", stopped)
    code, out, err = planctl("render", "md", "--each-unit", "out")
    assert (code, out) == (130, "")
    assert "没有写完：out 中写出了6份中的2份，没有写目录\n已中断。" in err
    del whole["任务清单目录.csv"]
    assert {path.name: path.read_bytes() for path in folder.joinpath("out").iterdir()} == whole


@pytest.mark.skipif(os.name == "nt", reason="no such terminals on Windows")
def test_stopped_while_drawing_the_folder_stays_as_it_was(folder):
    rows = "".join(f"- {{number: {one}, title: 甲, lead_units: 市{one}局}}\n" for one in range(1, 800))
    folder.joinpath("plan.yaml").write_text(f"{HEAD}tasks:\n{rows}", encoding="utf-8")
    target = folder / "out"
    target.mkdir()
    target.joinpath("任务清单目录.csv").write_text("旧", encoding="utf-8")
    marker = "生成 "
    process, screen = on_a_terminal("render", "docx", "--each-unit", "out")
    seen = read_until(screen, marker)
    process.send_signal(signal.SIGINT)
    seen += read_until(screen, None)
    assert process.wait(timeout=30) == 130
    assert marker in seen
    assert [path.name for path in target.iterdir()] == ["任务清单目录.csv"]
    assert target.joinpath("任务清单目录.csv").read_text(encoding="utf-8") == "旧"


def on_a_terminal(*arguments):
    """The program with standard error on a terminal, and the other end of that terminal."""
    screen, terminal = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "planctl", *arguments], stdout=subprocess.DEVNULL, stderr=terminal, stdin=terminal
    )
    os.close(terminal)
    return process, screen


def read_until(screen, marker):
    seen = b""
    while marker is None or marker.encode() not in seen:
        try:
            data = os.read(screen, 4096)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        seen += data
    return seen.decode(errors="replace")


@pytest.mark.parametrize(("terminal", "slow", "bar"), [(True, True, True), (True, False, False), (False, True, False)])
def test_a_bar_is_drawn_on_a_terminal_once_a_second_has_gone_by(capfd, monkeypatch, terminal, slow, bar):
    clock = iter(range(0, 1000, 2) if slow else [0.0] * 1000)
    monkeypatch.setattr("planctl.cli.printing.progress.time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    shown = []

    class Bar:
        def __init__(self, *columns, **options):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        def add_task(self, label, total, completed):
            shown.append((label, total, completed))
            return 0

        def advance(self, task):
            shown.append("step")

    monkeypatch.setattr("rich.progress.Progress", Bar)
    assert list(track([1, 2, 3], "生成")) == [1, 2, 3]
    assert shown == ([("生成", 3, 1), "step", "step"] if bar else [])
    assert list(track([], "生成")) == []
