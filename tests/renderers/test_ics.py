"""The calendar holds the days that planctl itself lists, and the texts of the plan, whatever program reads it."""

import io
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import UUID

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from plan_strategies import plans
from planctl.deadlines import parse_deadline
from planctl.deadlines.workdays import BEYOND_CALENDAR, add_workdays
from planctl.document.calendar import EVENTS, Entries
from planctl.document.sheet import sheet_of, view_sheet
from planctl.document.view import view_plan
from planctl.model.deadline import Deadline, DeadlineKind, Quantity, TimeUnit
from planctl.model.plan import Plan, Requirement, Task
from planctl.queries import Part, Window, due
from planctl.renderers.ics.document import _Maker, write_ics
from planctl.renderers.ics.rule import rule_of
from support import plan_of

IN_WORKING_DAYS = Entries(remind=Quantity(3, TimeUnit.WORKDAY))


def written(plan, entries=EVENTS, view=None):
    memory = io.BytesIO()
    write_ics(plan, view or view_plan(plan, verbatim=True), memory, entries)
    return memory.getvalue()


def read(plan, entries=EVENTS):
    return Calendar.from_ical(written(plan, entries))


def entries_of(calendar, kind="VEVENT"):
    return list(calendar.walk(kind))


def days_of(entry):
    """The days of an entry, its rule followed by a library that knows nothing of planctl."""
    first = (entry.get("dtstart") or entry.get("due")).dt
    if "rrule" not in entry:
        return [first]
    rule = rrulestr(entry["rrule"].to_ical().decode(), dtstart=datetime.combine(first, time()))
    return [found.date() for found in rule]


def plan_with(*deadlines, title="2017年方案", year=2017):
    rows = tuple(Requirement(f"1.{i}", str(i), "公开。", deadline=one) for i, one in enumerate(deadlines, 1))
    return Plan(title, year, (Task("1", "1", "推进公开", rows),), dated_on=date(2017, 6, 1))


PHRASES = (
    "每日", "每个工作日", "每周", "每周五", "每周一、周五", "每旬", "每半月", "逢五", "每月", "每月10日前", "每月30日前", "每月底",
    "每月5日、20日前", "每双月10日前", "每季度", "每季度末", "每季度第一个月10日前", "每季度末及12月底", "每半年", "每年", "每年2月底",
    "每年6月30日、12月31日前", "每两个月", "每月第二个星期三", "每月最后一个星期五", "每月最后一个工作日", "每季度第一个月的前5个工作日内",
    "每月10日前（遇节假日顺延）", "每季度末（遇节假日提前）", "每小时", "每两周", "每年汛期前", "全年", "长期坚持，12月底前总结", "3月底；每月",
    "6月底", "6月底9月底", "2017年6月底前完成方案，12月底前完成", "6月至9月每月", "2017年3月起每季度", "视情况而定", "尽快", "国庆前",
)  # fmt: skip


@cache
def listed(phrase, title):
    """The plan of a deadline, and the days on which `due` lists it, each asked for by itself."""
    plan = plan_with(parse_deadline(phrase, 2017), title=title)
    days = [date(2017, 1, 1) + timedelta(days=offset) for offset in range(365 * (plan.last_year - 2016))]
    return plan, [day for day in days if due(plan, Window(day, day)).in_part(Part.DATED)]


@pytest.mark.parametrize(
    ("title", "entries"),
    [
        ("2017年方案", EVENTS),
        ("2017—2019年方案", EVENTS),
        ("2017年方案", Entries(todo=True)),
        ("2017年方案", IN_WORKING_DAYS),
    ],
    ids=["events", "three years", "todos", "alarms"],
)
@pytest.mark.parametrize("phrase", PHRASES)
def test_the_days_are_those_that_planctl_lists_day_by_day(phrase, title, entries):
    plan, days = listed(phrase, title)
    calendar = read(plan, entries)
    made = entries_of(calendar, "VTODO" if entries.todo else "VEVENT")
    assert Counter(day for one in made for day in days_of(one)) == Counter(days)
    assert days or entries_of(calendar, "VJOURNAL")


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("每日", "FREQ=DAILY;COUNT=365"),
        ("每周五", "FREQ=WEEKLY;COUNT=52"),
        ("每旬", "FREQ=MONTHLY;COUNT=36;INTERVAL=1;BYMONTHDAY=-1,10,20"),
        ("每月10日前", "FREQ=MONTHLY;COUNT=12;INTERVAL=1;BYMONTHDAY=10"),
        ("每季度末", "FREQ=MONTHLY;COUNT=4;INTERVAL=3;BYMONTHDAY=-1"),
        ("每双月10日前", "FREQ=MONTHLY;COUNT=6;INTERVAL=2;BYMONTHDAY=10"),
        ("每月第二个星期三", "FREQ=MONTHLY;COUNT=12;INTERVAL=1;BYDAY=2WE"),
        ("每月最后一个星期五", "FREQ=MONTHLY;COUNT=12;INTERVAL=1;BYDAY=-1FR"),
    ],
)
def test_a_recurrence_is_one_event_with_a_rule(phrase, rule):
    (event,) = entries_of(read(plan_with(parse_deadline(phrase, 2017))))
    assert event["rrule"].to_ical().decode() == rule


