from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import Deadline, DeadlineKind, Quantity, Stage, TimeUnit
from planctl.queries.as_json import deadline_json
from support_deadlines import NO_DEADLINES, PHRASES

SCORED = ("kind", "start", "due", "every", "by", "day", "shift", "within", "times", "trigger")


def as_corpus_fields(deadline: Deadline) -> dict[str, Any]:
    """The deadline in the words of the corpus, absent fields left out."""
    every, within = deadline.every, deadline.within
    fields = {
        "kind": deadline.kind.value,
        "start": deadline.start.isoformat() if deadline.start else None,
        "due": deadline.due.isoformat() if deadline.due else None,
        "every": every and (every.unit.value if every.number == 1 else {f"{every.unit.value}s": every.number}),
        "by": deadline.by[0] if len(deadline.by) == 1 else list(deadline.by),
        "day": deadline_json(deadline)["day"],
        "shift": deadline.shift,
        "within": within and {"number": within.number, "unit": within.unit.value},
        "times": deadline.times,
        "trigger": deadline.trigger and bare(deadline.trigger),
        "ongoing_after": deadline.ongoing_after and deadline.kind is DeadlineKind.DATE,
    }
    return {name: value for name, value in fields.items() if value}


def bare(trigger: str) -> str:
    return "".join(character for character in trigger if character.isalnum() and character != "的")


def labelled(entry: dict[str, Any]) -> dict[str, Any]:
    fields = {name: entry[name] for name in (*SCORED, "ongoing_after") if name in entry}
    return fields | ({"trigger": bare(entry["trigger"])} if "trigger" in entry else {})


@pytest.mark.parametrize("entry", PHRASES, ids=lambda entry: entry["phrase"])
def test_a_phrase_of_the_corpus_is_read_as_labelled(entry: dict[str, Any]):
    assert as_corpus_fields(parse_deadline(entry["phrase"], entry["year"])) == labelled(entry)


@pytest.mark.parametrize(("text", "year"), NO_DEADLINES)
def test_text_without_a_deadline_gets_no_date(text: str, year: int):
    read = parse_deadline(text, year)
    assert (read.due, read.start) == (None, None)
    assert read.kind in (DeadlineKind.UNREAD, DeadlineKind.VAGUE)
    from_text = deadline_from_text(text, year, date(year, 6, 1))
    assert from_text is None or from_text.due is None


@given(st.text(), st.integers())
@example("百百日内", 2017)
@example("十十月底前", 2017)
@example("每零月", 2017)
@example("全年", 10**30)
@example("次年6月底前", 9999)
def test_any_text_in_any_year_gives_a_deadline_that_keeps_it(text: str, year: int):
    assert parse_deadline(text, year).phrase == text


GRAMMAR = "0123456789〇零一二两三十廿年月日季度半周底末初上中下旬前后内起至到每按自于(),，、；-—~.:/第全长期及时工作个次不少于完成推进以之视待收 今明次\n"


@given(st.text(GRAMMAR, max_size=40), st.integers(0, 2100))
def test_words_of_the_grammar_in_any_order_give_a_deadline(text: str, year: int):
    assert parse_deadline(text, year).phrase == text
    deadline_from_text(text, year, None)


@given(st.text(), st.integers(), st.none() | st.dates())
def test_any_running_text_can_be_read(text: str, year: int, dated_on: date | None):
    deadline = deadline_from_text(text, year, dated_on)
    assert deadline is None or deadline.source == "text"


@given(
    st.text(
        st.characters(
            exclude_categories=["Nd"],
            exclude_characters="零〇○一二三四五六七八九十廿卅今本当明来次翌后去元首年岁半全整",
        )
    )
)
def test_text_without_numerals_and_words_for_years_gets_no_date(text: str):
    deadline = parse_deadline(text, 2017)
    assert (deadline.due, deadline.start) == (None, None)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 3000))
def test_a_full_date_is_itself_in_every_way_of_writing_it(day: date, year: int):
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    wide = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    printed = f"{day.year}年{day.month}月{day.day}日"
    ways = [
        printed,
        f"{printed}前",
        f"请于{printed}以前完成",
        f"截至{printed}",
        f"（{printed}前）",
        f"{printed}18:00前",
        printed.translate(wide),
        f"{day.year} 年 {day.month} 月 {day.day} 日 前",
        f"{str(day.year).translate(digits)}年{day.month}月{day.day}日前",
        *(
            [f"{day.year}-{day.month:02d}-{day.day:02d}", f"{day.year}.{day.month}.{day.day}前"]
            if day.year >= 2000
            else []
        ),
    ]
    assert {way: parse_deadline(way, year).due for way in ways} == dict.fromkeys(ways, day)


