"""Jinja tags in a Word template: joined where Word split them, checked for their names, filled outside the table's rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from planctl.document.official import OfficialDocument
from planctl.errors import TemplateError
from planctl.lazy_regex import Expression
from planctl.model.vocabulary import COLUMN_LABELS
from planctl.renderers.docx.xml import Element, set_text, tag, text_of
from planctl.renderers.jinja import tag_template
from planctl.renderers.xml_text import clean_text

_TAG: Final = Expression(r"(?s)\{\{.*?\}\}|\{%.*?%\}")
_JOINED: Final = Expression(r"(?s)\{\{.*?\}\}|\{%.*%\}")
"""What must stand in one piece: a tag, and a condition with all that is in it."""
_BEGIN: Final = Expression(r"\{[{%]")
ROW_NAMES: Final = (*COLUMN_LABELS, "extra", "reference", "section", "spans")
"""What a tag in the prototype row can name of `row`."""


def texts_with_tags(element: Element) -> Iterator[Element]:
    """The `w:t` elements that hold a Jinja tag."""
    for text in element.iter(tag("t")):
        if text.text and _BEGIN.search(text.text):
            yield text


def fill_tags(element: Element, jinja: SandboxedEnvironment, context: dict[str, Any]) -> None:
    """Render the tags in an element's texts in place.

    What its tags leave empty, or with nothing but marks, is taken out: a paragraph of the body or one of several in a cell,
    a table's row, a table whose rows are all out.
    """
    for text in list(texts_with_tags(element)):
        source = text.text or ""
        filled = clean_text(tag_template(jinja, source).render(context))
        set_text(text, filled)
        paragraph = next(text.iterancestors(tag("p")))
        parent = paragraph.getparent()
        empty = filled == _TAG.sub("", source)
        if parent is None or not (is_blank(paragraph) or (empty and _says_nothing(paragraph))):
            continue
        row = next(paragraph.iterancestors(tag("tr")), None)
        if parent.tag == tag("body") or (parent.tag == tag("tc") and len(parent.findall(tag("p"))) > 1):
            parent.remove(paragraph)
        if row is not None and is_blank(row):
            _take_out(row)


def _says_nothing(paragraph: Element) -> bool:
    """Whether only marks stand in a paragraph, such as the colon behind addressees that there are none of."""
    return not any(character.isalnum() for character in text_of(paragraph))


def _take_out(row: Element) -> None:
    """Take a row out of its table, and the table out where it was the last; the table of the plan's rows stays whole."""
    table = row.getparent()
    assert table is not None
    if any(isinstance(child, etree._Comment) for child in table):  # what marks where the rows go
        return
    table.remove(row)
    if table.find(tag("tr")) is None:
        table.getparent().remove(table)  # type: ignore[union-attr]


def is_blank(element: Element) -> bool:
    """Whether an element has no text."""
    return not text_of(element).strip()


def join_split_tags(element: Element) -> None:
    """Put a tag that Word split over several runs back into the first of them: `{{ row.` + `text }}`."""
    for paragraph in element.iter(tag("p")):
        texts = [text for text in paragraph.iter(tag("t")) if next(text.iterancestors(tag("p"))) is paragraph]
        whole = "".join(text.text or "" for text in texts)
        if not _BEGIN.search(whole):
            continue
        pieces = [text.text or "" for text in texts]
        for found in reversed(list(_JOINED.finditer(whole))):
            _move_into_first(pieces, *found.span())
        for text, piece in zip(texts, pieces, strict=True):
            if piece != text.text:
                set_text(text, piece)


def _move_into_first(pieces: list[str], start: int, end: int) -> None:
    """Move the characters from `start` to `end` of the joined pieces into the piece where they begin."""
    position, first = 0, -1
    for index, piece in enumerate(pieces):
        low, high = max(start - position, 0), min(end - position, len(piece))
        position += len(piece)
        if low >= high:
            continue
        if first < 0:
            first = index
        else:
            pieces[first] += piece[low:high]
            pieces[index] = piece[:low] + piece[high:]


_HINT: Final = "标签写作 {{ row.text }}。"
_STATEMENT_HINT: Final = "{% if … %} 和 {% endif %} 要写在同一段里；或写作 {{ '文字' if table.unit else '' }}。"


def check_names(element: Element, jinja: SandboxedEnvironment, context: dict[str, Any], template: str) -> None:
    """Raise TemplateError for a tag that names nothing there is, with the nearest right name and its place."""
    known = {
        "row": set(ROW_NAMES),
        "table": {"title", "note", "columns", "rows", "unit"},
        "headings": {*COLUMN_LABELS, "extra"},
        "plan": set(vars(context["plan"])),
        "document": {field.name for field in fields(OfficialDocument)},
    }
    for text in texts_with_tags(element):
        try:
            parsed = jinja.parse(text.text or "")
        except TemplateSyntaxError as error:
            message = f"模板 {template} {_place(text)}的标签“{text.text}”写法有误：{error.message}"
            raise TemplateError(message, _STATEMENT_HINT if "{%" in (text.text or "") else _HINT) from None
        for used in parsed.find_all(nodes.Name):
            if used.ctx == "load" and used.name not in known:
                raise _unknown(template, text, used.name, list(known))
        for attribute in parsed.find_all(nodes.Getattr):
            owner = attribute.node.name if isinstance(attribute.node, nodes.Name) else ""
            if owner in known and attribute.attr not in known[owner]:
                right = [f"{owner}.{name}" for name in sorted(known[owner])]
                raise _unknown(template, text, f"{owner}.{attribute.attr}", right)


def _unknown(template: str, text: Element, name: str, right: list[str]) -> TemplateError:
    near = get_close_matches(name, right, n=1, cutoff=0.5)
    hint = f"是否想写 {{{{ {near[0]} }}}}？" if near else f"可用：{'、'.join(right)}"
    return TemplateError(f"模板 {template} {_place(text)}的标签“{text.text}”里没有 {name} 这个名称", hint)


def _place(text: Element) -> str:
    """Where a text stands, in words: 表格第2行第3列, or 第4段."""
    for cell in text.iterancestors(tag("tc")):
        row = next(cell.iterancestors(tag("tr")))
        table = next(row.iterancestors(tag("tbl")))
        rows, cells = table.findall(tag("tr")), row.findall(tag("tc"))
        return f"表格第{rows.index(row) + 1}行第{cells.index(cell) + 1}列"
    paragraph = next(text.iterancestors(tag("p")))
    parent = paragraph.getparent()
    assert parent is not None
    return f"第{parent.findall(tag('p')).index(paragraph) + 1}段"
