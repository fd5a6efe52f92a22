"""Cell text → the units it names.

For now a cell is split at 、 and commas outside brackets; roles and prose come with the grammar of units.
"""

from __future__ import annotations

import re

from planctl.model import UnitCell, UnitMention

_OPENING, _CLOSING = "(（〔[［", ")）〕]］"
_SEPARATORS = "、,，;；/／"
_COLLECTIVE = re.compile(r"各|有关|相关")


def parse_unit_cell(printed: str) -> UnitCell:
    """The names in a cell, in order; total: any string gives a UnitCell."""
    return UnitCell(printed, tuple(UnitMention(name) for name in _split(printed)))


def is_collective(name: str) -> bool:
    """Whether a name is by its wording a 统称 that stands for several units (各…, …有关单位)."""
    return _COLLECTIVE.search(name) is not None


def _split(printed: str) -> list[str]:
    names: list[str] = []
    depth, start = 0, 0
    for index, character in enumerate(printed):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            names.append(printed[start:index])
            start = index + 1
    names.append(printed[start:])
    cleaned = ("".join(name.split()) for name in names)
    return [name for name in cleaned if name]
