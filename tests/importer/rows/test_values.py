"""What cells of units, time and text say: 同上, dashes, blanks, cuts, and what several rows say of one task."""

import pytest

from planctl.importer.draft.draft import Blank
from support_import import codes, imported, rows


def test_a_cell_that_a_page_break_cut_is_joined_and_told():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n"
        "| 1 | 推进决策公开 | 1.完善制度。 | 市法制局、各镇人民 |\n"
        "|  |  |  | 政府 |\n"
        "|  |  | 2.公开结 | 市编办 |\n"
        "|  |  | 果。 |  |"
    )
    assert [row[2:4] for row in rows(result)] == [("完善制度。", "市法制局、各镇人民政府"), ("公开结果。", "市编办")]
    assert codes(result) == ["PLN606", "PLN606"]
    assert str(result.findings[0].place) == "第1张表第3行第4列"


@pytest.mark.parametrize(
    ("blank", "read"),
    [(None, None), (Blank.UNKNOWN, None), (Blank.ABOVE, "市编办"), (Blank.NONE, "")],
)
def test_a_blank_cell_is_what_the_user_says_and_never_filled_in_silence(blank, read):
    result = imported(
        "| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 |  |", **({"blank": blank} if blank else {})
    )
    assert rows(result)[1][3] == read
    assert codes(result) == (["PLN604"] if blank is None else [])
    assert result.doubts == ({("2", "lead_units"): "原文空白"} if blank is None else {})


def test_same_as_above_is_filled_and_told():
    result = imported("| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | 同上 |\n| 3 | 丙 | 〃 |")
    assert [row[3] for row in rows(result)] == ["市编办"] * 3
    assert codes(result) == ["PLN605", "PLN605"]


def test_a_row_that_a_page_break_cut_in_all_its_cells_is_joined_and_told():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1 | 推进决策 | 完善预公 | 市法制局、各镇人民 |
|  | 公开 | 开制度。 | 政府 |
| 2 | 推进执行公开 | 加强督查。 | 市督查室 |
""")
    assert [row[1:4] for row in rows(result)] == [
        ("推进决策公开", "完善预公开制度。", "市法制局、各镇人民政府"),
        ("推进执行公开", "加强督查。", "市督查室"),
    ]
    assert codes(result) == ["PLN606"] * 3
    assert result.doubts[("1", "title")] == "“公开”接自下一行"


def test_a_blank_task_or_requirement_is_told():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1 | 推进决策公开 |  | 市法制局 |
| 2 |  | 加强督查。 | 市督查室 |
""")
    assert [(one.rule.code, str(one.place)) for one in result.findings] == [
        ("PLN604", "第1张表第2行第3列"),
        ("PLN604", "第1张表第3行第2列"),
    ]
    assert rows(result)[0][2] is None
    assert result.doubts[("1", "text")] == "原文空白"


def test_a_requirement_said_to_be_blank_is_empty():
    result = imported("| 序号 | 工作任务 | 具体要求 | 牵头单位 |\n| 1 | 公开 |  | 市编办 |", blank=Blank.NONE)
    assert (rows(result)[0][2], codes(result)) == ("", [])


