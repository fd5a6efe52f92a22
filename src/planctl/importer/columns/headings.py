"""Which field of a plan a column's heading names, in the many words plans have for each."""

from __future__ import annotations

from typing import Final

from planctl.importer.readers.grid import RawCell
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS
from planctl.traditional import simplified

_UNITS: Final = "(?:单位|部门|科室|处室|股室|主体|机构)"
_SUPPORTING: Final = "(?:配合|参与|协办|协同|协助|参加|协作|会办)"
_LEAD: Final = "(?:牵头|责任|落实|主责|主办|承办|实施|负责|主管|主体)"
_LEVEL: Final = "(?:[省市区县州][级直]|主要|具体|共同)"
_ABOUT: Final = "(?:工作|重点|主要|目标|任务|改革|事项|项目|问题|年度|全年|本年|建设|推进|落实|实施|创建|整改|反馈|行动|民生|专项|核心)"
"""What stands before the word for work, or for how it is done, and changes nothing of the field."""
_WORK: Final = "(?:任务|工作|事项|项目|要点|问题)"
_DONE: Final = "(?:计划|要求|预计|工作|任务)?(?:完成|办理|办结|落实|推进|整改|截止)?"
_USUAL: Final = (
    ("number", Expression("序号?|编号|项次")),
    ("lead_units", Expression(rf"{_LEVEL}?{_LEAD}{{1,3}}{_UNITS}|(?:责任|职责)?分工|落实责任")),
    ("supporting_units", Expression(rf"{_LEVEL}?{_SUPPORTING}(?:责任|落实|实施)?{_UNITS}")),
    (
        "deadline",
        Expression(
            rf"{_DONE}(?:时限|期限|时间|日期|(?:时间|进度)?节点)(?:节点|要求|安排|进度|计划)?|进度(?:安排|要求|计划)"
        ),
    ),
    ("section", Expression(rf"(?:{_ABOUT}|所属){{0,2}}(?:类别|分类|类型|领域|板块)|专项行动|行动名称|一级任务")),
    ("text", Expression(rf"(?:具体|二级|细化){_ABOUT}?{_WORK}|任务分解")),
    (
        "text",
        Expression(rf"(?:{_ABOUT}|具体){{0,2}}(?:要求|措施|举措)|(?:{_ABOUT}|具体){{1,2}}(?:内容|路径|目标|做法)"),
    ),
    ("title", Expression(rf"{_ABOUT}{{0,2}}{_WORK}(?:名称|清单)?|存在问题")),
)
"""The usual headings, each a few words of the field put together: 牵头责任单位, 重点举措, 计划完成时限."""
_FIELD_OF: Final = {label: field for field, label in COLUMN_LABELS.items()}
_ALIKE: Final = (
    (
        "lead_units",
        Expression(rf"(?=.{{0,40}}{_LEAD})(?=.{{0,40}}{_SUPPORTING}).{{0,40}}{_UNITS}"),
    ),  # one column of both
    ("supporting_units", Expression(rf"{_SUPPORTING}.{{0,40}}{_UNITS}(?:要求)?$")),
    ("lead_units", Expression(rf"{_LEAD}.{{0,40}}{_UNITS}(?:要求|及分工)?$")),
    (
        "deadline",
        Expression(
            "(?:完成|办结|办理|推进|落实|整改|时限|期限|时间).{0,40}(?:时限|时间|期限|节点|日期)(?:及?要求|安排)?$"
        ),
    ),
    ("deadline", Expression("^(?:完成|工作)?(?:时限|时间|期限)(?:及|和|与)?(?:要求|安排|进度)$")),
    ("text", Expression("(?:要求|举措|措施|内容|路径|做法|目标)$")),
    ("title", Expression("(?:任务|事项|项目|实事|课题)(?:名称|分解|清单)?$")),
    ("title", Expression(rf"^(?!.{{0,40}}{_UNITS}).{{1,40}}名称$")),
)
"""What headings in other words have in common: 民生实事, 内容与要求, 县区责任单位, 牵头单位及配合单位, 数据集名称."""
_NOT_FIELDS: Final = Expression(
    "报送|上报|填报|启动|开始|下达|实际|进展|情况|完成内容|存在|依据|来源|备注|成果|成效|形式"
)
"""Headings of reports, origins, progress and results, which may end in the word of a field: 报送时间, 实际完成时间."""
_ROLES: Final = {
    "牵头": "lead_units",
    "主办": "lead_units",
    "主责": "lead_units",
    "责任": "lead_units",
    "配合": "supporting_units",
    "协办": "supporting_units",
    "参与": "supporting_units",
}
_SOME_UNITS: Final = Expression(rf"..{_UNITS}$")
_OF_WORK: Final = Expression("任务|工作|举措|措施|要点|实事|整改|改革|具体")
_LEADING: Final = Expression("牵头|主办|主责|主要责任")
_PEOPLE: Final = Expression(
    "领导(?!小组|班子|机构)|[责任牵头联系经办负包联抓保督]{1,4}人员?$|联络员|电话|手机|姓名|职务|[河湖林田链组班处局]长$"
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
    heading = simplified(heading)
    return next((field for word in (heading, _REMARK.sub("", heading)) if (field := _usual(word))), "")


def _usual(word: str) -> str:
    return _FIELD_OF.get(word) or next((field for field, words in _USUAL if words.fullmatch(word)), "")


def role_in(heading: str) -> str:
    """The field that a bare role names below a heading of units (责任单位 over 牵头 and 配合), "" for none."""
    return _ROLES.get(simplified(heading), "")


def field_alike(heading: str) -> str:
    """The field that a heading in other words seems to name, "" for none."""
    if len(heading) > _LONGEST_HEADING:
        return ""
    bare = _REMARK.sub("", simplified(heading))
    if is_about_people(bare) or is_no_field(bare):
        return ""
    return next((field for field, words in _ALIKE if words.search(bare)), "")


def is_no_field(heading: str) -> bool:
    """Whether a heading is about reports, origins or progress, for which a plan has no field."""
    return bool(_NOT_FIELDS.search(simplified(heading)))


def says_lead(heading: str) -> bool:
    """Whether a heading of units says that they lead (牵头责任单位) and not merely that they are responsible (责任单位)."""
    return bool(_LEADING.search(simplified(heading)))


def says_support(heading: str) -> bool:
    """Whether a heading of units says that they support (配合单位)."""
    return field_of(heading) == "supporting_units" or field_alike(heading) == "supporting_units"


def names_units(heading: str) -> bool:
    """Whether a heading says of units what they are: 责任单位, 中标单位, but not 单位 alone."""
    return bool(_SOME_UNITS.search(heading))


def names_work(heading: str) -> bool:
    """Whether a heading says by itself that work is below it, and not only 项目, 事项, 内容, which price lists have too."""
    return bool(_OF_WORK.search(heading))


def says_goal(heading: str) -> bool:
    """Whether a heading of work says what it is for (主要目标) and not what is to be done."""
    return "目标" in heading


def is_about_people(heading: str) -> bool:
    """Whether a heading is about people, whose names are often not to be published."""
    return bool(_PEOPLE.search(simplified(heading)))
