"""What a finding of import is, and how its rules are declared: each with its page, as those of validate have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from planctl.findings.diagnostics import Rule, Severity
from planctl.importer.readers.grid import DocumentPlace

_LONGEST_SHOWN: Final = 2_000
"""Characters of a finding; a hostile document has megabytes in one cell."""


@dataclass(frozen=True, slots=True)
class ImportFinding:
    """One finding: its rule, its place in the document, the sentence that says so, and what to do."""

    rule: Rule
    place: DocumentPlace
    message: str
    help: str = ""


class Wording(NamedTuple):
    """What a rule's function words; the rule is added by its decorator."""

    place: DocumentPlace
    message: str
    help: str = ""


class ImportRule:
    """A rule met while a document is read: calling it gives the finding."""

    def __init__(self, rule: Rule, function: Callable[..., Wording]) -> None:
        self.rule = rule
        self._function = function

    def __call__(self, *args: object) -> ImportFinding:
        """The finding for what was met."""
        return ImportFinding(self.rule, *self._function(*args))


def import_rule(code: str, title: str) -> Callable[[Callable[..., Wording]], ImportRule]:
    """Declare a rule by the function that says what was met; its docstring is the rule's page."""
    return lambda function: ImportRule(Rule(code, Severity.WARNING, title, function.__doc__ or ""), function)


def shortened(text: str) -> str:
    """A text as a finding shows it: cut where no one would read on."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…（共{len(text)}字）"
