"""Each room imports only from the rooms below it; DESIGN's table of rooms, enforced."""

import ast

import pytest

from support import ROOT

PACKAGE = ROOT / "src" / "planctl"

ROOMS = (
    "__main__",
    "cli",
    "catalogue",
    "render",
    "checks",
    "importer",
    "planfile",
    "document",
    "queries",
    "renewal",
    "cells",
    "units",
    "deadlines",
    "model",
    "findings",
    "programs",
    "files",
    "source",
    "lazy_regex",
    "errors",
)
"""From the top; a room imports only from those behind it."""
ONLY_IN = {
    "typer": ("cli",),
    "rich": ("cli",),
    "docx": ("render",),
    "lxml": ("render", "importer"),
    "jinja2": ("render",),
    "markdown_it": ("importer",),
    "pdfplumber": ("importer",),
    "pdfminer": ("importer",),
    "openpyxl": (),
    "pypdf": ("render",),
    "yaml": ("planfile",),
}
"""The rooms in which a library is imported."""


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room != "__init__":
            yield pytest.param(path, room, id=str(path.relative_to(PACKAGE)))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "planctl":
                yield from (f"planctl.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


@pytest.mark.parametrize(("path", "room"), list(modules()))
def test_a_room_imports_only_from_the_rooms_below_it(path, room):
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "planctl" and rest and not rest.startswith("__"):
            other = rest.split(".")[0]
            assert ROOMS.index(other) >= ROOMS.index(room), f"{path.name} imports {name}"
        elif top in ONLY_IN:
            assert room in ONLY_IN[top], f"{path.name} imports {name}"


@pytest.mark.parametrize(("path", "room"), list(modules()))
def test_no_module_grows_past_400_lines(path, room):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
