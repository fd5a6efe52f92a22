"""That work goes on, for whoever waits at a terminal: a bar where it can be counted, a spinner where not."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE: Final = 1.0  # seconds

T = TypeVar("T")


def track(items: Sequence[T], label: str) -> Iterator[T]:
    """The items; when a second has gone by, with a bar on standard error, where that is a terminal."""
    remaining = iter(items)
    if is_watched():
        start = time.monotonic()
        for done, item in enumerate(remaining, 1):
            yield item
            if time.monotonic() - start > _PATIENCE:
                yield from _with_bar(remaining, label, done, len(items))
    yield from remaining


def _with_bar(remaining: Iterator[T], label: str, done: int, total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total, completed=done)
        for item in remaining:
            yield item
            bar.advance(task)


@contextmanager
def working(words: str) -> Iterator[None]:
    """When a second has gone by and the block still runs, show a spinner with words and the time that has gone by on standard
    error, if that is a terminal."""
    if not is_watched():
        yield
        return
    spinner = _Spinner(words)
    timer = threading.Timer(_PATIENCE, spinner.show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        spinner.end()


class _Spinner:
    """What turns on standard error from when it is shown until it is ended; ended before that it is never shown."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._lock = threading.Lock()
        self._ended = False
        self._shown: Progress | None = None

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._ended:
                return
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._shown = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._shown.add_task(self._words, total=None)
            self._shown.start()

    def end(self) -> None:
        with self._lock:
            self._ended = True
            if self._shown is not None:
                self._shown.stop()


def is_watched() -> bool:
    """Whether somebody sees standard error as it is written."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
