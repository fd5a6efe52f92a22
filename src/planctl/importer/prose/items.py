"""The numbered items of a plan in prose as a tree: what each says, which paragraphs below belong to it, who acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from planctl.importer.prose.endings import Said, take_bare, take_times
from planctl.importer.prose.labels import Says
from planctl.importer.prose.lines import Line
from planctl.importer.prose.words import MARKS
from planctl.importer.readers.grid import DocumentPlace


@dataclass(eq=False)
class Item:
    """A paragraph that says what is to be done, and what belongs to it.

    A numbered paragraph, or one of several unnumbered ones below it that say who acts. `said` is what it says of units and time, `body` what unnumbered paragraphs below add to its text, `lines` those it
    was read from. `below` are all the unnumbered ones below it, `trailing` those of them that come after its units.
    """

    line: Line
    text: str
    above: Item | None
    children: list[Item] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    trailing: list[Line] = field(default_factory=list)
    own_line: bool = False  # a line below that says nothing else names the units
    inferred: bool = False  # a bracket of names without a word of role
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> DocumentPlace:
        """Where it stands."""
        return self.line.place

    @property
    def level(self) -> int:
        """How deep its number is, -1 for an unnumbered one."""
        return self.line.level

    @property
    def told(self) -> bool:
        """Whether it says who acts."""
        return any(one.about in (Says.LEAD, Says.RESPONSIBLE, Says.SUPPORT) for one in self.said)

    def chain(self) -> list[Item]:
        """The items it stands under, from the uppermost, and itself."""
        chain: list[Item] = []
        one: Item | None = self
        while one is not None:
            chain.append(one)
            one = one.above
        return chain[::-1]

    def all_below(self) -> Iterator[Item]:
        """Every item under it, in order."""
        for child in self.children:
            yield child
            yield from child.all_below()


def read_items(lines: Sequence[Line]) -> list[Item]:
    """Every item, in order; those without an item above are among them."""
    items: list[Item] = []
    tree = list(_tree(lines))
    labels: set[str] = set()
    for item in tree:
        items.append(item)
        items.extend(_unnumbered(item))
        _read_below(item, labels if item is tree[-1] else None)
        labels.update(one.label for one in item.said)
    _read_bare(items)
    _take_trailing(items)
    for item in items:
        if item.told and not any(one.about is Says.TIME for one in item.said):
            item.text, times = take_times(item.text)
            item.said.extend(Said(Says.TIME, "", time) for time in times)
    return items


def _tree(lines: Iterable[Line]) -> Iterator[Item]:
    current: Item | None = None
    is_open = False
    for line in lines:
        if line.level >= 0:
            above = current
            while above is not None and above.level >= line.level:
                above = above.above
            current = Item(line, line.ending.text, above, said=list(line.ending.said), lines=[line])
            if above is not None:
                above.children.append(current)
            is_open = True
            yield current
        elif line.closes:
            is_open = False
        elif current is not None and (is_open or line.ending.names_units):
            is_open = True
            current.below.append(line)


def _unnumbered(item: Item) -> list[Item]:
    """The unnumbered paragraphs below an item as items of their own, where several of them say who acts."""
    several = sum(line.ending.names_units and bool(line.ending.text) for line in item.below) > 1
    if item.told or item.children or not several:
        return []
    runs: list[list[Line]] = [[]]
    for line in item.below:
        if line.ending.names_units and line.ending.text and any(one.ending.names_units for one in runs[-1]):
            begun = len(runs[-1])
            while not runs[-1][begun - 1].ending.said:
                begun -= 1
            runs.append(runs[-1][begun:])
            del runs[-2][begun:]
        runs[-1].append(line)
    item.below = []
    for run in runs:
        one = Item(run[0], "", item, below=run)
        _read_below(one)
        item.children.append(one)
    return item.children


def _read_below(item: Item, usual: set[str] | None = None) -> None:
    """Takes the unnumbered paragraphs below that say who and when, and those before them that go on with the text.

    Of the last item those about people only with labels that are `usual` above: it may be whom to ask about the document.
    """
    waiting: list[Line] = []
    above = item.line
    for line in item.below:
        ending = line.ending
        if _is_wrapped(above, line) and item.said and above in item.lines:
            item.said[-1] = item.said[-1]._replace(words=f"{item.said[-1].words}、{line.text.strip(MARKS)}")
            item.lines.append(line)
            above = line
            continue
        above = line
        again = ending.names_units and item.told and bool(ending.text)
        about_people = all(one.about is Says.OTHER for one in ending.said)
        unusual = usual is not None and not any(one.label in usual for one in ending.said)
        if not ending.said or again or (about_people and (unusual or not item.told)):
            waiting.append(line)
            continue
        for one in waiting:
            _take(item, one)
        waiting = []
        item.own_line |= ending.names_units and not ending.text and not item.told
        _take(item, line)
    item.trailing = waiting


def _is_wrapped(above: Line, line: Line) -> bool:
    """Whether a line goes on with the units of the one above it."""
    return above.text.endswith("、") and not line.ending.said


def _take(item: Item, line: Line) -> None:
    """Makes a paragraph below part of an item: its text, and what it says of units and time."""
    if line.ending.text:
        item.body.append(line.ending.text)
    item.said.extend(line.ending.said)
    item.lines.append(line)


def _read_bare(items: Sequence[Item]) -> None:
    """Takes brackets of names alone (市委督查室、市发改局) for units where half of the items end in a bracket of units."""
    bare = [one for item in items if not item.told for one in _bare_endings(item)]
    bracketed = sum(any(not said.label and said.about is Says.LEAD for said in item.said) for item in items)
    without = {item.chain()[0] for item, _ in bare}
    others = sum(not item.children and not item.told and item.chain()[0] in without for item in items)
    if len(bare) + bracketed < 2 or 2 * (len(bare) + bracketed) < others + bracketed:
        return
    for item, line in bare:
        if item.told:
            continue
        take_bare(line.ending)
        item.inferred = True
        item.doubts["lead_units"] = "括号里没有写明是牵头还是配合"
        if line is item.line:
            item.text = line.ending.text
            item.said.extend(line.ending.said)
            continue
        place = item.trailing.index(line)
        for one in item.trailing[: place + 1]:
            _take(item, one)
        item.trailing = item.trailing[place + 1 :]


def _bare_endings(item: Item) -> Iterator[tuple[Item, Line]]:
    yield from ((item, line) for line in (item.line, *item.trailing) if line.ending.bare)


def _take_trailing(items: Sequence[Item]) -> None:
    """Takes the paragraphs below the units of an item for its text where the next item stands beside it, and below the
    last one where most of those before have such; there they may be the closing words of a section or the document.
    """
    leaves = [
        (item, after is not None and after.above is item.above and after.level == item.level)
        for item, after in zip_longest(items, items[1:])
        if not item.children
    ]
    inner = [bool(item.trailing) for item, goes_on in leaves if goes_on and item.told]
    usual = 2 * sum(inner) > len(inner)
    for item, goes_on in leaves:
        if (goes_on or (usual and item.told)) and not any(line.ending.said for line in item.trailing):
            for line in item.trailing:
                _take(item, line)
            item.trailing = []
