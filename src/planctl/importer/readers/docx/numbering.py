"""Automatic numbering of Word paragraphs: the label that Word prints and the text does not hold (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from planctl.importer.readers.docx.styles import Styles, W, integer, is_on, whole
from planctl.importer.readers.list_numbers import written

_LEVELS: Final = 9


@dataclass(frozen=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    restarts_after: int = _LEVELS
    """How many of the levels above make it begin anew: all of them, where the document does not say."""
    legal: bool = False
    tight: bool = False


@dataclass(frozen=True)
class _List:
    """A w:num: its levels, the abstract list whose count it shares, and the levels that it begins anew."""

    abstract: str = ""
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """The label of the next paragraph, of which these are the properties (w:pPr); "" where it is in no list or has
        a bullet.
        """
        if not self.lists:
            return ""
        number, depth = self._list_of(properties)
        found = self.lists.get(number) if number else None
        level = found.levels.get(depth) if found else None
        if found is None or level is None or level.format == "bullet":
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if depth in found.restarts and (number, depth) not in self._begun:
            self._begun.add((number, depth))
            counts[depth] = found.restarts[depth]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            if depth < found.levels.get(deeper, level).restarts_after:
                del counts[deeper]
        return _printed(level, found.levels, counts)

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        named = properties.find(f"{W}pStyle") if properties is not None else None
        name = named.get(f"{W}val", "") if named is not None else ""
        style = self.styles.style(name)
        number, depth = style.list_number or "", style.level
        if own is not None:
            listed = own.find(f"{W}numId")
            if listed is not None:
                number = listed.get(f"{W}val", "")
            depth = integer(own.find(f"{W}ilvl"), depth or 0)
        elif number and depth is None:  # the level says which style it is for
            levels = self.lists.get(number, _List()).levels
            depth = next((place for place, level in levels.items() if level.style and level.style == name), 0)
        return number, depth or 0


def _printed(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    label = level.text
    for place in range(_LEVELS):
        if f"%{place + 1}" in label:
            other = levels.get(place, level)
            style = "decimal" if level.legal and other.format != "none" else other.format
            label = label.replace(f"%{place + 1}", written(counts.get(place, other.start), style))
    # the tab or space behind a label is needed only where label and text would run into each other: 12017年
    return f"{label} " if (label[-1:].isdecimal() or label[-1:].isalpha()) and not level.tight else label


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists that the part of numberings declares."""
    found = Numbering(styles=styles)
    if root is None:
        return found
    abstract: dict[str, dict[int, _Level]] = {}
    borrowed: dict[str, str] = {}
    for one in root.findall(f"{W}abstractNum"):
        name = one.get(f"{W}abstractNumId", "")
        abstract[name] = {whole(level.get(f"{W}ilvl", "0")): _level(level) for level in one.findall(f"{W}lvl")}
        if link := _value(one, "numStyleLink", ""):
            borrowed[name] = link
    for one in root.findall(f"{W}num"):
        name = _value(one, "abstractNumId", "")
        levels, restarts = dict(abstract.get(name, {})), {}
        for override in one.findall(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl", "0"))
            own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if own is not None:
                levels[depth] = _level(own)
            if start is not None:
                restarts[depth] = integer(start, 1)
                levels[depth] = replace(levels.get(depth, _Level()), start=restarts[depth])
        found.lists[one.get(f"{W}numId", "")] = _List(name, levels, restarts)
    for number, listed in list(found.lists.items()):
        if not listed.levels and (style := borrowed.get(listed.abstract)):
            lender = found.lists.get(styles.style(style).list_number or "")
            if lender is not None:
                found.lists[number] = replace(lender, restarts=listed.restarts)
    return found


def _level(element: etree._Element) -> _Level:
    return _Level(
        _value(element, "numFmt", "decimal"),
        _value(element, "lvlText", ""),
        integer(element.find(f"{W}start"), 0),
        _value(element, "pStyle", ""),
        integer(element.find(f"{W}lvlRestart"), _LEVELS),
        is_on(element.find(f"{W}isLgl")),
        _value(element, "suff", "tab") == "nothing",
    )


def _value(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", default) if found is not None else default
