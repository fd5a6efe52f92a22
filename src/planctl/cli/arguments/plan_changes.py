"""Writing a changed plan file back, and showing the change."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Final

from planctl.errors import OutputRefusedError
from planctl.files import read_source, reason, write_atomically
from planctl.source import Source

_PATIENCE: Final = 30.0
"""Seconds to wait for another planctl that changes the same file."""


def diff_of(source: Source, text: str) -> str:
    """The change as a unified diff."""
    from difflib import unified_diff

    before, after = (StringIO(version, newline="\n").readlines() for version in (source.text, text))
    lines = []
    name = source.name.lstrip("/")
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def write_changed(path: Path, source: Source, text: str) -> None:
    """Replace a file by its changed text.

    Raises OutputRefusedError where it must not or cannot be written, or where somebody changed it meanwhile.
    """
    with _one_at_a_time(path):
        if read_source(path).text != source.text:
            raise OutputRefusedError(f"文件刚被别的程序改过：{path}", "未作改动，请重新运行。")
        write_atomically(path, [text.encode("utf-8")])


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Of several planctl that change a file at the same time, let one look and write before the next looks."""
    from hashlib import sha256

    from filelock import FileLock, Timeout

    target = os.path.realpath(path)
    name = f"planctl-{_user()}-{sha256(os.fsencode(target)).hexdigest()[:16]}.lock"
    try:
        lock = FileLock(Path(tempfile.gettempdir()) / name, timeout=_PATIENCE)
        lock.acquire()
    except Timeout:
        raise OutputRefusedError(f"别的 planctl 正在改写：{path}", "未作改动，请稍后再试。") from None
    except (OSError, NotImplementedError) as error:  # such as no /proc, or a file system without locks
        raise OutputRefusedError(
            f"无法加锁，不能改写：{path}（{reason(error)}）",
            "未作改动；锁文件放在临时文件夹里，请检查它是否可写，或用环境变量 TMPDIR 换一个。",
        ) from None
    try:
        yield
    finally:
        with suppress(OSError):  # the file is written by now, and the system lifts the lock when we end
            lock.release()


def _user() -> str:
    """Who runs this: a lock file of another's cannot be opened in a shared folder."""
    return str(os.getuid()) if hasattr(os, "getuid") else "0"
