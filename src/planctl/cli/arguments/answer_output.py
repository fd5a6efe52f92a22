"""Where the answer to a question goes: standard output, or a file of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.cli.arguments.options import Format
from planctl.cli.arguments.plan_files import refuse_overwriting
from planctl.cli.arguments.plans import OpenedPlan
from planctl.cli.printing.output import emit
from planctl.errors import UsageError
from planctl.files import write_atomically
from planctl.source import BYTE_ORDER_MARK

AnswerFileOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        help="把结果写入文件，格式由 --format 或扩展名指定；不给时或写 - 时输出到标准输出。",
    ),
]
ExcelOption = Annotated[
    bool, typer.Option("--excel", help="CSV 开头加 BOM，Excel 打开不乱码；用 -o 写入文件的总是加。")
]


_FORMATS: Final = {".csv": Format.CSV, ".json": Format.JSON, ".jsonl": Format.JSONL, ".md": Format.MD}
_OTHER_FORMATS: Final = (".xlsx", ".xls", ".docx", ".doc", ".pdf", ".html", ".htm")


def open_for_answer(plan: Path | None, output: Path | None, format: Format) -> tuple[OpenedPlan, Format]:
    """The plan that a question is put to, and the format of its answer. Raises UsageError as `_format_for` does."""
    format = _format_for(output, format)
    return OpenedPlan(plan, above_table=format is Format.TABLE and _file(output) is None), format


def _file(output: Path | None) -> Path | None:
    """The file that an answer goes to, None for standard output."""
    return None if output is None or str(output) == "-" else output


def _format_for(output: Path | None, format: Format) -> Format:
    """The format asked for, or where none is, the one that the ending of the output file says.

    Raises UsageError for an ending of a format in which no answer is written.
    """
    ending = output.suffix.lower() if output is not None else ""
    if ending in _OTHER_FORMATS:
        raise UsageError(
            f"查询结果不能写成 {ending} 文件", "可以写成 .csv（用 Excel 打开）、.json、.jsonl、.md 或文本文件。"
        )
    return _FORMATS.get(ending, format) if format is Format.TABLE else format


@contextmanager
def answer_output(output: Path | None, format: Format, *, excel: bool, plan: str) -> Iterator[None]:
    """Let what is printed inside go to a file, if one is given: whole or not at all, CSV with the byte order mark by which
    Excel knows UTF-8. Standard output has the mark only where `excel` asks for it, for programs stumble over it.

    `plan` is the name of the file that the answer is read from. Raises UsageError, OutputRefusedError.
    """
    if excel and format is not Format.CSV:
        raise UsageError("--excel 只用于 CSV", "请同时给出 --format csv。")
    file = _file(output)
    if file is None:
        if excel:
            emit(BYTE_ORDER_MARK, exact=True)
        yield
        return
    refuse_overwriting(file, plan)
    with redirect_stdout(io.StringIO()) as answer:
        if format is Format.CSV:
            emit(BYTE_ORDER_MARK, exact=True)
        yield
    write_atomically(file, [answer.getvalue().encode("utf-8", errors="backslashreplace")])
    emit(f"{file}\n")
