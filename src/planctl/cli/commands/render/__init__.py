"""`planctl render`: the plan as a document."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Final

import typer

from planctl.cli.arguments.calendar import RemindOption, TodoOption, read_entries
from planctl.cli.arguments.completion import complete_unit
from planctl.cli.arguments.document_formats import FormatArgument, subject, with_built_in_table
from planctl.cli.arguments.file_names import file_name
from planctl.cli.arguments.layout import (
    ApartOption,
    AttachedOption,
    FontsOption,
    FormOption,
    HeadOption,
    KindOption,
    NoHeadOption,
    NoticeOption,
    PortraitOption,
    UnsealedOption,
    read_layout,
    require_paper,
    with_fonts,
)
from planctl.cli.arguments.options import PlanOption
from planctl.cli.arguments.page_breaks import (
    NoMergeOption,
    PageBreaks,
    PageStartsOption,
    RepeatHeadsOption,
    say_how_long,
)
from planctl.cli.arguments.plan_files import refuse_overwriting
from planctl.cli.arguments.plans import OpenedPlan, kept
from planctl.cli.arguments.publication import (
    FragmentOption,
    InternalOption,
    PeopleOption,
    portal_file,
    read_publication,
    say_what_is_published,
    write_portal_fields,
)
from planctl.cli.printing.output import emit, emit_bytes, say
from planctl.cli.printing.progress import working
from planctl.document.calendar import rows_without_date
from planctl.document.consultation import feedback_layout, letter_of, view_feedback
from planctl.document.layout import FEEDBACK, FOLLOWS, Head, Kind, Layout
from planctl.document.publication import Publication
from planctl.document.view import TableView, view_plan
from planctl.errors import PlanRefusedError, UsageError
from planctl.files import open_atomically
from planctl.model.plan import Plan
from planctl.model.stages import known_stage
from planctl.model.vocabulary import STAGE_DRAFT
from planctl.queries import require_units
from planctl.renderers import RENDERERS, Renderer

EXAMPLES: Final = {
    "planctl render docx": "生成 Word 表格",
    "planctl render docx --unit 市发改局": "市发改局的任务清单",
    "planctl render docx --notice": "生成印发通知全文",
    "planctl render pdf -o 方案.pdf": "生成 PDF",
    "planctl render xlsx": "生成 Excel 工作簿",
    "planctl render ics --unit 市财政局 --remind 3wd": "市财政局的日历，提前三个工作日提醒",
    "planctl render html": "生成网页",
    "planctl render html --fragment": "生成贴入门户的表格和门户要填的各栏",
}


def render_document(
    document: FormatArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="输出文件；不给时为当前文件夹下的“方案标题.扩展名”；- 表示标准输出。"
        ),
    ] = None,
    verbatim: Annotated[
        bool,
        typer.Option(
            "--verbatim", help="标点和日期照原文，不把中文旁的半角标点改为全角，不把 2018-06-30 改为 2018年6月30日。"
        ),
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="文件",
            help="用自己的模板（先用 planctl template export 取得内置模板再改），或内置的任务分解表、台账表、意见反馈表。",
        ),
    ] = None,
    no_gaps: Annotated[bool, typer.Option("--no-gaps", help="不列出原文缺失的整行和表后的注。")] = False,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            "-u",
            metavar="单位",
            autocompletion=complete_unit,
            help="只生成该单位的任务清单，任一名称都可以；给多个时合成一份。",
        ),
    ] = None,
    each_unit: Annotated[
        Path | None,
        typer.Option("--each-unit", metavar="文件夹", help="给每个单位各生成一份任务清单，连同目录一起存入该文件夹。"),
    ] = None,
    notice: NoticeOption = False,
    kind: KindOption = None,
    attached_as: AttachedOption = FOLLOWS,
    apart: ApartOption = False,
    portrait: PortraitOption = False,
    form: FormOption = None,
    no_head: NoHeadOption = False,
    head: HeadOption = Head.ALL,
    unsealed: UnsealedOption = False,
    repeat_heads: RepeatHeadsOption = None,
    page_starts: PageStartsOption = None,
    no_merge: NoMergeOption = False,
    todo: TodoOption = False,
    remind: RemindOption = None,
    fragment: FragmentOption = False,
    internal: InternalOption = False,
    people: PeopleOption = False,
    fonts: FontsOption = None,
    plan: PlanOption = None,
) -> None:
    """Render a plan as a document."""
    layout = read_layout(notice, attached_as, apart, portrait, form, no_head, head, unsealed, kind)
    if kind is Kind.CONSULT and each_unit is not None and template is None:
        layout = feedback_layout(layout)
    renderer = RENDERERS[document]
    layout, template = with_built_in_table(renderer, layout, template)
    require_paper(renderer, layout)
    layout = with_fonts(renderer, layout, fonts, repeat_heads=bool(repeat_heads))
    entries = read_entries(renderer, todo, remind)
    publication = read_publication(renderer, fragment, internal, people)
    breaks = PageBreaks(renderer, layout, page_starts, no_merge, repeat_heads)
    units = unit or []
    _refuse_for_units(layout, each_unit, units, output, breaks)
    opened = _opened_without_errors(plan)
    content = opened.plan
    require_units(content, units)
    _require_stage(kind, layout, content)
    draw = partial(renderer.write, template=template, layout=layout, entries=entries, publication=publication)
    if each_unit is not None:
        from planctl.cli.commands.render.sheets import Sheets

        draw = partial(draw, repeat_heads=breaks.by_renderer)
        flags = {"verbatim": verbatim, "show_gaps": not no_gaps}
        Sheets(opened, renderer.ending, draw, layout.table, template, **flags).write_each(each_unit)
        if renderer.published:
            say_what_is_published(content, publication)
        return
    title, view = _titled_table(content, units, layout, verbatim=verbatim, show_gaps=not no_gaps)

    def write(file: IO[bytes]) -> None:
        table = breaks.apply(content, view, template)
        if renderer.needs:
            say_how_long(table, rounds=breaks.by_renderer)
        with working(f"正在用 {renderer.needs} 转换…" if renderer.needs else "正在生成…"):
            written = draw(content, table, file, repeat_heads=breaks.by_renderer)
        for note in written.notes:
            say(note)
        breaks.hint(table, written.page_starts)

    with_portal, beside = fragment and not units, None
    if output is not None and str(output) == "-":
        _write_to_standard_output(renderer, write)
    else:
        path = output if output is not None else Path(file_name(title, "-片段" * fragment + renderer.ending))
        refuse_overwriting(path, opened.loaded.source.name, template)
        beside = portal_file(path) if with_portal else None
        with open_atomically(path) as file:
            write(file)
        emit(f"{path}\n")
    if with_portal:
        write_portal_fields(content, beside)
    _say_what_is_left(renderer, content, view, publication)


def _opened_without_errors(named: Path | None) -> OpenedPlan:
    """The plan, checked. Raises PlanRefusedError where it has errors."""
    opened = OpenedPlan(named)
    if opened.errors:
        raise PlanRefusedError(
            f"方案有{opened.errors}处错误，未生成文档",
            f"请先运行 planctl validate {opened.loaded.source.name} 并改正。",
        )
    return opened


def _titled_table(
    plan: Plan, units: list[str], layout: Layout, *, verbatim: bool, show_gaps: bool
) -> tuple[str, TableView]:
    """What the file is called by, and the table: of the whole plan, of units, or the form for comments."""
    if units:
        from planctl.document.sheet import titled_sheet

        return titled_sheet(plan, units, layout.table, verbatim=verbatim, show_gaps=show_gaps)
    if layout.table == FEEDBACK:
        return plan.title, view_feedback(plan, plan, verbatim=verbatim)
    return plan.title, kept(view_plan(plan, verbatim=verbatim, show_gaps=show_gaps))


def _write_to_standard_output(renderer: Renderer, write: Callable[[IO[bytes]], None]) -> None:
    if renderer.binary and sys.stdout.isatty():
        raise UsageError(f"{subject(renderer)}不能输出到终端", "请用 -o 给出文件名，或重定向到文件。")
    memory = io.BytesIO()
    write(memory)
    emit_bytes(memory.getvalue())


def _say_what_is_left(renderer: Renderer, plan: Plan, view: TableView, publication: Publication) -> None:
    """Say what a document does not show, or what its reader has to decide: how many rows a calendar has in its note alone,
    for many programs do not show notes; whether a page may be published."""
    if renderer.published:
        say_what_is_published(plan, publication)
    if renderer.calendar and (number := sum(1 for _ in rows_without_date(plan, view))):
        say(f"没有具体日期的{number}条不在日期上，列在日历的一则日记（VJOURNAL）里；planctl due --all 也列出编号")


def _require_stage(kind: Kind | None, layout: Layout, plan: Plan) -> None:
    """Raise MissingFactsError where comments are asked for on what is no draft for comments; say so where such a draft is
    issued."""
    if kind is Kind.CONSULT:
        letter_of(plan)
    elif layout.notice and kind is None and known_stage(plan.stage) == STAGE_DRAFT:
        say("方案是征求意见稿，通知却是印发的；发函征求意见用 --kind 征求意见函")


def _refuse_for_units(
    layout: Layout, folder: Path | None, units: list[str], output: Path | None, breaks: PageBreaks
) -> None:
    """Raise UsageError for options that do not go with `--unit` or `--each-unit`, where these are given."""
    of_units = units or (folder is not None and layout.table != FEEDBACK)
    if of_units and (layout.notice or layout.attached_as != FOLLOWS):
        raise UsageError("单位任务清单不是公文", "--notice、--as 不能与 --unit、--each-unit 同用。")
    if folder is not None:
        _refuse_with_each_unit(folder, units, output, breaks)


def _refuse_with_each_unit(folder: Path, units: list[str], output: Path | None, breaks: PageBreaks) -> None:
    if breaks.given:
        raise UsageError(f"--each-unit 和 {breaks.given[0]} 不能同用", "单位任务清单都不长；要分页的请逐个用 --unit。")
    if units:
        raise UsageError("--each-unit 和 --unit 不能同用", "要全部单位的用 --each-unit，只要几个单位的用 --unit。")
    if output is not None:
        raise UsageError("--each-unit 和 -o 不能同用", "文件都存入 --each-unit 给出的文件夹。")
    if str(folder) == "-":
        raise UsageError("--each-unit 不能输出到标准输出", "请给出文件夹，例如 --each-unit 任务清单。")
