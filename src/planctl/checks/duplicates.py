"""PLN405 and PLN406: requirements that say the same twice.

Near duplicates are found by hashed shingles: of each text its clauses, or some runs of six characters, are kept, and only
texts that share half of them are compared. Nothing compares all pairs, and memory grows with the
number of texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from planctl.checks.subject import Subject
from planctl.diagnostics import Finding, Severity, check
from planctl.expressions import Expression
from planctl.model import Requirement

_CLAUSE_ENDS: Final = Expression("[，。；、,;]")
_MANY_CLAUSES: Final = 4
_PIECE: Final = 6
_ENOUGH: Final = 3
_MOST_COMPARED: Final = 3
_LARGEST_BUCKET: Final = 8
"""A piece that more texts share is a set phrase and tells nothing."""
_ALIKE: Final = 0.8
_SHORTEST: Final = 12
"""Shorter texts are alike by nature (公开名录。)."""


@check("PLN405", Severity.WARNING, "要求重复")
def duplicate_text(subject: Subject) -> Iterator[Finding]:
    """两条要求的文字完全相同（不计标点）。

    为什么：多半是复制时多粘了一次，或忘了改文字。不同单位各做一份的，可以合成一条。

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
    for words, requirement, place in subject.bare_texts:
        if not words:
            continue
        if words in first:
            message = f"{requirement.reference} 的文字与 {first[words].reference} 相同"
            yield Finding(place, message, "请删去一条，或改正文字。")
        else:
            first[words] = requirement


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
    buckets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    seen: set[str] = set()
    for (words, requirement, place), (_, text, _) in zip(subject.bare_texts, subject.texts, strict=True):
        if len(words) < _SHORTEST or words in seen:
            continue
        seen.add(words)
        held = [bucket for piece in _pieces(text, words) if len(bucket := buckets[piece]) <= _LARGEST_BUCKET]
        shared = Counter([one for bucket in held for one in bucket])
        enough = max(2, len(held) // 2)
        alike = _alike(words, [one for one, times in shared.items() if times >= enough][:_MOST_COMPARED])
        if alike is not None:
            message = f"{requirement.reference} 的文字与 {alike} 几乎相同"
            yield Finding(place, message, "请核对是否重复；确是两项工作的可以不改。")
        for bucket in held:
            bucket.append((words, requirement.reference))


def _pieces(text: str, words: str) -> set[str]:
    """The pieces by which a text is found again: its clauses, or of a text with few some runs of its characters.

    The runs are those that begin with a character of a certain kind, one in sixteen, or all where these are few: two
    texts that are alike have the same ones, whatever stands around them.
    """
    clauses = set(_CLAUSE_ENDS.split(text))
    if len(clauses) >= _MANY_CLAUSES:
        return clauses
    last = len(words) - _PIECE + 1
    starts = [index for index, byte in enumerate(words.encode("utf-16-le")[: 2 * last : 2]) if not byte & 15]
    return {words[start : start + _PIECE] for start in (starts if len(starts) >= _ENOUGH else range(last))}


def _alike(words: str, others: list[tuple[str, str]]) -> str | None:
    """The reference of one of the others whose pairs of characters are nearly the same."""
    pairs = _pairs(words) if others else set()
    for other, reference in others:
        if not _ALIKE <= len(other) / len(words) <= 1 / _ALIKE:
            continue
        theirs = _pairs(other)
        if len(pairs & theirs) >= _ALIKE * len(pairs | theirs):
            return reference
    return None


def _pairs(words: str) -> set[str]:
    return set(map(str.__add__, words, words[1:]))
