"""Text inside web pages."""

from __future__ import annotations

import html
from typing import Final

from planctl.lazy_regex import Expression
from planctl.renderers.xml_text import clean_text

_NONCHARACTERS: Final = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_FORBIDDEN: Final = Expression(f"[\x0c\x7f-\x9f\ufdd0-\ufdef{_NONCHARACTERS}]")
"""What browsers take for mistakes or for other characters (HTML Standard §13.2.3.5), besides what XML cannot hold."""


def escape_html(text: str) -> str:
    """Text as it must stand between tags so that it reads the same: signs escaped, line breaks as <br>."""
    return html.escape(_FORBIDDEN.sub("", clean_text(text))).replace("\n", "<br>")


def one_line(text: str) -> str:
    """Text that is to stand in an attribute, where there are no tags for line breaks."""
    return " ".join(text.split())
