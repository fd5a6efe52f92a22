"""Help in Chinese, its columns set by how wide Chinese shows in a terminal (the framework counts characters)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from planctl.errors import UsageError
from planctl.lazy_regex import Expression

_HEADINGS: Final = {"Options": "选项", "Arguments": "参数", "Commands": "命令"}
_PIECES: Final = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "…"}
_PHRASES: Final = (
    (Expression(r"Show this message and exit\."), "显示这段说明。"),
    (Expression(r"Install completion for the current shell\."), "给当前的命令行外壳装上自动补全。"),
    (Expression(r"Show completion for the current shell.*"), "显示自动补全的脚本，供复制或修改。"),
    (Expression(r"\s*\[required\]$"), "（必填）"),
    (Expression(r"\s*\[default: (.*)\]$"), r"（默认：\1）"),
    (Expression(r"\s*\[(\d+)<=x<=(\d+)\]$"), r"（\1—\2）"),
)
_WIDEST_FIRST: Final = 30
_GAP: Final = 2

if TYPE_CHECKING:
    from typer._click.formatting import HelpFormatter
else:
    HelpFormatter = typer.Context.formatter_class


class Formatter(HelpFormatter):
    """The framework's formatter with its words in Chinese and its columns by width."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        arguments = " ".join(_PIECES.get(piece, piece) for piece in args.split(" "))
        self.write(f"{prefix or '用法：'}{prog} {arguments}\n")

    def write_heading(self, heading: str) -> None:
        """The heading of a list."""
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """A paragraph."""
        from planctl.cli.printing.wrapping import wrap  # help is seldom asked for, and every command would load it

        indent = " " * self.current_indent
        self.write("".join(f"{indent}{line}\n" for line in wrap(text, self.width - self.current_indent)))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = _WIDEST_FIRST, col_spacing: int = _GAP) -> None:
        """A list of options or commands with what each does."""
        from planctl.cli.printing.wrapping import display_width, wrap

        first = min(max(display_width(name) for name, _ in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, text in rows:
            lines = wrap(_in_chinese(text), max(self.width - first - self.current_indent, 10))
            fits = display_width(name) <= first - col_spacing
            self.write(indent + name + (" " * (first - display_width(name)) if fits and lines else "\n"))
            for place, line in enumerate(lines):
                self.write(("" if fits and place == 0 else indent + " " * first) + f"{line}\n")


def keep_rich_out_of_completion() -> None:
    """The framework loads rich to take markup out of the help beside what a shell completes: ours has none, and rich takes
    longer to load than a plan."""
    import typer._completion_classes

    typer._completion_classes._sanitize_help_text = str  # type: ignore[assignment]


class _Context(typer.Context):
    formatter_class: Any = Formatter


def as_epilog(examples: Mapping[str, str]) -> str:
    """Command lines with what each does, as the framework keeps them: a text, put below a command's options."""
    return "\n".join(f"{line}\t{meaning}" for line, meaning in examples.items())


def _write_examples(epilog: str | None, formatter: HelpFormatter) -> None:
    if epilog:
        rows = [line.partition("\t")[::2] for line in epilog.splitlines()]
        with formatter.section("例如"):
            formatter.write_dl(rows, col_max=max(formatter.width // 2, _WIDEST_FIRST))


class Command(TyperCommand):
    """A command whose help is in Chinese, and that takes an option twice only where both count."""

    context_class = _Context

    def format_epilog(self, ctx: typer.Context, formatter: HelpFormatter) -> None:  # type: ignore[override]
        """Examples, at the foot of the page."""
        del ctx
        _write_examples(self.epilog, formatter)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the arguments; the framework alone would take the last of two options in silence. Raises UsageError."""
        given = self.make_parser(ctx).parse_args(list(args))[2]
        for option in given:
            is_single = isinstance(option, TyperOption) and not option.multiple and not option.is_flag
            if is_single and given.count(option) > 1:
                raise UsageError(f"选项 {'/'.join(option.opts)} 只能给一次", "请只留一个。")
        return super().parse_args(ctx, args)


class Group(TyperGroup):
    """A group of commands whose help is in Chinese."""

    context_class = _Context

    def format_epilog(self, ctx: typer.Context, formatter: HelpFormatter) -> None:  # type: ignore[override]
        """Examples, at the foot of the page."""
        del ctx
        _write_examples(self.epilog, formatter)


def _in_chinese(text: str) -> str:
    for words, sentence in _PHRASES:
        text = words.sub(sentence, text)
    return text
