"""What planctl raises when it cannot go on: each error knows its sentence, its hint and its exit code."""

from __future__ import annotations


class PlanctlError(Exception):
    """Base of the errors that end a command.

    `message` says in Chinese what is wrong and where, `hint` what to do about it.
    """

    exit_code = 70

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PlanError(PlanctlError):
    """No plan can be made of a file."""

    exit_code = 1


class ClassifiedPlanError(PlanError):
    """The plan is marked as classified; nothing is done with it."""


class NotInPlanError(PlanctlError):
    """The plan holds no such task, requirement or unit."""

    exit_code = 1


class UsageError(PlanctlError):
    """The arguments do not fit together."""

    exit_code = 2


class UnreadableInputError(PlanctlError):
    """The bytes of an input cannot be opened or decoded."""

    exit_code = 3


class OutputRefusedError(PlanctlError):
    """An output cannot or must not be written; what stood there still stands."""

    exit_code = 4


class PlanRefusedError(PlanctlError):
    """A plan is not used, or not changed, as asked: it has errors or would get some, or it is not for the public."""

    exit_code = 1


class TemplateError(PlanctlError):
    """A document template cannot be used."""

    exit_code = 3


class ConverterError(PlanctlError):
    """The program that a format needs is not there, or fails; nothing was written."""

    exit_code = 4


class OutputClosedError(Exception):
    """Whoever read our output stopped reading; end without a word."""
