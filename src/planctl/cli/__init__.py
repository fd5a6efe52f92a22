"""The command line: the only home of typer and rich."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from planctl import __version__
from planctl.cli.due import due_requirements
from planctl.cli.list import list_requirements
from planctl.cli.output import emit, report_error, say, silence_stdout, use_utf8
from planctl.cli.parse import parse_app
from planctl.cli.render import render_document
from planctl.cli.show import show_requirement
from planctl.cli.units import list_units
from planctl.cli.usage import report_usage_error
from planctl.cli.validate import validate_plans
from planctl.errors import OutputClosedError, PlanctlError

INTERRUPTED: Final = 130

app = typer.Typer(
    name="planctl",
    help="管理政府工作分工方案：一个 YAML 文件是全部任务的唯一底稿，可校核、可查询、可生成 Word 和 Markdown 表格。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("validate")(validate_plans)
app.command("list")(list_requirements)
app.command("due")(due_requirements)
app.command("show")(show_requirement)
app.command("units")(list_units)
app.command("render")(render_document)
app.add_typer(parse_app, name="parse")


def _print_version(wanted: bool) -> None:
    if wanted:
        emit(f"planctl {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="显示版本号。")
    ] = False,
) -> None:
    """管理政府工作分工方案：一个 YAML 文件是全部任务的唯一底稿，可校核、可查询、可生成 Word 和 Markdown 表格。"""


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and give its exit code; every error has been told when it returns."""
    use_utf8()
    try:
        result = app(arguments, standalone_mode=False, prog_name="planctl")
    except OutputClosedError:
        silence_stdout()
        return 0
    except PlanctlError as error:
        report_error(error)
        return error.exit_code
    except typer.TyperException as error:
        report_usage_error(error)
        return error.exit_code
    if result == INTERRUPTED:  # typer turns Ctrl-C into this code without a word
        say("已中断。")
    return result if isinstance(result, int) else 0
