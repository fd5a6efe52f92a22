"""`planctl render`: the plan as a document."""

from __future__ import annotations

import io
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.cli.options import PlanOption
from planctl.cli.output import emit, emit_bytes
from planctl.cli.plans import OpenedPlan
from planctl.errors import OutputRefusedError, PlanRefusedError, UsageError
from planctl.files import open_atomically
from planctl.render import RENDERERS
from planctl.view import view_plan


class DocumentFormat(StrEnum):
    """The formats of RENDERERS, as the command line offers them."""

    DOCX = "docx"
    MD = "md"


_NOT_IN_FILE_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED_ON_WINDOWS: Final = re.compile(r"(con|prn|aux|nul|con(in|out)\$|(com|lpt)[\d¹²³])\s*(\..*)?", re.IGNORECASE)
_LONGEST_NAME: Final = 200  # bytes; file systems allow 255, and editors put their lock files beside


def render_document(
    document: Annotated[DocumentFormat, typer.Argument(metavar="格式", help="docx（Word）或 md（Markdown）。")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="输出文件；不给时为当前文件夹下的“方案标题.扩展名”；- 表示标准输出。"
        ),
    ] = None,
    verbatim: Annotated[bool, typer.Option("--verbatim", help="标点照原文，不把中文旁的半角标点改为全角。")] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar="文件", help="用自己的模板；先用 planctl template export 取得内置模板再改。"
        ),
    ] = None,
    no_gaps: Annotated[bool, typer.Option("--no-gaps", help="不列出原文缺失的整行和表后的注。")] = False,
    plan: PlanOption = None,
) -> None:
    """把方案生成为 Word 或 Markdown 表格；方案有错误时不生成。"""
    opened = OpenedPlan(plan)
    content = opened.plan
    if opened.errors:
        raise PlanRefusedError(
            f"方案有{opened.errors}处错误，未生成文档",
            f"请先运行 planctl validate {opened.loaded.source.name} 并改正。",
        )
    renderer = RENDERERS[document.value]
    view = view_plan(content, verbatim=verbatim, show_gaps=not no_gaps)
    if output is not None and str(output) == "-":
        if renderer.binary and sys.stdout.isatty():
            raise UsageError(f"不能把{renderer.label}输出到终端", "请用 -o 给出文件名，或重定向到文件。")
        memory = io.BytesIO()
        renderer.write(content, view, memory, template)
        emit_bytes(memory.getvalue())
        return
    path = output if output is not None else Path(file_name(content.title, renderer.ending))
    if _is_same_file(path, opened.loaded.source.name):
        raise OutputRefusedError(f"输出文件就是方案文件本身：{path}", "请换一个文件名。")
    with open_atomically(path) as file:
        renderer.write(content, view, file, template)
    emit(f"{path}\n")


def _is_same_file(path: Path, other: str) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def file_name(title: str, ending: str) -> str:
    """A file name made from a title: what no file system or terminal takes is left out."""
    name = _NOT_IN_FILE_NAMES.sub("", title).strip(" .")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    if not name or _RESERVED_ON_WINDOWS.fullmatch(name):
        name = f"分工方案{name}"
    return name + ending