@given(st.integers(2000, 2098), st.integers(1, 12))
def test_a_month_without_a_year_ends_with_its_last_day_in_the_plans_year(year: int, month: int):
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    for way in (f"{month}月", f"{month}月底", f"{month}月底前", f"{month}月份前", f"于{month}月末前完成"):
        assert parse_deadline(way, year).due == last


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("2月30日", "2月没有30日"),
        ("6月31日前", "6月没有31日"),
        ("2017年13月底前", "没有13月"),
        ("第五季度", "一年没有第5季度"),
        ("每月32日", "一个月没有32日"),
        ("12月至3月", "“12月至3月”的结束早于开始"),
    ],
)
def test_an_absurd_date_is_unread_and_says_why(phrase: str, problem: str):
    assert parse_deadline(phrase, 2017) == Deadline(phrase, DeadlineKind.UNREAD, problem=problem)


@pytest.mark.parametrize(
    ("phrase", "problem"), [("15日前", "“15日”没有说明是哪个月"), ("本月底前", "“本月底”没有说明是哪个月")]
)
def test_a_date_that_leaves_its_month_unsaid_is_incomplete_not_wrong(phrase: str, problem: str):
    assert parse_deadline(phrase, 2017) == Deadline(phrase, DeadlineKind.UNREAD, problem=problem, incomplete=True)


@pytest.mark.parametrize("phrase", ["6月底前", "年底", "全年", "今年6月"])
def test_a_date_without_a_year_is_unread_where_the_plans_year_is_unknown(phrase: str):
    deadline = parse_deadline(phrase, 0)
    assert (deadline.kind, deadline.problem) == (DeadlineKind.UNREAD, "方案未写明年份，无法确定是哪一年")


def test_stages_are_kept_in_order_and_the_last_day_is_due():
    deadline = parse_deadline("2017年6月底前完成方案，12月底前完成建设", 2016)
    assert deadline.stages == (Stage(date(2017, 6, 30)), Stage(date(2017, 12, 31)))
    assert deadline.due == date(2017, 12, 31)


def test_a_later_stage_takes_the_year_of_the_stage_before_it_only():
    assert parse_deadline("12月底前取得成效，次年6月底前完成", 2017).due == date(2018, 6, 30)
    assert parse_deadline("修订《目录（2015年版）》，10月底前印发", 2017).due == date(2017, 10, 31)


def test_a_weekday_in_brackets_is_kept():
    assert parse_deadline("2017年12月31日（周日）前", 2017).weekday == 7
    assert parse_deadline("每周五中午前", 2017).weekday == 5


def test_a_very_long_cell_is_not_read():
    assert parse_deadline("按省部署" * 10_000, 2017).kind is DeadlineKind.UNREAD


@pytest.mark.parametrize(
    ("text", "phrase", "fields"),
    [
        ("每季度公示旅游投诉情况。", "每季度", {"kind": "recurring", "every": "quarter"}),
        ("做好信息公开工作,每月公开食品抽检信息。", "每月", {"kind": "recurring", "every": "month"}),
        (
            "带头宣讲政策,每年解读重要政策措施不少于1次。",
            "每年；不少于1次",
            {"kind": "recurring", "every": "year", "times": 1},
        ),
        (
            "每年6月底前和12月底前报送情况",
            "每年6月底前和12月底前",
            {"kind": "recurring", "every": "year", "by": ["06-30", "12-31"]},
        ),
        (
            "从2018年起，每年3月底前公布目录。",
            "2018年起；每年3月底前",
            {"kind": "recurring", "every": "year", "by": "03-31", "start": "2018-01-01"},
        ),
        (
            "政策解读材料与文件同步发布,最迟不超过3个工作日。",
            "最迟不超过3个工作日",
            {"kind": "relative", "within": {"number": 3, "unit": "workday"}},
        ),
        (
            "自本方案印发之日起10个工作日内报送细则。",
            "自本方案印发之日起10个工作日内",
            {
                "kind": "relative",
                "due": "2017-06-15",
                "trigger": "本方案印发",
                "within": {"number": 10, "unit": "workday"},
            },
        ),
        (
            "各单位应在收到通知后5日内反馈意见。",
            "收到通知后5日内",
            {"kind": "relative", "trigger": "收到通知", "within": {"number": 5, "unit": "day"}},
        ),
        (
            "2021年底前制定方案，2022年6月底前完成试点。",
            "2021年底前；2022年6月底前",
            {"kind": "date", "due": "2022-06-30"},
        ),
        ("修订办事指南，于12月底前完成平台建设。", "12月底前", {"kind": "date", "due": "2017-12-31"}),
        ("力争年内完成改造任务。", "年内", {"kind": "date", "due": "2017-12-31"}),
        ("到2020年，全市网上办理率达到90%。", "到2020年", {"kind": "date", "due": "2020-12-31"}),
        ("平台于2017 年12\n月底前上线", "2017年12月底前", {"kind": "date", "due": "2017-12-31"}),
    ],
)
def test_running_text_that_states_a_time_gives_it_with_its_words(text: str, phrase: str, fields: dict[str, Any]):
    deadline = deadline_from_text(text, 2017, date(2017, 6, 1))
    assert deadline is not None
    assert (deadline.phrase, deadline.source, as_corpus_fields(deadline)) == (phrase, "text", fields)


