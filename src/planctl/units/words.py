"""The words of 牵头单位/责任单位 cells: what a name ends in, levels of government, role words and remarks.

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

# -- names -------------------------------------------------------------------------------------------------------------

_ORGAN_HEADS: Final = (
    "..[局厅办司队]", "..中心", "供销社", "共青团中央",
    any_of(
        "法规", "人事", "财务", "审批", "规划", "综合", "业务", "宣传", "监管", "管理", "信息", "教育", "服务",
        "[一二三四五六七八九十]",
    ) + "[科处]",
    "[省市区县州盟旗]委", "..(?<!常)委", "[省市区县州盟旗]府办?", "办公室",
    "(?:图书|博物|档案|文化|科技|体育|美术|纪念)馆",
    any_of(
        "宣传", "组织", "统战", "工作", "武装", "外交", "国防", "教育", "科技", "技术", "信息化", "公安", "安全",
        "民政", "司法", "财政", "保障", "资源", "环境", "建设", "运输", "水利", "农业", "农村", "商务", "文化",
        "旅游", "管理", "指挥", "联络", "事务", "卫生", "交通",
    ) + "部",
)  # fmt: skip
_ORGAN_TAILS: Final = (
    "委员会", "管委会", "常委会", "居委会", "村委会", "执委会", "组委会", "市委会", "协会", "商会", "总会", "研究会",
    "联谊会", "联合会", "总?工会", "学会", "促进会", "基金会", "监会", "理事会", "红十字会", "贸促会",
    "残联", "妇联", "工商联", "文联", "侨联", "社科联", "台联", "青联", "学联",
    "科协", "政协", "计生协", "记协", "作协", "消协", "人大", "公司", "集团", "兵团", "政府",
    "督查室", "研究室", "政研室", "教研室", "参事室", "实验室", "监察室",
    "法院", "检察院", "医院", "保健院", "卫生院", "学院", "研究生院", "研究院", "设计院",
    "科学院", "社科院", "农科院", "大学", "学校", "中学", "小学", "党校", "银行", "分行", "支行", "发行", "中支",
    "合作社", "联社", "报社", "出版社", "新华社", "支队", "总队", "大队", "中队", "调查队", "救援队",
    "总局", "总署", "公署", "海关", "办事处", "公路段", "研究所", "派出所", "交易所", "管理所",
    "事务所", "服务站", "工作站", "边检站", "监测站", "推广站", "总站", "血站", "书店", "电视台", "气象台",
    "领导小组", "工作组",
    "专班", "指挥部", "基地", "联盟", "试点", "移动", "电信", "联通", "铁塔", "热线",
)  # fmt: skip
GROUP_TAILS: Final = (
    "单位", "部门", "机构", "企业", "国企", "央企", "高校", "院校", "院所", "处室", "科室", "股室", "运营商",
    "委办局", "部队", "学校", "团体", "党派", "社会组织", "行业组织",
)  # fmt: skip

COLLECTIVE_TAILS: Final = (
    "单位", "部门", "企业", "国企", "央企", "高校", "院校", "院所", "处室", "科室", "股室", "运营商", "委办局",
    "部队", "(?:驻|属|金融|医疗|养老|培训|教育|直属|派出|服务)[^委局办]{0,4}机构",
)  # fmt: skip
"""Tails that only a 统称 has."""

BRACKETS: Final = r"(?:\([^()]*+(?:\([^()]*+\)[^()]*+)*+\))"
"""Balanced brackets, one pair inside another at most."""

_END: Final = rf"(?:等(?:.{{0,10}}{any_of(*GROUP_TAILS)})?)?{BRACKETS}*+"

ORGAN: Final = rf"(?:.*{any_of(*_ORGAN_HEADS)}|.+{any_of(*_ORGAN_TAILS)}){_END}"
"""A whole name of an organ: something before a tail such as 局 or 委员会, brackets after it."""

GROUP: Final = rf"(?!.?(?<![高中初])等)(?:.+{any_of(*GROUP_TAILS)}|.*各地|.*[各关]{LEVEL}+{BRACKETS}?{GOVERNMENT}?|{LEVEL}{{2,}}){_END}"
"""A whole name of a 统称: 市各有关单位, 各镇(街、园区), 镇街(园区); 会等单位 is only the end of a name."""

PLACE: Final = rf"(?!自治区$)(?!{BARE_LEVEL}(?:、{BARE_LEVEL})+$)(?:..+(?:[省市县盟旗镇乡]|(?<!设)区|街道|自治州|[业技新物]园)|高新园|各{LEVEL}+|{LEVEL}{{2,}}){_END}"
"""A place that stands for its government: 杭州市, 平潭综合实验区, 高新园, 各设区市."""

HOST: Final = any_of("[省市区县州盟旗]委", "中央军委", "[省市区县州盟旗](?:人民)?政府")
"""An organ whose departments carry its name in front (市委组织部), so that what follows may belong to it."""

UNHOSTED: Final = any_of(".*(?:公司|集团|大学|学院|银行|医院|协会)", "(?!.*[局办厅委处科部])..+[市县区]")
"""What has a name of its own, whatever is printed above it: companies, universities, places."""

WIDE_HOST: Final = r".*(?:[省市区县州盟旗]委|政府|党委|工委|人大|政协|常委会|管委会)"
"""The same with the name of its place before it; a bureau printed below it may be its own."""

_ANY: Final = ".{0,100}"  # no name is longer

NATIONAL: Final = rf"(?:国家|中国|全国){_ANY}|(?:财政|水利|交通运输|自然资源|生态环境|公安)部|{_ANY}总[局署]"
"""A body that names its local offices after the place: 国家税务总局 + 温州市税务局."""

LOCAL_OFFICE: Final = rf"{PREFIX}{_ANY}|.{{2,7}}?[省市区县州盟旗]{_ANY}|{_ANY}(?:监管局|监察局|督察局|流域管理局|水利委员会|专员办|调查[总支]?队)"
"""What may be such a local office."""

BODIES_AND_OFFICES: Final = (
    (NATIONAL, LOCAL_OFFICE),
    (f"中央军委{_ANY}部", f"{_ANY}局"),
    (f"{_ANY}电网{_ANY}|国网{_ANY}公司", f"{_ANY}供电(?:局|公司)"),
    (f"中国科学院|中科院|{_ANY}农科院", f"{_ANY}研究[所院]"),
)
"""Bodies and the offices that are printed after them as part of one name."""

UNIVERSITY_TAIL: Final = "大学"
UNIVERSITY_PART_TAILS: Final = ("研究院", "研究所", "学院", "医院", "实验室")
"""What may be one name as well as two (浙江大学 + 温州研究院)."""

_BRANCH_TAIL: Final = any_of("支队", "大队", "中队", "分局", "分行", "支行", "分公司", "分院", "派出所")
BRANCH: Final = any_of(
    "办公[厅室]",
    "研究室",
    "各?成员单位",
    GOVERNMENT,
    "(?:附属|第[一二三四五六七八九十]|医学院|下属|所属|直属).*",
    rf"[省市区县]?{_BRANCH_TAIL}",
    "(?:集团)?(?:股份|有限|责任)公?.*",
    "业.{0,3}会",
    "办局.*",
    "会办公.*",
    "以[上下].*",
)
"""A part of the body printed before it rather than a name of its own."""

NAMED_BRANCH: Final = rf".{{1,6}}{_BRANCH_TAIL}"
"""A branch with a name, which is one of the body before it unless it opens as only a name does (人民银行平潭支行)."""

JUNCTION: Final = any_of(
    "乡\n镇", "镇\n街", "街\n道", "[县旗]\n区", "区\n[县旗]", "县\n市区", "县市\n区", "市县\n区", "州\n市", "市\n州", "地\n级",
)  # fmt: skip
"""Where a line break falls inside 各乡镇, 县市区, 各地级以上市."""

NO_NAMES: Final = frozenset(
    {"无", "暂无", "待定", "同上", "空", "略", "不涉及", "监督", "指导", "协调", "落实", "实施"}
)
"""Words that stand in a cell where a name would, and name nobody."""

# -- roles -------------------------------------------------------------------------------------------------------------

LEADING: Final = any_of("总?牵头", "主办", "主责", "主要责任", "第一责任", "抓总", "为主(?![办责要体管席任])")
AIDING: Final = any_of(
    "配合", "协办(?!公)", "协助", "参与", "参加", "协同", "协作", "支持", "辅助", "次责", "会办(?![公事])"
)
GUIDING: Final = any_of("指导(?!中心|[站所科处])", "督导(?![室科处])")
RESPONSIBLE: Final = any_of(
    "责任", "负责", "落实", "承办", "承担", "实施", "执行", "完成", "主管", "负总责", "办理", "做好", "抓好"
)
ROLE_WORD: Final = any_of(LEADING, AIDING, RESPONSIBLE, GUIDING)
ROLE_NOUN: Final = any_of("单位", "部门", "处室", "科室", "股室", "机构", "主体")

_LABEL_HEAD: Final = any_of("[省市区县州][级直]?", "地方", "主要", "具体", "共同") + "?"
_LABEL_WORDS: Final = rf"(?:{ROLE_WORD}(?:{BRACKETS}|{ROLE_NOUN}|[及和与/]){{0,6}}+){{1,6}}+(?:(?<=[及和与/]责任)人)?"
LABEL: Final = rf"(?:(?<![^、,;。/()])(?:{_LABEL_HEAD}|各|其[他余]))?{_LABEL_WORDS}[为是]?:"
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
PREDICATE: Final = rf"(?:{PREDICATE_WORDS})(?:(?<=负责|做好|抓好)(?!人|同志)[^、,;。:/()]{{1,200}}+)?"
"""What a clause states about the names before it: …牵头, …按职责分工负责, …为配合单位, …负责 something, …做好 something."""

TOGETHER_WITH: Final = (
    rf"会同(?!县)|(?:(?<=[局委办厅部会院署行社])|(?<=牵头)|(?<=牵头,))会同(?=县.{{1,30}}?[局委办府])"
    rf"|(?<=[处科股])会(?=办公室|[^、,;。]{{2,6}}[处科股室](?:$|[、,;。)]))"
    rf"|(?<=[局委办厅部会院署行社])(?:会商|商|联合|协同)(?={any_of('有关', '相关', '各', PREFIX, '财政部')})"
)
"""A会同B: A leads, B supports; 会同县 is a county, and 处 writes 会 for short."""

# -- remarks -----------------------------------------------------------------------------------------------------------

_FIRST: Final = any_of("[列排居位][^,;。()]{0,4}(?:首|第一)", "首位", "首个", "首家", "第一[位个家名]")
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
    "以?[下后]同", "排名不分先后", "(?:以下)?[简统下]称[^,;。]*", DUTY, "各[负司]其[责职]", "略",
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

EXCEPTION: Final = r"(?<![^、,;。:()])除[^,;。:()]{1,60}?(?:之外|以外|外),?(?=的|其|各|全|[省市区县])"
"""除虎门镇、长安镇外, before the group it narrows."""
