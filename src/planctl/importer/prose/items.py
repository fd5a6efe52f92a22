"""The numbered items of a plan in prose as a tree: what each says, which paragraphs below belong to it, who acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from planctl.importer.prose.endings import UNITS, Statement, take_bare, take_times, times_as_statements
from planctl.importer.prose.labels import Topic
from planctl.importer.prose.lines import Line
from planctl.importer.prose.words import MARKS
from planctl.importer.readers.grid import DocumentPlace


@dataclass(eq=False)
class Item:
    """What is to be done, with what belongs to it: a numbered paragraph, or one of several unnumbered ones below it that
    say who acts.

    `statements` are about its units and times, `body` is the text that unnumbered paragraphs below add, `lines` are
    those it was read from. `below` are all unnumbered lines under it, `trailing` those after its units.
    """

    line: Line
    text: str
    above: Item | None
    children: list[Item] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    trailing: list[Line] = field(default_factory=list)
    own_line: bool = False  # a line below that says nothing else names the units
    inferred: bool = False  # the units are names in a bracket without roles
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> DocumentPlace:
        """Its place in the document."""
        return self.line.place

    @property
    def level(self) -> int:
        """How deep its number is, -1 for an unnumbered one."""
        return self.line.level

    @property
    def names_units(self) -> bool:
        """Whether it says who acts."""
        return any(statement.topic in UNITS for statement in self.statements)

    def path(self) -> list[Item]:
        """The items above it, from the top, and itself."""
        return [*(self.above.path() if self.above is not None else ()), self]

    def descendants(self) -> Iterator[Item]:
        """Every item under it, in order."""
        for child in self.children:
            yield child
            yield from child.descendants()

    def take(self, line: Line) -> None:
        """Make a line below part of it: its text, and what it states."""
        if line.ending.text:
            self.body.append(line.ending.text)
        self.statements.extend(line.ending.statements)
        self.lines.append(line)


def read_items(lines: Sequence[Line]) -> list[Item]:
    """Every item, in order; those without an item above are among them."""
    items: list[Item] = []
    tree = list(_tree(lines))
    labels: set[str] = set()
    for item in tree:
        items.append(item)
        items.extend(_unnumbered(item))
        _read_below(item, labels if item is tree[-1] else None)
        labels.update(statement.label for statement in item.statements)
    _read_bare(items)
    _take_trailing(items)
    for item in items:
        if item.names_units and not any(statement.topic is Topic.TIME for statement in item.statements):
            item.text, times = take_times(item.text)
            item.statements += times_as_statements(times)
    return items


def _tree(lines: Iterable[Line]) -> Iterator[Item]:
    current: Item | None = None
    is_open = False
    for line in lines:
        if line.level >= 0:
            above = current
            while above is not None and above.level >= line.level:
                above = above.above
            current = Item(line, line.ending.text, above, statements=list(line.ending.statements), lines=[line])
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
    if item.names_units or item.children or not several:
        return []
    runs: list[list[Line]] = [[]]
    for line in item.below:
        if line.ending.names_units and line.ending.text and any(before.ending.names_units for before in runs[-1]):
            start = len(runs[-1])
            while not runs[-1][start - 1].ending.statements:
                start -= 1
            runs.append(runs[-1][start:])
            del runs[-2][start:]
        runs[-1].append(line)
    item.below = []
    for run in runs:
        child = Item(run[0], "", item, below=run)
        _read_below(child)
        item.children.append(child)
    return item.children


def _read_below(item: Item, usual: set[str] | None = None) -> None:
    """Take the unnumbered paragraphs below that say who and when, and those before them that continue the text.

    Of the last item those about people only if their labels are `usual` above: they may say whom to ask about the
    document.
    """
    waiting: list[Line] = []
    above = item.line
    for line in item.below:
        ending = line.ending
        if _is_wrapped(above, line) and item.statements and above in item.lines:
            last = item.statements[-1]
            item.statements[-1] = last._replace(words=f"{last.words}、{line.text.strip(MARKS)}")
            item.lines.append(line)
            above = line
            continue
        above = line
        again = ending.names_units and item.names_units and bool(ending.text)
        is_about_others = all(statement.topic is Topic.OTHER for statement in ending.statements)
        unusual = usual is not None and not any(statement.label in usual for statement in ending.statements)
        if not ending.statements or again or (is_about_others and (unusual or not item.names_units)):
            waiting.append(line)
            continue
        item.own_line |= ending.names_units and not ending.text and not item.names_units
        for taken in (*waiting, line):
            item.take(taken)
        waiting = []
    item.trailing = waiting


def _is_wrapped(above: Line, line: Line) -> bool:
    """Whether a line continues the units of the one above it."""
    return above.text.endswith("、") and not line.ending.statements


def _read_bare(items: Sequence[Item]) -> None:
    """Take brackets of names alone (市委督查室、市发改局) for units where half of the items end in a bracket of units."""
    bare = [
        (item, line)
        for item in items
        if not item.names_units
        for line in (item.line, *item.trailing)
        if line.ending.bare
    ]
    bracketed = sum(any(not label and topic is Topic.LEAD for topic, label, _ in item.statements) for item in items)
    tops = {item.path()[0] for item, _ in bare}
    others = sum(not item.children and not item.names_units and item.path()[0] in tops for item in items)
    if len(bare) + bracketed < 2 or 2 * (len(bare) + bracketed) < others + bracketed:
        return
    for item, line in bare:
        if item.names_units:
            continue
        take_bare(line.ending)
        item.inferred = True
        item.doubts["lead_units"] = "括号里没有写明是牵头还是配合"
        if line is item.line:
            item.text = line.ending.text
            item.statements.extend(line.ending.statements)
            continue
        end = item.trailing.index(line) + 1
        for taken in item.trailing[:end]:
            item.take(taken)
        item.trailing = item.trailing[end:]


def _take_trailing(items: Sequence[Item]) -> None:
    """Take the paragraphs after an item's units for its text where the next item is its sibling, and after those of the
    last sibling if most items before have such: there they may be the closing words of a section or the document.
    """
    leaves = [
        (item, after is not None and after.above is item.above and after.level == item.level)
        for item, after in zip_longest(items, items[1:])
        if not item.children
    ]
    inner = [bool(item.trailing) for item, has_sibling in leaves if has_sibling and item.names_units]
    usual = 2 * sum(inner) > len(inner)
    for item, has_sibling in leaves:
        if (has_sibling or (usual and item.names_units)) and not any(line.ending.statements for line in item.trailing):
            for line in item.trailing:
                item.take(line)
            item.trailing = []
