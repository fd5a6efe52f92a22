"""Numbers as Word's lists (ECMA-376 part 1, 17.18.59 ST_NumberFormat), web pages and Excel's [DBNum1] write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN_VALUES: Final = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS: Final = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


def written(number: int, format: str) -> str:
    """A number in a format, in Arabic numerals where the format is not known here or does not reach that far."""
    write = _WRITERS.get(format)
    return (write(number) if write and number > 0 else "") or ("" if format == "none" else str(number))


def chinese_number(number: int) -> str:
    """A number below ten thousand in Chinese: 十二, 二十, 一百零一; "" for a larger one."""
    return _counted(number, _DIGITS, "十百千")


def _counted(number: int, digits: str, units: str) -> str:
    if not 0 < number < 10_000:
        return ""
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        one_ten = power == 1 and digit == 1 and not text and digits is _DIGITS  # 十二, but 一百一十二
        text += ("零" if gap else "") + ("" if one_ten else digits[digit]) + (units[power - 1] if power else "")
        gap = False
    return text


def chinese_digits(number: int | str) -> str:
    """A number digit by digit: 二〇一七."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _positional_from_100(number: int) -> str:
    return chinese_number(number) if number < 100 else chinese_digits(number)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _letters(first: str) -> Callable[[int], str]:
    """a, b, … z, aa, bb: Word repeats the letter."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else ""


def _roman(number: int) -> str:
    text = ""
    if number < 4000:
        for value, letters in zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True):
            text += letters * (number // value)
            number %= value
    return text


_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _positional_from_100),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"), chinese_number),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), chinese_digits),
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, "拾佰仟"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    "decimalEnclosedFullstop": _one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda number: str(number).translate(_FULL_WIDTH)),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
