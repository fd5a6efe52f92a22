"""What several tests need: plans from short texts."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import planctl
from planctl.catalogue import make_whole
from planctl.checks import check_plan
from planctl.cli import COMMANDS, build_app, load_command
from planctl.findings.diagnostics import count_errors
from planctl.model.plan import Plan
from planctl.planfile.loader import Loaded, load_plan
from planctl.programs.libreoffice import find_libreoffice
from planctl.source import Source

ROOT = Path(__file__).parents[1]
"""The checkout."""
DATA = ROOT / "tests" / "data"
"""What the tests read."""


def every_module(package: ModuleType = planctl) -> Iterator[ModuleType]:
    """The modules of a package and of those inside it."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(found.name)


def whole_app() -> TyperGroup:
    """The command line with every command loaded, which it never has itself."""
    app = get_command(build_app())
    assert isinstance(app, TyperGroup)
    app.commands.update({name: load_command(name) for name in COMMANDS})
    return app


def load(text: str) -> Loaded:
    """A plan file's text as read; one that starts with `tasks:` or `plan:` gets the lines above it."""
    return load_plan(Source("plan.yaml", make_whole(text)))


def plan_of(text: str) -> Plan:
    """The plan of a text that has no errors (it may have warnings)."""
    loaded = load(text)
    assert loaded.plan is not None
    assert count_errors(check_plan(loaded)) == 0
    return loaded.plan


def found(text: str) -> list[tuple[str, int, int]]:
    """The findings of a text as (code, line, column), lines counted from the first line of the text given."""
    loaded = load(text)
    added = loaded.source.text.count("\n") - text.count("\n")
    places = []
    for one in check_plan(loaded):
        line, column = loaded.source.position(one.place.start)
        places.append((one.rule.code, line - added, column))
    return places


needs_libreoffice = pytest.mark.skipif(not find_libreoffice(), reason="needs LibreOffice (soffice)")
