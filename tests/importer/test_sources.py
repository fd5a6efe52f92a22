"""Where a document's plan stands when both its prose and a table name units, and what is said of the other."""

import pytest

from planctl.errors import UsageError
from planctl.importer.readers.grid import UNRULED, DocumentPlace, RawDocument, Remark
from planctl.importer.reading import ImportOptions, import_plan
from planctl.importer.sources import listed_parts
from planctl.importer.tables.choice import NoPlanError
from support_import import codes, imported, paragraph, table

WORK = [
    "一、修路",
    "1.修好老桥。（责任单位：市交通局）",
    "2.疏通河道。（责任单位：市水务局）",
    "3.补种行道树。（责任单位：市园林局）",
]
HOW = [
    "三、保障措施",
    "（一）加强领导。（市政府办牵头）",
    "（二）落实经费。（市财政局负责）",
    "（三）严格督查。（市督查室负责）",
]
TASKS = "| 序号 | 工作任务 | 责任单位 |\n| 1 | 清点馆藏 | 市档案馆 |\n| 2 | 扫描卷宗 | 市数智局 |"
PROJECTS = "| 序号 | 项目名称 | 建设内容 | 责任单位 |\n| 1 | 北郊停保场 | 建停车位。 | 市公交公司 |"


def _parts(*parts):
    paragraphs = enumerate(parts, 1)
    return [table(part) if part.startswith("|") else paragraph(part, number) for number, part in paragraphs]


def _titles(result):
    return [task.title for task in result.plan.tasks]


def _offered(result):
    return [(one.place.table, one.help) for one in result.findings if one.rule.code == "PLN619"]


def test_prose_whose_items_name_units_is_the_plan_beside_an_annexed_list_of_projects():
    result = imported(*_parts(*WORK, "附件：重点项目表", PROJECTS))
    assert [one.text for _, one in result.plan.rows()] == ["修好老桥。", "疏通河道。", "补种行道树。"]
    assert _offered(result) == [(1, "要读它的用 --table 1。")]
    assert "北郊停保场" in next(one.message for one in result.findings if one.rule.code == "PLN619")
    assert codes(result).count("PLN607") == 1, "附件：… alone is left out beside it"


def test_what_little_prose_is_left_of_a_table_without_rulings_is_no_plan():
    rows = Remark(UNRULED, "\n".join(["1 修路 市交通局"] * 40), DocumentPlace(page=1))
    few = RawDocument(tuple(_parts(*WORK)), (rows,))
    with pytest.raises(NoPlanError, match="没有找到"):
        import_plan(few, ImportOptions(year=2018), "方案")
    assert _titles(import_plan(few, ImportOptions(year=2018, table=0), "方案")) == ["修路"]
    much = RawDocument(few.parts, (rows._replace(text="1 修路 市交通局"),))
    assert _titles(import_plan(much, ImportOptions(year=2018), "方案")) == ["修路"]


def test_a_list_of_tasks_is_the_plan_beside_prose_that_says_as_much():
    result = imported(*_parts(*WORK, TASKS))
    assert _titles(result) == ["清点馆藏", "扫描卷宗"]
    assert _offered(result) == [(0, "要读它的用 --table 0。")]


def test_a_caption_may_say_that_a_table_is_of_tasks():
    assert _titles(imported(*_parts(*WORK, "任务分工表", PROJECTS + "\n| 2 | 西站 | 修大厅。 | 市交投集团 |"))) == [
        "北郊停保场",
        "西站",
    ]


def test_a_few_tasks_in_a_table_are_not_the_plan_beside_many_in_prose():
    more = [f"{number}.整治第{number}条街。（责任单位：市城管局）" for number in range(4, 10)]
    result = imported(*_parts(*WORK, *more, TASKS))
    assert sum(1 for _ in result.plan.rows()) == 9


def test_how_a_plan_is_carried_out_is_no_work_though_it_names_units():
    result = imported(*_parts("二、主要任务", "见下表。", PROJECTS, *HOW))
    assert (_titles(result), _offered(result)) == (["北郊停保场"], [])


def test_the_user_says_which_it_is():
    parts = _parts(*WORK, PROJECTS)
    assert _titles(imported(*parts, table=1)) == ["北郊停保场"]
    assert sum(1 for _ in imported(*_parts(*WORK, TASKS), table=0).plan.rows()) == 3
    with pytest.raises(UsageError, match="正文里没有"):
        imported(*_parts("一、总则", TASKS), table=0)


def test_another_table_that_is_a_plan_is_offered():
    result = imported(
        table("| 序号 | 工作任务 | 责任单位 | 完成时限 |\n| 1 | 甲 | 市编办 | 6月底 |"),
        table("| 工作任务 | 牵头单位 |\n| 乙 | 市督查室 |", 2),
    )
    assert (_titles(result), _offered(result)) == (["甲"], [(2, "要读它的用 --table 2。")])


def test_the_prose_is_listed_as_number_0_with_its_items_and_units():
    lines = listed_parts(RawDocument(tuple(_parts(*WORK, *HOW, TASKS))))
    assert lines[0].startswith("第0张表即正文（3条，其中3条写明责任单位）：")
    assert lines[1] == "第1张表（3行，像是分工方案：表头有“工作任务”“责任单位”）：序号、工作任务、责任单位"
    with pytest.raises(NoPlanError):
        listed_parts(RawDocument(tuple(_parts("总则"))))
