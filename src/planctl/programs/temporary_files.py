"""Temporary files that a run of another program needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planctl.errors import ConverterError
from planctl.files import reason


@contextmanager
def writing_temporary_files() -> Iterator[None]:
    """Raise ConverterError for an OSError inside: else it would be taken for one of the document that is written."""
    try:
        yield
    except OSError as error:
        raise ConverterError(
            f"无法使用临时文件夹（{reason(error)}）", "请检查磁盘空间，或用环境变量 TMPDIR 换一个临时文件夹。"
        ) from None
