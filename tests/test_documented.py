"""What the command line takes stands on the pages, in English and in Chinese, and what they say of it is there."""

import re

import pytest

from planctl.cli import INTERRUPTED
from planctl.errors import PlanctlError
from support import ROOT, every_module, whole_app

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted(ROOT.glob("docs/**/*.md")), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
APP = whole_app()


def commands(command=APP):
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from commands(inner)


def options(command):
    names = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return {name for name in names if name.startswith("-")} | {"-h", "--help"}


ALL_OPTIONS = {name for command in commands() for name in options(command)}


def text_of(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["docs", "docs/zh-CN"])
def test_every_option_is_described(folder):
    pages = "".join(map(text_of, ROOT.joinpath(folder).glob("*.md")))
    words = set(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", pages))
    assert ALL_OPTIONS - words == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_option_that_a_page_names_is_there(path):
    of_others = {"--update-docs", "--update-pictures", "--csv"}  # pytest, sqlite3
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", text_of(path))) - ALL_OPTIONS - of_others == set()


def command_lines(text):
    """What follows planctl wherever a page shows a command line."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    lines = [line for block in blocks for line in block.splitlines()] + [" ".join(span.split()) for span in spans]
    for line in lines:
        for call in re.split(r"\bplanctl (?!@)", line.partition(" #")[0])[1:]:
            yield re.split(r" (?:&&|[|>])", call.replace("\\|", "/"))[0].split()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_line_that_a_page_shows_is_one(path):
    for words in command_lines(text_of(path)):
        command = APP
        while words and hasattr(command, "commands") and re.match("[a-z]", words[0]):
            alternatives, *words = words
            for name in alternatives.split("/"):
                assert name in command.commands, (name, words)
            command = command.commands[name]
        given = {word for word in words if re.match("--?[a-zA-Z]", word)}
        assert given - options(command) == set(), (command.name, words)


def exit_codes(kind):
    yield kind.exit_code
    for inner in kind.__subclasses__():
        yield from exit_codes(inner)


@pytest.mark.parametrize("path", [path for path in PAGES if path.name == "commands.md"], ids=str)
def test_the_exit_codes_described_are_those_there_are(path):
    assert list(every_module()), "errors are defined in many of them"
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", text_of(path), re.MULTILINE)} == {
        0,
        INTERRUPTED,
        *exit_codes(PlanctlError),
    }
