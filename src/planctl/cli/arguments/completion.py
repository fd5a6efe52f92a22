"""What a shell completes words with: the units, references, sections and leaders of the plan at hand.

Shells evaluate what is offered, and plans come by mail: nothing in a plan may become part of a command line but plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import typer

from planctl.lazy_regex import Expression

if TYPE_CHECKING:
    from planctl.model.plan import Plan

Offer = tuple[str, str]
"""What is offered, and what it is about."""
_PLAIN_WORD: Final = Expression(r"(?!-)[^\x00-\x20\x7f!\"$&'()*;<>?\[\\\]^`{|}~]++")
_HARMFUL: Final = Expression(r"[\x00-\x1f\x7f\"$'\\`]++")
_FULL_WIDTH: Final = str.maketrans("()", "（）")
"""Shells give a meaning to the half-width ones; names are the same with either."""
_LONGEST_ABOUT: Final = 20


def complete_unit(context: typer.Context, incomplete: str) -> list[Offer]:
    """The units of the plan that the command line names so far."""
    return _beginning_with(incomplete, _units(context))


def complete_task(context: typer.Context, incomplete: str) -> list[Offer]:
    """The references of tasks, with their titles."""
    return _beginning_with(incomplete, _tasks(context))


def complete_reference(context: typer.Context, incomplete: str) -> list[Offer]:
    """The references of requirements, with the beginning of their texts."""
    return _beginning_with(incomplete, _requirements(context))


def complete_word(context: typer.Context, incomplete: str) -> list[Offer]:
    """Units, and references of tasks and requirements."""
    offers = {**dict(_requirements(context)), **dict(_tasks(context)), **dict(_units(context))}
    return _beginning_with(incomplete, offers.items())


def complete_section(context: typer.Context, incomplete: str) -> list[Offer]:
    """The sections of the plan."""
    from planctl.queries import sections

    return _beginning_with(incomplete, ((name, "") for plan in _plan(context) for name in sections(plan)))


def complete_leader(context: typer.Context, incomplete: str) -> list[Offer]:
    """The leaders that the plan names."""
    from planctl.queries import leaders

    return _beginning_with(incomplete, ((name, "") for plan in _plan(context) for name in leaders(plan)))


def _units(context: typer.Context) -> Iterator[Offer]:
    from planctl.units.register import register_of

    return ((name, "") for plan in _plan(context) for name in register_of(plan).names())


def _tasks(context: typer.Context) -> Iterator[Offer]:
    return ((task.reference, task.title or "") for plan in _plan(context) for task in plan.tasks)


def _requirements(context: typer.Context) -> Iterator[Offer]:
    return ((row.reference, row.text or "") for plan in _plan(context) for _, row in plan.rows())


def _beginning_with(incomplete: str, offers: Iterable[Offer]) -> list[Offer]:
    """What continues the word typed so far and is a plain word, without what means something to a shell."""
    words = ((word.translate(_FULL_WIDTH), about) for word, about in offers)
    return [
        (word, _HARMFUL.sub("", about[:_LONGEST_ABOUT]))
        for word, about in words
        if word.startswith(incomplete) and _PLAIN_WORD.fullmatch(word)
    ]


def _plan(context: typer.Context) -> Iterator[Plan]:
    """The plan to complete from; nothing where there is none, for a shell's prompt is no place for errors."""
    from planctl.cli.arguments.plans import open_plan
    from planctl.errors import PlanctlError

    try:
        loaded = open_plan(context.params.get("plan"), quiet=True)
    except PlanctlError:
        return
    if loaded.plan is not None:
        yield loaded.plan
