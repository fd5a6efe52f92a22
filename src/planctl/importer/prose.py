"""Plans without a table: numbered paragraphs that end in who leads and by when.

1.…。牵头单位：…；完成时限：… or 1.…（市发改局牵头，市财政局配合）, under headings 一、 and （一）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from planctl.deadlines import parse_deadline
from planctl.importer import findings
from planctl.importer.draft import Draft, DraftRequirement, DraftTask
from planctl.importer.grid import DocumentPlace, RawParagraph
from planctl.importer.headings import field_of
from planctl.importer.numbers import leading_number, task_number
from planctl.model import DeadlineKind

_LEVELS: Final = (
    re.compile(r"[一二三四五六七八九十]+、"),
    re.compile(r"[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\d{1,3}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,3}[）)]|[①-⑳]"),
)
_LABEL: Final = re.compile(r"[（(【\[]?\s*([\u4e00-\u9fff]{2,8})[：:]")
_ROLES: Final = re.compile("牵头|负责|责任单位|配合|落实|会同|参与|主办|协办")
_BRACKET: Final = re.compile(r"[（(]([^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]\s*[。；;]?\s*$")
_FEWEST: Final = 2
_UNITS: Final = ("lead_units", "supporting_units")


@dataclass
class _Item:
    level: int
    text: str
    place: DocumentPlace
    cells: dict[str, str] = field(default_factory=dict)
    above: _Item | None = None
    has_items: bool = False
    lines: list[int] = field(default_factory=list)  # the paragraphs it was read from
    body: str = ""  # what an unnumbered paragraph below says before it names who and when


def read_prose(paragraphs: Sequence[RawParagraph]) -> tuple[Draft, set[int]] | None:
    """The tasks of a plan in prose, and the paragraphs they were read from; None where too few items name a unit."""
    items = list(_items(paragraphs))
    told = [one for one in items if any(one.cells.get(name) for name in _UNITS)]
    if len(told) < _FEWEST:
        return None
    draft = Draft()
    tasks: dict[int, DraftTask] = {}
    used: set[int] = set()
    for item in told:
        chain = list(_chain(item))
        used.update(line for one in chain for line in one.lines)
        alone = len(chain) == 1 or (item.level < max(one.level for one in told) and not item.has_items)
        owner = item if alone else chain[-2]
        above = chain[:-1] if alone else chain[:-2]
        if id(owner) not in tasks:
            section = _heading(above[-1]) if above else ""
            number, title = leading_number(owner.text)
            tasks[id(owner)] = DraftTask(task_number(number or ""), title, section, owner.place)
            draft.tasks.append(tasks[id(owner)])
        number, text = (None, item.body) if alone else leading_number(item.text)
        if item.body and not alone:
            text = f"{text}\n{item.body}"
        cells: dict[str, str | None] = {"lead_units": None, "deadline": "", **item.cells}
        tasks[id(owner)].requirements.append(DraftRequirement(number, text, cells, item.place))
    draft.has_text = any(one.text for task in draft.tasks for one in task.requirements)
    _number_anew(draft)
    return draft, used


def _items(paragraphs: Sequence[RawParagraph]) -> Iterator[_Item]:
    """The numbered paragraphs in order, with the unnumbered ones that follow and say who and when."""
    current: _Item | None = None
    for paragraph in paragraphs:
        level = next((index for index, one in enumerate(_LEVELS) if one.match(paragraph.text)), -1)
        if level < 0:
            body, cells = _ending(paragraph.text)
            if current is not None and cells and not cells.keys() & current.cells.keys():
                current.cells.update(cells)
                current.body = "\n".join(filter(None, (current.body, body)))
                current.lines.append(paragraph.place.paragraph)
            continue
        if current is not None:
            yield current
        above = current
        while above is not None and above.level >= level:
            above = above.above
        if above is not None:
            above.has_items = True
        text, cells = _ending(paragraph.text)
        current = _Item(level, text, paragraph.place, cells, above, lines=[paragraph.place.paragraph])
    if current is not None:
        yield current


def _ending(text: str) -> tuple[str, dict[str, str]]:
    """A text without its ending that says who and when, and what that says by field."""
    rest, cells = _labelled(text)
    return (rest, cells) if cells else _bracketed(text)


def _labelled(text: str) -> tuple[str, dict[str, str]]:
    """A text without its labelled ending (牵头单位：…；完成时限：…), and what that says by field."""
    found = [(one, known) for one in _LABEL.finditer(text) if (known := field_of(one[1])) in (*_UNITS, "deadline")]
    if not found:
        return text, {}
    cells: dict[str, str] = {}
    ends = [*(one.start() for one, _ in found[1:]), len(text)]
    for (label, known), end in zip(found, ends, strict=True):
        said = text[label.end() : end].strip(" \u3000\n。；;，,")
        opened = label[0][0] in "（(【["
        unopened = any(said.count(left) < said.count(right) for left, right in ("（）", "()", "【】", "[]"))
        cells[known] = said.rstrip("）)】]") if opened or unopened else said
    return text[: found[0][0].start()].rstrip(" \u3000\n"), cells


def _bracketed(text: str) -> tuple[str, dict[str, str]]:
    """A text without the bracket at its end that says who leads (市发改局牵头，市财政局配合，6月底前完成), and what it says."""
    found = _BRACKET.search(text)
    if found is None or not _ROLES.search(found[1]):
        return text, {}
    units: list[str] = []
    times: list[str] = []
    for piece in re.split("[，；;]", found[1]):
        kind = parse_deadline(piece, 2000).kind
        (times if kind in (DeadlineKind.DATE, DeadlineKind.RECURRING, DeadlineKind.ONGOING) else units).append(piece)
    cells = {"lead_units": "，".join(units).strip()}
    if times:
        cells["deadline"] = "，".join(times).strip()
    return text[: found.start()].rstrip(), cells


def _chain(item: _Item) -> Iterator[_Item]:
    if item.above is not None:
        yield from _chain(item.above)
    yield item


def _heading(item: _Item) -> str:
    return re.sub(r"\s*\n\s*", "", item.text).rstrip("。")


def _number_anew(draft: Draft) -> None:
    """Numbers by order where headings of tasks count anew under each section and so do not tell the tasks apart."""
    numbers = [(task.section, task.number) for task in draft.tasks]
    if len(set(numbers)) == len(numbers):
        return
    for place, task in enumerate(draft.tasks, 1):
        task.number = str(place)
        draft.findings.append(findings.no_number(task.place, task.number))
