"""The short way for the plainest cells: 市发改局、市商务局. It reads them as the grammar does, without loading it.

Most cells of most plans are such, and the grammar's patterns take as long to compile as the rest of planctl to start.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from planctl.lazy_regex import Expression

_STRUCTURAL: Final = frozenset("省市区县州盟旗镇乡村街局委厅和及与等由并牵头配合负责落实参协会同主承完指督无")
"""Characters of levels, tails, conjunctions and role words: where one stands inside a name, the grammar must look."""

_LEVELS: Final = frozenset("省市区县")
_NO_LEVEL: Final = ("场", "域", "郊", "容", "位", "块", "划", "城", "会", "际")
"""Characters that make a level's character part of another word: 市场, 区域."""
_POLITICAL: Final = ("政务", "政府", "政法")
_TAILS: Final = ("中心", "单位", "部门", "局", "委", "办", "厅")
_BRACKETED: Final = frozenset(("街", "街道", "镇", "乡", "区", "县", "园区"))
_SEPARATORS: Final = frozenset("、,，;；")
_WHITE: Final = Expression(r"[\s⏎\u200b\ufeff]+")
_BRACKET_KINDS: Final = str.maketrans("〔［[【〕］]】", "(((())))")
_QUOTES: Final = str.maketrans("“”„‟「」『』‘’'", '"""""""""""')
_PLACE_ENDS: Final = "省市区县州盟旗镇乡道"


def plain_names(printed: str) -> list[str] | None:
    """The names of a plain cell; None for one that needs the grammar."""
    names: list[str] = []
    start, inside = 0, False
    for index, character in enumerate(printed):
        if character in "(（":
            inside = True
        elif character in ")）":
            inside = False
        elif character in _SEPARATORS and not inside:
            names.append(printed[start:index])
            start = index + 1
    names.append(printed[start:])
    return names if all(map(_is_plain, names)) else None


def are_full_forms(names: Sequence[str]) -> bool:
    """Whether each name plainly has its level and is no place, so that none is short for another form."""
    return all((name.startswith("各") or _has_level(name)) and name[-1] not in _PLACE_ENDS for name in names)


@lru_cache(maxsize=65_536)  # a plan names the same units over and over
def _is_plain(name: str) -> bool:
    """市发改局, 市各有关单位, 各行政执法部门, 各镇(街、园区) and the like."""
    if name.startswith("各"):
        return _is_plain_group(name)
    tail = next((tail for tail in _TAILS if name.endswith(tail)), None)
    if tail is None or not _has_level(name):
        return False
    body = name[1 : -len(tail)]
    return body == "经协" or (0 < len(body) < 10 and _is_inside(body) and "执" not in body)


def _is_plain_group(name: str) -> bool:
    if name[-2:] in ("单位", "部门"):
        return 2 <= len(name) - 3 <= 8 and _is_inside(name[1:-2])
    if len(name) < 5 or name[1] not in "镇乡街县市区" or name[2] not in "(（" or name[-1] not in ")）":
        return False
    return all(part in _BRACKETED for part in name[3:-1].split("、"))


def _has_level(name: str) -> bool:
    if name[:1] not in _LEVELS or name[1:2] in _NO_LEVEL:
        return False
    return name[1:2] != "政" or name[1:3] in _POLITICAL


def _is_inside(body: str) -> bool:
    return not _STRUCTURAL.intersection(body) and all("\u4e00" <= character <= "\u9fff" for character in body)


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """The form under which two names are equal: widths, kinds of brackets and quotes, white space do not count."""
    return unicodedata.normalize("NFKC", _WHITE.sub("", name)).translate(_BRACKET_KINDS).translate(_QUOTES)
