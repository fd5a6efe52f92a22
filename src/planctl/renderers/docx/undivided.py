"""…… and —— stay on one line: GB/T 15834-2011 lets neither a 省略号 nor a 破折号 be divided between two lines.

Word goes by the template's settings: no line begins with … or —. LibreOffice reads no such settings from Word documents and
divides ……, and —— where a comma follows. But in a run whose East Asian language is none it breaks lines as UAX #14 says,
which keeps both whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Final

from lxml import etree

from planctl.lazy_regex import Expression
from planctl.renderers.docx.xml import Element, child_of, tag, xml_of

MARKS: Final = "…—⋯─―"
"""Of which the 省略号 and the 破折号 are made, and what is typed in their place."""
_MARKS: Final = Expression("|".join(f"{mark}{{2,}}+" for mark in MARKS))
_NO_LANGUAGE: Final = "x-none"
_BEHIND_LANGUAGE: Final = frozenset(("eastAsianLayout", "specVanish", "oMath"))


def keep_marks_whole(parts: Iterable[Element]) -> None:
    """Put each …… and —— in parts of a document into a run of its own that no line's end divides."""
    for part in parts:
        found = [each for each in part.iter(tag("t")) if _has_marks(each.text or "")]
        for text in reversed(found):  # what follows a text in its run moves to another one
            _split(text)


def marks_kept_whole(text: Element) -> Callable[[str], str]:
    """What does the same to the XML of a text that is written in the place of this one."""
    run = text.getparent()
    assert run is not None
    properties = run.find(tag("rPr"))
    look = "" if properties is None else xml_of(properties)
    apart = xml_of(child_of(_without_language(run), "rPr"))
    between = f'</w:t></w:r><w:r>{apart}<w:t>\\g<0></w:t></w:r><w:r>{look}<w:t xml:space="preserve">'
    return lambda written: _MARKS.sub(between, written) if _has_marks(written) else written


def _has_marks(text: str) -> bool:
    # many times as fast as the expression, or a loop, and nearly always the answer
    return "……" in text or "——" in text or "⋯⋯" in text or "──" in text or "――" in text


def _split(text: Element) -> None:
    """Divide a text's run before and behind each mark."""
    while found := _MARKS.search(words := text.text or ""):
        run = text.getparent()
        assert run is not None
        place = run.index(text)
        marked, rest = _without_language(run), deepcopy(run)
        kept, following = marked[place - len(run)], rest[place]
        for sibling in [each for each in marked if each.tag != tag("rPr") and each is not kept]:
            marked.remove(sibling)
        for sibling in [each for each in list(rest)[:place] if each.tag != tag("rPr")]:
            rest.remove(sibling)
        for sibling in list(run)[place + 1 :]:
            run.remove(sibling)
        text.text, kept.text, following.text = words[: found.start()], found[0], words[found.end() :]
        run.addnext(marked)
        marked.addnext(rest)
        text = following


def _without_language(run: Element) -> Element:
    """A copy of a run whose East Asian language is none."""
    copy = deepcopy(run)
    properties = child_of(copy, "rPr")
    behind = {etree.QName(child).localname for child in properties} - _BEHIND_LANGUAGE
    child_of(properties, "lang", behind=behind).set(tag("eastAsia"), _NO_LANGUAGE)
    return copy
