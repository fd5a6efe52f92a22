"""What a notice has below its text: 附件说明, signatures, date and 附注, and how high it is (GB/T 9704-2012 §7.3.4 to §7.3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planctl.document.layout import Layout
from planctl.document.line_ends import count_lines
from planctl.document.official import OfficialDocument
from planctl.document.seals import seal_rows

CHARACTER: Final = 15.75
"""Points from one character of the text to the next."""
LINE_WIDTH: Final = 156 * 72 / 25.4
"""Points."""
INDENT: Final = 32.0
"""Points before the first line of a paragraph."""
_BLANK: Final = 0.25
"""How wide a blank is in hanzi."""
_BESIDE_NAMES: Final = 6.25
_BESIDE_NAME: Final = 5
"""Characters left of the names of several attachments, or of the later lines of one."""


@dataclass(frozen=True)
class Closing:
    """So many lines, and distances between rows of seals; whether there are attachments among the lines."""

    lines: int
    between_seals: int = 0
    attached: bool = False

    def height(self, pitch: float, seals: float) -> float:
        """In points, by the pitches of lines and of rows of seals."""
        return self.lines * pitch + self.between_seals * seals

    def how_to_shorten(self) -> str:
        """What makes it lower, in a user's words."""
        ways = []
        if self.attached:
            ways.append("缩短或合并附件名称（attachments）")
        if self.between_seals:
            ways.append("把署名写成规范化简称（9个字以内的三个一排），或用 --unsealed 不留印章的位置")
        return "，".join(ways) or "缩短通知的标题（notice_title）、主送机关（addressees）"


def closing_of(official: OfficialDocument, layout: Layout) -> Closing:
    """What stands below the text of a notice in a layout."""
    lines = _lines_of_attachments(official.attachment)
    lines += sum(lines_of(text, INDENT) for text in (official.contact, official.annotation) if text)
    organs, attached = official.signature.split("\n"), bool(official.attachment)
    if layout.unsealed:  # one line free above, the date below
        return Closing(lines + 2 + sum(lines_of(organ, INDENT) for organ in organs), attached=attached)
    if len(organs) == 1:  # two lines free above, the date below
        return Closing(lines + 3 + lines_of(organs[0]), attached=attached)
    return Closing(lines + 4, len(seal_rows(organs)) - 1, attached)


def _lines_of_attachments(attachment: str) -> int:
    """With the line that is free above."""
    if not attachment:
        return 0
    beside = _BESIDE_NAMES if "\t" in attachment else _BESIDE_NAME
    names = (line.partition("\t")[2] or line for line in attachment.removeprefix("附件：").split("\n"))
    return 1 + sum(lines_of(name, beside=beside) for name in names)


def lines_of(text: str, indent: float = 0, beside: float = 0) -> int:
    """How many lines a text takes, with an indent of so many points, and so many characters wide left of it."""
    return count_lines(indented(text, indent, CHARACTER) if indent else text, LINE_WIDTH / CHARACTER - beside)


def indented(text: str, indent: float, character: float) -> str:
    """A text behind blanks that are together as wide as an indent, in points, where its characters are so many apart."""
    return " " * round(indent / character / _BLANK) + text
