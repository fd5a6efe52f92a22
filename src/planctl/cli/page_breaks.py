"""The options of `planctl render` that say where merged cells start again: at the rows that begin a page, or at all."""

from __future__ import annotations

import re
from typing import Annotated, Final

import typer

from planctl.errors import NotInPlanError, UsageError
from planctl.page_starts import restart_merges, rows_named
from planctl.render import Renderer
from planctl.view import TableView

_SEPARATORS: Final = re.compile(r"[,，、;；\s]+")

PageStartsOption = Annotated[
    str | None,
    typer.Option(
        "--page-starts",
        metavar="编号",
        help="在打印预览里位于页首的各行的编号，用逗号隔开，如 4.3,6.5；合并单元格从这些行重新开始，序号和任务再印一次。",
    ),
]
NoMergeOption = Annotated[bool, typer.Option("--no-merge", help="不合并单元格，每一行都印序号、任务和其余各栏。")]


def check_page_options(renderer: Renderer, page_starts: str | None, *, no_merge: bool) -> None:
    """Raise UsageError where the options do not fit together or the format has no pages."""
    if page_starts is not None and no_merge:
        raise UsageError("--page-starts 与 --no-merge 只能给一个", "请只留一个。")
    if page_starts is not None and not renderer.paged:
        raise UsageError(f"{renderer.label} 不分页，不能用 --page-starts", "这一选项用于 docx 和 pdf。")


def start_cells_anew(view: TableView, page_starts: str | None, *, no_merge: bool) -> TableView:
    """The table with its merges cut as the options say.

    Raises UsageError where no reference is given, NotInPlanError for one that no row has.
    """
    if page_starts is None:
        return restart_merges(view, range(len(view.rows))) if no_merge else view
    references = [one for one in _SEPARATORS.split(page_starts) if one]
    if not references:
        raise UsageError("--page-starts 后面没有编号", "请写页首各行的编号，如 --page-starts 4.3,6.5。")
    indexes, unknown = rows_named(view, references)
    if unknown:
        raise NotInPlanError(
            f"表格中没有编号“{'”“'.join(unknown)}”",
            "编号写法：4.3 指序号4第3点，没有序号的第2条写 4#2；planctl list 可查看全部编号。",
        )
    return restart_merges(view, indexes)
