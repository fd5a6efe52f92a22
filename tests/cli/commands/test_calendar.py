"""`planctl render ics` as its users meet it: files, messages, options."""

import pytest
from icalendar import Calendar

PLAN = """\
format: 1
plan: {title: 测试方案, year: 2017, dated_on: 2017-06-01}
units:
- {name: 市编办}
tasks:
- {number: 1, title: 甲, lead_units: 市编办, deadline: 6月底}
- {number: 2, title: 乙, lead_units: 市财政局, deadline: 每月底}
- {number: 3, title: 丙, lead_units: 市编办, deadline: 全年}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    tmp_path.joinpath("plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def summaries(path, kind="VEVENT"):
    return [str(one["summary"]) for one in Calendar.from_ical(path.read_bytes()).walk(kind)]


def test_a_calendar_is_written_and_what_has_no_date_is_counted(planctl, folder):
    code, out, err = planctl("render", "ics")
    assert (code, out) == (0, "测试方案.ics\n")
    assert "没有具体日期的1条" in err
    assert summaries(folder / "测试方案.ics") == ["1 甲", "2 乙"]
    assert summaries(folder / "测试方案.ics", "VJOURNAL") == ["没有具体日期的1条：测试方案"]


def test_nothing_is_said_where_every_row_has_a_date(planctl, folder):
    folder.joinpath("plan.yaml").write_text(PLAN.replace("全年", "9月底"), encoding="utf-8")
    code, out, err = planctl("render", "ics", "-o", "-")
    assert (code, out[:15]) == (0, "BEGIN:VCALENDAR")
    assert "没有具体日期" not in err


def test_a_unit_s_calendar_has_its_rows_alone(planctl, folder):
    assert planctl("render", "ics", "--unit", "市财政局", "-o", "a.ics")[0] == 0
    assert summaries(folder / "a.ics") == ["2 乙"]


def test_each_unit_gets_a_calendar_with_alarms(planctl, folder):
    assert planctl("render", "ics", "--each-unit", "各单位", "--remind", "3wd", "--todo")[0] == 0
    path = folder / "各单位" / "市财政局任务清单（摘自《测试方案》）.ics"
    assert summaries(path, "VTODO") == ["2 乙"] * 12
    assert len(Calendar.from_ical(path.read_bytes()).walk("VALARM")) == 12


@pytest.mark.parametrize("span", ["3", "3m", "-3d", "三天", "", "1000d"])
def test_a_reminder_that_is_no_span_is_refused(planctl, folder, span):
    code, _, err = planctl("render", "ics", "--remind", span)
    assert code == 2
    assert f"无法识别提前的时间：{span}" in err
    assert "3wd" in err
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("options", [["--todo"], ["--remind", "3wd"]])
def test_what_is_no_calendar_has_neither_to_dos_nor_alarms(planctl, options):
    code, _, err = planctl("render", "md", *options)
    assert code == 2
    assert "Markdown 不是日历" in err
    assert "只用于 ics" in err
