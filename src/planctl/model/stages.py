"""The drafts a plan goes through on its way to being issued (稿次), and what people call them."""

from __future__ import annotations

from typing import Final

from planctl.lazy_regex import Expression

DRAFTS: Final = ("初稿", "讨论稿", "征求意见稿", "修改稿", "送审稿", "报批稿", "审议稿")
ISSUED: Final = ("印发稿", "正式稿", "定稿")
STAGES: Final = (*DRAFTS, *ISSUED)

_ROUND: Final = r"第?[一二三四五六七八九十\d]+[次轮稿版]?"
_STAGE: Final = Expression(
    rf"[（(]?(?:{_ROUND})?(?P<stage>{'|'.join(STAGES)})(?:{_ROUND}|[（(][^（()）]*+[)）])?[)）]?"
)


def known_stage(written: str) -> str:
    """The stage that a text names, whichever round of it (征求意见稿（第二稿）, 第二次征求意见稿); "" for what is none."""
    found = _STAGE.fullmatch(written.strip())
    return found["stage"] if found else ""


def is_issued(written: str) -> bool:
    """Whether a stage is that of a plan as issued, which is also called 正式稿 and 定稿."""
    return known_stage(written) in ISSUED
