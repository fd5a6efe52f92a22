"""What the rows of a document say, before it becomes a plan: tasks and requirements as texts, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from planctl.importer.readers.grid import DocumentPlace
from planctl.importer.report.rule import ImportFinding


class Blank(StrEnum):
    """What a blank cell that is not merged stands for."""

    ABOVE = "above"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass
class DraftRequirement:
    """A requirement as read. `cells` are its units, deadline and own columns by field, None for what is not known;
    `doubts` say of a field why it wants to be looked at.
    """

    number: str | None
    text: str | None
    cells: dict[str, str | None]
    place: DocumentPlace
    doubts: dict[str, str] = field(default_factory=dict)


@dataclass
class DraftTask:
    """A task as read, with the section it stands under; `doubts` say of its number or title why it wants to be looked at."""

    number: str
    title: str | None
    section: str
    place: DocumentPlace
    requirements: list[DraftRequirement] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """The tasks of a document, the words of its headings, what it says about itself, and the findings on the way."""

    tasks: list[DraftTask] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    has_text: bool = True
    first_unit_leads: bool = False
    findings: list[ImportFinding] = field(default_factory=list)

    @property
    def requirements(self) -> list[DraftRequirement]:
        """The requirements of all tasks."""
        return [requirement for task in self.tasks for requirement in task.requirements]
