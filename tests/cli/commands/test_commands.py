"""Every command that is defined can be called."""

import inspect
import os
import subprocess
import sys
from typing import get_type_hints

import pytest
from typer.models import ArgumentInfo, OptionInfo

from planctl.cli import COMMANDS, commands, load_command, run
from support import every_module


def takes_arguments(function):
    """Whether a function's parameters are declared as those of a command line."""
    hints = get_type_hints(function, include_extras=True).values()
    return any(
        isinstance(one, ArgumentInfo | OptionInfo) for hint in hints for one in getattr(hint, "__metadata__", ())
    )


def called_by(command):
    if command.callback is not None:
        yield inspect.unwrap(command.callback)
    for inner in getattr(command, "commands", {}).values():
        yield from called_by(inner)


def test_every_command_that_is_defined_is_registered():
    functions = {
        value
        for module in every_module(commands)
        for value in vars(module).values()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    }
    called = {function.__name__ for name in COMMANDS for function in called_by(load_command(name))}
    assert {one.__name__ for one in functions if takes_arguments(one)} == called


LOADED = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); from planctl.cli import run; sys.exit(run())"


def modules_of(*arguments, **environment):
    """The modules that a command line loads."""
    result = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        env={**os.environ, **environment}, capture_output=True, timeout=60, encoding="utf-8",
    )  # fmt: skip
    return set(result.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--version"], {}),
        (["--help"], {}),
        (["list", "--help"], {}),
        ([], {"_PLANCTL_COMPLETE": "complete_bash", "COMP_WORDS": "planctl l", "COMP_CWORD": "1"}),
        ([], {"_PLANCTL_COMPLETE": "complete_bash", "COMP_WORDS": "planctl list 4", "COMP_CWORD": "2"}),
        ([], {"_PLANCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "planctl list 4"}),
        ([], {"_PLANCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "planctl v"}),
    ],
)
def test_version_help_and_completion_load_no_more_than_list_does(arguments, environment):
    """shlex and re are the framework's own."""
    assert modules_of(*arguments, **environment) - modules_of("list", "4") <= {"shlex"}


def test_what_commands_are_for_stands_in_the_help_of_all_and_of_each(capfd):
    run(["--help"])
    overview = "".join(capfd.readouterr().out.split())
    for name, entry in COMMANDS.items():
        run([name, "--help"])
        assert entry.about.replace(" ", "") in overview
        assert entry.about.replace(" ", "") in "".join(capfd.readouterr().out.split())
