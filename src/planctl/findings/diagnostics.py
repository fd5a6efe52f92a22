"""Findings: what is wrong in a user's file, under which rule, where, and how to correct it.

A rule stands in one place: a function that carries its code, severity and title in a decorator and its manual page
(是什么 / 为什么 / 反例 / 正例) as its docstring. A user's mistake is a Diagnostic, returned and never raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc
from typing import Generic, NamedTuple, ParamSpec

from planctl.source import Source, Span

P = ParamSpec("P")


class Severity(StrEnum):
    """How much a finding weighs: an error stops documents from being made, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that findings refer to: code such as PLN101, severity, Chinese title and the docstring that is its manual page.

    `once` is true where a file's findings under it are reported as one.
    """

    code: str
    severity: Severity
    title: str
    docstring: str
    once: bool = False

    @property
    def page(self) -> str:
        """The manual page."""
        return cleandoc(self.docstring)


class Edit(NamedTuple):
    """A stretch of the file and what is to stand there instead."""

    place: Span
    replacement: str


class Fix(NamedTuple):
    """A correction that is certain: splices of the text, to be made all together or not at all."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a rule broken at a place, the sentence that says so, what to do, and a fix where one is certain."""

    rule: Rule
    place: Span
    message: str
    help: str = ""
    fix: Fix | None = None


class CheckedFile(NamedTuple):
    """A file's findings; it has no `source`, and they no places, where it could not be read."""

    name: str
    source: Source | None
    findings: list[Diagnostic]


class Finding(NamedTuple):
    """What a rule's function returns; the rule itself is added by its decorator."""

    place: Span
    message: str
    help: str = ""
    fix: Fix | None = None


def replace_with(place: Span, replacement: str) -> Fix | None:
    """The fix that puts something else in a place; none where the place's text does not stand there letter for letter."""
    return Fix((Edit(place, replacement),)) if place.text_start >= 0 else None


class ReadingRule(Generic[P]):
    """A rule met while a file is being read: calling it with what was met gives the Diagnostic."""

    def __init__(self, rule: Rule, function: Callable[P, Finding]) -> None:
        self.rule = rule
        self._function = function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Diagnostic:
        """The Diagnostic for what was met."""
        return Diagnostic(self.rule, *self._function(*args, **kwargs))


class Check(Generic[P]):
    """A rule run over a whole plan: calling it gives all its findings."""

    def __init__(self, rule: Rule, function: Callable[P, Iterable[Finding]]) -> None:
        self.rule = rule
        self._function = function

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Iterator[Diagnostic]:
        """All findings of this rule."""
        rule = self.rule
        return (Diagnostic(rule, *finding) for finding in self._function(*args, **kwargs))


def reading_rule(code: str, severity: Severity, title: str) -> Callable[[Callable[P, Finding]], ReadingRule[P]]:
    """Declare a rule met while reading; the decorated function words its one finding."""

    def declare(function: Callable[P, Finding]) -> ReadingRule[P]:
        return ReadingRule(Rule(code, severity, title, function.__doc__ or ""), function)

    return declare


def check(
    code: str, severity: Severity, title: str, *, once: bool = False
) -> Callable[[Callable[P, Iterable[Finding]]], Check[P]]:
    """Declare a rule run over a whole plan; the decorated function yields its findings."""

    def declare(function: Callable[P, Iterable[Finding]]) -> Check[P]:
        return Check(Rule(code, severity, title, function.__doc__ or "", once), function)

    return declare


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings sorted by their place, then by code."""
    return sorted(diagnostics, key=lambda finding: (finding.place, finding.rule.code))


def count_errors(diagnostics: Iterable[Diagnostic]) -> int:
    """How many findings are errors."""
    return sum(finding.rule.severity is Severity.ERROR for finding in diagnostics)
