"""The years a plan runs for, from its own year and what its title says of several."""

from __future__ import annotations

from typing import Final

from planctl.lazy_regex import Expression

_RANGE: Final = Expression(r"(\d{4})年?[-—–~～至到]+(\d{4})年?")
_YEARS_OF: Final = Expression(r"([一二两三四五六七八九十1-9])年(?:专项|攻坚|整治|提升)?(?:行动|计划|规划|攻坚)")
_FIVE_YEARS: Final = Expression("十([一二三四五六])五")
_DIGITS: Final = "一二三四五六七八九十"
_CENTURY: Final = 100
"""No plan runs for so many years; 2017—9999年 is a slip, and its working days are not to be counted."""


def last_year(title: str, year: int) -> int:
    """The last year of a plan of `year` whose title may name several: 2018—2020年, 三年行动, “十四五”; else `year`.

    “十五” was 2001 to 2005 and each five-year plan since follows the last (《国民经济和社会发展五年规划纲要》).
    """
    if found := _RANGE.search(title):
        first, last = int(found[1]), int(found[2])
        return last if first <= year <= last < first + _CENTURY else year
    if found := _YEARS_OF.search(title):
        written = found[1].replace("两", "二")
        return year + (int(written) if written.isdigit() else _DIGITS.index(written) + 1) - 1
    if found := _FIVE_YEARS.search(title):
        last = 2005 + 5 * (_DIGITS.index(found[1]) + 1)
        return last if last - 4 <= year <= last else year
    return year
