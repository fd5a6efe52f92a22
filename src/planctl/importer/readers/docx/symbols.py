"""Signs that Word takes from symbol fonts, where ☑ is the letter R (Unicode's mapping of Wingdings: L2/12-368)."""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    "F": "☞",
    "J": "☺",
    "l": "●",
    "m": "○",
    "n": "■",
    "o": "□",
    "q": "❑",
    "r": "❒",
    "t": "◆",
    "u": "◆",
    "v": "❖",
    "\x9f": "•",
    "\xa1": "○",
    "\xa7": "▪",
    "\xa8": "□",
    "\xab": "★",
    "\xd8": "➢",
    "\xdf": "←",
    "\xe0": "→",
    "\xe8": "➔",
    "\xf0": "⇨",
    "\xfb": "✗",
    "\xfc": "✓",
    "\xfd": "☒",
    "\xfe": "☑",
    **{chr(0x80 + number): "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)},
    **{chr(0x8B + number): "⓿❶❷❸❹❺❻❼❽❾❿"[number] for number in range(11)},
}
_WINGDINGS_2: Final = {
    "*": "□",
    "O": "✗",
    "P": "✓",
    "Q": "☒",
    "R": "☑",
    "S": "☒",
    "T": "☒",
    "\x97": "●",
    "\xa3": "□",
    **{chr(0x69 + number): "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)},
    **{chr(0x74 + number): "⓿❶❷❸❹❺❻❼❽❾❿"[number] for number in range(11)},
}
_SYMBOL: Final = {
    "\xa3": "≤",
    "\xae": "→",
    "\xb0": "°",
    "\xb1": "±",
    "\xb3": "≥",
    "\xb4": "×",
    "\xb7": "•",
    "\xb9": "≠",
}
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": {},
    "symbol": _SYMBOL,
}


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs."""
    return bool(font) and font.lower() in _FONTS


def sign(letter: str, font: str) -> str:
    """The sign that a letter of a font shows, "" for unknown ones."""
    code = ord(letter)
    private = 0xF000 <= code <= 0xF0FF  # where Word puts the letters of symbol fonts
    if not private and (code > 0xFF or not is_symbol_font(font)):
        return letter  # symbol fonts have no hanzi: Word takes them from another font
    plain = chr(code - 0xF000) if private else letter
    signs = _FONTS.get(font.lower(), _WINGDINGS)
    return signs.get(plain, plain if signs is _SYMBOL and plain.isascii() and not plain.isalpha() else "")
