"""A table's rows → tasks and requirements: in the shapes in which plans are really written."""

import pytest

from planctl.cli import run
from planctl.errors import UnreadableInputError
from planctl.files import read_source, resource
from planctl.importer.draft.numbers import leading_number, split_numbered
from planctl.importer.readers.grid import RawTable, Span, lay_out
from planctl.planfile.loader import load_plan
from support_import import codes, imported, rows, table

PLAIN = """
| 序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |
| 1 | 推进决策公开 | 1.完善制度。 | 市法制局 | 6月底 |
| ↑ | ↑ | 2.公开结果。 | ↑ | 全年 |
| 2 | 推进执行公开 | 加强督查。 | 市督查室 | 12月底 |
"""


def test_merged_cells_are_filled_down_and_numbers_taken_from_the_texts():
    result = imported(PLAIN)
    assert rows(result) == [
        ("1.1", "推进决策公开", "完善制度。", "市法制局", "6月底"),
        ("1.2", "推进决策公开", "公开结果。", "市法制局", "全年"),
        ("2", "推进执行公开", "加强督查。", "市督查室", "12月底"),
    ]
    assert codes(result) == []
    assert [unit.name for unit in result.plan.units] == ["市法制局", "市督查室"]


def test_headings_in_other_words_become_the_plan_s_own():
    result = imported("| 项次 | 重点任务 | 工作举措 | 责任单位 | 时间节点 |\n| 1 | 甲 | 乙。 | 市编办 | 6月底 |")
    assert result.plan.headings == {
        "number": "项次",
        "title": "重点任务",
        "text": "工作举措",
        "lead_units": "责任单位",
        "deadline": "时间节点",
    }


def test_a_heading_of_two_rows_is_read_by_its_lower_one():
    result = imported(
        "| 序号 | 工作任务 | 责任分工 | ← | 完成时限 |\n"
        "| ↑ | ↑ | 牵头单位 | 配合单位 | ↑ |\n"
        "| 1 | 推进决策公开 | 市编办 | 市财政局 | 全年 |"
    )
    ((_, requirement),) = result.plan.rows()
    assert (requirement.lead_units.printed, requirement.supporting_units.printed) == ("市编办", "市财政局")


def test_a_heading_that_a_page_break_repeats_is_no_task():
    result = imported(
        PLAIN.rstrip() + "\n| 序 号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 |\n| 3 | 丙 | 丁。 | 市编办 | 全年 |"
    )
    assert [task.number for task in result.plan.tasks] == ["1", "2", "3"]
    assert codes(result) == []


def test_unknown_columns_are_kept_and_those_about_people_told():
    result = imported("| 序号 | 工作任务 | 责任单位 | 责任领导 | 经费 |\n| 1 | 甲 | 市编办 | 张三 | 10万 |")
    assert dict(result.plan.tasks[0].requirements[0].extra) == {"责任领导": "张三", "经费": "10万"}
    assert codes(result) == ["PLN603", "PLN602"]


def test_a_table_without_heading_is_read_by_what_stands_in_it_and_told():
    result = imported(
        "| 1 | 决策公开 | 实行重大行政决策预公开制度。 | 市法制局 | 6月底 |\n| 2 | 执行公开 | 公开执行情况和结果。 | 市督查室 | 全年 |"
    )
    assert rows(result)[1] == ("2", "执行公开", "公开执行情况和结果。", "市督查室", "全年")
    assert codes(result) == ["PLN601"]


def test_of_several_tables_the_plan_is_found_by_its_columns_and_the_others_are_told():
    form = table("| 序号 | 工作任务 | 责任单位 | 进展情况 |\n|  |  |  |  |", 1)
    result = imported(form, table(PLAIN, 2))
    assert len(result.plan.tasks) == 2
    assert [str(one.place) for one in result.findings] == ["第1张表"]


def test_every_word_of_a_table_ends_in_the_plan_or_in_the_report():
    """Nothing is silently dropped: what stands in a cell stands in the plan, in its headings or in a finding."""
    messy = (
        "| 附表 | ← | ← | ← | ← |\n"
        "| 序号 | 任务 | 措施 | 责任单位 | 备用 |\n"
        "| 一、公开 | ← | ← | ← | ← |\n"
        "| 1 | 甲一 | （一）乙一。（二）乙二 | 市编办 | 丙一 |\n"
        "|  |  | 续完。 |  |  |\n"
        "|  |  | 3.乙三。 | 同上 |  |\n"
        "| 合计 | 三项 |  |  | 丁 |\n"
        "| 备注：戊 | ← | ← | ← | ← |"
    )
    result = imported(messy)
    plan = result.plan
    kept = " ".join(
        [
            plan.title,
            *(f"{task.number} {task.title} {task.section}" for task in plan.tasks),
            *(f"{one.text} {one.lead_units and one.lead_units.printed} {dict(one.extra)}" for _, one in plan.rows()),
            *plan.headings.values(),
            *(one.message for one in result.findings),
        ]
    )
    grid: RawTable = table(messy)
    words = {cell.text for row in grid.rows for cell in row if cell and cell.text and cell.text != "序号"}
    for word in words:
        for piece in split_numbered(word):
            assert leading_number(piece)[1] in kept, piece


def test_a_heading_of_two_rows_is_read_whole_where_its_upper_row_names_every_column():
    result = imported(
        "2018年分工表 | ← | ← | ← | ←\n序号 | 工作任务 | ← | 责任单位 | ←\n↑ | 任务 | 要求 | 牵头单位 | 配合单位\n1 | 甲 | 完善。 | 市编办 | 市财政局"
    )
    assert [task.title for task in result.plan.tasks] == ["甲"]
    assert result.plan.headings == {"title": "任务", "text": "要求"}


