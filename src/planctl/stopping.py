"""Signals that end the program: an exception where they strike, and remembered besides.

Python drops an exception that strikes in a finaliser, and one on its way out may give place to another: closing a zip
file that is half written is an error of its own.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_exit_codes: list[int] = []
_held: list[None] = []
"""One for each `held` block that is entered."""


def end_on_signals() -> None:
    """Let Ctrl-C, SIGTERM and SIGHUP end the program as an exception does, so that no half-written file stays behind.

    A signal that is ignored already, as under nohup, stays so.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)


def stopped_with() -> int | None:
    """The exit code of the signal that was to end the program, 128 and its number; None where none came."""
    return _exit_codes[0] if _exit_codes else None


def end_if_stopped() -> None:
    """Raise once more what the signal raised, in case it was lost: for the last moment before something is for good."""
    if _exit_codes:
        _raise(_exit_codes[0])


@contextmanager
def held() -> Iterator[None]:
    """Only remember signals inside: what is begun there, such as another program, would be lost without a name. Whoever
    enters this raises them behind it, by `end_if_stopped`."""
    _held.append(None)
    try:
        yield
    finally:
        _held.pop()


def _stop(number: int, _: FrameType | None) -> None:
    _exit_codes.append(128 + number)
    if not _held:
        _raise(128 + number)


def _raise(exit_code: int) -> None:
    if exit_code == 128 + signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(exit_code)
