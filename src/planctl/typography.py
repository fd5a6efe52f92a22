"""How Chinese text is set in a document: half-width punctuation beside Chinese becomes full-width."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from planctl.expressions import Expression

_FULL_WIDTH: Final = str.maketrans(",:;()", "，：；（）")
_CHINESE: Final = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’…—"


_HALF_WIDTH: Final = Expression("[,:;(]")
_BESIDE_CHINESE: Final = Expression(rf"(?<=[{_CHINESE}])[,:;]|[,:;](?=[{_CHINESE}])")
_CHINESE_CHARACTER: Final = Expression(rf"[{_CHINESE}]")
_BRACKETS: Final = Expression(r"\(([^()]*)\)")


@lru_cache(maxsize=16_384)  # a plan repeats the same few cells
def typeset(text: str) -> str:
    """The text with `, : ;` beside Chinese, and brackets around or beside Chinese, made full-width.

    A pair of brackets changes together; times (12:30), Latin text and unpaired brackets stay.
    """
    if text.isascii() or not _HALF_WIDTH.search(text):  # most texts
        return text
    previous = None
    while previous != text:  # a mark made full-width is Chinese to what stands beside it; brackets stand in brackets
        previous = text
        text = _BRACKETS.sub(_full_width_pair, text)
        text = _BESIDE_CHINESE.sub(lambda found: found[0].translate(_FULL_WIDTH), text)
    return text


def _full_width_pair(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    around = text[max(start - 1, 0) : start] + found[1] + text[end : end + 1]
    return f"（{found[1]}）" if _CHINESE_CHARACTER.search(around) else found[0]
