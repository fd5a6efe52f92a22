"""What shows that a table is a plan, and which tables that hold numbers, units or dates are none."""

import pytest

from planctl.importer.tables.choice import NoPlanError
from support_import import codes, imported, rows


@pytest.mark.parametrize(
    "other",
    [
        "| 首页 | 政务公开 | 办事服务 |\n| 机构职能 | 政策文件 | 个人办事 |",
        "| 日期 | 带班领导 | 值班人员 | 电话 |\n| 5月1日 | 张三 | 李四 | 8123456 |\n| 5月2日 | 赵六 | 钱七 | 8123457 |",
        "| 序号 | 单位名称 | 地址 | 联系电话 |\n| 1 | 市应急局 | 东山街道人民路12号 | 1 |\n| 2 | 市水务局 | 西桥街道解放路3号 | 2 |",
        "| 序号 | 责任单位 | 联系人 | 电话 | 办公地址 |\n| 1 | 市应急局 | 张三 | 1 | 人民路12号3楼 |",
        "| 1 | 市应急局 | 张三 | 0000-1000101 |\n| 2 | 市水务局 | 李四 | 0000-1000102 |",
        "| 项目 | 规格要求 | 单价 | 交货时间 |\n| 打印机 | 黑白激光双面 | 1200 | 3月底 |",
        "| 事项名称 | 办理时限 | 收费标准 |\n| 户口迁移 | 5个工作日 | 不收费 |",
        "| 时间 | 课程内容 | 授课人 |\n| 3月5日 | 公文写作与处理 | 张三 |",
        "| 时间 | 地点 | 活动内容 | 参加单位 |\n| 3月5日 | 中心广场 | 学雷锋志愿服务 | 市直各单位 |",
        "| 单位 | 项目名称 | 金额（万元） |\n| 市教育局 | 校舍维修改造 | 300 |\n| 市卫健局 | 设备购置 | 120 |",
        "| 序号 | 项目名称 | 中标单位 |\n| 1 | 东山小学扩建工程 | 云川建筑工程有限公司 |",
        "| 序号 | 反馈单位 | 意见内容 | 采纳情况 |\n| 1 | 市教育局 | 建议删去第三条。 | 采纳 |",
        "| 奖项 | 作品名称 | 报送单位 |\n| 一等奖 | 让春风吹进千家万户 | 市教育局 |",
        "| 序号 | 企业名称 | 所属行业 | 所在地 |\n| 1 | 云川食品有限公司 | 食品制造业 | 西桥街道 |",
        "| 招聘单位 | 岗位名称 | 岗位职责 | 人数 |\n| 市教育局 | 教师 | 从事教学工作 | 2 |",
        "| 序号 | 工作任务 | 责任单位 | 完成时限 |\n| 1 |  |  |  |\n| 2 |  |  |  |",
        "| 序号 | 单位 | 工作任务 | 完成时限 |\n| 1 | 市教育局 |  |  |\n| 2 | 市水务局 |  |  |",
        "| Task | Owner | Due |\n| 1 | Finance Bureau | 2018-06-30 |",
        "| 23 | 12.5 | 9 |\n| 24 | 13.5 | 8 |",
    ],
)
def test_what_nobody_is_to_do_is_no_plan(other):
    with pytest.raises(NoPlanError) as refused:
        imported(other)
    assert "不像分工方案：" in refused.value.hint


@pytest.mark.parametrize(
    ("plan", "read"),
    [
        ("| 项目 | 内容 | 责任单位 | 时间 |\n| 修桥 | 铺平桥面。 | 市交通局 | 5月底 |", ("1", "修桥", "铺平桥面。", "市交通局", "5月底")),
        ("| 重点工作 | 完成时限 |\n| 推进公开 | 6月底 |", ("1", "推进公开", "", "", "6月底")),
        ("| 事项 | 内容 | 单位 |\n| 修桥 | 铺平桥面。 | 市交通局 |", ("1", "修桥", "铺平桥面。", "市交通局", "")),
        ("| 序号 | 主攻方向 | 责任部门 | 投资（万元） |\n| 1 | 新建自来水厂 | 市水务局 | 3000 |", ("1", "新建自来水厂", "", "市水务局", "")),
        ("| 1 | 修好老桥，铺平桥面。 | 市交通局 |\n| 2 | 疏通河道。 | 市水务局 |", ("1", "修好老桥，铺平桥面。", "", "市交通局", "")),
    ],
)  # fmt: skip
def test_a_heading_that_names_units_or_tasks_is_enough_and_so_are_units_in_most_rows(plan, read):
    assert rows(imported(plan))[0] == read


def test_a_heading_in_unknown_words_over_numbers_and_units_is_no_task():
    result = imported(
        "| 号 | 要办的事 | 挂牌单位 |\n| 1 | 修好老桥。 | 市交通局 |\n| 2 | 疏通河道。 | 市水务局 |", table=1
    )
    assert [row[1] for row in rows(result)] == ["修好老桥。", "疏通河道。"]
    assert codes(result) == ["PLN601"]
    assert result.findings[0].message.startswith("表头“号、要办的事、挂牌单位”不认识")


def test_a_column_of_figures_that_do_not_count_on_holds_no_numbers_of_tasks():
    result = imported("| 300 | 修好老桥，铺平桥面。 | 市交通局 |\n| 12 | 疏通河道。 | 市水务局 |", table=1)
    assert [row[0] for row in rows(result)] == ["1", "2"]


def test_a_table_that_is_named_is_read_though_nothing_shows_that_it_is_a_plan():
    assert len(rows(imported("| 序号 | 项目 | 时间 |\n| 1 | 打印机 | 3月底 |", table=1))) == 1
