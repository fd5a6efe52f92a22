"""The font files of a folder, and links to them in a folder of our own: given the folder itself, fontconfig would wait for a pipe
in it without end, and read all that lies below."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from planctl.errors import UnreadableInputError
from planctl.files import reason

_ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")
_MOST_ENTRIES: Final = 50_000
_HOW_TO_GIVE: Final = "--fonts 后面写放字体文件（.ttf、.otf、.ttc）的文件夹。"
_MOST_NAMED: Final = 10


def font_files(folder: Path) -> list[Path]:
    """The files below a folder that are named as fonts are, links to files and folders followed; pipes and devices are none.

    Raises UnreadableInputError where it cannot be opened, holds none, or so much that it is no folder of fonts.
    """
    try:
        if not folder.is_dir():
            raise UnreadableInputError(f"无法打开字体文件夹：{folder}", _HOW_TO_GIVE)
        os.listdir(folder)  # noqa: PTH208 - to learn why it cannot be read
    except OSError as error:
        raise UnreadableInputError(f"无法打开字体文件夹：{folder}（{reason(error)}）", _HOW_TO_GIVE) from None
    found = sorted(path for path in _below(folder) if path.suffix.lower() in _ENDINGS and path.is_file())
    if not found:
        raise UnreadableInputError(f"文件夹 {folder} 里没有字体", _HOW_TO_GIVE)
    return found


def _below(folder: Path) -> Iterator[Path]:
    seen: set[str] = set()
    entries = 0
    for place, folders, files in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        entries += len(folders) + len(files)
        if entries > _MOST_ENTRIES:
            raise UnreadableInputError(f"文件夹 {folder} 里的文件太多，不像只放字体的文件夹", _HOW_TO_GIVE)
        yield from (Path(place, name) for name in files)


def link_fonts(files: list[Path], into: Path) -> dict[Path, Path]:
    """Put a link to each file into a folder that is not there yet: the files by their links. Raises OSError."""
    into.mkdir()
    links = {into / f"{number}{file.suffix}": file for number, file in enumerate(files)}
    for link, file in links.items():
        link.symlink_to(file.resolve())
    return links


def refuse_unread(folder: Path, unread: tuple[Path, ...]) -> None:
    """Raise UnreadableInputError for a folder of which fontconfig could read no file."""
    raise UnreadableInputError(
        f"文件夹 {folder} 里的字体文件都读不出来：{names_of(unread)}", "请重新取得这些字体文件。"
    )


def names_of(files: tuple[Path, ...]) -> str:
    """The names of files, of many the first."""
    more = f"等{len(files)}个" if len(files) > _MOST_NAMED else ""
    return "、".join(file.name for file in files[:_MOST_NAMED]) + more
