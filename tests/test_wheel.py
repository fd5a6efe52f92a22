"""The built wheel, alone in an empty environment, works from any folder."""

import doctest
import os
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

from docx_grid import open_docx
from support import ROOT

PROGRAMS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An environment in which nothing but the wheel is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    subprocess.run([folder / "venv" / PROGRAMS / "python", "-m", "pip", "install", "-q", str(wheel)], check=True)
    return folder / "venv"


@pytest.mark.slow
def test_the_types_of_the_library_hold_a_user_s_script_to_them(environment, tmp_path):
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_examples(page)
    script = tmp_path / "script.py"

    def checked(*further):
        script.write_text("".join([*(one.source for one in examples), *further]), encoding="utf-8")
        checker = [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file",
            os.devnull,
            "--cache-dir",
            tmp_path / "cache",
        ]
        checker += ["--python-executable", environment / PROGRAMS / "python", script]
        return subprocess.run(checker, cwd=tmp_path, capture_output=True, encoding="utf-8").stdout

    assert checked().startswith("Success")
    assert "planctl.model.deadline.Deadline | None" in checked("reveal_type(planctl.rows(answer)[0].deadline)\n")
    assert 'has no attribute "nothing"' in checked("planctl.nothing\n")
    assert "month" in checked("planctl.due(plan, month='12')\n")


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment_from_another_folder(environment, tmp_path):
    programs = environment / PROGRAMS
    stated = metadata.PathDistribution.at(next(environment.rglob("planctl-*.dist-info")))
    assert stated.metadata["License-Expression"] == "MIT"
    assert "MIT License" in stated.read_text("licenses/LICENSE")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def output(program, *arguments):
        variables = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PLANCTL_PLAN")}
        result = subprocess.run(
            [programs / program, *arguments], cwd=elsewhere, env=variables, capture_output=True, timeout=60
        )
        assert result.returncode == 0, result.stderr.decode()
        return result.stdout.decode()

    def planctl(*arguments):
        return output("planctl", *arguments)

    package = Path(output("python", "-c", "import planctl; print(planctl.__file__)")).parent
    assert package.is_relative_to(environment)
    assert package.joinpath("py.typed").is_file()
    planctl("validate")
    assert planctl("list", "--unit", "市发改局").startswith("市发改局：6条")
    planctl("render", "docx", "-o", "plan.docx")
    planctl("render", "docx", "--notice", "-o", "notice.docx")
    planctl("render", "md", "-o", "plan.md")
    planctl("render", "xlsx", "-o", "plan.xlsx")
    planctl("render", "html", "-o", "plan.html")
    planctl("render", "html", "--fragment", "-o", "fragment.html")
    assert len(open_docx(elsewhere.joinpath("plan.docx").read_bytes()).grid()) > 61
    assert elsewhere.joinpath("plan.xlsx").read_bytes().startswith(b"PK")
    assert "@media print" in elsewhere.joinpath("plan.html").read_text(encoding="utf-8")
    assert elsewhere.joinpath("plan.md").read_text(encoding="utf-8").startswith("# 2017年全市")
