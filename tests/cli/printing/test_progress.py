"""Work that goes on is shown to whoever waits at a terminal, and to nobody else."""

import io
import time

import pytest

from planctl.cli.printing import progress
from planctl.cli.printing.progress import working


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def at(monkeypatch):
    """Puts a stream in the place of standard error; pytest itself does so again behind what a fixture sets up."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE", 0.05)

    def put(stream):
        monkeypatch.setattr("sys.stderr", stream)
        return stream

    return put


def wait_until(shown, stream):
    end = time.monotonic() + 30
    while shown not in stream.getvalue() and time.monotonic() < end:
        time.sleep(0.02)


def test_a_terminal_shows_what_goes_on_and_for_how_long_and_nothing_of_it_stays(at):
    terminal = at(Terminal())
    with working("正在生成…"):
        wait_until("0:00:0", terminal)
        assert "正在生成…" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_what_is_done_at_once_shows_nothing(at, monkeypatch):
    terminal = at(Terminal())
    monkeypatch.setattr(progress, "_PATIENCE", 0.2)
    with working("正在生成…"):
        pass
    time.sleep(0.5)
    assert terminal.getvalue() == ""


def test_a_spinner_that_is_ended_before_it_is_shown_is_never_shown(at):
    terminal = at(Terminal())
    spinner = progress._Spinner("正在生成…")
    spinner.end()
    spinner.show()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("stream", "kind"), [(Terminal(), "dumb"), (io.StringIO(), "xterm")])
def test_without_a_terminal_that_can_show_it_nothing_is_shown(at, monkeypatch, stream, kind):
    monkeypatch.setenv("TERM", kind)
    at(stream)
    with working("正在生成…"):
        time.sleep(0.2)
    assert stream.getvalue() == ""


def test_an_interruption_ends_what_is_shown(at):
    terminal = at(Terminal())

    def work():
        with working("正在生成…"):
            wait_until("正在生成…", terminal)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert "正在生成…" in terminal.getvalue()
    time.sleep(0.2)
    before = terminal.getvalue()
    time.sleep(0.3)
    assert terminal.getvalue() == before
