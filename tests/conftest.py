"""The flag by which generated documents are written anew, the fonts LibreOffice uses, and planctl as a function."""

import os
from pathlib import Path

import pytest

from planctl.cli import run


def pytest_configure():
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "data" / "fonts.conf")


def pytest_addoption(parser):
    parser.addoption("--update-docs", action="store_true", help="write the generated documents anew")


@pytest.fixture
def planctl(capfd):
    """Runs a command line: its exit code, its standard output, its standard error."""

    def call(*arguments):
        code = run([str(one) for one in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call
