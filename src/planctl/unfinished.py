"""Files while they are written: locked by their writers, so that those of processes that were killed are known and removed."""

from __future__ import annotations

import contextlib
import os
import sys
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
        _lock(descriptor)
        if sys.platform == "win32" or os.fstat(descriptor).st_nlink:
            return descriptor, name
        os.close(descriptor)  # another process took it for abandoned before it was locked


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


def _lock(descriptor: int) -> bool:
    """Lock an open file; False where another process has it locked, or the file system has no locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