@pytest.mark.parametrize(
    ("phrase", "number"), [("每月30日前", 12), ("每月10日前（遇节假日顺延）", 12), ("每个工作日", 249)]
)
def test_days_that_no_rule_gives_are_events_by_themselves(phrase, number):
    events = entries_of(read(plan_with(parse_deadline(phrase, 2017))))
    assert len(events) == number
    assert all("rrule" not in event for event in events)


@given(st.sets(st.dates(date(2017, 1, 1), date(2019, 12, 31)), min_size=1, max_size=6).map(sorted))
def test_a_rule_never_gives_other_days_than_those_it_was_made_of(days):
    rule = rule_of(days)
    if rule is not None:
        assert days_of_rule(rule, days[0]) == days


@given(
    st.dates(date(2017, 1, 1), date(2019, 12, 31)),
    st.sampled_from(
        ["FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5,20", "FREQ=MONTHLY;BYDAY=1MO"]
    ),
    st.integers(3, 9),
)
def test_days_that_a_rule_gave_have_a_rule_again(first, rule, count):
    days = [one.date() for one in rrulestr(f"{rule};COUNT={count}", dtstart=datetime.combine(first, time()))]
    if len({(day.year, day.month) for day in days}) > 1:
        found = rule_of(days)
        assert found is not None
        assert days_of_rule(found, days[0]) == days


def days_of_rule(rule, first):
    values = {key: ",".join(map(str, one)) if isinstance(one, list) else one for key, one in rule.items()}
    text = ";".join(f"{key.upper()}={value}" for key, value in values.items())
    return [one.date() for one in rrulestr(text, dtstart=datetime.combine(first, time()))]


def test_a_recurrence_without_end_is_followed_for_twenty_years():
    every_day = parse_deadline("每日", 2017)
    (event,) = entries_of(read(plan_with(every_day, title="2017—2099年方案")))
    assert days_of(event)[-1] == date(2037, 12, 31)
    late = replace(every_day, start=date(2016, 12, 1), due=date(9999, 12, 31))
    (event,) = entries_of(read(plan_with(late)))
    assert (days_of(event)[0], days_of(event)[-1]) == (date(2016, 12, 1), date(2037, 12, 31))


def test_an_event_takes_no_time_and_a_to_do_is_due_on_its_day():
    plan = plan_with(parse_deadline("6月底", 2017))
    (event,) = entries_of(read(plan))
    assert (event["dtstart"].dt, event["transp"]) == (date(2017, 6, 30), "TRANSPARENT")
    assert event["dtstamp"].dt == datetime(2017, 6, 1, tzinfo=UTC)
    (todo,) = entries_of(read(plan, Entries(todo=True)), "VTODO")
    assert todo["due"].dt == date(2017, 6, 30)
    assert "dtstart" not in todo


@pytest.mark.parametrize(
    ("remind", "day"),
    [
        (Quantity(3, TimeUnit.DAY), date(2017, 10, 7)),
        (Quantity(1, TimeUnit.WEEK), date(2017, 10, 3)),
        (Quantity(3, TimeUnit.WORKDAY), date(2017, 9, 29)),  # the 9th, then the holidays, the 30th was worked
        (Quantity(0, TimeUnit.DAY), date(2017, 10, 10)),
    ],
)
@pytest.mark.parametrize("todo", [False, True])
def test_an_alarm_sounds_in_the_morning_so_many_days_before(remind, day, todo):
    plan = plan_with(parse_deadline("10月10日", 2017))
    (alarm,) = entries_of(read(plan, Entries(todo, remind)), "VALARM")
    sounds = datetime(2017, 10, 10) + alarm["trigger"].dt
    expected = datetime.combine(day, time(9))
    if remind.unit is TimeUnit.WORKDAY:
        assert add_workdays(day, 3)[0] == date(2017, 10, 10)
    assert sounds == expected
    assert alarm["trigger"].params.get("related") == ("END" if todo else None)


def test_days_beyond_the_official_calendar_are_told():
    plan = plan_with(parse_deadline("每月最后一个工作日", 2099), year=2099)
    descriptions = [event["description"] for event in entries_of(read(plan, IN_WORKING_DAYS))]
    assert len(descriptions) == 12
    assert all(f"到期日{BEYOND_CALENDAR}" in one and f"提醒日{BEYOND_CALENDAR}" in one for one in descriptions)
    assert not any(
        BEYOND_CALENDAR in one["description"] for one in entries_of(read(plan_with(parse_deadline("6月底", 2099))))
    )


