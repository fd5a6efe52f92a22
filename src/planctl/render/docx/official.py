"""What an official document needs beyond its tags: a head on one line, the signature over the date, paper with a red head."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.document import Document as DocumentObject

from planctl.document.official import FOLLOWS, Layout
from planctl.document.title_lines import title_width
from planctl.errors import TemplateError
from planctl.render.docx.tags import is_blank, texts_with_tags
from planctl.render.docx.xml import Element, child_of, set_text, tag, text_of

_CHARACTER: Final = 320
"""A character of 三号, 16 pt, in twips."""
_DATE_FROM_EDGE: Final = 4.0
"""Characters between the date and the right edge (GB/T 9704-2012 §7.3.5.1)."""


def require_tags(parts: Iterable[Element], layout: Layout, name: str) -> None:
    """Raise TemplateError where the template has no place for what the layout asks of it."""
    needed = ["document.notice_title", "document.addressees"] if layout.notice else []
    if layout.attached_as != FOLLOWS:
        needed.append("document.mark")
    written = "\n".join(text.text or "" for part in parts for text in texts_with_tags(part))
    for name_in_tag in needed:
        if name_in_tag not in written:
            raise TemplateError(
                f"模板 {name} 里没有标签 {{{{ {name_in_tag} }}}}，生成不了这样的公文",
                "请在模板里补上这个标签，或用 planctl template export docx 取得相应的内置模板。",
            )


def paragraphs_naming(parts: Iterable[Element], name: str) -> list[Element]:
    """The paragraphs whose tags name something: `document.head`. Call it before the tags are filled."""
    return [
        next(text.iterancestors(tag("p")))
        for part in parts
        for text in texts_with_tags(part)
        if name in (text.text or "")
    ]


def fit_on_one_line(paragraphs: Iterable[Element], document: DocumentObject) -> None:
    """Make a text that is too wide for the first page's line smaller, so that it stands on one line (§7.2.4)."""
    section = document.sections[0]
    measures = section.page_width, section.left_margin, section.right_margin
    if None in measures:
        return
    room = (section.page_width - section.left_margin - section.right_margin) / 12_700  # type: ignore[operator]
    for paragraph in paragraphs:
        width = title_width(text_of(paragraph))
        for run in paragraph.iter(tag("r")):
            size = _size(run, paragraph, document)
            if width and size > room / width:
                _set_size(run, int(2 * room / width))


def _size(run: Element, paragraph: Element, document: DocumentObject) -> float:
    """A run's size in points, by itself or by its paragraph's style; 0 where neither says."""
    style = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
    identifier = style.get(tag("val")) if style is not None else None
    styles = [each for each in document.styles.element if each.get(tag("styleId")) == identifier]
    for owner in (run, *styles):
        if (size := owner.find(f"{tag('rPr')}/{tag('sz')}")) is not None:
            return int(size.get(tag("val"), "0")) / 2
    return 0


def _set_size(run: Element, half_points: int) -> None:
    size = child_of(child_of(run, "rPr"), "sz", behind=_BEFORE_SIZE)
    size.set(tag("val"), str(half_points))


_BEFORE_SIZE: Final = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
]
"""What stands before `w:sz` in a run's properties."""


def centre_signature(signatures: list[Element], dates: list[Element]) -> None:
    """Set the date four characters from the right and the signature centred over it; a signature too long for that ends
    at the edge, and the date moves with its middle (§7.3.5.1).
    """
    for signature, date in zip(signatures, dates, strict=False):
        widths = [title_width(text_of(paragraph)) for paragraph in (signature, date)]
        from_edge = _DATE_FROM_EDGE + (widths[1] - widths[0]) / 2
        beyond = max(-from_edge, 0)
        _indent_right(signature, from_edge + beyond)
        _indent_right(date, _DATE_FROM_EDGE + beyond)


def _indent_right(paragraph: Element, characters: float) -> None:
    indent = child_of(child_of(paragraph, "pPr"), "ind", behind=_BEFORE_INDENT)
    indent.set(tag("rightChars"), str(round(characters * 100)))
    indent.set(tag("right"), str(round(characters * _CHARACTER)))


_BEFORE_INDENT: Final = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
]
"""What stands before `w:ind` in a paragraph's properties."""


def leave_out_red(parts: Iterable[Element], document: DocumentObject) -> None:
    """Leave the room of what is red empty: on paper with a printed head it is there already."""
    red_styles = {style.get(tag("styleId")) for style in document.styles.element if _is_red(style.find(_RUN_COLOR))}
    for part in parts:
        for paragraph in part.iter(tag("p")):
            style = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
            red = style is not None and style.get(tag("val")) in red_styles
            for run in paragraph.iter(tag("r")):
                if red or _is_red(run.find(_RUN_COLOR)):
                    for text in run.iter(tag("t")):
                        set_text(text, "")
            for edges in paragraph.iter(tag("pBdr")):
                for edge in list(edges):
                    if _is_red(edge, "color"):
                        edges.remove(edge)


_RUN_COLOR: Final = f"{tag('rPr')}/{tag('color')}"


def _is_red(element: Element | None, attribute: str = "val") -> bool:
    value = element.get(tag(attribute), "") if element is not None else ""
    try:
        red, green, blue = bytes.fromhex(value)
    except ValueError:
        return False
    return red >= 0xC0 and max(green, blue) <= 0x40


def drop_empty_ending(document: DocumentObject) -> None:
    """Take out a last section that is left without content: the page of an empty 版记."""
    body, last = document.element.body, document.sections[-1]
    properties = body[-1]
    edges = (last.header, last.footer, last.even_page_header, last.even_page_footer)
    if any(not is_blank(edge._element) for edge in edges if not edge.is_linked_to_previous):
        return
    ending: list[Element] = []
    for element in reversed(list(body)[:-1]):
        inner = element.find(f"{tag('pPr')}/{tag('sectPr')}")
        if inner is not None:
            break
        if element.tag != tag("p") or not is_blank(element):
            return
        ending.append(element)
    else:
        return
    for removed in (*ending, element, properties):
        body.remove(removed)
    body.append(inner)
