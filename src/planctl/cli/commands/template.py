"""`planctl template`: export of the built-in templates for users to adapt, and a check of the result."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.arguments.document_formats import (
    TemplateFileArgument,
    TemplateFormatArgument,
    format_of_template,
    templates_of,
    with_built_in_table,
)
from planctl.cli.arguments.layout import FormOption, NoticeOption, PortraitOption, read_layout, require_paper
from planctl.cli.arguments.options import PlanOption
from planctl.cli.arguments.plan_files import refuse_overwriting
from planctl.cli.arguments.plans import BUILT_IN, OpenedPlan
from planctl.cli.printing.help import Command, Group, as_epilog
from planctl.cli.printing.output import emit, say
from planctl.document.publication import Publication
from planctl.document.view import view_plan
from planctl.errors import PlanctlError, UsageError
from planctl.files import refuse_existing, resource, write_atomically
from planctl.model.plan import Plan
from planctl.renderers import BUILT_IN_TABLES, RENDERERS, WORD_TEMPLATES

template_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=as_epilog(
        {
            "planctl template export docx": "把内置的 Word 模板存为 plan.docx",
            "planctl template check plan.docx": "检查改过的模板",
        }
    ),
)


@template_app.command(
    "export",
    cls=Command,
    epilog=as_epilog(
        {
            "planctl template export docx": "把内置的 Word 模板存为 plan.docx",
            "planctl template export docx --notice -o 通知.docx": "带印发通知的",
        }
    ),
)
def export_template(
    document: TemplateFormatArgument,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="输出文件；不给时为当前文件夹下的 plan.docx 等。"),
    ] = None,
    notice: NoticeOption = False,
    portrait: PortraitOption = False,
    form: FormOption = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="名称", help="内置的任务分解表、台账表或意见反馈表。")
    ] = None,
) -> None:
    """把内置模板存为文件，供修改后用 render --template 使用。"""
    renderer = RENDERERS[document]
    templates = templates_of(renderer)
    layout = read_layout(notice, portrait=portrait, form=form)
    layout, other = with_built_in_table(renderer, layout, template)
    if other is not None:
        raise UsageError(f"没有名为“{other}”的内置模板", f"可用：{'、'.join(BUILT_IN_TABLES)}。")
    require_paper(renderer, layout)
    source = resource(templates.built_in(layout))
    path = output if output is not None else Path(source.name)
    if output is None:
        refuse_existing(path)
    refuse_overwriting(path)
    write_atomically(path, [source.read_bytes()])
    emit(f"{path}\n")


@template_app.command("check", cls=Command, epilog=as_epilog({"planctl template check plan.docx": "检查改过的模板"}))
def check_template(
    file: TemplateFileArgument,
    plan: PlanOption = None,
) -> None:
    """检查模板能否使用：标签是否写对，样板行是否只有一行；Word 模板还看样式是否齐全、表格是否放得下。"""
    renderer = format_of_template(file)
    content = _plan_to_try(plan)
    anybody = Publication(internal=True)  # whether the plan may be published says nothing of a template
    renderer.write(content, view_plan(content), io.BytesIO(), file, publication=anybody)
    if renderer.templates is WORD_TEMPLATES:
        from planctl.renderers.docx.template_faults import template_faults

        for fault in template_faults(file):
            say(f"请注意：{fault}")
    say(f"模板可用：{file}")


def _plan_to_try(named: Path | None) -> Plan:
    """The plan that a template is tried with: the one named, else the nearest one; the built-in one where that is not
    to be had, for a template is neither better nor worse for it."""
    try:
        return OpenedPlan(named).plan
    except PlanctlError:
        if named is not None:
            raise
    return OpenedPlan(resource(BUILT_IN)).plan
