"""The command line: arguments, printing and exit codes; the only home of typer and rich."""

from __future__ import annotations

import sys
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Final

import typer

from planctl import __version__
from planctl.cli.printing.help import Command, Group, as_epilog
from planctl.cli.printing.output import checked_output, emit, report_error, say, silence_stdout, use_utf8
from planctl.errors import OutputClosedError, PlanctlError

COMMANDS: Final = {
    "init": "init_plan",
    "import": "import_document",
    "validate": "validate_plans",
    "explain": "explain_rule",
    "list": "list_requirements",
    "due": "due_requirements",
    "show": "show_requirement",
    "units": "list_units",
    "set": "set_cell",
    "render": "render_document",
    "template": "template_app",
    "parse": "parse_app",
}
"""Every command, in the order of the help, with what its module of the same name calls it."""

INTERRUPTED: Final = 130
_ABOUT: Final = (
    "管理政府工作分工方案：一个 YAML 文件是全部任务的唯一底稿，可校核、可查询、可生成 Word 和 Markdown 表格。"
)

_EXAMPLES: Final = {
    "planctl list 市发改局": "市发改局要做什么",
    "planctl due --month 12": "12月有哪些到期",
    "planctl validate plan.yaml": "校核方案",
    "planctl render docx -p plan.yaml": "生成 Word 表格",
    "planctl list --help": "一个命令的用法",
}


def build_app(command: str | None = None) -> typer.Typer:
    """The application with one command, or with all: loading them all costs as much as answering a question."""
    app = typer.Typer(
        name="planctl",
        cls=Group,
        help=_ABOUT,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=as_epilog(_EXAMPLES),
    )
    app.callback()(_main)
    for name in COMMANDS if command is None else [command]:
        module = import_module(f"planctl.cli.commands.{name}{'_' * iskeyword(name)}")
        target = getattr(module, COMMANDS[name])
        if isinstance(target, typer.Typer):
            app.add_typer(target, name=name)
        else:
            app.command(name, cls=Command, epilog=as_epilog(module.EXAMPLES))(target)
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        emit(f"planctl {__version__}\n")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="显示版本号。")
    ] = False,
) -> None:
    del version


_main.__doc__ = _ABOUT


def run(arguments: list[str] | None = None) -> int:
    """Run a command line and give its exit code; every error has been reported when it returns."""
    use_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    command = given[0] if given and given[0] in COMMANDS else None
    try:
        with checked_output():
            result = build_app(command)(arguments, standalone_mode=False, prog_name="planctl")
    except OutputClosedError:
        silence_stdout()
        return 0
    except PlanctlError as error:
        report_error(error)
        return error.exit_code
    except typer.TyperException as error:
        from planctl.cli.printing.usage import report_usage_error

        report_usage_error(error)
        return error.exit_code
    if result == INTERRUPTED:  # typer turns Ctrl-C into this code without a word
        say("已中断。")
    return result if isinstance(result, int) else 0
