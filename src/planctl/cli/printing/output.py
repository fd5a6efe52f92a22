"""What goes to the screen: data on standard output, messages on standard error, nothing raw that could harm a terminal."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any, Final, TextIO

from planctl.errors import OutputClosedError, OutputRefusedError, PlanctlError
from planctl.files import reason
from planctl.lazy_regex import Expression

_HARMFUL: Final = Expression(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_HARMFUL_IN_PATCH: Final = Expression(rf"(?!\r\n|\ufeff){_HARMFUL.pattern}")


def use_utf8() -> None:
    """Make both streams UTF-8 with line ends as written: redirected output must not depend on the machine."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def clean(text: str) -> str:
    """Text with control and bidi characters made visible as \\uXXXX."""
    return _HARMFUL.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def emit(text: str, *, exact: bool = False) -> None:
    """Write data to standard output; `exact` keeps line ends and byte order marks, which a patch needs.

    Raises OutputClosedError when nobody reads any more, OutputRefusedError when it cannot be written.
    """
    with _reporting_failure():
        sys.stdout.write(_HARMFUL_IN_PATCH.sub(_shown, text) if exact else clean(text))
        sys.stdout.flush()


def emit_styled(text: str) -> None:
    """Write data that was cleaned before it got its styles; raises as `emit` does."""
    with _reporting_failure():
        sys.stdout.write(text)
        sys.stdout.flush()


def emit_bytes(data: bytes) -> None:
    """Write a document to standard output; raises as `emit` does."""
    with _reporting_failure():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def checked_output() -> Iterator[None]:
    """Whatever writes to standard output inside, the framework's help and completion too, fails as `emit` says."""
    stream = sys.stdout if sys.stdout is not None else _ClosedOutput()
    with redirect_stdout(_CheckedOutput(stream)):
        yield


class _CheckedOutput:
    """A stream whose failures are reported as `emit` says; everything else of it is the stream's own."""

    def __init__(self, stream: TextIO | io.TextIOBase) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with _reporting_failure():
            return self._stream.write(text)

    def flush(self) -> None:
        with _reporting_failure():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _ClosedOutput(io.TextIOBase):
    """What stands in for a standard output that was closed before we started."""

    def write(self, text: str) -> int:
        del text
        raise OutputRefusedError("标准输出已关闭", "请用 -o 输出到文件，或不要关闭标准输出。")

    @property
    def buffer(self) -> io.TextIOBase:
        return self


@contextmanager
def _reporting_failure() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise OutputClosedError from None
    except OSError as error:
        raise OutputRefusedError(f"无法写入标准输出（{reason(error)}）", "请检查磁盘空间，或输出到别处。") from None


def say(text: str, end: str = "\n") -> None:
    """Write a message to standard error; where nobody reads it, it is no loss."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(clean(text) + end)
        sys.stderr.flush()
    except OSError:
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
