"""What a draft becomes as a plan: units and times as read, and what planctl prints for lost cells as gaps."""

from planctl.model.plan import Certainty, GapKind
from support_import import imported

LOST = """
    序号 | 工作任务 | 具体要求 | 牵头单位 | 完成时限 | 备注
    1 | 推进公开 | 1.完善制度。 | 〔原文缺失〕 | 〔原文缺失〕 | 〔原文缺失〕
    ↑ | ↑ | 2.〔原文缺失〕 | 市编办 | 12月底 | 已办
"""


def test_lost_cells_become_gaps_but_for_those_of_unknown_columns_which_keep_their_words():
    plan = imported(LOST).plan
    assert [(gap.kind, gap.reference, gap.fields) for gap in plan.gaps] == [
        (GapKind.CELL, "1.1", ("lead_units", "deadline")),
        (GapKind.TEXT, "1.2", ()),
    ]
    assert all(gap.certainty is Certainty.CERTAIN for gap in plan.gaps)
    first, second = (requirement for _, requirement in plan.rows())
    assert (first.lead_units, first.deadline, second.text) == (None, None, None)
    assert first.extra == {"备注": "〔原文缺失〕"}


def test_an_office_with_two_names_is_registered_once_with_both():
    plan = imported("""
        序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限
        1 | 推进公开 | 市数据局（市人工智能局） | 市教育局（综合科）、各镇（不含虎门镇） | 12月底
        2 | 推进公示 | 市人工智能局 | 市教育局、各镇 | 12月底
    """).plan
    assert [(unit.name, unit.aliases, unit.group) for unit in plan.units] == [
        ("市数据局", ("市人工智能局", "市数据局（市人工智能局）"), False),
        ("市教育局", (), False),
        ("各镇", (), True),
    ]
