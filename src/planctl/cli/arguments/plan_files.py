"""Which files are plans: known by their content, so that the nearest one upward is found and none is overwritten."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from planctl.errors import OutputRefusedError, UsageError
from planctl.files import writable_target
from planctl.lazy_regex import Expression
from planctl.source import BYTE_ORDER_MARK

_HEAD: Final = 64 * 1024
"""Bytes in which a plan says that it is one."""
_NOT_A_PLAN: Final = Expression(r"(?i)\.(ledger|review)\.ya?ml$")
_USUAL_NAME: Final = Expression(r"plan(\d{4})?\.ya?ml")
_KEYS: Final = tuple(
    Expression(rf"(?m)(?:^|[{{,]\s*+)[\"']?+{key}[\"']?+\s*+[:：]") for key in ("format", "plan", "tasks")
)
_FEWEST_KEYS: Final = 2
"""A plan that has lost one of its keys, or has a full-width colon behind one, must be reported, not passed over."""
_MARK: Final = BYTE_ORDER_MARK.encode()


def is_plan_file(path: Path) -> bool:
    """Whether a file is a plan: a .yaml or .yml with two of the keys `format`, `plan` and `tasks` near its head.

    A file with the usual name is one whatever it holds.
    """
    name = path.name
    if not name.lower().endswith((".yaml", ".yml")) or _NOT_A_PLAN.search(name) or not path.is_file():
        return False
    return bool(_USUAL_NAME.fullmatch(name)) or _reads_like_a_plan(path)


def _reads_like_a_plan(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    plain = head.replace(b"\0", b"").removeprefix(_MARK).lstrip(b"\xff\xfe")  # UTF-16 is found too, and then refused
    text = plain.decode(errors="replace")
    return sum(key.search(text) is not None for key in _KEYS) >= _FEWEST_KEYS


def refuse_overwriting(path: Path, *inputs: Path | str | None) -> None:
    """Raise OutputRefusedError for an output that would take the place of one of the command's inputs, or of a plan:
    only the commands that edit a file write over it."""
    for file in inputs:
        try:
            same = file is not None and path.samefile(file)
        except (OSError, ValueError):
            continue
        if same:
            raise OutputRefusedError(f"输出文件就是输入文件：{path}", "请换一个文件名；原文件未改动。")
    if is_plan_file(writable_target(path)):
        raise OutputRefusedError(f"输出文件是一份方案：{path}", "请换一个文件名；原文件未改动。")


def plans_in(folders: Iterable[Path]) -> Iterator[Path]:
    """The plan files in these folders, by name, each folder once; what cannot be looked into has none."""
    seen: set[Path] = set()
    for folder in folders:
        with contextlib.suppress(OSError):
            if (place := folder.resolve()) not in seen:
                seen.add(place)
                yield from _plans_of(folder)


def _plans_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if is_plan_file(path))


def nearest_plan() -> Path | None:
    """The plan in the current folder or the nearest one above it; a folder above that everybody may write to (/tmp) is
    passed over, for others' plans lie there. Raises UsageError where a folder has several."""
    try:
        here = Path.cwd()
    except OSError:  # the current folder was deleted
        return None
    for folder in (here, *here.parents):
        try:
            if folder != here and folder.stat().st_mode & stat.S_ISVTX:
                continue
            plans = _plans_of(folder)
        except OSError:
            continue
        if len(plans) > 1:
            names = "、".join(path.name for path in plans)
            raise UsageError(f"{folder} 中有多份方案：{names}", "请用 -p 指定其中一份。")
        if plans:
            return plans[0]
    return None
