"""Numbers as plans print them: 4.(3), （三）, 3、, ③ before a text, and 一、 before a section."""

from __future__ import annotations

from typing import Final

from planctl.deadlines.wording import number as numeral_value
from planctl.importer.readers.characters import half_width
from planctl.lazy_regex import Expression

CHINESE: Final = "[一二三四五六七八九十百零〇]+"
"""A numeral in hanzi, as a pattern."""
_LEADING: Final = Expression(
    rf"\s*(?:\d+\s*[.．]\s*[(（]\s*(?P<inner>\d+)\s*[)）]|(?P<plain>\d{{1,3}})\s*(?:[.．](?!\d)|、|[)）])"
    rf"|(?P<bracketed>[(（]\s*(?:\d{{1,3}}|{CHINESE})\s*[)）])[.．、]?|(?P<circled>[①-⑳])|(?P<chinese>{CHINESE})、)\s*"
)
_WHOLE: Final = Expression(rf"\s*+(?:[(（]\s*+)?(\d{{1,4}}|{CHINESE})\s*+(?:[)）]\s*+)?(?:[.．、]\s*+)?")
_SECTION: Final = Expression(rf"\s*(?:{CHINESE}、|[(（]{CHINESE}[)）]|第{CHINESE}[章节部编篇])")
_AFTER_SENTENCE: Final = Expression(r"(?<=[。；;！？\n])[ \u3000]*(?=\d{1,2}[.．、](?!\d)|[①-⑳]|[(（]\d{1,2}[)）])|\n")


def leading_number(text: str) -> tuple[str | None, str]:
    """The number that a text begins with, as the plan file has it, and the text behind it; None where there is none.

    3. and 3、 are 3; （三）, (3) and ③ keep their form, for documents print them so.
    """
    found = _LEADING.match(text)
    if found is None or found.end() == len(text):
        return None, text
    number = found["inner"] or found["plain"] or found["bracketed"] or found["circled"] or found["chinese"]
    return half_width("".join(number.split())), text[found.end() :]


def task_number(text: str) -> str:
    """A number that stands in a cell by itself, without its marks: 1. → 1, （一） → 一; what is none stays as it is."""
    found = _WHOLE.fullmatch(text)
    return half_width(found[1]) if found else text.strip()


def is_section(text: str) -> bool:
    """Whether a text is numbered as sections are: 一、, （二）, 第三章."""
    return bool(_SECTION.match(text))


def split_numbered(text: str) -> list[str]:
    """The numbered items that one cell holds, each with its number; the text itself where it does not hold several.

    Items count on from the first by one, so that a number inside a sentence does not cut it.
    """
    pieces = [piece for piece in _AFTER_SENTENCE.split(text) if piece.strip()]
    if len(pieces) < 2:
        return [text]
    items: list[str] = []
    for piece in pieces:
        value = counted(leading_number(piece)[0])
        if not items:
            if value is None:
                return [text]
            items.append(piece)
        elif value is not None and value == (counted(leading_number(items[-1])[0]) or 0) + 1:
            items.append(piece)
        else:
            items[-1] += ("\n" if "\n" in text else "") + piece
    return [item.strip() for item in items] if len(items) > 1 else [text]


def counted(number: str | None) -> int | None:
    """How far a number counts (3, （三） and ③ are three), None for what has no order."""
    bare = (number or "").strip("()（）")
    if len(bare) == 1 and "①" <= bare <= "⑳":
        return ord(bare) - 0x245F
    try:
        return numeral_value(bare)
    except ValueError:
        return None
