"""The fonts that a run of LibreOffice is to use for a document: those of the machine, a folder of further ones, and stand-ins."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from planctl.errors import ConverterError
from planctl.programs.embedded_fonts import EmbeddedFont
from planctl.programs.font_folder import font_files, link_fonts, refuse_unread
from planctl.programs.fontconfig import Fonts, has_fontconfig, write_configuration
from planctl.programs.stand_ins import Face, StandIn, find_stand_in, is_there, kind_asked
from planctl.programs.temporary_files import writing_temporary_files


@contextmanager
def fonts_for(
    asked: tuple[str, ...],
    further: Path | None,
    of_libreoffice: Path,
    embedded: Iterable[EmbeddedFont] = (),
) -> Iterator[Fonts | None]:
    """The fonts of a run for a document that asks for these, from a folder too (`further`), from the document itself
    (`embedded`) and LibreOffice's own; None where LibreOffice does not find its fonts by fontconfig.

    Raises UnreadableInputError where the folder cannot be opened or holds no font that can be read; ConverterError where it
    cannot be used here, where no installed font may stand in for a Chinese one that is asked for, and where no temporary file
    can be written.
    """
    if not has_fontconfig():
        if further is not None:
            raise ConverterError(
                "--fonts 要靠 fontconfig，本机的 LibreOffice 不用它", "请把这些字体装进系统，再不带 --fonts 生成。"
            )
        yield None
        return
    files = [] if further is None else font_files(further)
    with ExitStack() as stack:
        with writing_temporary_files():
            temporary = tempfile.TemporaryDirectory(prefix="planctl-", ignore_cleanup_errors=True)
            folder = Path(stack.enter_context(temporary)).resolve()
            links = link_fonts(files, folder / "further")
            names = _write_embedded(embedded, folder / "embedded")
            fonts = _configured(folder, asked, links, names, of_libreoffice)
        if further is not None and len(fonts.unread) == len(files):
            refuse_unread(further, fonts.unread)
        yield fonts


def _write_embedded(embedded: Iterable[EmbeddedFont], folder: Path) -> dict[Path, str]:
    """Write the fonts of a document into a folder that is not there yet: the names that it has for them, by their files."""
    folder.mkdir()
    names: dict[Path, str] = {}
    for number, font in enumerate(embedded):
        file = folder / f"{number}.ttf"
        file.write_bytes(font.data)
        names[file] = font.name
    return names


def _configured(
    temporary: Path, asked: tuple[str, ...], links: dict[Path, Path], names: dict[Path, str], of_libreoffice: Path
) -> Fonts:
    """The fonts of a run by a configuration that is written to a folder. Raises OSError where it cannot be."""
    folders = [temporary / "further", temporary / "embedded", *[of_libreoffice] * of_libreoffice.is_dir()]
    machine = temporary / "machine.conf"
    write_configuration(machine, folders, {}, names)
    faces = Fonts(machine).faces
    configuration = temporary / "fonts.conf"
    write_configuration(configuration, folders, _stand_ins(asked, faces), names)
    read = {Path(face.file) for face in faces}
    return Fonts(configuration, tuple(file for link, file in links.items() if link not in read))


def _stand_ins(asked: tuple[str, ...], faces: tuple[Face, ...]) -> dict[str, StandIn]:
    chosen: dict[str, StandIn] = {}
    for family in asked:
        kind = kind_asked(family)
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
