"""Files: reading text, writing whole files or nothing, and finding the data and templates that planctl ships."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from planctl.errors import OutputRefusedError, UnreadableInputError
from planctl.source import Source
from planctl.stopping import end_if_stopped
from planctl.unfinished import kept_locked, new_unfinished_file

MAXIMUM_TEXT_BYTES: Final = 64 * 1024 * 1024
STANDARD_INPUT: Final = "<标准输入>"
_ZIP_MAGIC, _OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def resource(name: str) -> Path:
    """Path of a shipped file such as `data/plan2017.yaml`.

    A wheel carries them inside the package; in a checkout (editable install) they stand at the top level.
    """
    packaged = Path(__file__).parent / "resources" / name
    return packaged if packaged.exists() else Path(__file__).parents[2] / name


def read_source(path: Path) -> Source:
    """The text of a UTF-8 file; `-` is standard input.

    Raises UnreadableInputError where the bytes cannot be opened or decoded.
    """
    if str(path) == "-":
        return Source(STANDARD_INPUT, decode(read_bytes(path), "标准输入"))
    return Source(str(path), decode(read_bytes(path), str(path)))


def read_bytes(path: Path, most: int = MAXIMUM_TEXT_BYTES) -> bytes:
    """The bytes of a file, one more than `most` where it has more; `-` is standard input.

    Raises UnreadableInputError where it cannot be opened.
    """
    if str(path) == "-":
        return read_stdin()
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise UnreadableInputError(f"找不到文件：{path}", "请检查路径和文件名。") from None
    except IsADirectoryError:
        raise UnreadableInputError(f"这是文件夹，不是文件：{path}", "请给出其中的文件。") from None
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # noqa: PTH112 - never raises; Windows answers "permission denied" for a folder
            raise UnreadableInputError(f"这是文件夹，不是文件：{path}", "请给出其中的文件。") from None
        raise UnreadableInputError(f"无法打开文件：{path}（{reason(error)}）", "请检查路径和文件权限。") from None


def read_stdin() -> bytes:
    """The bytes of standard input; raises UnreadableInputError where it is closed."""
    if sys.stdin is None:
        raise UnreadableInputError("标准输入已关闭", "请给出文件名，或用管道送入内容。")
    return sys.stdin.buffer.read(MAXIMUM_TEXT_BYTES + 1)


def decode(data: bytes, name: str) -> str:
    """Text of UTF-8 bytes; raises UnreadableInputError for anything else, naming what it is."""
    if len(data) > MAXIMUM_TEXT_BYTES:
        raise UnreadableInputError(
            f"文件过大：{name} 超过{MAXIMUM_TEXT_BYTES // 1024 // 1024} MB", "方案文件是文本文件，请确认没有选错文件。"
        )
    if data.startswith(_ZIP_MAGIC) or data.startswith(_OLE_MAGIC):
        raise UnreadableInputError(
            f"这不是文本文件：{name} 像是 Word、WPS 或 Excel 文档", "请给出 YAML 格式的方案文件（扩展名多为 .yaml）。"
        )
    if data.startswith(_UTF16_BOMS):
        raise UnreadableInputError(
            f"文件编码是 UTF-16，不是 UTF-8：{name}", "请另存为 UTF-8：记事本“另存为”时编码选 UTF-8。"
        )
    if b"\0" in data:
        raise UnreadableInputError(f"这不是文本文件：{name} 含有二进制内容", "请给出 YAML 格式的方案文件。")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if error.end < len(data) and _is_gb18030(data):
            raise UnreadableInputError(
                f"文件编码是 GBK（GB18030），不是 UTF-8：{name} 第{line}行起", _SAVE_AS_UTF8
            ) from None
        raise UnreadableInputError(
            f"文件不是有效的 UTF-8 文本：{name} 第{line}行有无法解码的字节 0x{data[error.start]:02X}",
            "文件可能已损坏或没有保存完整；请用编辑器打开，改好该处后另存为 UTF-8。",
        ) from None


_SAVE_AS_UTF8: Final = (
    "请另存为 UTF-8：记事本“另存为”时编码选 UTF-8；或运行 iconv -f GB18030 -t UTF-8 旧文件 > 新文件。"
)


def _is_gb18030(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    hanzi = sum("\u4e00" <= character <= "\u9fff" for character in text)
    other = sum(character > "\x7f" for character in text)
    return hanzi * 2 > other


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all; an existing file is replaced only once the new one is safely on the disk.

    Raises OutputRefusedError where the file must not or cannot be written.
    """
    with open_atomically(path) as file:
        for chunk in chunks:
            file.write(chunk)


