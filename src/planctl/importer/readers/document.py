"""A document's bytes → its tables and paragraphs: which reader, by what the bytes are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from planctl.errors import UnreadableInputError
from planctl.importer.readers.characters import fold_characters
from planctl.importer.readers.contents import kind_of, unreadable
from planctl.importer.readers.decoding import decode_text
from planctl.importer.readers.delimited import is_delimited
from planctl.importer.readers.formats import FORMATS
from planctl.importer.readers.grid import RawDocument
from planctl.importer.readers.struck import leave_out_struck
from planctl.lazy_regex import Expression
from planctl.programs.libreoffice import modernise
from planctl.programs.limited import LimitExceededError, run_limited

_RULE_OF_TABLE: Final = Expression(r"(?m)^[ \t]*+\|?[ \t]*+:?-{3,}+:?[ \t]*+\|")
"""The line below the heading of a table in Markdown."""
_KEYS_OF_PLAN: Final = Expression("(?m)^(?:format|plan|tasks)(?=[ \t]*:)")
_HEAD: Final = 4096
_IDLE: Final = 10.0
_TOTAL: Final = 50.0
"""Seconds without a further page, and in all."""
_MEMORY: Final = 450 * 1024 * 1024


def read_document(data: bytes, name: str, *, original: bool = False) -> RawDocument:
    """The document's tables and paragraphs, by what its bytes are; the ending of its name decides only among kinds that
    these do not tell apart. `original` is whether tracked changes are undone.

    Raises UnreadableInputError for what no reader knows, ConverterError where LibreOffice is needed and cannot be used.
    """
    kind = kind_of(data)
    if kind == "ole":
        kind = _kind_by_name(kind, name, "doc")
    elif kind == "text":
        kind = _kind_by_name(kind, name, "") or _kind_of_text(data)
    format = FORMATS[kind]
    if format.converted_to:
        data, format = modernise(data, kind, format.converted_to), FORMATS[format.converted_to]
    if not format.reader:
        raise unreadable(kind)
    read = format.load_reader()
    if format.has_tracked_changes:
        document = read(data, original=original)
    else:
        document = _read_apart(read, data, format.label) if format.runs_apart else read(data)
    return fold_characters(leave_out_struck(document))


def _kind_of_text(data: bytes) -> str:
    """The kind of a text whose name does not tell it: only what is divided like a table is one, the rest is prose."""
    text, _ = decode_text(data)
    if len(set(_KEYS_OF_PLAN.findall(text[:_HEAD]))) > 1:
        return "yaml"
    if _RULE_OF_TABLE.search(text):
        return "md"
    return "csv" if is_delimited(text) else "txt"


def _read_apart(read: Callable[[bytes], RawDocument], data: bytes, label: str) -> RawDocument:
    """The document, read in a child process: the library that reads such files can be made to run without end."""
    try:
        return run_limited(read, (data,), idle=_IDLE, total=_TOTAL, memory=_MEMORY)
    except LimitExceededError as error:
        raise UnreadableInputError(
            f"读取 {label}时{error.reason}，已停止", "请只保留方案所在的页，打印为新的 PDF，或转为 .docx 再导入。"
        ) from None


def _kind_by_name(container: str, name: str, otherwise: str) -> str:
    """The kind in a container that a name's ending says."""
    ending = PurePath(name).suffix.lower()
    kinds = (
        kind for kind, format in FORMATS.items() if format.container.value == container and ending in format.endings
    )
    return next(kinds, otherwise)
