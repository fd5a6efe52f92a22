"""What goes to the screen: data on standard output, messages on standard error, nothing raw that could harm a terminal."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import Final

from planctl.errors import OutputClosedError, PlanctlError

_HARMFUL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def use_utf8() -> None:
    """Make both streams UTF-8 whatever the code page: redirected output must not depend on the machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def clean(text: str) -> str:
    """Text with control and bidi characters made visible as \\uXXXX."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def emit(text: str) -> None:
    """Write data to standard output; raises OutputClosedError when nobody reads any more."""
    try:
        sys.stdout.write(clean(text))
        sys.stdout.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def emit_bytes(data: bytes) -> None:
    """Write a document to standard output; raises OutputClosedError when nobody reads any more."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise OutputClosedError from None


def say(text: str) -> None:
    """Write a message to standard error; where nobody reads it, it is no loss."""
    try:
        sys.stderr.write(clean(text) + "\n")
        sys.stderr.flush()
    except BrokenPipeError:
        _redirect_to_nothing(sys.stderr.fileno())


def report_error(error: PlanctlError) -> None:
    """Say why a command cannot go on and what to do."""
    say(f"错误：{error.message}")
    if error.hint:
        say(f"  {error.hint}")


def silence_stdout() -> None:
    """After a closed pipe: keep the interpreter from complaining while it flushes on its way out."""
    _redirect_to_nothing(sys.stdout.fileno())


def _redirect_to_nothing(descriptor: int) -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)
