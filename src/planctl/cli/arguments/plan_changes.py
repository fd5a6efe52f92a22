"""Writing a changed plan file back, and showing the change."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path
from typing import Final

from planctl.cli.printing.output import say
from planctl.errors import OutputRefusedError
from planctl.files import read_source, reason, write_atomically
from planctl.source import Source

_PATIENCE: Final = 10.0
"""Seconds to wait for another planctl that changes a plan."""
_IN_SILENCE: Final = 1.0
"""Seconds of these that need no word."""


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
    """Replace a file by its changed text; whoever calls this has the file read inside `one_at_a_time`.

    Raises OutputRefusedError where it must not or cannot be written, or where another program changed it meanwhile.
    """
    if read_source(path).text != source.text:
        raise OutputRefusedError(f"文件刚被别的程序改过：{path}", "未作改动，请重新运行。")
    write_atomically(path, [text.encode("utf-8")])


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several planctl that change plans at the same time, let one read, change and write before the next reads.

    One lock file serves all plans of a user, so that none is left behind for each. Raises OutputRefusedError where
    the others are not done in ten seconds, or nothing can be locked.
    """
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(Path(tempfile.gettempdir()) / f"planctl-{_user()}.lock")
        try:
            lock.acquire(timeout=min(_IN_SILENCE, _PATIENCE))
        except Timeout:
            say(f"别的 planctl 正在改写方案，最多等待{_PATIENCE:.0f}秒……")
            lock.acquire(timeout=max(_PATIENCE - _IN_SILENCE, 0))
    except Timeout:
        raise OutputRefusedError("别的 planctl 正在改写方案", "未作改动，请稍后再试。") from None
    except (OSError, NotImplementedError) as error:  # such as no /proc, or a file system without locks
        raise OutputRefusedError(
            f"无法加锁，不能改写方案（{reason(error)}）",
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
