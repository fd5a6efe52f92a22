"""What a document says of itself around its table."""

from dataclasses import replace
from datetime import date

import pytest

from planctl.cli import run
from planctl.errors import UsageError
from planctl.files import read_source
from planctl.importer.draft.printed_dates import printed_date
from planctl.importer.readers.document import read_document
from planctl.importer.readers.grid import RawDocument, Remark
from planctl.importer.reading import ImportOptions, import_plan
from planctl.planfile.loader import load_plan
from planctl.planfile.writer import dump_plan
from planctl.source import Source
from support_import import codes, imported, paragraph, table

TABLE = "| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |"


def around(*texts, after=(), plan=TABLE, centred=False, **options):
    lines = [paragraph(text, number, centred=centred) for number, text in enumerate([*texts, *after], 1)]
    return imported(*lines[: len(texts)], table(plan), *lines[len(texts) :], **{"year": 0, "title": "", **options})


def messages(result):
    return [one.message for one in result.findings]


def test_an_official_document_says_who_issues_what_to_whom_and_nothing_of_it_is_left():
    result = around(
        "某某市人民政府办公室文件",
        "某府办〔2019〕9号",
        "某某市人民政府办公室关于印发《2019年工作分工方案》的通知",
        "各镇人民政府（街道办事处），市府直属各单位：",
        "附件：2019年工作分工方案",
        "某某市人民政府办公室",
        "2019年3月1日",
        "（此件公开发布）",
        "附件",
        "2019年工作分工方案",
        after=["抄送：市委各部委，市人大常委会办公室。", "某某市人民政府办公室　　2019年3月2日印发"],
    )
    plan = result.plan
    assert (plan.title, plan.year, plan.document_number) == ("2019年工作分工方案", 2019, "某府办〔2019〕9号")
    assert (plan.issuing_authority, plan.dated_on) == ("某某市人民政府办公室", date(2019, 3, 1))
    assert plan.addressees == "各镇人民政府（街道办事处），市府直属各单位"
    assert plan.copy_to == "市委各部委，市人大常委会办公室"
    assert (plan.printed_by, plan.printed_on) == ("某某市人民政府办公室", date(2019, 3, 2))
    assert plan.disclosure == "公开"
    assert messages(result) == []


def test_paragraphs_that_are_no_facts_are_told():
    result = around("2019年工作分工方案", "为做好政务公开，现制定本方案。", after=["以上各项，请认真落实。"])
    assert messages(result) == [
        "表格以外的文字没有写进方案：为做好政务公开，现制定本方案。",
        "表格以外的文字没有写进方案：以上各项，请认真落实。",
    ]


def test_a_title_on_two_lines_is_read_whole():
    result = around("2017年全市政务信息公开工作", "重点分工方案")
    assert (result.plan.title, result.plan.year, codes(result)) == ("2017年全市政务信息公开工作重点分工方案", 2017, [])


def test_the_line_above_a_whole_title_is_no_part_of_it():
    result = around("某某市人民政府办公室", "2017年工作分工方案")
    assert result.plan.title == "2017年工作分工方案"
    assert messages(result) == ["表格以外的文字没有写进方案：某某市人民政府办公室"]


@pytest.mark.parametrize(
    ("years", "year"), [("（2020年—2022年）", 2020), ("（2020—2022年）", 2020), ("（2020年度）", 2020)]
)
def test_years_in_brackets_below_a_title_are_part_of_it(years, year):
    plan = around("某县三年行动时间表路线图", years).plan
    assert (plan.title, plan.year) == (f"某县三年行动时间表路线图{years}", year)


def test_a_title_inside_the_table_is_the_plan_s():
    result = around(plan="| 2018年工作分工方案 | ← | ← |\n" + TABLE)
    assert (result.plan.title, result.plan.year, codes(result)) == ("2018年工作分工方案", 2018, [])


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        ("关于印发《2018年工作方案》的通知", "2018年工作方案"),
        ("关于做好2018年政务公开工作的通知", "关于做好2018年政务公开工作的通知"),
    ],
)
def test_a_title_that_only_the_notice_names_is_taken_from_it(notice, title):
    result = around(notice)
    assert (result.plan.title, codes(result)) == (title, [])


