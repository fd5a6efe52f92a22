"""Paragraphs laid out as the pages of a PDF."""

from dataclasses import dataclass, field

from printing.letters import IllegibleError, Sheet, Typeface, wrap

EDGE = 60.0
"""Between the paper's edge and the text, in points."""


@dataclass(frozen=True)
class Prose:
    """How paragraphs are laid out on pages; lengths in points."""

    face: Typeface = field(default_factory=Typeface)
    per_line: int = 28
    """Letters in a full line."""
    per_page: int = 22
    """Lines on a page."""
    leading: float = 1.6
    """From one base line to the next, in type sizes."""
    indent: int = 2
    """How many letters the first line of a paragraph is moved in; where it is none, paragraphs stand apart."""
    spread: bool = False
    """Whether full lines are spread to the right edge."""
    title_size: float = 20.0
    boxed: bool = False
    """Whether the text of each page stands in a frame, which is no table."""
    head: str = ""
    foot: str = ""
    """What stands above and below the text of each page, with {page} and {pages}, as in `Sheet.around`."""
    descent: int = 271
    """How far the boxes of hanzi reach below the base line, in thousandths of the type size."""

    @property
    def width(self):
        """Of the text, in points."""
        return self.per_line * self.face.size


def print_prose(title, paragraphs, prose):
    """The bytes of a PDF with the lines of a title in the middle and paragraphs below it.

    Raises IllegibleError where a page's end would hide whether a paragraph goes on, or a page is too small for the title.
    """
    step = prose.face.size * prose.leading
    high = prose.per_page * step
    sheet = Sheet(prose.width + 2 * EDGE, high + 2 * EDGE, prose.descent)
    first = len(title) * prose.title_size * 1.5 / step + 1
    if first > prose.per_page:
        raise IllegibleError("the title is longer than a page")
    pages = _pages(paragraphs, prose, first)
    for number, lines in enumerate(pages, 1):
        if number > 1:
            sheet.next_page()
        sheet.around(prose.head, prose.foot, EDGE, number, len(pages))
        if prose.boxed:
            for upright in (EDGE - 10, sheet.width - EDGE + 10):
                sheet.rule(upright, EDGE - 10, upright, sheet.height - EDGE + 10)
            for level in (EDGE - 10, sheet.height - EDGE + 10):
                sheet.rule(EDGE - 10, level, sheet.width - EDGE + 10, level)
        if number == 1:
            for place, words in enumerate(title, 1):
                size = prose.title_size if not words.startswith("（") else prose.face.size
                sheet.centred(words, EDGE + place * prose.title_size * 1.5 - 6, Typeface(size, prose.face.latin))
        for place, line in lines:
            _write(sheet, line, EDGE + place * step + prose.face.size, prose)
    return sheet.data()


def _pages(paragraphs, prose, first):
    """The lines of each page with their places, in lines from its head; the first page begins with some for the title."""
    pages, page, place = [], [], first
    for number, text in enumerate(paragraphs):
        lines = wrap(text, prose.width, prose.face, overhang=prose.face.size / 2, indent=prose.indent)
        if number and not prose.indent and page:
            place += 0.8
        for index, line in enumerate(lines):
            if place + 1 > prose.per_page:
                if not prose.indent and page and _is_ambiguous(page[-1][1], line, prose, goes_on=index > 0):
                    raise IllegibleError("a paragraph without indent begins or goes on at the head of a page")
                pages.append(page)
                page, place = [], 0.0
            page.append((place, line))
            place += 1
    return [*pages, page]


def _is_ambiguous(last, line, prose, *, goes_on):
    """Whether the line at a page's head could belong to the paragraph before the page's end, or not, as well."""
    starts_like_item = line.text[0] in "0123456789（一二三四五六七八九十"
    is_full = prose.width - prose.face.width(last.text) < 3 * prose.face.size
    return starts_like_item if goes_on else is_full and not starts_like_item


def _write(sheet, line, base, prose):
    words = line.text.lstrip("\u3000")
    left = EDGE + (len(line.text) - len(words)) * prose.face.size
    spare = max(EDGE + prose.width - left - prose.face.width(words), 0.0)
    spread = spare / max(len(words) - 1, 1) if prose.spread and not line.ends else 0.0
    sheet.line(words, left, base, prose.face, spread)
