"""What is no limit though it has a date, a span or a period in it; and what is one behind words that lead up to it."""

from datetime import date

import pytest

from planctl.deadlines import deadline_from_text, parse_deadline
from planctl.model.deadline import DeadlineKind


def read(phrase):
    deadline = parse_deadline(phrase, 2025)
    return str(deadline.kind), deadline.due and deadline.due.isoformat()


@pytest.mark.parametrize(
    "phrase",
    [
        "截至三季度末，已完成投资12亿元",
        "截至6月底，全市共办理1200件",
        "2024年3月28日，县政府印发了实施意见",
        "2024年9月1日至30日，督导组对我县开展了督导",
        "到2024年上半年，分三批完成了改造",
        "2020年底前，全镇已建成5个小区",
        "2018年3月1日镇党委会议后，有关部门及时整改",
        "自2019年5月工作启动以来",
        "今年前三季度，各级已经巡查1200次",
        "2023年7月，市督导组对各县开展常规检查",
        "2025年7月，省政府办公厅印发《三年行动方案》",
        "从2024年4月上旬至今，走访5家企业",
        "全年完成投资2510亿元，同比增长5.3%",
        "年内未开展综合分析，扣0.5分",
    ],
)
def test_what_has_been_done_is_no_deadline(phrase):
    assert read(phrase) == ("unread", None)
    assert deadline_from_text(phrase, 2025, date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "2025年11月30日前生育的",
        "适用于2029年12月31日前退休的",
        "2025年6月30日前登记的企业",
        "2030年底前退休人员",
        "仅限于2026年12月31日前",
        "自备案之日起超过3年未开工的",
        "逾期30日未整改的",
        "毕业3年内的高校毕业生",
    ],
)
def test_whom_a_rule_concerns_is_no_deadline(phrase):
    assert read(phrase) == ("unread", None)
    assert deadline_from_text(phrase, 2025, date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "每人每月1309元",
        "每户每年补助3000元",
        "每月补贴500元",
        "办理时间压缩至25个工作日以内",
        "时限由20天缩短到5个工作日内",
        "审批时间控制在30日内",
        "污染天数不能超过27天",
        "聘期最长不超过3年",
        "入境前14天健康状况",
        "每学年教学时间共39周",
        "申请前12个月中至少有183日在本地",
    ],
)
def test_an_amount_or_a_duration_is_neither_a_recurrence_nor_a_span(phrase):
    assert read(phrase) == ("unread", None)
    assert deadline_from_text(phrase, 2025, date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("6月底前成立工作专班", "2025-06-30"),
        ("12月底前登记造册", "2025-12-31"),
        ("6月底前（已完成方案）", "2025-06-30"),
        ("12月底前对已开工项目全部验收", "2025-12-31"),
        ("2025年底前将审批时间压缩至5个工作日以内", "2025-12-31"),
        ("第二季度发行专项债券3亿元", "2025-06-30"),
        ("8月份文化广场主体工程动工兴建", "2025-08-31"),
        ("2026年全市达标率达到80%", "2026-12-31"),
        ("各单位要在7月10日开展自查", "2025-07-10"),
        ("项目争取年内开工", "2025-12-31"),
        ("防火期为3月15日至6月15日", "2025-06-15"),
        ("新学期于9月1日（农历七月初十）正式开学", "2025-09-01"),
        ("放假时间不晚于1月24日", "2025-01-24"),
        ("6月至12月为集中整改阶段", "2025-12-31"),
        ("4月25日—5月30日：学位办组织论文盲评工作", "2025-05-30"),
        ("将集中在2025年9月—11月进行", "2025-11-30"),
        ("剩余经费在年底用于考评", "2025-12-31"),
    ],
)
def test_words_before_or_behind_a_date_may_leave_it_a_limit(phrase, due):
    assert read(phrase) == ("date", due)


@pytest.mark.parametrize("phrase", ["3月份安全生产工作总结", "1—9月进度公示", "2025年春季开工仪式", "2025年重点指标"])
def test_the_name_of_something_is_no_deadline(phrase):
    assert parse_deadline(phrase, 2025).due is None


@pytest.mark.parametrize("phrase", ["6月底9月底", "3月底或6月底", "6月底/9月底", "6月底前9月底前", "每月或每季度"])
def test_times_run_together_or_to_choose_from_are_unread_with_the_reason(phrase):
    deadline = parse_deadline(phrase, 2025)
    assert (deadline.kind, deadline.incomplete) == (DeadlineKind.UNREAD, True)
    assert "无法确定" in deadline.problem


@pytest.mark.parametrize(
    ("phrase", "trigger", "number"),
    [
        ("可在保障期满之日起3个月内", "保障期满", 3),
        ("经营者可以于公示期届满之日起20日内", "公示期届满", 20),
        ("家长需在录取结果公布后3个工作日内", "录取结果公布", 3),
        ("申请时间不得超过登记之日起4年", "登记", 4),
        ("各单位要在通报下发后10日内", "通报下发", 10),
        ("办公室需在节假日前两天", "节假日", 2),
        ("各承办单位接到提案后，应于三个月内", "接到提案", 3),
        ("选民登记（选举日前20日完成）", "选举日", 20),
        ("答辩完3天内", "答辩完", 3),
    ],
)
def test_who_acts_and_the_modal_are_no_part_of_the_trigger(phrase, trigger, number):
    deadline = parse_deadline(phrase, 2025)
    assert (deadline.kind, deadline.trigger) == (DeadlineKind.RELATIVE, trigger)
    assert deadline.within.number == number


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("对检查发现的问题及时提出整改意见", "vague"),
        ("领导小组定期听取工作汇报", "vague"),
        ("按照“第一时间处置”的原则", "immediate"),
        ("重大隐患做到即时上报", "immediate"),
        ("未及时办理的", "unread"),
        ("各学校必须在开学前开展安全检查", "conditional"),
        ("并根据实际需要组织培训", "conditional"),
        ("放假前各校必须组织安全教育", "conditional"),
        ("恢复时间另行发布", "conditional"),
        ("本办法自公布翌日起生效", "conditional"),
        ("及时将核实后的情况上报", "vague"),
        ("要求所有标段立即开工", "immediate"),
        ("安排专人不间断沿街巡查", "ongoing"),
    ],
)
def test_a_manner_or_a_condition_inside_a_clause_is_read(phrase, kind):
    assert str(parse_deadline(phrase, 2025).kind) == kind
