"""The plan as frozen values. Nothing here knows of files, YAML, Word or the command line.

Two kinds of nothing are kept apart everywhere: `None` is a cell whose content is not known (lost in the source when
a gap declares it, otherwise 待定), while an empty cell (`NO_UNITS`, `NO_DEADLINE`, "") is a cell the plan does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from planctl.model.deadline import NO_DEADLINE, Deadline
from planctl.model.letters import Consultation, Contact
from planctl.model.plan_years import last_year
from planctl.source import Span

Spans = Mapping[str, Span]

CELL_FIELDS: Final = ("lead_units", "supporting_units", "deadline")
"""The fields of a requirement that a gap of kind `cell` can declare lost."""


class Role(StrEnum):
    """What a unit does for a requirement, where the cell itself says so."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit's name as a cell gives it; `role` is None where only the column's heading says it."""

    name: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class UnitCell:
    """A cell of units: the text as printed and the names read from it."""

    printed: str
    mentions: tuple[UnitMention, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names in the cell's order."""
        return [mention.name for mention in self.mentions]


NO_UNITS: Final = UnitCell("")
"""A requirement without such a cell."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A 具体要求. `number` is None where none is printed; `text` is None where it is not known, "" where the plan has none."""

    reference: str
    number: str | None
    text: str | None
    lead_units: UnitCell | None = NO_UNITS
    supporting_units: UnitCell | None = NO_UNITS
    deadline: Deadline | None = NO_DEADLINE
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    spans: Spans = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Task:
    """A 工作任务 with its requirements; `title` is None where it is not known."""

    reference: str
    number: str
    title: str | None
    requirements: tuple[Requirement, ...] = ()
    section: str = ""
    spans: Spans = field(default_factory=dict, compare=False, repr=False)


class GapKind(StrEnum):
    """What is known to be missing."""

    TASK = "task"
    REQUIREMENT = "requirement"
    TEXT = "text"
    TITLE = "title"
    CELL = "cell"
    ORPHAN = "orphan"
    OPEN_END = "open_end"


class Certainty(StrEnum):
    """How sure it is that something is missing."""

    CERTAIN = "certain"
    PROBABLE = "probable"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something known to be missing; an `orphan` holds cells whose row is lost."""

    kind: GapKind
    reference: str
    certainty: Certainty = Certainty.CERTAIN
    fields: tuple[str, ...] = ()
    lead_units: UnitCell | None = None
    supporting_units: UnitCell | None = None
    deadline: Deadline | None = None
    note: str = ""
    spans: Spans = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """An entry of the 单位名录.

    `group` marks a 统称; its `members` are None where they are not known. `parent` is the unit it belongs to,
    `valid_from` and `valid_to` (inclusive) are the days it existed, `succeeded_by` is the unit that took over its work.
    """

    name: str
    full_name: str = ""
    aliases: tuple[str, ...] = ()
    group: bool = False
    members: tuple[str, ...] | None = None
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    succeeded_by: str = ""
    spans: Spans = field(default_factory=dict, compare=False, repr=False)


class Numbering(StrEnum):
    """How a plan numbers its tasks and requirements."""

    PER_TASK = "per-task"
    CONTINUOUS = "continuous"
    PER_SECTION = "per-section"


@dataclass(frozen=True)
class Plan:
    """A 分工方案. Optional facts that the plan does not state are "" or None.

    `issuing_authority` is the organ whose number the document has (主办机关), `jointly_with` those that issue it with it
    (联合行文), in their order.
    """

    title: str
    year: int
    tasks: tuple[Task, ...] = ()
    units: tuple[Unit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    stage: str = ""
    issuing_authority: str = ""
    jointly_with: tuple[str, ...] = ()
    document_number: str = ""
    dated_on: date | None = None
    notice_title: str = ""
    addressees: str = ""
    copy_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    disclosure: str = ""
    classification: str = ""
    urgency: str = ""
    body: str = ""
    approved_by: str = ""
    attachments: tuple[str, ...] = ()
    contact: Contact | None = None
    consultation: Consultation | None = None
    numbering: Numbering = Numbering.PER_TASK
    headings: Mapping[str, str] = field(default_factory=dict, hash=False)
    first_unit_leads: bool = False
    spans: Spans = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def last_year(self) -> int:
        """The last year it runs for: `year`, or a later one that its title names (2018—2020年, 三年行动)."""
        return last_year(self.title, self.year)

    @property
    def issuing_authorities(self) -> tuple[str, ...]:
        """Every organ that issues the plan, the leading one first."""
        return (self.issuing_authority, *self.jointly_with)

    def rows(self) -> Iterator[tuple[Task, Requirement]]:
        """Every requirement with its task, in the plan's order."""
        for task in self.tasks:
            for requirement in task.requirements:
                yield task, requirement

    @cached_property
    def lost_fields(self) -> dict[tuple[str, str], Certainty]:
        """The (reference, field) pairs that gaps declare lost in the source, and how sure that is."""
        lost: dict[tuple[str, str], Certainty] = {}
        for gap in self.gaps:
            if gap.kind is GapKind.TEXT:
                lost[gap.reference, "text"] = gap.certainty
            elif gap.kind is GapKind.TITLE:
                lost[gap.reference, "title"] = gap.certainty
            elif gap.kind is GapKind.CELL:
                lost.update({(gap.reference, name): gap.certainty for name in gap.fields})
        return lost