def test_no_alarm_before_the_year_1():
    plan = plan_with(Deadline("元年", DeadlineKind.DATE, due=date(1, 1, 2)))
    assert not entries_of(read(plan, IN_WORKING_DAYS), "VALARM")


def test_an_entry_keeps_its_identity_when_its_date_or_text_changes():
    def identities(*phrases, **options):
        plan = plan_with(*(parse_deadline(phrase, 2017) for phrase in phrases))
        return [one["uid"] for one in read(plan, **options).walk() if "uid" in one]

    assert identities("6月底", "每月") == identities("9月底", "每季度")
    assert len(set(identities("6月底前完成方案，12月底前完成", "每月30日前", "全年"))) == 2 + 12 + 1
    assert not set(identities("6月底")) & set(identities("6月底", entries=Entries(todo=True)))


@pytest.mark.parametrize("options", [{}, {"entries": Entries(todo=True)}, {"entries": IN_WORKING_DAYS}])
def test_a_text_that_looks_like_an_entry_s_own_lines_stays_a_text(options):
    like_lines = f"公开\r\nUID:{UUID(int=0)}\r\nDUE;VALUE=DATE:19700101\r\nDTSTART;VALUE=DATE:19700101\r\n"
    rows = tuple(
        Requirement(f"1.{i}", str(i), like_lines, deadline=parse_deadline("6月底、每月25日", 2017)) for i in (1, 2)
    )
    entries = [
        one
        for one in read(Plan(like_lines, 2017, (Task("1", "1", like_lines, rows),)), **options).walk()
        if "uid" in one
    ]
    assert all(one["description"].count(str(UUID(int=0))) == 3 for one in entries)
    assert len({one["uid"] for one in entries}) == len(entries)
    assert {day.year for one in entries for day in days_of(one)} == {2017}


def test_the_days_of_a_row_have_their_texts_and_alarms_drawn_once(monkeypatch):
    drawn = []
    entry = _Maker._entry
    monkeypatch.setattr(_Maker, "_entry", lambda *given, **named: drawn.append(given) or entry(*given, **named))
    plan = plan_with(parse_deadline("每日", 2017))
    todos = entries_of(read(plan, Entries(todo=True, remind=Quantity(3, TimeUnit.WORKDAY))), "VTODO")
    assert len(todos) > 360
    assert len(drawn) < 30


def test_what_has_no_date_stands_in_one_note_that_has_none_either():
    plan = plan_of("""\
tasks:
- number: 1
  title: 推进公开
  requirements:
  - {number: 1, text: 公开预算。, deadline: 全年}
  - {number: 2, text: 公开决算。, deadline: 长期坚持，12月底前总结}
  - {number: 3, text: 每季度公开投诉。, deadline: 全年}
  - {number: 4, text: 公开结果。, deadline: 6月底}
gaps:
- {kind: task, reference: "2"}
- {kind: orphan, reference: "2", lead_units: 市编办, deadline: 12月底}
""")
    calendar = read(plan)
    assert [event["summary"][:3] for event in entries_of(calendar)] == ["1.2", "1.4"]
    (note,) = entries_of(calendar, "VJOURNAL")
    assert "dtstart" not in note
    assert note["summary"].startswith("没有具体日期的4条：")
    assert note["description"].splitlines() == [
        "1.1 推进公开：公开预算。——全年",
        "1.2 推进公开：公开决算。——长期坚持，12月底前总结",
        "1.3 推进公开：每季度公开投诉。——全年（文中写明：每季度）",
        "2 〔原文缺失〕：〔原文缺失〕——12月底",
        "注：〔原文缺失〕为所据文本中缺失的内容；第2项仅存的单元格属该项最后一条。",
    ]


def test_a_unit_s_calendar_says_what_the_unit_has_to_do():
    plan = plan_of("""\
tasks:
- {number: 1, title: 甲, lead_units: 市编办, supporting_units: 市财政局, deadline: 6月底}
- {number: 2, title: 乙, lead_units: 市财政局, deadline: 9月底}
- {number: 3, title: 丙, lead_units: 市编办, deadline: 9月底}
""")
    calendar = Calendar.from_ical(written(plan, view=view_sheet(sheet_of(plan, ["市财政局"]))))
    assert str(calendar["name"]).startswith("市财政局任务清单（摘自")
    first, second = entries_of(calendar)
    assert "本单位职责：配合" in first["description"].splitlines()
    assert "本单位职责：牵头" in second["description"].splitlines()


