"""A cell of the prototype row made ready to be drawn many times: its literal XML, and what stands in its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from jinja2.runtime import Macro
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from planctl.document.column_widths import RUNNING, narrowed
from planctl.document.columns import Column, number_before
from planctl.document.line_ends import text_width
from planctl.document.view import ViewRow
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS
from planctl.renderers.docx.tags import texts_with_tags
from planctl.renderers.docx.undivided import MARKS, marks_kept_whole
from planctl.renderers.docx.xml import SPECIAL, Element, child_of, escape_xml, set_text, tag, xml_of
from planctl.renderers.jinja import row_context

Drawer = Callable[[ViewRow], str]
"""A row → the XML of one text in one of its cells."""

Merge = Literal["", "restart", "continue"]
"""How a cell stands in a merge: not at all, as its first cell, or as a later one."""

_TOKEN: Final = Expression("\ue000(\\d+)\ue001")
_OF_ROWS: Final = ("reference", "section")
"""What a row says besides its cells."""
_PLAIN_TAG: Final = Expression(rf"\{{\{{\s*row\.({'|'.join((*COLUMN_LABELS, 'extra', *_OF_ROWS))})\s*\}}\}}")
"""A text that is one tag naming one field: nearly every text of nearly every template."""


@dataclass(frozen=True)
class Cell:
    """A column of the prototype row: its cell, the fields its tags name, and which extra column it repeats for."""

    element: Element
    fields: frozenset[str]
    extra: int | None = None


@dataclass(frozen=True)
class CellDrawing:
    """What draws a cell: the XML up to its first text, by merge, then its texts with the XML that follows them."""

    openings: Mapping[str, str]
    rest: Sequence[str | Drawer]

    def pieces(self, merge: Merge) -> list[str | Drawer]:
        """The cell in order: what is the same in every row, and what draws the rest."""
        return [self.openings[merge]] if merge == "continue" else [self.openings[merge], *self.rest]


def draw(pieces: Iterable[str | Drawer], row: ViewRow) -> str:
    """The XML of pieces in a row."""
    return "".join([piece if type(piece) is str else piece(row) for piece in pieces])  # type: ignore[operator]


def run_together(pieces: Iterable[str | Drawer]) -> list[str | Drawer]:
    """The pieces with literal ones that stand side by side as one."""
    joined: list[str | Drawer] = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(before := joined[-1], str):
            joined[-1] = before + piece
        else:
            joined.append(piece)
    return joined


def drawing_of(
    cell: Cell, columns: tuple[Column, ...], jinja: SandboxedEnvironment, fitted: Mapping[str, float]
) -> CellDrawing:
    """Make a cell ready: only the tags in its texts are Jinja, everything else is literal."""
    copy = deepcopy(cell.element)
    drawers: list[Drawer] = []
    texts = list(texts_with_tags(copy))
    is_plain = all(_PLAIN_TAG.fullmatch(text.text or "") for text in texts)
    for text in texts:
        drawers.append(_drawer(text.text or "", cell.extra, columns, jinja, marks_kept_whole(text)))
        set_text(text, f"\ue000{len(drawers) - 1}\ue001")
    continuation = _continuation(copy)
    field = next(iter(cell.fields), "")
    if field in fitted:
        etree.SubElement(child_of(next(copy.iter(tag("p"))), "pPr"), tag(_INDENT))
        drawers.append(_indent_drawer(field, fitted[field]))
    mark = f"\ue000{len(drawers) - 1}\ue001"
    alone, restart = (
        _TOKEN.split(xml_of(each).replace(f"<w:{_INDENT}/>", mark)) for each in (copy, _with_merge(copy, "restart"))
    )
    pieces = [
        piece for index, xml in zip(alone[1::2], alone[2::2], strict=True) for piece in (drawers[int(index)], xml)
    ]
    if is_plain and len(cell.fields) == 1 and field not in (RUNNING, *_OF_ROWS):
        pieces = [_once_a_text(field, pieces)]
    return CellDrawing({"": alone[0], "restart": restart[0], "continue": continuation}, pieces)


def _once_a_text(field: str, pieces: Sequence[str | Drawer]) -> Drawer:
    """What draws pieces that depend on the text of one field, once for each text: a plan repeats the same few cells."""
    known: dict[str, str] = {}

    def draw_known(row: ViewRow) -> str:
        text = row.texts.get(field, "")
        if text not in known:
            known[text] = draw(pieces, row)
        return known[text]

    return draw_known


_INDENT: Final = "planctlIndent"
"""The element that stands where a paragraph's lines are made narrower or hang."""


def _indent_drawer(field: str, room: float) -> Drawer:
    """What hangs the lines of the running text behind its number, or keeps those of another cell so narrow that nothing is
    divided in it."""

    def draw_indent(row: ViewRow) -> str:
        side = int((room - narrowed(row.texts[field], room).width) * _HANZI / 2)
        return f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""

    def draw_hanging(row: ViewRow) -> str:
        return _hanging_by(number_before(row.texts[field]))

    return draw_hanging if field == RUNNING else draw_indent


@lru_cache(maxsize=1_024)
def _hanging_by(number: str) -> str:
    width = round(text_width(number) * _HANZI)
    return f'<w:ind w:left="{width}" w:hanging="{width}"/>' if width else ""


_HANZI: Final = 240
"""Twips; of 小四, in which the built-in templates set the table."""


def _drawer(
    source: str,
    extra: int | None,
    columns: tuple[Column, ...],
    jinja: SandboxedEnvironment,
    keep_whole: Callable[[str], str],
) -> Drawer:
    """What a text that holds tags prints; `row.extra` is the extra column that the cell repeats for.

    One plain tag is looked up without Jinja, which takes ten times as long for the same.
    """
    written = source
    if plain := _PLAIN_TAG.fullmatch(source):
        return _plain_drawer(plain[1], extra, columns, keep_whole)
    if extra is not None:
        source = source.replace("row.extra", f"row.extra[{extra}]")
    tokens = jinja.lex(source)
    source = "".join(escape_xml(value) if kind == "data" else value for _, kind, value in tokens)
    template = jinja.from_string(f"{{% macro draw(row) %}}{source}{{% endmacro %}}")
    template.filename = written
    macro: Macro = vars(template.module)["draw"]  # calling it costs half of rendering a template
    return lambda row: keep_whole(
        str(macro(row=row_context(row, columns)))
    )  # plain text: Markup escapes what is added to it


def _plain_drawer(
    name: str, extra: int | None, columns: tuple[Column, ...], keep_whole: Callable[[str], str]
) -> Drawer:
    """What `{{ row.name }}` prints."""
    if name in _OF_ROWS:
        return lambda row: keep_whole(escape_xml(getattr(row, name)))
    extras = [column.field for column in columns if column.is_further]
    field = extras[extra] if name == "extra" and extra is not None else name

    def draw_text(row: ViewRow) -> str:
        text = row.texts.get(field, "")
        return keep_whole(escape_xml(text)) if _NOT_AS_IT_IS.search(text) else text

    return draw_text


_NOT_AS_IT_IS: Final = Expression(f"[{SPECIAL}{MARKS}]")
"""What a text holds that is not written as it is, which few do."""


def _with_merge(cell: Element, value: str | None) -> Element:
    """A copy of a cell that starts a merge (`restart`) or goes on with one (None)."""
    copy = deepcopy(cell)
    merge = child_of(child_of(copy, "tcPr"), "vMerge", behind=("cnfStyle", "tcW", "gridSpan", "hMerge"))
    if value:
        merge.set(tag("val"), value)
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
    return xml_of(copy)
