"""Days before a public holiday: 国庆前, 2025年春节前. The official calendar says when the holiday begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from planctl.deadlines.dates import YEAR_WORDS, DateFound
from planctl.deadlines.workdays import day_before_holiday
from planctl.lazy_regex import Expression

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from datetime import date

_NAMES: Final = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "五一": "Labour Day",
    "劳动节": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}
"""The holidays as plans call them → as the calendar does."""

_BEFORE_HOLIDAY = Expression(
    rf"(?P<name>{'|'.join(_NAMES)})”?(?:节|假期|长假|小长假|黄金周|放假|假日){{0,3}}"
    r"(?:来临|到来)?[之以]?前(?:夕|(?![后期往\d一两二三四五六七八九十几半]))"
)

_YEAR_BEFORE = Expression(r"(?:(?P<year>20\d\d)|(?P<word>[今本当明次翌来]))年“?$")


def find_holidays(
    text: str, year: int, dated_on: date | None, limits: Callable[[str, DateFound], bool]
) -> Iterator[DateFound]:
    """The days before holidays that `limits` accepts, where the calendar has them; `year` (0 = unknown) is the plan's."""
    for matched in _BEFORE_HOLIDAY.finditer(text):
        printed = _YEAR_BEFORE.search(text, max(0, matched.start() - 6), matched.start())
        for of_year in _years(matched["name"], printed, year, dated_on):
            day = day_before_holiday(_NAMES[matched["name"]], of_year)
            if day is None or (printed is None and dated_on and day < dated_on):
                continue
            found = DateFound(
                start=(printed or matched).start(),
                end=matched.end(),
                first=day,
                last=day,
                grain="day",
                by=True,
                led=False,
                since=False,
                ranged=False,
                weekday=None,
                basis=f"按国务院办公厅公布的放假安排，{of_year}年{matched['name']}放假的前一日",
            )
            if limits(text, found):
                yield found
            break


def _years(name: str, printed: re.Match[str] | None, year: int, dated_on: date | None) -> tuple[int, ...]:
    """The years whose holiday may be meant, the likeliest first; the New Year's Day of a plan without a date is the next."""
    if printed and printed["year"]:
        return (int(printed["year"]),)
    if not year:
        return ()
    if printed:
        return (year + YEAR_WORDS[printed["word"]],)
    if dated_on:
        return (year, year + 1)
    return (year + 1,) if name == "元旦" else (year,)
