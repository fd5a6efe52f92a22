"""Help is in Chinese and fits the terminal."""

import re

import pytest

from planctl.cli import COMMANDS, run
from planctl.cli.printing.wrapping import display_width, wrap

PAGES = [[], *([name] for name in COMMANDS), ["parse", "deadline"], ["parse", "units"], ["template", "export"]]


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_page_of_help_is_chinese_and_fits(page, width, capfd, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    run([*page, "--help"])
    output = capfd.readouterr().out
    assert output.startswith(f"用法：planctl {' '.join(page)}".rstrip())
    assert [line for line in output.splitlines() if display_width(line) > width] == []
    assert not re.search("Usage|Options|Arguments|Commands|Show this|Install|required|default:|<=x<=", output)


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
