"""Functions run in a child process with limits on time and memory: for what a file that came by mail could make endless.

A child serves one call after another, so that what it imports is imported once; it ends with us, or when it passes a
limit.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from planctl.errors import PlanctlError

T = TypeVar("T")

_COMMAND: Final = ("-P", "-c", "from planctl.programs.limited import serve; serve()")
_BEAT: Final = 0.5
"""Seconds between two words of progress."""
_PROGRESS, _RESULT, _ERROR, _ENDED = "progress", "result", "error", "ended"
_OUT_OF_MEMORY: Final = 77
_MEMORY_CODES: Final = (_OUT_OF_MEMORY, -signal.SIGSEGV, -signal.SIGABRT)
"""What a child ends with that Python, or a library of C, could give no memory."""
_CPU_LIMIT_CODE: Final = -signal.SIGXCPU if sys.platform == "linux" else None


class LimitExceededError(Exception):
    """A call took too long or too much memory, or its process was ended; `reason` says which, in Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run_limited(function: Callable[..., T], arguments: tuple[Any, ...], *, idle: float, total: float, memory: int) -> T:
    """The result of a function of a module, called in a child process; arguments and result are pickled.

    `idle` are the seconds that may pass without a call of `progress`, `total` those in all, `memory` the bytes of
    address space (on Linux; elsewhere there is only the time). Raises LimitExceededError; a PlanctlError as the
    function raised it; RuntimeError with the child's traceback for anything else.
    """
    child = _idle_children.pop() if _idle_children else _Child()
    try:
        result: T = child.call(function, arguments, idle, total, memory)
    except PlanctlError:
        _idle_children.append(child)
        raise
    except BaseException:
        child.end()
        raise
    _idle_children.append(child)
    return result


def progress() -> None:
    """Say that the work goes on; nothing happens where it does not run in a child."""
    if _waiting is not None and time.monotonic() - _waiting.last_beat > _BEAT:
        _waiting.send(_PROGRESS, None)


class _Child:
    """The parent's end of a child process."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = subprocess.Popen(
            [sys.executable, *_COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)  # pipes of Windows cannot be waited for
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._answers.put(pickle.load(self._process.stdout))
        except Exception:  # the pipe ended, in the middle of an answer or not
            self._answers.put((_ENDED, None))

    def call(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], idle: float, total: float, memory: int
    ) -> Any:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # then the answer is that it ended
            pickle.dump((function, arguments, _current_folder(), total, memory), self._process.stdin)
            self._process.stdin.flush()
        started = last = time.monotonic()
        while True:
            until = min(last + idle, started + total)
            try:
                kind, value = self._answers.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                reason = f"{idle:g}秒没有进展" if until < started + total else f"{total:g}秒还没有完成"
                raise LimitExceededError(reason) from None
            if kind == _RESULT:
                return value
            if kind == _ERROR:
                raise value
            if kind == _ENDED:
                raise LimitExceededError(self._why_it_ended(total))
            last = time.monotonic()

    def _why_it_ended(self, total: float) -> str:
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:  # it lives, and what it said was no answer
            return "没有得出结果"
        if code in _MEMORY_CODES:
            return "占用的内存太多"
        if code == _CPU_LIMIT_CODE:
            return f"{total:g}秒还没有完成"
        return f"中途退出（退出码{code}）"

    def end(self) -> None:
        """End the process and whatever waits for it."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # a request that was not sent whole
                pipe.close()  # type: ignore[union-attr]


_idle_children: Final[list[_Child]] = []


@atexit.register
def _end_children() -> None:
    while _idle_children:
        _idle_children.pop().end()


def _current_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it was deleted
        return None


class _Waiting:
    """The child's end: who waits for the answer."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self.last_beat = 0.0

    def send(self, kind: str, value: object) -> None:
        pickle.dump((kind, value), self._pipe)
        self._pipe.flush()
        self.last_beat = time.monotonic()


_waiting: _Waiting | None = None


def serve() -> None:
    """What a child does: call after call, until its parent is gone or a call needs too much memory."""
    global _waiting
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which ends us
    requests = os.fdopen(os.dup(0), "rb")
    _waiting = _Waiting(os.fdopen(os.dup(1), "wb"))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # what the work prints is no answer
        os.dup2(nothing, stream)
    try:
        while True:
            function, arguments, folder, total, memory = pickle.load(requests)
            with contextlib.suppress(OSError):
                os.chdir(folder or os.curdir)
            _set_limits(total, memory)
            _waiting.send(*_answer(function, arguments))
    except (EOFError, BrokenPipeError):
        pass
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)


def _answer(function: Callable[..., object], arguments: tuple[Any, ...]) -> tuple[str, object]:
    try:
        return _RESULT, function(*arguments)
    except PlanctlError as error:
        return _ERROR, error
    except MemoryError:
        raise
    except Exception:
        return _ERROR, RuntimeError(traceback.format_exc())


def _set_limits(total: float, memory: int) -> None:
    """Limit the memory, and the processor's time too: a parent that was killed ends no child."""
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    seconds = int(time.process_time() + total) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
