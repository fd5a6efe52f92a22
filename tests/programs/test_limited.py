"""Functions in a child process end at their limits, and otherwise are as if called here."""

import operator
import os
import sys
import time
from pathlib import Path

import pytest

from planctl.errors import UnreadableInputError
from planctl.files import read_source
from planctl.programs.limited import LimitExceededError, progress, run_limited

MEGABYTE = 1024 * 1024


def limited(function, *arguments, idle=5.0, total=20.0, memory=400 * MEGABYTE):
    return run_limited(function, arguments, idle=idle, total=total, memory=memory)


def test_what_a_function_returns_comes_back_and_one_child_serves_several_calls():
    assert limited(operator.add, b"a" * MEGABYTE, b"b") == b"a" * MEGABYTE + b"b"
    assert limited(os.getpid) == limited(os.getpid) != os.getpid()


def test_a_child_works_in_the_folder_that_its_parent_is_in_now(tmp_path, monkeypatch):
    limited(os.getcwd)
    monkeypatch.chdir(tmp_path)
    assert limited(os.getcwd) == str(tmp_path)


def test_an_error_with_a_sentence_comes_back_as_it_was_raised(tmp_path):
    with pytest.raises(UnreadableInputError) as caught:
        limited(read_source, tmp_path / "none")
    assert caught.value.message == f"找不到文件：{tmp_path / 'none'}"
    assert caught.value.hint == "请检查路径和文件名。"


def test_a_bug_comes_back_with_the_place_where_it_is():
    with pytest.raises(RuntimeError, match="ValueError: invalid literal"):
        limited(int, "x")


def test_a_call_without_progress_is_ended_and_the_next_one_works():
    first = limited(os.getpid)
    started = time.monotonic()
    with pytest.raises(LimitExceededError, match=r"0\.5秒没有进展"):
        limited(time.sleep, 60, idle=0.5)
    assert time.monotonic() - started < 10
    assert limited(os.getpid) != first


PROGRESSING = """
import time
from planctl.programs.limited import progress
for _ in range(8):
    time.sleep(0.6)
    progress()
"""


def test_a_call_with_progress_goes_on_but_not_for_ever():
    limited(exec, PROGRESSING, {}, idle=3.0)
    with pytest.raises(LimitExceededError, match="2秒还没有完成"):
        limited(exec, PROGRESSING, {}, idle=1.9, total=2.0)
    progress()  # where nobody waits it does nothing


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
@pytest.mark.parametrize("function", [bytes, "a".__mul__], ids=["at once", "in the result"])
def test_a_call_that_takes_too_much_memory_is_ended(function):
    with pytest.raises(LimitExceededError, match="内存"):
        limited(function, 300 * MEGABYTE, memory=450 * MEGABYTE if function is not bytes else 200 * MEGABYTE)


def test_a_child_that_dies_is_reported():
    with pytest.raises(LimitExceededError, match="中途退出（退出码5）"):
        limited(os._exit, 5)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_child_that_its_library_aborts_has_taken_too_much_memory():
    with pytest.raises(LimitExceededError, match="内存"):
        limited(os.abort)


def test_modules_of_the_current_folder_are_not_imported(tmp_path, monkeypatch):
    tmp_path.joinpath("pickle.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LimitExceededError):
        limited(os._exit, 0)  # the next child is a new one
    assert limited(os.getcwd) == str(Path.cwd())
