"""Offices with two names: 市数据局（市人工智能局） is one office, and each of the three names it.

A remark (邀请) or a part (综合科) in the brackets is no second name; neither is an institution under an office
(市住建局（市公积金中心）). Which office a name belongs to is settled over all the names of a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from planctl.units.plain import normalise

_BRACKETS: Final = "（(〔［[【"


class OfficeNames(NamedTuple):
    """The name in front of the brackets, and the further names of the same office in them."""

    first: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The first and the others."""
        return (self.first, *self.others)


@lru_cache(maxsize=4096)
def office_names(name: str) -> OfficeNames:
    """The names that a name as printed holds; itself alone where its brackets, if any, are part of it (县（市、区）)."""
    if name.startswith("各") or not any(bracket in name for bracket in _BRACKETS):
        return OfficeNames(name)
    from planctl.units.forms import bracketed

    first, inside = bracketed(name)
    return OfficeNames(first, inside)


class TwoNames:
    """The names in a plan that mean the same office as another, by what its cells and its register print together.

    A name that several offices have in their brackets is none's.
    """

    def __init__(self, printed: Iterable[str], owners: Mapping[str, str]) -> None:
        """`printed` are the names of the plan; `owners` gives for each registered name, normalised, the key of its unit."""
        self._owners = owners
        self._keys: dict[str, dict[str, None]] = {}
        self._printed: dict[str, str] = {}
        self._further: dict[str, dict[str, str]] = {}
        for name in printed:
            offices = office_names(name)
            if offices.first != name:
                self._equate(name, offices)

    def _equate(self, printed: str, offices: OfficeNames) -> None:
        names = {normalise(name): name for name in (*offices.all, printed)}
        first = normalise(offices.first)
        key = next((self._owners[name] for name in (first, *names) if name in self._owners), self.key(first))
        self._printed |= {normal: name for normal, name in names.items() if normal not in self._printed}
        for normal in names.keys() - {key}:
            self._keys.setdefault(normal, {})[key] = None
        if offices.others:
            self._further.setdefault(key, {}).update(names)

    def key(self, normal: str) -> str:
        """The key of the office that a name, normalised, belongs to; the name itself where it is none's."""
        while normal not in self._owners and len(keys := self._keys.get(normal, {})) == 1:
            (normal,) = keys
        return self._owners.get(normal, normal)

    def printed(self, key: str) -> str | None:
        """The name behind a key, as printed with or in brackets."""
        return self._printed.get(key)

    def all_printed(self) -> Iterable[str]:
        """Every name of the offices that are printed with brackets."""
        return self._printed.values()

    def further(self, key: str) -> list[str]:
        """The further names of an office with two, as printed: 市人工智能局, 市数据局（市人工智能局）."""
        names = self._further.get(key, {})
        return [name for normal, name in names.items() if normal != key and self.key(normal) == key]
