"""What the styles of a Word document say: which list a paragraph is in, whether it is centred, how large its text is and
whether it is struck.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST: Final = 20


class Style(NamedTuple):
    """A style of paragraphs or text as declared, its size in half points; None for what it takes from the style it is based
    on.
    """

    based_on: str = ""
    list_number: str | None = None
    level: int | None = None
    centred: bool | None = None
    struck: bool | None = None
    size: str | None = None


@dataclass
class Styles:
    """The styles of a document by their ids; "" is that of paragraphs which name none."""

    declared: dict[str, Style] = field(default_factory=dict)
    _resolved: dict[str, Style] = field(default_factory=dict)

    def style(self, name: str) -> Style:
        """A style, with what it takes from those it is based on."""
        found = self._resolved.get(name)
        if found is None:
            found = self._resolved[name] = self._resolve(name, _DEEPEST)
        return found

    @property
    def strikes(self) -> bool:
        """Whether any style strikes text through."""
        return any(style.struck for style in self.declared.values())

    def _resolve(self, name: str, deepest: int) -> Style:
        style = self.declared.get(name)
        if style is None or not style.based_on or not deepest:
            return style or Style()
        own = {name: value for name, value in style._asdict().items() if value is not None}
        return self._resolve(style.based_on, deepest - 1)._replace(**own)


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of paragraphs and text that the styles part declares."""
    styles = Styles()
    for element in root.findall(f"{W}style") if root is not None else ():
        if element.get(f"{W}type", "paragraph") not in ("paragraph", "numbering", "character"):
            continue
        number, level, alignment = (
            element.find(f"{W}pPr/{path}") for path in (f"{W}numPr/{W}numId", f"{W}numPr/{W}ilvl", f"{W}jc")
        )
        name = element.get(f"{W}styleId", "")
        styles.declared[name] = Style(
            value(element, f"{W}basedOn"),
            number.get(f"{W}val", "") if number is not None else None,
            integer(level, 0) if level is not None else None,
            alignment.get(f"{W}val") == "center" if alignment is not None else None,
            is_struck(element.find(f"{W}rPr")),
            value(element, f"{W}rPr/{W}sz") or None,
        )
        if element.get(f"{W}default") in ("1", "true", "on") and element.get(f"{W}type") == "paragraph":
            styles.declared[""] = Style(name)
    return styles


def value(element: etree._Element | None, path: str, default: str = "") -> str:
    """The w:val of what is at a path below an element."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val", default) if found is not None else default


def integer(element: etree._Element | None, default: int) -> int:
    """The number in an element's w:val."""
    return whole(element.get(f"{W}val", ""), default) if element is not None else default


def whole(text: str, default: int = 0) -> int:
    """A whole number of up to five digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def is_struck(properties: etree._Element | None) -> bool | None:
    """Whether properties of a run say that it is struck through, once or twice; None where they do not say."""
    marks = properties.findall(f"{W}strike") + properties.findall(f"{W}dstrike") if properties is not None else []
    return any(map(is_on, marks)) if marks else None


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is on: `<w:vanish/>` is, `<w:vanish w:val="0"/>` is not."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")