@pytest.mark.parametrize("title", ["2021—2025年工作方案", "2021-2025年工作方案", "2021年至2025年工作方案"])
def test_of_several_years_in_a_title_the_first_is_taken_and_told(title):
    result = around(title)
    assert (result.plan.year, codes(result)) == (2021, ["PLN610"])
    assert result.doubts[("plan", "year")] == f"标题写的是{title.removesuffix('工作方案')}，方案年份取2021年"


def test_where_no_title_names_a_year_that_of_the_date_is_taken_and_told():
    result = around("某某市编办", "2019年3月1日", "工作分工方案")
    assert (result.plan.year, codes(result)) == (2019, ["PLN610"])


def test_a_year_that_the_user_gives_is_no_guess():
    assert codes(around("2021—2025年工作方案", year=2022)) == []


def test_a_plan_of_no_known_year_asks_for_it():
    with pytest.raises(UsageError, match="看不出是哪一年"):
        around()


def test_what_stands_beside_the_imprint_in_its_table_takes_nothing_from_it_and_is_told():
    imprint = "| 抄送：市委各部委。 | 仅供内部参考 |\n| ↑ | 请于6月1日前反馈 |\n| ↑ | 某某市编办 2019年3月2日印发 |"
    result = imported(paragraph("2019年工作方案"), table(TABLE), table(imprint, 2), year=0)
    assert (result.plan.copy_to, result.plan.printed_by) == ("市委各部委", "某某市编办")
    assert result.plan.printed_on == date(2019, 3, 2)
    assert codes(result) == ["PLN607"]


def test_what_stands_in_the_same_place_as_a_fact_is_still_told():
    """A text box anchored in the title's paragraph has the title's place."""
    title = paragraph("2019年工作分工方案", 1)
    document = RawDocument((title, table(TABLE)), (Remark("文本框", "内部资料", title.place),))
    assert messages(import_plan(document, ImportOptions(), "x")) == ["文本框没有写进方案：内部资料"]


@pytest.mark.parametrize(
    "imprint",
    [
        "| 抄送：市委各部委。 |\n| 某某市编办 2019年3月2日印发 |",
        "| 抄送：市委各部委。 | ← |\n| 某某市编办 | 2019年3月2日印发 |",
        "| 抄送：市委各部委。 | 某某市编办 2019年3月2日印发 |",
        "| 某某市编办 2019年3月2日印发 | 抄送：市委各部委。 |",
        "| 抄送：市委各部委。 | 某某市编办 | 2019年3月2日印发 |",
        "| 抄送：市委各部委。 | |\n| ↑ | |\n| ↑ | 某某市编办 2019年3月2日印发 |",
        "| 抄送：市委各部委。 | | |\n| ↑ | 某某市编办 | 2019年3月2日印发 |",
    ],
)
def test_a_table_that_is_the_imprint_is_no_other_table(imprint):
    result = imported(paragraph("2019年工作方案"), table(TABLE), table(imprint, 2), year=0)
    assert (result.plan.copy_to, result.plan.printed_by, codes(result)) == ("市委各部委", "某某市编办", [])
    assert result.plan.printed_on == date(2019, 3, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017年6月1日", date(2017, 6, 1)),
        ("二〇一七年六月一日", date(2017, 6, 1)),
        ("二○一七年十二月二十一日", date(2017, 12, 21)),
        ("2017年2月30日", None),
        ("2017年6月1日前", None),
    ],
)
def test_dates_as_documents_print_them(text, day):
    assert printed_date(text) == day


def test_the_title_of_a_plan_in_parts_is_the_one_before_its_first_part():
    lines = [paragraph(text, n) for n, text in enumerate(("2017年分工方案", "进度表"), 1)]
    parts = [table(f"序号 | 任务 | 牵头单位\n{n} | 甲{n} | 市编办", n) for n in (1, 2)]
    result = imported(lines[0], parts[0], lines[1], parts[1], year=0, title="")
    assert (result.plan.title, result.plan.year) == ("2017年分工方案", 2017)


@pytest.mark.parametrize("title", ["2020年政府工作报告重点工作责任分解", "2022年重点工作", "2023年为民办实事项目"])
def test_a_short_line_with_the_year_above_the_table_is_its_title(title):
    result = around(plan=f"| {title} | ← | ← |\n" + TABLE)
    assert (result.plan.title, codes(result)) == (title, [])


