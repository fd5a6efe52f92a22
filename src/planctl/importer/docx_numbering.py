"""Automatic numbering of Word paragraphs: the label that Word prints and the text does not hold (ECMA-376 §17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE: Final = frozenset(
    ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCountingThousand")
)
_CIRCLED: Final = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_DIGITS: Final = "〇一二三四五六七八九"


@dataclass(frozen=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """The label of the next paragraph of its list, "" for a paragraph that is in none or has a bullet."""
        properties = paragraph.find(f"{W}pPr") if self.levels else None
        if properties is None:
            return ""
        number, depth = self._list_of(properties)
        levels = self.levels.get(number)
        level = levels.get(depth) if levels else None
        if levels is None or level is None or level.format in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(number, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        label = level.text
        for place in range(9):
            if f"%{place + 1}" in label:
                other = levels.get(place, level)
                label = label.replace(f"%{place + 1}", _written(counts.get(place, other.start), other.format))
        return label

    def _list_of(self, properties: etree._Element) -> tuple[str, int]:
        own = properties.find(f"{W}numPr")
        style = properties.find(f"{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val", ""), ("", 0)) if style is not None else ("", 0)
        if own is None:
            return inherited
        number, depth = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        return (
            number.get(f"{W}val", "") if number is not None else inherited[0],
            _integer(depth, inherited[1]),
        )


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists that word/numbering.xml declares, and the styles that are in one."""
    found = Numbering()
    if numbering is not None:
        abstract = {
            one.get(f"{W}abstractNumId", ""): {
                _number(level.get(f"{W}ilvl", "0")): _Level(
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _integer(level.find(f"{W}start"), 1),
                )
                for level in one.findall(f"{W}lvl")
            }
            for one in numbering.findall(f"{W}abstractNum")
        }
        for one in numbering.findall(f"{W}num"):
            found.levels[one.get(f"{W}numId", "")] = abstract.get(_value(one, "abstractNumId", ""), {})
    for style in styles.findall(f"{W}style") if styles is not None else ():
        listed = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if listed is not None:
            depth = _integer(style.find(f"{W}pPr/{W}numPr/{W}ilvl"), 0)
            found.styles[style.get(f"{W}styleId", "")] = (listed.get(f"{W}val", ""), depth)
    return found


def _value(element: etree._Element, name: str, default: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", default) if child is not None else default


def _integer(element: etree._Element | None, default: int) -> int:
    return _number(element.get(f"{W}val", ""), default) if element is not None else default


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _written(number: int, format: str) -> str:
    if format in _CHINESE:
        return chinese_number(number)
    if format in _CIRCLED and 1 <= number <= 20:
        return chr(0x245F + number)
    if format in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((64 if format == "upperLetter" else 96) + number)
    return str(number)


def chinese_number(number: int) -> str:
    """A number below a hundred as Chinese counts: 十二, 二十, 三十四; larger ones in Arabic numerals."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")
