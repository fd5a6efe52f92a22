"""What the READMEs claim is what the program does."""

import re
import shlex

import pytest

from planctl.checks import check_plan
from planctl.cli import COMMANDS, run
from planctl.findings.diagnostics import count_errors
from support import ROOT, load

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def blocks(path, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def write_sessions(capfd, monkeypatch):
    """Write what the commands print into the READMEs (pytest --update-docs)."""
    monkeypatch.chdir(ROOT)
    for path in READMES:
        text = path.read_text(encoding="utf-8")
        for block in blocks(path, "console"):
            command = block.partition("\n")[0]
            text = text.replace(f"```console\n{block}```", f"```console\n{command}\n{output_of(command[2:], capfd)}```")
        path.write_text(text, encoding="utf-8")


def output_of(command, capfd):
    command, _, head = command.partition(" | head -n ")
    assert run(shlex.split(command)[1:]) == 0
    lines = capfd.readouterr().out.splitlines(keepends=True)
    return "".join(lines[: int(head)] if head else lines)


def sessions():
    for path in READMES:
        for block in blocks(path, "console"):
            command, _, output = block.partition("\n")
            yield pytest.param(command.removeprefix("$ "), output, id=f"{path.name}: {command}")


@pytest.mark.parametrize(("command", "output"), list(sessions()))
def test_a_command_prints_what_the_readme_shows(command, output, capfd, monkeypatch, tmp_path, request):
    monkeypatch.chdir(ROOT if "data/" in command else tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("PLANCTL_PLAN", raising=False)
    if request.config.getoption("--update-docs"):
        write_sessions(capfd, monkeypatch)
        pytest.skip("written anew")
    assert output_of(command, capfd) == output


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_example_plan_has_no_errors(path):
    (example,) = (block for block in blocks(path, "yaml") if block.startswith("format: 1"))
    loaded = load(example)
    assert count_errors(check_plan(loaded)) == 0


def test_every_command_is_described_in_both_readmes():
    for path in READMES:
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
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert path.parent.joinpath(target).exists(), (path.name, target)
