"""Which items of a plan in prose become its rows, whatever they leave unsaid.

Of a section in which an item says who acts, every item becomes a row:

- An item without units beside others that have them is a row whose units are not known.
- Where several items have no units and the last of them is followed by a line of units alone, that line speaks of all of
  them, unless the plan elsewhere gives such items units one by one; then it speaks of the last.
- Items under one that has units, none of which has its own, are part of its text.

A section in which no item says who acts (总体要求, 保障措施) gives no rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from planctl.importer.prose.items import Item
from planctl.importer.prose.labels import Says
from planctl.importer.report import findings
from planctl.importer.report.rule import ImportFinding

_DEEPEST_SECTION: Final = 2
"""The level of 一、: what is numbered so may be 总体要求 or 保障措施 rather than work."""
_SHARED: Final = "与同项各条共用一处责任单位"
_UNSAID: Final = "原文没有写明责任单位"


def choose_rows(items: Sequence[Item], told: list[ImportFinding]) -> list[Item]:
    """The items that are rows of the plan, in order; what is taken for granted on the way is added to `told`."""
    told.extend(_share(items))
    rows = list(_rows([one for one in items if one.above is None], is_top=True))
    for row in rows:
        if not row.told:
            row.doubts["lead_units"] = _UNSAID
            told.append(findings.blank_cell(row.place, "责任单位", "这一条没有写明，暂作不知道（null）"))
        elif row.inferred:
            names = next(one.words for one in row.said if one.about is Says.RESPONSIBLE and not one.label)
            told.append(findings.inferred_units(row.place, f"括号里只有单位名称“{names}”"))
    return rows


def _share(items: Sequence[Item]) -> Iterator[ImportFinding]:
    """Gives the units of a line that several items share to each of them."""
    groups = [one.children for one in items if len(one.children) > 1 and not one.told]
    one_by_one = {group[-1].level for group in groups if sum(one.told for one in group) > 1}
    for group in groups:
        *others, last = group
        if last.level in one_by_one or not last.told or not last.own_line:
            continue
        if any(one.told or one.children or one.level != last.level for one in others):
            continue
        for one in group:
            one.doubts["lead_units"] = _SHARED
        for one in others:
            one.said = [*one.said, *last.said]
        yield findings.inferred_units(last.lines[-1].place, f"同项的{len(group)}条只写了这一处，每条各写一遍")


def _rows(siblings: Sequence[Item], *, is_top: bool) -> Iterator[Item]:
    acting: dict[int, list[int]] = {}  # by level, the places of the items that say who acts
    for place, one in enumerate(siblings):
        if one.told:
            acting.setdefault(one.level, []).append(place)
    for place, one in enumerate(siblings):
        if any(below.told for below in one.all_below()):
            if one.told:
                yield one
            yield from _rows(one.children, is_top=False)
        elif one.told or _lacks_units(one, place, acting.get(one.level, []), is_top=is_top):
            _absorb(one)
            yield one


def _lacks_units(item: Item, place: int, acting: Sequence[int], *, is_top: bool) -> bool:
    """Whether an item is work without units rather than a section that is none of the plan's work."""
    if not acting:
        return not is_top and not item.children
    return not is_top or item.level > _DEEPEST_SECTION or acting[0] < place < acting[-1]


def _absorb(item: Item) -> None:
    """Makes the items under one part of its text, with their numbers."""
    for one in item.all_below():
        item.body.append("\n".join((one.line.printed, *(line.text for line in one.lines[1:]))))
        item.lines.extend(one.lines)
