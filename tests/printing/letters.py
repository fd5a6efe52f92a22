"""Letters on the pages of a PDF, as office programs set them: lines broken by the rules for Chinese punctuation, digits in
a font of their own, full lines spread to the edge."""

import io
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HANZI = "STSong-Light"
_DESCENT = b"/Descent -271"
"""As the font says it, in thousandths of the type size."""
NEVER_FIRST = frozenset("，。、；：！？”’）》〉」』〕】…％%")
NEVER_LAST = frozenset("（《〈“‘「『〔【")

pdfmetrics.registerFont(UnicodeCIDFont(HANZI))


class IllegibleError(Exception):
    """The layout asked for leaves pages on which nobody, reader or program, could tell what belongs together."""


@dataclass(frozen=True)
class Typeface:
    """How a text is set: its size in points, the font of its digits and Latin letters, and what happens at line ends."""

    size: float = 12.0
    latin: str = HANZI
    hanging: bool = False
    """Whether a mark that begins no line hangs over the edge; else the letter before it moves down with it."""
    words_whole: bool = True
    """Whether numbers and Latin words are never broken."""

    def runs(self, text):
        """The text in pieces of one font each."""
        for ascii, letters in groupby(text, str.isascii):
            yield (self.latin if ascii else HANZI), "".join(letters)

    def width(self, text):
        """How wide a text is, in points."""
        return sum(pdfmetrics.stringWidth(piece, font, self.size) for font, piece in self.runs(text))


@dataclass(frozen=True)
class Line:
    """A line of text; `ends` where the next line does not continue it."""

    text: str
    ends: bool = False


def wrap(text, width, face, *, overhang=0.0, indent=0):
    """The lines of a text, none wider than `width` points but by a mark that hangs over, its middle before `overhang`.

    `indent` is by how many letters a paragraph's first line is shorter."""
    lines = []
    for paragraph in text.split("\n"):
        rest = "\u3000" * indent + paragraph
        while rest:
            cut = _break(rest, width, face, overhang)
            lines.append(Line(rest[:cut], ends=cut == len(rest)))
            rest = rest[cut:]
    return lines


def _break(text, width, face, overhang):
    """How many letters stand in the first line."""
    fits = 1
    while fits < len(text) and face.width(text[: fits + 1]) <= width + 0.01:
        fits += 1
    if fits == len(text):
        return fits
    if face.hanging and text[fits] in NEVER_FIRST and text[fits + 1 : fits + 2] not in NEVER_FIRST:
        middle = face.width(text[:fits]) + face.width(text[fits]) / 2
        if middle < width + overhang:
            return fits + 1
    cut = fits
    while cut > 1 and not _may_break(text, cut, face):
        cut -= 1
    return cut if _may_break(text, cut, face) else fits


def _may_break(text, cut, face):
    before, after = text[cut - 1], text[cut]
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    word = face.words_whole and _in_word(before) and _in_word(after)
    return not word and before + after not in ("……", "——")


def _in_word(letter):
    return letter.isascii() and (letter.isalnum() or letter in ".-")


class Sheet:
    """Pages on which heights are counted from the top, in points.

    `descent` moves the boxes of hanzi: how far they reach below the base line, in thousandths of the type size."""

    def __init__(self, width, height, descent=271):
        self.width, self.height, self._descent = width, height, descent
        self._memory = io.BytesIO()
        self._canvas = Canvas(self._memory, pagesize=(width, height), invariant=1)

    def line(self, text, left, base, face, spread=0.0):
        """A line of text that stands on `base`; `spread` is put behind each letter."""
        for font, piece in face.runs(text):
            at = self._canvas.beginText(left, self.height - base)
            at.setFont(font, face.size)
            at.setCharSpace(spread)
            at.textOut(piece)
            self._canvas.drawText(at)
            left += pdfmetrics.stringWidth(piece, font, face.size) + spread * len(piece)

    def centred(self, text, base, face, middle=None):
        """A line in the middle of the page, or around another middle."""
        self.line(text, (self.width / 2 if middle is None else middle) - face.width(text) / 2, base, face)

    def rule(self, left, top, right, bottom, *, filled=False):
        """A ruling, stroked or as a thin rectangle."""
        self._canvas.setLineWidth(0.5)
        if filled:
            wide, high = max(right - left, 0.48), max(bottom - top, 0.48)
            self._canvas.rect(left, self.height - top - high, wide, high, stroke=0, fill=1)
        else:
            self._canvas.line(left, self.height - top, right, self.height - bottom)

    def shade(self, left, top, right, bottom):
        """A grey ground."""
        self._canvas.setFillGray(0.85)
        self._canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def around(self, head, foot, edge, page, pages):
        """Small lines near the upper and lower edges: in the middle, or `edge` from the sides what a tab divides."""
        small = Typeface(9.0)
        for text, base in ((head, 17.0), (foot, self.height - 11.0)):
            left, tab, right = text.format(page=page, pages=pages).partition("\t")
            if tab:
                self.line(left, edge, base, small)
                self.line(right, self.width - edge - small.width(right), base, small)
            else:
                self.centred(left, base, small)

    def watermark(self, text):
        """Large grey letters across the page."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(self.width / 2, self.height / 2)
        canvas.rotate(40)
        canvas.setFillGray(0.85)
        canvas.setFont(HANZI, 48)
        canvas.drawCentredString(0, 0, text)
        canvas.restoreState()

    def next_page(self):
        """End the page."""
        self._canvas.showPage()

    def data(self):
        """The PDF's bytes."""
        self._canvas.showPage()
        self._canvas.save()
        return self._memory.getvalue().replace(_DESCENT, b"/Descent -%03d" % self._descent)
