"""Which items of a plan in prose become its rows, whatever they leave unsaid.

Of a section in which an item says who acts, every item becomes a row:

- An item without units among others that have them is a row whose units are not known.
- Where several items have no units and a line of units alone follows the last of them, that line is about all of them,
  unless the plan elsewhere gives such items units one by one; then it is about the last.
- Items without units under an item that has them are part of its text.

A section in which no item says who acts (总体要求, 保障措施) gives no rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from planctl.importer.prose.items import Item
from planctl.importer.prose.labels import Topic
from planctl.importer.report import findings
from planctl.importer.report.rule import ImportFinding

_DEEPEST_SECTION: Final = 2
"""The level of 一、: what is numbered so may be 总体要求 or 保障措施 rather than work."""
_SHARED: Final = "与同项各条共用一处责任单位"
_UNSAID: Final = "原文没有写明责任单位"


def choose_rows(items: Sequence[Item], report: list[ImportFinding]) -> list[Item]:
    """The items that are rows of the plan, in order; what is taken for granted on the way is added to the `report`."""
    report.extend(_share(items))
    rows = list(_rows([item for item in items if item.above is None], is_top=True))
    for row in rows:
        if not row.names_units:
            row.doubts["lead_units"] = _UNSAID
            report.append(findings.blank_cell(row.place, "责任单位", "这一条没有写明，暂作不知道（null）"))
        elif row.inferred:
            names = next(words for topic, label, words in row.statements if topic is Topic.RESPONSIBLE and not label)
            report.append(findings.inferred_units(row.place, f"括号里只有单位名称“{names}”"))
    return rows


def _share(items: Sequence[Item]) -> Iterator[ImportFinding]:
    """Give the units of a line that several items share to each of them."""
    groups = [item.children for item in items if len(item.children) > 1 and not item.names_units]
    one_by_one = {group[-1].level for group in groups if sum(item.names_units for item in group) > 1}
    for group in groups:
        *others, last = group
        if last.level in one_by_one or not last.names_units or not last.own_line:
            continue
        if any(item.names_units or item.children or item.level != last.level for item in others):
            continue
        for item in others:
            item.statements = [*item.statements, *last.statements]
        for item in group:
            item.doubts["lead_units"] = _SHARED
        yield findings.inferred_units(last.lines[-1].place, f"同项的{len(group)}条只写了这一处，每条各写一遍")


def _rows(siblings: Sequence[Item], *, is_top: bool) -> Iterator[Item]:
    acting: dict[int, list[int]] = {}  # by level, the places of the items that say who acts
    for place, item in enumerate(siblings):
        if item.names_units:
            acting.setdefault(item.level, []).append(place)
    for place, item in enumerate(siblings):
        if any(below.names_units for below in item.descendants()):
            if item.names_units:
                yield item
            yield from _rows(item.children, is_top=False)
        elif item.names_units or _lacks_units(item, place, acting.get(item.level, []), is_top=is_top):
            _absorb(item)
            yield item


def _lacks_units(item: Item, place: int, acting: Sequence[int], *, is_top: bool) -> bool:
    """Whether an item is work without units rather than a section that is none of the plan's work."""
    if not acting:
        return not is_top and not item.children
    return not is_top or item.level > _DEEPEST_SECTION or acting[0] < place < acting[-1]


def _absorb(item: Item) -> None:
    """Make the items under one part of its text, with their numbers."""
    for below in item.descendants():
        item.body.append("\n".join((below.line.printed, *(line.text for line in below.lines[1:]))))
        item.lines.extend(below.lines)
