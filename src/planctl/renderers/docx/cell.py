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

from planctl.document.cell_lines import narrowed
from planctl.document.column_widths import RUNNING
from planctl.document.columns import Column, number_before
from planctl.document.line_ends import text_width
from planctl.document.view import ViewRow
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS
from planctl.renderers.docx.tags import texts_with_tags
from planctl.renderers.docx.undivided import MARKS, marks_kept_whole
from planctl.renderers.docx.xml import SPECIAL, Element, child_of, escape_xml, set_text, tag, xml_of
from planctl.renderers.jinja import row_context

Drawer = Callable[[ViewRow], bytes]
"""A row → the XML of one text in one of its cells, in UTF-8 as it is written: a table is much longer than its texts."""

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

    openings: Mapping[str, bytes]
    rest: Sequence[bytes | Drawer]

    def pieces(self, merge: Merge) -> list[bytes | Drawer]:
        """The cell in order: what is the same in every row, and what draws the rest."""
        return [self.openings[merge]] if merge == "continue" else [self.openings[merge], *self.rest]


class Pieces:
    """What is drawn in many rows: pieces that are the same in all of them, and what draws those between."""

    def __init__(self, pieces: Iterable[bytes | Drawer]) -> None:
        self._parts = [b""]  # every other one is drawn
        self._drawers: list[Drawer] = []
        for piece in pieces:
            if isinstance(piece, bytes):
                self._parts[-1] += piece
            else:
                self._drawers.append(piece)
                self._parts += (b"", b"")

    def draw(self, row: ViewRow) -> bytes:
        """The XML of the pieces in a row."""
        self._parts[1::2] = [drawer(row) for drawer in self._drawers]
        return b"".join(self._parts)


def drawing_of(
    cell: Cell, columns: tuple[Column, ...], jinja: SandboxedEnvironment, fitted: Mapping[str, float]
) -> CellDrawing:
    """Make a cell ready: only the tags in its texts are Jinja, everything else is literal."""
    copy = deepcopy(cell.element)
    drawers: list[Drawer] = []
    is_plain = True
    for text in texts_with_tags(copy):
        source = text.text or ""
        is_plain = is_plain and _PLAIN_TAG.fullmatch(source) is not None
        drawers.append(_drawer(source, cell.extra, columns, jinja, marks_kept_whole(text)))
        set_text(text, f"\ue000{len(drawers) - 1}\ue001")
    continuation = _continuation(copy)
    field = next(iter(cell.fields), "")
    if field in fitted:
        properties = child_of(next(copy.iter(tag("p"))), "pPr")
        properties.insert(sum(each.tag != tag("outlineLvl") for each in properties), etree.Element(tag(_INDENT)))
        drawers.append(_indent_drawer(field, fitted[field]))
    mark = f"\ue000{len(drawers) - 1}\ue001"
    alone, restart = (
        _TOKEN.split(xml_of(each).replace(f"<w:{_INDENT}/>", mark)) for each in (copy, _with_merge(copy, "restart"))
    )
    rest: list[bytes | Drawer] = []
    for index, xml in zip(alone[1::2], alone[2::2], strict=True):
        rest += [drawers[int(index)], xml.encode()]
    if is_plain and len(cell.fields) == 1 and field not in (RUNNING, *_OF_ROWS):
        rest = [_once_a_text(field, Pieces(rest))]
    return CellDrawing({"": alone[0].encode(), "restart": restart[0].encode(), "continue": continuation}, rest)


def _once_a_text(field: str, pieces: Pieces) -> Drawer:
    """What draws pieces that depend on the text of one field, once for each text: a plan repeats the same few cells."""
    known: dict[str, bytes] = {}

    def draw_known(row: ViewRow) -> bytes:
        text = row.texts.get(field, "")
        drawn = known.get(text)
        if drawn is None:
            drawn = known[text] = pieces.draw(row)
        return drawn

    return draw_known


_INDENT: Final = "planctlIndent"
"""The element that stands where a paragraph's lines are made narrower or hang."""


def _indent_drawer(field: str, room: float) -> Drawer:
    """What hangs the lines of the running text behind its number, or keeps those of another cell so narrow that nothing is
    divided in it."""

    def draw_indent(row: ViewRow) -> bytes:
        side = int((room - narrowed(row.texts[field], room).width) * _HANZI / 2) - _SPARE
        return f'<w:ind w:left="{side}" w:right="{side}"/>'.encode() if side > 0 else b""

    def draw_hanging(row: ViewRow) -> bytes:
        return _hanging_by(number_before(row.texts[field]))

    return draw_hanging if field == RUNNING else draw_indent


@lru_cache(maxsize=1_024)
def _hanging_by(number: str) -> bytes:
    width = round(text_width(number) * _HANZI)
    return f'<w:ind w:left="{width}" w:hanging="{width}"/>'.encode() if width else b""


_HANZI: Final = 240
"""Twips; of 小四, in which the built-in templates set the table."""
_SPARE: Final = 5
"""Twips at either side beyond a line's letters: word processors round."""


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
    # plain text: Markup escapes what is added to it
    return lambda row: keep_whole(str(macro(row=row_context(row, columns)))).encode()


def _plain_drawer(
    name: str, extra: int | None, columns: tuple[Column, ...], keep_whole: Callable[[str], str]
) -> Drawer:
    """What `{{ row.name }}` prints."""
    if name in _OF_ROWS:
        return lambda row: keep_whole(escape_xml(getattr(row, name))).encode()
    extras = [column.field for column in columns if column.is_further]
    field = extras[extra] if name == "extra" and extra is not None else name

    def draw_text(row: ViewRow) -> bytes:
        text = row.texts.get(field, "")
        return (keep_whole(escape_xml(text)) if _NOT_AS_IT_IS.search(text) else text).encode()

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


def _continuation(cell: Element) -> bytes:
    """A cell that goes on with a merge: its properties and an empty paragraph."""
    copy = _with_merge(cell, None)
    paragraph = copy.find(tag("p"))
    for child in list(copy):
        if child.tag != tag("tcPr"):
            copy.remove(child)
    empty = etree.SubElement(copy, tag("p"))
    if paragraph is not None and (properties := paragraph.find(tag("pPr"))) is not None:
        empty.append(deepcopy(properties))
    return xml_of(copy).encode()
