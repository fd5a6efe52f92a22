"""Which rows of a Word table stay on a page with the next: those of a task, where the task fits on a page.

Word and LibreOffice lay the pages out, so how high a row will be is only estimated. They move rows that are to stay
together to a new page, and break them there if they are longer than it: a wrong estimate costs blank paper, never a row.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import dropwhile
from typing import Final, NamedTuple

from lxml import etree

from planctl.document.view import TableView, ViewRow
from planctl.renderers.docx.grid import cell_width
from planctl.renderers.docx.xml import Element, tag

KEEP_TAG: Final = "planctlKeep"
"""The element that stands in the prototype row where a row that is kept with the next has `w:keepNext`."""

_LINE: Final = 1.3  # of the letters' size
_CELL_MARGINS: Final = 4.0  # above and below, in points
_SIDE_MARGINS: Final = 9.0
_PLAIN_SIZE: Final = 10.0


class ColumnRoom(NamedTuple):
    """A column: the field it shows, how many hanzi a line of it holds, how high a line is in points."""

    field: str
    per_line: int
    line: float


@dataclass(frozen=True)
class PageRoom:
    """What a page holds: its height in points without the table's head, and the columns."""

    height: float
    columns: tuple[ColumnRoom, ...]


def mark_paragraphs(cell: Element) -> None:
    """Put KEEP_TAG in every paragraph of a prototype cell; what the template itself keeps together stays so."""
    for paragraph in cell.iter(tag("p")):
        properties = paragraph.find(tag("pPr"))
        if properties is None:
            properties = etree.Element(tag("pPr"))
            paragraph.insert(0, properties)
        if properties.find(tag("keepNext")) is None:
            first = len(properties) and properties[0].tag == tag("pStyle")
            properties.insert(int(first), etree.Element(tag(KEEP_TAG)))


def settle_marks(cell: Element, *, kept: bool) -> Element:
    """A copy of a marked cell as it stands in rows that are kept with the next, or in those that are not."""
    copy = deepcopy(cell)
    for mark in list(copy.iter(tag(KEEP_TAG))):
        if kept:
            mark.tag = tag("keepNext")
        else:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
    return copy


def measure_page(place: Element, cells: Sequence[tuple[frozenset[str], Element]], styles: Element) -> PageRoom:
    """What a page holds of the rows that stand at `place` in the document."""
    columns = []
    for fields, cell in cells:
        size = _size(cell, styles)
        room = cell_width(cell) / 20 - _SIDE_MARGINS
        columns += [ColumnRoom(field, max(1, int(room / size)), size * _LINE) for field in sorted(fields)]
    head = max((column.line for column in columns), default=0.0) + _CELL_MARGINS
    return PageRoom(_body_height(place) - head, tuple(columns))


def kept_with_next(view: TableView, page: PageRoom, share: float = 1.0) -> list[bool]:
    """For each row whether it stays on a page with the next one.

    The rows of a task that fits on this share of a page do; of a longer one, or one in which a page begins, only the first two and
    the last two, so that no row stands alone. Before a row that begins a page nothing is kept.
    """
    rows = view.rows
    kept = [False] * len(rows)
    first = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and (rows[index].spans["number"] == 0 or index in view.page_starts):
            continue
        if index - first > 1:
            divided = any(first < start < index for start in view.page_starts)
            limit = 0.0 if divided else share * page.height
            kept[first : index - 1] = _kept_in_task(rows[first:index], page, limit)
        first = index
    for index in view.page_starts:
        kept[index - 1] = False
    return kept


def _kept_in_task(rows: Sequence[ViewRow], page: PageRoom, limit: float) -> list[bool]:
    heights = _heights(rows, page)
    if sum(heights) <= limit:
        return [True] * (len(rows) - 1)
    ends = (0, len(rows) - 2)
    return [index in ends and heights[index] + heights[index + 1] <= page.height / 2 for index in range(len(rows) - 1)]


def _heights(rows: Sequence[ViewRow], page: PageRoom) -> list[float]:
    heights = [0.0] * len(rows)
    for field, per_line, line in page.columns:
        share = 0.0
        for index, row in enumerate(rows):
            if span := row.spans.get(field):  # a merged cell's lines are shared among its rows
                lines = (len(row.texts[field]) - 1) // per_line + 1 or 1  # an empty cell has one too
                share = (lines * line + _CELL_MARGINS) / span
            if share > heights[index]:
                heights[index] = share
    return heights


def _body_height(place: Element) -> float:
    """The height of the section's text area in points; endless where the template does not say."""
    following = dropwhile(lambda element: element is not place, place.getroottree().iter())
    section = next((element for element in following if element.tag == tag("sectPr")), None)
    size = None if section is None else section.find(tag("pgSz"))
    margins = None if section is None else section.find(tag("pgMar"))
    if size is None or margins is None:
        return math.inf
    edges = sum(abs(_number(margins, edge, 0)) for edge in ("top", "bottom"))
    return (_number(size, "h", math.inf) - edges) / 20


def _number(element: Element | None, attribute: str, default: float) -> float:
    try:
        return default if element is None else float(element.get(tag(attribute), default))
    except ValueError:
        return default


def _size(cell: Element, styles: Element) -> float:
    """The size of a cell's letters in points: of its first run, of its paragraph's style, or of the document."""
    by_id = {style.get(tag("styleId")): style for style in styles.iter(tag("style"))}
    run = cell.find(f".//{tag('r')}/{tag('rPr')}/{tag('sz')}")
    named = cell.find(f".//{tag('pPr')}/{tag('pStyle')}")
    default = next(
        (each for each in by_id.values() if each.get(tag("type")) == "paragraph" and each.get(tag("default")) == "1"),
        None,
    )
    style = default if named is None else by_id.get(named.get(tag("val")))
    seen: list[Element] = []
    while run is None and style is not None and style not in seen:
        seen.append(style)
        run = style.find(f"{tag('rPr')}/{tag('sz')}")
        based = style.find(tag("basedOn"))
        style = None if based is None else by_id.get(based.get(tag("val")))
    if run is None:
        run = styles.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}/{tag('sz')}")
    return max(1.0, _number(run, "val", 2 * _PLAIN_SIZE) / 2)
