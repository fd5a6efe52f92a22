"""What the READMEs and the pages claim is what the program does."""

import os
import re
import shlex
import subprocess
import sys

import pytest

from planctl.checks import check_plan
from planctl.cli import COMMANDS, run
from planctl.findings.diagnostics import count_errors
from support import ROOT, load

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
FIRST_HOUR = ROOT / "docs" / "zh-CN" / "first-hour.md"
PAGES = [*READMES, *sorted(path for path in ROOT.glob("docs/**/*.md") if path != FIRST_HOUR)]
COMMANDS_PAGES = [ROOT / "docs" / "commands.md", ROOT / "docs" / "zh-CN" / "commands.md"]
FOLDER_OF_A_CLERK = "D:\\分工方案\\"


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def write_sessions(path, printed):
    """Write what the commands of a page print below each of them (pytest --update-docs)."""
    text = path.read_text(encoding="utf-8")
    for block, output in zip(blocks(path, "console"), printed, strict=True):
        command = block.partition("\n")[0]
        text = text.replace(f"```console\n{block}```", f"```console\n{command}\n{output}```", 1)
    path.write_text(text, encoding="utf-8")


def output_of(command, capfd):
    command, _, head = command.partition(" | head -n ")
    assert run(shlex.split(command)[1:]) == 0
    lines = capfd.readouterr().out.splitlines(keepends=True)
    return "".join(lines[: int(head)] if head else lines)


@pytest.mark.parametrize("path", [path for path in PAGES if blocks(path, "console")], ids=lambda path: path.name)
def test_a_command_prints_what_the_page_shows(path, capfd, monkeypatch, tmp_path, request):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    printed = []
    for block in blocks(path, "console"):
        command = block.partition("\n")[0].removeprefix("$ ")
        monkeypatch.chdir(ROOT if "data/" in command else tmp_path)
        printed.append(output_of(command, capfd))
    if request.config.getoption("--update-docs"):
        write_sessions(path, printed)
        pytest.skip("written anew")
    assert [block.partition("\n")[2] for block in blocks(path, "console")] == printed


@pytest.mark.skipif(os.name == "nt", reason="the page shows paths with /")
def test_the_first_hour_goes_as_the_page_says(tmp_path, request):
    """One step after the other, in a folder that is empty before the first; messages and answers as a terminal shows them."""
    variables = {key: value for key, value in os.environ.items() if key != "PLANCTL_PLAN"}
    variables |= {"COLUMNS": "100", "PYTHONUTF8": "1"}
    printed = []
    for block in blocks(FIRST_HOUR, "console"):
        words = shlex.split(block.partition("\n")[0].removeprefix("$ "))
        step = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        printed.append(step.stdout.replace(f"{tmp_path}{os.sep}", FOLDER_OF_A_CLERK))
    (lines,) = blocks(FIRST_HOUR, "yaml")
    assert lines in (tmp_path / "plan2017.yaml").read_text(encoding="utf-8")
    if request.config.getoption("--update-docs"):
        write_sessions(FIRST_HOUR, printed)
        pytest.skip("written anew")
    assert [block.partition("\n")[2] for block in blocks(FIRST_HOUR, "console")] == printed


@pytest.mark.parametrize("folder", ["docs", "docs/zh-CN"])
def test_the_example_plan_has_no_errors(folder):
    path = ROOT / folder / "plan-file.md"
    (example,) = (block for block in blocks(path, "yaml") if block.startswith("format: 1"))
    loaded = load(example)
    assert count_errors(check_plan(loaded)) == 0


def test_every_command_is_described_on_both_pages_on_commands():
    for path in COMMANDS_PAGES:
        text = path.read_text(encoding="utf-8")
        for name in COMMANDS:
            assert f"`planctl {name}" in text, (path.name, name)


def test_both_readmes_give_the_same_two_set_up_commands():
    english, chinese = ([block.strip() for block in blocks(path, "sh")] for path in READMES)
    assert english == chinese
    assert len(english) == 2
    assert all("\n" not in command for command in english)


def test_links_and_pictures_lead_to_files():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target, place in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", path.read_text(encoding="utf-8")):
            page = path.parent / target if target else path
            assert page.exists(), (path.name, target)
            assert not place or place in places(page), (path.name, target, place)


def places(page):
    """What links can lead to on a page: its headings, as GitHub and the like name them, and marks of its own."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall("^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings} | set(
        re.findall('id="([^"]+)"', text)
    )
