"""The plan's table in Markdown (GitHub's pipe tables)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from planctl.document.layout import PLAIN
from planctl.document.view import TableView
from planctl.files import read_source, resource
from planctl.model.plan import Plan
from planctl.programs.limited import progress
from planctl.renderers import MARKDOWN_TEMPLATES
from planctl.renderers.jinja import environment, plan_context, row_context, template_errors
from planctl.renderers.markdown.escape import escape_markdown
from planctl.renderers.own_template import draw_apart
from planctl.source import BYTE_ORDER_MARK


def write_markdown(plan: Plan, view: TableView, file: IO[bytes], template: Path | None = None) -> None:
    """Write the plan through a template, or the built-in one.

    Raises TemplateError where the template cannot be used, UnreadableInputError where it cannot be read.
    """
    built_in = MARKDOWN_TEMPLATES.built_in(PLAIN)
    source = read_source(template or resource(built_in)).text.removeprefix(BYTE_ORDER_MARK)
    if template is None:
        file.writelines(_chunks(plan, view, source, built_in))
    else:
        file.write(draw_apart(template, _draw, plan, view, source, str(template)))


def _draw(plan: Plan, view: TableView, source: str, name: str) -> bytes:
    return b"".join(_chunks(plan, view, source, name))


def _chunks(plan: Plan, view: TableView, source: str, name: str) -> Iterator[bytes]:
    with template_errors(name):
        stream = (
            environment(escape_markdown)
            .from_string(source)
            .stream(**plan_context(plan, view), rows=(row_context(row, view.columns) for row in view.rows))
        )
        stream.enable_buffering(200)
        for chunk in stream:
            progress()
            yield chunk.encode("utf-8")
