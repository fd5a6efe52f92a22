"""What stands in or below a table and is no task: 注, 合计, who filled the form in, page numbers."""

from __future__ import annotations

from typing import Final

from planctl.importer.readers.page_numbers import is_page_number
from planctl.lazy_regex import Expression

_SUMS: Final = "[合总總小][计計]"
_FORM: Final = (
    "填报人|填表人|审核人|审批人|制表人|经办人|负责人|单位负责人|分管领导|签发人|联系人|联系电话|联系方式|电话|"
    "填报单位|填表单位|填报日期|填表日期|填报时间|报送时间|制表单位|制表时间|盖章|单位盖章"
)
_NOTE: Final = Expression(
    rf"[\s\u3000]*(?:(?:附?[注註]|[备備][注註]|[说說]明|{_SUMS})[\s\u3000]*(?:[:：]|$)|[(（]?(?:{_FORM})[\s\u3000]*[:：]|[(（]此表|[(（]?本表)"
)
_SUM: Final = Expression(rf"[\s\u3000]*{_SUMS}")
_GOES_ON: Final = Expression(r"[(（]?续上?表?[)）]?")
_FIRST: Final = Expression("第一|首")
_LONGEST_NOTE: Final = 1_000
_SENTENCES: Final = Expression(r"[。；;\n\u3000]")
_WORDS: Final = Expression(r"[\u4e00-\u9fff]{2}")


def is_note(text: str) -> bool:
    """Whether a cell begins a note, a sum, or a line for whoever fills the form in."""
    return bool(_NOTE.match(text))


def is_sum(text: str) -> bool:
    """Whether a note is a sum (合计)."""
    return bool(_SUM.match(text))


def says_first_leads(text: str) -> bool:
    """Whether a note says that the first unit of each cell leads (列第一位者为牵头单位)."""
    if len(text) > _LONGEST_NOTE or not _FIRST.search(text):
        return False
    from planctl.units.words import FIRST_LEADS, fold  # the grammar of units takes long to load

    return Expression(FIRST_LEADS).search(fold(text)) is not None


def says_only_first_leads(text: str) -> bool:
    """Whether it says nothing else, so that the plan's `first_unit_leads` says it all."""
    sentences = [sentence for sentence in _SENTENCES.split(text) if _WORDS.search(sentence)]
    return bool(sentences) and all(map(says_first_leads, sentences))


def says_nothing(text: str) -> bool:
    """Whether a paragraph is only a page's number or 续表."""
    bare = "".join(text.split())
    return bool(_GOES_ON.fullmatch(bare)) or is_page_number(bare)
