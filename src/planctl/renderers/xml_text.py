"""Text that XML can hold, in every format that is XML inside."""

from __future__ import annotations

from typing import Final

from planctl.lazy_regex import Expression

_FORBIDDEN: Final = Expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Text without the characters that XML cannot hold; every kind of line end is a line feed."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
