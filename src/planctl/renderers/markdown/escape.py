"""Text inside Markdown tables."""

from __future__ import annotations

from typing import Final

from planctl.lazy_regex import Expression

_SIGNS: Final = Expression(r"[\\`*_\[\]<>|#~&$]")
"""What means something inside a table cell or a heading; list and rule signs mean nothing there."""
_CONTROLS: Final = Expression(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def escape_markdown(text: str) -> str:
    """Text as it must stand in a table cell so that it reads the same: signs escaped, line breaks as <br>."""
    lines = _CONTROLS.sub("", text).splitlines()
    return "<br>".join(_SIGNS.sub(lambda found: "\\" + found[0], line.strip()) for line in lines)