def test_a_title_that_no_line_says_is_taken_from_the_file_and_told():
    result = around("各部门要抓好落实。", year=2018)
    assert (result.plan.title, codes(result)) == ("方案", ["PLN607", "PLN613"])
    assert result.doubts == {("plan", "title"): "没有找到标题，暂用文件名“方案”"}


@pytest.mark.parametrize(
    ("line", "authority"), [("（2021年8月30日）", ""), ("某某市创文办　2021年8月30日", "某某市创文办")]
)
def test_a_date_in_brackets_or_behind_its_authority_is_read(line, authority):
    plan = around("工作方案", line).plan
    assert (plan.dated_on, plan.issuing_authority, plan.year) == (date(2021, 8, 30), authority, 2021)


def test_a_notice_s_title_on_two_lines_is_read_whole():
    plan = around("某县人民政府办公室", "关于印发《2018年工作方案》的通知", "2018年工作方案").plan
    assert plan.notice_title == "某县人民政府办公室关于印发《2018年工作方案》的通知"


@pytest.mark.parametrize("note", ["注：列第一位者为牵头单位。", "备注：责任单位列首位的为牵头单位"])
def test_a_note_below_the_table_says_who_leads(note):
    result = around("2018年工作方案", after=[note])
    assert (result.plan.first_unit_leads, codes(result)) == (True, [])


def test_page_numbers_and_marks_of_continuation_are_not_worth_a_word():
    assert codes(around("2018年工作方案", after=["— 12 —", "续表", "第2页 共5页"])) == []


def test_a_letterhead_that_is_not_who_signs_is_told():
    result = around("中共某县委文件", "某县人民政府办公室", "2018年3月1日", "2018年工作方案")
    assert result.plan.issuing_authority == "某县人民政府办公室"
    assert messages(result) == ["表格以外的文字没有写进方案：中共某县委文件"]


PLAN = """
format: 1
plan:
  title: 2019年工作分工方案
  year: 2019
  stage: 印发稿
  issuing_authority: 某某市人民政府办公室
  document_number: 某府办〔2019〕9号
  dated_on: 2019-03-01
  notice_title: 某某市人民政府办公室关于印发《2019年工作分工方案》的通知
  addressees: 各镇人民政府，市府直属各单位
  copy_to: 市委各部委
  printed_by: 某某市人民政府办公室
  printed_on: 2019-03-02
  disclosure: 公开
units:
- name: 市编办
tasks:
- {number: 1, title: 推进公开, requirements: [{text: 完善制度。, lead_units: 市编办, deadline: 全年}]}
"""


@pytest.mark.parametrize(
    "options",
    [["--form", "文件"], ["--form", "文件", "--as", "附件"], ["--form", "文件", "--portrait"], ["--form", "信函"]],
)
def test_the_notice_that_planctl_writes_comes_back_with_all_it_says(options, tmp_path, capfd):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    command = ["render", "docx", "--notice", "-p", str(tmp_path / "plan.yaml"), "-o", str(tmp_path / "a.docx")]
    assert run([*command, *options]) == 0, capfd.readouterr().err
    result = import_plan(read_document((tmp_path / "a.docx").read_bytes(), "a.docx"), ImportOptions(), "a")
    again = load_plan(Source("again", dump_plan(result.plan))).plan
    was = load_plan(read_source(tmp_path / "plan.yaml")).plan
    if "信函" in options:  # a letter's 版记 does not say who printed it
        was = replace(was, printed_by="", printed_on=None)
    assert again == replace(was, stage="", units=again.units)
    assert messages(result) == [
        "表格以外的文字没有写进方案：现将《2019年工作分工方案》印发给你们，请认真组织实施。",
    ]


def test_years_numbers_and_dates_in_full_width_digits_are_recognised_and_kept_as_printed():
    result = around(
        "云政发〔２０２６〕８号", "重点工作分工方案", "（２０２６—２０２８年）", "２０２６年３月５日", year=0, title=""
    )
    plan = result.plan
    assert (plan.title, plan.year) == ("重点工作分工方案（２０２６—２０２８年）", 2026)
    assert (plan.document_number, plan.dated_on) == ("云政发〔２０２６〕８号", date(2026, 3, 5))
