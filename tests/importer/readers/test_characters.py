"""Characters that only look like those people type are folded once, before anything is recognised."""

import pytest

from planctl.importer.readers.characters import FOLDED, fold_characters
from planctl.importer.readers.document import read_document
from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph
from planctl.importer.reading import ImportOptions, import_plan
from support_import import paragraph, table


def folded(text):
    (part,) = fold_characters(RawDocument((paragraph(text),))).parts
    return part.text


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("⼀、点亮⽔岸，在⻓⽯桥两⾯、南⻔⽴⼀⾯⼩⻝地图", "一、点亮水岸，在长石桥两面、南门立一面小食地图"),
        ("用⼾、⾭山", "用户、青山"),
        ("\uf914山\U0002f804", "樂山你"),
        ("市财政局\ufe10市审计局\ufe50市\uff61", "市财政局，市审计局，市。"),
        ("市水\u00ad务\u200b局\ufeff、葛\U000e0100洲坝", "市水务局、葛洲坝"),
        ("６⽉底前", "６月底前"),
        ("\ufb01le", "file"),
    ],
)
def test_what_only_looks_like_a_letter_becomes_the_letter_that_people_type(printed, typed):
    assert folded(printed) == typed


@pytest.mark.parametrize(
    "text",
    [
        "１．收费不超过１００元，达到８５％，２０２６年１０月底前建５Ｇ基站",
        "（市財政局牽頭：責任單位；６％）",
        "①㈠⒈㎡℃“”……——〔〕《》，。：；！？、（）",
        "﨎﨏﨑",
        "市政府 2026年",
    ],
)
def test_traditional_letters_signs_and_numbers_in_running_text_stay(text):
    document = RawDocument((paragraph(text),))
    assert fold_characters(document) is document


def test_a_radical_in_a_traditional_document_becomes_the_traditional_ideograph():
    assert folded("財務：用⼾") == "財務：用戶"


def test_one_remark_counts_the_kinds_from_the_first_place_on():
    first = RawParagraph("方案", DocumentPlace(paragraph=1))
    second = RawParagraph("⼀、⽔务\u200b", DocumentPlace(paragraph=2))
    (remark,) = fold_characters(RawDocument((first, second, table("⽉底 | １")))).remarks
    assert (remark.what, remark.text) == (FOLDED, "部首字符3个、看不见的字符1个")
    assert remark.place == second.place


def test_a_merged_cell_stays_one_cell():
    (grid,) = fold_characters(RawDocument((table("⼀ | 甲\n↑ | ⼄"),))).tables
    assert grid.rows[0][0] is grid.rows[1][0]
    assert [cell.text for cell in grid.rows[1]] == ["一", "乙"]


PLAN = "{}\n\n| 序号 | 工作任务 | 牵头单位 | 完成时限 |\n| --- | --- | --- | --- |\n| {} | {} | {} | {} |\n"


@pytest.mark.parametrize("ending", ["md", "html"])
def test_titles_numbers_units_and_deadlines_are_recognised_in_every_format(ending):
    written = ("２０２６年⼯作⽅案", "１", "巡\u200b河", "市\u00ad⽔务局、县政⼯委", "６⽉底前")
    text = PLAN.format(*written)
    if ending == "html":
        cells = "".join(f"<td>{cell}</td>" for cell in written[1:])
        head = "<th>序号<th>⼯作任务<th>牵头单位<th>完成时限"
        text = f"<h1>{written[0]}</h1><table><tr>{head}</tr><tr>{cells}</tr></table>"
    result = import_plan(read_document(text.encode(), f"方案.{ending}"), ImportOptions(), "方案")
    (task,) = result.plan.tasks
    (requirement,) = task.requirements
    assert (result.plan.title, result.plan.year, task.number, task.title) == ("２０２６年工作方案", 2026, "1", "巡河")
    assert requirement.lead_units.names == ["市水务局", "县政工委"]
    assert (requirement.deadline.phrase, requirement.deadline.due.isoformat()) == ("６月底前", "2026-06-30")
    assert [finding.rule.code for finding in result.findings] == ["PLN616"]


def test_the_remark_of_a_document_reaches_its_report_once():
    document = read_document("⼀、\n\n⼆、\n".encode(), "a.md")
    assert [remark.text for remark in document.remarks] == ["部首字符2个"]
