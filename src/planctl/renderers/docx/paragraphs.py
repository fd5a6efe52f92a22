"""Paragraphs of a Word document changed: their indents and spacing, and one of several lines made several."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from docx.document import Document as DocumentObject
from docx.shared import Length
from lxml import etree

from planctl.renderers.docx.xml import Element, child_of, tag

CHARACTER: Final = 320
"""A character of 三号, 16 pt, in twips."""
LINE: Final = 579
"""A line's pitch in twips: 22 lines to a 版心 225 mm high (GB/T 9704-2012 §5.2.3)."""
_BEFORE_SPACING: Final = [
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
]
"""What stands before `w:spacing` in a paragraph's properties."""
BEFORE_LETTER_SPACING: Final = [
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
]
"""What stands before `w:spacing` in a run's properties."""
_BEFORE_INDENT: Final = [*_BEFORE_SPACING, "spacing"]


def line_width(document: DocumentObject) -> float:
    """The width of the first page's lines in points; 0 where the template does not say."""
    section = document.sections[0]
    return _between(section.page_width, section.left_margin, section.right_margin)


def text_height(document: DocumentObject) -> float:
    """How high the first page's text may be in points; 0 where the template does not say."""
    section = document.sections[0]
    return _between(section.page_height, section.top_margin, section.bottom_margin)


def _between(paper: Length | None, before: Length | None, after: Length | None) -> float:
    """What margins leave of the paper in points."""
    return 0 if paper is None or before is None or after is None else (paper - before - after) / 12_700


def style_of(paragraph: Element) -> str:
    """The identifier of a paragraph's style; "" where it names none."""
    style = paragraph.find(f"{tag('pPr')}/{tag('pStyle')}")
    return "" if style is None else style.get(tag("val"), "")


def space_before(paragraph: Element, twips: int) -> None:
    """Set the room above a paragraph."""
    spacing = child_of(child_of(paragraph, "pPr"), "spacing", behind=_BEFORE_SPACING)
    spacing.set(tag("before"), str(twips))


def space_after(paragraph: Element, twips: int) -> None:
    """Set the room below a paragraph."""
    spacing = child_of(child_of(paragraph, "pPr"), "spacing", behind=_BEFORE_SPACING)
    spacing.set(tag("after"), str(twips))


def set_style(paragraph: Element, identifier: str) -> None:
    """Give a paragraph another style."""
    child_of(child_of(paragraph, "pPr"), "pStyle").set(tag("val"), identifier)


def set_pitch(paragraph: Element, points: float, *, before: float = 1.0) -> None:
    """Make a paragraph's lines so high, whatever stands in them, and the room above it `before` times what it is."""
    spacing = child_of(child_of(paragraph, "pPr"), "spacing", behind=_BEFORE_SPACING)
    if (above := spacing.get(tag("before"))) is not None:
        spacing.set(tag("before"), str(round(int(above) * before)))
    spacing.set(tag("line"), str(round(points * 20)))
    spacing.set(tag("lineRule"), "exact")


def centre_from(paragraph: Element, left: int) -> None:
    """Centre a paragraph between a place of the line, in twips from its left edge, and its right edge."""
    properties = child_of(paragraph, "pPr")
    indent = child_of(properties, "ind", behind=_BEFORE_INDENT)
    indent.attrib.clear()
    indent.set(tag("left"), str(left))
    behind = (*_BEFORE_INDENT, "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap")
    child_of(properties, "jc", behind=behind).set(tag("val"), "center")


def indent_right(paragraph: Element, characters: float) -> None:
    """Set how many characters of 三号 a paragraph keeps from the right edge."""
    indent = child_of(child_of(paragraph, "pPr"), "ind", behind=_BEFORE_INDENT)
    indent.set(tag("rightChars"), str(round(characters * 100)))
    indent.set(tag("right"), str(round(characters * CHARACTER)))


def indent_both(paragraph: Element, twips: int) -> None:
    """Keep a paragraph's lines so far from both edges."""
    indent = child_of(child_of(paragraph, "pPr"), "ind", behind=_BEFORE_INDENT)
    for side in ("left", "right"):
        indent.set(tag(side), str(twips))


def keep_with_next(paragraph: Element) -> None:
    """Keep a paragraph on the page of the next one."""
    child_of(child_of(paragraph, "pPr"), "keepNext", behind=("pStyle",))


def keeps_with_next(paragraph: Element) -> bool:
    """Whether a paragraph itself is kept on the page of the next one."""
    return paragraph.find(f"{tag('pPr')}/{tag('keepNext')}") is not None


def begin_page(paragraph: Element) -> None:
    """Make a paragraph the first of a page."""
    behind = _BEFORE_SPACING[: _BEFORE_SPACING.index("pageBreakBefore")]
    child_of(child_of(paragraph, "pPr"), "pageBreakBefore", behind=behind)


def allow_single_lines(paragraph: Element) -> None:
    """Let a single line of a paragraph stand on a page, which word processors prevent."""
    behind = _BEFORE_SPACING[: _BEFORE_SPACING.index("widowControl")]
    child_of(child_of(paragraph, "pPr"), "widowControl", behind=behind).set(tag("val"), "0")


def widen(paragraph: Element, points: float) -> None:
    """Set the letters of a paragraph of the text wider apart than they are by its style (字距)."""
    for run in paragraph.iter(tag("r")):
        spacing = child_of(child_of(run, "rPr"), "spacing", behind=BEFORE_LETTER_SPACING)
        spacing.set(tag("val"), str(round(points * 20) + _CLOSER))


_CLOSER: Final = -5
"""By how many twips the text's style sets its letters apart, so that 28 of them fill a line."""


def set_outline_level(paragraph: Element, level: int) -> None:
    """Make a paragraph a heading of a level, from 0, for outlines and bookmarks of a PDF."""
    properties = child_of(paragraph, "pPr")
    behind = [etree.QName(child).localname for child in properties]
    outline = child_of(properties, "outlineLvl", behind=set(behind) - _BEHIND_OUTLINE)
    outline.set(tag("val"), str(level))


_BEHIND_OUTLINE: Final = frozenset(("divId", "cnfStyle", "rPr", "sectPr", "pPrChange"))


def hang(paragraph: Element, left: float, hanging: float) -> None:
    """Set how many characters of 三号 a paragraph keeps from the left edge, and how many of them its first line does not."""
    indent = child_of(child_of(paragraph, "pPr"), "ind", behind=_BEFORE_INDENT)
    indent.attrib.clear()
    for name, characters in (("left", left), ("hanging", hanging)):
        indent.set(tag(f"{name}Chars"), str(round(characters * 100)))
        indent.set(tag(name), str(round(characters * CHARACTER)))


def split_lines(paragraph: Element) -> list[Element]:
    """Make each line of a paragraph one of its own, in the same place and look; the paragraphs in order."""
    count = sum(1 for _ in paragraph.iter(tag("br"))) + 1
    lines = [paragraph, *(deepcopy(paragraph) for _ in range(count - 1))]
    for number, line in enumerate(lines):
        _keep_line(line, number)
        if number:
            lines[number - 1].addnext(line)
    return lines


def _keep_line(paragraph: Element, wanted: int) -> None:
    """Take out of a paragraph what does not stand on one of its lines."""
    number = 0
    for element in list(paragraph.iter(tag("br"), tag("t"))):
        if element.tag == tag("br"):
            number += 1
        elif number == wanted:
            continue
        element.getparent().remove(element)  # type: ignore[union-attr]
