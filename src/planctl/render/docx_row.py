"""The prototype row of a Word template: which columns it shows, and the Jinja template that its XML becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from planctl.errors import TemplateError
from planctl.render.docx_grid import cell_width, fit_other_rows, fit_widths, set_cell_width
from planctl.render.docx_keep import KEEP_TAG, mark_paragraphs
from planctl.render.docx_tags import texts_with_tags
from planctl.render.docx_xml import Element, set_text, tag
from planctl.render.jinja import row_context
from planctl.view import EXTRA, Column, TableView, ViewRow

MARKER: Final = "planctl-rows-stand-here"
"""The comment that stands in the document where the rows go."""

_ROW_TAG: Final = re.compile(r"\{\{[^}]*\brow\b")
_TOKEN: Final = re.compile("\ue000(\\d+)\ue001")
_KEEP_MARK: Final = f"<w:{KEEP_TAG}/>"
_KEEP_SOURCE: Final = "{% endraw %}{% if row._kept %}<w:keepNext/>{% endif %}{% raw %}"
_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')


@dataclass(frozen=True)
class _Cell:
    """A column of the prototype row: its cell, the fields its tags name, and which extra column it repeats for."""

    element: Element
    fields: frozenset[str]
    extra: int | None = None


@dataclass(frozen=True)
class RowTemplate:
    """What draws the rows: the prototype row, taken out of its table, what stands in its place there, and its cells."""

    row: Element
    place: Element
    cells: tuple[_Cell, ...]
    columns: tuple[Column, ...]
    jinja: SandboxedEnvironment

    def stream(self, view: TableView, kept: list[bool]) -> Iterator[str]:
        """The rows' XML, in pieces; `kept` says which stay on a page with the next."""
        template = self.jinja.from_string(self._source())
        yield from template.generate(rows=self._contexts(view.rows, kept))

    def _contexts(self, rows: tuple[ViewRow, ...], kept: list[bool]) -> Iterator[dict[str, Any]]:
        for index, row in enumerate(rows):
            following = rows[index + 1] if index + 1 < len(rows) else None
            merges = [_merge(cell.fields, row, following) for cell in self.cells]
            yield {**row_context(row, self.columns), "_merges": merges, "_kept": kept[index]}

    def _source(self) -> str:
        parts = ["{% for row in rows %}", self._section_source(), _raw(_opening(self.row))]
        for index, cell in enumerate(self.cells):
            merge = f"row._merges[{index}]"
            parts += [
                f"{{% if {merge} == 'continue' %}}",
                _raw(_continuation(cell.element)),
                f"{{% elif {merge} == 'restart' %}}",
                _jinja_source(_with_merge(cell.element, "restart"), cell.extra),
                "{% else %}",
                _jinja_source(cell.element, cell.extra),
                "{% endif %}",
            ]
        parts += [_raw("</w:tr>"), "{% endfor %}"]
        return "".join(parts)

    def _section_source(self) -> str:
        """A row of one cell across the table, in the look of the first cell that holds a tag, for a section heading."""
        model = next(cell for cell in self.cells if cell.fields)
        cell = deepcopy(model.element)
        properties = cell.find(tag("tcPr"))
        width = sum(cell_width(one.element) for one in self.cells)
        set_cell_width(cell, width)
        span = etree.Element(tag("gridSpan"), {tag("val"): str(len(self.cells))})
        assert properties is not None
        properties.insert(1, span)
        first, *others = list(cell.iter(tag("t")))
        set_text(first, "{{ row.section }}")
        for other in others:
            other.text = ""
        for mark in cell.iter(tag(KEEP_TAG)):
            mark.tag = tag("keepNext")
        source = _raw(_opening(self.row)) + _jinja_source(cell, None) + _raw("</w:tr>")
        return f"{{% if row.section %}}{source}{{% endif %}}"


def prepare_table(
    body: Element, columns: tuple[Column, ...], jinja: SandboxedEnvironment, name: str, *, plan_order: bool
) -> RowTemplate:
    """Find the prototype row, fit its table to the plan's columns, and make ready what draws the rows; a comment (MARKER)
    takes the prototype row's place.

    A column whose tags name only fields that the plan does not have is left out, its width shared among the others;
    the column of `row.extra` is repeated for every column that planctl does not know. Raises TemplateError.
    """
    row = _prototype(body, name)
    table = next(row.iterancestors(tag("tbl")))
    found = _read_cells(row, jinja, name)
    kept = _fit(found, columns, plan_order=plan_order)
    if not any(cell.fields for _, cell in kept):
        raise TemplateError(f"模板 {name} 的样板行没有这份方案的任何栏目", "样板行应有 {{ row.text }} 之类的标签。")
    place = etree.Comment(MARKER)
    row.addnext(place)
    table.remove(row)
    fit_other_rows(table, [index for index, _ in kept], columns)
    fit_widths(table, [cell.element for _, cell in kept], [index for index, _ in kept])
    for child in list(row):
        if child.tag == tag("tc"):
            row.remove(child)
    for _, cell in kept:
        mark_paragraphs(cell.element)
    return RowTemplate(row, place, tuple(cell for _, cell in kept), columns, jinja)


