"""附件说明: several attachments one below the other, their names behind a tab and hanging under their first character (§7.3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from lxml import etree

from planctl.renderers.docx.paragraphs import hang, space_before, split_lines
from planctl.renderers.docx.xml import Element, tag

_FIRST: Final = 2.0
"""Characters before 附件."""
_NUMBERS: Final = 5.0
"""Characters before the numbers, which stand behind 附件 and its colon."""
_NAMES: Final = 6.25
"""Characters before the names: a number, its point, and a gap of at least a quarter, so that 1.2017年 is not read as a number."""
_NAMES_FROM_TEN: Final = 6.75


def set_attachment_lines(paragraphs: Iterable[Element]) -> None:
    """Set the lines of attachments that have numbers; a single one without a number is left as the template has it."""
    for paragraph in paragraphs:
        if not any("\t" in (text.text or "") for text in paragraph.iter(tag("t"))):
            continue
        lines = split_lines(paragraph)
        names = _NAMES if len(lines) < 10 else _NAMES_FROM_TEN
        for number, line in enumerate(lines):
            hang(line, names, names - (_NUMBERS if number else _FIRST))
            if number:
                space_before(line, 0)
            for text in list(line.iter(tag("t"))):
                _make_tab(text)


def _make_tab(text: Element) -> None:
    """Make the tab in a text an element, as Word writes it."""
    before, found, after = (text.text or "").partition("\t")
    if found:
        rest = deepcopy(text)
        text.text, rest.text = before, after
        gap = etree.Element(tag("tab"))
        text.addnext(gap)
        gap.addnext(rest)
