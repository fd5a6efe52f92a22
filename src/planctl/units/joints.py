"""和, 与, 及 and 以及: between two names (教务部和学务部), or part of one (发展和改革局).

A joint divides where the text before it ends as a name does and the text after it is a name. Nouns for what an organ works
on (学校, 企业) end names as well as they stand inside them (学校及周边治安综合治理工作领导小组), so that more is asked there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planctl.lazy_regex import Expression
from planctl.units import organs, words
from planctl.units.whole_names import LONGEST, are_levels, begins_as_a_name, is_group, is_organ, is_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planctl.units.text import Place

_JOINT = Expression("以及|和(?!平|田|顺|龙|静|硕|谐)|及(?!其|时)|与")
_AND_OTHERS = Expression(rf"..+(?<![高中初平同优])等(?:{organs.COUNT}.{{0,14}})?")
_OTHERS = Expression("(?<=..)(?<![高中初平同优])等[^和及与]{0,14}$")
_NAMED_GROUP = Expression(
    rf".*(?:各|有关|相关|所属|直属|成员).{{0,20}}{words.any_of(*organs.GROUP_TAILS)}{words.BRACKETS}?"
)
_EACH = Expression("各(?!界|族|国|类|方面)")
_NOUN_FOR_BOTH = Expression(
    rf"(?:其[他它余])?{words.any_of('单位', '部门', '机构', '企业', '[社群]?[会众]?组织', '团体', '[科处股部]室', '院所', '个人', '人员', '群众')}"
    rf"|{words.GOVERNMENT}"
)
_END_OF_NAME = Expression(rf"(?:.+{organs.LAST_WORD}|{organs.SINGLE_WORD}){words.BRACKETS}*+")
_MATTER = Expression(rf".*{organs.MATTER}{words.BRACKETS}?")
_INSTITUTIONS = Expression(words.any_of("学校", "医院", "高校", "院校", "社区", "幼儿园", "实验室"))


def split_joined(text: str, skeleton: str) -> Iterator[Place]:
    """The parts of a line between the joints that divide names."""
    start = 0
    for joint in _JOINT.finditer(skeleton):
        left, right = text[start : joint.start()], _OTHERS.sub("", text[joint.end() :])
        if left and right and (joint.group() == "以及" or _are_joined(left, right)):
            yield start, joint.start()
            start = joint.end()
    yield start, len(text)


def _are_joined(left: str, right: str) -> bool:
    """Whether the texts before and after a joint are names of their own."""
    if len(left) > LONGEST or len(right) > LONGEST or _shares_its_noun(left, right):
        return False
    if _AND_OTHERS.fullmatch(left) or _NAMED_GROUP.fullmatch(left):
        return True
    if _EACH.match(right):
        return len(left) > 1 and is_whole(right)
    if _ends_as_a_name(left):
        return _is_a_name(right) or (_INSTITUTIONS.fullmatch(right) is not None and begins_as_a_name(left))
    return begins_as_a_name(right) and is_whole(right) and (is_whole(left) or _MATTER.fullmatch(left) is not None)


def _shares_its_noun(left: str, right: str) -> bool:
    """Whether the text after a joint is no name but a noun for both: 有关部门和单位, 各市、县和区政府."""
    return _NOUN_FOR_BOTH.fullmatch(right) is not None or are_levels(left, right)


def _ends_as_a_name(text: str) -> bool:
    return _END_OF_NAME.fullmatch(text) is not None or (is_organ(text) and not _MATTER.fullmatch(text))


def _is_a_name(text: str) -> bool:
    return begins_as_a_name(text) or is_organ(text) or is_group(text) or _END_OF_NAME.fullmatch(text) is not None
