"""Units and times that are numbered as the requirements beside them: 1.县交通局 2.县住建局 beside 1.开工。2.完工。"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from planctl.importer.draft.numbers import counted, leading_number, split_numbered

_BETWEEN: Final = re.compile(
    r"(?:(?<=[，,、])|(?<![ \u3000])[ \u3000]+)(?=\d{1,2}[.．、](?!\d)|[①-⑳]|[(（]\d{1,2}[)）])"
)


def paired(values: Mapping[str, str | None], pieces: Sequence[str]) -> list[dict[str, str | None]]:
    """The cells of each of the `pieces`: its own part of those numbered as the pieces are, the whole of the others."""
    each: list[dict[str, str | None]] = [dict(values) for _ in pieces]
    if len(pieces) < 2:
        return each
    numbers = [counted(leading_number(one)[0]) for one in pieces]
    for field, value in values.items():
        parts = split_numbered(_BETWEEN.sub("\n", value)) if value else []
        if [counted(leading_number(one)[0]) for one in parts] == numbers:
            for own, part in zip(each, parts, strict=True):
                own[field] = leading_number(part)[1].strip(" \u3000；;，,。")
    return each
