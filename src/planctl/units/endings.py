"""Names printed without their level or place: 财政局 for 市财政局, 市财政局 for 东莞市财政局."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_LEVELS: Final = "省市区县州盟旗"
_NO_NAMES: Final = ("各", "有关", "相关")
_SHORTEST: Final = 2
_FARTHEST: Final = 12
"""Characters; no place and level together are longer."""


def names_by_ending(keys: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of units by what each of their names (normalised, with its key) ends in behind a level or place."""
    found: dict[str, dict[str, None]] = {}
    for normal, key in keys.items():
        for ending in _endings(normal):
            found.setdefault(ending, {})[key] = None
    return {ending: list(of_ending) for ending, of_ending in found.items()}


def _endings(normal: str) -> Iterable[str]:
    for index in range(1, min(len(normal) - _SHORTEST, _FARTHEST) + 1):
        rest = normal[index:]
        if rest.startswith(_NO_NAMES) or normal.startswith(_NO_NAMES):
            return
        if normal[index - 1] in _LEVELS:
            yield rest
            if rest[0] == "委" and len(rest) > 2:  # 市委组织部
                yield rest[1:]
        elif index > 1 and rest[0] in _LEVELS:
            yield rest
