"""What Python programs call: read a plan, check it, ask it and render it. `planctl` offers these functions itself and loads
them when one is first used."""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path

from planctl.checks import check_plan
from planctl.errors import (
    ClassifiedPlanError,
    NotInPlanError,
    PlanctlError,
    PlanError,
    UnreadableInputError,
    UsageError,
)
from planctl.files import open_atomically, read_source
from planctl.findings.placed import Finding, placed
from planctl.model.plan import Plan, Role
from planctl.planfile.loader import load_plan
from planctl.planfile.reading_rules import unreadable_file
from planctl.planfile.whole import plan_of, refuse_classified
from planctl.queries import Answer, Part, Window, due_of, list_for_units, month_window, require_units
from planctl.queries import due as due_in
from planctl.queries.flat_rows import FlatRow, flat_rows

__all__ = [
    "Answer",
    "ClassifiedPlanError",
    "Finding",
    "FlatRow",
    "NotInPlanError",
    "Part",
    "Plan",
    "PlanError",
    "PlanctlError",
    "Role",
    "due",
    "of_unit",
    "read",
    "render",
    "rows",
    "validate",
]


def read(path: str | PathLike[str]) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan of a file, `-` being standard input, and everything that `planctl validate` finds in it.

    What can be read is read; where a finding is an error, the plan may lack something. Raises PlanError where no plan can
    be made of the file, ClassifiedPlanError (a PlanError) where it is marked as classified.
    """
    try:
        source = read_source(Path(path))
    except UnreadableInputError as error:
        raise PlanError(error.message, error.hint) from error
    loaded = load_plan(source)
    plan = plan_of(loaded)
    return plan, tuple(placed(source, finding) for finding in check_plan(loaded))


def validate(path: str | PathLike[str]) -> tuple[Finding, ...]:
    """Everything that `planctl validate` finds in a file, in file order; that it cannot be read is a finding too."""
    try:
        source = read_source(Path(path))
    except UnreadableInputError as error:
        return (placed(None, unreadable_file(error.message, error.hint)),)
    return tuple(placed(source, finding) for finding in check_plan(load_plan(source)))


def due(
    plan: Plan,
    *,
    month: int | None = None,
    year: int | None = None,
    start: date | None = None,
    end: date | None = None,
    unit: str | None = None,
) -> Answer:
    """What falls due in a month (of the plan's own year, unless one is given), in a whole year or from one day to another,
    both included, as `planctl due` lists it; ever, if no time is given; of a unit, if one is given. What has no date stands
    in the answer too, in parts of its own.

    Raises ValueError for a month or a year that there is not, NotInPlanError for a unit that the plan does not know.
    """
    window = Window(start, end)
    if year is not None or month is not None:
        first, last = (month, month) if month is not None else (1, 12)
        named = plan.year if year is None else year
        window &= Window(month_window(named, first).start, month_window(named, last).end)
    return due_in(plan, window) if unit is None else due_of(plan, window, of_unit(plan, unit))


def of_unit(plan: Plan, unit: str, *, role: Role | str | None = None) -> Answer:
    """What a unit has to do, by any of its names, as `planctl list` lists it: the rows that name it, those of a 统称 that
    lists it, and those that may concern it, each in a part of its own; with a role (`Role.LEAD`, or "lead"), those in which
    it has that one.

    Raises NotInPlanError for a unit that the plan does not know, ValueError for a role that there is not.
    """
    require_units(plan, [unit])
    return list_for_units(plan, plan.rows(), [unit], role=None if role is None else Role(role))


def rows(answer: Answer) -> tuple[FlatRow, ...]:
    """The rows of an answer, each flat."""
    return flat_rows(answer)


def render(
    plan: Plan, format: str, path: str | PathLike[str], *, unit: str | None = None, internal: bool = False
) -> None:
    """Write a plan, or a unit's sheet of it, as a document: whole or not at all, and over a file that stands there.

    The plan is drawn as it is: whether it has errors is said by the findings that came with it. A web page is one for the
    public, unless it is `internal`. Raises PlanctlError for a format that there is not, for a page of a plan that is not
    public, and where the file cannot be written; NotInPlanError where the unit has no row.
    """
    from planctl.document.publication import Publication
    from planctl.document.sheet import titled_sheet
    from planctl.document.view import view_plan
    from planctl.renderers import RENDERERS

    refuse_classified(plan)
    renderer = RENDERERS.get(format)
    if renderer is None:
        raise UsageError(f"没有格式 {format}", f"可以是 {'、'.join(RENDERERS)}。")
    if unit is None:
        view = view_plan(plan)
    else:
        require_units(plan, [unit])
        _, view = titled_sheet(plan, [unit])
    with open_atomically(Path(path)) as file:
        renderer.write(plan, view, file, publication=Publication(internal=internal))