def _prototype(body: Element, name: str) -> Element:
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


def _read_cells(row: Element, jinja: SandboxedEnvironment, name: str) -> list[_Cell]:
    cells = []
    for element in row.findall(tag("tc")):
        properties = element.find(tag("tcPr"))
        if properties is not None and any(properties.find(tag(one)) is not None for one in ("gridSpan", "vMerge")):
            raise TemplateError(f"模板 {name} 的样板行里有合并的单元格", "请在 Word 中拆分样板行的单元格。")
        fields = frozenset(field for text in texts_with_tags(element) for field in _fields(text.text or "", jinja))
        cells.append(_Cell(element, fields))
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


def _fit(cells: list[_Cell], columns: tuple[Column, ...], *, plan_order: bool) -> list[tuple[int, _Cell]]:
    """The cells to draw, each with its place in the template's grid, in its order or that of the plan's columns."""
    order = {column.field: place for place, column in enumerate(columns)}
    extras = [column.field for column in columns if column.field.startswith(EXTRA)]
    kept: list[tuple[int, _Cell]] = []
    for index, cell in enumerate(cells):
        if "extra" in cell.fields:
            kept += [
                (index, _Cell(deepcopy(cell.element), frozenset({field}), place)) for place, field in enumerate(extras)
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


def _merge(fields: frozenset[str], row: ViewRow, following: ViewRow | None) -> str:
    """How a cell stands in a merge: it merges where every field its tags name does."""
    if _continues(fields, row):
        return "continue"
    return "restart" if following is not None and _continues(fields, following) else ""


def _continues(fields: frozenset[str], row: ViewRow) -> bool:
    if len(fields) == 1:  # nearly every cell; this runs twice for each cell of the table
        (field,) = fields
        return row.spans.get(field, 1) == 0
    return bool(fields) and all(row.spans.get(field, 1) == 0 for field in fields)


def _with_merge(cell: Element, value: str | None) -> Element:
    """A copy of a cell that starts a merge (`restart`) or goes on with one (None)."""
    copy = deepcopy(cell)
    properties = copy.find(tag("tcPr"))
    assert properties is not None
    merge = etree.Element(tag("vMerge"), {tag("val"): value} if value else {})
    after = [tag(one) for one in ("cnfStyle", "tcW", "gridSpan", "hMerge")]
    place = sum(child.tag in after for child in properties)
    properties.insert(place, merge)
    return copy


def _continuation(cell: Element) -> str:
    """A cell that goes on with a merge: its properties and an empty paragraph."""
    copy = _with_merge(cell, None)
    paragraph = copy.find(tag("p"))
    for child in list(copy):
        if child.tag != tag("tcPr"):
            copy.remove(child)
    empty = etree.SubElement(copy, tag("p"))
    if paragraph is not None and (properties := paragraph.find(tag("pPr"))) is not None:
        empty.append(deepcopy(properties))
    return _xml(copy)


def _jinja_source(cell: Element, extra: int | None) -> str:
    """A cell's XML as Jinja source: only the tags in its texts are Jinja, everything else is literal."""
    copy = deepcopy(cell)
    tags: list[str] = []
    for text in texts_with_tags(copy):
        source = text.text or ""
        if extra is not None:
            source = source.replace("row.extra", f"row.extra[{extra}]")
        set_text(text, f"\ue000{len(tags)}\ue001")
        tags.append(source)
    pieces = _TOKEN.split(_xml(copy))
    return "".join(_raw(piece) if index % 2 == 0 else tags[int(piece)] for index, piece in enumerate(pieces))


def _opening(row: Element) -> str:
    """A row's opening with its properties, without its cells."""
    copy = deepcopy(row)
    for child in list(copy):
        if child.tag == tag("tc"):
            copy.remove(child)
    return _xml(copy).removesuffix("</w:tr>")


def _xml(element: Element) -> str:
    """XML without the namespace declarations, which the document already has."""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def _raw(xml: str) -> str:
    """XML as literal Jinja source, but for the marks of paragraphs that some rows keep with the next."""
    return f"{{% raw %}}{xml.replace(_KEEP_MARK, _KEEP_SOURCE)}{{% endraw %}}"
