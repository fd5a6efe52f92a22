"""What the names of organs, 统称 and places look like, and which of them are parts of one another.

Written for folded text, as `words` is.
"""

from __future__ import annotations

from typing import Final

from planctl.units.words import BARE_LEVEL, BRACKETS, GOVERNMENT, LEVEL, PREFIX, any_of

_NO_PART: Final = "(?<![中东西南北全内外干大局关各])"
"""Before 部: what makes it a word of its own (中部, 外部, 干部) and not the tail of a department."""

_ORGAN_HEADS: Final = (
    "..[局厅署办司队]", "..中心", "供销社", "共青团中央",
    "..(?<![办各到好])处", "..(?<![学本专社])科",
    "[省市区县州盟旗]委", "..(?<!常)委", "[省市区县州盟旗]府办?", "办公室",
    "(?:图书|博物|档案|文化|科技|体育|美术|纪念)馆",
    rf"..{_NO_PART}部",
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
    "专班", "指挥部", "基地", "联盟", "试点", "移动", "电信", "联通", "铁塔", "热线", "(?:国网|电网|南网).*电力",
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

_END: Final = rf"(?:等(?:.{{0,10}}{any_of(*GROUP_TAILS)})?)?{BRACKETS}*+"

ORGAN: Final = rf"(?:.*{any_of(*_ORGAN_HEADS)}|.+{any_of(*_ORGAN_TAILS)}){_END}"
"""A whole name of an organ: something before a tail such as 局 or 委员会, brackets after it."""

GROUP: Final = rf"(?!.?(?<![高中初])等|市场$)(?:.+{any_of(*GROUP_TAILS)}|.*各地|.*[各关]{LEVEL}+{BRACKETS}?{GOVERNMENT}?|{LEVEL}{{2,}}){_END}"
"""A whole name of a 统称: 市各有关单位, 各镇(街、园区), 镇街(园区); 会等单位 is only the end of a name."""

PLACE: Final = rf"(?!自治区$|市场$|.?[直属]?驻)(?!{BARE_LEVEL}(?:、{BARE_LEVEL})+$)(?:..+(?:[省市县盟旗镇乡]|(?<!设)区|街道|自治州|[业技新物]园)|高新园|各{LEVEL}+|{LEVEL}{{2,}}){_END}"
"""A place that stands for its government: 杭州市, 平潭综合实验区, 高新园, 各设区市."""

LAST_WORD: Final = any_of(
    "(?<![布格大全当])[局署]", "厅", "(?<!常)委", "(?<![主承督举开经])(?<!(?<!政)协)办", "(?<![各何到好])处", "(?<![学本专社])科", "股",
    "(?<![教温验])室", rf"{_NO_PART}部", "(?<![社机大峰晚])会", "(?<!场)所", "(?<!网)站", "(?<![军部])队", "(?<!医)院", "党校",
    "馆", "[联协]", "部门", "中心", "公司", "集团", "大学", "银行", "海关", "小组", "专班", "部室", "办事处",
)  # fmt: skip
"""What the name of an organ ends in, of which less is asked than of a whole name, since 和 or 、 marks its end."""

SINGLE_WORD: Final = any_of("海关", "公安", "税务", "消防", "气象", "供电", "通信", "银行", "公司")
"""What names an organ by itself, in lists: 市场监管、公安及消防."""

MATTER: Final = any_of(
    "学校", "企业", "单位", "机构", "高校", "院校", "医院", "实验室", "机关", "团体", "社区", "园区", "社会组织"
)
"""What an organ is, or works on: 实验室与设备管理处."""

LAST_OF_LEVELS: Final = (
    r"(?:[区县旗]|直辖市|副省级城市|自治[州县])(?:[及和](?:计划单列市|副省级城市)|、新疆生产建设兵团){0,2}"
)
OFFICES_TAIL: Final = rf"[^、,;。:/()各]{{1,12}}(?:厅|局|委|办|部门|单位|机构|中心|医院|学校){BRACKETS}?"
"""What offices of several levels have in common: 各县、区供热管理部门."""

BARE_NOUN: Final = any_of(
    "部门", "单位", "[科处股部]室", "站所", "[部委办局厅科室处站所队]", "分厂", "[子分]公司", "项目部", "车间", "班组", "学院", "院系", "系部", "院部",
    "党?支部", "中小学校?", "学校", "幼儿园", "社区", "村",
)  # fmt: skip
"""What a list under one 各 consists of: 各科室、站所."""

OFFICE_OF_BOTH: Final = any_of(
    "督查室", "办公[厅室]", "办", "信访局", "研究室", "政研室", "接待办", "机关事务局", "机关工委"
)
"""An office that serves the committee and the government alike: 市委、市政府督查室."""

COUNT: Final = r"(?:\d{1,4}|[多两几一二三四五六七八九十百]{1,4})余?[个家所名]?"
"""How many there are: 等9个部门, 等五家单位."""

HOST: Final = any_of("[省市区县州盟旗]委", "中央军委", "[省市区县州盟旗](?:人民)?政?府")
"""An organ whose departments carry its name in front (市委组织部), so that what follows may belong to it."""

UNHOSTED: Final = any_of(".*(?:公司|集团|大学|学院|银行|医院|协会|海关)", "(?!.*[局办厅委处科部])..+[市县区]")
"""What has a name of its own, whatever is printed above it: companies, universities, places."""

WIDE_HOST: Final = r".*(?:[省市区县州盟旗]委|政府|党委|工委|人大|政协|常委会|管委会|兵团)"
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

_BRANCH_TAIL: Final = any_of("分署", "支队", "大队", "中队", "分局", "分行", "支行", "分公司", "分院", "派出所")
BRANCH: Final = any_of(
    "办公[厅室]",
    "研究室",
    "成员单位",
    GOVERNMENT,
    "(?:附属|第[一二三四五六七八九十]|医学院|下属|所属|直属|辖下).*",
    rf"[省市区县]?{_BRANCH_TAIL}",
    "(?:集团)?(?:股份|有限|责任)公?.*",
    "业.{0,3}会",
    "办局.*",
    "会办公.*",
    "以[上下].*",
    "学学院",
)
"""A part of the body printed before it rather than a name of its own."""

NAMED_BRANCH: Final = rf".{{1,6}}{_BRANCH_TAIL}"
"""A branch with a name, which is one of the body before it unless it opens as only a name does (人民银行平潭支行)."""

ONE_NAME: Final = any_of(
    r".*\n(?:门|长|公室|员会).*", r".*[委协联商工学]\n会.*", r".*中心\n(?:区(?:管委会|党工委)|医院).*", r".*[园新]\n区.*",
    r"\d+个.{1,4}\n.*", r".*司\n副?司长.*", r".*科\n(?:[学技级创研]|大学).*",  # words cut by the break
    r".*纪委\n(?:[省市区县州盟旗]监委.+|监委.*)", rf".*\n{COUNT}{any_of(*GROUP_TAILS)}.*", r".*委员会\n.{2,12}小组.*", r".*(?:公司|集团|总部)\n(?![省市区县州盟旗]委).{2,8}部",
    rf".*[局厅委署]\n(?!{PREFIX}).{{2,8}}[处科股]", r".*政府\n驻.*",  # a body and its part
    r".*(?:[小作]组|会议|指挥部|专班|办公室|联盟|(?<![字工商])(?<!管委)会)\n各成员单位",
    rf".*\n{MATTER}[及和与](?!各).*", r"各.*\n(?![省市区县州盟旗]).{2,6}(?:有关|相关).+",  # an organ and what it is for
    rf"(?!.*(?:各|有关|相关|其[他余]|成员|[直属驻在全])).*{MATTER}\n.*(?:小组|委员会|办公室).*",
)  # fmt: skip
"""Two texts, a line break between them, that are one name though both look whole."""

JUNCTION: Final = any_of(
    "乡\n镇", "镇\n街", "街\n道", "[县旗]\n区", "区\n[县旗]", "县\n市区", "县市\n区", "市县\n区", "州\n市", "市\n州", "地\n级",
)  # fmt: skip
"""Where a line break falls inside 各乡镇, 县市区, 各地级以上市."""

NO_NAMES: Final = frozenset(
    {"无", "暂无", "待定", "同上", "空", "略", "不涉及", "监督", "指导", "协调", "落实", "实施"}
)
"""Words that stand in a cell where a name would, and name nobody."""
