"""Which field of a plan a column's heading names, in the many words plans have for each."""

from __future__ import annotations

from typing import Final

from planctl.importer.readers.grid import RawCell
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS

_WORDS: Final = {
    "number": "序号 编号 项次 序",
    "title": (
        "工作任务 重点任务 任务名称 工作项目 任务 主要任务 工作事项 重点工作 事项 项目 目标任务 工作要点 要点 主要工作 工作名称 事项名称 改革事项 任务事项 项目名称 "
        "存在问题 整改问题 问题清单 整改事项 反馈问题"
    ),
    "text": (
        "具体要求 工作举措 实施路径 具体工作 工作要求 具体任务 具体措施 工作内容 主要内容 任务内容 工作措施 主要措施 重点举措 "
        "具体内容 任务要求 具体举措 工作目标 任务分解 二级任务 重点内容 措施 要求 整改措施"
    ),
    "lead_units": (
        "牵头单位 责任单位 落实单位 主责单位 责任科室 牵头部门 责任部门 主办单位 承办单位 牵头责任单位 实施单位 责任主体 "
        "牵头处室 责任处室 牵头科室 主要责任单位 负责单位 主体单位 责任分工 职责分工 落实责任 分工"
    ),
    "supporting_units": "配合单位 参与单位 协办单位 配合部门 参加单位 协同单位 协助单位 参与部门 配合责任单位 协办部门",
    "deadline": (
        "完成时限 时间节点 时限要求 完成时间 时限 完成期限 办理时限 时间要求 时间安排 进度要求 工作时限 落实时限 推进时限 时间 "
        "时间进度 进度安排 完成日期 截止时间 截止日期 期限"
    ),
    "section": (
        "类别 任务分类 工作类别 任务类别 项目类别 分类 类型 领域 板块 重点领域 工作板块 专项行动 行动名称 一级任务 所属领域"
    ),
}
_FIELD_OF: Final = {
    **{label: field for field, label in COLUMN_LABELS.items()},
    **{word: field for field, words in _WORDS.items() for word in words.split()},
}
_UNITS: Final = "(?:单位|部门|科室|处室|股室|主体|机构)"
_SUPPORTING: Final = "配合|参与|协办|协同|协助|参加|协作|会办"
_LEAD: Final = "牵头|责任|落实|主责|主办|承办|实施|负责|主管"
_ALIKE: Final = (
    (
        "lead_units",
        Expression(rf"(?=.{{0,40}}(?:{_LEAD}))(?=.{{0,40}}(?:{_SUPPORTING})).{{0,40}}{_UNITS}"),
    ),  # one column of both
    ("supporting_units", Expression(rf"(?:{_SUPPORTING}).{{0,40}}{_UNITS}(?:要求)?$")),
    ("lead_units", Expression(rf"(?:{_LEAD}).{{0,40}}{_UNITS}(?:要求|及分工)?$")),
    (
        "deadline",
        Expression(
            "(?:完成|办结|办理|推进|落实|整改|时限|期限|时间).{0,40}(?:时限|时间|期限|节点|日期)(?:及?要求|安排)?$"
        ),
    ),
    ("deadline", Expression("^(?:完成|工作)?(?:时限|时间|期限)(?:及|和|与)?(?:要求|安排|进度)$")),
    ("text", Expression("(?:要求|举措|措施|内容|路径|做法|目标)$")),
    ("title", Expression("(?:任务|事项|项目|实事|课题)(?:名称|分解|清单)?$")),
)
"""What headings in other words have in common: 民生实事, 内容与要求, 县区责任单位, 牵头单位及配合单位."""
_NOT_FIELDS: Final = Expression("报送|上报|填报|启动|开始|下达|实际|进展|情况|完成内容|存在|依据|来源|备注")
"""Headings of reports, origins and progress, which may end in the word of a field: 报送时间, 实际完成时间."""
_ROLES: Final = {
    "牵头": "lead_units",
    "主办": "lead_units",
    "主责": "lead_units",
    "责任": "lead_units",
    "配合": "supporting_units",
    "协办": "supporting_units",
    "参与": "supporting_units",
}
_LEADING: Final = Expression("牵头|主办|主责|主要责任")
_PEOPLE: Final = Expression(
    "责任领导|分管领导|牵头领导|(?:主管|包联|包保|挂点|联系|市级|县级|区级)领导|河长|责任人|负责人|联系人|经办人|联系电话|电话|手机"
)
_SPACES: Final = Expression(r"[\s\u3000]+")
_LONGEST_HEADING: Final = 40
_REMARK: Final = Expression(r"[(（][^()（）]*[)）]$")


def heading_text(cell: RawCell | None) -> str:
    """A heading without the spaces it is stretched with: 序 号."""
    return _SPACES.sub("", cell.text) if cell is not None else ""


def field_of(heading: str) -> str:
    """The field that a heading names in its usual words, "" for none."""
    if len(heading) > _LONGEST_HEADING:
        return ""
    return _FIELD_OF.get(heading) or _FIELD_OF.get(_REMARK.sub("", heading), "")


def role_in(heading: str) -> str:
    """The field that a bare role names below a heading of units (责任单位 over 牵头 and 配合), "" for none."""
    return _ROLES.get(heading, "")


def field_alike(heading: str) -> str:
    """The field that a heading in other words seems to name, "" for none."""
    if len(heading) > _LONGEST_HEADING:
        return ""
    bare = _REMARK.sub("", heading)
    if is_about_people(bare) or is_no_field(bare):
        return ""
    return next((field for field, words in _ALIKE if words.search(bare)), "")


def is_no_field(heading: str) -> bool:
    """Whether a heading is about reports, origins or progress, for which a plan has no field."""
    return bool(_NOT_FIELDS.search(heading))


def says_lead(heading: str) -> bool:
    """Whether a heading of units says that they lead (牵头责任单位) and not merely that they are responsible (责任单位)."""
    return bool(_LEADING.search(heading))


def says_support(heading: str) -> bool:
    """Whether a heading of units says that they support (配合单位)."""
    return field_of(heading) == "supporting_units" or field_alike(heading) == "supporting_units"


def is_about_people(heading: str) -> bool:
    """Whether a heading is about people, whose names are often not to be published."""
    return bool(_PEOPLE.search(heading))
