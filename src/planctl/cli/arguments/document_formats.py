"""The formats of documents as the command line offers them, and what happens where a format lacks what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from planctl.document.layout import Layout
from planctl.errors import UsageError
from planctl.renderers import BUILT_IN_TABLES, RENDERERS, WORD_TEMPLATES, Renderer, Templates


class DocumentFormat(StrEnum):
    """The formats of RENDERERS."""

    _ignore_ = "name_of_format"
    for name_of_format in RENDERERS:
        vars()[name_of_format.upper()] = name_of_format


def names_of(has: Callable[[Renderer], object]) -> str:
    """The names of the formats that have something, for a sentence: docx、pdf 和 md."""
    return _listed((name for name, renderer in RENDERERS.items() if has(renderer)), "和")


def subject(renderer: Renderer) -> str:
    """What a format is called at the head of a sentence, with a space between Latin and hanzi alone: PDF 不分页, 网页不分页."""
    return f"{renderer.label}{' ' * renderer.label[-1].isascii()}"


def _listed(names: Iterable[str], joined_by: str) -> str:
    *first, last = names
    before = "、".join(first)
    return f"{before}{' ' * before[-1].isascii()}{joined_by} {last}" if before else last


def _offered(names: Iterable[str]) -> str:
    """Formats with what each is, or what it needs: docx（Word 文档）、pdf（需要 LibreOffice）或 md（Markdown）."""
    renderers = ((name, RENDERERS[name]) for name in names)
    return _listed(
        (f"{name}（{f'需要 {renderer.needs}' if renderer.needs else renderer.label}）" for name, renderer in renderers),
        "或",
    )


_OWN_TEMPLATES: Final = {
    name: renderer.templates
    for name, renderer in RENDERERS.items()
    if renderer.templates is not None and renderer.ending in renderer.templates.endings
}
"""The templates that are files of the format itself; a PDF is drawn from a Word template."""
_TEMPLATE_ENDINGS: Final = _listed((templates.endings[0] for templates in _OWN_TEMPLATES.values()), "或")

FormatArgument = Annotated[DocumentFormat, typer.Argument(metavar="格式", help=f"{_offered(RENDERERS)}。")]
TemplateFormatArgument = Annotated[DocumentFormat, typer.Argument(metavar="格式", help=f"{_offered(_OWN_TEMPLATES)}。")]
TemplateFileArgument = Annotated[Path, typer.Argument(metavar="文件", help=f"模板文件：{_TEMPLATE_ENDINGS}。")]


def templates_of(renderer: Renderer) -> Templates:
    """The format's templates. Raises UsageError where it has none."""
    if renderer.templates is None:
        raise UsageError(f"{subject(renderer)}没有模板", f"有模板的格式：{names_of(lambda format: format.templates)}。")
    return renderer.templates


def with_built_in_table(renderer: Renderer, layout: Layout, template: Path | None) -> tuple[Layout, Path | None]:
    """The layout and the template that `--template` asks for: a file, or a built-in table by its name.

    Raises UsageError where the format has no templates or no such table, or the layout is not a table's.
    """
    if template is None:
        return layout, None
    templates_of(renderer)
    name = str(template)
    if name not in BUILT_IN_TABLES or Path(name).exists():
        return layout, template
    if renderer.templates is not WORD_TEMPLATES:
        raise UsageError(
            f"{subject(renderer)}没有内置的{name}",
            f"有{name}的格式：{names_of(lambda one: one.templates is WORD_TEMPLATES)}。",
        )
    if layout.notice or layout.portrait:
        raise UsageError(f"{name}是横排的单独一张表，不能用 --notice、--kind、--portrait", "请去掉这些选项。")
    return replace(layout, table=name), None


def format_of_template(file: Path) -> Renderer:
    """The format that a file is a template of, by its ending. Raises UsageError where it is of none."""
    formats = {ending: name for name, templates in _OWN_TEMPLATES.items() for ending in templates.endings}
    fitting = [ending for ending in formats if file.name.lower().endswith(ending)]
    if not fitting:
        raise UsageError(f"无法识别模板的种类：{file}", f"模板的扩展名应为 {_TEMPLATE_ENDINGS}。")
    return RENDERERS[formats[max(fitting, key=len)]]
