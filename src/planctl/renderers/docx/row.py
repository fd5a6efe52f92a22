"""The prototype row of a Word template: which columns it shows, and what draws the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from planctl.document.columns import Column
from planctl.document.view import TableView
from planctl.errors import TemplateError
from planctl.lazy_regex import Expression
from planctl.renderers.docx.bookmarks import row_bookmarks, settle_bookmarks
from planctl.renderers.docx.cell import Cell, CellDrawing, Drawer, Pieces, drawing_of
from planctl.renderers.docx.grid import cell_width, fit_other_rows, set_cell_width, set_widths, template_widths
from planctl.renderers.docx.keep import mark_paragraphs, settle_marks
from planctl.renderers.docx.paragraphs import set_outline_level
from planctl.renderers.docx.plain_table import complete_cells, settle_grid, unwrap_rows_and_cells
from planctl.renderers.docx.tags import texts_with_tags
from planctl.renderers.docx.xml import Element, child_of, set_text, tag, xml_of

MARKER: Final = "planctl-rows-stand-here"
"""The comment that stands in the document where the rows go."""

_ROW_TAG: Final = Expression(r"\{\{[^}]*\brow\b")


@dataclass(frozen=True)
class RowTemplate:
    """What draws the rows: the prototype row, taken out of its table, what stands in its place there, and its cells."""

    row: Element
    place: Element
    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]
    jinja: SandboxedEnvironment

    def stream(
        self, view: TableView, kept: list[bool], fitted: Mapping[str, float], last: float = 0.0
    ) -> Iterator[bytes]:
        """The rows' XML in UTF-8, row by row; `kept` says which stay on a page with the next, `fitted` the room of the columns
        whose lines may be narrower or hang.

        `last` is the least height of the last one in points: LibreOffice does not always keep it with what follows the
        table, so where that would stand alone the row has the height of both.
        """
        opening = _opening(self.row)
        bookmark = row_bookmarks()
        looks = [(stays, place in view.page_starts) for place, stays in enumerate(kept)]
        by_look = {look: self._drawings(*look, fitted) for look in set(looks)}
        section = Pieces((opening, *self._section_drawing().pieces(""), _CLOSING))
        kinds: dict[tuple[object, ...], Pieces] = {}  # rows that differ in their texts alone
        merges = self._merges(view)
        for row, look, merged in zip(view.rows, looks, pairwise([*merges, (False,) * len(self.cells)]), strict=True):
            if row.section:
                yield section.draw(row)
            kind = (look, merged)
            if kind not in kinds:
                goes_on, will_go_on = merged
                kinds[kind] = Pieces(_pieces((opening, bookmark), by_look[look], goes_on, will_go_on))
            drawn = kinds[kind].draw(row)
            yield drawn.replace(opening, _opening(self.row, last), 1) if last and row is view.rows[-1] else drawn

    def _drawings(self, kept: bool, again: bool, fitted: Mapping[str, float]) -> list[CellDrawing]:
        """What draws the cells of rows that stay on a page with the next, or of those that need not; where the title of
        their task is printed `again`, it is no heading, so that the outline has it once."""
        cells = [replace(cell, element=settle_marks(cell.element, kept=kept)) for cell in self.cells]
        for paragraph in [
            each for cell in cells if again and "title" in cell.fields for each in cell.element.iter(tag("p"))
        ]:
            set_outline_level(paragraph, _NO_HEADING)
        return [drawing_of(cell, self.columns, self.jinja, fitted) for cell in cells]

    def _merges(self, view: TableView) -> list[tuple[bool, ...]]:
        """For each row and each of its cells, whether it is part of the one above: it is where every field its tags name is.

        Rows are merged in few ways; each is looked at once.
        """
        ways = [tuple(row.spans.values()) for row in view.rows]
        merges: dict[tuple[int, ...], tuple[bool, ...]] = {}
        for row, way in zip(view.rows, ways, strict=True):
            if way not in merges:
                parts = {field for field, span in row.spans.items() if span == 0}
                merges[way] = tuple(bool(cell.fields) and cell.fields <= parts for cell in self.cells)
        return [merges[way] for way in ways]

    def _section_drawing(self) -> CellDrawing:
        """One cell across the table, in the look of the first cell that holds a tag, for a section heading."""
        model = next(cell for cell in self.cells if cell.fields)
        cell = deepcopy(model.element)
        properties = cell.find(tag("tcPr"))
        width = sum(cell_width(each.element) for each in self.cells)
        set_cell_width(cell, width)
        span = etree.Element(tag("gridSpan"), {tag("val"): str(len(self.cells))})
        assert properties is not None
        properties.insert(1, span)
        first, *others = list(cell.iter(tag("t")))
        set_text(first, "{{ row.section }}")
        for paragraph in cell.iter(tag("p")):
            set_outline_level(paragraph, 0)
        for other in others:
            other.text = ""
        return drawing_of(Cell(settle_marks(cell, kept=True), frozenset()), self.columns, self.jinja, {})


_CLOSING: Final = b"</w:tr>"
_NO_HEADING: Final = 9
"""The outline level of running text (ECMA-376-1 §17.3.1.20)."""


def _pieces(
    opening: tuple[bytes | Drawer, ...],
    drawings: list[CellDrawing],
    goes_on: tuple[bool, ...],
    will_go_on: tuple[bool, ...],
) -> Iterator[bytes | Drawer]:
    """A row in order, with each cell as it stands in its merge."""
    yield from opening
    for drawing, now, later in zip(drawings, goes_on, will_go_on, strict=True):
        yield from drawing.pieces("continue" if now else "restart" if later else "")
    yield _CLOSING


def prepare_table(
    body: Element, columns: tuple[Column, ...], jinja: SandboxedEnvironment, name: str, *, plan_order: bool
) -> RowTemplate:
    """Find the prototype row, fit its table to the plan's columns, and make ready what draws the rows; a comment (MARKER)
    takes the prototype row's place.

    A column whose tags name only fields that the plan does not have is left out, its width shared among the others;
    the column of `row.extra` is repeated for every column that planctl does not know. Raises TemplateError.
    """
    unwrap_rows_and_cells(body)
    row = prototype_row(body, name)
    table = next(row.iterancestors(tag("tbl")))
    complete_cells(table)
    settle_grid(table, row)
    settle_bookmarks(body, row)
    found = _read_cells(row, jinja, name)
    kept = _fit(found, columns, plan_order=plan_order)
    if not any(cell.fields for _, cell in kept):
        raise TemplateError(f"模板 {name} 的样板行没有这份方案的任何栏目", "样板行应有 {{ row.text }} 之类的标签。")
    place = etree.Comment(MARKER)
    row.addnext(place)
    table.remove(row)
    fit_other_rows(table, [index for index, _ in kept], columns)
    widths = template_widths(table, [index for index, _ in kept])
    set_widths(table, [cell.element for _, cell in kept], widths)
    for child in list(row):
        if child.tag == tag("tc"):
            row.remove(child)
    for _, cell in kept:
        mark_paragraphs(cell.element)
    return RowTemplate(row, place, tuple(cell for _, cell in kept), columns, jinja)


def prototype_row(body: Element, name: str) -> Element:
    """The only row whose cells have tags of a row. Raises TemplateError."""
    rows = [row for row in body.iter(tag("tr")) if _ROW_TAG.search("".join(_direct_texts(row)))]
    if len(rows) != 1:
        found = "没有样板行" if not rows else f"有{len(rows)}个样板行"
        raise TemplateError(f"模板 {name} {found}", "模板的表格应有且只有一行含有 {{ row.text }} 之类的标签。")
    if any(text.text and ("{%" in text.text or "{#" in text.text) for text in rows[0].iter(tag("t"))):
        raise TemplateError(f"模板 {name} 的样板行里有 {{% %}} 或 {{# #}}", "样板行只能用 {{ }} 标签。")
    return rows[0]


def _direct_texts(row: Element) -> Iterator[str]:
    """The texts of a row that belong to it and not to a table nested in it."""
    for text in row.iter(tag("t")):
        if next(text.iterancestors(tag("tr"))) is row:
            yield text.text or ""


def _read_cells(row: Element, jinja: SandboxedEnvironment, name: str) -> list[Cell]:
    cells = []
    for element in row.findall(tag("tc")):
        properties = element.find(tag("tcPr"))
        if properties is not None and any(properties.find(tag(merge)) is not None for merge in ("gridSpan", "vMerge")):
            raise TemplateError(f"模板 {name} 的样板行里有合并的单元格", "请在 Word 中拆分样板行的单元格。")
        fields = frozenset(field for text in texts_with_tags(element) for field in _fields(text.text or "", jinja))
        cells.append(Cell(element, fields))
    return cells


def _fields(source: str, jinja: SandboxedEnvironment) -> Iterator[str]:
    """The attributes of `row` that a text's tags name."""
    parsed = jinja.parse(source)
    for attribute in parsed.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name) and attribute.node.name == "row":
            yield attribute.attr
    for item in parsed.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name == "row" and isinstance(item.arg, nodes.Const):
            yield str(item.arg.value)


