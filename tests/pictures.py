"""Approved pictures of printed pages, kept in tests/data/pictures, and what of a page differs from them."""

import io
import shutil
import subprocess
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageFilter, PngImagePlugin

from planctl.programs.fontconfig import Fonts, has_fontconfig
from planctl.programs.libreoffice import find_libreoffice
from support import DATA, ROOT

PICTURES = DATA / "pictures"
DIFFERENCES = ROOT / "build" / "pictures"
"""Where failures leave their pictures; pytest's own folders are gone when it ends (conftest.py)."""
DPI = 100
_GREYS = 16
"""As many take 4 bits of a pixel; the folder stays small, and a grey is off by 8 of 255 at most."""
_GAP = 16
"""Grey pixels between the pages of a picture."""

_DARKER = 60
"""Of 255: how much darker a pixel is than any around its place in the other picture where it counts as ink of its own.

Around its place: antialiasing, rounding and a shift by one pixel (0.25 mm) are no difference. 60, for red, as grey, is 76
lighter than black; the strokes of 仿宋 and of a sans as wide, which lie upon each other, differ in too few pixels from 150 on.
"""
MOST = 12
"""So many pixels of a document may be ink of one picture alone; a rule of 3 mm has as many.

Tried by hand on the notice and the ledger: printed again 0; a line moved by 0.25 mm 0, by 0.5 mm 1212, by 1 mm 2377; seven
characters in a sans 77, all of 仿宋 2419; what is red in black 8933; the border between two cells gone 69.
"""

_FACES = {"仿宋_GB2312": "Noto Serif CJK", "黑体": "Noto Sans CJK", "Times New Roman": "Liberation Serif"}
"""What tests/data/fonts.conf puts in the place of fonts: two kinds of hanzi, and the rest."""


@cache
def _lacking() -> str:
    """What the pictures need and this machine has not."""
    if not find_libreoffice():
        return "needs LibreOffice (soffice)"
    if not shutil.which("pdftoppm"):
        return "needs pdftoppm (poppler-utils)"
    if not has_fontconfig():
        return "needs fontconfig, by which tests/data/fonts.conf says the fonts of the approved pictures"
    fonts = Fonts(DATA / "fonts.conf")
    missing = [face for family, face in _FACES.items() if face not in " ".join(fonts.used_for(family).families)]
    return f"the approved pictures are printed with {' and '.join(missing)}, not installed here" if missing else ""


needs_fonts_of_pictures = pytest.mark.skipif(bool(_lacking()), reason=_lacking())


def picture_of(pdf, pages=None):
    """The pages of a PDF (the first so many) side by side, as greys of 8 bits."""
    last = [] if pages is None else ["-l", str(pages)]
    drawn = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(DPI), *last, "-"], input=pdf, capture_output=True, check=True
    )
    stream, images = io.BytesIO(drawn.stdout), []
    while stream.tell() < len(drawn.stdout):
        images.append(_next_page(stream))
    picture = Image.new("L", (sum(one.width + _GAP for one in images) - _GAP, max(one.height for one in images)), 128)
    left = 0
    for one in images:
        picture.paste(one, (left, 0))
        left += one.width + _GAP
    return picture


def _next_page(stream):
    """The next picture of a stream of PGM files: `P5`, width and height, 255, then the greys."""
    assert stream.readline().strip() == b"P5"
    width, height = map(int, stream.readline().split())
    assert stream.readline().strip() == b"255"
    return Image.frombytes("L", (width, height), stream.read(width * height))


def approve(picture, path):
    """Keep a picture as approved, with the name of the program that printed it."""
    step = 255 / (_GREYS - 1)
    indexed = picture.point([round(grey / step) for grey in range(256)])
    kept = Image.frombytes("P", indexed.size, indexed.tobytes())
    kept.putpalette([round(grey * step) for grey in range(_GREYS) for _ in "rgb"])
    words = PngImagePlugin.PngInfo()
    words.add_text("Software", printed_by())
    kept.save(path, optimize=True, bits=4, pnginfo=words)


@cache
def printed_by():
    """LibreOffice's name with its version."""
    program = find_libreoffice()
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])


def own_ink(picture, other):
    """White where a picture is darker than another is anywhere around the place, else black."""
    around = other.filter(ImageFilter.MinFilter(3))
    return ImageChops.subtract(around, picture).point([255 * (grey > _DARKER) for grey in range(256)])


def differing(picture, other):
    """In how many pixels one of two pictures of the same size has ink that the other has not."""
    return sum(own_ink(*pair).histogram()[255] for pair in ((picture, other), (other, picture)))


def compare(picture, name):
    """Fail where a picture is not the approved one; both are then in DIFFERENCES, with what one has and the other has not."""
    with Image.open(PICTURES / f"{name}.png") as kept:
        by, approved = kept.info["Software"], kept.convert("L")
    is_as_large = approved.size == picture.size
    count = differing(picture, approved) if is_as_large else 0
    if is_as_large and count <= MOST:
        return
    left = {"now": picture, "approved": approved}
    if is_as_large:
        left["difference"] = _show_difference(picture, approved)
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    for what, one in left.items():
        one.save(DIFFERENCES / f"{name}-{what}.png")
    found = f"{count} pixels differ" if is_as_large else f"the pages' {approved.size} became {picture.size}"
    pytest.fail(
        f"{name}: {found}; look at {DIFFERENCES / name}-*.png (red: gone, blue: new). Approved as {by} printed it, now it "
        f"is {printed_by()}. If it is meant to be so: pytest -m slow tests/renderers/docx/test_pictures.py "
        f"--update-pictures -k '[{name}]'",
        pytrace=False,
    )


def _show_difference(picture, approved):
    """Both pictures in pale grey, with what only the approved one has in red and what only the new one has in blue."""
    pale = ImageChops.darker(picture, approved).point([190 + grey // 4 for grey in range(256)]).convert("RGB")
    for ink, colour in ((own_ink(approved, picture), (220, 0, 0)), (own_ink(picture, approved), (0, 0, 220))):
        pale.paste(colour, mask=ink.filter(ImageFilter.MaxFilter(3)))
    return pale
