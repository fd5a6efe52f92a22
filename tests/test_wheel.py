"""The built wheel, alone in an empty environment, works from any folder."""

import os
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

from docx_grid import open_docx
from support import ROOT


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment_from_another_folder(tmp_path):
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", str(wheel)], check=True)
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
    assert len(open_docx(elsewhere.joinpath("plan.docx").read_bytes()).grid()) > 61
    assert elsewhere.joinpath("plan.xlsx").read_bytes().startswith(b"PK")
    assert elsewhere.joinpath("plan.md").read_text(encoding="utf-8").startswith("# 2017年全市")
