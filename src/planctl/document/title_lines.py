"""A title over lines: GB/T 9704-2012 §7.3.1 wants whole words, and lines that make a trapezium or a lozenge."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from planctl.lazy_regex import Expression

_MOST_LINES: Final = 5
_WORD: Final = Expression(
    "人民政府|关于印发|关于转发|关于公布|关于做好|领导小组|联席会议|办公室|办公厅|委员会|进一步|高质量|现代化|关于|印发|转发|公布|下发|"
    "调整|修订|贯彻|落实|实施|推进|加强|做好|开展|深化|促进|优化|提升|建设|发展|改革|管理|服务|"
    "工作|任务|重点|分工|方案|计划|规划|要点|意见|办法|细则|规定|通知|通告|通报|责任|清单|台账|"
    "行动|专项|整治|年度|全市|全省|全区|全县|全国|政务|信息|公开|政府|机关|部门|单位|决策|执行|"
    "结果|监督|审批|行政|权力|经济|社会|民生|环境|保护|生态|安全|生产|食品|药品|质量|教育|卫生|"
    "健康|医疗|住房|保障|就业|创业|扶贫|乡村|振兴|农业|农村|城市|交通|科技|创新|知识|产权|财政|"
    "预算|税务|金融|投资|项目|招商|引资|营商|数字|智慧|标准|体系|制度|机制|会议|报告|精神|目标|"
    "考核|评价|分解|措施|有关|事项|若干|情况|试点|示范|法治|依法|文明|创建|文化|旅游|体育|人才|"
    "推动|加快|健全|完善|构建|打造|培育|壮大|扩大|支持|规范|防范|化解|打好|"
    "巩固|拓展|统筹|全面|深入|持续|扎实|污染|防治|攻坚战|攻坚|治理|整改|能力|"
    "水平|突出|问题|反馈|督察|督查|审计|空气|大气|土壤|流域|黄河|长江|经济带|"
    "水库|移民|后期|扶持|河湖|水体|饮水|供水|节约|集约|利用|绿色|低碳|循环|"
    "达峰|节能|减排|大规模|设备|更新|消费品|以旧换新|消费|产业|制造业|工业|企业|"
    "民营|市场|主体|物流|外贸|开放|城镇|老旧|小区|改造|人居|垃圾|分类|道路|"
    "公路|义务|均衡|优质|学校|校园|教师|医院|医药|体制|疾病|防控|公共|养老|"
    "托育|儿童|未成年人|救助|社区|基层|消防|防汛|抗旱|防灾|减灾|应急|森林|灾害|"
    "隐患|排查|风险|责任制|数据|网络|平台|互联网|人工智能|为民|惠民|便民|实事|"
    "建议|提案|办理|重大|成果|转化|三年|五年|总体|实施方案|工作方案|行动方案|"
    "行动计划|分解表|分工表|指标|绩效|普法|宣传|信用|执法|监管|许可|粮食|耕地|"
    "水利|海洋|渔业|林业|文物|遗产|传承|县域|区域|协同|一体化|城乡|融合|新型|"
    "新能源|能源|高标准|农田|双一流|学科|优势|特色|关键|核心|攻关|主要|专题|"
    "常态化|长效|机构|全民|健身|志愿|服务业|"
    "队伍|综合|协调|组织|领导"
)
"""Words of titles; what is not among them is not taken apart."""

_WHOLE: Final = Expression(
    r"(?:19|20)\d\d[-—－~至]?(?:(?:19|20)\d\d)?年?度?|第?[\d一二三四五六七八九十百]+[届次号期批年月日条项个]?"
    r"|[A-Za-z0-9.%]+|“[^”]{1,8}”"
)
_AREA: Final = Expression(
    r"[\u3400-\u9fff\U00020000-\U000323af]{1,12}?(?:自治[区州县]|[省市州盟县区旗])(?![场民政级直属域内辖]|人民)"
)
"""The name of an area, by what it ends with."""
_NOT_FIRST: Final = frozenset("，。、；：！？）》〉」』〕】”’…—的")
"""What no line begins with; 的 is read with the word before it, unless 的通知 begins the line."""
_NOT_LAST: Final = frozenset("（《〈「『〔【“‘")
_KIND: Final = Expression("的(?:通知|意见|函|决定|通告|公告|通报|报告|请示|批复|办法)")


_INNER_MARKS: Final = str.maketrans("《》〈〉", "〈〉《》")


def in_title_marks(title: str) -> str:
    """A title in 《》, those inside it as 〈〉."""
    return f"《{title.translate(_INNER_MARKS)}》"


def title_width(text: str) -> float:
    """Width in hanzi; Latin letters and digits are half as wide."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def break_title(title: str, widest: int, names: tuple[str, ...] = ()) -> str:
    """The title with line feeds where lines end, no line wider than `widest` hanzi; as it is where it fits on one.

    Line feeds of the title's own stay, and then no others are made. `names` are words of this document besides those
    of titles (the issuing authority). What stands in 《》 is cut only where it is wider than a line. Of the ways to cut
    between words the most even is taken whose lines grow, shrink, or grow and then shrink; where none of them leaves 《》
    whole, the most even that does. Where no cut between words will do, the title is left to the word processor.
    """
    if "\n" in title or title_width(title) <= widest:
        return title
    names = tuple(name for name in names if title_width(name) <= widest)
    words, whole = _pieces(title, names, 0), _pieces(title, names, widest)
    for pieces, shaped in ((whole, True), (whole, False), (words, True)) if whole != words else ((words, True),):
        for count in range(2, _MOST_LINES + 1):
            good = [lines for lines in _ways(pieces, count, widest) if not shaped or _has_shape(lines)]
            if good:
                return "\n".join(min(good, key=_unevenness))
    return "\n".join(_many_lines(whole, widest) or _many_lines(words, widest)) or title


