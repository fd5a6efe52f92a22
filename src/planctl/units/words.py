"""The words of 牵头单位/责任单位 cells: levels of government, role words and remarks. What names look like is in `organs`.

Every pattern here is matched against a folded text: `fold` maps each character to one character, so that a place in
the folded text is the same place in the printed text. Traditional characters, full-width forms and the kinds of
brackets and quotation marks fall together; white space has been taken out before.

Whatever repeats is possessive or has an upper bound, so that no text costs more than in proportion to its length.
"""

from __future__ import annotations

from typing import Final

from planctl.traditional import SIMPLIFICATION

HIDDEN: Final = "\ue000"
"""Stands in a cell's skeleton for a character that takes no part in its structure (inside a name's brackets)."""

_MARKS: Final = {
    "(": "（(〔［[【〖﹙{｛",
    ")": "）)〕］]】〗﹚}｝",
    ",": "，﹐",
    ";": "；﹔•●■◆▪►★☆▲△◇",
    ":": "：﹕︰∶",
    "、": "﹑､",
    "。": "。｡！？!?",
    "/": "／∕⁄|｜\\",
    "“": "「『《",
    "”": "」』》",
}
_FULL_WIDTH: Final = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLDING: Final[dict[int, str]] = (
    _FULL_WIDTH | SIMPLIFICATION | {ord(printed): plain for plain, several in _MARKS.items() for printed in several}
)


def fold(text: str) -> str:
    """The text of the same length that the patterns of this module are written for."""
    return text.translate(_FOLDING)


def any_of(*words: str) -> str:
    """A pattern for one of several words or patterns."""
    return f"(?:{'|'.join(words)})"


# -- levels ------------------------------------------------------------------------------------------------------------

BRACKETS: Final = r"(?:\([^()]*+(?:\([^()]*+\)[^()]*+)*+\))"
"""Balanced brackets, one pair inside another at most."""

UPPER_LEVEL: Final = any_of(
    "自治区", "直辖市", "计划单列市", "设区的?市", "地级(?:以上)?市", "县级市", "自治州", "自治县", "地区",
    "省?直管市", "特区", "省", "市", "州", "盟", "县", "旗", "区",
)  # fmt: skip
LOWER_LEVEL: Final = any_of(
    "园区", "开发区", "功能区", "管理区", "街道", "社区", "林场", "农场", "苏木", "村居", "乡", "镇", "街", "村", "场"
)
LEVEL: Final = any_of(LOWER_LEVEL, UPPER_LEVEL)

BARE_LEVEL: Final = any_of("中央", "国家", "驻.", "[中省市州盟县旗区乡镇村]") + "[直级属]?"
"""What 省、市有关部门 shares out: a level that is not yet a name."""

GOVERNMENT: Final = any_of(
    "党委政府", "委和(?:人民)?政府", "人民政府", "政府", "管理?委员会", "管委会", "党工委", "党委",
    "街道办事处", "办事处", "街道办",
)  # fmt: skip

PREFIX: Final = any_of(
    "国家", "中央", "中国", "自治区",
    "市(?!场|区|郊|容|域|政(?!府|协|务|法|研|数|策))",
    "区(?!域|位|块|划)", "县(?!域|城)", "省(?!会|际)", "[镇州盟旗]",
)  # fmt: skip
"""The level a name opens with, as in 市财政局; 市场 and 市政 are words of their own."""

OPENING: Final = any_of(
    PREFIX, "各", "有关", "相关", "全[国省市区县州盟旗]", "中共", "团[省市区县州旗]委", "共青团",
    "国网", "人行", "人民银行", "驻", "在.{1,3}高校",
)  # fmt: skip
"""What only the beginning of a name looks like."""

# -- roles -------------------------------------------------------------------------------------------------------------

