"""WordprocessingML by hand: names and text."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Final

from lxml import etree

from planctl.lazy_regex import Expression
from planctl.renderers.xml_text import clean_text

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
SPECIAL: Final = "\x00-\x1f&<>\ufffe\uffff\ud800-\udfff"
"""A class of characters that do not stand for themselves in XML."""
_SPECIAL: Final = Expression(f"[{SPECIAL}]")
_NAMESPACES: Final = Expression(r' xmlns:\w+="[^"]*"')
_LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'

Element = etree._Element


def tag(name: str) -> str:
    """The qualified name of a `w:` element or attribute."""
    return f"{{{_W}}}{name}"


def word_element(xml: str) -> Element:
    """An element from its XML, in which the prefix `w:` needs no declaration."""
    return etree.fromstring(f'<w:root xmlns:w="{_W}">{xml}</w:root>')[0]


def child_of(parent: Element, name: str, behind: Collection[str] = ()) -> Element:
    """The child of a name; where there is none it is made, behind those of these names, as the schema wants it."""
    child = parent.find(tag(name))
    if child is None:
        child = etree.Element(tag(name))
        before = {tag(sibling) for sibling in behind}
        parent.insert(sum(sibling.tag in before for sibling in parent), child)
    return child


def escape_xml(text: str) -> str:
    """Text as it stands inside `w:t`; line feeds become `w:br`."""
    if not _SPECIAL.search(text):  # most texts
        return text
    escaped = clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\n", _LINE_BREAK)


def text_of(element: Element) -> str:
    """All the text in an element, without its breaks."""
    return "".join(text.text or "" for text in element.iter(tag("t")))


def set_text(element: Element, text: str) -> None:
    """Give a `w:t` its text; line feeds become `w:br` between further `w:t`s."""
    first, *others = clean_text(text).split("\n")
    element.text = first
    element.set(_SPACE, "preserve")
    last = element
    for line in others:
        line_break = etree.Element(tag("br"))
        following = deepcopy(element)
        following.text = line
        last.addnext(line_break)
        line_break.addnext(following)
        last = following


def xml_of(element: Element) -> str:
    """XML without the namespace declarations, which the document already has."""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
