"""Each room imports only from the rooms below it; DESIGN's table of rooms, enforced."""

import ast

import pytest

from support import ROOT

PACKAGE = ROOT / "src" / "planctl"

# room → the rooms it may import; packages stand for all their modules
ROOMS = {
    "source": (),
    "expressions": (),
    "vocabulary": (),
    "errors": (),
    "files": ("errors", "source"),
    "diagnostics": ("source",),
    "plan_years": (),
    "model": ("plan_years", "source"),
    "references": ("model",),
    "series": ("references", "model", "source"),
    "deadlines": ("model",),
    "units": ("model",),
    "reading_rules": ("diagnostics", "source"),
    "yaml_nodes": ("reading_rules", "diagnostics", "source"),
    "schema": ("model", "vocabulary"),
    "json_schema": ("schema", "vocabulary"),
    "records": ("schema", "reading_rules", "yaml_nodes", "diagnostics", "source"),
    "workdays": (),
    "counting": ("workdays", "model"),
    "cells": ("counting", "units", "deadlines", "model"),
    "loader": (
        "references",
        "cells",
        "records",
        "schema",
        "reading_rules",
        "yaml_nodes",
        "units",
        "deadlines",
        "model",
        "diagnostics",
        "source",
    ),
    "register": ("units", "model"),
    "queries": ("references", "register", "workdays", "units", "deadlines", "model"),
    "typography": (),
    "suppressions": ("diagnostics", "source"),
    "editing": ("yaml_nodes", "units", "diagnostics", "source"),
    "dumper": ("editing", "schema", "model"),
    "fixes": ("diagnostics", "source"),
    "checks": (
        "suppressions",
        "loader",
        "series",
        "references",
        "register",
        "units",
        "deadlines",
        "typography",
        "model",
        "diagnostics",
        "vocabulary",
        "source",
    ),
    "title_lines": (),
    "official": ("title_lines", "typography", "model", "vocabulary", "errors"),
    "libreoffice": ("errors",),
    "missing_rows": ("model",),
    "renewal": ("missing_rows", "references", "deadlines", "model", "vocabulary"),
    "view": ("missing_rows", "typography", "model", "vocabulary"),
    "page_starts": ("view", "references"),
    "extract": ("view", "official", "missing_rows", "queries", "register", "typography", "model", "vocabulary"),
    "render": (
        "page_starts",
        "libreoffice",
        "source",
        "view",
        "official",
        "title_lines",
        "vocabulary",
        "files",
        "errors",
        "model",
    ),
    "importer": (
        "libreoffice",
        "view",
        "series",
        "references",
        "cells",
        "units",
        "deadlines",
        "model",
        "diagnostics",
        "vocabulary",
        "files",
        "errors",
        "source",
    ),
    "catalogue": ("checks", "reading_rules", "importer", "diagnostics"),
    "cli": None,  # the top: everything
    "__main__": ("cli",),
}
EVERYWHERE = ("expressions",)
TOP_ONLY = {
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
}


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
    allowed = ROOMS[room]
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "planctl" and rest and not rest.startswith("__"):
            other = rest.split(".")[0]
            assert allowed is None or other in (room, *EVERYWHERE) or other in allowed, f"{path.name} imports {name}"
        elif top == "yaml":
            assert room in ("yaml_nodes", "editing"), f"{path.name} imports {name}"
        elif top in TOP_ONLY:
            assert room in TOP_ONLY[top], f"{path.name} imports {name}"


def test_the_rooms_stand_in_order_from_the_lowest_up():
    rooms = list(ROOMS)
    for room, allowed in ROOMS.items():
        assert all(rooms.index(one) < rooms.index(room) for one in allowed or ()), room


@pytest.mark.parametrize(("path", "room"), list(modules()))
def test_no_module_grows_past_400_lines(path, room):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