LEADING: Final = any_of("总?牵头", "主办", "主责", "主要责任", "第一责任", "抓总", "为主(?![办责要体管席任])")
AIDING: Final = any_of(
    "配合", "(?<!政)协办(?!公)", "协助", "参与", "参加", "协同", "协作", "支持", "辅助", "次责", "会办(?![公事])"
)
GUIDING: Final = any_of("指导(?!中心|[站所科处])", "督导(?![室科处])")
RESPONSIBLE: Final = any_of(
    "责任", "负责", "落实", "承办", "承担", "实施", "执行", "完成", "主管", "负总责", "办理", "做好", "抓好"
)
ROLE_WORD: Final = any_of(LEADING, AIDING, RESPONSIBLE, GUIDING)
ROLE_NOUN: Final = any_of("单位", "部门", "处室", "科室", "股室", "机构", "主体")

ROLE_IN_BRACKETS: Final = rf"(?:共同|联合)?{ROLE_WORD}{{1,6}}+{ROLE_NOUN}?(?:(?<=负责)[^()]{{1,40}}+)?"
"""牵头 or 配合单位 or 负责校园安全."""

_LABEL_HEAD: Final = any_of("[省市区县州][级直]?", "地方", "主要", "具体", "共同") + "?"
_LABEL_WORDS: Final = rf"(?:{ROLE_WORD}(?:{BRACKETS}|{ROLE_NOUN}|[及和与/]){{0,6}}+){{1,6}}+(?:(?<=[及和与/]责任)人)?"
LABEL: Final = rf"(?!(?<=[^、,;。/():])主管)(?:(?<![^、,;。/()])(?:{_LABEL_HEAD}|各|其[他余]))?{_LABEL_WORDS}[为是]?:"
"""牵头单位： or 责任（牵头）单位： or 配合：."""

OPEN_LABEL: Final = rf"(?!主管){_LABEL_HEAD}{ROLE_WORD}{{1,6}}+{ROLE_NOUN}[为是]?"
"""A label that no colon follows (责任单位为…); it counts only at the start of a clause."""

HEADING: Final = r"[^、,;。:/()]{1,10}?(?:单位|部门|分工|[级项]|层面|方面):"
"""Any other heading inside a cell (监管单位：, 市级：); it counts only at the start of a clause."""

PERSONS: Final = (
    rf"(?:{ROLE_WORD}|分管|包[联保抓]|主要|[省市区县]){{0,6}}+"
    rf"{any_of('领导', '责任人', '负责人', '联系人', '联络员', '牵头人', '召集人', '电话', '时限', '时间', '人')}"
    r"(?:及(?:职务|电话))?:"
)
"""牵头领导： and the like: what follows is no unit."""

DUTY: Final = any_of(
    r"(?:按照?|依据?|依照|根据|结合)(?:各自|各|有关|相关|部门|本|工作){0,6}+的?(?:职责|职能|职权|权限|任务|事权|分工)"
    r"(?:[和及]|职责|职能|分工|范围|权限|任务|要求|定位){0,6}+",
    "在各?自?职责范围内",
)
"""按职责分工: states how, not who."""

_MANNER: Final = any_of(
    DUTY, "分工", "分别", "分头", "共同", "联合", "具体", "各自", "积极", "密切", "主动", "认真", "统筹", "全力",
    "组织", "做好", "抓好", "加强", "推动", "推进", "协调", "予以", "给予", "抓(?!总)", r"(?:\d{1,4}[年月日]){1,3}+底?之?前?",
)  # fmt: skip
_DOING: Final = any_of(
    rf"{LEADING}(?!单位|部门|领导|人|责任)",
    AIDING,
    GUIDING,
    "负责",
    "落实",
    "承办",
    "承担",
    "实施",
    "执行",
    "完成",
    "负总责",
    "办理",
)
PREDICATE_WORDS: Final = (
    rf"(?:作为|均为|为|是){ROLE_WORD}{{1,6}}+{ROLE_NOUN}"
    rf"|{_MANNER}{{0,6}}+{_DOING}(?:{_MANNER}|{_DOING}|制定|开展|工作|到位){{0,6}}"
    rf"|[做抓]好|{DUTY}"
)
PREDICATE: Final = rf"(?:{PREDICATE_WORDS})(?:(?<=负责|做好|抓好|制定|开展)(?!人|同志)[^、,;。:/()]{{1,200}}+)?"
"""What a clause states about the names before it: …牵头, …按职责分工负责, …为配合单位, …负责 something, …做好 something."""

