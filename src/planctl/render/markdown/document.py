"""The plan's table in Markdown (GitHub's pipe tables)."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final

from planctl.document.view import TableView
from planctl.files import read_source, resource
from planctl.model.plan import Plan
from planctl.render.jinja import environment, plan_context, row_context, template_errors
from planctl.render.markdown.escape import escape_markdown
from planctl.source import BYTE_ORDER_MARK

TEMPLATE: Final = "templates/plan.md.j2"


def write_markdown(plan: Plan, view: TableView, file: IO[bytes], template: Path | None = None) -> None:
    """Write the plan through a template, or templates/plan.md.j2.

    Raises TemplateError where the template cannot be used, UnreadableInputError where it cannot be read.
    """
    source = read_source(template or resource(TEMPLATE)).text.removeprefix(BYTE_ORDER_MARK)
    with template_errors(str(template or TEMPLATE)):
        stream = (
            environment(escape_markdown)
            .from_string(source)
            .stream(**plan_context(plan, view), rows=(row_context(row, view.columns) for row in view.rows))
        )
        stream.enable_buffering(200)
        for chunk in stream:
            file.write(chunk.encode("utf-8"))
