"""The signatures of organs that seal a document together: in rows, with room for seals that do not touch (GB/T 9704-2012
§7.3.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planctl.document.first_page import PER_LINE
from planctl.document.title_lines import title_width

SEALS: Final = 45 * 72 / 25.4
CLOSEST_SEALS: Final = 42 * 72 / 25.4
"""Points from one row of seals to the next: as usual, and at least, for seals are 42 to 50 mm high."""
_MOST_IN_A_ROW: Final = 3
"""Seals are as wide and must not touch; the standard's edition of 1999 said three (§8.2.6.2)."""


def seal_rows(organs: Sequence[str]) -> list[Sequence[str]]:
    """The organs in rows, the last of which may not be full; two in a row where their names are too long for three."""
    in_a_row = min(len(organs), _MOST_IN_A_ROW)
    if max(map(title_width, organs)) > PER_LINE / in_a_row:
        in_a_row = 2
    return [organs[start : start + in_a_row] for start in range(0, len(organs), in_a_row)]