_JOINED: Final = "联合(?!执法|办公|检查|党委?$|党总|总|支部|工会|组|社|采购|惩戒|调度|行动|整治)"
TOGETHER_WITH: Final = (
    rf"会同(?!县)|(?<=[^、,;。:/由和与及])会同(?=县[^、,;。]{{2}})|(?<=牵头,)会同(?=县.{{1,30}}?[局委办府])"
    rf"|(?<=[处科股])会(?=办公室|[^、,;。]{{2,6}}[处科股室](?:$|[、,;。)]))"
    rf"|(?<=[局委办厅部会院署行社心])(?:会商|商|协同|{_JOINED})(?={any_of('有关', '相关', '各', PREFIX, '财政部')})"
    rf"|(?:(?<=牵头)|(?<=牵头,)){_JOINED}(?!会|大|体|国|制)"
)
"""A会同B: A leads, B supports; 会同县 is a county, and 处 writes 会 for short."""

# -- remarks -----------------------------------------------------------------------------------------------------------

_FIRST: Final = any_of(
    "[列排居位][^,;。()]{0,4}(?:首|第一)", "首位", "首个", "首家", "第一(?:[位个家名]|(?:责任|牵头)?单位)"
)
FIRST_LEADS: Final = rf"{_FIRST}[^,;。()]{{0,40}}?{any_of(LEADING, '负总责', '总负责')}"
"""列第一位者为牵头单位, to be searched for."""

FIRST_LEADS_REMARK: Final = rf"(?>[^,;。()]*?{FIRST_LEADS})[^,;。()]*+"
"""The clause that says so."""

STARRED_LEAD: Final = (
    r"[,，;；。]?(?:其中)?[,，]?标[注有]?“?(?P<star>[☆★※▲△*＊])”?号?的"
    rf"[^、,，;；。()（）]{{0,6}}{LEADING}[^、,，;；。()（）]*"
)
"""标☆的为牵头单位; matched against the cell as printed, since folding makes a bullet of the star."""

OTHERS_SUPPORT: Final = rf"其[他余它](?>[^,;。()]*?{AIDING})[^,;。()]*+"

REMARK: Final = any_of(
    "以?[下后]同", "特?邀请?", "列席", "设在[^、,;。()]{2,30}", "合署(?:办公)?", "(?:[国省市区县镇乡]级[+、及和]?){1,4}", "排名不分先后", "(?:以下)?[简统下]称[^,;。]*", DUTY, "各[负司]其[责职]", "略",
    "并?(?:持续|长期|全年|常年|及时|定期|适时|按时)[^、,;。()]{0,4}", "(?:详见|见|注:|备注)[^,;。]*",
    r"(?>[^、,:;。()]*?\d(?:年|月|个工作日))[^、,:;。()]*+", r"[\d\-、,;+/]{7,}",
)  # fmt: skip
"""A remark, in brackets or between commas, that is no part of a name."""

PERSON_REMARK: Final = "(?:.{0,4}领导|责任人|负责人|联系人|联络员|联系电话|电话).*"
"""A remark in brackets that names a person."""

REMARK_SENTENCE: Final = (
    r"(?<![^、,;。()])(?:以[下上](?!简称)|上述|本表|本方案|备注|注:)[^。]*"
    r"|(?<=。)[^。:,;]*(?:均需|均由|均涉及|不再)[^。]*"
)

EXCEPTION: Final = r"(?<![^、,;。:()由同及])除[^,;。:()]{1,60}?(?:之外|以外|外),?(?=的|其|各|全|[省市区县])"
"""除虎门镇、长安镇外, before the group it narrows."""
