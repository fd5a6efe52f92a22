"""Days off: where a deadline moves that falls on one (遇节假日顺延, 遇周末提前)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planctl.deadlines.workdays import BEYOND_CALENDAR, moved_from_day_off
from planctl.lazy_regex import Expression
from planctl.model.deadline import Shift

if TYPE_CHECKING:
    from datetime import date

_SHIFT = Expression(
    r"(?:[如若]?遇(?:到|有|上)?)?(?:法定|国家|公休|双休|星期|周[六日]|和|及|或|、){0,4}(?:节假日|休息日|周末|双休日|公休日|非工作日|假期|假日)"
    r"(?:[^,;。前]{0,6}?(?:(?P<later>顺延|推迟|延后|后延|延至)|(?P<earlier>提前))(?!或|到?放假))"
)
_SENTENCE = Expression(r"[^;。]{,60}")


class ShiftFound(NamedTuple):
    """The words at offsets `start` to `end` that move a day off."""

    start: int
    end: int
    to: Shift


def find_shift(text: str, start: int) -> ShiftFound | None:
    """The words that move a day off, in the sentence that goes on at an offset."""
    if "延" not in text and "提前" not in text and "推迟" not in text:  # saves most texts the search
        return None
    matched = _SHIFT.search(text, start, _SENTENCE.end_of_match(text, start))
    if matched is None:
        return None
    return ShiftFound(*matched.span(), Shift.NEXT_WORKDAY if matched["later"] else Shift.PREVIOUS_WORKDAY)


def moved(day: date, shift: Shift) -> tuple[date, str]:
    """The day to which a day off moves, and the rule by which it does; the day itself and "" where it is a working day."""
    try:
        to, official = moved_from_day_off(day, shift)
    except OverflowError:  # past the year 9999
        return day, ""
    how = "顺延" if shift is Shift.NEXT_WORKDAY else "提前"
    return to, "" if to == day else f"{day.isoformat()}是休息日，{how}" + ("" if official else f"；{BEYOND_CALENDAR}")