@pytest.mark.parametrize("form", ["csv", "md"])
def test_what_planctl_list_prints_becomes_the_plan_again(form, tmp_path, capfd):
    printed = tmp_path / f"2017年方案.{form}"
    assert run(["list", "--format", form]) == 0
    printed.write_text(capfd.readouterr().out, encoding="utf-8")
    assert run(["import", str(printed), "-o", str(tmp_path / "plan.yaml")]) == 0
    plan = load_plan(read_source(resource("data/plan2017.yaml"))).plan
    assert [one for _, one in load_plan(read_source(tmp_path / "plan.yaml")).plan.rows()] == [
        one for _, one in plan.rows()
    ]


@pytest.mark.parametrize(
    "line",
    [
        "填报人：张三　电话：0412-123",
        "（此表一式三份）",
        "三、党建（0项）",
        "各单位要高度重视，加强领导，明确责任，确保各项任务落到实处。",
    ],
)
def test_a_row_over_the_table_with_no_task_below_is_told(line):
    result = imported(f"| 序号 | 工作任务 | 责任单位 |\n| 1 | 甲 | 市编办 |\n| {line} | ← | ← |")
    assert len(result.plan.tasks) == 1
    assert [(one.rule.code, line in one.message) for one in result.findings] == [("PLN607", True)]


@pytest.mark.parametrize(("count", "text"), [(40_001, "甲"), (30_000, "甲" * 300)])
def test_a_table_whose_plan_would_fill_the_memory_is_refused(count, text):
    lines = [[Span("序号"), Span("工作任务"), Span("牵头单位")]]
    lines += [[Span(str(number)), Span(text), Span("市编办")] for number in range(count)]
    with pytest.raises(UnreadableInputError, match="不像一份分工方案"):
        imported(lay_out(1, lines))


def test_a_heading_that_a_page_break_repeats_is_no_task_though_units_were_folded():
    heading = "| 序号 | 主要任务 | 牵头单位 | 参与单位 | 责任单位 |"
    result = imported(
        f"{heading}\n| 1 | 甲 | 市编办 | 市甲局 | 市乙局 |\n{heading}\n| 2 | 乙 | 市编办 | 市甲局 | 市乙局 |"
    )
    assert [task.title for task in result.plan.tasks] == ["甲", "乙"]
    assert codes(result) == ["PLN612"]


def test_a_row_that_says_something_only_outside_the_columns_is_told():
    result = imported("|  | 任务 | 责任单位 |\n| 余 |  |  |\n|  | 甲 | 市编办 |")
    assert [task.title for task in result.plan.tasks] == ["甲"]
    assert ["余" in one.message for one in result.findings if one.rule.code == "PLN607"] == [True]


def test_a_row_shorter_than_its_heading_loses_nothing():
    rows_of_spans = [
        [Span("序号"), Span("工作任务", 1, 2), Span("牵头单位")],
        [Span("1"), Span("1"), Span("甲"), Span("市编办")],
        [Span("2"), Span("2"), Span("乙"), Span("市编办")],
        [Span("3"), Span("见附件")],
    ]
    result = imported(lay_out(1, rows_of_spans))
    assert any("见附件" in (task.title or "") for task in result.plan.tasks)


@pytest.mark.parametrize(
    "hostile",
    [
        "做好。" * 20_000,
        "、".join(f"市{n}局" for n in range(8_000)),
        "1.完善。" + " " * 20_000 + "2.公开。",
        "关于" * 20_000,
        "一、" + "甲 \n " * 8_000,
    ],
)
def test_a_long_cell_does_not_keep_the_patterns_going_back(hostile):
    """With a pattern of square or exponential cost this test would not end."""
    result = imported(
        f"| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 甲 | {hostile.replace(chr(10), '⏎')} | {hostile.replace(chr(10), '⏎')} |"
    )
    assert result.plan.tasks[0].title == "甲"


@pytest.mark.parametrize("own", ["市{}局", ""])
def test_a_task_merged_over_thousands_of_rows_is_read(own):
    heading = [Span("序号"), Span("工作任务"), Span("具体要求"), Span("牵头单位")]
    rows_of_spans = [heading, [Span("1", 4_000), Span("甲", 4_000), Span(""), Span("市局")]]
    rows_of_spans += [[Span(""), Span(own.format(number))] for number in range(3_999)]
    assert len(imported(lay_out(1, rows_of_spans)).plan.tasks) == 1


def test_what_a_page_break_repeats_inside_a_table_is_no_task_and_no_section():
    """The title, the group headings above the heading, page numbers and 续表; a section that begins again stays."""
    result = imported("""
| 2018年分工表 | ← | ← | ← |
| 任务 | ← | ← | 分工 |
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 一、公开 | ← | ← | ← |
| 1 | 甲 | 完善制度。 | 市编办 |
| 第1页 共2页 | ← | ← | ← |
| 2018年分工表 | ← | ← | ← |
| 续表 | ← | ← | ← |
| 任务 | ← | ← | 分工 |
| 2 | 乙 | 加强督查。 | 市督查室 |
| — 2 — | ← | ← | ← |
""")
    assert [(task.section, task.number, task.title) for task in result.plan.tasks] == [
        ("一、公开", "1", "甲"),
        ("一、公开", "2", "乙"),
    ]
