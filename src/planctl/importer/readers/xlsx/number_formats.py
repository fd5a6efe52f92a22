"""What a spreadsheet shows of a number: 4.10, 2017年6月1日, 85%.

Only what plans use is known here: whole and decimal numbers, thousands, percentages, fractions, scientific notation, dates
and times of day, also as 二〇一七年六月. For anything else (conditions, elapsed hours) `shown` gives None, and the caller
says so.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from typing import Final, NamedTuple

from planctl.importer.readers.list_numbers import chinese_digits, chinese_number
from planctl.importer.readers.xlsx.number_forms import digits, fraction, scientific
from planctl.lazy_regex import Expression

GENERAL: Final = "General"
_LONGEST_FORMAT: Final = 255
_LARGEST: Final = Decimal("1e15")
_SERIALS: Final = 2_958_466
"""The serial of the day after 9999-12-31."""

# ECMA-376 part 1, 18.8.30: the formats that a file gives by number only, as Chinese Excel and WPS show them
BUILT_IN: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    45: "mm:ss",
    49: "@",
}

_TOKEN = Expression(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<ampm>[Aa][Mm]/[Pp][Mm]|[Aa]/[Pp]|上午/下午)|(?P<general>[Gg]eneral|[Gg]/通用格式)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4})"
    r"|(?P<fraction>(?:[0#?]{1,20} {1,9})?[0#?]{1,9}/(?:[?#0]{1,5}|[1-9][0-9]{0,4}))"
    r"|(?P<scientific>[0#]{1,9}(?:\.[0#]{0,20})?[Ee][+-]0{1,3})"
    r"|(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<other>[\s\S])"
)
_LANGUAGE = Expression(
    r"(?i)\$-(?:(?P<number>[0-9A-F]{0,8})(?:,[0-9A-F]{0,4})?|(?P<name>[a-z]{2,3})(?:-[a-z0-9]{2,8}){0,2})"
)
_IGNORED = Expression(r"(?i)black|blue|cyan|green|magenta|red|white|yellow|color ?\d+")
_MONEY = Expression(r"\$([^-\]]*)(?:-[0-9A-Fa-f]*)?")
# the date and the time “of the system”, marked * in Excel's list: the file has them in American form
_SYSTEM: Final = {
    "[$-f800]": 'yyyy"年"m"月"d"日"',
    "[$-x-sysdate]": 'yyyy"年"m"月"d"日"',
    "[$-f400]": "h:mm:ss",
    "[$-x-systime]": "h:mm:ss",
}
_NUMERALS: Final = "DBNum1"
_NAMES: Final = ("mmm", "mmmm", "mmmmm", "ddd", "dddd")
"""Months and weekdays by their names, which are English unless the format names another language."""
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH: Final = 0x09
_FORMS: Final = {"number": digits, "fraction": fraction, "scientific": scientific}
_WEEKDAYS: Final = "一二三四五六日"


class _Token(NamedTuple):
    kind: str
    text: str


def shown(stored: str, code: str, since_1904: bool = False) -> str | None:
    """The text that a number stored as `stored` shows under a number format; None where the format is not known here."""
    try:  # a spreadsheet shows 15 digits: 4.0999999999999996 is 4.1
        value = Decimal(repr(float(f"{float(stored):.15g}")))
    except (ValueError, ArithmeticError):
        return None
    if not value.is_finite() or abs(value) >= _LARGEST:
        return plain(stored)
    sections = _sections(code)
    if sections is None:
        return None
    section, signed = _section_for(value, sections)
    if any(token.kind in ("date", "ampm") for token in section):
        return _date(value, section, since_1904)
    return _number(value, section, signed)


def serial(written: str, since_1904: bool = False) -> str:
    """The serial number of a day written as 2017-06-01T00:00:00 (ISO/IEC 29500 strict), "" for anything else."""
    try:
        moment = datetime.fromisoformat(written.removesuffix("Z"))
    except ValueError:
        return ""
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    return repr((moment.replace(tzinfo=None) - start) / timedelta(days=1))


def plain(stored: str) -> str:
    """A number without any format: 4.1, 42736."""
    try:
        value = float(stored)
    except ValueError:
        return stored
    if not isfinite(value):
        return stored
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...] | None:
    """The sections of a format (positive; negative; zero; text) in tokens; None for what is not known."""
    if len(code) > _LONGEST_FORMAT:
        return None
    code = next((format for mark, format in _SYSTEM.items() if code.lower().startswith(mark)), code)
    sections: list[list[_Token]] = [[]]
    for token in map(_token, _TOKEN.finditer(code or GENERAL)):
        if token == _Token("other", ";"):
            sections.append([])
        elif token is not None:
            sections[-1].append(token)
    if len(sections) > 4 or not all(map(_is_known, sections)):
        return None
    return tuple(map(tuple, sections))


def _token(match: re.Match[str]) -> _Token | None:
    """A piece of a format; None for what shows nothing: colours, room for a sign."""
    kind = match.lastgroup
    if kind is None:
        return None
    text = match[kind]
    if kind != "bracket":
        return _Token(kind, text.lower() if kind in ("date", "ampm") else text)
    money = _MONEY.fullmatch(text)
    if money and money[1]:
        return _Token("quoted", money[1])
    if language := _LANGUAGE.fullmatch(text):
        return None if _is_english(language) else _Token("language", "")
    if text.lower() == _NUMERALS.lower():
        return _Token("numerals", "")
    return None if _IGNORED.fullmatch(text) else _Token("unknown", text)  # elapsed hours, conditions, 壹佰


def _is_english(language: re.Match[str]) -> bool:
    """Whether a format's language, by its name or as a Windows number, is English or left to the system."""
    if name := language["name"]:
        return name.lower() == "en"
    return not language["number"] or int(language["number"], 16) & 0x3FF in (0, _ENGLISH)


