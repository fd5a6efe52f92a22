"""The command line: arguments, printing and exit codes; the only home of typer and rich."""

from __future__ import annotations

import os
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, Final, NamedTuple

import typer
from typer.main import get_command

from planctl import __version__
from planctl.cli.printing.help import Command, Group, as_epilog, keep_rich_out_of_completion
from planctl.cli.printing.output import checked_output, emit, report_error, say, silence_stdout, use_utf8
from planctl.errors import OutputClosedError, PlanctlError
from planctl.stopping import stopped_with


class Entry(NamedTuple):
    """A command before its module is loaded: what the module calls it, and what it is for."""

    target: str
    about: str


COMMANDS: Final = {
    "init": Entry("init_plan", "新建一份方案：从头写起，或以上年的方案为底稿。已有的文件不会覆盖。"),
    "import": Entry("import_document", "从已有的文档读出方案，写成方案文件；无法识别的逐处列出。"),
    "validate": Entry("validate_plans", "校核方案文件：语法、编号、单位、时限、文字，一次列出全部问题。"),
    "explain": Entry("explain_rule", "解释一条校核规则：是什么、为什么、反例、正例。"),
    "list": Entry("list_requirements", "列出具体要求；可按单位、编号、文字等筛选。"),
    "due": Entry("due_requirements", "按完成时限列出到期的具体要求，定期的逐次列出；没有具体日期的分类计数。"),
    "show": Entry("show_requirement", "显示一条具体要求或一项工作任务的全部内容。"),
    "units": Entry("list_units", "列出单位名录，以及列名各单位的条数，多的在前；名录没有的名称单独标出。"),
    "set": Entry("set_cell", "改一个单元格，或把一个单位的名称全部改掉；文件其余部分一字不动。"),
    "render": Entry("render_document", "把方案生成为 Word 等格式的文档；方案有错误时不生成。"),
    "template": Entry("template_app", "取得内置模板，检查自己的模板。"),
    "parse": Entry("parse_app", "解读时限或单位的写法：每行一个，给出 planctl 的读法。"),
}
"""Every command, in the order of the help; its module in `commands/` has the same name."""

INTERRUPTED: Final = 130
_COMPLETING: Final = "_PLANCTL_COMPLETE"
"""Set by the scripts of shells that ask for completions."""
_ABOUT: Final = (
    "管理政府工作分工方案：一个 YAML 文件是全部任务的唯一底稿，可校核、可查询，可生成 Word、Excel、网页、日历等。"
)

_EXAMPLES: Final = {
    "planctl list 市发改局": "市发改局要做什么",
    "planctl due --month 12": "12月有哪些到期",
    "planctl validate plan.yaml": "校核方案",
    "planctl render docx -p plan.yaml": "生成 Word 表格",
    "planctl list --help": "一个命令的用法",
}


class Commands(Group):
    """The commands, each loaded when it is called: loading all costs twice as much as answering a question."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, entry in COMMANDS.items():
            self.add_command(Command(name, help=entry.about))

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """The command that the arguments call, loaded. Raises a usage error where there is none."""
        if args and args[0] in COMMANDS:
            self.add_command(load_command(args[0]), args[0])
        return super().resolve_command(ctx, args)


def load_command(name: str) -> Any:
    """The command of that name."""
    entry = COMMANDS[name]
    module = import_module(f"planctl.cli.commands.{name}{'_' * iskeyword(name)}")
    target = getattr(module, entry.target)
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    if isinstance(target, typer.Typer):
        app.add_typer(target, name=name, help=entry.about)
    else:
        app.command(name, cls=Command, help=entry.about, epilog=as_epilog(module.EXAMPLES))(target)
        app.callback()(lambda: None)  # makes it a group: of a single command the framework makes no group
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return group.commands[name]


def build_app() -> typer.Typer:
    """The application."""
    app = typer.Typer(
        name="planctl",
        cls=Commands,
        help=_ABOUT,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog=as_epilog(_EXAMPLES),
    )
    app.callback()(_main)
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
    if _COMPLETING in os.environ:
        keep_rich_out_of_completion()
    try:
        with checked_output():
            result = build_app()(arguments, standalone_mode=False, prog_name="planctl")
    except OutputClosedError:
        silence_stdout()
        return 0
    except PlanctlError as error:
        if stopped_with() is None:  # else it only took the place of the signal's
            report_error(error)
        return error.exit_code
    except typer.TyperException as error:
        from planctl.cli.printing.usage import report_usage_error

        report_usage_error(error)
        return error.exit_code
    if result == INTERRUPTED:  # typer turns Ctrl-C into this code without a word
        say("已中断。")
    return result if isinstance(result, int) else 0