def test_a_doubt_of_a_number_met_twice_says_where_it_belongs():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 牵头单位 |
| 1 | 推进决策公开 | 完善制度。 | 市法制局 |
| 1 | 推进执行公开 | 加强督查。 |  |
""")
    assert set(result.doubts) == {("1（第2处）", "lead_units")}


@pytest.mark.parametrize("written", ["同上", "同 上", "〃", "″", "同第1项", "同1"])
def test_whatever_way_the_same_is_said_it_is_filled_and_told(written):
    result = imported(f"| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | {written} |")
    assert ([row[3] for row in rows(result)], codes(result)) == (["市编办"] * 2, ["PLN605"])


@pytest.mark.parametrize("written", ["同上", "同第9项"])
def test_the_same_as_nothing_is_unknown_and_told(written):
    result = imported(f"| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | {written} |")
    assert ([row[3] for row in rows(result)], codes(result)) == ([None], ["PLN605"])
    assert result.doubts == {("1", "lead_units"): f"原文写作“{written}”"}


@pytest.mark.parametrize(
    ("blank", "read"), [(None, "——"), (Blank.ABOVE, "市编办"), (Blank.UNKNOWN, None), (Blank.NONE, "")]
)
def test_a_dash_is_kept_and_told_unless_the_user_says_what_it_means(blank, read):
    result = imported(
        "| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | —— |", **({"blank": blank} if blank else {})
    )
    assert rows(result)[1][3] == read
    assert codes(result) == (["PLN604"] if blank is None else [])


def test_units_and_times_numbered_as_the_requirements_go_with_them():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 责任单位 | 时限 |\n"
        "| 1 | 建路 | 1.开工。2.完工。 | 1.县交通局 2.县住建局 | ①6月底；②12月底 |\n"
        "| 2 | 建桥 | 1.开工。2.完工。 | 1.县交通局 | 全年 |"
    )
    assert [row[2:] for row in rows(result)] == [
        ("开工。", "县交通局", "6月底"),
        ("完工。", "县住建局", "12月底"),
        ("开工。", "1.县交通局", "全年"),
        ("完工。", "1.县交通局", "全年"),
    ]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("1.3月底；2.每月；3.12月20日", ["3月底", "每月", "12月20日"]),
        ("1.5月底⏎2.7月底⏎3.全年", ["5月底", "7月底", "全年"]),
        ("1.5月底2.7月底3.全年", ["5月底", "7月底", "全年"]),
        ("（1）6月、12月；（2）每月2、12日；（3）2018年3月", ["6月、12月", "每月2、12日", "2018年3月"]),
        ("①1.15前；②2.20前；③3.31前", ["1.15前", "2.20前", "3.31前"]),
        ("1.每月1、2、3日；2.每周；3、年底", ["每月1、2、3日", "每周", "年底"]),
    ],
)
def test_a_time_glued_to_the_number_of_its_requirement_is_told_from_it(cell, parts):
    result = imported(
        f"| 序号 | 工作任务 | 具体要求 | 责任单位 | 时限 |\n| 1 | 建路 | 1.开工。2.铺路。3.完工。 | 县交通局 | {cell} |"
    )
    assert [row[4] for row in rows(result)] == parts
    assert codes(result) == ["PLN609", "PLN620"]


@pytest.mark.parametrize("cell", ["1.3月底；2.每月", "1.3月底；2.每月；3.全年；4.年底", "1.每月"])
def test_numbers_that_are_not_those_of_the_requirements_leave_the_cell_as_it_is_and_are_told(cell):
    result = imported(
        f"| 序号 | 工作任务 | 具体要求 | 责任单位 | 时限 |\n| 1 | 建路 | 1.开工。2.铺路。3.完工。 | 县交通局 | {cell} |"
    )
    assert [row[4] for row in rows(result)] == [cell] * 3
    assert codes(result) == ["PLN609", "PLN620"]


def test_an_amount_for_all_requirements_is_no_number_of_one():
    result = imported(
        "| 序号 | 工作任务 | 具体要求 | 责任单位 | 投资 |\n| 1 | 建路 | 1.开工。2.完工。 | 县交通局 | 1.5亿元 |"
    )
    assert [one.extra["投资"] for _, one in result.plan.rows()] == ["1.5亿元"] * 2
    assert sorted(codes(result)) == ["PLN602", "PLN609"]


def test_a_numbered_cell_merged_over_the_rows_of_its_requirements_is_divided_among_them():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 责任单位 | 时限 |
| 1 | 建路 | 1.开工。 | 1.县交通局；2.县住建局 | 1.3月底；2.每月 |
| ↑ | ↑ | 2.完工。 | ↑ | ↑ |
""")
    assert [row[3:] for row in rows(result)] == [("县交通局", "3月底"), ("县住建局", "每月")]


