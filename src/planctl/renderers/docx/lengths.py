"""Lengths in a Word template as whole numbers of twips, as Word itself writes them and python-docx wants them.

Others write 793.0, and the standard also allows 2cm or 12pt (ISO/IEC 29500-1 §22.9.2.14 and §22.9.2.15).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planctl.lazy_regex import Expression
from planctl.renderers.docx.xml import Element, tag

_TWIPS: Final = {"pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}
_LENGTH: Final = Expression(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)?")
_TWIPS_IN_VALUE: Final = {tag("trHeight"): 1.0, tag("sz"): 10.0, tag("szCs"): 10.0, tag("gridSpan"): 1.0}
"""Elements whose `w:val` is a length, and the twips of its unit (letters are measured in half points); and one where it is a
count, which must be a number too."""
_NAMES: Final = frozenset(
    tag(name)
    for name in (
        *("w", "h", "top", "bottom", "left", "right", "start", "end", "header", "footer", "gutter"),
        *("before", "after", "line", "hanging", "firstLine"),
    )
)
_NEEDED: Final = frozenset((tag("gridCol"), tag("pgSz"), tag("pgMar"), tag("spacing"), *_TWIPS_IN_VALUE))


def in_whole_twips(roots: Iterable[Element]) -> None:
    """Write every length in parts of a document as a whole number.

    Raises ValueError for a page, a column, a row, lines or letters whose length, or a cell whose span, is no number.
    """
    for root in roots:
        for element in root.iter("{*}*"):
            for name in map(str, element.keys()):
                unit = _TWIPS_IN_VALUE.get(str(element.tag)) if name == tag("val") else 1.0 if name in _NAMES else None
                if unit is not None:
                    _rewrite(element, name, unit)


def _rewrite(element: Element, name: str, unit: float) -> None:
    written = element.get(name, "")
    length = _LENGTH.fullmatch(written.strip())
    if length is not None:
        twips = float(length[1]) * (_TWIPS[length[2]] / unit if length[2] else 1.0)
        element.set(name, str(round(twips)))
    elif element.tag in _NEEDED:
        raise ValueError(f"“{written}”不是数值")
