"""The recipes of CONTRIBUTING.md, followed in a copy of the tree: they need no further edit, and tests say what was forgotten."""

import os
import shutil
import subprocess
import sys

import pytest

from support import ROOT

RULE = """

@check("PLN499", Severity.WARNING, "文字里有“等等”")
def and_so_on(subject: Subject) -> Iterator[Finding]:
    \"\"\"要求的文字里写了“等等”。

    为什么：没有写明的工作无法督办。

    反例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: [{text: 公开预算等等。, lead_units: 市编办}]}  # ←
    正例：
        tasks:
          - {number: 1, title: 推进决策公开, requirements: [{text: 公开预算。, lead_units: 市编办}]}
    \"\"\"
    for requirement, text, place in subject.texts:
        if "等等" in text:
            yield Finding(place, f"{subject.name_of(requirement, 'text')}里有“等等”", "请逐项写明。")
"""
WRITER = """\"\"\"The references of a plan, a line each.\"\"\"

from __future__ import annotations

from typing import IO

from planctl.document.view import TableView
from planctl.model.plan import Plan


def write_references(plan: Plan, view: TableView, file: IO[bytes]) -> None:
    \"\"\"Write the references of the rows.\"\"\"
    file.write("".join(f"{row.reference}\\n" for row in view.rows).encode())
"""


class Tree:
    """A copy of the checkout."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("src", "tests", "data", "templates", "docs", "pyproject.toml"):
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, folder / name)

    def add(self, file, text):
        with self.folder.joinpath(file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def replace(self, file, old, new):
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments):
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-m", *arguments]
        result = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        return result.returncode, result.stdout.decode("utf-8") + result.stderr.decode("utf-8")

    def pytest(self, *arguments):
        return self.run("pytest", "-q", "-p", "no:cacheprovider", *arguments)


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_a_rule_is_a_function_and_its_name_in_the_table(tree):
    tests = ("tests/checks/test_rules.py", "-k", "registered or PLN499")
    tree.add("src/planctl/checks/text.py", RULE)
    code, output = tree.pytest(*tests)
    assert code == 1
    assert "test_every_rule_that_is_declared_is_registered[checks]" in output
    assert "PLN499" in output

    tree.replace(
        "src/planctl/checks/__init__.py", "    text.empty_text,\n", "    text.empty_text,\n    text.and_so_on,\n"
    )
    code, output = tree.pytest(*tests)
    assert code == 0, output
    assert "无法督办" in tree.run("planctl", "explain", "PLN499")[1]


def test_a_format_to_write_is_a_module_and_a_record(tree):
    tests = ("tests/renderers/test_renderers.py", "-k", "registered or export")
    tree.add("src/planctl/renderers/references.py", WRITER)
    code, output = tree.pytest(*tests)
    assert code == 1
    assert "test_whatever_writes_a_format_is_registered" in output
    assert "write_references" in output

    tree.replace(
        "src/planctl/renderers/__init__.py",
        "RENDERERS: Final = {\n",
        'RENDERERS: Final = {\n    "refs": Renderer("编号表", ".refs", "references:write_references", merged=False),\n',
    )
    code, output = tree.pytest(*tests)
    assert code == 0, output
    assert tree.run("planctl", "render", "refs", "-o", "-")[1].startswith("1.1\n1.2\n")
