"""fontconfig: the fonts that LibreOffice has on this machine, and a configuration of its own for one run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from planctl.errors import ConverterError
from planctl.programs.stand_ins import Face, StandIn

_SECONDS: Final = 60
_BETWEEN: Final = "\x1f"
_FORMAT: Final = _BETWEEN.join(("%{family}", "%{weight}", "%{lang}", "%{postscriptname}", "%{file}")) + "\n"
_BOLD: Final = 200
"""fontconfig's number for bold."""


def has_fontconfig() -> bool:
    """Whether LibreOffice finds its fonts by fontconfig here, and fontconfig's own programs can be asked."""
    return sys.platform not in ("win32", "darwin") and all(map(shutil.which, ("fc-list", "fc-match")))


class Fonts:
    """What fontconfig answers by a configuration."""

    def __init__(self, configuration: Path, unread: tuple[Path, ...] = ()) -> None:
        self._configuration = configuration
        self.unread = unread
        """Files that were given as fonts, and hold none that can be read."""

    @property
    def environment(self) -> dict[str, str]:
        """What makes a program use the configuration."""
        return {"FONTCONFIG_FILE": str(self._configuration)}

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The faces of all fonts."""
        return tuple(_face(line) for line in self._ask("fc-list", "--format", _FORMAT).split("\n") if line)

    def used_for(self, family: str) -> Face:
        """The face that is taken where a font is asked for, the font itself where it is there."""
        pattern = "".join(f"\\{character}" if character in "\\:-," else character for character in family)
        return _face(self._ask("fc-match", "--format", _FORMAT, f"{pattern}:lang=zh-cn"))

    def without_face(self, characters: Iterable[str]) -> list[str]:
        """Those of the characters that no face has."""
        starts, ends = self._coverage
        missing = []
        for character in characters:
            place = bisect_right(starts, ord(character)) - 1
            if place < 0 or ord(character) > ends[place]:
                missing.append(character)
        return missing

    @cached_property
    def _coverage(self) -> tuple[list[int], list[int]]:
        """First and last characters of the stretches that faces have, one or the other."""
        ranges = set(self._ask("fc-list", "--format", "%{charset} ").split())
        bounds = sorted(tuple(int(bound, 16) for bound in (one.split("-") * 2)[:2]) for one in ranges)
        starts: list[int] = []
        ends: list[int] = []
        for first, last in bounds:
            if starts and first <= ends[-1] + 1:
                ends[-1] = max(ends[-1], last)
            else:
                starts.append(first)
                ends.append(last)
        return starts, ends

    def _ask(self, program: str, *arguments: str) -> str:
        """What one of fontconfig's programs answers; "" where it fails. Raises ConverterError where it does not end."""
        environment = {**os.environ, **self.environment, "LC_ALL": "C.UTF-8"}
        try:
            answer = subprocess.run(
                [program, *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except OSError:
            return ""
        except subprocess.TimeoutExpired:
            raise ConverterError(
                f"{program} 用了{_SECONDS}秒还没有列出本机的字体", "请检查 fontconfig 的设置和字体文件夹。"
            ) from None
        return answer.stdout.decode("utf-8", "replace")


def _face(line: str) -> Face:
    families, weight, languages, name, file = (line.strip().split(_BETWEEN) + [""] * 5)[:5]
    bold = weight.isdecimal() and int(weight) >= _BOLD
    return Face(tuple(families.split(",")), bold, frozenset(languages.split("|")), name, file)


def write_configuration(
    path: Path, folders: Iterable[Path], stand_ins: Mapping[str, StandIn], names: Mapping[Path, str] | None = None
) -> None:
    """Write a configuration: the machine's own, these folders besides, what stands in for fonts that are not there, and names
    that the fonts of files have besides their own.

    What the machine's own configuration puts in a font's place comes first.
    """
    own = os.environ.get("FONTCONFIG_FILE") or "fonts.conf"
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        f"<cachedir>{escape(str(path.parent / 'font-cache'))}</cachedir>",
        f'<include ignore_missing="yes">{escape(own)}</include>',
        *(f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in folders),
    ]
    for file, name in (names or {}).items():
        lines.append(
            f'<match target="scan"><test name="file"><string>{escape(str(file))}</string></test>'
            f'<edit name="family" mode="append"><string>{escape(name)}</string></edit></match>'
        )
    for asked, stand_in in stand_ins.items():
        families = "".join(f"<family>{escape(name)}</family>" for name in (stand_in.family, stand_in.behind) if name)
        lines.append(f'<alias binding="same"><family>{escape(asked)}</family><accept>{families}</accept></alias>')
        if stand_in.bold:
            lines.append(
                f'<match target="pattern"><test name="family"><string>{escape(asked)}</string></test>'
                '<edit name="weight" mode="assign"><const>bold</const></edit></match>'
            )
    path.write_text("\n".join((*lines, "</fontconfig>\n")), encoding="utf-8")
