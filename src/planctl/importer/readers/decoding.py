"""The text of bytes whose encoding is not certain: UTF-8, GB18030, Big5, UTF-16."""

from __future__ import annotations

import codecs
from typing import Final

from planctl.errors import UnreadableInputError
from planctl.importer.readers.contents import refuse_other_than, utf16_without_mark
from planctl.importer.readers.grid import DocumentPlace, Remark
from planctl.lazy_regex import Expression

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAME_AS_GB18030: Final = ("gb2312", "gbk", "cp936", "936", "gb_2312-80")
_BIG5: Final = "big5hkscs"
_SAMPLE: Final = 64 * 1024
_FREQUENT: Final = Expression(
    "[，。、：；（）的一是和市县縣区區局部门門单單位责責任务務序号號工作牵牽头頭配合完成时時限年月日前]"
)
"""Letters that any plan has many of."""
_LARGEST_TEXT: Final = 32 * 1024 * 1024
_NOWHERE: Final = DocumentPlace()
_FEW: Final = 0.001
"""The largest share of a text that may fail to decode; U+FFFD takes its place."""


def decode_text(
    data: bytes, declared: str = "", *, largest: int = _LARGEST_TEXT, place: DocumentPlace = _NOWHERE
) -> tuple[str, list[Remark]]:
    """The text of a text file, and at the place given a remark where some of it could not be decoded.

    A byte order mark is believed, then what the file declares, then UTF-8, then GB18030 or Big5. Raises UnreadableInputError
    where the bytes are no text, or more than the `largest` text.
    """
    refuse_other_than(data, "text", "html")
    if len(data) > largest:
        raise UnreadableInputError(
            f"文件过大：超过{largest // 1024 // 1024} MB", "请确认没有选错文件，或只保留方案所在的部分。"
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], [encoding], place)
    if encoding := utf16_without_mark(data):
        return _decode(data, [encoding], place)
    return _decode(data, [*_known(declared), "utf-8", _BIG5 if _reads_as_big5(data) else "gb18030"], place)


def _known(declared: str) -> list[str]:
    name = declared.strip().lower()
    if name in _SAME_AS_GB18030:
        return ["utf-8", "gb18030"]  # GBK hardly ever decodes as UTF-8, but UTF-8 often does as GBK
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return []
    # one-byte encodings decode anything, and pages that declare one mostly mean UTF-8 or GBK
    return [info.name] if info.name in ("big5", "big5hkscs", "gb18030", "utf-8") else []


def _reads_as_big5(data: bytes) -> bool:
    """Whether bytes make more sense as Big5 than as GB18030, in which they decode as well."""
    sample = data[:_SAMPLE]
    in_big5, in_gb18030 = (len(_FREQUENT.findall(sample.decode(name, "ignore"))) for name in (_BIG5, "gb18030"))
    return in_big5 > in_gb18030


def _decode(data: bytes, encodings: list[str], place: DocumentPlace) -> tuple[str, list[Remark]]:
    for encoding in encodings:
        try:
            text = _clean(data.decode(encoding))
        except UnicodeDecodeError:
            continue
        return text, [Remark("没有注明编码的文件", "", place, "按 Big5（繁体）读")] if encoding == _BIG5 else []
    attempts = [(data.decode(encoding, "replace"), encoding) for encoding in encodings]
    text, encoding = min(attempts, key=lambda attempt: attempt[0].count("\ufffd"))
    lost = text.count("\ufffd")
    if lost > max(3, len(text) * _FEW):
        raise UnreadableInputError(
            "无法确定文件的编码：不是有效的 UTF-8、GB18030（GBK）、Big5 或 UTF-16 文本",
            "文件可能已损坏；请用编辑器打开，另存为 UTF-8。",
        )
    how = f"按 {encoding.upper()} 读，有{lost}处无法解码，以“\ufffd”代替"
    return _clean(text), [Remark("有的字按编码无法读出", "", place, how)]


def _clean(text: str) -> str:
    return text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
