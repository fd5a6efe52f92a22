"""The plan's table in Markdown (GitHub's pipe tables)."""

from __future__ import annotations

from typing import IO, Final

from planctl.files import resource
from planctl.model import Plan
from planctl.render.jinja import environment, plan_context, row_context, template_errors
from planctl.render.markdown_text import escape_markdown
from planctl.view import TableView

TEMPLATE: Final = "templates/plan.md.j2"


def write_markdown(plan: Plan, view: TableView, file: IO[bytes]) -> None:
    """Write the plan through templates/plan.md.j2. Raises TemplateError where the template cannot be used."""
    source = resource(TEMPLATE).read_text(encoding="utf-8")
    with template_errors(TEMPLATE):
        template = environment(escape_markdown).from_string(source)
        stream = template.stream(**plan_context(plan, view), rows=(row_context(row, view.columns) for row in view.rows))
        stream.enable_buffering(200)
        for chunk in stream:
            file.write(chunk.encode("utf-8"))
