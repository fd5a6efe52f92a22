"""The fonts that a run of LibreOffice is to use for a document: those of the machine, a folder of further ones, and stand-ins."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from planctl.errors import ConverterError, UnreadableInputError
from planctl.files import reason
from planctl.programs.fontconfig import Fonts, has_fontconfig, write_configuration
from planctl.programs.stand_ins import Face, StandIn, find_stand_in, is_there, kind_of
from planctl.programs.temporary_files import writing_temporary_files

_HOW_TO_GIVE: Final = "--fonts 后面写放字体文件（.ttf、.otf、.ttc）的文件夹。"


@contextmanager
def fonts_for(asked: tuple[str, ...], further: Path | None, of_libreoffice: Path) -> Iterator[Fonts | None]:
    """The fonts of a run for a document that asks for these, from a folder too (`further`) and LibreOffice's own; None where
    LibreOffice does not find its fonts by fontconfig.

    Raises UnreadableInputError where the folder cannot be opened or holds no font; ConverterError where it cannot be used
    here, where no installed font may stand in for a Chinese one that is asked for, and where no temporary file can be written.
    """
    if further is not None:
        _require_folder(further)
    if not has_fontconfig():
        if further is not None:
            raise ConverterError(
                "--fonts 要靠 fontconfig，本机的 LibreOffice 不用它", "请把这些字体装进系统，再不带 --fonts 生成。"
            )
        yield None
        return
    with ExitStack() as stack:
        with writing_temporary_files():
            temporary = tempfile.TemporaryDirectory(prefix="planctl-", ignore_cleanup_errors=True)
            fonts = _configured(Path(stack.enter_context(temporary)), asked, further, of_libreoffice)
        yield fonts


def _require_folder(further: Path) -> None:
    try:
        if further.is_dir():
            return
        why = ""
    except OSError as error:
        why = f"（{reason(error)}）"
    raise UnreadableInputError(f"无法打开字体文件夹：{further}{why}", _HOW_TO_GIVE)


def _configured(temporary: Path, asked: tuple[str, ...], further: Path | None, of_libreoffice: Path) -> Fonts:
    """The fonts of a run by a configuration that is written to a folder. Raises OSError where it cannot be."""
    folders = [folder for folder in (further, of_libreoffice) if folder is not None and folder.is_dir()]
    machine = temporary / "machine.conf"
    write_configuration(machine, folders, {})
    faces = Fonts(machine).faces
    if further is not None and not _holds_font(further, faces):
        raise UnreadableInputError(f"文件夹 {further} 里没有字体", _HOW_TO_GIVE)
    configuration = temporary / "fonts.conf"
    write_configuration(configuration, folders, _stand_ins(asked, faces))
    return Fonts(configuration)


def _holds_font(folder: Path, faces: tuple[Face, ...]) -> bool:
    inside = folder.resolve()
    return any(Path(face.file).resolve().is_relative_to(inside) for face in faces if face.file)


def _stand_ins(asked: tuple[str, ...], faces: tuple[Face, ...]) -> dict[str, StandIn]:
    chosen: dict[str, StandIn] = {}
    for family in asked:
        kind = kind_of(family)
        if kind is None:
            continue
        stand_in = find_stand_in(kind, faces)
        if is_there(family, faces):
            if stand_in is not None and stand_in.behind:  # for the characters that it lacks
                chosen[family] = StandIn(stand_in.behind)
            continue
        if stand_in is None:
            raise ConverterError(
                f"本机没有字体“{family}”，也没有可以代替它的中文宋体类字体",
                "请安装字体（如 sudo apt install fonts-noto-cjk），或用 --fonts 给出放字体文件的文件夹。",
            )
        chosen[family] = stand_in
    return chosen
