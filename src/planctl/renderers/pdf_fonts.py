"""What is to be said of the fonts of a PDF: which stood in for others, and which characters no font has."""

from __future__ import annotations

import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from planctl.document.view import TableView
from planctl.errors import OutputRefusedError
from planctl.lazy_regex import Expression
from planctl.programs.font_folder import names_of
from planctl.programs.fontconfig import Fonts
from planctl.programs.stand_ins import Face, is_there
from planctl.programs.word_text import WordText

_MOST_NAMED: Final = 10
_AROUND: Final = 8
"""Characters that are shown on either side of one that no font has."""
_UNSEEN: Final = Expression("[\\s\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_REGION: Final = Expression("(?i)(?<=CJK)(?:jp|kr|sc|tc|hk)")
"""The faces of a collection share their outlines, and a PDF names them all after its first face."""
_INSTALL: Final = "装上原来的字体，或用 --fonts 给出放字体文件的文件夹，再生成一次就用原来的字体"


class NoFaceError(OutputRefusedError):
    """No font has a character of the document."""


def require_faces(text: WordText, view: TableView, fonts: Fonts) -> None:
    """Raise NoFaceError where no font has a character of the document, with the characters and where they stand."""
    paragraphs = list(text.paragraphs())
    characters = set().union(*map(set, paragraphs)) if paragraphs else set()
    missing = fonts.without_face(sorted(character for character in characters if _is_seen(character)))
    if not missing:
        return
    named = "、".join(_place(character, view, paragraphs) for character in missing[:_MOST_NAMED])
    more = f"等{len(missing)}个字" if len(missing) > _MOST_NAMED else ""
    raise NoFaceError(
        f"没有一种字体有这些字，印不出来：{named}{more}",
        "请安装有这些字的字体，或用 --fonts 给出放字体文件的文件夹；自造字请换成国家标准里有的字。",
    )


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") and not _UNSEEN.match(character)


def _place(character: str, view: TableView, paragraphs: Iterable[str]) -> str:
    """A character with its code point, and the cell it stands in, or else what stands around it."""
    headings = {column.field: column.heading for column in view.columns}
    cells = (
        f"{row.reference}的{headings[field]}" if row.reference else headings[field]
        for row in view.rows
        for field, written in row.texts.items()
        if field in headings and character in written
    )
    around = (f"“{_excerpt(character, paragraph)}”" for paragraph in paragraphs if character in paragraph)
    return f"“{character}”（U+{ord(character):04X}，{next(cells, '') or next(around)}）"


def _excerpt(character: str, paragraph: str) -> str:
    at = paragraph.index(character)
    return paragraph[max(at - _AROUND, 0) : at + _AROUND + 1]


def font_notes(text: WordText, pdf: bytes, fonts: Fonts | None) -> tuple[str, ...]:
    """What to tell of the fonts that the PDF holds: which stand in for those that the document asks for."""
    embedded = _fonts_of(pdf)
    if embedded is None:
        return ("本机没有安装 pypdf，没有核对 PDF 用了哪些字体（pip install pypdf）",)
    names = {name.rpartition("+")[2] for name in embedded}
    notes = [] if fonts is None else _notes_by_fontconfig(text.fonts(), names, fonts)
    if fonts is None:
        notes.append(
            f"PDF 用的字体：{'、'.join(sorted(names))}；公文要求的字体：{'、'.join(text.fonts())}。"
            "本机没有 fontconfig，没有核对哪些是代替的、有没有缺字"
        )
    if fonts is not None and fonts.unread:
        notes.append(f"--fonts 的文件夹里，读不出字体的文件：{names_of(fonts.unread)}（可能已损坏）")
    if outside := sorted(name.rpartition("+")[2] for name, inside in embedded.items() if not inside):
        notes.append(f"没有嵌入 PDF 的字体：{'、'.join(outside)}，换一台电脑看可能变样")
    return tuple(notes)


def _notes_by_fontconfig(asked: tuple[str, ...], embedded: set[str], fonts: Fonts) -> list[str]:
    faces = {family: fonts.used_for(family) for family in asked}
    notes = []
    used = {family: face for family, face in faces.items() if any(_is_of(name, face) for name in embedded)}
    if standing_in := _standing_in(used):
        pairs = "；".join(f"{'、'.join(families)} → {used_font}" for used_font, families in standing_in.items())
        notes.append(f"本机没有的字体，已用别的代替：{pairs}（{_INSTALL}）")
    if others := sorted(name for name in embedded if not any(_is_of(name, face) for face in faces.values())):
        notes.append(f"个别字上述字体没有，用的是：{'、'.join(others)}")
    return notes


def _standing_in(used: Mapping[str, Face]) -> dict[str, list[str]]:
    """By the name of each font that stands in for others the families that were asked for."""
    found: dict[str, list[str]] = defaultdict(list)
    for family, face in used.items():
        if not is_there(family, [face]):
            found[f"{face.families[0]}{'（粗体）' if face.bold else ''}"].append(family)
    return found


def _is_of(embedded: str, face: Face) -> bool:
    """Whether a font as a PDF names it is of a face, in whatever style."""
    return bool(face.name) and _stem(embedded).startswith(_stem(face.name))


def _stem(name: str) -> str:
    return _REGION.sub("", name).replace("-", "").casefold()


def _fonts_of(pdf: bytes) -> dict[str, bool] | None:
    """The names of a PDF's fonts, with whether they are embedded; None where pypdf is not installed."""
    try:
        from pypdf import PdfReader
    except ImportError:
        return None
    found: dict[str, bool] = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in _resources(page, "/Font"):
            own = next((one.get_object() for one in font.get("/DescendantFonts", ())), font)
            if name := str(own.get("/BaseFont", "")).lstrip("/"):
                descriptor = own["/FontDescriptor"] if "/FontDescriptor" in own else {}  # noqa: SIM401  (get gives a reference)
                found[name] = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
    return found


def _resources(page: Any, kind: str) -> Iterator[Any]:
    resources = page.get("/Resources", {})
    for one in resources.get_object().get(kind, {}).values() if resources else ():
        yield one.get_object()
