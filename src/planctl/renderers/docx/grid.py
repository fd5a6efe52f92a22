"""The grid of a template's table, fitted to the columns that a plan has."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from planctl.document.columns import Column
from planctl.renderers.docx.plain_table import grid_widths
from planctl.renderers.docx.xml import Element, child_of, tag


def fit_other_rows(table: Element, kept: list[int], columns: tuple[Column, ...]) -> None:
    """Give the table's other rows (the heading) the same columns in the same order.

    The heading of the extra column is repeated for each of them, its tag naming which (`headings.extra[0]`).
    """
    extras = [column.heading for column in columns if column.is_further]
    for row in table.findall(tag("tr")):
        placed = list(_placed_cells(row))
        for cell, place, span in placed:
            remaining = sum(place <= index < place + span for index in kept)
            if remaining == 0:
                row.remove(cell)
            elif span > 1:
                cell.find(f"{tag('tcPr')}/{tag('gridSpan')}").set(tag("val"), str(remaining))  # type: ignore[union-attr]
        if all(span == 1 for _, _, span in placed):
            by_place = {place: cell for cell, place, _ in placed}
            for index in dict.fromkeys(kept):
                row.append(by_place[index])  # moves it behind the ones before
        for cell in row.findall(tag("tc")):
            if _names_extra(cell):
                _repeat(cell, len(extras))


def _placed_cells(row: Element) -> Iterator[tuple[Element, int, int]]:
    """A row's cells, each with its first column in the grid and the number of columns it spans."""
    place = 0
    for cell in row.findall(tag("tc")):
        element = cell.find(f"{tag('tcPr')}/{tag('gridSpan')}")
        span = int(element.get(tag("val"), "1")) if element is not None else 1
        yield cell, place, span
        place += span


def _names_extra(cell: Element) -> bool:
    return any("headings.extra" in (text.text or "") for text in cell.iter(tag("t")))


def _repeat(cell: Element, times: int) -> None:
    """One heading cell for every extra column."""
    for index in reversed(range(times)):
        copy = deepcopy(cell)
        for text in copy.iter(tag("t")):
            text.text = (text.text or "").replace("headings.extra", f"headings.extra[{index}]")
        cell.addnext(copy)
    cell.getparent().remove(cell)  # type: ignore[union-attr]


def template_widths(table: Element, places: list[int]) -> list[int]:
    """The table's width shared among the columns that stay, in the template's proportions."""
    widths = grid_widths(table)
    chosen = [widths[place] if place < len(widths) else 0 for place in places]
    return to_total([float(width) for width in chosen], sum(widths))


def to_total(widths: list[float], total: int) -> list[int]:
    """Widths in their proportions, in twips, that sum to the total."""
    scaled = [int(width * total // max(sum(widths), 1)) for width in widths]
    scaled[-1] += total - sum(scaled)
    return scaled


def set_widths(table: Element, cells: list[Element], widths: list[int]) -> None:
    """Give the table, its rows and the cells of the prototype row these widths."""
    grid = table.find(tag("tblGrid"))
    assert grid is not None
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, tag("gridCol"), {tag("w"): str(width)})
    whole = table.find(f"{tag('tblPr')}/{tag('tblW')}")
    if whole is not None and whole.get(tag("type")) == "dxa":
        whole.set(tag("w"), str(sum(widths)))
    for cell, width in zip(cells, widths, strict=True):
        set_cell_width(cell, width)
    for row in table.findall(tag("tr")):
        for element, place, span in _placed_cells(row):
            set_cell_width(element, sum(widths[place : place + span]))


def set_cell_width(cell: Element, width: int) -> None:
    """Give a cell its width in twips."""
    element = child_of(child_of(cell, "tcPr"), "tcW", behind=("cnfStyle",))
    element.set(tag("w"), str(width))
    element.set(tag("type"), "dxa")


def cell_width(cell: Element) -> int:
    """A cell's width in twips, 0 where none is set."""
    element = cell.find(f"{tag('tcPr')}/{tag('tcW')}")
    return int(element.get(tag("w"), "0")) if element is not None else 0
