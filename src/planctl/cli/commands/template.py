"""`planctl template`: the built-in templates to make one's own of, and a check of what was made."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.arguments.layout import FormOption, NoticeOption, PortraitOption, read_layout, require_paper
from planctl.cli.arguments.options import PlanOption
from planctl.cli.arguments.plans import OpenedPlan
from planctl.cli.commands.render import DocumentFormat
from planctl.cli.printing.help import Command, Group
from planctl.cli.printing.output import emit, say
from planctl.document.official import FOLLOWS, PLAIN
from planctl.document.view import view_plan
from planctl.errors import UsageError
from planctl.files import refuse_existing, resource, write_atomically
from planctl.render import RENDERERS

template_app = typer.Typer(
    help="取得内置模板，检查自己的模板。", cls=Group, no_args_is_help=True, rich_markup_mode=None
)


@template_app.command("export", cls=Command)
def export_template(
    document: Annotated[DocumentFormat, typer.Argument(metavar="格式", help="docx（Word）或 md（Markdown）。")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="输出文件；不给时为当前文件夹下的 plan.docx 等。"),
    ] = None,
    notice: NoticeOption = False,
    portrait: PortraitOption = False,
    form: FormOption = None,
) -> None:
    """把内置模板存为文件，供修改后用 render --template 使用。"""
    renderer = RENDERERS[document.value]
    layout = read_layout(notice, FOLLOWS, False, portrait, form, False)
    require_paper(renderer, layout)
    source = resource(renderer.template(layout))
    path = output if output is not None else Path(source.name)
    if output is None:
        refuse_existing(path)
    write_atomically(path, [source.read_bytes()])
    emit(f"{path}\n")


@template_app.command("check", cls=Command)
def check_template(
    file: Annotated[Path, typer.Argument(metavar="文件", help="模板文件：.docx，或 .md.j2。")],
    plan: PlanOption = None,
) -> None:
    """检查模板能否使用：标签是否写对，样板行是否只有一行。"""
    formats = {".docx": "docx", ".j2": "md", ".md": "md"}
    if file.suffix.lower() not in formats:
        raise UsageError(f"看不出是哪种模板：{file}", "模板的扩展名应为 .docx 或 .md.j2。")
    content = OpenedPlan(plan).plan
    renderer = RENDERERS[formats[file.suffix.lower()]]
    renderer.write(content, view_plan(content), io.BytesIO(), file, PLAIN)
    say(f"模板可用：{file}")
