"""The open tags of a page: whether their content shows, is struck through, or is centred."""

from __future__ import annotations

from typing import Final, NamedTuple

from planctl.errors import UnreadableInputError
from planctl.importer.readers.grid import too_many
from planctl.lazy_regex import Expression

_HIDDEN = Expression(r"(?i)(?:^|;)\s*display\s*:\s*none")
_STRUCK = Expression(r"(?i)(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]{0,80}line-through")
_CENTRED = Expression(r"(?i)(?:^|;)\s*text-align\s*:\s*([a-z]+)")
_DEEPEST: Final = 5_000
_MOST_TAGS: Final = 2_000_000


class OpenTag(NamedTuple):
    """An open tag; hidden, struck through or centred by itself or by a tag around it."""

    name: str = ""
    hidden: bool = False
    struck: bool = False
    centred: bool = False


_PAGE: Final = OpenTag()
_STRIKING: Final = frozenset(("s", "strike", "del"))
_SHOWN_BY_SCRIPT: Final = frozenset(("html", "body"))
"""Pages hide themselves until their script has run."""


class OpenTags:
    """All open tags, and how many there have been."""

    def __init__(self) -> None:
        self._open = [_PAGE]
        self._seen = 0

    @property
    def last(self) -> OpenTag:
        """The innermost open tag."""
        return self._open[-1]

    @property
    def around(self) -> OpenTag:
        """The tag around the innermost."""
        return self._open[-2] if len(self._open) > 1 else _PAGE

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens. Raises UnreadableInputError for too many of them, or too many levels."""
        style = attributes.get("style", "")
        _, hidden, struck, centred = self._open[-1]
        if name not in _SHOWN_BY_SCRIPT:
            hidden = hidden or "hidden" in attributes or bool(style and _HIDDEN.search(style))
        struck = struck or name in _STRIKING or bool(style and _STRUCK.search(style))
        styled = _CENTRED.search(style) if style else None
        aligned = styled[1] if styled else attributes.get("align")
        if aligned:
            centred = aligned.lower() == "center"
        self._open.append(OpenTag(name, hidden, struck, centred or name == "center"))
        self._seen += 1
        if self._seen > _MOST_TAGS:
            raise too_many(_MOST_TAGS, "个标签")
        if len(self._open) > _DEEPEST:
            raise UnreadableInputError(f"网页标签嵌套超过{_DEEPEST}层", "请复制到 Word 中保存后再导入。")

    def show(self) -> None:
        """The innermost tag's content counts as shown, whether it is or not."""
        self._open[-1] = self._open[-1]._replace(hidden=False)

    def end(self) -> None:
        """The innermost tag closes."""
        if len(self._open) > 1:
            self._open.pop()