def test_further_units_of_a_task_without_requirements_are_added_to_it_and_told():
    result = imported("""
| 序号 | 工作任务 | 责任单位 | 时限 |
| 1 | 甲 | 县甲局 | 6月底 |
| ↑ | ↑ | 县乙局 | 6月底 |
""")
    assert rows(result) == [("1", "甲", "", "县甲局\n县乙局", "6月底")]
    assert codes(result) == ["PLN606"]


def test_a_title_that_a_page_break_cut_is_joined_where_it_broke_off():
    result = imported(
        "| 序号 | 工作任务 | 责任单位 |\n| 1 | 公布目录，并 | 县司法局 |\n|  | 加强更新 |  |\n| 2 | 乙 | 县编办 |"
    )
    assert [(task.number, task.title) for task in result.plan.tasks] == [("1", "公布目录，并加强更新"), ("2", "乙")]
    assert codes(result) == ["PLN606"]


def test_what_a_merged_cell_says_in_a_column_of_its_own_is_written_once():
    result = imported(
        "| 序号 | 工作任务 | 考核指标 | 责任单位 |\n| 1 | 推进公开 | ← | 市编办 |\n| 2 | 乙 | 丙 | 市编办 |"
    )
    assert [dict(one.extra) for _, one in result.plan.rows()] == [{}, {"考核指标": "丙"}]


def test_a_blank_title_is_noted_where_it_stands():
    result = imported("| 序号 | 工作任务 | 具体要求 | 责任单位 |\n| 1 |  | 完善。 | 市编办 |")
    assert result.doubts == {("1", "title"): "原文空白"}


def test_the_same_as_above_is_filled_in_before_units_are_folded():
    result = imported("""
| 序号 | 主要任务 | 牵头单位 | 参与单位 | 责任单位 |
| 1 | 甲 | 市编办 | 市甲局 | 市乙局 |
| 2 | 乙 |  | 市甲局 | 同上 |
""")
    assert [row[3] for row in rows(result)] == ["牵头单位：市编办；责任单位：市乙局", "责任单位：市乙局"]
    assert codes(result) == ["PLN612", "PLN604", "PLN605"]
    assert result.doubts == {("2", "lead_units"): "原文空白；原文写作“同上”"}


def test_a_row_cut_in_several_cells_is_joined_in_a_table_without_requirements():
    result = imported("""
| 序号 | 工作任务 | 牵头单位 | 配合单位 |
| 1 | 控制总量在10% | 市水利局 | 市发改委、水利 |
|  | 以内，达到要求。 |  | 局等 |
""")
    ((task, one),) = result.plan.rows()
    assert (task.title, one.supporting_units.printed) == ("控制总量在10%以内，达到要求。", "市发改委、水利局等")


@pytest.mark.parametrize("written", ["同上。", "（同上）", "——", "———", "---"])
def test_marks_around_the_same_and_dashes_of_any_length_are_seen(written):
    result = imported(f"| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | {written} |")
    assert codes(result) == ["PLN605" if "同" in written else "PLN604"]


def test_the_same_as_several_is_kept_and_told():
    result = imported("| 序号 | 工作任务 | 牵头单位 |\n| 1 | 甲 | 市编办 |\n| 2 | 乙 | 同第1、2项 |")
    assert (rows(result)[1][3], codes(result)) == ("同第1、2项", ["PLN605"])
    assert result.findings[0].message.endswith("看不出照哪里填，照原样保留")


def test_further_units_beside_a_requirement_merged_over_them_are_added_to_it():
    result = imported("""
| 序号 | 工作任务 | 具体要求 | 责任单位 |
| 1 | 公开 | 1.完善。2.公开。 | 市甲局 |
| ↑ | ↑ | ↑ | 市乙局 |
""")
    assert [(row[0], row[3]) for row in rows(result)] == [("1.1", "市甲局\n市乙局"), ("1.2", "市甲局\n市乙局")]
    assert codes(result) == ["PLN609", "PLN606"]