@contextlib.contextmanager
def open_atomically(path: Path) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends without an exception.

    Raises OutputRefusedError where the file must not or cannot be written.
    """
    target = writable_target(path)
    try:
        descriptor, temporary = new_unfinished_file(target.parent)
    except (OSError, ValueError) as error:
        raise OutputRefusedError(
            f"无法写入：{path}（{reason(error)}）", "请检查文件夹是否存在、是否可写，或用 -o 换一个位置。"
        ) from None
    try:
        with kept_locked(descriptor):
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            end_if_stopped()
            Path(temporary).chmod(_mode_for(target))
            os.replace(temporary, target)  # noqa: PTH105 - the primitive that is atomic on every platform
    except BaseException as error:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        if isinstance(error, PermissionError):
            raise OutputRefusedError(
                f"无法替换：{path}，文件可能正在 Word 或 WPS 中打开",
                "请关闭该文件后重试，或用 -o 换一个文件名；原文件未改动。",
            ) from None
        if isinstance(error, OSError):
            raise OutputRefusedError(f"写入失败：{path}（{reason(error)}）", "原文件未改动。") from None
        raise
    _sync_folder(target.parent)


def writable_target(path: Path) -> Path:
    """The file that writing to a path replaces: a link stays a link.

    Raises OutputRefusedError where it must not be replaced, as `open_atomically` does.
    """
    try:
        target = Path(os.path.realpath(path))
    except ValueError as error:
        raise OutputRefusedError(f"无法写入：{path}（{reason(error)}）", "请换一个文件名。") from None
    except OSError as error:  # the current folder was deleted
        raise OutputRefusedError(f"无法写入：{path}（{reason(error)}）", "请换到另一个文件夹再试。") from None
    _refuse_unwritable(path, target)
    return target


def refuse_existing(path: Path) -> None:
    """Raise OutputRefusedError for a path where something stands, be it a link to nothing; `-` is standard output."""
    if str(path) != "-" and os.path.lexists(path):
        raise OutputRefusedError(f"文件已经存在：{path}", "请用 -o 换一个文件名；原文件未改动。")


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where there is none. Raises OutputRefusedError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputRefusedError(f"这是文件，不是文件夹：{path}", "请换一个文件夹名。") from None
    except (OSError, ValueError) as error:
        raise OutputRefusedError(f"无法建立文件夹：{path}（{reason(error)}）", "请换一个位置。") from None


def remove_file(path: Path) -> None:
    """Remove a file, if it is there. Raises OutputRefusedError where it cannot be removed."""
    writable_target(path)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputRefusedError(
            f"无法替换：{path}（{reason(error)}）", "文件可能正在 Excel 或 WPS 中打开，请关闭后重试。"
        ) from None


def _refuse_unwritable(path: Path, target: Path) -> None:
    if (os.name != "nt" and path.is_relative_to("/proc")) or path.is_relative_to("/dev"):
        raise OutputRefusedError(f"不是普通文件：{path}", "请换一个文件名；要输出到标准输出请用 -o -。")
    if os.path.islink(target):  # noqa: PTH114 - never raises
        raise OutputRefusedError(f"链接绕成了圈：{path}", "请检查该链接，或换一个文件名。")
    try:
        status = target.stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:  # as for a name that is too long
        raise OutputRefusedError(f"无法写入：{path}（{reason(error)}）", "请用 -o 换一个文件名或位置。") from None
    if stat.S_ISDIR(status.st_mode):
        raise OutputRefusedError(f"这是文件夹：{path}", "请给出文件名，例如 -o 方案.docx。")
    if not stat.S_ISREG(status.st_mode):
        raise OutputRefusedError(f"不是普通文件：{path}", "请换一个文件名；要输出到标准输出请用 -o -。")
    if not status.st_mode & 0o222:
        raise OutputRefusedError(f"文件是只读的：{path}", "请取消只读属性，或用 -o 换一个文件名；原文件未改动。")
    for lock in _owner_files(target):
        if os.path.lexists(lock):
            raise OutputRefusedError(
                f"文件正在 Word、WPS 或 LibreOffice 中打开：{path}",
                f"请关闭该文件后重试；若确已关闭，请删除残留的锁文件 {lock.name}。原文件未改动。",
            )


def _owner_files(target: Path) -> list[Path]:
    """The files by which editors say that they hold a document open.

    LibreOffice: `.~lock.NAME#`; Word: `~$` before the name, or in place of its first two characters when it is long.
    """
    name = target.name
    return [target.with_name(f".~lock.{name}#"), target.with_name("~$" + name), target.with_name("~$" + name[2:])]


def _mode_for(target: Path) -> int:
    with contextlib.suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows cannot open a folder and does not need it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def reason(error: Exception) -> str:
    """Why the system refused, in Chinese where it is a common reason."""
    reasons: dict[type[Exception], str] = {
        PermissionError: "没有权限",
        FileNotFoundError: "路径不存在",
        NotADirectoryError: "路径中有一段不是文件夹",
        ValueError: "路径含有不允许的字符",
        NotImplementedError: "系统不支持",
    }
    for kind, words in reasons.items():
        if isinstance(error, kind):
            return words
    if isinstance(error, OSError):
        return _ERRNO_WORDS.get(error.errno or 0) or error.strerror or str(error)
    return str(error)


_ERRNO_WORDS: Final = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "超出文件大小的限制",
    errno.EROFS: "所在的盘是只读的",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
}
