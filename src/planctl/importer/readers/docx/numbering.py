"""Automatic numbering of Word paragraphs: labels that Word prints and the text lacks (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from planctl.importer.readers.docx.styles import Styles, W, integer, is_on, value, whole
from planctl.importer.readers.list_numbers import written

_LEVELS: Final = 9


@dataclass(frozen=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    restarts_after: int = _LEVELS
    """How many of the levels above restart it: all of them, where the document does not say."""
    legal: bool = False
    tight: bool = False


@dataclass(frozen=True)
class _List:
    """A w:num: the abstract list whose count it shares, its levels, and where it restarts them."""

    abstract: str = ""
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """The lists of a document and the count of each."""

    lists: dict[str, _List] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """The label of the next paragraph, given its properties (w:pPr); "" where it is in no list or has a bullet."""
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
        for deeper in [other for other in counts if other > depth]:
            if depth < found.levels.get(deeper, level).restarts_after:
                del counts[deeper]
        return _printed(level, found.levels, counts)

    def _list_of(self, properties: etree._Element | None) -> tuple[str, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        name = value(properties, f"{W}pStyle")
        style = self.styles.style(name)
        number, depth = style.list_number or "", style.level
        if own is not None:
            number = value(own, f"{W}numId", number)
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
    # the tab or space behind a label is needed only where label and text would run together: 12017年
    return f"{label} " if (label[-1:].isdecimal() or label[-1:].isalpha()) and not level.tight else label


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists that the numbering part declares."""
    found = Numbering(styles=styles)
    if root is None:
        return found
    abstract: dict[str, dict[int, _Level]] = {}
    borrowed: dict[str, str] = {}
    for element in root.findall(f"{W}abstractNum"):
        name = element.get(f"{W}abstractNumId", "")
        abstract[name] = {whole(level.get(f"{W}ilvl", "0")): _level(level) for level in element.findall(f"{W}lvl")}
        if link := value(element, f"{W}numStyleLink"):
            borrowed[name] = link
    for element in root.findall(f"{W}num"):
        name = value(element, f"{W}abstractNumId")
        levels, restarts = dict(abstract.get(name, {})), {}
        for override in element.findall(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl", "0"))
            own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
            if own is not None:
                levels[depth] = _level(own)
            if start is not None:
                restarts[depth] = integer(start, 1)
                levels[depth] = replace(levels.get(depth, _Level()), start=restarts[depth])
        found.lists[element.get(f"{W}numId", "")] = _List(name, levels, restarts)
    for number, listed in list(found.lists.items()):
        if not listed.levels and (style := borrowed.get(listed.abstract)):
            lender = found.lists.get(styles.style(style).list_number or "")
            if lender is not None:
                found.lists[number] = replace(lender, restarts=listed.restarts)
    return found


def _level(element: etree._Element) -> _Level:
    return _Level(
        value(element, f"{W}numFmt", "decimal"),
        value(element, f"{W}lvlText"),
        integer(element.find(f"{W}start"), 0),
        value(element, f"{W}pStyle"),
        integer(element.find(f"{W}lvlRestart"), _LEVELS),
        is_on(element.find(f"{W}isLgl")),
        value(element, f"{W}suff", "tab") == "nothing",
    )
