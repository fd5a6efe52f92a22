"""Writing a changed plan file back, and showing the change."""

from __future__ import annotations

from pathlib import Path

from planctl.errors import OutputRefusedError
from planctl.files import read_source, write_atomically
from planctl.source import Source


def diff_of(source: Source, text: str) -> str:
    """The change as a unified diff."""
    from difflib import unified_diff

    before, after = (one.splitlines(keepends=True) for one in (source.text, text))
    lines = []
    name = source.name.lstrip("/")
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def write_mended(path: Path, source: Source, text: str) -> None:
    """Replace a file by its changed text.

    Raises OutputRefusedError where it must not or cannot be written, or where somebody changed it meanwhile.
    """
    if read_source(path).text != source.text:
        raise OutputRefusedError(f"文件刚被别的程序改过：{path}", "未作改动，请重新运行。")
    write_atomically(path, [text.encode("utf-8")])
