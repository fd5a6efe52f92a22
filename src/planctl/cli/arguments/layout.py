"""The options that say how a plan is laid out as an official document (公文)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.cli.arguments.document_formats import names_of, subject
from planctl.document.layout import ATTACHED, FOLLOWS, Form, Head, Kind, Layout
from planctl.errors import UsageError
from planctl.lazy_regex import Expression
from planctl.renderers import Renderer

NoticeOption = Annotated[
    bool, typer.Option("--notice", help="前面加印发通知，后面加版记，成为一份完整的公文；所需内容取自方案文件的 plan。")
]
KindOption = Annotated[
    Kind | None,
    typer.Option("--kind", help="发什么公文，都带通知或函：印发方案、调整已印发的方案，或发函征求意见；不给时为印发。"),
]
AttachedOption = Annotated[
    str, typer.Option("--as", metavar="印发件|附件|附件1", help="方案的身份：印发件（不标“附件”），或附件及其序号。")
]
ApartOption = Annotated[bool, typer.Option("--apart", help="附件与正文分开装订：“附件”之前加印发文字号。")]
PortraitOption = Annotated[bool, typer.Option("--portrait", help="表格竖排在纵向的纸上；不给时用横向的纸。")]
FormOption = Annotated[Form | None, typer.Option("--form", help="公文格式；不给时看发文字号，“函”字号用信函格式。")]
HeadOption = Annotated[
    Head,
    typer.Option("--head", help="联合行文的发文机关标志：all 列出全部机关，lead 只印主办机关；信函总是只印主办机关。"),
]
UnsealedOption = Annotated[
    bool, typer.Option("--unsealed", help="不加盖印章：署名上下排列，日期在最后的署名之下；不给时留出盖章的位置。")
]
NoHeadOption = Annotated[bool, typer.Option("--no-head", help="用印好红头的纸：红色的发文机关标志和红线留空不印。")]

FontsOption = Annotated[
    Path | None,
    typer.Option(
        "--fonts",
        metavar="文件夹",
        help="生成 PDF、查找页首时，除本机的字体外还用这个文件夹里的字体（如小标宋、仿宋_GB2312）。",
    ),
]

_ATTACHED: Final = Expression(rf"{ATTACHED}(?:[1-9][0-9]?)?")


def read_layout(
    notice: bool,
    attached_as: str = FOLLOWS,
    apart: bool = False,
    portrait: bool = False,
    form: Form | None = None,
    no_head: bool = False,
    head: Head = Head.ALL,
    unsealed: bool = False,
    kind: Kind | None = None,
) -> Layout:
    """The layout that the options ask for. Raises UsageError where they do not fit together."""
    notice = notice or kind is not None
    written = attached_as.strip().translate(_NARROW)
    if written != FOLLOWS and not _ATTACHED.fullmatch(written):
        raise UsageError(f"--as 不能是“{attached_as}”", "可以是 印发件、附件、附件1、附件2……")
    if apart and written == FOLLOWS:
        raise UsageError("--apart 只用于附件", "请同时给出 --as 附件。")
    if kind is Kind.CONSULT and (written != FOLLOWS or form is Form.DOCUMENT):
        wrong = "--as" if written != FOLLOWS else "--form 文件"
        raise UsageError(f"征求意见函不能用 {wrong}", "征求意见函是信函，方案是它的附件1，意见反馈表是附件2。")
    of_notice = {
        "--no-head": no_head,
        "--form": form is not None,
        "--head": head is not Head.ALL,
        "--unsealed": unsealed,
    }
    if not notice and (given := [name for name, value in of_notice.items() if value]):
        raise UsageError(f"{given[0]} 只用于带印发通知的公文", "请同时给出 --notice。")
    return Layout(notice, written, apart, portrait, form, no_head, head, unsealed, kind or Kind.ISSUE)


def require_paper(renderer: Renderer, layout: Layout) -> None:
    """Raise UsageError where the options ask for a layout and the format has no pages."""
    if not renderer.paged and layout != Layout():
        raise UsageError(
            f"{subject(renderer)}没有版面，不能用公文格式的选项",
            f"--notice、--kind、--as、--apart、--portrait、--form、--no-head、--head、--unsealed 只用于 {names_of(lambda format: format.paged)}。",
        )


def with_fonts(renderer: Renderer, layout: Layout, fonts: Path | None, *, repeat_heads: bool) -> Layout:
    """The layout with a folder of fonts. Raises UsageError where LibreOffice, which would use them, lays nothing out."""
    if fonts is not None and not renderer.needs and not repeat_heads:
        raise UsageError(
            f"{subject(renderer)}不用 --fonts",
            f"它用于 {names_of(lambda format: bool(format.needs))} 和 --repeat-heads；Word 用打开文档的那台电脑上的字体。",
        )
    return replace(layout, fonts=fonts)


_NARROW: Final = {ord("０") + digit: str(digit) for digit in range(10)}
