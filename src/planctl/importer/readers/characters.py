"""Characters that look like others and are not, as PDF printers and web pages leave them, replaced by those people type.

Texts of every format pass here once, before anything is recognised in them. Traditional characters are no such. Full-width
digits (８５％) are kept as printed, too: what reads numbers and dates reads these as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final
from unicodedata import normalize

from planctl.importer.readers.grid import DocumentPlace, RawCell, RawDocument, RawParagraph, RawTable, Remark
from planctl.lazy_regex import Expression

FOLDED: Final = "特殊字符"
"""What the remark about them is called."""

_RADICALS: Final = "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
_IDEOGRAPHS: Final = "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
"""The CJK radicals (U+2E80–2EF3) and their ideographs: EquivalentUnifiedIdeograph.txt of the Unicode Character Database."""
_DRAWN_AS: Final = {"⼾": "户", "⾭": "青"}
"""Kangxi radicals whose glyph, in fonts for simplified Chinese, is another ideograph than Unicode's (戶, 靑)."""
_TRADITIONAL: Final = Expression("[務責單門個會產業發與為戶]")
_PUNCTUATION: Final = (
    "︐︑︒︓︔︕︖︗︘︙︰︱︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹐﹑﹔﹕﹖﹗﹙﹚｡｢｣､･",
    "，、。：；！？〖〗…：—（）｛｝〔〕【】《》〈〉「」『』，、；：？！（）。「」、・",
)
"""Punctuation of vertical lines, small and half-width punctuation, which NFKC would make ASCII."""
_RANGES: Final = {
    "radical": "\u2e81-\u2ef3\u2f00-\u2fd5",
    "ideograph": "\uf900-\ufaff\U0002f800-\U0002fa1f",
    "mark": "\ufe10-\ufe19\ufe30-\ufe5a\uff61-\uff65",
    "ligature": "\ufb00-\ufb06",
    "unseen": "\u00ad\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef",
}
_ANY: Final = Expression(f"[{''.join(_RANGES.values())}]")
_SPECIAL: Final = Expression("|".join(f"(?P<{kind}>[{letters}])" for kind, letters in _RANGES.items()))
_KINDS: Final = {
    "radical": "部首字符",
    "ideograph": "兼容汉字",
    "mark": "竖排或小号标点",
    "ligature": "连写的字母",
    "unseen": "看不见的字符",
}
_HALF_WIDTH: Final = {
    code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)
}


def half_width(text: str) -> str:
    """A text with full-width digits and letters as ASCII, letter for letter: for recognising what is kept as printed."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def fold_characters(document: RawDocument) -> RawDocument:
    """The document with such characters replaced or, where they show nothing, removed; a remark says how many."""
    folding = folding_of("\n".join(_texts(document)))
    if folding is None:
        return document
    parts = tuple(
        folding.table(part) if isinstance(part, RawTable) else replace(part, text=folding.text(part.text, part.place))
        for part in document.parts
    )
    hidden = tuple(map(folding.table, document.hidden))
    remarks = [remark._replace(text=folding.text(remark.text, remark.place)) for remark in document.remarks]
    if not folding.counts.total():
        return document
    return replace(document, parts=parts, remarks=(*remarks, *folding.remarks()), hidden=hidden)


def folding_of(whole: str) -> Folding | None:
    """How the characters of a document are folded, by all of its text; None where it has none to fold."""
    return Folding(is_traditional=_TRADITIONAL.search(whole) is not None) if _ANY.search(whole) else None


class Folding:
    """What has been folded so far: how many characters of each kind, and the place of the first."""

    def __init__(self, *, is_traditional: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.first = DocumentPlace()
        self._letters = dict(zip(_RADICALS, _IDEOGRAPHS, strict=True)) | dict(zip(*_PUNCTUATION, strict=True))
        if not is_traditional:
            self._letters |= _DRAWN_AS

    def remarks(self) -> Iterator[Remark]:
        """One that says how many were folded, if any were."""
        if self.counts.total():
            counted = "、".join(f"{kind}{count}个" for kind, count in self.counts.items() if count)
            yield Remark(FOLDED, counted, self.first)

    def table(self, table: RawTable) -> RawTable:
        """A table as people type it."""
        return table.with_cells(self._cell)

    def _cell(self, cell: RawCell) -> RawCell:
        text = self.text(cell.text, cell.place)
        return cell if text is cell.text else replace(cell, text=text)

    def text(self, text: str, place: DocumentPlace) -> str:
        """A text as people type it; the text itself where there is nothing to fold."""
        if not _ANY.search(text):
            return text
        if not self.counts.total():
            self.first = place
        return _SPECIAL.sub(self._letter, text)

    def _letter(self, found: re.Match[str]) -> str:
        letter, kind = found[0], found.lastgroup or ""
        folded = "" if kind == "unseen" else self._letters.get(letter, letter)
        if kind in ("ideograph", "ligature") or (kind == "radical" and folded == letter):
            folded = normalize("NFKC", letter)
        self.counts[_KINDS[kind]] += folded != letter
        return folded


def _texts(document: RawDocument) -> Iterator[str]:
    """All texts of a document, that of a merged cell once."""
    merged: set[RawCell] = set()
    for part in (*document.parts, *document.hidden):
        if isinstance(part, RawParagraph):
            yield part.text
            continue
        for cell in chain.from_iterable(part.rows):
            if cell is None or (cell.rows == 1 == cell.columns):
                yield cell.text if cell is not None else ""
            elif cell not in merged:
                merged.add(cell)
                yield cell.text
    yield from (remark.text for remark in document.remarks)
