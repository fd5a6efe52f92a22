"""Files while they are written: locked by their writers, so that those of processes that were killed are known and removed."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PREFIX: Final = ".planctl-"
_SUFFIX: Final = ".tmp"


def new_unfinished_file(folder: Path) -> tuple[int, str]:
    """The descriptor and the path of a new file; it stays locked until it is closed. Those that nobody writes any more
    are removed from the folder. Raises OSError or ValueError where the folder takes no file."""
    import tempfile  # takes a while to load, and questions write no file

    _remove_abandoned(folder)
    while True:
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        _lock(descriptor, wait=True)
        if sys.platform == "win32" or os.fstat(descriptor).st_nlink:
            return descriptor, name
        os.close(descriptor)  # another writer, be it a thread, took it for abandoned before it was locked


@contextlib.contextmanager
def kept_locked(descriptor: int) -> Iterator[None]:
    """Keep the lock of a file until the block ends, though the file is closed in it: between that and its being renamed it
    would look abandoned."""
    if sys.platform == "win32":
        yield
        return
    same = os.dup(descriptor)
    try:
        yield
    finally:
        os.close(same)


def _remove_abandoned(folder: Path) -> None:
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                path.unlink()  # fails while the file is open
                continue
            descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
            try:
                if _lock(descriptor):
                    path.unlink()
            finally:
                os.close(descriptor)


def _lock(descriptor: int, *, wait: bool = False) -> bool:
    """Lock an open file; False where another writer has it locked and is not waited for, or the file system has no locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
