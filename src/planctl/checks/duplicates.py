"""PLN405 and PLN406: requirements that say the same twice.

Near duplicates are found by hashed shingles: of each text its beginning, its end and its two longest clauses. It is
compared with the last text that had each of these, and only where it shares two of them. Nothing compares all pairs, and memory
grows with the number of texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import add
from typing import Final

from planctl.checks.subject import Subject
from planctl.findings.diagnostics import Finding, Severity, check
from planctl.lazy_regex import Expression
from planctl.model.plan import Requirement
from planctl.model.references import requirement_in_words

_CLAUSE_ENDS: Final = Expression("[，。；、,;]")
_PIECE: Final = 8
_ALIKE: Final = 0.8
_ALIKE_IN_CHARACTERS: Final = 0.7
"""What is alike in pairs is so in characters; quicker to look at, and most texts that are not alike fail here."""
_SHORTEST: Final = 12
"""Shorter texts are alike by nature (公开名录。)."""


@check("PLN405", Severity.WARNING, "要求重复")
def duplicate_text(subject: Subject) -> Iterator[Finding]:
    """两条要求的文字完全相同。

    为什么：多半是复制时多粘了一次，或忘了改文字。单位不同的短句（不足二十字，如“公开相关信息。”）不算。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: [{number: 1, text: 公开重大项目信息。, lead_units: 市编办}]}
          - {number: 2, title: 推进执行公开, requirements: [{number: 1, text: 公开重大项目信息。, lead_units: 市编办}]}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: [{number: 1, text: 公开重大项目信息。, lead_units: 市编办}]}
          - {number: 2, title: 推进执行公开, requirements: [{number: 1, text: 公开财政预算信息。, lead_units: 市编办}]}
    """
    first: dict[str, Requirement] = {}
    for requirement, text, place in subject.texts:
        if text in first and (len(text) >= _LONG_ENOUGH_TO_DIFFER or _lead(first[text]) == _lead(requirement)):
            message = f"{subject.name_of(requirement, 'text')}与{requirement_in_words(first[text])}相同"
            yield Finding(place, message, "请删去一条，或改正文字。")
        first.setdefault(text, requirement)


def _lead(requirement: Requirement) -> str:
    return requirement.lead_units.printed if requirement.lead_units else ""


_LONG_ENOUGH_TO_DIFFER: Final = 20
"""From this length on two units do not get the same text by chance."""


@check("PLN406", Severity.WARNING, "要求近似")
def near_duplicate_text(subject: Subject) -> Iterator[Finding]:
    """两条要求的文字只差几个字。

    为什么：可能是同一项工作写了两遍，收文单位会重复报送。确是两项工作的，可以不改。

    反例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 每季度向社会公示全市旅游投诉处理情况和旅游市场秩序综合整治情况。, lead_units: 市旅游局}
              - {number: 2, text: 每季度向社会公示全市旅游投诉处理情况和旅游市场秩序综合整治结果。, lead_units: 市旅游局}  # ←
    正例：
        tasks:
          - number: 1
            title: 推进决策公开
            requirements:
              - {number: 1, text: 每季度向社会公示全市旅游投诉处理情况和旅游市场秩序综合整治情况。, lead_units: 市旅游局}
              - {number: 2, text: 公开旅行社名录、季报、年报和导游人员的从业信息。, lead_units: 市旅游局}
    """
    texts = subject.texts
    last: dict[str, int] = {}  # the last text met that has a shingle
    seen: set[str] = set()
    for index, (requirement, text, place) in enumerate(texts):
        if len(text) < _SHORTEST or text in seen:
            continue
        seen.add(text)
        clauses = _CLAUSE_ENDS.split(text)
        clauses.sort(key=len)
        shingles = (text[:_PIECE], text[-_PIECE:], *clauses[-2:])
        met = [last[shingle] for shingle in shingles if shingle in last]
        if len(met) > 1 and len(set(met)) < len(met):
            for before in {index for index in met if met.count(index) > 1}:
                other, its_text, _ = texts[before]
                may_be_twice = len(text) >= _LONG_ENOUGH_TO_DIFFER or _lead(other) == _lead(requirement)
                if may_be_twice and _are_alike(text, its_text):
                    message = f"{subject.name_of(requirement, 'text')}与{requirement_in_words(other)}几乎相同"
                    yield Finding(place, message, "请核对是否重复；确是两项工作的可以不改。")
                    break
        for shingle in shingles:
            last[shingle] = index


def _are_alike(text: str, other: str) -> bool:
    """Whether two texts have nearly the same pairs of characters."""
    if not _ALIKE <= len(other) / len(text) <= 1 / _ALIKE:
        return False
    characters, its = set(text), set(other)
    if len(characters & its) < _ALIKE_IN_CHARACTERS * len(characters | its):
        return False
    pairs, theirs = set(map(add, text, text[1:])), set(map(add, other, other[1:]))
    shared = len(pairs & theirs)
    return shared >= _ALIKE * (len(pairs) + len(theirs) - shared)
