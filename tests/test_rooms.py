"""Each room imports only from the rooms below it; the tables of rooms in docs/architecture.md are made from them."""

import ast

import pytest

from support import ROOT
from support_docs import check_generated, with_generated

PACKAGE = ROOT / "src" / "planctl"

ROOMS = (
    "__main__",
    "cli",
    "api",
    "catalogue",
    "renderers",
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
    "unfinished",
    "stopping",
    "source",
    "lazy_regex",
    "traditional",
    "errors",
)
"""From the top; a room imports only from those behind it."""
INNER_ROOMS = {
    "cli": ("commands", "arguments", "printing"),
    "importer": ("reading", "sources", "prose", "tables", "rows", "columns", "draft", "report", "readers"),
}
"""The rooms inside a room, from the top likewise."""
APART = ({"prose", "tables"},)
"""Two ways to read a document, which know nothing of each other."""
ONLY_IN = {
    "typer": ("cli",),
    "rich": ("cli",),
    "docx": ("renderers",),
    "lxml": ("renderers", "importer", "programs"),
    "icalendar": ("renderers",),
    "jinja2": ("renderers",),
    "markdown_it": ("importer",),
    "pdfplumber": ("importer",),
    "pdfminer": ("importer",),
    "openpyxl": (),
    "pypdf": ("renderers",),
    "xlsxwriter": ("renderers",),
    "yaml": ("planfile",),
}
"""The rooms in which a library is imported."""


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        if name != "__init__":
            yield pytest.param(path, name, id=name)


def imports(path):
    """The full names of what a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_below(rooms, other, room):
    """Whether what stands in a room may import from another; a room's `__init__` stands above the rooms inside."""
    return room == "__init__" or rooms.index(other) >= rooms.index(room)


@pytest.mark.parametrize(("path", "name"), list(modules()))
def test_a_room_imports_only_from_the_rooms_below_it(path, name):
    room, inner, *_ = f"{name}.".split(".")
    for imported in imports(path):
        top, other, other_inner, *_ = f"{imported}..".split(".")
        if top in ONLY_IN:
            assert room in ONLY_IN[top], f"{name} imports {imported}"
        elif top == "planctl" and not other.startswith("__"):
            assert is_below(ROOMS, other, room), f"{name} imports {imported}"
            if other == room and room in INNER_ROOMS:
                assert is_below(INNER_ROOMS[room], other_inner, inner), f"{name} imports {imported}"
                assert {inner, other_inner} not in APART, f"{name} imports {imported}"


def rooms_in(folder):
    return {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.joinpath("__init__.py").exists()}


def test_every_module_stands_in_a_room():
    assert rooms_in(PACKAGE) - {"__init__"} == set(ROOMS)
    for room, inner in INNER_ROOMS.items():
        assert rooms_in(PACKAGE / room) - {"__init__"} == set(inner)


def table(folder, rooms):
    """What the docstrings of rooms say that they are for."""
    rows = ["| room, from the top | its one job |", "| --- | --- |"]
    for room in rooms:
        is_folder = (folder / room).is_dir()
        path = folder / room / "__init__.py" if is_folder else folder / f"{room}.py"
        job = " ".join(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).split())
        rows.append(f"| `{room}{'/' * is_folder}` | {job} |")
    return "\n".join(rows) + "\n"


def test_the_tables_of_rooms_are_made_from_their_docstrings(request):
    page = ROOT / "docs" / "architecture.md"
    tables = {f"rooms of {room}": table(PACKAGE / room, inner) for room, inner in INNER_ROOMS.items()}
    tables["rooms"] = table(PACKAGE, ROOMS)
    check_generated(request, page, with_generated(page.read_text(encoding="utf-8"), tables))


@pytest.mark.parametrize(("path", "name"), list(modules()))
def test_no_module_grows_past_400_lines(path, name):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
