"""What pdfplumber finds on a page: its letters and strokes, turned upright where the page is printed on its side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from planctl.importer.readers.pdf.letters import Letter
from planctl.importer.readers.pdf.rulings import NEAR, Box

if TYPE_CHECKING:
    from pdfplumber.page import Page

_HAIR: Final = 1.2
"""Points by which a letter that is printed twice may be moved."""
_SLANT: Final = 0.1
_MOST_CORNERS: Final = 9
"""A path with more is a drawing."""

_Shape = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on a page: its size in points, its letters, the text of those that stand otherwise than the others, its
    strokes, and how many pictures.
    """

    width: float
    height: float
    letters: list[Letter]
    turned: str
    strokes: list[Box]
    pictures: int


def sheet_of(page: Page) -> Sheet:
    """What is printed on a page of pdfplumber's, as it is to be held for most of its letters to be upright."""
    upright: list[_Shape] = []
    upwards: list[_Shape] = []
    downwards: list[_Shape] = []
    slanting: list[_Shape] = []  # as watermarks are
    for char in page.chars:
        along, up, *_ = char["matrix"]
        if min(abs(along), abs(up)) > _SLANT * max(abs(along), abs(up)):
            slanting.append(char)
        else:
            (upright if abs(along) >= abs(up) else upwards if up > 0 else downwards).append(char)
    width, height, strokes = float(page.width), float(page.height), list(_strokes_of(page))
    most = max((upright, upwards, downwards), key=len)
    others = [char for chars in (upright, upwards, downwards, slanting) if chars is not most for char in chars]
    if most is upright:
        letters = [_upright(char) for char in upright]
    elif most is upwards:
        letters = [_upwards(char, height) for char in upwards]
        strokes = [Box(height - box.bottom, box.left, height - box.top, box.right) for box in strokes]
    else:
        letters = [_downwards(char, width) for char in downwards]
        strokes = [Box(box.top, width - box.right, box.bottom, width - box.left) for box in strokes]
    if most is not upright:
        width, height = height, width
    turned = "".join(char["text"] for char in others).strip()
    return Sheet(width, height, list(_once(letters)), turned, strokes, len(page.images))


def _upright(char: _Shape) -> Letter:
    baseline = char["top"] + char["y1"] - char["matrix"][5]
    return Letter(char["text"], char["x0"], char["x1"], baseline, _size(char, char["width"], char["size"]))


def _upwards(char: _Shape, height: float) -> Letter:
    """A letter of a line that runs from the foot of the page to its head."""
    size = _size(char, char["bottom"] - char["top"], char["x1"] - char["x0"])
    return Letter(char["text"], height - char["bottom"], height - char["top"], char["matrix"][4], size)


def _downwards(char: _Shape, width: float) -> Letter:
    size = _size(char, char["bottom"] - char["top"], char["x1"] - char["x0"])
    return Letter(char["text"], char["top"], char["bottom"], width - char["matrix"][4], size)


def _size(char: _Shape, width: float, size: float) -> float:
    """The size of a letter: the width of a hanzi, for fonts may claim boxes twice as high as what they print."""
    return min(width, size) if width > 0 and east_asian_width(char["text"][:1] or " ") in "WF" else size


def _once(letters: Iterable[Letter]) -> Iterator[Letter]:
    """The letters without those that stand a hair beside the same one, as bold ones are made."""
    met: dict[tuple[str, int, int], Letter] = {}
    for letter in letters:
        across, down = int(letter.left / _HAIR), int(letter.baseline / _HAIR)
        near = (
            met.get((letter.text, beside, below))
            for beside in (across, across - 1, across + 1)
            for below in (down, down - 1, down + 1)
        )
        if not any(
            abs(other.left - letter.left) < _HAIR and abs(other.baseline - letter.baseline) < _HAIR
            for other in near
            if other is not None
        ):
            met[letter.text, across, down] = letter
            yield letter


def _strokes_of(page: Page) -> Iterator[Box]:
    """The lines, thin boxes, and edges of stroked boxes of a page."""
    for line in page.lines:
        yield _box(line)
    for rect in page.rects:
        yield from _edges(rect, _box(rect))
    for curve in page.curves:
        points = curve.get("pts") or ()
        if curve.get("stroke") and 1 < len(points) <= _MOST_CORNERS:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        elif len(points) <= _MOST_CORNERS:
            yield _box(curve)


def _edges(shape: _Shape, box: Box) -> Iterator[Box]:
    """The edges of a box that is drawn, or a thin box as it is; a colour behind text is no ruling."""
    if min(box.right - box.left, box.bottom - box.top) <= NEAR:
        yield box
    elif shape.get("stroke"):
        yield box._replace(right=box.left)
        yield box._replace(left=box.right)
        yield box._replace(bottom=box.top)
        yield box._replace(top=box.bottom)


def _box(shape: _Shape) -> Box:
    return Box(shape["x0"], shape["top"], shape["x1"], shape["bottom"])
