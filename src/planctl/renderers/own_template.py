"""A user's own template, which may have come by mail: run apart, so that an endless one ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from planctl.errors import TemplateError
from planctl.programs.limited import LimitExceededError, run_limited

_IDLE: Final = 10.0
_TOTAL: Final = 50.0
_MEMORY: Final = 400 * 1024 * 1024
T = TypeVar("T")


def draw_apart(template: Path, draw: Callable[..., T], *arguments: Any) -> T:
    """What a function of a module draws through a template, in a child process with limits. Raises TemplateError where it
    passes them, and what the function raises."""
    try:
        return run_limited(draw, arguments, idle=_IDLE, total=_TOTAL, memory=_MEMORY)
    except LimitExceededError as error:
        hint = "请检查模板里的循环和运算，或从内置模板重新改起。"
        raise TemplateError(f"模板 {template} {error.reason}，已停止", hint) from None