def _is_known(section: list[_Token]) -> bool:
    kinds = Counter(token.kind for token in section)
    numbers = kinds["general"] + sum(kinds[form] for form in _FORMS)
    if kinds["unknown"]:
        return False
    if kinds["date"] or kinds["ampm"]:  # "number" there is the .00 of seconds
        has_foreign_names = kinds["language"] and any(token.text in _NAMES for token in section)
        return not numbers and not has_foreign_names
    if numbers > 1 or any(token.kind == "other" and token.text in "/Ee" for token in section):
        return False
    # digits among literals (000-0000) and padding with spaces are not read; a comma at the end scales by a thousand
    plain_numbers = (token.text for token in section if token.kind == "number")
    return all("?" not in number and not number.endswith(",") and ",." not in number for number in plain_numbers)


def _section_for(value: Decimal, sections: tuple[tuple[_Token, ...], ...]) -> tuple[tuple[_Token, ...], bool]:
    """The section for a value, and whether the sign is still to be written."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


def _number(value: Decimal, section: tuple[_Token, ...], signed: bool) -> str | None:
    percents = sum(token.kind == "other" and token.text == "%" for token in section)
    size = abs(value) * 100**percents
    pieces = []
    zero = value == 0
    chinese = any(token.kind == "numerals" for token in section)
    for token in section:
        if token.kind in ("number", "general") and chinese:
            number = chinese_number(int(size)) if size == int(size) else ""
            if not number:
                return None
            pieces.append(number)
        elif write := _FORMS.get(token.kind):
            written = write(size, token.text)
            zero = not written.strip("0.,")
            pieces.append(written)
        elif token.kind == "general" or (token.kind == "other" and token.text == "@"):
            pieces.append(plain(str(size)))
        else:
            pieces.append(token.text)
    return ("-" if signed and value < 0 and not zero else "") + "".join(pieces)


def _date(value: Decimal, section: tuple[_Token, ...], since_1904: bool) -> str | None:
    if not 0 <= value < _SERIALS:
        return None
    if not since_1904 and 60 <= value < 61:
        return None  # 1900-02-29, a day that spreadsheets have and calendars do not
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if value >= 61 else datetime(1899, 12, 31)
    tokens = _with_minutes(section)
    half_days = any(token.kind == "ampm" for token in tokens)
    try:
        moment = start + timedelta(seconds=int((value * 86400).quantize(Decimal(1), ROUND_HALF_UP)))
    except OverflowError:
        return None
    chinese = any(token.kind == "numerals" for token in tokens)
    return "".join(
        _part(moment, token, half_days, chinese) if token.kind in ("date", "ampm") else token.text for token in tokens
    )


def _with_minutes(section: tuple[_Token, ...]) -> list[_Token]:
    """The tokens, where an m after hours or before seconds is an n, for minutes."""
    tokens = list(section)
    dates = [index for index, token in enumerate(tokens) if token.kind == "date"]
    for position, index in enumerate(dates):
        if tokens[index].text in ("m", "mm"):
            before = tokens[dates[position - 1]].text if position else ""
            after = tokens[dates[position + 1]].text if position + 1 < len(dates) else ""
            if before.startswith("h") or after.startswith("s"):
                tokens[index] = _Token("date", "n" * len(tokens[index].text))
    return tokens


def _part(moment: datetime, token: _Token, half_days: bool, chinese: bool) -> str:
    text = token.text
    if token.kind == "ampm":
        morning, afternoon = {"a/p": ("A", "P"), "am/pm": ("AM", "PM")}.get(text, ("上午", "下午"))
        return morning if moment.hour < 12 else afternoon
    if text[0] == "y":
        year = f"{moment.year % 100:02}" if len(text) <= 2 else str(moment.year)
        return chinese_digits(year) if chinese else year
    if text in _NAMES:
        return _name(moment, text)
    if text[0] == "a":
        return ("星期" if len(text) > 3 else "") + _WEEKDAYS[moment.weekday()]
    hour = (moment.hour + 11) % 12 + 1 if half_days else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}[text[0]]
    return (chinese_number(number) or "〇") if chinese else f"{number:0{min(len(text), 2)}}"


def _name(moment: datetime, code: str) -> str:
    """The name of a month or a day: Jun, June, J, Mon, Monday."""
    name = _MONTHS[moment.month - 1] if code[0] == "m" else _DAYS[moment.weekday()]
    return name[: {3: 3, 5: 1}.get(len(code), len(name))]
