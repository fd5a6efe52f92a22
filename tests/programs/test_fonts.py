"""The fonts of a run of LibreOffice, by fontconfig's own answers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planctl.errors import ConverterError, UnreadableInputError
from planctl.programs import fontconfig
from planctl.programs import fonts as rooms
from planctl.programs.embedded_fonts import EmbeddedFont
from planctl.programs.fontconfig import Fonts, has_fontconfig
from planctl.programs.fonts import fonts_for
from planctl.programs.stand_ins import is_there

needs_fontconfig = pytest.mark.skipif(not has_fontconfig(), reason="needs fontconfig (fc-list, fc-match)")
OFFICIAL = ("Times New Roman", "仿宋_GB2312", "方正小标宋简体", "楷体_GB2312")


def a_font():
    """The file of some font of this machine."""
    usual = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    listed = subprocess.run(["fc-list", "--format", "%{file}\n"], env=usual, stdout=subprocess.PIPE, check=True).stdout
    files = sorted(line for line in listed.decode().split("\n") if line.endswith(".ttf"))
    if not files:
        pytest.skip("needs a font")
    return files[0]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Make the machine one whose only fonts are those put into a folder."""
    folder = tmp_path / "machine"
    folder.mkdir()
    configuration = tmp_path / "own.conf"
    configuration.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>',
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    return folder


@needs_fontconfig
def test_a_folder_of_fonts_is_added_to_those_of_the_machine(machine, tmp_path):
    further = tmp_path / "a folder & 字体"
    further.mkdir()
    name = Path(a_font()).name
    shutil.copy(a_font(), further / name)
    with fonts_for((), further, tmp_path / "none") as chosen:
        assert [Path(face.file).resolve().name for face in chosen.faces] == [name]
        assert chosen.unread == ()
        assert chosen.without_face("A\ue000") == ["\ue000"]
        assert chosen.environment["FONTCONFIG_FILE"] != os.environ["FONTCONFIG_FILE"]
    with fonts_for((), None, tmp_path / "none") as chosen:
        assert chosen.faces == ()


@needs_fontconfig
def test_a_folder_that_is_missing_or_has_no_font_is_named(machine, tmp_path):
    (tmp_path / "empty").mkdir()
    for name, said in (
        ("empty", "里没有字体"),
        ("nowhere", "无法打开字体文件夹"),
        ("长" * 100, "无法打开字体文件夹：.*（文件名太长）"),
    ):
        with pytest.raises(UnreadableInputError, match=said), fonts_for((), tmp_path / name, tmp_path):
            pass


@needs_fontconfig
def test_files_in_which_there_is_no_font_are_known_and_a_folder_of_nothing_else_is_refused(machine, tmp_path):
    further = tmp_path / "further"
    further.mkdir()
    whole = Path(a_font()).read_bytes()
    for name, content in {"空.ttf": b"", "坏.otf": b"OTTO" + bytes(2000), "半.ttf": whole[:200]}.items():
        (further / name).write_bytes(content)
    with pytest.raises(UnreadableInputError) as caught, fonts_for((), further, tmp_path / "none"):
        pass
    assert "字体文件都读不出来：半.ttf、坏.otf、空.ttf" in caught.value.message
    (further / "好.ttf").symlink_to(a_font())
    with fonts_for((), further, tmp_path / "none") as chosen:
        assert {file.name for file in chosen.unread} == {"空.ttf", "坏.otf", "半.ttf"}
        assert len(chosen.faces) == 1


@needs_fontconfig
def test_a_font_in_the_document_is_there_under_the_name_that_it_has_in_it(machine, tmp_path):
    font = EmbeddedFont("某某仿宋 & 体", Path(a_font()).read_bytes())
    with fonts_for(("某某仿宋 & 体",), None, tmp_path, [font, EmbeddedFont("坏", b"no font")]) as chosen:
        assert is_there("某某仿宋 & 体", chosen.faces)
        assert chosen.used_for("某某仿宋 & 体") in chosen.faces
        assert chosen.without_face("A") == []


@needs_fontconfig
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for fc-list is a shell script")
def test_a_fontconfig_that_does_not_end_is_reported(tmp_path, monkeypatch):
    program = tmp_path / "bin" / "fc-list"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 300\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    monkeypatch.setattr(fontconfig, "_SECONDS", 1)
    with pytest.raises(ConverterError, match="fc-list 用了1秒还没有列出"), fonts_for((), None, tmp_path):
        pass


@needs_fontconfig
def test_where_no_font_may_stand_in_the_one_that_is_missing_is_named(machine, tmp_path):
    shutil.copy(a_font(), machine)
    with pytest.raises(ConverterError, match="没有字体“仿宋_GB2312”") as caught, fonts_for(OFFICIAL, None, tmp_path):
        pass
    assert "--fonts" in caught.value.hint


@needs_fontconfig
@pytest.mark.skipif(sys.platform == "win32", reason="has no limits on the size of files")
def test_where_the_disk_takes_no_more_the_temporary_folder_is_named_and_not_the_document(tmp_path):
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        with pytest.raises(ConverterError, match="无法使用临时文件夹"), fonts_for((), None, tmp_path):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_without_fontconfig_nothing_is_configured_and_a_folder_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(rooms, "has_fontconfig", lambda: False)
    with fonts_for(OFFICIAL, None, tmp_path) as chosen:
        assert chosen is None
    with pytest.raises(ConverterError, match="fontconfig"), fonts_for(OFFICIAL, tmp_path, tmp_path):
        pass


@needs_fontconfig
def test_stand_ins_of_the_machine_s_own_configuration_come_first(tmp_path, monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE")
    with fonts_for(OFFICIAL, None, tmp_path) as chosen:
        families = {name for face in chosen.faces for name in face.families}
        if not {"Liberation Serif", "Noto Serif CJK SC"} <= families:
            pytest.skip("needs fonts-liberation and fonts-noto-cjk")
        used = {family: chosen.used_for(family) for family in OFFICIAL}
    assert used["仿宋_GB2312"].families == ("Noto Serif CJK SC",)
    assert not used["仿宋_GB2312"].bold
    assert used["方正小标宋简体"].bold
    in_its_place = "<prefer><family>Liberation Serif</family></prefer>"
    aliases = "".join(f'<alias binding="same"><family>{name}</family>{in_its_place}</alias>' for name in OFFICIAL)
    own = tmp_path / "own.conf"
    own.write_text(
        f'<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>',
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(own))
    with fonts_for(OFFICIAL, None, tmp_path) as chosen:
        assert {chosen.used_for(family).families for family in OFFICIAL} == {("Liberation Serif",)}


def test_a_configuration_that_cannot_be_read_has_no_fonts(tmp_path):
    assert [face for face in Fonts(tmp_path / "nowhere.conf").faces if face.name == "none"] == []
