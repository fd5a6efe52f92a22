"""That work goes on, for whoever waits at a terminal: a bar where it can be counted, a spinner where not."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeVar

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
def working(words: str, *, shown: bool = True) -> Iterator[None]:
    """Show a spinner with words on standard error while the block runs, if that is a terminal."""
    if not shown or not is_watched():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def is_watched() -> bool:
    """Whether somebody sees standard error as it is written."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
