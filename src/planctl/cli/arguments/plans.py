"""Which plan a command works on: the one named, the nearest one, or the built-in one."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final, TypeVar

from planctl.checks import plan_errors
from planctl.cli.printing.output import say
from planctl.errors import OutputRefusedError, PlanctlError, UsageError
from planctl.files import read_source, resource
from planctl.model.plan import Plan
from planctl.model.vocabulary import UNCLASSIFIED
from planctl.planfile.loader import Loaded, load_plan
from planctl.source import Source

T = TypeVar("T")
BUILT_IN: Final = "data/plan2017.yaml"
_PLAN_NAME: Final = re.compile(r"plan(\d{4})?\.ya?ml")


class BrokenPlanError(PlanctlError):
    """Nothing of the plan could be read."""

    exit_code = 1


class ClassifiedPlanError(PlanctlError):
    """The plan is marked as classified; nothing is done with it."""

    exit_code = 1


def choose_plan(named: Path | None, *, quiet: bool = False) -> Path:
    """The plan file: the one named, else PLANCTL_PLAN, else the nearest plan.yaml or planYYYY.yaml upward, else the
    built-in plan of 2017. A plan that was not named is reported on standard error, unless `quiet`.

    Raises UsageError where a folder holds several.
    """
    if named is not None:
        return named
    report = _say_nothing if quiet else say
    if variable := os.environ.get("PLANCTL_PLAN"):
        report(f"方案：{variable}（环境变量 PLANCTL_PLAN）")
        return Path(variable)
    if near := _nearest():
        report(f"方案：{near}")
        return near
    report("方案：内置的东莞市2017年方案（没有指定方案文件）")
    return resource(BUILT_IN)


def _say_nothing(text: str) -> None:
    del text


def _nearest() -> Path | None:
    try:
        here = Path.cwd()
    except OSError:  # the current folder was deleted
        return None
    for folder in (here, *here.parents):
        try:
            found = sorted(path for path in folder.iterdir() if _PLAN_NAME.fullmatch(path.name) and path.is_file())
        except OSError:
            continue
        if len(found) > 1:
            names = "、".join(path.name for path in found)
            raise UsageError(f"{folder} 中有多份方案：{names}", "请用 -p 指定其中一份。")
        if found:
            return found[0]
    return None


def open_plan(named: Path | None, *, quiet: bool = False) -> Loaded:
    """Choose and read a plan. Raises UsageError or UnreadableInputError where there is none to read."""
    return read_plan(read_source(choose_plan(named, quiet=quiet)))


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


def refuse_plan_itself(path: Path, plan: str) -> None:
    """Raise OutputRefusedError for an output that would take the place of the plan's file."""
    try:
        same = path.samefile(plan)
    except (OSError, ValueError):
        return
    if same:
        raise OutputRefusedError(f"输出文件就是方案文件本身：{path}", "请换一个文件名。")


def refuse_classified(plan: Plan) -> None:
    """Raise ClassifiedPlanError for a plan marked as classified: it does not belong on such a machine."""
    if plan.classification and plan.classification not in UNCLASSIFIED:
        raise ClassifiedPlanError(
            f"方案标有密级“{plan.classification}”，不得在非涉密计算机上处理，已停止",
            "请按保密规定处理本文件；planctl explain PLN705 说明缘由。",
        )


class OpenedPlan:
    """A plan that a question is put to: it answers from what could be read, and says how many errors there are."""

    def __init__(self, named: Path | None) -> None:
        self.loaded = open_plan(named)
        self.errors = len(plan_errors(self.loaded))

        refuse_classified(self.plan)

    @property
    def plan(self) -> Plan:
        """The plan. Raises BrokenPlanError where nothing could be read."""
        if self.loaded.plan is None:
            first = self.loaded.diagnostics[0]
            line = self.loaded.source.position(first.place.start).line
            raise BrokenPlanError(
                f"无法读取方案：{self.loaded.source.name} 第{line}行：{first.message}",
                f"运行 planctl validate {self.loaded.source.name} 查看全部问题。",
            )
        return self.loaded.plan

    def exit_code(self) -> int:
        """0, or 1 after saying on standard error that the plan has errors."""
        if not self.errors:
            return 0
        say(f"注意：方案有{self.errors}处错误，以上结果可能不全；请运行 planctl validate {self.loaded.source.name}")
        return 1
