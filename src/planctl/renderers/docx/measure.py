"""How high the rows of a Word table will be, and how much a page holds of them.

Word and LibreOffice lay the pages out, each with the fonts that it has; the template says how wide the cells are, how large
their letters, and how far apart its lines. What it leaves open is estimated.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final, NamedTuple

from planctl.document.cell_lines import narrowed
from planctl.document.column_widths import RUNNING
from planctl.document.columns import number_before
from planctl.document.line_ends import count_lines, text_width
from planctl.document.paging import Room
from planctl.document.view import TableView
from planctl.renderers.docx.grid import cell_width
from planctl.renderers.docx.xml import Element, tag, text_of

_LINE: Final = 1.3  # of the letters' size, where the template leaves the pitch to the font
_PLAIN_SIZE: Final = 10.0
_PLAIN_SIDES: Final = 10.8


class CellRoom(NamedTuple):
    """What a cell holds: hanzi on a line; and, in points, the pitch of its lines and what stands above and below them."""

    per_line: float
    pitch: float
    around: float
    room: float = 0.0
    """In which its lines may be narrower so that nothing is divided; 0 where they are not."""
    hangs: bool = False
    """Whether its lines hang behind the number at the beginning of its text."""

    def height(self, text: str) -> float:
        """How high the cell is with a text."""
        return self.heights([text])[0]

    def heights(self, texts: Sequence[str]) -> list[float]:
        """How high the cell is with each of some texts."""
        if self.hangs:  # running texts hardly repeat
            lines = map(self._lines_behind_number, texts)
        elif self.room:
            lines = map({text: narrowed(text, self.room).lines for text in set(texts)}.__getitem__, texts)
        else:
            lines = map({text: count_lines(text, self.per_line) for text in set(texts)}.__getitem__, texts)
        pitch, around = self.pitch, self.around
        return [count * pitch + around for count in lines]

    def _lines_behind_number(self, text: str) -> int:
        number = number_before(text)
        return count_lines(text[len(number) :], self.per_line - text_width(number))


@dataclass(frozen=True)
class TableRoom:
    """What a page holds of a table: the page, the fields' cells, the cell of a section's heading, the least height of a row."""

    page: Room
    cells: tuple[tuple[str, CellRoom], ...]
    section: CellRoom
    least: float


class Styles:
    """What a paragraph says of its look: by itself, by its style and those that it is based on, or by the document."""

    def __init__(self, styles: Element) -> None:
        self._by_id = {style.get(tag("styleId")): style for style in styles.iter(tag("style"))}
        self._default = next(
            (
                each
                for each in self._by_id.values()
                if each.get(tag("type")) == "paragraph" and each.get(tag("default")) == "1"
            ),
            None,
        )
        defaults = styles.find(tag("docDefaults"))
        self._defaults = [] if defaults is None else list(defaults)

    def owners(self, paragraph: Element) -> Iterator[Element]:
        """The elements that hold a paragraph's properties, what wins first; those of its first run are before its own."""
        run = paragraph.find(tag("r"))
        if run is not None:
            yield run
        yield paragraph
        named = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
        style = self._default if named is None else self._by_id.get(named.get(tag("val")))
        seen: list[Element] = []
        while style is not None and style not in seen:
            seen.append(style)
            yield style
            based = style.find(tag("basedOn"))
            style = None if based is None else self._by_id.get(based.get(tag("val")))
        yield from self._defaults

    def stating(self, paragraph: Element, path: str, name: str) -> Element | None:
        """The element at a path like `pPr/spacing` of the first owner that states the attribute `name` there."""
        names = "/".join(tag(step) for step in path.split("/"))
        found = (owner.find(names) for owner in self.owners(paragraph))
        return next((each for each in found if each is not None and each.get(tag(name)) is not None), None)

    def size(self, paragraph: Element) -> float:
        """The size of a paragraph's letters in points."""
        return max(1.0, _as_number(self.stating(paragraph, "rPr/sz", "val"), "val", 2 * _PLAIN_SIZE) / 2)

    def pitch(self, paragraph: Element) -> float:
        """How far apart a paragraph's lines are, in points."""
        natural = _LINE * self.size(paragraph)
        spacing = self.stating(paragraph, "pPr/spacing", "line")
        line = _as_number(spacing, "line", 0.0)
        if spacing is None or line <= 0:
            return natural
        rule = spacing.get(tag("lineRule"))
        if rule == "exact":
            return line / 20
        return max(line / 20, natural) if rule == "atLeast" else natural * line / 240

    def spacing(self, paragraph: Element) -> float:
        """The room above and below a paragraph in points."""
        sides = ("before", "after")
        return sum(_as_number(self.stating(paragraph, "pPr/spacing", side), side, 0.0) for side in sides) / 20


