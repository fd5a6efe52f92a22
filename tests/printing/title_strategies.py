"""Titles of plans, and the lines over which they are printed."""

from hypothesis import strategies as st

from planctl.document.title_lines import break_title
from printing.letters import Typeface, wrap

_PLACES = (
    "云川市",
    "云川市临江区",
    "青河县石桥镇",
    "云川市人民政府办公室",
    "云川高新区管委会",
    "云川市教育局",
    "市发改委",
    "",
)
_MATTERS = (
    "口袋公园", "推进政务公开工作", "进一步优化营商环境", "“十四五”时期老旧小区改造和管网更新", "湿地修复和候鸟保护",
    "贯彻落实《云川市养犬管理条例》", "推动大规模设备更新和消费品以旧换新", "支持竹编手工作坊稳步发展",
    "中小学幼儿园食堂食品安全专项整治", "加强和改进新时代社区居家养老服务", "政府工作报告确定的重点任务和建议提案办理",
    "高质量发展“百日攻坚”", "市委、市政府为民办实事", "数字政府建设和公共数据资源开发利用",
)  # fmt: skip
_KINDS = (
    "任务分工方案", "责任分解表", "工作要点", "实施方案", "重点任务清单", "若干措施", "行动方案", "责任分工表", "工作台账",
    "任务分工及进度安排表",
)  # fmt: skip
_ORDERS = (
    "{place}{year}{matter}{kind}",
    "{year}{place}{matter}{kind}",
    "{place}{matter}{year}{kind}",
    "{place}关于{matter}的{year}{kind}",
)


def titles():
    """The title of a plan of 2026."""
    return st.builds(
        lambda order, **parts: order.format(**parts),
        st.sampled_from(_ORDERS),
        place=st.sampled_from(_PLACES),
        matter=st.sampled_from(_MATTERS),
        kind=st.sampled_from(_KINDS),
        year=st.sampled_from(["2026年", "2026年", "2026年度"]),
    ) | st.sampled_from(
        ["云川市口袋公园行动计划（2026—2028年）", "云川市推动大规模设备更新和消费品以旧换新三年行动计划（2026-2028年）"]
    )


@st.composite
def title_lines(draw, title, widest):
    """A title on lines of at most so many hanzi: broken between its words, or where a line is full."""
    wide = draw(st.integers(min(8, widest), max(widest, 8)))
    broken = break_title(title, wide).split("\n") if draw(st.booleans()) else [title]
    return tuple(part.text for line in broken for part in wrap(line, wide, Typeface(1.0)))
