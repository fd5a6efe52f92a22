"""Entry point: whatever happens, the user gets a sentence and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import Final, NoReturn

from planctl.stopping import end_on_signals, stopped_with

_INTERRUPTED: Final = "\n已中断。\n"


def main() -> None:
    """Run planctl and exit. 130 after Ctrl-C, 70 for a bug of ours (PLANCTL_DEBUG=1 shows where)."""
    code = _run()
    stopped = stopped_with()
    if stopped is None:
        _leave(code)
    if code != stopped:  # another error took the place of the signal's, or the signal was lost
        _say(_INTERRUPTED)
    _leave(stopped)


def _run() -> int:
    try:
        gc.disable()  # a plan becomes many objects and no cycles; collecting meanwhile costs a third of the time
        _occupy_closed_streams()
        end_on_signals()
        from planctl.cli import run

        return run()
    except KeyboardInterrupt:
        _say(_INTERRUPTED)
        return 130
    except Exception as error:
        if stopped_with() is None:
            _report_bug(error)
        return 70


def _report_bug(error: Exception) -> None:
    if os.environ.get("PLANCTL_DEBUG"):
        raise error
    _say(f"程序内部错误：{type(error).__name__}: {error}\n")
    _say("  这是 planctl 的缺陷，请报告；设置环境变量 PLANCTL_DEBUG=1 后重试可显示细节。\n")


def _leave(code: int) -> NoReturn:
    """End at once: taking a large plan's objects apart one by one takes as long as checking it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def _occupy_closed_streams() -> None:
    """Keep the numbers of standard streams that are closed from files that are opened later: what a library prints would
    be written into them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def _say(text: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)


if __name__ == "__main__":
    main()
