"""PLN405 and PLN406: requirements that say the same twice.

Near duplicates are found by hashed shingles: of each text the smallest hashes of its six-character pieces are kept, and
only texts that share one are compared. Nothing compares all pairs, and memory grows with the number of texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from heapq import nsmallest
from typing import Final
from zlib import crc32

from planctl.checks.subject import Subject
from planctl.diagnostics import Finding, Severity, check
from planctl.model import Requirement
from planctl.source import Span

_MARKS: Final = re.compile(r"[^\w]+")
_PIECE: Final = 6
_KEPT: Final = 4
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
    for requirement, text, place in subject.texts():
        words = _MARKS.sub("", text)
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
    buckets: dict[int, list[tuple[Requirement, str]]] = defaultdict(list)
    seen: set[str] = set()
    for requirement, text, place in subject.texts():
        words = _MARKS.sub("", text)
        if len(words) < _SHORTEST or words in seen:
            continue
        seen.add(words)
        sketch = _sketch(words)
        alike = _most_alike(words, [one for piece in sketch for one in buckets[piece][:_LARGEST_BUCKET]])
        if alike is not None:
            message = f"{requirement.reference} 的文字与 {alike.reference} 几乎相同"
            yield Finding(Span(*place), message, "请核对是否重复；确是两项工作的可以不改。")
        for piece in sketch:
            buckets[piece].append((requirement, words))


def _sketch(words: str) -> list[int]:
    """The smallest hashes of a text's pieces; a hash that does not change from run to run."""
    data = words.encode("utf-16-le")
    size = _PIECE * 2
    pieces = {crc32(data[start : start + size]) for start in range(0, len(data) - size + 1, 2)}
    return nsmallest(_KEPT, pieces)


def _most_alike(words: str, others: list[tuple[Requirement, str]]) -> Requirement | None:
    pieces = _pieces(words)
    for requirement, other in others:
        theirs = _pieces(other)
        if len(pieces & theirs) >= _ALIKE * len(pieces | theirs):
            return requirement
    return None


def _pieces(words: str) -> set[str]:
    """Pairs of characters, by which two texts are compared."""
    return {words[start : start + 2] for start in range(len(words) - 1)}
