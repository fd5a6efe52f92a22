"""People behind units: 市教育局 王小明, 市教育局局长王小明, 市教育局（王小明）, 各乡镇主要负责人 name the unit alone.

A person without a unit stays: in some plans the cell of units lists people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planctl.lazy_regex import Expression
from planctl.units import organs, words
from planctl.units.whole_names import is_whole, start_of_part

if TYPE_CHECKING:
    from planctl.units.text import CellText

_SURNAME: Final = (
    "[王李张刘陈杨赵吴徐孙胡朱郭梁宋郑谢韩唐冯董曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴汪姜范姚谭廖邹熊陆郝崔邱"
    "顾侯邵孟钱汤尹黎乔赖龚]"
)
"""The most frequent that few other words begin with; 黄, 高, 安, 金 begin places and offices."""

_NAME: Final = (
    rf"(?!.家){_SURNAME}[\u4e00-\u9fff]{{2}}(?<![局委办厅部科室处站所院校镇乡村区县市州街道组队会社公江河湖港口山湾])"
)
_POST: Final = (
    r"(?:班子)?(?:主要|分管|相关|有关|第一)?"
    + words.any_of(
        "负责人", "负责同志", "责任人", "联系人", "联络员",
        "副?(?:党?组?书记|局长|主任|院长|校长|处长|科长|镇长|乡长|区长|厅长|部长|站长|所长|园长|行长|厂长|会长|队长|(?:总|董事)?经理|董事长|秘书长)",
    )
)  # fmt: skip
IN_BRACKETS: Final = rf"{_POST}?:?{_NAME}(?:、{_NAME})*"
"""People in brackets, which are no part of a name."""

_BEHIND: Final = rf"(?:{_POST}(?:{_SURNAME}[\u4e00-\u9fff]{{1,2}})?|{_NAME})"
_AFTER_GAP = Expression(rf"{_BEHIND}(?=$|[、,;。/()])")
_AFTER_UNIT = Expression(rf"{_BEHIND}$")
_HOST = Expression(rf".*{organs.HOST}")
_LONGEST: Final = 14


def take_off_persons(cell: CellText) -> CellText:
    """The cell without the people that white space keeps apart from the units before them."""
    places = []
    edges = [0, *cell.gaps, len(cell.folded)]
    for before, gap, after in zip(edges, edges[1:], edges[2:], strict=False):
        found = _AFTER_GAP.match(cell.folded, gap, after)
        if found and _is_unit(cell.folded[max(before, start_of_part(cell.folded, gap)) : gap]):
            places.append(found.span())
    return cell.without(places)


def end_before_person(text: str, start: int, end: int) -> int:
    """Where the unit ends in a part of a folded text that may end in a person's name or post."""
    found = _AFTER_UNIT.search(text, max(start, end - _LONGEST), end)
    return found.start() if found and _is_unit(text[start : found.start()]) else end


def _is_unit(text: str) -> bool:
    return is_whole(text) and not _HOST.fullmatch(text)


_NAMED_PERSON = Expression(rf"[(（](?:{_POST})?[:：]?{_NAME}(?:[、，,]{_NAME})*[)）]|{_POST}[:：]?{_NAME}")


def names_person(printed: str) -> bool:
    """Whether a cell as printed seems to name a person beside the units: 市教育局（王小明）, 市教育局局长王小明."""
    return _NAMED_PERSON.search(printed) is not None
