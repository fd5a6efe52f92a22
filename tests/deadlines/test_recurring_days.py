"""On which days a recurrence falls: counted days, several weekdays, days off, and days that the phrase leaves open."""

import pytest

from planctl.deadlines import parse_deadline
from planctl.model.deadline import DeadlineKind, RecurringDay, Shift, TimeUnit

WORKDAY, WEEK, MONTH, QUARTER = TimeUnit.WORKDAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.QUARTER


def read(phrase):
    return parse_deadline(phrase, 2025)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("每月第一个工作日", RecurringDay(1, WORKDAY, MONTH)),
        ("每月最后一个工作日前报送", RecurringDay(-1, WORKDAY, MONTH)),
        ("每月末最后一个工作日前", RecurringDay(-1, WORKDAY, MONTH)),
        ("每月倒数第二个工作日", RecurringDay(-2, WORKDAY, MONTH)),
        ("每月前5个工作日内", RecurringDay(5, WORKDAY, MONTH)),
        ("次月第3个工作日前", RecurringDay(3, WORKDAY, MONTH)),
        ("每月第二个星期三", RecurringDay(2, 3, MONTH)),
        ("每月最后一个周五", RecurringDay(-1, 5, MONTH)),
        ("每季度首个工作日", RecurringDay(1, WORKDAY, QUARTER)),
        ("每季度第一个月的前5个工作日内", RecurringDay(5, WORKDAY, QUARTER)),
        ("每季度末月最后一个工作日", RecurringDay(-1, WORKDAY, QUARTER)),
        ("每周第一个工作日", RecurringDay(1, WORKDAY, WEEK)),
    ],
)
def test_a_working_day_or_weekday_may_be_counted_in_its_period(phrase, day):
    deadline = read(phrase)
    assert (deadline.kind, deadline.day, deadline.by) == (DeadlineKind.RECURRING, day, ())


def test_a_day_counted_in_a_month_inside_a_quarter_that_cannot_be_told_is_unread():
    deadline = read("每季度最后一个月的第3个工作日")
    assert (deadline.kind, deadline.problem) == (DeadlineKind.UNREAD, "“最后一个月的第3个工作日”推算不出日期")


@pytest.mark.parametrize(
    ("phrase", "by"),
    [
        ("逢五", ("05", "15", "25")),
        ("每逢5日", ("05", "15", "25")),
        ("逢五逢十", ("05", "10", "15", "20", "25", "30")),
        ("逢5、10、15日", ("05", "10", "15")),
        ("每旬末", ("10", "20", "31")),
        ("每月月底", ("31",)),
        ("每双月10日前", ("02-10", "04-10", "06-10", "08-10", "10-10", "12-10")),
        ("每单月5日前", ("01-05", "03-05", "05-05", "07-05", "09-05", "11-05")),
        ("每季度（1月、4月、7月、10月底前）", ("01-31", "04-30", "07-31", "10-31")),
    ],
)
def test_the_days_that_a_recurrence_names(phrase, by):
    assert read(phrase).by == by


@pytest.mark.parametrize(
    ("phrase", "unit", "times"),
    [
        ("2次/年", TimeUnit.YEAR, 2),
        ("不少于1次/季度", QUARTER, 1),
        ("一年至少认证一次", TimeUnit.YEAR, 1),
        ("一周一巡查", WEEK, 1),
        ("每年的3月至12月每月巡查1次", MONTH, 1),
        ("会同有关部门开展一周一次检查", WEEK, 1),
        ("实行“一月一调度、一季一评比”制度", MONTH, 1),
    ],
)
def test_how_often_may_be_said_without_every(phrase, unit, times):
    deadline = read(phrase)
    assert (deadline.every.unit, deadline.times) == (unit, times)


@pytest.mark.parametrize(
    ("phrase", "weekdays"),
    [
        ("每周一、周五", [1, 5]),
        ("每周二、四", [2, 4]),
        ("每周一和周四", [1, 4]),
        ("每周一至周五", [1, 2, 3, 4, 5]),
        ("每周一，每周四", [1, 4]),
    ],
)
def test_several_weekdays_are_as_many_parts(phrase, weekdays):
    assert [part.weekday for part in read(phrase).parts] == weekdays


@pytest.mark.parametrize(
    ("phrase", "weekday", "times"),
    [
        ("每周三报送", 3, None),
        ("每周三次", None, 3),
        ("每周一调度", None, 1),
        ("每周一前", 1, None),
        ("每周二前", 2, None),
    ],
)
def test_a_number_behind_the_week_is_a_weekday_or_how_often(phrase, weekday, times):
    assert (read(phrase).weekday, read(phrase).times) == (weekday, times)


@pytest.mark.parametrize(
    ("phrase", "shift"),
    [
        ("每月25日前（遇节假日顺延）", Shift.NEXT_WORKDAY),
        ("每月25日前报送，如遇法定节假日则顺延", Shift.NEXT_WORKDAY),
        ("每月9日、19日前（如遇周末则相应提前到星期五）", Shift.PREVIOUS_WORKDAY),
        ("每月25日前（遇节假日提前或顺延）", None),
        ("每月25日前", None),
    ],
)
def test_a_day_off_may_move_a_recurrence(phrase, shift):
    assert read(phrase).shift is shift


def test_a_date_that_moves_from_a_day_off_is_due_on_the_working_day_and_says_why():
    deadline = read("5月31日前（遇节假日顺延）")
    assert (deadline.due.isoformat(), deadline.basis) == ("2025-06-03", "2025-05-31是休息日，顺延")
    assert read("6月30日前（遇节假日顺延）").basis == ""


@pytest.mark.parametrize("phrase", ["每年汛期前", "每学期开学前", "每月第一周", "每月第一周的周五"])
def test_a_day_that_the_phrase_leaves_open_is_not_the_period_s_last(phrase):
    deadline = read(phrase)
    assert (deadline.kind, deadline.incomplete, deadline.by, deadline.day) == (DeadlineKind.RECURRING, True, (), None)
