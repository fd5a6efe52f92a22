"""The labels in front of units, times and people in prose: 牵头单位：, 责 任 单 位:, 时限要求：, 联系人：."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from planctl.importer.columns.headings import field_of
from planctl.lazy_regex import Expression


class Topic(StrEnum):
    """What the words behind a label are about. RESPONSIBLE units lead unless another label names who leads; then they
    support.
    """

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    TIME = "time"
    OTHER = "other"


_SPACE: Final = r"[ \t\u3000]*"


def _spaced(words: str) -> str:
    """A pattern for any of the words, with spaces between their characters or without."""
    return "(?:" + "|".join(_SPACE.join(word) for word in words.split()) + ")"


_LEAD: Final = "总牵头 牵头 主办 主责 主要责任 第一责任"
_SUPPORT: Final = "配合 协办 协助 参与 参加 协同 支持"
_RESPONSIBLE: Final = "责任 落实 承办 实施 负责 主管"
_OVERSIGHT: Final = "督办 督查 督导 指导 监督 验收 联系 报送 审核"
_ROLE: Final = _spaced(f"{_LEAD} {_SUPPORT} {_RESPONSIBLE} {_OVERSIGHT}")
_NOUN: Final = _spaced("单位 部门 处室 科室 股室 机构 主体 地区")
_TIME: Final = _spaced("时限要求 时间要求 时间安排 时间节点 时间进度 进度要求 进度安排 时限 期限 时间")
_PERSON: Final = _spaced(
    "市领导 县领导 区领导 领导 第一责任人 责任人 负责人 联系人 联络员 经办人 牵头人 联系电话 电话 手机"
)
_LABEL = Expression(
    rf"(?:^|(?<=[\s。;,、.:()“”…]))(?P<words>"
    rf"(?:{_spaced('主要 具体 共同 分管 包保 包联 完成 办理 推进 工作 整改 市级 县级 区级 省级 市直 市 县 区 省')}{_SPACE})?"
    rf"(?:(?P<roles>(?:{_ROLE}{_SPACE}(?:\({_ROLE}\){_SPACE})?(?:[及和与/、]{_SPACE})?){{1,6}})?"
    rf"(?:(?P<noun>{_NOUN}(?:{_SPACE}及{_SPACE}{_PERSON})?)|{_PERSON}|{_TIME})|(?P<bare>{_spaced('牵头 主办 责任 配合 协办 参与')}))"
    rf"){_SPACE}:"
)
_LEADS = Expression(_LEAD.replace(" ", "|"))
_SUPPORTS = Expression(_SUPPORT.replace(" ", "|"))
_IS_RESPONSIBLE = Expression(f"{_RESPONSIBLE} 主体".replace(" ", "|"))
_PEOPLE = Expression("领导|人$|员$|电话|手机")
_TIMES = Expression(_TIME)
_NOUNS = Expression(_NOUN)


def labels_in(folded: str) -> dict[int, re.Match[str]]:
    """The labels of a folded text by where they begin, with those that are labels only inside a bracket (牵头：)."""
    return {label.start(): label for label in _LABEL.finditer(folded)}


def needs_bracket(label: re.Match[str]) -> bool:
    """Whether a label is too short to be one in running text: 责任：, 牵头：."""
    return bool(label["bare"])


def is_about_people(label: str) -> bool:
    """Whether a label says that people follow, whose names are often not to be published."""
    return bool(_PEOPLE.search(label))


def topic_of(label: str) -> Topic:
    """What follows a label, which is given without spaces."""
    if is_about_people(label) and not _NOUNS.search(label):
        return Topic.OTHER
    known = field_of(label)
    if known == "deadline" or _TIMES.search(label):
        return Topic.TIME
    if known == "supporting_units" or (_SUPPORTS.search(label) and not _LEADS.search(label)):
        return Topic.SUPPORT
    if _LEADS.search(label):
        return Topic.LEAD
    return Topic.RESPONSIBLE if known == "lead_units" or _IS_RESPONSIBLE.search(label) else Topic.OTHER
