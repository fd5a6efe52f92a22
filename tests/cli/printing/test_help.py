"""Help is in Chinese and fits the terminal."""

import re
import shlex
import shutil

import pytest

from planctl.cli import COMMANDS, run
from planctl.cli.printing.wrapping import display_width, wrap
from support import ROOT, whole_app

PAGES = [[], *([name] for name in COMMANDS), ["parse", "deadline"], ["parse", "units"], ["template", "export"]]


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_page_of_help_is_chinese_and_fits(page, width, capfd, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    run([*page, "--help"])
    output = capfd.readouterr().out
    assert output.startswith(f"用法：planctl {' '.join(page)}".rstrip())
    assert [line for line in output.splitlines() if display_width(line) > width] == []
    assert not re.search("Usage|Options|Arguments|Commands|Show this|Install|required|default:|<=x<=", output)


def pages(command=None, path=()):
    """Every page of help: its command line and its command."""
    command = command or whole_app()
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from pages(inner, (*path, name))


EXAMPLES = [
    (path, line.partition("\t")[0]) for path, command in pages() for line in (command.epilog or "").splitlines()
]


def test_every_page_of_help_ends_with_examples(capfd):
    assert {path for path, _ in pages()} == {path for path, _ in EXAMPLES}
    run(["list", "--help"])
    assert re.search(r"\n例如：\n  planctl list 市发改局 +市发改局要做什么\n", capfd.readouterr().out)


@pytest.mark.parametrize(("page", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_is_of_its_command_and_works(page, line, capfd, monkeypatch, tmp_path):
    for name in ("plan.yaml", "plan2017.yaml"):
        shutil.copy(ROOT / "data" / "plan2017.yaml", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANCTL_PLAN", "plan.yaml")
    arguments = shlex.split(line)[1:]
    assert tuple(arguments[: len(page)]) == page
    if page[:1] == ("import",) or "pdf" in arguments:
        return  # needs a document or LibreOffice
    if "check" in arguments:
        run(["template", "export", "docx"])
    assert run(arguments) == 0, capfd.readouterr().err


def test_what_an_option_does_stands_in_one_column(capfd):
    run(["due", "--help"])
    lines = [line for line in capfd.readouterr().out.splitlines() if re.match("  --(before|overdue|on) ", line)]
    starts = {display_width(re.match(r"  --\S+(?: \S+)?\s+", line)[0]) for line in lines}
    assert len(starts) == 1, lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("先用 planctl template export 取得", ["先用", "planctl", "template", "export", "取得"]),
        ("各镇（街、园区）和", ["各镇", "（街、园", "区）和"]),
        ("abcdefghijkl", ["abcdefgh", "ijkl"]),
    ],
)
def test_words_are_not_broken_where_that_can_be_helped(text, lines):
    assert wrap(text, 8) == lines
