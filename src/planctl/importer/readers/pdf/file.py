"""A PDF file → its pages, and what keeps a file from being read: damage, a password, too much of everything."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planctl.errors import PlanctlError, UnreadableInputError
from planctl.importer.readers.contents import damaged, refuse_other_than
from planctl.importer.readers.grid import DocumentPlace, RawDocument, Remark
from planctl.importer.readers.pdf.document import read_sheets
from planctl.importer.readers.pdf.sheet import Sheet, sheet_of
from planctl.lazy_regex import Expression
from planctl.programs.limited import progress

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MOST_PAGES: Final = 300
_LARGEST_EXPANDED: Final = 64 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
_STREAM = Expression(r"stream\r?\n")
_TWICE_PACKED = Expression(
    r"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b"
)


def read_pdf(data: bytes) -> RawDocument:
    """Every ruled table and the text around it; a table that continues on the next page is one table.

    Raises UnreadableInputError where pdfplumber is not installed, and for what is no PDF, locked, or only pictures.
    """
    refuse_other_than(data, "pdf")
    _refuse_bomb(data)
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise UnreadableInputError(
            "读取 PDF 需要可选组件 pdfplumber，尚未安装",
            '请运行 pip install "planctl[pdf]"；或用 WPS、Word 把 PDF 转为 .docx 再导入。',
        ) from None
    log = _Losses()
    logger = logging.getLogger("pdfminer")
    logger.addHandler(log)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            sheets = list(_sheets(document.pages))
    except PlanctlError:
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise UnreadableInputError(
                "这个 PDF 设了打开密码", "请先去掉密码（打开后打印或另存为 PDF）再导入。"
            ) from None
        raise damaged("pdf") from None
    finally:
        logger.removeHandler(log)
    read = read_sheets(sheets)
    lost = Remark("文件有损坏处", "", DocumentPlace(), "文字可能没有读全")
    return replace(read, remarks=(*read.remarks, lost)) if log.lost else read


def _sheets(pages: Sequence[Page]) -> Iterator[Sheet]:
    """What is printed on each page; raises UnreadableInputError for too many."""
    if len(pages) > _MOST_PAGES:
        raise UnreadableInputError(f"PDF 超过{_MOST_PAGES}页", "请只保留方案所在的页。")
    for page in pages:
        yield sheet_of(page)
        page.close()
        progress()


class _Losses(logging.Handler):
    """Keeps pdfminer's English warnings off the screen, and notes whether any says that data was lost."""

    lost = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning."""
        self.lost = self.lost or "loss" in record.getMessage()


def _refuse_bomb(data: bytes) -> None:
    """Raise UnreadableInputError for a file whose packed parts would fill the memory."""
    room = _LARGEST_EXPANDED
    file, text = io.BytesIO(data), data.decode("latin-1")
    for match in _STREAM.finditer(text):
        try:
            packed = zlib.decompressobj()
            file.seek(match.end())
            while room > 0 and not packed.eof and (rest := packed.unconsumed_tail or file.read(_CHUNK)):
                room -= len(packed.decompress(rest, _CHUNK))
        except zlib.error:
            continue
    if room <= 0 or _TWICE_PACKED.search(text):
        raise UnreadableInputError(
            "PDF 展开后过大，可能是恶意文件", "若来源可靠，请打印为新的 PDF，或转为 .docx 再导入。"
        )
