"""The head of an official document (发文机关标志): on one line, or a line for each organ that issues it (§7.2.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docx.document import Document as DocumentObject

from planctl.document.first_page import HEAD_LEADING, SMALLEST_HEAD, room_for_head
from planctl.document.layout import DOCUMENT, Layout
from planctl.document.official import OfficialDocument
from planctl.document.title_lines import title_width
from planctl.errors import PlanctlError
from planctl.renderers.docx.frameless import frameless_table
from planctl.renderers.docx.paragraphs import BEFORE_LETTER_SPACING, line_width, set_pitch, style_of
from planctl.renderers.docx.xml import Element, child_of, escape_xml, tag, text_of

_GAP: Final = 0.5
"""Characters between the organs' names and 文件."""
_POINT: Final = 20  # twips


class HeadTooLargeError(PlanctlError):
    """The head would have to be set in letters too small."""

    exit_code = 1


def set_heads(
    paragraphs: Iterable[Element], document: DocumentObject, official: OfficialDocument, layout: Layout
) -> float:
    """Set the heads in letters small enough for the first page; how many points high they are then.

    Raises HeadTooLargeError below SMALLEST_HEAD.
    """
    organs = official.head.split("\n")
    height = 0.0
    for paragraph in paragraphs:
        usual = max((_size(run, paragraph, document) for run in paragraph.iter(tag("r"))), default=0)
        room = line_width(document)
        if not usual or not room:
            continue
        if len(organs) == 1:
            size = min(usual, room / max(1, title_width(text_of(paragraph))))
            _require_size(size, layout, f"发文机关标志“{official.head}”太长", "请把 issuing_authority 写成规范化简称。")
            size = height = int(2 * size) / 2  # Word knows half points, and the end of a notice is planned by them
            if size < usual:
                for run in paragraph.iter(tag("r")):
                    _set_size(run, size)
                set_pitch(paragraph, size)
            continue
        widest = max(map(title_width, organs)) + _GAP + len(DOCUMENT)
        wide = room / widest
        _require_size(wide, layout, f"发文机关“{max(organs, key=title_width)}”的名称太长", _SHORTEN)
        room_high = room_for_head(official.notice_title, official.addressees, official.stage, official.text)
        high = room_high / (len(organs) * HEAD_LEADING)
        size = int(2 * min(usual, wide, high)) / 2
        height = size + (len(organs) - 1) * size * HEAD_LEADING
        _replace(paragraph, organs, size)
    return height


_SHORTEN: Final = "请把 issuing_authority 写成规范化简称，或用 --head lead 只印主办机关。"


def _require_size(size: float, layout: Layout, problem: str, hint: str) -> None:
    if size < SMALLEST_HEAD and not layout.no_head:
        raise HeadTooLargeError(f"{problem}：发文机关标志的字号不能小于{SMALLEST_HEAD}磅", hint)


def _replace(paragraph: Element, organs: list[str], size: float) -> None:
    """Put a table in the head's place: the names, made equally wide, and 文件 at the middle of their block.

    The first line is as high as its letters, whose upper edge has its place on the page.
    """
    widest = max(map(title_width, organs))
    widths = [round((widest + _GAP) * size * _POINT), round((len(DOCUMENT) + _GAP / 2) * size * _POINT)]
    style = style_of(paragraph)
    pitches = [round(size * _POINT), *[round(size * HEAD_LEADING * _POINT)] * (len(organs) - 1)]
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{pitch}" w:hRule="exact"/></w:trPr>'
        f"{_cell(widths[0], '', _line(style, size, pitch, organ, _spread(organ, widest) * size))}"
        f"{_cell(widths[1], 'continue' if index else 'restart', _line(style, size, pitch, '' if index else DOCUMENT))}</w:tr>"
        for index, (organ, pitch) in enumerate(zip(organs, pitches, strict=True))
    )
    table = frameless_table(widths, rows, "center")
    parent = paragraph.getparent()
    assert parent is not None
    parent.replace(paragraph, table)


def _spread(name: str, widest: float) -> float:
    """What each character but the last is widened by, in characters, so that the name is as wide as the widest."""
    return (widest - title_width(name)) / (len(name) - 1) if len(name) > 1 else 0


def _cell(width: int, merge: str, paragraph: str) -> str:
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'


def _line(style: str, size: float, pitch: int, text: str, widened: float = 0) -> str:
    runs = "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:spacing w:val="{round(points * _POINT)}"/><w:sz w:val="{round(2 * size)}"/>'
        f"</w:rPr><w:t>{escape_xml(characters)}</w:t></w:r>"
        for characters, points in ((text[:-1], widened), (text[-1:], 0))
        if characters
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{escape_xml(style)}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr>{runs}</w:p>'
    )


def _size(run: Element, paragraph: Element, document: DocumentObject) -> float:
    """A run's size in points, by itself or by its paragraph's style; 0 where neither says."""
    identifier = style_of(paragraph)
    styles = [each for each in document.styles.element if each.get(tag("styleId")) == identifier]
    for owner in (run, *styles):
        if (size := owner.find(f"{tag('rPr')}/{tag('sz')}")) is not None:
            return int(size.get(tag("val"), "0")) / 2
    return 0


def _set_size(run: Element, points: float) -> None:
    size = child_of(child_of(run, "rPr"), "sz", behind=_BEFORE_SIZE)
    size.set(tag("val"), str(int(2 * points)))


_BEFORE_SIZE: Final = [*BEFORE_LETTER_SPACING, "spacing", "w", "kern", "position"]
"""What stands before `w:sz` in a run's properties."""
