"""LibreOffice as a converter: the bytes of a document in one format → those of another.

Each run has a folder of its own for the user's settings, so that it neither meets a LibreOffice window that is open nor
leaves anything behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from planctl.errors import ConverterError, UnreadableInputError
from planctl.programs.embedded_fonts import embedded_fonts
from planctl.programs.fontconfig import Fonts
from planctl.programs.fonts import fonts_for
from planctl.programs.libreoffice_profile import PRINT, remove_socket, write_profile
from planctl.programs.temporary_files import writing_temporary_files
from planctl.programs.word_text import WordText
from planctl.stopping import end_if_stopped, held

_PROGRAMS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 120
_LOOK_EVERY: Final = 0.5  # seconds, whether a signal came
_AT_MOST: Final = 5  # times as long as expected, on a slow machine
_TEMPORARY: Final = ("TMPDIR", "TMP", "TEMP")
"""Variables that name the folder for temporary files: what a LibreOffice that is ended leaves there goes with its own folder."""
BY_HAND: Final = "也可以用 planctl render docx 生成 Word 文档，再用 Word 或 WPS 另存为 PDF。"
"""What to do without LibreOffice."""


@dataclass(frozen=True)
class Printing:
    """A Word document that LibreOffice is to print, with the fonts that it has for it (None: they cannot be asked)."""

    text: WordText
    fonts: Fonts | None
    _program: str
    _docx: bytes

    def pdf(self, expected: float = 0.0) -> bytes:
        """The document as a PDF; what is expected to take so many seconds is given more time.

        Raises ConverterError where LibreOffice fails or does not come to an end.
        """
        seconds = _SECONDS + round(_AT_MOST * expected)
        gapless = self.text.is_set_without_gaps
        return _Office(self._program, BY_HAND, seconds, self.fonts).convert(self._docx, "docx", "pdf", gapless=gapless)


@contextlib.contextmanager
def printing(docx: bytes, further_fonts: Path | None = None) -> Iterator[Printing]:
    """Make ready to print a Word document, with the fonts of a folder besides those of the machine.

    Raises ConverterError where LibreOffice is not installed, and as `fonts_for` does.
    """
    program = find_libreoffice()
    if program is None:
        raise ConverterError(
            "没有找到 LibreOffice，生成 PDF、用 --repeat-heads 查找页首都需要它",
            f"{_how_to_install()}{BY_HAND}页首的行也可以自己用 --page-starts 给出。",
        )
    text = WordText(docx)
    own = Path(program).resolve().parent.parent / "share" / "fonts"
    with fonts_for(text.fonts(), further_fonts, own, embedded_fonts(docx)) as fonts:
        yield Printing(text, fonts, program, docx)


def docx_to_pdf(docx: bytes, *, expected: float = 0.0, further_fonts: Path | None = None) -> bytes:
    """The PDF that LibreOffice prints of a Word document. Raises as `printing` and `Printing.pdf` do."""
    with printing(docx, further_fonts) as prepared:
        return prepared.pdf(expected)


_NOT_LOADED: Final = "could not be loaded"
"""What LibreOffice says of a document that it cannot open, or has no filter for."""


def modernise(document: bytes, ending: str, target: str) -> bytes:
    """A document of an older or another office program (ending: doc, rtf, odt, xls, …) as docx or xlsx.

    Raises UnreadableInputError where LibreOffice cannot open it, ConverterError where it is not installed, fails, or does
    not come to an end.
    """
    by_hand = f"也可以用 Word、Excel 或 WPS 打开，另存为 .{target} 后再导入。"
    program = find_libreoffice()
    if program is None:
        raise ConverterError(f"读 .{ending} 一类的文档需要 LibreOffice，没有找到", f"{_how_to_install()}{by_hand}")
    return _Office(program, by_hand).convert(document, ending, target)


@dataclass(frozen=True)
class _Office:
    """The program as it is run: what its user can do instead, how long it may take, and the fonts that it gets."""

    program: str
    by_hand: str
    seconds: int = _SECONDS
    fonts: Fonts | None = None

    def convert(self, document: bytes, ending: str, target: str, *, gapless: bool = False) -> bytes:
        """The document as LibreOffice converts it, a PDF `gapless` without gaps between hanzi and Latin or digits.

        Raises ConverterError, also where the temporary folder cannot be used; UnreadableInputError where LibreOffice cannot
        open the document.
        """
        with writing_temporary_files():
            converted, code, output = self._convert_in_folder(document, ending, target, gapless=gapless)
        if converted.startswith((b"%PDF", b"PK")):  # LibreOffice ends with 0 when it fails, too
            return converted
        if target != "pdf" and any(_NOT_LOADED in line for line in output):
            raise UnreadableInputError(
                f"LibreOffice 打不开这份 .{ending} 文档，可能已损坏或不完整",
                f"请重新下载，并确认 LibreOffice 已装全（程序：{self.program}）；{self.by_hand}",
            )
        words = [line.strip() for line in output if line.strip() and "javaldx" not in line]  # Java is not needed
        raise ConverterError(
            f"LibreOffice 没有生成 {target.upper()}（退出码{code}）{'：' + words[-1] if words else ''}",
            f"请确认 LibreOffice 已装全（程序：{self.program}）；{self.by_hand}",
        )

    def _convert_in_folder(
        self, document: bytes, ending: str, target: str, *, gapless: bool
    ) -> tuple[bytes, int, list[str]]:
        """The converted document ("" where there is none), LibreOffice's exit code and the lines that it printed."""
        with tempfile.TemporaryDirectory(prefix="planctl-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            source, made = folder / f"plan.{ending}", folder / "made"
            source.write_bytes(document)
            made.mkdir()
            result = made / f"plan.{target}"
            write_profile(folder / "profile", source, result, gapless=gapless)
            code = 0
            if target == "pdf":
                code = self._run(folder, [PRINT])
            if not result.exists():
                code = self._run(folder, ["--convert-to", target, "--outdir", str(made), str(source)])
            converted = result.read_bytes() if result.exists() else b""
            output = (folder / "output").read_text(encoding="utf-8", errors="replace").split("\n")
        return converted, code, output

    def _run(self, folder: Path, arguments: list[str]) -> int:
        """Run LibreOffice in a process group of its own, and end all of it whatever happens."""
        profile = folder / "profile"
        fonts = self.fonts.environment if self.fonts is not None else {}
        command = [
            self.program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            *arguments,
        ]
        process: subprocess.Popen[bytes] | None = None
        with (folder / "output").open("wb") as output:  # no pipe: a process that outlives the first would hold it open
            try:
                with held():
                    process = subprocess.Popen(
                        command,
                        env={**os.environ, **dict.fromkeys(_TEMPORARY, str(folder)), **fonts},
                        stdin=subprocess.DEVNULL,
                        stdout=output,
                        stderr=subprocess.STDOUT,
                        start_new_session=True,
                    )
                return _wait(process, self.seconds)
            except OSError as error:
                raise ConverterError(
                    f"无法启动 LibreOffice：{self.program}（{error.strerror}）", self.by_hand
                ) from None
            except subprocess.TimeoutExpired:
                raise ConverterError(
                    f"LibreOffice 用了{self.seconds}秒还没有转换完，已将其结束",
                    f"表格太长时 LibreOffice 会停住；{self.by_hand}",
                ) from None
            finally:
                if process is not None and process.poll() is None:
                    _end(process)
                    remove_socket(profile)


def find_libreoffice() -> str | None:
    """The program's path: in PATH, or where installers put it on Windows and macOS."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    system: str = sys.platform
    if system == "win32":
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if folder := os.environ.get(variable):
                for name in ("soffice.com", "soffice.exe"):  # .com waits for the end and prints what is wrong
                    yield Path(folder, "LibreOffice", "program", name)
    elif system == "darwin":
        yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def _how_to_install() -> str:
    if sys.platform in ("win32", "darwin"):
        return "请从 https://zh-cn.libreoffice.org 下载安装 LibreOffice。"
    return "请安装软件包 libreoffice-writer（如 sudo apt install libreoffice-writer）。"


def _wait(process: subprocess.Popen[bytes], seconds: int) -> int:
    """The exit code of a process; a signal for us that got lost meanwhile is raised. Raises TimeoutExpired."""
    end = time.monotonic() + seconds
    while True:
        end_if_stopped()
        try:
            return process.wait(timeout=max(0.0, min(_LOOK_EVERY, end - time.monotonic())))
        except subprocess.TimeoutExpired:
            if time.monotonic() >= end:
                raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and those it started: `soffice` is only a script that starts another."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.wait()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for _ in range(40):  # what still writes would keep the folder from being removed
            os.killpg(process.pid, 0)
            time.sleep(0.05)
