"""Titles over lines: whole words, and a shape that GB/T 9704-2012 allows."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.document.title_lines import break_title, title_width


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2017年全市政务信息公开工作重点分工方案", ["2017年全市政务信息公开工作重点分工方案"]),
        ("国务院办公厅关于印发2016年政务公开工作要点的通知", ["国务院办公厅关于印发2016年", "政务公开工作要点的通知"]),
        (
            "东莞市人民政府办公室关于印发《2017年全市政务信息公开工作重点分工方案》的通知",
            ["东莞市人民政府办公室关于印发《2017年", "全市政务信息公开工作重点分工方案》的通知"],
        ),
        (
            "杭州市人民政府关于印发杭州市深化“最多跑一次”改革推进政府数字化转型2019年工作要点任务分解表的通知",
            [
                "杭州市人民政府关于印发杭州市深化",
                "“最多跑一次”改革推进政府数字化转型",
                "2019年工作要点任务分解表的通知",
            ],
        ),
    ],
)
def test_a_long_title_is_cut_between_words_into_even_lines(title, lines):
    assert break_title(title, 20).split("\n") == lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "关于印发《长春市推动大规模设备更新和消费品以旧换新行动重点任务分工方案》的通知",
            ["关于印发《长春市推动大规模", "设备更新和消费品以旧换新行动", "重点任务分工方案》的通知"],
        ),
        (
            "关于印发《克孜勒苏柯尔克孜自治州𬮱家湾水库移民后期扶持工作任务分工方案》的通知",
            ["关于印发《克孜勒苏柯尔克孜自治州𬮱家湾", "水库移民后期扶持工作任务分工方案》的通知"],
        ),
        (
            "关于印发《江城县“十四五”农村饮水安全巩固提升工程任务分工方案》的通知",
            ["关于印发《江城县“十四五”农村饮水", "安全巩固提升工程任务分工方案》的通知"],
        ),
        (
            "关于印发《市场主体培育和民营企业发展三年行动任务分工方案》的通知",
            ["关于印发《市场主体培育和民营企业", "发展三年行动任务分工方案》的通知"],
        ),
    ],
)
def test_words_and_names_of_areas_are_whole(title, lines):
    assert break_title(title, 20).split("\n") == lines


def test_an_issuing_authority_that_is_wider_than_a_line_is_cut_between_its_words():
    authority = "岳阳市突出生态环境问题整改工作领导小组办公室"
    lines = break_title(
        f"{authority}关于印发《长江经济带警示片披露问题整改任务分工方案》的通知", 20, (authority,)
    ).split("\n")
    assert len(lines) == 3
    assert max(map(title_width, lines)) <= 20


def test_lines_that_the_title_has_already_are_kept():
    title = "东莞市人民政府办公室\n关于印发《2017年全市政务信息公开工作重点分工方案》的通知"
    assert break_title(title, 20) == title


def test_the_name_of_the_issuing_authority_is_one_word():
    title = "某某市前海深港合作区工作协调办关于印发《某某市前海深港合作区方案》的通知"
    assert break_title(title, 18, ("某某市前海深港合作区工作协调办",)).startswith("某某市前海深港合作区工作协调办")
    assert "\n" not in break_title(title, 18, ("某某市前海深港合作区工作协调办",))[:15]


def test_a_title_without_a_word_that_is_known_is_left_to_the_word_processor():
    assert break_title("某" * 30, 20) == "某" * 30


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "某某市人民政府办公室关于印发《2018年全市政务公开工作重点分工方案》的通知",
            ["某某市人民政府办公室关于印发", "《2018年全市政务公开工作重点分工方案》", "的通知"],
        ),
        (
            "某某市人民政府办公室关于调整《2018年工作分工方案》部分任务的通知",
            ["某某市人民政府办公室关于调整", "《2018年工作分工方案》部分任务的通知"],
        ),
        (
            "某某市人民政府办公室关于征求《2018年工作分工方案（征求意见稿）》意见的函",
            ["某某市人民政府办公室关于征求", "《2018年工作分工方案（征求意见稿）》", "意见的函"],
        ),
        (
            "某某市某某局关于《某某某某》和《工作要点》《分工方案》的报告",
            ["某某市某某局关于《某某某某》和", "《工作要点》《分工方案》的报告"],
        ),
    ],
)
def test_what_stands_in_title_marks_stays_on_one_line_where_it_fits(title, lines):
    assert break_title(title, 20).split("\n") == lines


def test_a_title_of_many_lines_is_cut_between_words_too():
    title = "某某市人民政府办公室关于印发" + "推进政务公开深化改革工作方案" * 12 + "的通知"
    lines = break_title(title, 20).split("\n")
    assert "".join(lines) == title
    assert len(lines) <= 11
    assert max(map(title_width, lines)) <= 20
    assert not [line for line in lines if line.endswith(("政", "推", "深", "改", "工")) or line[0] in "务进化革作"]


NAMES = st.text(st.sampled_from("工作方案要点年2017的某"), min_size=1, max_size=16).map("《{}》".format)
WORDS = st.sampled_from(["关于", "印发", "某某市人民政府", "的通知", "和", "某某", "、", "（", "）", "“改革”"])


@given(st.lists(NAMES | WORDS, min_size=1, max_size=8).map("".join))
def test_no_line_ends_inside_title_marks_that_fit_on_a_line(title):
    lines = break_title(title, 20).split("\n")
    if len(lines) > 1:
        split = [line for line in lines if line.count("《") != line.count("》")]
        longest = max((title_width(f"《{part.partition('》')[0]}》") for part in title.split("《")[1:]), default=0)
        assert not split or longest > 16  # with the marks that belong to it a name may be wider than a line


@given(st.text(st.sampled_from("关于印发工作方案的通知2017年《》“”市民政局、A ，")), st.integers(6, 30))
def test_breaking_changes_no_character_and_gives_lines_that_fit_and_have_a_shape(title, widest):
    broken = break_title(title, widest)
    assert broken.replace("\n", "") == title
    lines = broken.split("\n")
    widths = [title_width(line) for line in lines]
    if len(lines) > 1:
        assert max(widths) <= widest
        assert not any(line[0] in "，。、》）”" for line in lines[1:])
        assert not any(line[-1] in "《（“" for line in lines[:-1])
        if "》" not in title:
            assert not any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)), "an hourglass"


def test_a_title_of_hundreds_of_characters_takes_no_longer_for_being_one():
    for title in ("关于" + "印发" * 120 + "的通知", "关于" + "印发" * 46 + "的通知"):
        start = time.process_time()
        break_title(title, 20)
        assert time.process_time() - start < 1