def test_rows_with_the_same_reference_are_entries_of_their_own():
    plan = plan_with(parse_deadline("6月底", 2017), parse_deadline("9月底", 2017))
    (task,) = plan.tasks
    same = replace(
        plan, tasks=(replace(task, requirements=tuple(replace(one, reference="1.1") for one in task.requirements)),)
    )
    events = entries_of(read(same))
    assert [event["dtstart"].dt.month for event in events] == [6, 9]
    assert len({event["uid"] for event in events}) == 2


def kept(text):
    """What a calendar keeps of a text: all but control characters, every line end alike."""
    controls = {*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)} - {0x85}
    return "\n".join("".join(one for one in text if ord(one) not in controls).splitlines())


@settings(max_examples=60)
@given(plans(), st.booleans())
def test_any_plan_is_read_back_with_its_texts(plan, dated):
    if dated:
        day = Deadline("6月底", DeadlineKind.DATE, due=date(2017, 6, 30))
        tasks = (
            replace(task, requirements=tuple(replace(one, deadline=day) for one in task.requirements))
            for task in plan.tasks
        )
        plan = replace(plan, tasks=tuple(tasks))
    view = view_plan(plan, verbatim=True)
    data = written(plan)
    assert data == written(plan)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data)
    events = entries_of(calendar)
    assert len(events) == (sum(1 for _ in plan.rows()) if dated else 0)
    rows = [row for row in view.rows if row.reference]
    for event, row in zip(events, rows, strict=True) if dated else ():
        cells = [f"{column.heading}：{row.texts[column.field]}" for column in view.columns if row.texts[column.field]]
        assert str(event["description"]) == kept("\n".join([*cells, f"方案：{plan.title}"]))
    lost = len(view.rows) - len(rows)
    notes = entries_of(calendar, "VJOURNAL")
    assert len(notes) == bool(lost if dated else view.rows)


@pytest.mark.parametrize(
    "text",
    [
        "公开\\N结果",
        "a\\nb",
        "甲;乙,丙\\",
        "BEGIN:VEVENT\nEND:VCALENDAR",
        "甲\x85乙\u2028丙",
        "\u202e反",
        "甲\r\nUID:1",
        "甲\x07\x0b乙\ud800",
    ],
    ids=ascii,
)
def test_a_text_cannot_end_its_line_nor_be_taken_for_a_sign(text):
    data = written(plan_with(parse_deadline("6月底", 2017), title=text))
    (event,) = entries_of(Calendar.from_ical(data))
    assert event["dtstart"].dt == date(2017, 6, 30)
    # unescaped here: older versions of the library take an escaped backslash before n for a line break
    lines = (line.partition(b":") for line in data.replace(b"\r\n ", b"").split(b"\r\n"))
    values = {
        name: re.sub(r"\\(.)", lambda found: found[1].replace("n", "\n"), value.decode()) for name, _, value in lines
    }
    assert values[b"NAME"] == values[b"X-WR-CALNAME"] == " ".join(kept(text.replace("\n", "")).split())
    assert values[b"DESCRIPTION"].endswith(f"方案：{kept(text)}")


def test_a_text_that_cannot_be_written_has_an_identity_all_the_same():
    plan = plan_with(parse_deadline("6月底", 2017), title="甲\ud800")
    (task,) = plan.tasks
    references = ("1\ud800", "1", "1\x07")
    rows = tuple(replace(task.requirements[0], reference=reference) for reference in references)
    identities = {event["uid"] for event in entries_of(read(replace(plan, tasks=(replace(task, requirements=rows),))))}
    assert len(identities) == 3


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("khal") is None, reason="needs khal")
def test_a_calendar_program_shows_the_days_that_planctl_lists(tmp_path):
    plan = plan_with(*(parse_deadline(phrase, 2017) for phrase in PHRASES))
    calendar = tmp_path / "plan.ics"
    calendar.write_bytes(written(plan, Entries(remind=Quantity(1, TimeUnit.WEEK))))
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"""\
[calendars]
[[plan]]
path = {tmp_path / "calendar"}
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
[sqlite]
path = {tmp_path / "khal.db"}
""",
        encoding="utf-8",
    )
    tmp_path.joinpath("calendar").mkdir()

    def khal(*arguments):
        run = subprocess.run(
            ["khal", "-c", settings, *arguments], check=True, capture_output=True, encoding="utf-8", timeout=120
        )
        return run.stdout

    khal("import", "--batch", "-a", "plan", calendar)
    shown = khal("list", "--day-format", "", "--format", "{start-date} {title}", "2017-01-01", "1000d")
    listed_days = Counter(day for phrase in PHRASES for day in listed(phrase, plan.title)[1])
    assert Counter(date.fromisoformat(line[:10]) for line in shown.splitlines() if line) == listed_days