@pytest.mark.parametrize(
    "text",
    [
        "根据《政府信息公开条例》（2017年修订）做好公开工作。",
        "及时公开三年攻坚的有关政策措施文件。",
        "近三年新建的项目",
        "落实三年行动计划和十四五规划，对标2035年远景目标。",
        "贯彻2017年全市工作会议精神。",
        "2020年以来新增的项目",
        "截至2019年底已完成改造的老旧小区",
        "截至2019年底，全市已建成5G基站1万个。",
        "2015年底前建成的小区",
        "对2018年12月31日前出生的人员发放补贴",
        "到2020年的目标",
        "有效期至2020年12月31日。",
        "比2016年底下降5%",
        "每人每月补贴500元。",
        "每年新增就业1万人。",
        "逐年提高标准",
        "按年度计划推进",
        "3个月内未办理的",
        "连续3个月内",
        "会议不超过2小时",
        "2月30日前完成",
        "按照省的部署要求,推动平台公开信息。",
    ],
)
def test_running_text_that_states_no_time_gives_none(text: str):
    assert deadline_from_text(text, 2017, date(2017, 6, 1)) is None


def test_a_date_before_the_plan_is_history():
    text = "3月底前完成"
    assert deadline_from_text(text, 2017, date(2017, 6, 1)) is None
    in_time = deadline_from_text(text, 2017, None)
    assert in_time is not None
    assert in_time.due == date(2017, 3, 31)


def test_the_first_of_several_recurrences_in_running_text_counts():
    deadline = deadline_from_text("每月公开，每季度通报", 2017, None)
    assert deadline is not None
    assert deadline.every == Quantity(1, TimeUnit.MONTH)


def test_the_short_way_reads_a_plain_phrase_as_the_grammar_does() -> None:
    from planctl.deadlines.grammar import parse_by_grammar
    from planctl.deadlines.plain import plain_deadline

    months = [
        f"{year}{month}月{end}" for year in ("", "2020年") for month in range(14) for end in ("", "底", "底前", "前")
    ]
    years = [
        "年底",
        "年底前",
        "年内",
        "2021年底",
        "2021年底前",
        "2021年年底前",
        "2021年年内",
        "2021年内",
        "全年",
        "2021年",
    ]
    conditions = [
        "按省工作部署",
        "按上级部署",
        "按国家统一部署",
        "视省试点工作完成情况而定",
        "收到省级政策文件后及时转发",
        "收到文件后及时",
    ]
    short = 0
    days = [
        f"{year}{month}月{day}日{end}"
        for year in ("", "2020年")
        for month in (2, 6, 12)
        for day in (1, 9, 29, 30, 31)
        for end in ("", "前")
    ]
    periods = [
        f"每{period}{end}" for period in ("月", "季度", "半年", "年", "月5日", "月31日") for end in ("", "前", "末")
    ]
    others = ["长期坚持", "持续推进", "上半年", "下半年"]
    for phrase in [
        *days,
        *periods,
        *others,
        *months,
        *years,
        *conditions,
        *(case["phrase"] for case in PHRASES),
    ]:
        for year in (0, 2017, 2020):
            read = plain_deadline(phrase, year)
            if read is not None:
                short += 1
                assert read == parse_by_grammar(phrase, year), phrase
    assert short > 200
