"""What is told of an import: once, with its places, and never only as a comment in the plan file."""

from planctl.importer.readers.grid import DocumentPlace, RawDocument, RawParagraph
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.report.gathered import gathered
from support_import import codes, imported, table
from support_prose import SECOND, prose, told

PLAN = "| 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |\n"


def test_what_is_found_again_is_told_once_with_its_number_and_places():
    result = imported(PLAN + "| 1 | 甲 | 子。 | 市编办 |  |\n| 2 | 乙 | 丑。 |  |  |\n| 3 | 丙 | 寅。 | 市编办 |  |")
    assert codes(result) == ["PLN604"] * 4
    assert [one.message for one in gathered(result.findings)] == [
        "“完成时限”空白，暂作不知道（null）（共3处，另见第1张表第3行第5列、第1张表第4行第5列）",
        "“牵头单位”空白，暂作不知道（null）",
    ]


def test_of_very_many_places_the_first_are_named():
    result = imported(PLAN + "\n".join(f"| {n} | 任务{n} | 要求。 | 市编办 |  |" for n in range(1, 41)))
    (one,) = gathered(result.findings)
    assert "共40处" in one.message
    assert one.message.endswith("第1张表第22行第5列等）")


def test_what_stands_outside_the_table_is_one_finding_a_page():
    texts = [("为做好工作，制定本方案。", 1), ("请认真落实。", 1), ("以上为附件。", 2)]
    lines = [RawParagraph(text, DocumentPlace(paragraph=n, page=page)) for n, (text, page) in enumerate(texts, 1)]
    document = RawDocument((*lines[:2], table(PLAN + "| 1 | 甲 | 子。 | 市编办 | 全年 |"), lines[2]))
    result = import_plan(document, ImportOptions(year=2018, title="方案"), "a")
    assert [(str(one.place), one.message) for one in result.findings] == [
        ("第1页", "表格以外的文字没有写进方案：为做好工作，制定本方案。　请认真落实。"),
        ("第2页", "表格以外的文字没有写进方案：以上为附件。"),
    ]


def test_units_that_two_labels_name_and_people_behind_units_are_told_at_their_place():
    result = prose("1.推进公开。责任单位：市编办。牵头单位及联系人：市府办（张三）。", SECOND)
    assert ("PLN615", 1) in told(result)
    twice = prose("1.推进公开。（责任单位：市编办）加强督查。（责任单位：市督查室）", SECOND)
    assert [(one.place.paragraph, one.message) for one in twice.findings if one.rule.code == "PLN615"] == [
        (1, "“牵头单位”原文有2处“责任单位”")
    ]


def test_sections_that_are_made_of_tasks_are_told():
    result = imported(
        "| 序号 | 工作任务 | 具体工作 | 责任单位 |\n| 1 | 公开 | 甲。 | 市编办 |\n| 2 | ↑ | 乙。 | 市财政局 |"
    )
    assert [(task.section, task.title) for task in result.plan.tasks] == [("公开", "甲。"), ("公开", "乙。")]
    assert [one.message for one in result.findings] == ["“工作任务”下面的几行各有序号，读作部分，“具体工作”读作任务"]