def _ways(pieces: list[str], count: int, widest: int) -> Iterator[list[str]]:
    """The ways to put pieces on so many lines, none of them too wide; only those that leave the rest room are gone into."""
    whole = "".join(pieces)
    if count == 1:
        if title_width(whole) <= widest:
            yield [whole]
        return
    for end in range(1, len(pieces) - count + 2):
        line = "".join(pieces[:end])
        if title_width(line) > widest:
            return
        if title_width(whole) - title_width(line) <= widest * (count - 1):
            yield from ([line, *rest] for rest in _ways(pieces[end:], count - 1, widest))


def _many_lines(pieces: list[str], widest: int) -> list[str]:
    """The fewest lines that a title of more than a few takes, the most even of them; [] where a piece is wider than a line.

    No shape is looked for: of so many lines none is seen.
    """
    best: list[tuple[int, float, list[str]]] = [
        (0, 0.0, [])
    ]  # the best lines of the first pieces, of each number of them
    for end in range(1, len(pieces) + 1):
        line, found = "", None
        for start in range(end - 1, -1, -1):
            line = pieces[start] + line
            if (width := title_width(line)) > widest:
                break
            count, slack, lines = best[start]
            if lines or not start:
                candidate = (count + 1, slack + (widest - width) ** 2, [*lines, line])
                found = candidate if found is None else min(found, candidate, key=lambda one: one[:2])
        best.append(found or (0, 0.0, []))
    return best[-1][2]


def _unevenness(lines: Iterable[str]) -> float:
    widths = [title_width(line) for line in lines]
    return max(widths) - min(widths)


def _has_shape(lines: list[str]) -> bool:
    """Whether no line is narrower than both its neighbours: a trapezium either way up, or a lozenge."""
    widths = [title_width(line) for line in lines]
    neighbours = zip(widths, widths[1:], widths[2:], strict=False)
    return not any(before > here < after for before, here, after in neighbours)


def _pieces(title: str, names: tuple[str, ...], widest: int) -> list[str]:
    """The title in pieces that stay whole: what stands in 《》 up to a width, and words, with the marks and the 的 that
    belong to them."""
    pieces: list[str] = []
    place, ended = 0, False  # ended: whatever follows, a line may end behind the last piece
    while place < len(title):
        word = _in_marks(title, place, widest) or _named(title, place, names) or _word(title, place)
        area = "" if word else _area(title, place)
        piece = word or area or title[place]
        known = bool(word or area) or piece in _NOT_LAST
        mark = piece[0] in _NOT_FIRST and not _KIND.match(title, place)
        if pieces and (mark or not (known or ended) or pieces[-1][-1] in _NOT_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        place += len(piece)
        ended = bool(area) or pieces[-1].endswith("》")
    return pieces


def _named(title: str, place: int, names: tuple[str, ...]) -> str:
    return next((name for name in names if name and title.startswith(name, place)), "")


def _word(title: str, place: int) -> str:
    found = _KIND.match(title, place) or _WORD.match(title, place) or _WHOLE.match(title, place)
    return found[0] if found else ""


def _area(title: str, place: int) -> str:
    """The name of an area where a title or what stands in 《》 begins; "" where none does."""
    if place and title[place - 1] not in _NOT_LAST:
        return ""
    found = _AREA.match(title, place)
    return found[0] if found and not _WORD.search(found[0]) else ""


def _in_marks(title: str, start: int, widest: int) -> str:
    """What stands in 《》 from a place on, with its marks; "" where nothing does, or it is wider than a line."""
    if title[start] != "《":
        return ""
    depth = 0
    for end in range(start, len(title)):
        depth += (title[end] == "《") - (title[end] == "》")
        if not depth:
            name = title[start : end + 1]
            return name if title_width(name) <= widest else ""
    return ""
