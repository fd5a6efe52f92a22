"""Text in a calendar."""

from __future__ import annotations

from typing import Final

from icalendar import vText

from planctl.lazy_regex import Expression

_CONTROLS: Final = Expression(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LONGEST_SUMMARY: Final = 60


class Text(vText):
    """Text as a calendar's reader gets it back: icalendar itself takes a printed \\N for a line break, and does not escape
    at all what it writes in properties that it does not know."""

    def to_ical(self) -> bytes:
        """The text, escaped."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def whole(text: str) -> Text:
    """A text with its lines, without characters that a calendar cannot hold."""
    return Text("\n".join(_CONTROLS.sub("", text).splitlines()))


def in_one_line(text: str) -> Text:
    """A text without its line breaks."""
    return Text(" ".join(_CONTROLS.sub("", text).split()))


def shortened(text: str) -> Text:
    """A text in one line, cut with … where it is longer than a calendar shows."""
    line = in_one_line(text)
    return line if len(line) <= _LONGEST_SUMMARY else Text(line[: _LONGEST_SUMMARY - 1] + "…")