class Margins(NamedTuple):
    """A table's cell margins in points: left and right together, above and below together with a border."""

    sides: float
    ends: float


def measure(
    place: Element,
    row: Element,
    cells: Sequence[tuple[frozenset[str], Element]],
    styles: Element,
    fitted: Mapping[str, float],
) -> TableRoom:
    """What pages hold of the rows that stand at `place` in the document, drawn from the prototype row and its cells; `fitted`
    is the room of the columns whose lines may be narrower or hang."""
    look = Styles(styles)
    table = place.getparent()
    assert table is not None
    margins = cell_margins(table)
    rooms = [(fields, _cell_room(cell, look, margins)) for fields, cell in cells]
    heads = [
        (_head_height(each, look, margins), each.find(f"{tag('trPr')}/{tag('tblHeader')}"))
        for each in table.findall(tag("tr"))
    ]
    repeated = sum(height for height, mark in heads if mark is not None)
    height, width = text_area(place)
    above = sum(height for height, mark in heads if mark is None)
    above += sum(block_height(block, look, width) for block in _blocks_before(table))
    below = sum(block_height(block, look, width) for block in _blocks_after(table))
    model = next(cell for fields, cell in cells if fields)
    across = sum(cell_width(cell) for _, cell in cells)
    return TableRoom(
        Room(max(height - repeated, 1.0), above, below),
        tuple((field, _in_fitted(field, room, fitted)) for fields, room in rooms for field in sorted(fields)),
        _cell_room(model, look, margins, across),
        _least_height(row),
    )


def _in_fitted(field: str, room: CellRoom, fitted: Mapping[str, float]) -> CellRoom:
    if field == RUNNING:
        return room._replace(hangs=field in fitted)
    return room._replace(room=fitted.get(field, 0.0))


def row_heights(view: TableView, room: TableRoom) -> list[float]:
    """How high each row is, with the section's heading before it. What a merged cell needs beyond its other rows, its last
    one is higher by."""
    needed: list[Sequence[float]] = []
    merged: list[tuple[int, int, float]] = []  # the last row, the first, and what the cell needs
    for field, cell in room.cells:
        if field not in view.cells:
            continue
        texts, spans = view.cells[field]
        heights = cell.heights(texts)
        if spans.count(1) != len(spans):
            merged += [(place + span - 1, place, heights[place]) for place, span in enumerate(spans) if span > 1]
            heights = [height if span == 1 else 0.0 for height, span in zip(heights, spans, strict=True)]
        needed.append(heights)
    least = [room.least] * len(view.rows)
    highest = list(map(max, least, *needed)) if needed else least
    for last, first, height in sorted(merged):
        highest[last] = max(highest[last], height - sum(highest[first:last]))
    for place, row in enumerate(view.rows):
        if row.section:
            highest[place] += max(room.least, room.section.height(row.section))
    return highest


