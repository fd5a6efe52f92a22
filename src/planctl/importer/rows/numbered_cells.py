"""Units and times that are numbered as the requirements beside them: 1.县交通局 2.县住建局 beside 1.开工。2.完工。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from planctl.importer.draft.numbers import counted, leading_number, split_numbered
from planctl.lazy_regex import Expression

_BETWEEN: Final = Expression(
    r"(?:(?<=[，,、])|(?<![ \u3000])[ \u3000]+)(?=\d{1,2}[.．、](?!\d)|[①-⑳]|[(（]\d{1,2}[)）])"
)


def divide_among(items: Sequence[str], cells: Mapping[str, str | None]) -> list[dict[str, str | None]]:
    """The cells of each item: its own part of those that are numbered as the items are, the whole of the others."""
    cells_of_items: list[dict[str, str | None]] = [dict(cells) for _ in items]
    if len(items) < 2:
        return cells_of_items
    numbers = [counted(leading_number(item)[0]) for item in items]
    for field, text in cells.items():
        parts = split_numbered(_BETWEEN.sub("\n", text)) if text else []
        if [counted(leading_number(part)[0]) for part in parts] == numbers:
            for own, part in zip(cells_of_items, parts, strict=True):
                own[field] = leading_number(part)[1].strip(" \u3000；;，,。")
    return cells_of_items
