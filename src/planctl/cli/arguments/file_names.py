"""Names of the files that documents are written to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from planctl.lazy_regex import Expression

_NOT_IN_FILE_NAMES: Final = Expression(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED_ON_WINDOWS: Final = Expression(r"(?i)(con|prn|aux|nul|con(in|out)\$|(com|lpt)[\d¹²³])\s*(\..*)?")
_LONGEST_NAME: Final = 200  # bytes; file systems allow 255, and editors add a lock file with a longer name


def file_name(title: str, ending: str) -> str:
    """A file name made from a title: what no file system or terminal takes is left out."""
    name = _NOT_IN_FILE_NAMES.sub("", title).strip(" .")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    if not name or _RESERVED_ON_WINDOWS.fullmatch(name):
        name = f"分工方案{name}"
    return name + ending


def different_file_names(titles: Iterable[str], ending: str) -> list[str]:
    """File names made from titles, no two of which a file system that ignores case or how accents are composed
    takes for the same: the second gets （2）."""
    taken: set[str] = set()
    names: list[str] = []
    for title in titles:
        plain = file_name(title, "")
        name, count = plain + ending, 1
        while (key := unicodedata.normalize("NFC", name).casefold()) in taken:
            count += 1
            name = f"{plain}（{count}）{ending}"
        taken.add(key)
        names.append(name)
    return names
