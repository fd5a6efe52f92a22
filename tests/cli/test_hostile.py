"""Inputs, outputs and terminals that once broke planctl, or were meant to."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from planctl.cli import run
from planctl.cli.printing.column_widths import Column, Kind
from planctl.cli.printing.styles import Painter
from planctl.cli.printing.table import lay_out
from planctl.document.view import view_plan
from planctl.files import write_atomically
from planctl.queries import find
from support import found, load, plan_of
from support_docx import rendered


def rows_of(text, **options):
    plan = plan_of(text)
    return rendered(plan, view_plan(plan, **options)).grid()


def program(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "planctl", *map(str, arguments)], capture_output=True, timeout=60, **options
    )


def test_headings_of_extra_columns_are_text_never_templates():
    head, _ = rows_of(
        "tasks:\n- {number: 1, title: 甲, requirements: [{text: a, extra: {'{{ 7*7 }}': b, '{{ oops }}': c, '{% x %}': d}}]}\n"
    )
    assert head[3:] == ["{{ 7*7 }}", "{{ oops }}", "{% x %}"]


def test_columns_stand_in_the_plan_s_own_order_in_word_too():
    head, row = rows_of(
        "plan: {title: 方案, year: 2017, headings: {number: 序, deadline: 时间, title: 任务, text: 内容, lead_units: 责任单位}}\n"
        "tasks:\n- {number: 1, title: 甲, requirements: [{text: a, lead_units: 市编办, deadline: 全年}]}\n"
    )
    assert head == ["序", "时间", "任务", "内容", "责任单位"]
    assert row == ["1", "全年", "甲", "a", "市编办"]


def test_orphans_of_a_task_that_is_there_and_several_of_a_missing_one_are_all_drawn():
    lost = "〔原文缺失〕"
    assert rows_of(
        "tasks:\n- {number: 1, title: 甲, requirements: [{text: a, lead_units: 市编办, deadline: 全年}]}\n"
        "gaps:\n- {kind: orphan, reference: '1', lead_units: 市存局, supporting_units: 市协局}\n- {kind: task, reference: '2'}\n"
        "- {kind: orphan, reference: '2', lead_units: 市甲局}\n- {kind: orphan, reference: '2', deadline: 每月}\n"
    )[1:] == [
        ["1", "甲", "a", "市编办", "", "全年"],
        ["1", "甲", lost, "市存局", "市协局", lost],
        ["2", lost, lost, "市甲局", lost, lost],
        ["2", lost, lost, lost, lost, "每月"],
    ]


def test_missing_rows_of_a_plan_numbered_through_stand_among_their_neighbours():
    text = (
        "plan: {title: 方案, year: 2017, numbering: continuous}\n"
        "tasks:\n- {number: 1, title: 甲, requirements: [{number: 1, text: a}]}\n"
        "- {number: 2, title: 乙, requirements: [{number: 3, text: b}]}\n"
        "gaps:\n- {kind: requirement, reference: '2'}\n"
    )
    assert [row[2] for row in rows_of(text)[1:]] == ["1.a", "2.〔原文缺失〕", "3.b"]
    assert [one[0] for one in found(text.replace("kind: requirement", "kind: task"))] == ["PLN103", "PLN111"]
    plan = plan_of(text)
    assert [one.reference for _, one in find(plan, "3")[0]] == ["3"]


@pytest.mark.parametrize(
    "gap",
    ["{kind: task, reference: abc}", "{kind: task, reference: '9.9'}", "{kind: requirement, reference: '7'}",
     "{kind: requirement, reference: '1#3'}", "{kind: open_end, reference: 胡说}"],
)  # fmt: skip
def test_a_gap_that_names_no_place_is_an_error(gap):
    assert [one[0] for one in found(f"tasks:\n- {{number: 1, title: 甲}}\ngaps:\n- {gap}\n")] == ["PLN112"]


def test_a_requirement_missing_from_a_missing_task_has_no_row_of_its_own():
    text = "tasks:\n- {number: 1, title: 甲}\n- {number: 3, title: 丙}\ngaps:\n- {kind: task, reference: '2'}\n- {kind: requirement, reference: '2.2'}\n"
    assert [row[0] for row in rows_of(text)[1:]] == ["1", "2", "3"]


def test_numbers_that_look_different_and_are_the_same_are_duplicates():
    assert [
        one[0]
        for one in found("tasks:\n- {number: 1, title: 甲}\n- {number: '01', title: 乙}\n- {number: １, title: 丙}\n")
    ] == [
        "PLN101",
        "PLN101",
    ]
    sections = "tasks:\n- {number: 1, section: 一、共性, title: 甲}\n- {number: 1, section: 一、个性, title: 乙}\n"
    assert [one[0] for one in found("plan: {title: 方案, year: 2017, numbering: per-section}\n" + sections)] == [
        "PLN101"
    ]
    tens = "tasks:\n- {number: 1, section: 十大工程, title: 甲}\n- {number: 1, section: 十大行动, title: 乙}\n"
    assert found("plan: {title: 方案, year: 2017, numbering: per-section}\n" + tens) == []


def test_references_written_with_full_width_characters_are_reached():
    plan = plan_of(
        "tasks:\n- {number: （一）, title: 甲, requirements: [{number: ①, text: a}, {number: ２, text: b}]}\n"
    )
    for reference in ("（一）.①", "(一).1", "（一）.２", "(一).2"):
        assert find(plan, reference)[0]


def test_a_task_without_requirements_is_a_row_like_any_other(capfd, tmp_path, monkeypatch):
    file = tmp_path / "plan.yaml"
    file.write_text("format: 1\nplan: {title: 方案, year: 2017}\ntasks:\n- {number: 1, title: 甲}\n", encoding="utf-8")
    assert run(["list", "-p", str(file)]) == 0
    assert capfd.readouterr().out.endswith("共1条\n")
    assert run(["show", "1", "-p", str(file)]) == 0
    assert run(["due", "-p", str(file)]) == 0


def test_null_in_a_list_of_units_is_no_unit():
    assert ("PLN014", 2, 44) in found("tasks:\n- {number: 1, title: 甲, lead_units: [市发改局, null]}\n")


def test_a_control_character_written_as_an_escape_is_an_error():
    assert [one[0] for one in found('tasks:\n- {number: 1, title: "推进\\x07决策"}\n')] == ["PLN412"]


@pytest.mark.parametrize("width", [1, 5, 20, 40, 50, 80, 140])
def test_no_cell_is_cut_on_a_screen_of_any_width(width, capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(tmp_path)
    assert run(["list"]) == 0
    shown = set("".join(capfd.readouterr().out.split()))
    assert set("视省试点工作完成情况而定收到省级政策文件后及时转发") <= shown
    deadline = "2017年12月底前，" + "并长期坚持，" * 20
    table = lay_out(
        [Column("序号"), Column("要求", Kind.TEXT), Column("时限", Kind.TEXT)],
        [["1", "公开。", deadline]],
        max(width, 20),
    )
    assert sum(line.count("并") for line in table.lines(Painter())) == 20


def test_a_finding_in_a_file_of_one_line_shows_only_the_part_around_it(capfd, tmp_path):
    tasks = [{"number": str(index + 1), "title": f"任务{index}", "lead_units": "甲、甲"} for index in range(300)]
    content = {"format": "1", "plan": {"title": "方案", "year": "2017"}, "tasks": tasks}
    file = tmp_path / "one-line.yaml"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    assert run(["validate", str(file)]) == 0
    assert len(capfd.readouterr().out) < 300 * 500


def test_a_list_of_a_million_wrong_items_ends(tmp_path):
    loaded = load("tasks: [" + "1," * 300_000 + "]\n")
    assert 1_000 < len(loaded.diagnostics) < 10_000


def test_thousands_of_gaps_and_holes_take_no_quadratic_time():
    numbers = range(1, 4001)
    tasks = "".join(f"- {{number: {2 * number}, title: 甲}}\n" for number in numbers)
    gaps = "".join(f"- {{kind: task, reference: '{2 * number - 1}'}}\n" for number in numbers)
    start = time.process_time()
    plan = plan_of(f"tasks:\n{tasks}gaps:\n{gaps}")
    assert len(view_plan(plan).rows) == 8000
    holes = "".join(f"- {{number: {90_000 * number}, title: 甲}}\n" for number in numbers)
    assert len(found(f"tasks:\n{holes}")) == 4000
    assert time.process_time() - start < 30, "a guard against hanging, no measurement"


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/null", "/proc/self/fd/1"])
def test_devices_are_no_output_files(path, capfd):
    assert run(["render", "md", "-o", path]) == 4


def test_a_loop_of_links_and_a_name_too_long_are_refused(tmp_path):
    from planctl.errors import OutputRefusedError

    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("长" * 100)):
        with pytest.raises(OutputRefusedError):
            write_atomically(path, [b"x"])
    name = "a" * 251 + ".md"
    write_atomically(tmp_path / name, [b"1"])
    write_atomically(tmp_path / name, [b"2"])


def test_a_very_long_title_makes_a_name_that_the_file_system_takes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = f"format: 1\nplan: {{title: {'𠮷' * 200}, year: 2017}}\ntasks: []\n"
    tmp_path.joinpath("plan.yaml").write_text(text, encoding="utf-8")
    assert run(["render", "md"]) == 0
    assert run(["render", "md"]) == 0


def test_a_plan_from_standard_input_can_be_rendered_twice(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        text = b"format: 1\nplan: {title: a, year: 2017}\ntasks: []\n"
        assert program("render", "md", "-p", "-", "-o", "x.md", input=text, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("validate {plan} 2>&-", 0),
        ("validate {plan} 2>/dev/full", 0),
        ("list -p none.yaml 2>&-", 3),
        ("nonsense 2>&-", 2),
        ("list -p {plan} >&-", 4),
        ("list -p {plan} >/dev/full", 4),
        ("--version >/dev/full", 4),
        ("list >&-", 4),
        ("list >&- 2>&-", 4),
        ("parse deadline 6月 >&-", 4),
        ("--help >&-", 4),
        ("list --help >/dev/full", 4),
        ("--show-completion >/dev/full", 4),
        ("render docx -o - >&-", 4),
        ("import table.md 2>&-", 0),
        ("--help | true", 0),
        ("validate - <&-", 3),
    ],
)
def test_closed_and_full_streams_give_the_right_exit_code(command, code, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("format: 1\nplan: {title: a, year: 2017}\ntasks: []\n", encoding="utf-8")
    table = "# 2017年方案\n| 序号 | 工作任务 | 牵头单位 |\n| --- | --- | --- |\n| 1 | 公开 | 市编办 |\n"
    tmp_path.joinpath("table.md").write_text(table, encoding="utf-8")
    line = f"set -o pipefail; {sys.executable} -m planctl {command.format(plan=plan)}"
    result = subprocess.run(["bash", "-c", line], capture_output=True, cwd=tmp_path, timeout=60)
    assert result.returncode == code, result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert b"Exception" not in result.stderr


def test_completion_to_a_full_disk_is_exit_4(tmp_path):
    environment = {**os.environ, "_PLANCTL_COMPLETE": "complete_bash", "COMP_WORDS": "planctl li", "COMP_CWORD": "1"}
    line = f"{sys.executable} -m planctl >/dev/full"
    result = subprocess.run(line, shell=True, capture_output=True, env=environment, timeout=60)
    assert result.returncode == 4
    assert "无法写入标准输出" in result.stderr.decode()


@pytest.mark.parametrize(
    "command",
    ["list -p plan.yaml >out.txt", "render md -p plan.yaml -o out.md", "init --title a --year 2017 -o b.yaml"],
)
def test_no_room_for_files_is_exit_4(command, tmp_path):
    tmp_path.joinpath("plan.yaml").write_text("format: 1\nplan: {title: a, year: 2017}\ntasks: []\n", encoding="utf-8")
    line = f"ulimit -f 0; {sys.executable} -m planctl {command}"
    result = subprocess.run(line, shell=True, capture_output=True, cwd=tmp_path, timeout=60)
    assert result.returncode == 4
    assert "超出文件大小的限制" in result.stderr.decode()


def test_a_file_never_takes_the_place_of_a_closed_standard_stream(tmp_path):
    script = "import os, sys\nfrom planctl import __main__, cli\ncli.run = lambda: os.open('/dev/null', os.O_RDONLY) <= 2\n__main__.main()\n"
    line = f'{sys.executable} -c "{script}" <&- >&- 2>&-'
    assert subprocess.run(line, shell=True, cwd=tmp_path, timeout=60).returncode == 0


def test_ctrl_c_is_130_from_the_first_line_on(tmp_path):
    script = (
        "import sys, _thread\nfrom planctl import __main__\n"
        "class Finder:\n    def find_spec(self, name, path, target=None):\n"
        "        if name == '{module}':\n            _thread.interrupt_main()\n"
        "sys.meta_path.insert(0, Finder())\n__main__.main()\n"
    )
    for module in ("planctl.cli", "typer", "planctl.cli.commands.list", "planctl.checks"):
        result = subprocess.run(
            [sys.executable, "-c", script.format(module=module), "list"], capture_output=True, timeout=60
        )
        assert result.returncode == 130, module
        assert "已中断" in result.stderr.decode()
        assert "Traceback" not in result.stderr.decode()


def test_sigterm_during_a_write_leaves_the_old_file_and_nothing_half_written(tmp_path):
    script = (
        "import sys, time\nfrom planctl import __main__, cli\nfrom planctl.files import open_atomically\nfrom pathlib import Path\n"
        "def slow():\n    with open_atomically(Path('out')) as file:\n        file.write(b'half')\n        print('ready', flush=True)\n"
        "        time.sleep(30)\ncli.run = slow\n__main__.main()\n"
    )
    tmp_path.joinpath("out").write_bytes(b"old")
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=tmp_path)
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 128 + signal.SIGTERM
    process.stdout.close()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert tmp_path.joinpath("out").read_bytes() == b"old"


INTERRUPT = "import os, signal\ndef interrupt():\n    os.kill(os.getpid(), signal.SIGINT)\n"
LOST_IN_A_FINALISER = INTERRUPT + (
    "class Finalised:\n    def __del__(self):\n        interrupt()\n"
    "def run():\n    with open_atomically(Path('out')) as file:\n        file.write(b'new')\n        Finalised()\n    return 0\n"
)
LOST_AT_THE_END = INTERRUPT + (
    "class Finalised:\n    def __del__(self):\n        interrupt()\ndef run():\n    Finalised()\n    return 0\n"
)
REPLACED_BY_ANOTHER = INTERRUPT + (
    "def run():\n    try:\n        interrupt()\n    finally:\n        raise ValueError('the zip file is open')\n"
)
REPLACED_BY_A_MESSAGE = INTERRUPT + (
    "from planctl.errors import OutputRefusedError\nrun = cli.run\n"
    "def build_app():\n    try:\n        interrupt()\n    except KeyboardInterrupt:\n"
    "        raise OutputRefusedError('the zip file is open', '') from None\ncli.build_app = build_app\n"
)


@pytest.mark.parametrize("program", [LOST_IN_A_FINALISER, LOST_AT_THE_END, REPLACED_BY_ANOTHER, REPLACED_BY_A_MESSAGE])
def test_ctrl_c_is_130_and_writes_nothing_also_where_python_loses_its_exception(tmp_path, program):
    tmp_path.joinpath("out").write_bytes(b"old")
    script = (
        "from pathlib import Path\nfrom planctl import __main__, cli\nfrom planctl.files import open_atomically\n"
        f"{program}\ncli.run = run\n__main__.main()\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, timeout=60)
    assert result.returncode == 130
    assert result.stderr.decode().count("已中断") == 1
    assert "the zip file is open" not in result.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert tmp_path.joinpath("out").read_bytes() == b"old"


def test_a_folder_that_was_deleted_is_reported(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f"rmdir '{gone}'; {sys.executable} -m planctl render md"
    result = subprocess.run(line, shell=True, capture_output=True, cwd=gone, timeout=60)
    assert result.returncode == 4
    assert "无法写入" in result.stderr.decode()


@pytest.mark.parametrize(
    "tasks", ["- number: 1\n  title：甲\n  section: b\n", "- title：甲\n", "- number: 1\n\u3000\u3000title: 甲\n"]
)
def test_full_width_signs_are_named_as_what_they_are(tasks):
    assert "PLN008" in [one[0] for one in found(f"tasks:\n{tasks}")]
