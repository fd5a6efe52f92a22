"""Usage errors of the command-line framework in Chinese."""

from __future__ import annotations

from typing import Final

import typer

from planctl.cli.printing.output import say
from planctl.lazy_regex import Expression

_SENTENCES: Final = (
    (Expression(r"No such option: (?P<name>\S+?)(?: \(Possible options: (?P<near>.+)\))?"), "没有选项 {name}"),
    (
        Expression(r"(?s)No such command '(?P<name>.*?)'\.(?: Did you mean (?:one of: )?(?P<near>.+)\?)?"),
        "没有命令 {name}",
    ),
    (Expression(r"Missing command\."), "没有给出命令"),
    (
        Expression(r"(?s)Missing argument '?(?P<name>.*?)'?\. Choose from:(?P<range>.*)"),
        "缺少参数 {name}，可选：{range}",
    ),
    (Expression(r"Option '?(?P<name>\S+?)'? does not take a value\."), "选项 {name} 后面不带内容"),
    (Expression(r"Missing argument '?(?P<name>.*?)'?\."), "缺少参数 {name}"),
    (Expression(r"Missing option '?(?P<name>.*?)'?\."), "缺少选项 {name}"),
    (Expression(r"Option '?(?P<name>\S+?)'? requires an argument\."), "选项 {name} 后面缺少内容"),
    (Expression(r"(?s)Got unexpected extra argument(?:s|\(s\))? \((?P<name>.*)\)"), "多余的参数：{name}"),
    (
        Expression(
            r"Invalid value for (?P<name>.*?): (?P<value>.*?) is not in the range (?P<least>.*)<=x<=(?P<most>.*)\."
        ),
        "{name} 没有 {value}，请填{least}—{most}",
    ),
    (
        Expression(r"Invalid value for (?P<name>.*?): (?P<value>.*?) is not one of (?P<range>.*)\."),
        "{name} 没有 {value}，可选：{range}",
    ),
    (
        Expression(r"Invalid value for (?P<name>.*?): (?P<value>.*?) is not a valid int(?:eger)?(?: range)?\."),
        "{name} 的值 {value} 不是整数",
    ),
)


def report_usage_error(error: typer.TyperException) -> None:
    """Say what is wrong with the arguments, what was probably meant, and where help is."""
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if context is not None and message == context.get_help():  # no command given
        say(message)
        return
    command = context.command_path if context is not None else "planctl"
    say(f"用法错误：{_in_chinese(message)}")
    say(f"  运行 {command} --help 查看用法。")


def _in_chinese(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            groups = {
                name: " ".join(value.replace("' / '", "/").replace("'", "").split())
                for name, value in found.groupdict().items()
                if value
            }
            near = f"，是否想用 {groups['near']}？" if "near" in groups else ""
            return sentence.format_map({**dict.fromkeys(pattern.compiled.groupindex, ""), **groups}) + near
    return message
