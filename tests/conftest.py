"""The flag by which generated documents are written anew, the fonts LibreOffice uses, hypothesis's settings, and planctl
as a function."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from planctl.cli import run

settings.register_profile(
    "planctl",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    print_blob=True,
)
settings.load_profile("planctl")  # where CI is set, hypothesis has loaded a profile of its own


def pytest_configure():
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "data" / "fonts.conf")
    # locks of this run are its own, whoever else uses planctl on the machine
    folder = tempfile.mkdtemp(prefix="planctl-tests-")
    os.environ["TMPDIR"], tempfile.tempdir = folder, None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def pytest_addoption(parser):
    parser.addoption("--update-docs", action="store_true", help="write the generated documents anew")
    parser.addoption("--update-pictures", action="store_true", help="approve the pictures of the forms as they are now")


@pytest.fixture
def planctl(capfd):
    """Runs a command line: its exit code, its standard output, its standard error."""

    def call(*arguments):
        code = run([str(one) for one in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call
