"""What a single name of a unit is and stands for: 统称, fuller forms, exclusions, further names of one office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planctl.lazy_regex import Expression
from planctl.units import organs, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planctl.model.plan import UnitMention

_EACH: Final = Expression(r"各(?!界|族|国(?!有))")
_PLURAL: Final = Expression(
    rf".*{words.any_of(*organs.GROUP_TAILS, '各地', '政府', words.LEVEL, words.GOVERNMENT)}{words.BRACKETS}*"
)
_CONCERNED: Final = Expression("有关|相关")
_PLURAL_TAIL: Final = Expression(rf".*{words.any_of(*organs.COLLECTIVE_TAILS)}{words.BRACKETS}*")
_SEVERAL_LEVELS: Final = Expression(
    rf"(?:{words.LEVEL}{words.BRACKETS}|{words.LEVEL}(?:、?{words.LEVEL})+{words.BRACKETS}?"
    rf"|设区的?市|地级(?:以上)?市|县级市){words.GOVERNMENT}?{words.BRACKETS}?"
)

_EXCLUDED_AFTER: Final = Expression(r"\((?:不含|不包括|不包含|除)(?P<members>[^()]*?)(?:除外|以外|之外|外)?\)")
_MEMBERS_AFTER: Final = Expression(r"\((?P<members>[^()]+?)除外\)")
_EXCLUDED_BEFORE: Final = Expression(r"除(?P<members>.+?)(?:之外|以外|外),?的?(?:其[他余它])?(?=.)")
_MEMBER_SEPARATOR: Final = Expression("[、,;和及与]")


_OWN_LEVEL: Final = Expression(
    r"[省市区县镇州盟旗](?!场|政(?!府|协|务|法|研)|域|级|直)|自治区|.{2,6}?(?:省|自治区|市|区|县|州|盟|旗|镇)(?!场|域|政)"
)
_OFFICE: Final = Expression(
    r"(?:宣传|组织|统战|社会工作)部|.+(?:[局委办厅社联协]|委员会|办公室|中心|总?工会|[法检察学]院|[支总大]队)"
    + words.BRACKETS
    + "*"
)
_PARTY_DEPARTMENT: Final = Expression(r"(?:宣传|组织|统战|社会工作|政法委|网信办|编办)部?$")
_COMMITTEE: Final = Expression(r"(?P<level>.*?[省市区县州盟旗])委(?=.)")
_NAMED_PLACE: Final = Expression(r"(?!各)..+(?:省|市|区|县|州|盟|旗|镇|乡|街道)")
_PLACE_GOVERNMENT: Final = Expression(rf"(?!各)..+?[省市区县州盟旗镇乡道](?P<tail>{words.GOVERNMENT})")
_PROVINCE: Final = Expression(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|国家|中国|中央|全国|人民银行|人行|国网"
)


_BRACKETED: Final = Expression(r"(?P<first>[^()]{2,40})\((?P<inside>[^()]{2,80})\)")
_ADMINISTRATION: Final = Expression(r"(?!.*分局$).+(?:[局委办厅部署]|委员会|办公[厅室]|研究室)")
_INSTITUTION: Final = Expression(r".+(?:中心|党校|[学法]院|大学|[医科]院|[馆台社站所]|协会|学会|联合会)")
_COMMITTEE_ALONE: Final = Expression(rf".*{organs.HOST}")
_ITEM: Final = Expression("[^、,;/]+")
_PART_OF_OFFICE: Final = Expression("[^、,;/]*[科处股室]")
_NATIONAL_LEVEL: Final = Expression("国家|中央|全国|中国")


def bracketed(name: str) -> tuple[str, tuple[str, ...]]:
    """The office in front of a name's brackets, and those of the names in them that are further names of it.

    The name as it is, and no other, where the brackets belong to it, as in 县（市、区）政府 and 某大学（深圳）.
    """
    text = words.fold(name)
    match = _BRACKETED.fullmatch(text)
    if match is None or is_collective(match["first"]) or _COMMITTEE_ALONE.fullmatch(match["first"]):
        return name, ()
    first, inside = match["first"], match["inside"]
    administrative = _ADMINISTRATION.fullmatch(first) is not None
    if not administrative and not _INSTITUTION.fullmatch(first):
        return name, ()
    places = [item.span() for item in _ITEM.finditer(text, *match.span("inside"))]
    others = tuple(name[start:end] for start, end in places if _is_second_name(first, text[start:end]))
    belongs = not administrative and not others and not _PART_OF_OFFICE.fullmatch(inside)
    return (name, ()) if belongs else (name[: match.end("first")], others)


def _is_second_name(first: str, inside: str) -> bool:
    """Whether a name in brackets is of the level of the office in front and of its kind: what belongs to an office of the
    administration, as a centre or a team does, is no other name of it."""
    if _COMMITTEE_ALONE.fullmatch(inside):
        return False
    if not _ADMINISTRATION.fullmatch(inside) and (
        _ADMINISTRATION.fullmatch(first) or not _INSTITUTION.fullmatch(inside)
    ):
        return False
    own, level = _OWN_LEVEL.match(first), _OWN_LEVEL.match(inside)
    if level is None:
        return own is None and _NATIONAL_LEVEL.match(inside) is not None
    return own is not None and own[0][-1] == level[0][-1]


def is_collective(name: str) -> bool:
    """Whether a name is by its wording a 统称 that stands for several units.

    So are 各…, …有关单位, names that end in a plural (市直部门, 在温高校) and several levels at once (县（市、区）政府);
    市各界人士联谊会 and bureaus with 相关 inside their names are not.
    """
    text = words.fold("".join(name.split()))
    if _EACH.search(text) or _PLURAL_TAIL.fullmatch(text) or _SEVERAL_LEVELS.fullmatch(text):
        return True
    return _CONCERNED.search(text) is not None and _PLURAL.fullmatch(text) is not None


def exclusions(name: str) -> tuple[str, tuple[str, ...]]:
    """The group without its clause of exclusion, and the members it excludes.

    各镇(街、园区)(不含虎门镇) and 除虎门镇外各镇(街、园区) give (各镇(街、园区), (虎门镇,)).
    """
    text = words.fold(name)
    clause = _EXCLUDED_AFTER.search(text) or _MEMBERS_AFTER.search(text) or _EXCLUDED_BEFORE.match(text)
    if clause is None:
        return name, ()
    start, end = clause.span("members")
    members = [name[slice(*place)] for place in _parts(text, start, end)]
    return name[: clause.start()] + name[clause.end() :], tuple(member for member in members if member)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start]
    for separator in _MEMBER_SEPARATOR.finditer(text, start, end):
        edges += separator.span()
    edges.append(end)
    return list(zip(edges[::2], edges[1::2], strict=True))


def expand_names(mentions: Sequence[UnitMention]) -> list[frozenset[str]]:
    """For each mention, in order, the fuller forms its name is short for; empty where it is not short.

    A name without a level takes that of the last name that has one (市发展和改革局、工业和信息化局 →
    市工业和信息化局); places take the tail of the one that closes their list (杭州市、嘉兴市人民政府 →
    杭州市人民政府).
    """
    names = [mention.name for mention in mentions]
    return [
        frozenset(form for form in forms if form)
        for forms in zip(_with_levels(names), reversed(list(_with_tails(names[::-1]))), strict=True)
    ]


def _with_levels(names: Sequence[str]) -> Iterator[str | None]:
    """Each name with the level of the last name before it that has one, None where it lacks none or none comes before."""
    source: str | None = None
    for name in names:
        folded = words.fold(name)
        if _lacks_level(folded):
            yield _level_for(folded, source) + name if source else None
            continue
        source = name if _OWN_LEVEL.match(folded) else None
        yield None


def _level_for(folded: str, source: str) -> str:
    """The level that a name takes from another; a department of the Party takes the committee's (省委 + 统战部)."""
    folded_source = words.fold(source)
    level = _OWN_LEVEL.match(folded_source)
    if not _PARTY_DEPARTMENT.search(folded):
        return source[: level.end()] if level else ""
    committee = _COMMITTEE.match(folded_source)
    return source[: committee.end()] if committee else f"{source[: level.end()]}委" if level else ""


def _lacks_level(folded: str) -> bool:
    return (
        _OFFICE.fullmatch(folded) is not None
        and _OWN_LEVEL.match(folded) is None
        and _PROVINCE.match(folded) is None
        and not is_collective(folded)
    )


def _with_tails(names: Sequence[str]) -> Iterator[str | None]:
    """Each of the names, which are in reverse order, with the tail that closes its list of places, if it has one."""
    tail = ""
    for name in names:
        folded = words.fold(name)
        is_place = _NAMED_PLACE.fullmatch(folded) is not None
        yield name + tail if is_place and tail else None
        if government := _PLACE_GOVERNMENT.fullmatch(folded):
            tail = name[government.start("tail") :]
        elif not is_place:
            tail = ""
