"""Colours: where they are shown, and that nothing is said by them alone."""

import re
import sys

import pytest

from planctl.cli.printing.styles import Color, Painter, Style, shows_colors

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
  - {number: 1, text: 完善制度。, lead_units: '市编办,发改局', deadline: 6月底}
  - {number: 2, text: 公开项目。, lead_units: '市编办,各镇(街)', deadline: 12月10日}
  - {number: 3, text: 公开结果。, lead_units: 市编办, deadline: 12月底}
"""
CODES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def plan(tmp_path, monkeypatch):
    tmp_path.joinpath("plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def colored(text):
    return re.findall(r"\x1b\[([0-9;]+)m([^\x1b]*)\x1b\[0m", text)


@pytest.mark.parametrize(
    ("environment", "is_terminal", "shown"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm"}, True, True),
    ],
)
def test_colours_are_shown_on_a_terminal_unless_the_environment_says_not_to(
    environment, is_terminal, shown, monkeypatch
):
    monkeypatch.setattr("planctl.cli.printing.styles.os.name", "posix")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert shows_colors() is shown
    assert shows_colors(Color.ALWAYS)
    assert not shows_colors(Color.NEVER)


def test_the_console_of_windows_shows_none_unless_it_says_that_it_can(monkeypatch):
    monkeypatch.setattr("planctl.cli.printing.styles.os.name", "nt")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("WT_SESSION", raising=False)
    assert not shows_colors()
    monkeypatch.setenv("WT_SESSION", "1")
    assert shows_colors()


def test_the_unit_asked_for_stands_out_by_the_name_that_is_printed(planctl):
    _, out, _ = planctl("list", "市发改局", "--color", "always")
    assert (Style.UNIT, "发改局") in colored(out)
    _, out, _ = planctl("list", "甲镇", "--color", "always")
    assert (Style.UNIT, "各镇(街)") in colored(out)
    assert "市编办" not in {text for _, text in colored(out)}


def test_overdue_and_near_days_stand_out_and_say_so_in_words(planctl):
    _, out, _ = planctl("due", "--on", "2017-12-05", "--color", "always")
    found = colored(out)
    assert [entry for entry in found if entry[0] == Style.OVERDUE] == [
        (Style.OVERDUE, "2017-06-30"),
        (Style.OVERDUE, "已逾期158天"),
    ]
    assert [entry for entry in found if entry[0] == Style.NEAR] == [(Style.NEAR, "2017-12-10"), (Style.NEAR, "还有5天")]
    assert "还有26天" in out


@pytest.mark.parametrize(
    "command", ["list 市发改局", "due --on 2017-12-05", "units", "list --oneline", "due --unit 甲镇"]
)
@pytest.mark.parametrize("width", ["50", "100"])
def test_colours_change_nothing_but_colours(planctl, command, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", width)
    plain = planctl(*command.split(), "--color", "never")[1]
    with_colours = planctl(*command.split(), "--color", "always")[1]
    assert "\x1b" not in plain
    assert with_colours != plain
    assert CODES.sub("", with_colours) == plain
    assert planctl(*command.split())[1] == plain


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "md"])
def test_data_has_no_colours(planctl, format):
    assert "\x1b" not in planctl("list", "市发改局", "--color", "always", "-f", format)[1]


def test_a_control_character_reaches_no_terminal_raw_however_it_is_coloured(planctl, tmp_path):
    tmp_path.joinpath("plan.yaml").write_text(PLAN.replace("'市编办,发改局'", '"发改局\\x1b[5m"'), encoding="utf-8")
    _, out, _ = planctl("list", "市发改局\x1b[5m", "--color", "always")
    assert "\x1b[5m" not in out


def test_of_two_names_the_longer_stands_out_whole():
    painter = Painter([{"市编办": Style.UNIT, "市编办监督科": Style.UNIT}])
    assert colored(painter.row(0, "市编办监督科、市编办")) == [(Style.UNIT, "市编办监督科"), (Style.UNIT, "市编办")]
