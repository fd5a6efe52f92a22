"""Files are read with a reason for every refusal, and written whole or not at all."""

import os
import stat
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planctl import files
from planctl.errors import OutputRefusedError, UnreadableInputError
from planctl.files import open_atomically, read_source, resource, writable_target, write_atomically


def test_data_and_templates_are_found_in_a_checkout_and_in_a_package(tmp_path, monkeypatch):
    assert resource("data/plan2017.yaml").exists()
    assert resource("templates/plan.docx").exists()
    packaged = tmp_path / "planctl" / "resources" / "data"
    packaged.mkdir(parents=True)
    packaged.joinpath("plan2017.yaml").write_text("packaged", encoding="utf-8")
    monkeypatch.setattr(files, "__file__", str(tmp_path / "planctl" / "files.py"))
    assert resource("data/plan2017.yaml").read_text(encoding="utf-8") == "packaged"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("标题: 分工方案\n".encode("gb18030"), "GBK"),
        ("标题: 分工方案\n".encode("utf-16"), "UTF-16"),
        (b"a: \xff\xfe\xfa\xfb\n\xff", "第1行"),
        (b"PK\x03\x04rest", "Word"),
        (b"\xd0\xcf\x11\xe0rest", "Word"),
        (b"a\0b", "二进制"),
    ],
)
def test_bytes_that_are_no_utf8_text_are_refused_by_what_they_are(tmp_path, data, words):
    file = tmp_path / "plan.yaml"
    file.write_bytes(data)
    with pytest.raises(UnreadableInputError, match=words) as caught:
        read_source(file)
    assert str(file) in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path):
    for path, words in ((tmp_path / "none.yaml", "找不到"), (tmp_path, "文件夹"), (tmp_path / "a\0b", "无法打开")):
        with pytest.raises(UnreadableInputError, match=words):
            read_source(path)


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAXIMUM_TEXT_BYTES", 10)
    file = tmp_path / "plan.yaml"
    file.write_text("a: 12345678", encoding="utf-8")
    with pytest.raises(UnreadableInputError, match="过大"):
        read_source(file)


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    file = tmp_path / "out.docx"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_atomically(file, [b"ne", b"w"])
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_gets_the_permissions_of_the_umask(tmp_path):
    file = tmp_path / "out.docx"
    before = os.umask(0o027)
    try:
        write_atomically(file, [b"x"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path):
    file = tmp_path / "out.docx"
    file.write_bytes(b"old")

    def chunks():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(file, chunks())
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path):
    target, link = tmp_path / "real.docx", tmp_path / "link.docx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, [b"new"])
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def refused(path, words):
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(OutputRefusedError, match=words) as caught:
        write_atomically(path, [b"new"])
    assert caught.value.exit_code == 4
    assert caught.value.hint
    if before is not None:
        assert path.read_bytes() == before


def test_outputs_that_must_not_be_written_are_refused(tmp_path):
    read_only = tmp_path / "readonly.docx"
    read_only.write_bytes(b"old")
    read_only.chmod(0o444)
    refused(read_only, "只读")
    refused(tmp_path, "文件夹")
    refused(tmp_path / "none" / "out.docx", "无法写入")
    refused(read_only / "out.docx", "无法写入")


def test_a_name_that_is_too_long_is_known_before_anything_is_written(tmp_path):
    with pytest.raises(OutputRefusedError, match="文件名太长"):
        writable_target(tmp_path / f"{'长' * 100}.docx")


@pytest.mark.parametrize("lock", [".~lock.分工方案.docx#", "~$分工方案.docx", "~$方案.docx"])
def test_an_output_that_an_editor_holds_open_is_refused(tmp_path, lock):
    output = tmp_path / "分工方案.docx"
    output.write_bytes(b"old")
    tmp_path.joinpath(lock).write_bytes(b"")
    refused(output, "打开")


def test_a_replacement_that_the_system_denies_is_reported_as_an_open_file(tmp_path, monkeypatch):
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")

    def deny(*_):
        raise PermissionError

    monkeypatch.setattr(files.os, "replace", deny)
    refused(output, "Word 或 WPS")
    assert list(tmp_path.iterdir()) == [output]


def test_what_a_killed_process_left_unfinished_is_removed_and_what_others_write_is_not(tmp_path):
    abandoned = tmp_path / ".planctl-old.tmp"
    abandoned.write_bytes(b"half")
    with open_atomically(tmp_path / "a") as file:
        file.write(b"whole")
        (held,) = tmp_path.glob(".planctl-*.tmp")
        assert held != abandoned
        write_atomically(tmp_path / "b", [b"b"])
        assert held.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_file_that_another_writer_takes_for_abandoned_at_once_is_made_anew(tmp_path, monkeypatch):
    import fcntl

    make, removers = tempfile.mkstemp, []

    def made_and_taken(**options):
        made, name = make(**options)
        if not removers:
            other = os.open(name, os.O_RDWR)
            fcntl.flock(other, fcntl.LOCK_EX)
            removers.append(threading.Timer(0.1, lambda: (Path(name).unlink(), os.close(other))))
            removers[0].start()
        return made, name

    monkeypatch.setattr(tempfile, "mkstemp", made_and_taken)
    with open_atomically(tmp_path / "a") as file:
        removers[0].join()
        file.write(b"whole")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"whole")]


def test_a_file_that_is_closed_and_has_no_name_yet_is_not_abandoned(tmp_path, monkeypatch):
    replace = os.replace

    def after_another(source, target):
        monkeypatch.setattr(files.os, "replace", replace)
        write_atomically(tmp_path / "b", [b"b"])
        replace(source, target)

    monkeypatch.setattr(files.os, "replace", after_another)
    write_atomically(tmp_path / "a", [b"a"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_many_threads_write_into_one_folder(tmp_path):
    def write(number):
        for round in range(20):
            write_atomically(tmp_path / str(number), [b"%d" % round])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {str(one): b"19" for one in range(8)}


def test_a_full_disk_is_reported_and_leaves_the_old_file(tmp_path, monkeypatch):
    output = tmp_path / "out.docx"
    output.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    refused(output, "写入失败")
