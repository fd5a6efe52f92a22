"""The options of `planctl render` that say where merged cells start again: at the rows that begin a page, or at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.cli.arguments.document_formats import names_of, subject
from planctl.cli.printing.output import say
from planctl.cli.printing.progress import working
from planctl.document.layout import Layout
from planctl.document.page_starts import restart_merges, rows_named
from planctl.document.view import TableView
from planctl.errors import NotInPlanError, UsageError
from planctl.lazy_regex import Expression
from planctl.model.plan import Plan
from planctl.renderers import Renderer

_MOST_NAMED: Final = 10
_SEPARATORS: Final = Expression(r"[,，、;；\s]+")

PageStartsOption = Annotated[
    str | None,
    typer.Option(
        "--page-starts",
        metavar="编号",
        help="在打印预览里位于页首的各行的编号，用逗号隔开，如 4.3,6.5；合并单元格从这些行重新开始，序号和任务再印一次。",
    ),
]
NoMergeOption = Annotated[bool, typer.Option("--no-merge", help="不合并单元格，每一行都印序号、任务和其余各栏。")]


RepeatHeadsOption = Annotated[
    bool | None,
    typer.Option(
        "--repeat-heads/--no-repeat-heads",
        help="任务跨页时，在下一页页首是否重印序号和任务；PDF 默认重印，Word 默认不重印。"
        "每页的第一行用 LibreOffice 排版找出（需要 LibreOffice 和 pypdf）。",
    ),
]


@dataclass(frozen=True)
class PageBreaks:
    """What the options ask for."""

    renderer: Renderer
    layout: Layout
    page_starts: str | None
    no_merge: bool
    repeat_heads: bool | None

    def __post_init__(self) -> None:
        """Raise UsageError where more than one is given, or the format has no pages or no merged cells."""
        given = self.given
        if len(given) > 1:
            raise UsageError(f"{'、'.join(given)} 只能给一个", "它们是同一件事的几种做法，请只留一个。")
        if given and not self.no_merge and not self.renderer.paged:
            hint = f"这一选项用于 {names_of(lambda format: format.paged)}。"
            raise UsageError(f"{subject(self.renderer)}不分页，不能用 {given[0]}", hint)
        if self.no_merge and not self.renderer.merged:
            hint = f"这一选项用于 {names_of(lambda format: format.merged)}。"
            raise UsageError(f"{subject(self.renderer)}没有合并的单元格，不能用 --no-merge", hint)

    @property
    def given(self) -> list[str]:
        """The options that are given."""
        options = {
            "--page-starts": self.page_starts is not None,
            "--repeat-heads": bool(self.repeat_heads),
            "--no-repeat-heads": self.repeat_heads is False,
            "--no-merge": self.no_merge,
        }
        return [name for name, value in options.items() if value]

    @property
    def by_renderer(self) -> bool:
        """Whether the renderer repeats the heads itself: it knows its pages, and nothing else was asked for.

        Where pypdf is not there, which finds the rows that begin a page, the user is told so.
        """
        if not self.renderer.knows_pages or self.given not in ([], ["--repeat-heads"]):
            return False
        if self.given or find_spec("pypdf") is not None:
            return True
        say("没有安装 pypdf，跨页的任务没有在下一页重印序号和任务；要重印请运行 pip install pypdf")
        return False

    def apply(self, plan: Plan, view: TableView, template: Path | None) -> TableView:
        """The table with its merges cut as the options say.

        Raises UsageError where no reference is given, NotInPlanError for one that no row has, ConverterError where
        LibreOffice is needed and cannot be used.
        """
        if self.no_merge:
            return restart_merges(view, range(len(view.rows)))
        if self.page_starts is not None:
            return restart_merges(view, _indexes(view, self.page_starts))
        if self.repeat_heads and not self.renderer.knows_pages:
            return _with_repeated_heads(plan, view, template, self.layout)
        return view

    def hint(self, view: TableView, page_starts: Collection[int]) -> None:
        """Say which tasks run over a page, where the user has not said what is to happen then."""
        rows = [view.rows[index] for index in sorted(set(page_starts).difference(view.task_starts))]
        if rows and not self.given:
            tasks = list(dict.fromkeys(row.texts["number"] for row in rows))
            more = f"等{len(tasks)}项任务" if len(tasks) > _MOST_NAMED else ""
            say(f"序号{'、'.join(tasks[:_MOST_NAMED])}{more}跨页；要在下一页页首重印序号和任务，请加 --repeat-heads")


def _indexes(view: TableView, written: str) -> frozenset[int]:
    references = [reference for reference in _SEPARATORS.split(written) if reference]
    if not references:
        raise UsageError("--page-starts 后面没有编号", "请写页首各行的编号，如 --page-starts 4.3,6.5。")
    indexes, unknown = rows_named(view, references)
    if unknown:
        raise NotInPlanError(
            f"表格中没有编号“{'”“'.join(unknown)}”",
            "编号写法：4.3 指序号4第3点，没有序号的第2条写 4#2；planctl list 可查看全部编号。",
        )
    return indexes


def _with_repeated_heads(plan: Plan, view: TableView, template: Path | None, layout: Layout) -> TableView:
    from planctl.renderers.docx.page_heads import repeat_heads

    say_how_long(view, rounds=True)
    with working("正在用 LibreOffice 排版，查找每页的第一行…"):
        restarted = repeat_heads(plan, view, template, layout).view
    rows = [view.rows[index] for index in sorted(restarted.page_starts)]
    if rows:
        say(f"页首重印了序号和任务：{'、'.join(row.reference or row.missing for row in rows)}")
    return restarted


def say_how_long(view: TableView, *, rounds: bool) -> None:
    """Say before LibreOffice is started that a long table takes it minutes, `rounds` where it lays it out several times.

    Raises ConverterError where it would take more than an hour.
    """
    from planctl.renderers.printing_time import seconds_to_print

    minutes = round(seconds_to_print(view) / 60)
    if minutes:
        more = "，为了在页首重印序号和任务可能要排几遍（只排一遍：--no-repeat-heads；不合并单元格，快得多：--no-merge）"
        say(f"表格有{len(view.rows)}行，LibreOffice 排一遍大约要{minutes}分钟{more * rounds}")