def _fit(cells: list[Cell], columns: tuple[Column, ...], *, plan_order: bool) -> list[tuple[int, Cell]]:
    """The cells to draw, each with its place in the template's grid, in its order or that of the plan's columns."""
    order = {column.field: place for place, column in enumerate(columns)}
    extras = [column.field for column in columns if column.is_further]
    kept: list[tuple[int, Cell]] = []
    for index, cell in enumerate(cells):
        if "extra" in cell.fields:
            kept += [
                (index, Cell(deepcopy(cell.element), frozenset({field}), place)) for place, field in enumerate(extras)
            ]
        elif not cell.fields or cell.fields & (order.keys() | _ALWAYS_PRESENT):
            kept.append((index, cell))
    if not plan_order:
        return kept
    places = [min((order[field] for field in cell.fields if field in order), default=-1) for _, cell in kept]
    if -1 in places:  # a column of the template's own has no place in the plan's order
        return kept
    return [kept[place] for place in sorted(range(len(kept)), key=places.__getitem__)]


_ALWAYS_PRESENT: Final = frozenset(("reference", "section"))


def _opening(row: Element, least: float = 0.0) -> bytes:
    """A row's opening with its properties, and a least height in points if it is to have another; without its cells."""
    copy = deepcopy(row)
    if least:
        height = child_of(child_of(copy, "trPr", behind=("tblPrEx",)), "trHeight")
        height.set(tag("val"), str(round(least * 20)))
        height.set(tag("hRule"), "atLeast")
    for child in list(copy):
        if child.tag == tag("tc"):
            copy.remove(child)
    copy.text = ""  # else a row without properties would be written as closed
    return xml_of(copy).encode().removesuffix(_CLOSING)
