"""Which plan a command works on: the one named, the nearest one, or the built-in one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, TypeVar

from planctl.checks import plan_errors
from planctl.cli.arguments.plan_files import nearest_plan
from planctl.cli.printing.output import emit, say
from planctl.errors import OutputRefusedError
from planctl.files import read_source, resource
from planctl.planfile.loader import Loaded, load_plan
from planctl.planfile.whole import plan_of
from planctl.source import Source

T = TypeVar("T")
BUILT_IN: Final = "data/plan2017.yaml"


def choose_plan(named: Path | None, *, quiet: bool = False, above_table: bool = False) -> Path:
    """The plan file: the one named, else PLANCTL_PLAN, else the nearest one upward, else the built-in plan of 2017.

    A plan that was not named is reported on standard error, unless `quiet`; where a table follows on a terminal
    (`above_table`), the built-in one above the table. Raises UsageError where a folder has several.
    """
    if named is not None:
        return named
    report = _say_nothing if quiet else say
    if variable := os.environ.get("PLANCTL_PLAN"):
        report(f"方案：{variable}（环境变量 PLANCTL_PLAN）")
        return Path(variable)
    if near := nearest_plan():
        report(f"方案：{near}")
        return near
    if above_table and sys.stdout.isatty():
        emit(_EXAMPLE)
    else:
        report("方案：内置的东莞市2017年方案（没有指定方案文件）")
    return resource(BUILT_IN)


_EXAMPLE: Final = "以下是内置的示例，东莞市2017年方案；本文件夹及其上级没有方案文件，可用 -p 指定。\n"


def _say_nothing(text: str) -> None:
    del text


def open_plan(named: Path | None, *, quiet: bool = False, above_table: bool = False) -> Loaded:
    """Choose and read a plan. Raises UsageError or UnreadableInputError where there is none to read."""
    return read_plan(read_source(choose_plan(named, quiet=quiet, above_table=above_table)))


_KEPT: Final[list[object]] = []


def kept(thing: T) -> T:
    """Something, kept until the process ends: taking a large plan apart takes time that nobody gets anything for."""
    _KEPT.append(thing)
    return thing


def read_plan(source: Source) -> Loaded:
    """Read a plan for the rest of the process."""
    return kept(load_plan(source))


def refuse_built_in(path: Path) -> None:
    """Raise OutputRefusedError for the plan that planctl ships, where it stands in for one that was not given."""
    if path == resource(BUILT_IN):
        raise OutputRefusedError("内置的方案不能改写", "请用 -p 给出自己的方案文件。")


class OpenedPlan:
    """A plan that a question is put to: it answers from what could be read, and says how many errors there are."""

    def __init__(self, named: Path | None, *, above_table: bool = False) -> None:
        self.loaded = open_plan(named, above_table=above_table)
        self.errors = len(plan_errors(self.loaded))
        self.plan = plan_of(self.loaded)

    def exit_code(self) -> int:
        """0, or 1 after saying on standard error that the plan has errors."""
        if not self.errors:
            return 0
        say(f"注意：方案有{self.errors}处错误，以上结果可能不全；请运行 planctl validate {self.loaded.source.name}")
        return 1
