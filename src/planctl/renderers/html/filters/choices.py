"""A choice of a filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Choice(NamedTuple):
    """What can be chosen: its value in the address, what it is called, and the `data-…` by which the script knows its rows."""

    value: str
    label: str
    data: Mapping[str, str]


def numbers(places: Iterable[int]) -> str:
    """Numbers as the script reads them."""
    return " ".join(map(str, sorted(set(places))))
