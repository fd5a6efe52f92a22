"""Every command that is defined can be called."""

import inspect
from typing import get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from planctl.cli import build_app, commands
from support import every_module


def takes_arguments(function):
    """Whether a function's parameters are declared as those of a command line."""
    hints = get_type_hints(function, include_extras=True).values()
    return any(
        isinstance(one, ArgumentInfo | OptionInfo) for hint in hints for one in getattr(hint, "__metadata__", ())
    )


def called_by(app):
    for command in app.registered_commands:
        yield command.callback
    for group in app.registered_groups:
        yield from called_by(group.typer_instance)


def test_every_command_that_is_defined_is_registered():
    functions = {
        value
        for module in every_module(commands)
        for value in vars(module).values()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    }
    assert {one.__name__ for one in functions if takes_arguments(one)} == {
        one.__name__ for one in called_by(build_app())
    }
