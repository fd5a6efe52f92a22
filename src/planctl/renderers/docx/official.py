"""What an official document needs beyond its tags: that its template has them, paper with a red head, no empty page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.document import Document as DocumentObject

from planctl.document.official import OfficialDocument
from planctl.errors import TemplateError
from planctl.renderers.docx.tags import is_blank, texts_with_tags
from planctl.renderers.docx.xml import Element, set_text, tag


def require_tags(parts: Iterable[Element], official: OfficialDocument, name: str, *, own_text: bool) -> None:
    """Raise TemplateError where the template has no place for what the document must say.

    A text that is the customary one (not `own_text`) may stand in the template itself, in the office's own words.
    """
    facts = (*_NEVER_LEFT_OUT, "text") if own_text else _NEVER_LEFT_OUT
    needed = [f"document.{fact}" for fact in facts if getattr(official, fact)]
    written = "\n".join(text.text or "" for part in parts for text in texts_with_tags(part))
    for name_in_tag in needed:
        if name_in_tag not in written:
            raise TemplateError(
                f"模板 {name} 里没有标签 {{{{ {name_in_tag} }}}}，生成不了这样的公文",
                "请在模板里补上这个标签，或用 planctl template export docx 取得相应的内置模板。",
            )


_NEVER_LEFT_OUT: Final = ("notice_title", "addressees", "mark", "urgency", "contact", "sent_to")
"""What a document may not leave out because its template has no tag for it."""


def paragraphs_naming(parts: Iterable[Element], name: str) -> list[Element]:
    """The paragraphs whose tags name something: `document.head`. Call it before the tags are filled."""
    return [
        next(text.iterancestors(tag("p")))
        for part in parts
        for text in texts_with_tags(part)
        if name in (text.text or "")
    ]


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
