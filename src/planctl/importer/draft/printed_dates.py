"""Dates as documents print them under their text: 2017年6月1日, 二〇一七年六月一日 (GB/T 9704-2012 §7.3.5.4 has digits)."""

from __future__ import annotations

from datetime import date
from typing import Final

from planctl.deadlines.wording import number as numeral_value
from planctl.lazy_regex import Expression

_DATE: Final = Expression(r"((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日")
_IN_CHINESE: Final = Expression(
    r"([一二][〇○零ОO0九][〇○零ОO0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ZEROS: Final = str.maketrans("○零ОO0", "〇〇〇〇〇")


def printed_date(text: str) -> date | None:
    """The date that a text is, None where it is none."""
    try:
        if found := _DATE.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _IN_CHINESE.fullmatch(text):
            return date(*map(numeral_value, (found[1].translate(_ZEROS), found[2], found[3])))
    except ValueError:
        return None
    return None
