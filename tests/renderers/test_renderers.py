"""The table of renderers: whatever writes a format is in it, and the command line follows from it."""

import inspect
import os
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import planctl.renderers
from planctl.renderers import RENDERERS


def test_whatever_writes_a_format_is_registered():
    names = [one.name for one in pkgutil.walk_packages(planctl.renderers.__path__, "planctl.renderers.")]
    writers = {
        f"{module}:{name}".removeprefix("planctl.renderers.")
        for module in names
        for name, one in inspect.getmembers(import_module(module), inspect.isfunction)
        if name.startswith("write_") and one.__module__ == module
    }
    assert writers == {renderer.writer for renderer in RENDERERS.values()}


@pytest.mark.parametrize("name", RENDERERS)
def test_the_template_of_every_format_is_exported_or_refused_in_words(planctl, tmp_path, name):
    code, _, err = planctl("template", "export", name, "-o", tmp_path / "template")
    assert code == 0 if RENDERERS[name].templates else (code == 2 and "没有模板" in err)


NEW_FORMAT = """
import sys
from types import ModuleType

from planctl.renderers import RENDERERS, Renderer


def write_references(plan, view, file):
    file.write("".join(f"{row.reference}\\n" for row in view.rows).encode())


module = sys.modules["planctl.renderers.references"] = ModuleType("planctl.renderers.references")
module.write_references = write_references
RENDERERS["refs"] = Renderer("编号表", ".refs", "references:write_references", merged=False)

from planctl.cli import run

sys.exit(run(sys.argv[1:]))
"""
PLAN = "format: 1\nplan: {title: 方案, year: 2017}\ntasks:\n- {number: 1, title: 甲, requirements: [{text: 公开。}]}\n"


@pytest.fixture
def with_new_format(tmp_path):
    """Runs a command line of a planctl with one more format: its exit code, its standard output, its standard error."""
    tmp_path.joinpath("plan.yaml").write_text(PLAN, encoding="utf-8")

    def call(*arguments):
        env = {**os.environ, "COLUMNS": "200"}
        command = [sys.executable, "-c", NEW_FORMAT, *arguments]
        result = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
        return result.returncode, result.stdout.decode(), result.stderr.decode()

    return call


def test_a_format_is_offered_and_written_once_it_is_in_the_table(with_new_format, tmp_path):
    assert with_new_format("render", "refs")[:2] == (0, "方案.refs\n")
    assert tmp_path.joinpath("方案.refs").read_text() == "1\n"
    assert "refs（编号表）" in "".join(with_new_format("render", "--help")[1].split())
    assert "refs" not in with_new_format("template", "export", "--help")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["render", "refs", "--template", "plan.docx"], "编号表没有模板"),
        (["template", "export", "refs"], "编号表没有模板"),
        (["template", "check", "plan.refs"], "无法识别模板的种类：plan.refs"),
        (["render", "refs", "--no-merge"], "编号表没有合并的单元格，不能用 --no-merge"),
        (["render", "refs", "--page-starts", "1"], "编号表不分页，不能用 --page-starts"),
        (["render", "refs", "--repeat-heads"], "编号表不分页，不能用 --repeat-heads"),
        (["render", "refs", "--notice"], "编号表没有版面"),
    ],
)
def test_what_a_format_does_not_have_is_refused_in_words(with_new_format, tmp_path, arguments, message):
    code, out, err = with_new_format(*arguments)
    assert (code, out) == (2, "")
    assert f"错误：{message}" in err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