def _cell_room(cell: Element, look: Styles, margins: Margins, width: int | None = None) -> CellRoom:
    paragraph = next(cell.iter(tag("p")))
    room = (cell_width(cell) if width is None else width) / 20 - margins.sides
    return CellRoom(
        max(1.0, room / look.size(paragraph)), look.pitch(paragraph), margins.ends + look.spacing(paragraph)
    )


def _least_height(row: Element) -> float:
    return _as_number(row.find(f"{tag('trPr')}/{tag('trHeight')}"), "val", 0.0) / 20


def _head_height(row: Element, look: Styles, margins: Margins) -> float:
    cells = ((_cell_room(cell, look, margins), _text(cell)) for cell in row.findall(tag("tc")))
    return max((room.height(text) for room, text in cells), default=0.0)


def block_height(block: Element, look: Styles, width: float) -> float:
    """How high a paragraph or a table outside the rows is."""
    if block.tag == tag("tbl"):
        return sum(
            max(_least_height(row), _head_height(row, look, cell_margins(block))) for row in block.findall(tag("tr"))
        )
    if block.tag != tag("p"):
        return 0.0
    room = max(1.0, width / look.size(block))
    return count_lines(_text(block), room) * look.pitch(block) + look.spacing(block)


def _text(element: Element) -> str:
    """The text of an element with its line breaks."""
    return "".join("\n" if part.tag == tag("br") else part.text or "" for part in element.iter(tag("t"), tag("br")))


def _blocks_before(table: Element) -> Iterator[Element]:
    """What stands above the table on its first page."""
    for block in table.itersiblings(preceding=True):
        if block.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            return
        if any(each.get(tag("type")) == "page" for each in block.iter(tag("br"))):
            return
        yield block
        if block.find(f"{tag('pPr')}/{tag('pageBreakBefore')}") is not None:
            return


def _blocks_after(table: Element) -> Iterator[Element]:
    """The first paragraph with a text that follows the table in its section, and those that it is kept together with."""
    for block in table.itersiblings(tag("p")):
        written = text_of(block).strip()
        if written:
            yield block
        if block.find(f"{tag('pPr')}/{tag('sectPr')}") is not None:
            return
        if written and block.find(f"{tag('pPr')}/{tag('keepNext')}") is None:
            return


def cell_margins(table: Element) -> Margins:
    """The margins that a table states for its cells, or Word's own; each row also has a border's height."""
    stated = table.find(f"{tag('tblPr')}/{tag('tblCellMar')}")
    sides = {"left": _PLAIN_SIDES / 2, "right": _PLAIN_SIDES / 2, "top": 0.0, "bottom": 0.0}
    if stated is not None:
        for side, plain in sides.items():
            sides[side] = _as_number(stated.find(tag(side)), "w", plain * 20) / 20
    border = table.find(f"{tag('tblPr')}/{tag('tblBorders')}/{tag('insideH')}")
    return Margins(sides["left"] + sides["right"], sides["top"] + sides["bottom"] + _as_number(border, "sz", 4.0) / 8)


def text_area(place: Element) -> tuple[float, float]:
    """Height and width of the text area of an element's section in points; endless where the template does not say."""
    following = dropwhile(lambda element: element is not place, place.getroottree().iter())
    section = next((element for element in following if element.tag == tag("sectPr")), None)
    size = None if section is None else section.find(tag("pgSz"))
    margins = None if section is None else section.find(tag("pgMar"))
    if size is None or margins is None:
        return math.inf, math.inf
    height, width = (
        _as_number(size, side, math.inf) - sum(abs(_as_number(margins, edge, 0.0)) for edge in edges)
        for side, edges in (("h", ("top", "bottom")), ("w", ("left", "right")))
    )
    return height / 20, width / 20


def _as_number(element: Element | None, attribute: str, default: float) -> float:
    """A number that an element states; what is none is as if it were not stated."""
    value = None if element is None else element.get(tag(attribute))
    try:
        return default if value is None else float(value)
    except ValueError:
        return default
