"""A folder of fonts is searched for files that may be fonts, whatever else lies in it."""

import os

import pytest

from planctl.errors import UnreadableInputError
from planctl.programs import font_folder
from planctl.programs.font_folder import font_files, link_fonts, names_of


def test_only_files_named_as_fonts_are_taken_those_of_folders_below_and_behind_links_too(tmp_path):
    folder, elsewhere = tmp_path / "fonts", tmp_path / "elsewhere"
    (folder / "below").mkdir(parents=True)
    elsewhere.mkdir()
    for path in (folder / "a.TTF", folder / "below" / "b.otf", folder / "readme.txt", elsewhere / "c.ttc"):
        path.write_bytes(b"font")
    (folder / "behind").symlink_to(elsewhere)
    (folder / "d.ttf").symlink_to(elsewhere / "c.ttc")
    assert [path.relative_to(folder).as_posix() for path in font_files(folder)] == [
        "a.TTF",
        "behind/c.ttc",
        "below/b.otf",
        "d.ttf",
    ]


@pytest.mark.skipif(os.name == "nt", reason="has no pipes in folders")
def test_pipes_devices_circles_and_links_to_nothing_are_no_fonts(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"font")
    os.mkfifo(tmp_path / "pipe.ttf")
    for name, target in (("zero.ttf", "/dev/zero"), ("circle", "."), ("round.ttf", "round.ttf"), ("gone.ttf", "none")):
        (tmp_path / name).symlink_to(target)
    assert font_files(tmp_path) == [tmp_path / "a.ttf"]


def test_a_folder_with_too_much_in_it_is_no_folder_of_fonts(tmp_path, monkeypatch):
    monkeypatch.setattr(font_folder, "_MOST_ENTRIES", 3)
    for number in range(4):
        (tmp_path / f"{number}.ttf").touch()
    with pytest.raises(UnreadableInputError, match="里的文件太多"):
        font_files(tmp_path)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "a.ttf").touch()
    with pytest.raises(UnreadableInputError, match="无法打开字体文件夹"):
        font_files(tmp_path / "a.ttf")


def test_files_of_one_name_have_links_of_their_own(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "仿宋.ttf").write_bytes(name.encode())
    links = link_fonts(font_files(tmp_path), tmp_path / "links")
    assert [link.read_bytes() for link in links] == [b"a", b"b"]


def test_of_many_files_ten_are_named(tmp_path):
    files = tuple(tmp_path / f"{number}.ttf" for number in range(12))
    assert names_of(files).endswith("8.ttf、9.ttf等12个")
