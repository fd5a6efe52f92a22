"""The text of a notice: a paragraph for each line, the headings of its first two levels in their typefaces (§7.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from planctl.document.headings import match_heading
from planctl.renderers.docx.paragraphs import LINE, keep_with_next, space_before, split_lines
from planctl.renderers.docx.xml import Element, child_of, tag, text_of

_FACES: Final = ("黑体", "楷体_GB2312")
"""Of 一、 and （一）; 1. and （1） are in 仿宋 like the text."""


def set_body_text(paragraphs: Iterable[Element], *, below_title: bool) -> list[Element]:
    """Set the text's paragraphs, and return them; `below_title` is true where no addressees stand between it and the title."""
    texts: list[Element] = []
    for paragraph in paragraphs:
        lines = split_lines(paragraph)
        if below_title:
            space_before(lines[0], LINE)
        for line in lines:
            if found := match_heading(text_of(line)):
                _set_heading(line, found.end(), _FACES[not found["first"]])
        texts += lines
    return texts


def _set_heading(line: Element, length: int, face: str) -> None:
    """Set a line's first characters in a typeface; a line that is a heading as a whole stays with the next one."""
    run = next(line.iter(tag("r")))
    text = next(run.iter(tag("t")))
    words = text.text or ""
    if length < len(words):
        rest = deepcopy(run)
        next(rest.iter(tag("t"))).text = words[length:]
        text.text = words[:length]
        run.addnext(rest)
    else:
        keep_with_next(line)
    child_of(child_of(run, "rPr"), "rFonts", behind=("rStyle",)).set(tag("eastAsia"), face)
